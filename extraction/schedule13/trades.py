"""Item 5(c): the trades of the last sixty days, as tables, lists or sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extraction.record import ReportingPerson
from extraction.schedule13.items import Item, text_of
from extraction.schedule13.trade_prose import read_sentences
from extraction.schedule13.trade_tables import CONTRADICTED, UNSURE, read_rows
from extraction.schedule13.trade_terms import TradeReading, find_kind

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
            [s for s in read_sentences(text, begin, end) if not any(_overlap(s.place, t) for t in taken)]
            if is_item
            else []
        )
        rows = [_with_kind(r, text[begin : r.place[0]]) for r in rows]
        found += sorted([*_signed(rows), *said], key=lambda t: t.place)
    return tuple(replace(t, holder=t.holder or sole) for t in found)


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


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


def _regions(text: str, start: int, items: tuple[Item, ...]) -> Iterator[tuple[int, int, bool]]:
    """Item 5 from its part (c) on, the tables of items that it refers to, then whatever schedules follow the items."""
    body, at = text_of(items, text, 5)
    if body:
        part = _PART.search(body)
        told = body[part.start() if part else 0 :]
        for number in dict.fromkeys(_REFERRED.findall(told)):
            other, begin = text_of(items, text, int(number))
            if other:
                yield begin, begin + len(other), False
        yield at + len(body) - len(told), at + len(body), True
    ends = [i.end for i in items]
    annex = _ANNEX.search(text, max(ends) if ends else start)
    if annex:
        yield annex.start(), len(text), False
