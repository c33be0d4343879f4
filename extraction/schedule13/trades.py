"""Item 5(c): the trades of the last sixty days, as tables, lists or sentences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from extraction.document import Span
from extraction.record import ReportingPerson
from extraction.schedule13.items import Item


@dataclass(frozen=True, slots=True)
class TradeReading:
    holder: str | None
    kind: Literal["purchase", "sale"] | None
    date: str | None
    shares: str | None
    price: str | None
    place: Span


def read_trades(text: str, start: int, items: tuple[Item, ...], persons: Sequence[ReportingPerson]) -> tuple[TradeReading, ...]:
    return ()
