"""Tab-separated, mis-cut tables in Markdown-like text."""

from __future__ import annotations

from collections.abc import Iterator

from extraction.document import Cell, Layout, Row
from extraction.readers.lines import Line, split_lines
from extraction.readers.markup import MESSY, split_words


def read_rows(text: str) -> Iterator[tuple[Layout, Row]]:
    """Lines with tabs are rows of one grid, a cell's column its number; other lines are running text."""
    for line in split_lines(text):
        tabbed = "\t" in text[line.start : line.end].strip(" ")
        cells = tuple(_tab_cells(text, line)) if tabbed else _line_cell(text, line)
        if cells:
            yield (Layout.CUT if tabbed else Layout.FLOW), Row(cells, line.page, line.gap)


def _tab_cells(text: str, line: Line) -> Iterator[Cell]:
    """The cells that are not empty."""
    start = line.start
    for column, cell in enumerate(text[line.start : line.end].split("\t")):
        if cell and not cell.isspace():
            words = split_words(text, start, start + len(cell), line, MESSY, column)
            if words:
                yield Cell(words, column)
        start += len(cell) + 1


def _line_cell(text: str, line: Line) -> tuple[Cell, ...]:
    words = split_words(text, line.start, line.end, line, MESSY)
    return (Cell(words, 0),) if words else ()
