"""Rows of the box whose cells a tool ran together: parted where the form's captions, cut with the cells, go on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import accumulate, pairwise
from typing import NamedTuple

from extraction.document import Block, Cell, Layout, Word
from extraction.labelers.cut.caption_lines import CAPTIONS, key_of, letters
from extraction.labelers.cut.spell_lines import may_show, spell
from extraction.labelers.labelled_row import LabelledRow

FEWEST, MANY = 8, 16
"""Words below which a row of the box is whole, and below which a row of a table holds no owner."""
NAME = next(i for i, (kind, _) in enumerate(CAPTIONS) if kind == "name")
AT_TOP = ("name", "issuer", "date", "relation", "filing")
"""Kinds of captions that stand in the first line of their cells."""
LEAST = 0.45
"""Part of a caption that must be seen."""
COLUMN = 1000
"""Columns of cells parted here begin behind all others: they are of no grid."""


class _Bit(NamedTuple):
    """A word, by index, of a caption, and whether it begins within a word of it."""

    i: int
    within: bool


def recut_rows(rows: Iterable[LabelledRow]) -> tuple[LabelledRow, ...]:
    """Rows of the box in one piece as the cells that they were, and an owner's row taken for a table's as the box's."""
    return tuple(_recut(r) if r.label == "box" and r.block.layout is Layout.FLOW else _unmistaken(r) for r in rows)


def _unmistaken(labelled: LabelledRow) -> LabelledRow:
    """A mis-cut row of a table that shows the caption of owners' names as a row of the box."""
    if labelled.label[:2] not in ("nd", "dv") or labelled.block.layout is not Layout.CUT:
        return labelled
    keys = [key_of(w.text) for w in labelled.row.words]
    if len(keys) < MANY or not may_show(letters(NAME), "".join(keys)) or "name" not in _cut_captions(keys):
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
        if kind not in ("head", "foot") and may_show(letters(caption), joined):
            worth, bits = spell(keys, letters(caption))
            if worth >= LEAST * len(letters(caption)) and worth > best.get(kind, (0.0,))[0]:
                best[kind] = worth, [_Bit(bit.i, bit.start not in _openings(caption)) for bit in bits]
    return {kind: bits for kind, (_, bits) in best.items()}


@cache
def _openings(caption: int) -> frozenset[int]:
    """The characters that a caption's words begin with."""
    sizes = [len(key_of(word)) for word in CAPTIONS[caption][1].split()]
    return frozenset(accumulate(sizes, initial=0))
