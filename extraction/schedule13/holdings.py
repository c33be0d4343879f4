"""Who of the funds or persons holds what, where Items 2 or 5 of Schedule 13D say so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extraction.document import Span
from extraction.record import ReportingPerson
from extraction.schedule13.items import Item


@dataclass(frozen=True, slots=True)
class HoldingReading:
    holder: str
    shares: str | None
    percent: str | None
    place: Span


def read_holdings(items: tuple[Item, ...], text: str, persons: Sequence[ReportingPerson]) -> tuple[HoldingReading, ...]:
    return ()
