"""A Schedule 13D or 13G from a document: the steps, in order."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from extraction.document import Document, Source
from extraction.errors import NoModels
from extraction.labelers.narrative import NarrativeModel, narrative_in_use
from extraction.record import Record, ReportingPerson
from extraction.schedule13.agreement import Narrative, agree
from extraction.schedule13.columns import part_columns
from extraction.schedule13.compose import Parts, compose
from extraction.schedule13.covers import Cover, blank_printed, find_covers
from extraction.schedule13.footnotes import (
    Note,
    find_first_page_notes,
    find_notes,
    find_row_notes,
    join_notes,
    prints_instructions,
)
from extraction.schedule13.heading import (
    asks_for_fee,
    count_captions,
    find_end,
    find_form,
    read_from_items,
    read_heading,
)
from extraction.schedule13.holdings import find_unread, read_holdings
from extraction.schedule13.items import Item, find_items, read_address
from extraction.schedule13.linearise import linearise
from extraction.schedule13.misread import is_misread
from extraction.schedule13.narrative import read_narrative
from extraction.schedule13.persons import PersonReading, build_person, read_person
from extraction.schedule13.readings import Reading, shows_box
from extraction.schedule13.signatures import read_joint_filing, read_signatures
from extraction.schedule13.trades import find_torn_holders, find_unread_trades, read_trades
from extraction.values.lookalikes import fold_mixed
from extraction.values.squeeze import squeeze, squeeze_letters

_REQUIRED = ("name", "aggregate_amount", "percent_of_class", "person_types")


def is_schedule(document: Document) -> str | None:
    """`SC 13D` or `SC 13G` (with `/A`) where the document is one; None where it is not."""
    header = _header_form(document.header)
    if header:
        return header
    if not _may_be(document):
        return None
    text = linearise(document).text
    signs = _count_signs(text[:60000])
    kind, amended = find_form(text[:20000])
    if kind is not None and count_captions(text[:12000]) >= 3:
        return read_heading(text, min(len(text), 6000)).form_type
    if signs < 3 or (kind is None and signs < 4):
        return None
    covers = find_covers(text, blank_printed(text))
    if not covers:
        return None
    kind = kind or ("D" if covers[0].is_13d else "G")
    return read_heading(text, covers[0].start).form_type or f"SC 13{kind}{'/A' if amended else ''}"


def _may_be(document: Document) -> bool:
    """Whether a document names a Schedule 13D or 13G anywhere, or says enough of what these ask for."""
    shown = "".join(row.text for _, row in document.rows())
    shown = shown if shown.isascii() else fold_mixed(shown)
    return _NAMED.search(squeeze(shown)) is not None or _count_signs(shown) > 3


def _count_signs(text: str) -> int:
    stream = squeeze_letters(text)
    return sum(sign in stream for sign in _SIGNS)


_NAMED = re.compile(r"(?:schedule|form|sc)[1l]3[dg]")
_SIGNS = (
    "reportingperson",
    "dispositivepower",
    "powertodispose",
    "aggregateamountbeneficiallyowned",
    "percentofclassrepresented",
    "schedule",
)


def read_schedule(document: Document, model: Callable[[], NarrativeModel] = narrative_in_use) -> Record:
    """The record of a schedule; values carry their place as evidence, doubts and failed checks ask for review.

    `model` gives the narrative model, which only a Schedule 13D asks for."""
    words = linearise(document)
    text = words.text
    plain = blank_printed(text)
    covers = tuple(c for cover in find_covers(text, plain) for c in part_columns(cover, plain))
    first = covers[0].start if covers else min(len(text), 6000)
    reads = [read_person(cover, plain) for cover in covers]
    notes = [_notes(c, r, text) for c, r in zip(covers, reads, strict=True)]
    behind = max((c.rest for c in covers), default=find_end(text[:first]))
    heading = read_heading(text, first, _header_form(document.header), behind)
    marked = [(r.start, r.end) for r in heading.readings.values()]
    notes.append(find_first_page_notes(text, first, marked))
    form_type = heading.form_type or _form_of(covers, amended=bool(heading.readings.get("amendment_number")))
    is_13d = bool(form_type and "13D" in form_type) or any(c.is_13d for c in covers)
    items = find_items(text, behind)
    readings = read_from_items(text, behind) | heading.readings if not is_13d else dict(heading.readings)
    issuer = readings.get("issuer", Reading(None)).value
    readings["address"] = read_address(items, text, is_13d, issuer, behind)
    trusted = document.digital and not is_misread(text, covers)
    persons = _persons(reads, notes, text, trusted and not _lost_boxes(document, covers, plain))
    names = [p.name for p in persons if p.name]
    return compose(
        Parts(
            document=document,
            words=words,
            trusted=trusted,
            form_type=form_type,
            first_page=readings,
            reads=reads,
            persons=persons,
            notes=join_notes(notes),
            items=items,
            narrative=_narrative(text, behind, items, persons, model) if is_13d else Narrative((), (), (), ()),
            signed=read_signatures(text, behind, names),
            joint=read_joint_filing(text, behind, names),
            before_1998=asks_for_fee(text[:first]),
        )
    )


def _narrative(
    text: str,
    behind: int,
    items: tuple[Item, ...],
    persons: tuple[ReportingPerson, ...],
    model: Callable[[], NarrativeModel],
) -> Narrative:
    """The narrative as rules and the token model read it; without the model, as the rules do."""
    try:
        told = read_narrative(text, behind, model())
    except NoModels:
        told = None
    holdings, trades = read_holdings(items, text, persons), read_trades(text, behind, items, persons)
    found = agree(holdings, trades, told, text, persons)
    unread = [
        *find_unread(items, text, persons, found.holdings),
        *find_unread_trades(text, behind, items, found.trades),
        *find_torn_holders(found.trades, persons),
        *(["it is filed together with another schedule"] if _COMBINED.search(text, 0, min(behind, 8000)) else []),
    ]
    return replace(found, doubts=(*found.doubts, *unread))


_COMBINED = re.compile(r"\b(?i:schedule)\s+(?:14D-?[19]|13E-?[34]|TO\b)")
"""Schedules of tender offers, whose items bear other numbers."""


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


def _notes(cover: Cover, read: PersonReading, text: str) -> tuple[Note, ...]:
    """A cover's notes: those within its rows and those below the last."""
    marks = {field: frozenset(r.marks) for field, r in read.readings.items()}
    within = find_row_notes(text, {f: s for f, s in cover.rows.items() if f != "person_types"}, marks)
    below = find_notes(cover, text, _last_place(cover.rest, read), frozenset().union(*marks.values()))
    return join_notes([within, below])


def _last_place(rest: int, read: PersonReading) -> int:
    """Where a cover's last answer ends: notes begin below it."""
    last = read.readings.get("person_types")
    return max(rest, last.end) if last and last.value and last.end < rest + 400 else rest


def _lost_boxes(document: Document, covers: Iterable[Cover], plain: str) -> bool:
    """Whether a printed page shows no box beside the letters of a group: what was drawn there is not in its text."""
    printed = document.source in (Source.PDF, Source.LAYOUT, Source.MARKDOWN)
    rows = [plain[slice(*c.rows["group_member"])] for c in covers if "group_member" in c.rows] if printed else []
    return not all(map(shows_box, rows))


def _persons(
    reads: list[PersonReading], notes: list[tuple[Note, ...]], text: str, digital: bool
) -> tuple[ReportingPerson, ...]:
    known = frozenset(n.id for page in notes for n in page)
    return tuple(
        build_person(
            r,
            known,
            not (digital and is_certain(r)),
            frozenset(n.id for n in page if not prints_instructions(r.cover, text, n.id)),
        )
        for r, page in zip(reads, notes[: len(reads)], strict=True)
    )


def is_certain(read: PersonReading) -> bool:
    """Whether a cover was read without any doubt: captions as usual, one candidate each, required rows filled.

    `00` among codes is `OO` however it is set."""
    filled = all(f in read.readings and read.readings[f].value for f in _REQUIRED)
    mended = any(r.repaired for f, r in read.readings.items() if f not in ("source_of_funds", "person_types"))
    return read.cover.clean and filled and not read.doubts and not mended
