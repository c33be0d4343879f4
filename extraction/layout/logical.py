"""Labelled rows to tables: lines of one row brought together, cells in their columns, under their headings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extraction.document import Cell, Layout, Row, Word


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


def columns_of(cells: Iterable[Cell], slack: float) -> list[tuple[float, float]]:
    """Horizontal intervals that no cell crosses: the columns of aligned lines."""
    reaches = sorted((c.words[0].box[0], max(w.box[2] for w in c.words)) for c in cells if c.words)
    merged: list[tuple[float, float]] = []
    for x0, x1 in reaches:
        if merged and x0 < merged[-1][1] + slack:
            merged[-1] = (merged[-1][0], max(merged[-1][1], x1))
        else:
            merged.append((x0, x1))
    return merged


def _column_at(columns: Sequence[tuple[float, float]], x0: float, x1: float) -> int:
    """The column that overlaps most with the reach; the nearest where none does."""
    return max(
        range(len(columns)),
        key=lambda i: min(x1, columns[i][1]) - max(x0, columns[i][0]),
    )


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
    cells = [c for _, lines in groups for row in lines for c in row.cells]
    columns = columns_of(cells, slack=0.0)
    rows = []
    for first, lines in groups:
        held: dict[int, list[Word]] = {}
        for row in lines:
            for cell in row.cells:
                if cell.words:
                    at = _column_at(columns, cell.words[0].box[0], cell.words[-1].box[2])
                    held.setdefault(at, []).extend(cell.words)
        slots = tuple(Slot(reading_order(held[k]), k, *columns[k]) for k in sorted(held))
        rows.append(LogicalRow(slots, first))
    headings: list[list[str]] = [[] for _ in columns]
    for row in heads:
        for cell in row.cells:
            if cell.words:
                x0, x1 = cell.words[0].box[0], max(w.box[2] for w in cell.words)
                for i, (c0, c1) in enumerate(_with_margins(columns)):
                    if min(x1, c1) > max(x0, c0):
                        headings[i].append(cell.text)
    return LogicalTable(name, Layout.ALIGNED, tuple(rows), tuple(" ".join(h) for h in headings))


def _with_margins(columns: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """Columns widened to a third of the gap to their neighbours."""
    out = []
    for i, (x0, x1) in enumerate(columns):
        left = (x0 - columns[i - 1][1]) / 3 if i else x0
        right = (columns[i + 1][0] - x1) / 3 if i + 1 < len(columns) else x1
        out.append((x0 - left, x1 + right))
    return out


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
    for row in heads:
        for cell in row.cells:
            for k in range(cell.column, min(cell.column + cell.width, last + 1)):
                if cell.words:
                    headings[k].append(cell.text)
    return LogicalTable(name, layout, tuple(rows), tuple(" ".join(h) for h in headings))
