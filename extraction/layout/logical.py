"""Labelled rows to tables: lines of one row brought together, cells in their columns, under their headings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extraction.document import Layout, Row, Word
from extraction.layout.corridors import find_columns, name_columns, part_cell
from extraction.layout.seams import part_seams
from extraction.layout.spanned import place_headings


@dataclass(frozen=True, slots=True)
class Slot:
    """What a logical row shows in one column: words in reading order, and the column's horizontal reach."""

    words: tuple[Word, ...]
    column: int
    x0: float
    x1: float


@dataclass(frozen=True, slots=True)
class LogicalRow:
    """One row of Table I or II, however many lines it takes."""

    slots: tuple[Slot, ...]
    first: int
    """Index of its first row in the document."""


@dataclass(frozen=True, slots=True)
class LogicalTable:
    """Rows of one table that share columns, and for each column the words of its headings."""

    name: str
    layout: Layout
    rows: tuple[LogicalRow, ...]
    headings: tuple[str, ...]
    """By column."""
    heads: tuple[Row, ...] = ()
    """Lines of the headings, where columns are known by their places only."""


def reading_order(words: Iterable[Word]) -> tuple[Word, ...]:
    """Words by page and line, then from left to right; words of one line may stand a little higher or lower."""
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda w: (w.page, w.box[1] + w.box[3])):
        middle = (word.box[1] + word.box[3]) / 2
        if lines and lines[-1][0].page == word.page and middle < lines[-1][-1].box[3] - 0.2 * _height(word):
            lines[-1].append(word)
        else:
            lines.append([word])
    return tuple(w for line in lines for w in sorted(line, key=lambda w: w.box[0]))


def _height(word: Word) -> float:
    return word.box[3] - word.box[1]


def make_table(
    name: str, layout: Layout, groups: Sequence[tuple[int, Sequence[Row]]], heads: Sequence[Row]
) -> LogicalTable:
    """One table: `groups` are the logical rows (index in the document, lines), `heads` the rows of its headings."""
    if layout is Layout.ALIGNED:
        return _aligned_table(name, groups, heads)
    if layout is Layout.FLOW:
        return LogicalTable(name, layout, tuple(_flow_row(first, lines) for first, lines in groups), ())
    return _grid_table(name, layout, groups, heads)


def _aligned_table(name: str, groups: Sequence[tuple[int, Sequence[Row]]], heads: Sequence[Row]) -> LogicalTable:
    groups = [(first, [part_seams(row) for row in lines]) for first, lines in groups]
    columns = find_columns([row for _, lines in groups for row in lines], heads)
    rows = []
    for first, lines in groups:
        held: dict[int, list[Word]] = {}
        for row in lines:
            for cell in row.cells:
                for at, words in part_cell(cell, columns):
                    held.setdefault(at, []).extend(words)
        slots = tuple(Slot(tuple(held[k]), k, *columns[k]) for k in sorted(held))
        rows.append(LogicalRow(slots, first))
    return LogicalTable(name, Layout.ALIGNED, tuple(rows), name_columns(heads, columns), tuple(heads))


def _flow_row(first: int, lines: Sequence[Row]) -> LogicalRow:
    slots = []
    for number, row in enumerate(lines):
        for cell in row.cells:
            if cell.words:
                slots.append(Slot(cell.words, number, cell.words[0].box[0], cell.words[-1].box[2]))
    return LogicalRow(tuple(slots), first)


def _grid_table(
    name: str, layout: Layout, groups: Sequence[tuple[int, Sequence[Row]]], heads: Sequence[Row]
) -> LogicalTable:
    rows = []
    for first, lines in groups:
        cells = [c for row in lines for c in row.cells if c.words]
        slots = tuple(Slot(c.words, c.column, float(c.column), float(c.column + 1)) for c in cells)
        rows.append(LogicalRow(slots, first))
    last = max((s.column for r in rows for s in r.slots), default=-1)
    headings: list[list[str]] = [[] for _ in range(last + 1)]
    for row in place_headings(heads, last + 1):
        for cell in row.cells:
            for k in range(cell.column, min(cell.column + cell.width, last + 1)):
                if cell.words:
                    headings[k].append(cell.text)
    return LogicalTable(name, layout, tuple(rows), tuple(" ".join(h) for h in headings))
