"""Columns of lines that no rules part: the corridors that no word of a row crosses, and what tells them from chance."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence, Set
from itertools import pairwise
from statistics import median

from extraction.document import Cell, Row, Word

Reach = tuple[float, float]
"""Where something begins and ends, from left to right."""

FIGURE = re.compile(
    r"\(?\$?\(?\d{1,3}(,\d{3})+(\.\d+)?\)?%?|(US)?\$\S+|\d*\.\d+|\d{1,4}[/-]\d{1,2}[/-]\d{1,4}|\d{1,2}-[A-Z][a-z]{2}-\d{2,4}"
    r"|\d{4}-\d\d-|\d{1,2}/\d{1,2}/|\(?[ADIPSMFGCVXJ]\)?|[-\u2013\u2014]+|N/A|(In)?[Dd]irect|Acquired|Disposed"
)
"""What fills a cell by itself."""
MARK = re.compile(r"[(\[]F?\d{1,2}[)\]],?")
NARROW = 1.3
"""A corridor narrower than this many spaces may stand between words of one cell."""


def find_columns(rows: Sequence[Row], heads: Sequence[Row]) -> list[Reach]:
    """The columns of rows' lines, from left to right.

    A corridor parts columns where no cell crosses it; where cells do, where a line leaves it wide, or where the
    headings leave it empty too and stand on both its sides.
    """
    lines = [reaches_of(row) for row in rows]
    merged = merge_reaches([reach for line in lines for reach in line])
    least = _least(rows)
    named = [reach for row in heads for reach in reaches_of(row)]
    columns: list[Reach] = []
    for k, reach in enumerate(merged):
        ahead = merged[k + 1][0] if k + 1 < len(merged) else reach[1]
        if columns and not _parts(columns[-1], reach, ahead, rows, named, least):
            columns[-1] = (columns[-1][0], reach[1])
        else:
            columns.append(reach)
    return columns


def reaches_of(row: Row) -> list[Reach]:
    """Where a line's words stand; a mark goes with the word before it."""
    out: list[Reach] = []
    for cell in row.cells:
        for n, word in enumerate(cell.words):
            if n and _is_mark(word):
                out[-1] = (out[-1][0], max(out[-1][1], word.box[2]))
            else:
                out.append((word.box[0], word.box[2]))
    return out


def _is_mark(word: Word) -> bool:
    return word.raised or MARK.fullmatch(word.text) is not None


def merge_reaches(reaches: Sequence[Reach]) -> list[Reach]:
    """Reaches that overlap or touch made one."""
    merged: list[Reach] = []
    for x0, x1 in sorted(reaches):
        if merged and x0 < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], x1))
        else:
            merged.append((x0, x1))
    return merged


def _least(rows: Sequence[Row]) -> float:
    """How wide a corridor between words of one cell must be: in a text one character, in print more than a space."""
    if any(word.span is not None for row in rows for word in row.words):
        return 1.0
    gaps = [b.box[0] - a.box[2] for row in rows for cell in row.cells for a, b in pairwise(cell.words) if not b.raised]
    return NARROW * median(gap for gap in gaps if gap > 0) if any(gap > 0 for gap in gaps) else 0.0


def _parts(left: Reach, right: Reach, ahead: float, rows: Sequence[Row], named: Sequence[Reach], least: float) -> bool:
    """Whether the corridor between two reaches parts columns."""
    start, end = left[1], right[0]
    joined = [cell for row in rows for cell in row.cells if cell.words and _crosses(cell, start, end)]
    if not joined:
        return True
    pairs = {(a.text, b.text) for c in joined for a, b in pairwise(c.words) if a.box[2] <= start and b.box[0] >= end}
    if end - start < least or not _is_apart(pairs, len(joined), in_text=least == 1.0):
        return False
    if any(_is_wide(row, start, end) for row in rows):
        return True
    beside = [any(a <= (x0 + x1) / 2 < b for x0, x1 in named) for a, b in ((left[0], end), (end, max(ahead, right[1])))]
    return all(beside) and not any(x0 < start and x1 > end for x0, x1 in named)


def _is_apart(pairs: Set[tuple[str, str]], count: int, in_text: bool) -> bool:
    """Whether the words beside a corridor look like two values: one a figure, or in print more than one text."""
    figures = all(_tell(a, b) for a, b in pairs)
    if not in_text:
        return figures or len(pairs) > 1
    return figures and (len(pairs) > 1 or count == 1 or all(FIGURE.fullmatch(w) for pair in pairs for w in pair))


def _tell(left: str, right: str) -> bool:
    """Whether two words are two values: figures both, or one that is more than a letter or a dash."""
    filling = [word for word in (left, right) if FIGURE.fullmatch(word)]
    both = bool(filling) and all(word in filling or word.isdigit() for word in (left, right))
    return both or any(len(word) > 1 for word in filling)


def _crosses(cell: Cell, start: float, end: float) -> bool:
    return cell.words[0].box[0] < start and max(w.box[2] for w in cell.words) > end


def _is_wide(row: Row, start: float, end: float) -> bool:
    """Whether a line ends a cell before the corridor and begins one behind it."""
    filled = [cell for cell in row.cells if cell.words]
    return any(a.words[-1].box[2] <= start and b.words[0].box[0] >= end for a, b in pairwise(filled))


def part_cell(cell: Cell, columns: Sequence[Reach]) -> Iterator[tuple[int, tuple[Word, ...]]]:
    """A cell's words by the column that they stand in."""
    held: dict[int, list[Word]] = {}
    at = 0
    for n, word in enumerate(cell.words):
        if not (n and _is_mark(word)):
            at = column_at(columns, word.box[0], word.box[2])
        held.setdefault(at, []).append(word)
    yield from ((k, tuple(words)) for k, words in held.items())


def column_at(columns: Sequence[Reach], x0: float, x1: float) -> int:
    """The column that overlaps most with a reach; the nearest where none does."""
    return max(range(len(columns)), key=lambda i: min(x1, columns[i][1]) - max(x0, columns[i][0]))


def name_columns(heads: Sequence[Row], columns: Sequence[Reach]) -> tuple[str, ...]:
    """The words that stand above each column.

    Headings are cut between two columns where the lowest lines of them, as many as possible, leave a place empty;
    those above go on over several columns.
    """
    cuts = [_find_cut(heads, a[1], b[0]) for a, b in pairwise(columns)]
    edges = _edges(columns, [x for _, x in cuts])
    named: list[list[str]] = [[] for _ in columns]
    for number, row in enumerate(heads):
        own = [x for first, x in cuts if x is not None and first <= number]
        for cell in row.cells:
            for words in _cut_at(cell.words, own):
                x0, x1 = words[0].box[0], max(w.box[2] for w in words)
                for k, (c0, c1) in enumerate(edges):
                    if min(x1, c1) > max(x0, c0):
                        named[k].append(" ".join(w.text for w in words))
    return tuple(" ".join(texts) for texts in named)


def _find_cut(heads: Sequence[Row], start: float, end: float) -> tuple[int, float | None]:
    """The first line of headings from which on none crosses a place between two columns, and that place."""
    found: tuple[int, float | None] = (len(heads), None)
    taken: list[Reach] = []
    for number in range(len(heads) - 1, -1, -1):
        taken += reaches_of(heads[number])
        edges = [(start, start), *(r for r in merge_reaches(taken) if r[1] > start and r[0] < end), (end, end)]
        free = [(max(b[0], start) - min(a[1], end), (a[1] + b[0]) / 2) for a, b in pairwise(edges)]
        width, place = max(free)
        if width <= 0:
            break
        found = number, place
    return found


def _cut_at(words: Sequence[Word], cuts: Sequence[float]) -> Iterator[tuple[Word, ...]]:
    """Words parted at places."""
    held: dict[int, list[Word]] = {}
    for word in words:
        held.setdefault(bisect_right(cuts, (word.box[0] + word.box[2]) / 2), []).append(word)
    yield from (tuple(part) for part in held.values())


def _edges(columns: Sequence[Reach], cuts: Sequence[float | None]) -> list[Reach]:
    """Columns widened to the cuts between them, or else to a third of the gap to their neighbours."""
    out = []
    for i, (x0, x1) in enumerate(columns):
        left = cuts[i - 1] if i else x0
        right = cuts[i] if i + 1 < len(columns) else x1
        left = x0 - (x0 - columns[i - 1][1]) / 3 if left is None else left
        right = x1 + (columns[i + 1][0] - x1) / 3 if right is None else right
        out.append((left, right))
    return out
