"""Rows of the box whose cells a tool ran together: parted where the form's captions, cut with the cells, go on."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from itertools import accumulate, pairwise
from typing import NamedTuple

from extraction.document import Block, Cell, Layout, Word
from extraction.labelers.caption_lines import CAPTIONS, key_of, letters
from extraction.labelers.mend_rows import LabelledRow

FEWEST, MANY = 8, 16
"""Words below which a row of the box is whole, and below which a row of a table holds no owner."""
NAME = next(i for i, (kind, _) in enumerate(CAPTIONS) if kind == "name")
AT_TOP = ("name", "issuer", "date", "relation", "filing")
"""Kinds of captions that stand in the first line of their cells."""
APART, MISSED, WRONG = 1.5, 1.5, 2.0
"""What it costs in characters of a caption to leave it and come back, to lose some (each), to misread one."""
SKIPPED = 3
"""Characters of a caption that may be lost at a cut."""
LEAST = 0.45
"""Part of a caption that must be seen."""
COLUMN = 1000
"""Columns of cells parted here begin behind all others: they are of no grid."""


class _Spelt(NamedTuple):
    """How far tokens spell a caption: what it is worth, where the last bit stood, and the last bit."""

    worth: float
    last: int
    bit: _Bit | None


class _Bit(NamedTuple):
    """A word, by index, that shows characters of a caption: whether it begins within a word of it; the bit before."""

    i: int
    within: bool
    before: _Bit | None


def recut_rows(rows: Iterable[LabelledRow]) -> tuple[LabelledRow, ...]:
    """Rows of the box in one piece as the cells that they were, and an owner's row taken for a table's as the box's."""
    return tuple(_recut(r) if r.label == "box" and r.block.layout is Layout.FLOW else _unmistaken(r) for r in rows)


def _unmistaken(labelled: LabelledRow) -> LabelledRow:
    """A mis-cut row of a table that shows the caption of owners' names as a row of the box."""
    if labelled.label[:2] not in ("nd", "dv") or labelled.block.layout is not Layout.CUT:
        return labelled
    keys = [key_of(w.text) for w in labelled.row.words]
    if len(keys) < MANY or not _may_show(NAME, "".join(keys)) or "name" not in _cut_captions(keys):
        return labelled
    return replace(labelled, label="box")


def _recut(labelled: LabelledRow) -> LabelledRow:
    words = labelled.row.words
    if len(words) < FEWEST or not (starts := _starts([key_of(w.text) for w in words])):
        return labelled
    edges = [0, *sorted(starts - {0, len(words)}), len(words)]
    cells = tuple(
        Cell(tuple(_placed(w, COLUMN + k) for w in words[a:b]), COLUMN + k) for k, (a, b) in enumerate(pairwise(edges))
    )
    row = replace(labelled.row, cells=cells)
    return replace(labelled, row=row, block=Block(Layout.CUT, (row,)))


def _placed(word: Word, column: int) -> Word:
    _, top, _, bottom = word.box
    return replace(word, box=(float(column), top, column + 1.0, bottom))


def _starts(keys: Sequence[str]) -> set[int]:
    """The words that cells begin with; none where no caption was cut."""
    found = _cut_captions(keys)
    if not any(_is_cut(bits) for bits in found.values()):
        return set()
    tops = [found[kind] for kind in AT_TOP if kind in found]
    out = {i for bits in tops for i in _begins(bits)}
    first = min((bits[0].i for bits in tops), default=len(keys))
    if "parts" in found and not found.keys() & {"name", "street"}:
        out |= {i for i in _begins(found["parts"]) if i < first}
    elif "city" in found and "name" not in found:
        out |= {i for i in _ends(found["city"]) if i <= first}
    return out


def _is_cut(bits: Sequence[_Bit]) -> bool:
    """Whether something stands between the words of a caption."""
    return any(b.i > a.i + 1 for a, b in pairwise(bits))


def _begins(bits: Sequence[_Bit]) -> Iterator[int]:
    """The words that a caption begins with, or with which it goes on: behind others, or in the midst of a word."""
    yield bits[0].i
    yield from (b.i for a, b in pairwise(bits) if b.i > a.i + 1 or b.within)


def _ends(bits: Sequence[_Bit]) -> Iterator[int]:
    """The words behind those with which a caption leaves off, or ends."""
    yield from (a.i + 1 for a, b in pairwise(bits) if b.i > a.i + 1 or b.within)
    yield bits[-1].i + 1


def _cut_captions(keys: Sequence[str]) -> dict[str, list[_Bit]]:
    """The captions of the box that a row's words spell, by kind, of each kind the one that is spelt best."""
    joined = "".join(keys)
    best: dict[str, tuple[float, list[_Bit]]] = {}
    for caption, (kind, _) in enumerate(CAPTIONS):
        if kind not in ("head", "foot") and _may_show(caption, joined):
            worth, bits = _spell(keys, caption)
            if worth >= LEAST * len(letters(caption)) and worth > best.get(kind, (0.0,))[0]:
                best[kind] = worth, bits
    return {kind: bits for kind, (_, bits) in best.items()}


@cache
def _grams(caption: int) -> frozenset[str]:
    text = letters(caption)
    return frozenset(text[i : i + 3] for i in range(len(text) - 2))


def _may_show(caption: int, joined: str) -> bool:
    """Whether a third of a caption's runs of three characters stand in the row."""
    grams = _grams(caption)
    return sum(gram in joined for gram in grams) >= len(grams) / 3


@cache
def _openings(caption: int) -> frozenset[int]:
    """The characters that a caption's words begin with."""
    sizes = [len(key_of(word)) for word in CAPTIONS[caption][1].split()]
    return frozenset(accumulate(sizes, initial=0))


def _spell(keys: Sequence[str], caption: int) -> tuple[float, list[_Bit]]:
    """The words that spell most of a caption, in order, and what that is worth in characters."""
    openings = _openings(caption)
    ends: dict[int, _Spelt] = {}
    for i, key in enumerate(keys):
        new: dict[int, _Spelt] = {}
        for start, shown in _places(key, caption) if key else ():
            way, end = _best_before(ends, start, i), start + len(key)
            worth = way.worth + shown
            if end not in new or worth > new[end].worth:
                new[end] = _Spelt(worth, i, _Bit(i, start not in openings, way.bit))
        for end, spelt in new.items():
            if end not in ends or spelt.worth >= ends[end].worth - APART * (ends[end].last < i):
                ends[end] = spelt
    best = max(ends.values(), key=lambda spelt: spelt.worth, default=_Spelt(0.0, -1, None))
    out, bit = [], best.bit
    while bit:
        out.append(bit)
        bit = bit.before
    return best.worth, out[::-1]


@lru_cache(maxsize=65536)
def _places(key: str, caption: int) -> tuple[tuple[int, float], ...]:
    """Where a word shows a caption's characters, and what it is worth there."""
    text = letters(caption)
    return tuple((start, shown) for start in range(len(text)) if (shown := _shown(key, text, start)))


def _shown(key: str, text: str, start: int) -> float:
    """What a word is worth as the characters of a caption from one on; nought where it does not show them."""
    if text.startswith(key, start):
        return float(len(key))
    seen = text[start : start + len(key)]
    misread = len(key) > 3 and len(seen) == len(key) and sum(a != b for a, b in zip(seen, key, strict=True)) == 1
    return len(key) - WRONG if misread else 0.0


def _best_before(ends: Mapping[int, _Spelt], start: int, i: int) -> _Spelt:
    """The best way to have spelt a caption up to about a character; from its beginning on where there is none."""
    best = _Spelt(-MISSED * start if start <= SKIPPED else -math.inf, i - 1, None)
    for end in range(start - SKIPPED, start + 2):
        if spelt := ends.get(end):
            worth = spelt.worth - MISSED * abs(start - end) - APART * (spelt.last < i - 1)
            if worth > best.worth:
                best = _Spelt(worth, spelt.last, spelt.bit)
    return best
