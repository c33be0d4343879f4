"""A reading: one way to read a value, and what it costs to believe it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from extraction.values.costs import COSTS, price

MOST = 12
"""Readings kept of one value."""
_OVERLAPS = ("overlap", "half_seen", "half_seen_other", "half_sign", "half_sign_dropped", "echo")
_HOW = dict.fromkeys(_OVERLAPS, "overlap") | {"joined": "joined", "grouping": "grouping"}
_HOW |= dict.fromkeys(("lost", "lost_unseen", "no_slash"), "lost")


UNCHANGED = ("", "joined")
"""How a reading comes about that changes no character."""


@dataclass(frozen=True, slots=True)
class Reading:
    """`cost` is in nats, 0 as it stands; `how` names the costliest mending: '', 'joined', 'overlap', 'lost'.

    `steps` are all its mendings by the names that `costs` gives them.
    """

    value: str
    cost: float
    how: str = ""
    steps: tuple[str, ...] = ()


def mended(value: str, steps: tuple[str, ...]) -> Reading:
    """A reading that these mendings gave."""
    worst = max(steps, key=COSTS.__getitem__, default="")
    return Reading(value, price(steps), _HOW.get(worst, "lookalike") if worst else "", steps)


def rank(readings: Iterable[Reading]) -> tuple[Reading, ...]:
    """The cheapest first, each value once."""
    best: dict[str, Reading] = {}
    for reading in sorted(readings, key=lambda r: r.cost):
        best.setdefault(reading.value, reading)
    return tuple(best.values())[:MOST]
