"""What a recogniser is given, and what it tells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from extraction.scan.sheet import Grey

LEAST = 1e-6
"""The least probability that is told from nought."""


@dataclass(frozen=True, slots=True)
class Char:
    """A character, where its middle stands (pixels of the picture), how sure it is, and what else it may be, with
    what that costs more in nats."""

    text: str
    at: float
    score: float
    others: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Picture:
    """A line of text cut out.

    `lenient` is how many nats a reading as footnote marks (numbers in brackets) may be less likely than the likeliest
    reading and still be given; 0 where none can stand.
    """

    grey: Grey
    lenient: float = 0.0


class Recogniser(Protocol):
    """Reads pictures; `places` of characters are columns of their pictures."""

    def read(self, pictures: Sequence[Picture]) -> list[tuple[Char, ...]]: ...
