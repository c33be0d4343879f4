"""A reading: one way to read a value, and what it costs to believe it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

MOST = 12
"""Readings kept of one value."""


@dataclass(frozen=True, slots=True)
class Reading:
    """`cost` is in nats, 0 as it stands; `how` names the costliest mending: '', 'joined', 'overlap', 'lost'."""

    value: str
    cost: float
    how: str = ""


def rank(readings: Iterable[Reading]) -> tuple[Reading, ...]:
    """The cheapest first, each value once."""
    best: dict[str, Reading] = {}
    for reading in sorted(readings, key=lambda r: r.cost):
        best.setdefault(reading.value, reading)
    return tuple(best.values())[:MOST]
