"""Lines that the form prints, known beforehand, found in words among others: a line is spelt by words in order, however
these were cut and whatever stands between them.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import Any, NamedTuple

APART, MISSED, WRONG, TWICE, LEFT_OUT = 1.5, 1.5, 2.0, 0.5, 1.0
"""What it costs in characters of a line to leave it and come back, to lose some (each), to misread one, to show one in
both of two cells, to leave a cell out."""
SKIPPED = 3
"""Characters of a line that may be lost at a cut."""
KEPT = 3
"""Ways to have spelt a line up to a character that are kept, the last ones."""
GRAM = 3
"""Characters of the runs by which a line is looked for."""


class Bit(NamedTuple):
    """A word, by index, that shows characters of a line, and the bit before."""

    i: int
    start: int
    end: int
    before: Bit | None


class _Spelt(NamedTuple):
    """How far words spell a line: what it is worth, where the last bit stood, and the last bit."""

    worth: float
    last: int
    bit: Bit | None


@cache
def _grams(text: str) -> frozenset[str]:
    return frozenset(text[i : i + GRAM] for i in range(len(text) - GRAM + 1))


def may_show(text: str, joined: str) -> bool:
    """Whether a third of a line's short runs of characters stand in a row."""
    grams = _grams(text)
    return sum(gram in joined for gram in grams) >= len(grams) / 3


def spell(keys: Sequence[str], text: str, cells: Sequence[int] | None = None) -> tuple[float, list[Bit]]:
    """The words that spell most of a line, in order, and what that is worth in characters; words and line come as
    `caption_lines.key_of` has them, the line without spaces. Where the words' `cells` are known, what a cell holds of
    the line stands together, and the line goes on in the next, or the one
    behind it."""
    ends: dict[int, list[_Spelt]] = {}
    best = _Spelt(0.0, -1, None)
    for i, key in enumerate(keys):
        new = []
        for start, shown in _places(key, text) if key else ():
            near = (
                s for end in range(start - SKIPPED, start + 2) for s in ends.get(end, ()) if _goes_on(s.last, i, cells)
            )
            way = max(
                ((s.worth - _toll(s, start, i, cells), s.bit) for s in near), key=_worth, default=(-math.inf, None)
            )
            if start <= SKIPPED and -MISSED * start > way[0]:
                way = (-MISSED * start, None)
            if way[0] > -math.inf:
                new.append(_Spelt(way[0] + shown, i, Bit(i, start, start + len(key), way[1])))
        for spelt in new:
            held = ends.setdefault(spelt.bit.end if spelt.bit else 0, [])
            held[KEPT - 1 :] = []
            held.insert(0, spelt)
            best = max(best, spelt, key=_worth)
    out, bit = [], best.bit
    while bit:
        out.append(bit)
        bit = bit.before
    return best.worth, out[::-1]


def _worth(spelt: tuple[float, Any] | _Spelt) -> float:
    return spelt[0]


def _toll(spelt: _Spelt, start: int, i: int, cells: Sequence[int] | None) -> float:
    """What it costs to go on from there with a word that shows characters from one on."""
    end = spelt.bit.end if spelt.bit else 0
    if cells is None or cells[i] == cells[spelt.last]:
        return MISSED * abs(start - end) + APART * (spelt.last < i - 1)
    toll = TWICE if end == start + 1 else MISSED * abs(start - end)
    return toll + LEFT_OUT * (cells[i] - cells[spelt.last] - 1)


def _goes_on(last: int, i: int, cells: Sequence[int] | None) -> bool:
    """Whether a line may go on from one word to another."""
    return cells is None or 0 < cells[i] - cells[last] < 3 or (cells[i] == cells[last] and i == last + 1)


@lru_cache(maxsize=65536)
def _places(key: str, text: str) -> tuple[tuple[int, float], ...]:
    """Where in a line a word may stand, and what it is worth there: as it is, else with one character misread."""
    if key in text:
        return tuple((start, float(len(key))) for start in _all(key, text))
    if len(key) <= GRAM:
        return ()
    half = len(key) // 2
    starts = sorted({*_all(key[:half], text), *(at - half for at in _all(key[half:], text) if at >= half)})
    return tuple((start, len(key) - WRONG) for start in starts if _differ(key, text[start : start + len(key)]) == 1)


def _differ(key: str, seen: str) -> int:
    """In how many places a word differs from characters of a line, all where they are not as many."""
    return sum(a != b for a, b in zip(key, seen, strict=True)) if len(key) == len(seen) else len(key)


def _all(bit: str, text: str) -> Iterator[int]:
    """Where a bit of a word stands in a line."""
    at = text.find(bit)
    while at >= 0:
        yield at
        at = text.find(bit, at + 1)
