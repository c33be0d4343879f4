"""The parts of a schedule put together: the record with its evidence, checks and what asks for review."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extraction.document import Document
from extraction.place import tell_handwriting
from extraction.record import (
    Check,
    Evidence,
    Footnote,
    FundHolding,
    FundsUsed,
    Issuer,
    Record,
    ReportingPerson,
    Signature,
    Trade,
)
from extraction.record import Item as ItemText
from extraction.schedule13.agreement import Narrative
from extraction.schedule13.captions import FIELDS
from extraction.schedule13.checks import check_record
from extraction.schedule13.footnotes import Note
from extraction.schedule13.items import Item
from extraction.schedule13.linearise import Text, fold
from extraction.schedule13.persons import PersonReading
from extraction.schedule13.readings import Reading
from extraction.schedule13.signatures import Signed

LONGEST_ITEM = 30_000
"""Characters of an item's text that the record keeps; its span says where all of it stands."""
_ASKED = ("issuer", "security_class_title", "cusip", "date_of_event")
_POINTERS = {"issuer": "/issuer/name", "cusip": "/issuer/cusip", "address": "/issuer/address"}
Places = dict[str, tuple[int, int, bool, float]]
"""By JSON pointer: start and end in the linearised text, whether it was repaired, and how certain it is."""


@dataclass(frozen=True, slots=True)
class Parts:
    """All that was read of a schedule; `trusted` tells that its letters are the filer's own."""

    document: Document
    words: Text
    trusted: bool
    form_type: str | None
    first_page: dict[str, Reading]
    reads: list[PersonReading]
    persons: tuple[ReportingPerson, ...]
    notes: tuple[Note, ...]
    items: tuple[Item, ...]
    narrative: Narrative
    signed: tuple[Signed, ...]
    joint: tuple[Signed, ...]
    before_1998: bool = False
    """A first page that asks a 13G for no rule and no date of an event."""

    def first(self, field: str) -> Reading:
        return self.first_page.get(field, Reading(None))

    @property
    def is_13g(self) -> bool:
        return "13G" in (self.form_type or "")


def compose(parts: Parts) -> Record:
    """The record; persons whose figures fail a check, and all that is doubtful, ask for review."""
    told = parts.narrative
    held = tuple(FundHolding(holder=h.holder, shares=h.shares, percent=h.percent) for h in told.holdings)
    signers = (*parts.signed, *parts.joint)
    names = [n for n in (*(p.name for p in parts.persons), *(s.name for s in signers), *(h.holder for h in held)) if n]
    sure = [h for h, read in zip(held, told.holdings, strict=True) if read.certainty == 1]
    checks = check_record(
        parts.persons,
        sure if len(sure) == len(held) else (),
        parts.first("cusip").value,
        [*names, *_people(names)],
        parts.words.text,
    )
    persons = tuple(_reviewed(p, i, checks) for i, p in enumerate(parts.persons))
    reasons = tuple(_reasons(parts, persons, checks))
    return Record(
        source=parts.document.name,
        source_kind=parts.document.source.value,
        form_type=parts.form_type,
        needs_review=bool(reasons),
        review_reasons=reasons,
        amendment_number=parts.first("amendment_number").value,
        date_of_event=parts.first("date_of_event").value,
        security_class_title=parts.first("security_class_title").value,
        rule=parts.first("rule").value if parts.is_13g else None,
        issuer=Issuer(
            **{
                name: parts.first(f).value
                for f, name in (("issuer", "name"), ("cusip", "cusip"), ("address", "address"))
            }
        ),
        reporting_persons=persons,
        holdings=held,
        transactions=tuple(
            Trade(holder=t.holder, kind=t.kind, date=t.date, shares=t.shares, price_per_share=t.price)
            for t in told.trades
        ),
        funds=tuple(FundsUsed(holder=f.holder, amount=f.amount) for f in told.funds),
        notices=None if parts.is_13g else parts.first("notices").value,
        items=tuple(_item(i, parts.words.text) for i in parts.items),
        footnotes=tuple(Footnote(id=n.id, text=n.text) for n in parts.notes),
        signatures=tuple(_signature(s) for s in parts.signed),
        joint_filing=tuple(_signature(s) for s in parts.joint),
        evidence=_evidence(parts),
        checks=checks,
    )


def _signature(signed: Signed) -> Signature:
    return Signature(name=signed.name, date=signed.date, capacity=signed.capacity)


def _item(item: Item, text: str) -> ItemText:
    return ItemText(
        number=item.number, part=item.part, text=fold(text[item.start : min(item.end, item.start + LONGEST_ITEM)])
    )


def _people(names: Sequence[str]) -> list[str]:
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


def _reasons(parts: Parts, persons: tuple[ReportingPerson, ...], checks: tuple[Check, ...]) -> list[str]:
    """Why a person should look at the record; nothing where the system stands behind every field."""
    reasons = [] if parts.trusted else ["the source may be misread"]
    reasons += tell_handwriting(parts.document)
    if not persons:
        reasons.append("no cover page found")
    if not parts.form_type:
        reasons.append("the form type is not shown")
    unasked = ("date_of_event", "rule") if parts.is_13g and parts.before_1998 else ()
    reasons += [f"{f} is not shown" for f in _ASKED if f not in unasked and not parts.first(f).value]
    if not parts.first("address").value and any(i.number == 1 and i.end - i.start > 100 for i in parts.items):
        reasons.append("Item 1's address was not found")
    if not parts.is_13g:
        reasons += parts.narrative.doubts
        if not any(i.number == 5 for i in parts.items):
            reasons.append("Item 5 was not found")
    elif not unasked and not parts.first("rule").value:
        reasons.append("the rule of filing is not shown")
    if not parts.signed or any(s.date is None or s.name is None for s in parts.signed):
        reasons.append("signatures are missing or undated")
    reasons += [f"{f}: {r.doubt}" for f, r in parts.first_page.items() if r.doubt]
    reasons += [f"reporting person {i + 1}: {d}" for i, r in enumerate(parts.reads) for d in r.doubts]
    reasons += [f"reporting person {i + 1} needs review" for i, p in enumerate(persons) if p.needs_review]
    return reasons + [f"check failed: {c.rule} {c.message}".rstrip() for c in checks if c.status == "failed"]


def _evidence(parts: Parts) -> dict[str, Evidence]:
    """Every value's place, by JSON pointer; a row's words that give no value (`N/A`, `See Item 5`) keep theirs."""
    found = {}
    for pointer, (start, end, mended, certainty) in _places(parts).items():
        evidence = parts.words.evidence(start, end, "repaired" if mended else "read")
        if evidence:
            found[pointer] = evidence if certainty == 1 else evidence.model_copy(update={"confidence": certainty})
    return found


def _places(parts: Parts) -> Places:
    places: Places = {}
    for field, r in parts.first_page.items():
        if r.value is not None and (field != "notices" or not parts.is_13g):
            places[_POINTERS.get(field, f"/{field}")] = (r.start, r.end, r.repaired, 1)
    for i, read in enumerate(parts.reads):
        for field in FIELDS:
            r = read.readings.get(field, Reading(None))
            if r.value not in (None, ()) or r.end > r.start:
                places[f"/reporting_persons/{i}/{field}"] = (r.start, r.end, r.repaired, 1)
    told = parts.narrative
    places |= {f"/footnotes/{i}": (*n.place, False, 1) for i, n in enumerate(parts.notes)}
    places |= {f"/holdings/{i}": (*h.place, False, h.certainty) for i, h in enumerate(told.holdings)}
    places |= {f"/transactions/{i}": (*t.place, False, t.certainty) for i, t in enumerate(told.trades)}
    places |= {f"/funds/{i}": (*f.place, False, f.probability) for i, f in enumerate(told.funds)}
    places |= {f"/items/{i}": (item.start, item.end, False, 1) for i, item in enumerate(parts.items)}
    for name, signers in (("signatures", parts.signed), ("joint_filing", parts.joint)):
        places |= {f"/{name}/{i}/name": (*s.place, False, 1) for i, s in enumerate(signers)}
        places |= {f"/{name}/{i}/date": (*s.date_place, False, 1) for i, s in enumerate(signers) if s.date}
    return places
