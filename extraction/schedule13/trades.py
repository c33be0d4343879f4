"""Item 5(c): the trades of the last sixty days, as tables, lists or sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import replace

from extraction.record import ReportingPerson
from extraction.schedule13.items import Item, text_of
from extraction.schedule13.linearise import fold
from extraction.schedule13.trade_prose import read_sentences
from extraction.schedule13.trade_tables import read_rows
from extraction.schedule13.trade_terms import CONTRADICTED, UNSURE, TradeReading, bare, find_kind, overlap

_PART = re.compile(r"(?:^|\n|\t)[ \t]*(?:5[ \t]*)?\(c\)|\bpast\s+(?:60|sixty)\b|(?:60|sixty)[\s-]+days?", re.IGNORECASE)
_ANNEX = re.compile(
    r"(?:^|\n)[ \t]*(?:schedule|exhibit|annex|appendix|attachment)[ \t]+[\w.]{1,4}[ \t]*[:.\n\t-]", re.IGNORECASE
)
_REFERRED = re.compile(r"\bItems?\s+([346])\b")


def read_trades(
    text: str, start: int, items: tuple[Item, ...], persons: Sequence[ReportingPerson]
) -> tuple[TradeReading, ...]:
    """The trades of Item 5 and of schedules of transactions after it, in the document's order."""
    sole = persons[0].name if len(persons) == 1 else None
    found: list[TradeReading] = []
    for begin, end, is_item in _regions(text, start, items):
        rows = list(read_rows(text, begin, end, is_item, persons))
        taken = [r.place for r in rows]
        said = (
            [s for s in read_sentences(text, begin, end) if not any(overlap(s.place, t) for t in taken)]
            if is_item
            else []
        )
        rows = [_with_kind(r, text[begin : r.place[0]]) for r in rows]
        found += sorted([*_signed(rows), *said], key=lambda t: t.place)
    names = {bare(p.name) for p in persons if p.name}
    return tuple(replace(t, holder=_unwrap(t.holder, text[: t.place[0]], names) if t.holder else sole) for t in found)


def find_unread_trades(text: str, start: int, items: tuple[Item, ...], found: Sequence[TradeReading]) -> list[str]:
    """What Item 5(c) says of trades that none of those found stands for."""
    regions = [(begin, end) for begin, end, is_item in _regions(text, start, items) if is_item]
    told = [m for begin, end in regions for m in _TOLD.finditer(text, begin, end)]
    unread = [m for m in told if not any(overlap(m.span(), t.place) for t in found)]
    doubts = [f"Item 5 tells of a trade that was not read: {fold(unread[0].group())[:60]}"] if unread else []
    parts = [
        text[begin : end if (d := _NEXT.search(text, begin, end)) is None else d.start()] for begin, end in regions
    ]
    elsewhere = not found and any(_PART.match(part) and _ELSEWHERE.search(_PEOPLE.sub("", part)) for part in parts)
    return doubts + (["Item 5(c) refers to trades told elsewhere"] if elsewhere else [])


def _unwrap(holder: str, before: str, names: Set[str]) -> str:
    """A person's whole name where its first words stand in the line above."""
    whole = fold(f"{before.rstrip().rpartition(chr(10))[2]} {holder}")
    return whole if bare(whole) in names and bare(holder) not in names else holder


def find_torn_holders(trades: Sequence[TradeReading], persons: Sequence[ReportingPerson]) -> list[str]:
    """Holders of which no more than the end of a person's name was read."""
    names = {bare(p.name) for p in persons if p.name}
    torn = {t.holder for t in trades if t.holder and " " in t.holder and bare(t.holder) not in names}
    return [f"trades of {h}: the end of a longer name" for h in sorted(torn) if any(n.endswith(bare(h)) for n in names)]


_NEXT = re.compile(r"(?:^|\n|\t)[ \t]*(?:5[ \t]*)?\(d\)", re.IGNORECASE)
_TOLD = re.compile(
    r"(?<!not )(?<!to )\b(?:purchased|bought|sold|acquired|disposed\s+of)\b(?:(?!\.\s+[A-Z(])[^;$]){0,120}?"
    r"\d{1,3}(?:,\d{3})*\s(?:(?!\.\s+[A-Z(])[^;]){0,160}?\$\s*\d"
    r"|(?:^|\n)[ \t]*\d{1,2}[/-]\d{1,2}[/-]\d{2,4}\t[^\n]*\d\t[^\n]*\d"
)
_PEOPLE = re.compile(
    r"\b(?:persons?|individuals?|those|officers|directors)\b[^.;]{0,40}?\bSchedule\s+\w+", re.IGNORECASE
)
_ELSEWHERE = re.compile(
    r"(?:set\s+forth|described|disclosed|contained|reported|listed|see)\b[^.;]{0,60}?\b(?:Items?\s+[346]|"
    r"(?:Schedule|Annex|Exhibit|Appendix)\s+(?!13)\w)",
    re.IGNORECASE,
)


def _with_kind(row: TradeReading, before: str) -> TradeReading:
    """A row that says nothing of its kind has the one of which alone the words above its table speak."""
    silent = row.kind is None and row.certainty > CONTRADICTED
    return replace(row, kind=find_kind(f"{before[-900:]}\t")) if silent else row


def _signed(rows: list[TradeReading]) -> list[TradeReading]:
    """Rows of which nothing tells the kind: beside sales told by their brackets they were bought."""
    sold = any(r.kind == "sale" for r in rows)
    return [
        replace(r, kind="purchase", certainty=UNSURE, proved=False)
        if sold and r.kind is None and r.certainty > CONTRADICTED
        else r
        for r in rows
    ]


def _begin_of_trades(body: str) -> int:
    """Where Item 5's part (c) begins; without its letter the paragraph that speaks of sixty days."""
    part = _PART.search(body)
    if not part:
        return 0
    return part.start() if "(" in part.group() else body.rfind("\n\n", 0, part.start()) + 1


def _regions(text: str, start: int, items: tuple[Item, ...]) -> Iterator[tuple[int, int, bool]]:
    """Item 5 from its part (c) on, the tables of items that it refers to, then whatever schedules follow the items."""
    body, at = text_of(items, text, 5)
    if body:
        told = body[_begin_of_trades(body) :]
        for number in dict.fromkeys(_REFERRED.findall(told)):
            other, begin = text_of(items, text, int(number))
            if other:
                yield begin, begin + len(other), False
        yield at + len(body) - len(told), at + len(body), True
    ends = [i.end for i in items]
    annex = _ANNEX.search(text, max(ends) if ends else start)
    if annex:
        yield annex.start(), len(text), False
