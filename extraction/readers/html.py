"""HTML read into rows and words: tables without inner tables are grids, all other text is lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from extraction.document import Block, Box, Cell, Document, Layout, Page, Row, Source, Word
from extraction.readers.html_flow import Break, Item, Slot, Table, Text, read_flow

_WIDE = 3
"""Columns of white space that part two cells of a line: more than stands after a full stop."""


def read(text: str, name: str, offset: int = 0) -> Document:
    """An HTML page as one page of blocks; spans count from `offset` characters before `text`."""
    layer = _Layer()
    layer.lay(read_flow(text, offset))
    layer.flush()
    page = Page(1, layer.width, layer.top, tuple(layer.blocks))
    return Document(name, Source.HTML, (page,), text=None if offset else text)


def is_cut(text: str) -> bool:
    """Whether a page ends in the middle of a tag, or of a table without the page's own end."""
    tail = text[-20_000:].lower()
    if "</html" in tail or "</body" in tail:
        return False
    tables = sum(-1 if m[1] else 1 for m in re.finditer(r"<(/?)table\b", text, re.IGNORECASE))
    return tail.rfind("<") > tail.rfind(">") or (tables > 0 and "<html" in text[:4000].lower())


class _Layer:
    """Lays a flow out in blocks, line below line; x is counted in characters, in a grid in columns."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.rows: list[Row] = []
        self.top = self.width = self.gap = 0.0

    def lay(self, flow: list[Item]) -> None:
        line: list[Text] = []
        for item in flow:
            if isinstance(item, Text):
                line.append(item)
                continue
            self._end_line(line)
            line = []
            if isinstance(item, Break):
                self.gap = max(self.gap, item.gap)
            elif item.nested:
                self._walk(item)
            else:
                self._lay_grid(item)
        self._end_line(line)

    def flush(self) -> None:
        if self.rows:
            self.blocks.append(Block(Layout.ALIGNED, tuple(self.rows)))
        self.rows = []

    def _walk(self, table: Table) -> None:
        for row in table.rows:
            for slot in row:
                self.lay(slot.flow)

    def _end_line(self, line: list[Text]) -> None:
        if not line:
            return
        self.top += self.gap
        words, at = [], 0.0
        for item in line:
            at += item.space
            words.append(_word(item, (at, self.top, at + len(item.text), self.top + 1)))
            at += len(item.text)
        self.width = max(self.width, at)
        self.rows.append(Row(_cut(words), gap=self.gap))
        self.top, self.gap = self.top + 1, 0.0

    def _lay_grid(self, table: Table) -> None:
        self.flush()
        self.top += self.gap
        rows = []
        for slots in _place(table):
            cells, height = [], 1
            for column, slot in slots:
                lines = _lines(slot.flow)
                words = [w for i, line in enumerate(lines) for w in _spread(line, column, slot.colspan, self.top + i)]
                height = max(height, len(lines))
                if words:
                    cells.append(Cell(tuple(words), column, slot.colspan))
                self.width = max(self.width, column + slot.colspan)
            if cells:
                rows.append(Row(tuple(cells), gap=self.gap))
                self.top, self.gap = self.top + height, 0.0
        if rows:
            self.blocks.append(Block(Layout.GRID, tuple(rows)))


def _place(table: Table) -> Iterator[list[tuple[int, Slot]]]:
    """The cells of each row with the first grid column that each covers."""
    taken: dict[int, int] = {}
    for row in table.rows:
        placed, column = [], 0
        below = {c: n - 1 for c, n in taken.items() if n > 1}
        for slot in row:
            while taken.get(column, 0):
                column += 1
            placed.append((column, slot))
            if slot.rowspan > 1:
                below.update(dict.fromkeys(range(column, column + slot.colspan), slot.rowspan - 1))
            column += slot.colspan
        taken = below
        yield placed


def _lines(flow: list[Item]) -> list[list[Text]]:
    """The lines of a cell; empty ones are left out."""
    lines: list[list[Text]] = [[]]
    for item in flow:
        if isinstance(item, Text):
            lines[-1].append(item)
        elif lines[-1]:
            lines.append([])
    return lines if lines[-1] else lines[:-1]


def _spread(line: list[Text], column: int, width: int, top: float) -> list[Word]:
    """Words side by side over the columns of their cell."""
    length = sum(len(i.text) + (i.space > 0) for i in line)
    words, at = [], 0
    for item in line:
        at += item.space > 0
        left, right = (column + width * x / length for x in (at, at + len(item.text)))
        words.append(_word(item, (left, top, right, top + 1)))
        at += len(item.text)
    return words


def _word(item: Text, box: Box) -> Word:
    return Word(item.text, box, span=item.span, raised=item.raised)


def _cut(words: list[Word]) -> tuple[Cell, ...]:
    """A line's cells: runs without a wide gap."""
    starts = [0] + [i for i, (a, b) in enumerate(pairwise(words), 1) if b.box[0] - a.box[2] >= _WIDE]
    return tuple(Cell(tuple(words[a:b]), n) for n, (a, b) in enumerate(pairwise([*starts, len(words)])))
