"""A Schedule 13D or 13G from a document: the steps, in order."""

from __future__ import annotations

import re
from collections.abc import Mapping

from extraction.document import Document
from extraction.record import Check, Evidence, Footnote, FundHolding, Issuer, Record, ReportingPerson, Signature, Trade
from extraction.schedule13.captions import FIELDS
from extraction.schedule13.checks import check_record
from extraction.schedule13.covers import Cover, blank_printed, find_covers
from extraction.schedule13.footnotes import Note, find_first_page_notes, find_notes, join_notes
from extraction.schedule13.heading import find_form, read_from_items, read_heading
from extraction.schedule13.holdings import HoldingReading, read_holdings
from extraction.schedule13.items import find_items, read_address
from extraction.schedule13.linearise import Text, letters, linearise
from extraction.schedule13.misread import is_misread
from extraction.schedule13.persons import PersonReading, build_person, read_person
from extraction.schedule13.readings import Reading
from extraction.schedule13.signatures import Signed, read_signatures
from extraction.schedule13.trades import TradeReading, read_trades

_REQUIRED = ("name", "aggregate_amount", "percent_of_class", "person_types")


def is_schedule(document: Document) -> str | None:
    """`SC 13D` or `SC 13G` (with `/A`) where the document is one; None where it is not."""
    header = _header_form(document.header)
    if header:
        return header
    text = linearise(document).text
    stream, _ = letters(text[:60000])
    signs = sum(
        s in stream
        for s in (
            "reportingperson",
            "dispositivepower",
            "powertodispose",
            "aggregateamountbeneficiallyowned",
            "percentofclassrepresented",
            "schedule",
        )
    )
    kind, amended = find_form(text[:20000])
    if signs < 3 or (kind is None and signs < 4):
        return None
    covers = find_covers(text, blank_printed(text))
    if not covers:
        return None
    kind = kind or ("D" if covers[0].is_13d else "G")
    return read_heading(text, covers[0].start).form_type or f"SC 13{kind}{'/A' if amended else ''}"


def read_schedule(document: Document) -> Record:
    """The record of a schedule; values carry their place as evidence, doubts and failed checks ask for review."""
    words = linearise(document)
    text = words.text
    plain = blank_printed(text)
    covers = find_covers(text, plain)
    first = covers[0].start if covers else min(len(text), 6000)
    reads = [read_person(cover, plain) for cover in covers]
    notes = [find_notes(c, text, _last_place(c.rest, r), _marks(r)) for c, r in zip(covers, reads, strict=True)]
    heading = read_heading(text, first, _header_form(document.header))
    marked = [(r.start, r.end) for r in heading.readings.values()]
    notes.append(find_first_page_notes(text, first, marked))
    form_type = heading.form_type or _form_of(covers, amended=bool(heading.readings.get("amendment_number")))
    is_13d = bool(form_type and "13D" in form_type) or any(c.is_13d for c in covers)
    behind = max((c.rest for c in covers), default=first)
    items = find_items(text, behind)
    readings = read_from_items(text, behind) | heading.readings if not is_13d else dict(heading.readings)
    issuer = readings.get("issuer", Reading(None)).value
    readings["address"] = read_address(items, text, is_13d, issuer, behind)
    trusted = document.digital and not is_misread(text, covers)
    persons = _persons(reads, notes, trusted)
    holdings = read_holdings(items, text, persons) if is_13d else ()
    trades = read_trades(text, behind, items, persons) if is_13d else ()
    signed = read_signatures(text, behind, [p.name for p in persons if p.name])
    return _record(document, trusted, words, form_type, readings, reads, persons, join_notes(notes), holdings, trades, signed)


def _form_of(covers: tuple[Cover, ...], amended: bool) -> str | None:
    """The form that the covers' rows are those of, where no title is left to say so."""
    if not covers:
        return None
    return f"SC 13{'D' if any(c.is_13d for c in covers) else 'G'}{'/A' if amended else ''}"


def _header_form(header: Mapping[str, str]) -> str | None:
    for value in header.values():
        found = re.fullmatch(r"(?:SC|SCHEDULE)\s*13\s*([DG])\s*(/A)?", value.strip(), re.IGNORECASE)
        if found:
            return f"SC 13{found[1].upper()}{'/A' if found[2] else ''}"
    return None


def _marks(read: PersonReading) -> frozenset[str]:
    return frozenset(m for r in read.readings.values() for m in r.marks)


def _last_place(rest: int, read: PersonReading) -> int:
    """Where a cover's last answer ends: notes begin below it."""
    last = read.readings.get("person_types")
    return max(rest, last.end) if last and last.value and last.end < rest + 400 else rest


def _persons(reads: list[PersonReading], notes: list[tuple[Note, ...]], digital: bool) -> tuple[ReportingPerson, ...]:
    known = {n.id for page in notes for n in page}
    return tuple(build_person(r, frozenset(known), not (digital and is_certain(r))) for r in reads)


def is_certain(read: PersonReading) -> bool:
    """Whether a cover was read without any doubt: captions as usual, one candidate each, required rows filled."""
    filled = all(f in read.readings and read.readings[f].value for f in _REQUIRED)
    return read.cover.clean and filled and not read.doubts and not any(r.repaired for r in read.readings.values())


def _record(
    document: Document,
    trusted: bool,
    words: Text,
    form_type: str | None,
    readings: dict[str, Reading],
    reads: list[PersonReading],
    persons: tuple[ReportingPerson, ...],
    notes: tuple[Note, ...],
    holdings: tuple[HoldingReading, ...],
    trades: tuple[TradeReading, ...],
    signed: tuple[Signed, ...],
) -> Record:
    """All parts joined, with evidence, checks and what asks for review."""
    held = tuple(FundHolding(holder=h.holder, shares=h.shares, percent=h.percent) for h in holdings)
    value = {field: r.value for field, r in readings.items()}
    names = [n for n in (*(p.name for p in persons), *(s.name for s in signed), *(h.holder for h in held)) if n]
    checks = check_record(persons, held, value.get("cusip"), [*names, *_people(names)])
    persons = tuple(_reviewed(p, i, checks) for i, p in enumerate(persons))
    reasons = tuple(_reasons(trusted, form_type, readings, reads, persons, signed, checks))
    return Record(
        source=document.name,
        source_kind=document.source.value,
        form_type=form_type,
        needs_review=bool(reasons),
        review_reasons=reasons,
        amendment_number=value.get("amendment_number"),
        date_of_event=value.get("date_of_event"),
        security_class_title=value.get("security_class_title"),
        rule=value.get("rule") if form_type and "13G" in form_type else None,
        issuer=Issuer(name=value.get("issuer"), cusip=value.get("cusip"), address=value.get("address")),
        reporting_persons=persons,
        holdings=held,
        transactions=tuple(
            Trade(holder=t.holder, kind=t.kind, date=t.date, shares=t.shares, price_per_share=t.price) for t in trades
        ),
        footnotes=tuple(Footnote(id=n.id, text=n.text) for n in notes),
        signatures=tuple(Signature(name=s.name, date=s.date) for s in signed),
        evidence=_evidence(words, readings, reads, notes, holdings, trades, signed),
        checks=checks,
    )


def _people(names: list[str]) -> list[str]:
    """The single persons that a joint name like `A and B` names."""
    return [
        part
        for name in names
        for part in re.split(r"\s+and\s+|\s+&\s+", name)
        if part != name and len(part.split()) > 1
    ]


def _reviewed(person: ReportingPerson, index: int, checks: tuple[Check, ...]) -> ReportingPerson:
    """A person whose figures fail a check needs review."""
    mine = f"/reporting_persons/{index}/"
    failed = any(c.status == "failed" and any(p.startswith(mine) for p in c.pointers) for c in checks)
    return person.model_copy(update={"needs_review": True}) if failed else person


def _reasons(
    trusted: bool,
    form_type: str | None,
    readings: dict[str, Reading],
    reads: list[PersonReading],
    persons: tuple[ReportingPerson, ...],
    signed: tuple[Signed, ...],
    checks: tuple[Check, ...],
) -> list[str]:
    """Why a person should look at the record; nothing where the system stands behind every field."""
    reasons = [] if trusted else ["the source may be misread"]
    if not persons:
        reasons.append("no cover page found")
    if not form_type:
        reasons.append("the form type is not shown")
    reasons += [
        f"{f} is not shown"
        for f in ("issuer", "security_class_title", "cusip")
        if not readings.get(f, Reading(None)).value
    ]
    if "13G" not in (form_type or ""):
        reasons.append("narrative items were read by rules")
    elif not readings.get("rule", Reading(None)).value:
        reasons.append("the rule of filing is not shown")
    if not signed or any(s.date is None or s.name is None for s in signed):
        reasons.append("signatures are missing or undated")
    reasons += [f"{f}: {r.doubt}" for f, r in readings.items() if r.doubt]
    reasons += [f"reporting person {i + 1}: {d}" for i, r in enumerate(reads) for d in r.doubts]
    reasons += [f"reporting person {i + 1} needs review" for i, p in enumerate(persons) if p.needs_review]
    return reasons + [f"check failed: {c.rule} {c.message}".rstrip() for c in checks if c.status == "failed"]


_HEADING_POINTERS = {"issuer": "/issuer/name", "cusip": "/issuer/cusip", "address": "/issuer/address"}


def _evidence(
    words: Text,
    readings: dict[str, Reading],
    reads: list[PersonReading],
    notes: tuple[Note, ...],
    holdings: tuple[HoldingReading, ...],
    trades: tuple[TradeReading, ...],
    signed: tuple[Signed, ...],
) -> dict[str, Evidence]:
    """Every value's place, by JSON pointer."""
    places: dict[str, tuple[int, int, bool]] = {}
    for field, r in readings.items():
        if r.value is not None:
            places[_HEADING_POINTERS.get(field, f"/{field}")] = (r.start, r.end, r.repaired)
    for i, read in enumerate(reads):
        for field in FIELDS:
            r = read.readings.get(field, Reading(None))
            if r.value not in (None, ()):
                places[f"/reporting_persons/{i}/{field}"] = (r.start, r.end, r.repaired)
    places |= {f"/footnotes/{i}": (*n.place, False) for i, n in enumerate(notes)}
    places |= {f"/holdings/{i}": (*h.place, False) for i, h in enumerate(holdings)}
    places |= {f"/transactions/{i}": (*t.place, False) for i, t in enumerate(trades)}
    places |= {f"/signatures/{i}/name": (*s.place, False) for i, s in enumerate(signed)}
    places |= {f"/signatures/{i}/date": (*s.date_place, False) for i, s in enumerate(signed) if s.date}
    found = {
        p: words.evidence(start, end, "repaired" if mended else "read") for p, (start, end, mended) in places.items()
    }
    return {pointer: evidence for pointer, evidence in found.items() if evidence}
