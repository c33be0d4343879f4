"""Plain lines: what `pdftotext -layout` prints, and what an OCR engine does."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extraction.document import Cell, Layout, Row, Word
from extraction.readers.lines import Line, run_cells, split_lines, split_runs, word_at

_RULE = re.compile(r"(?:^|\s)\|+|\|+(?=\s|$)|\s{2,}|\t", re.MULTILINE)


def read_layout_rows(text: str) -> Iterator[tuple[Layout, Row]]:
    """Lines whose places mean something; a cell ends at a gap of two spaces."""
    for line in split_lines(text):
        yield Layout.ALIGNED, Row(run_cells(split_runs(text[line.start : line.end], line)), line.page, line.gap)


def read_ocr_rows(text: str) -> Iterator[tuple[Layout, Row]]:
    """Lines in reading order; a cell ends at a pipe or a gap of two spaces, if the line has any."""
    for line in split_lines(text):
        cells = tuple(Cell(words, i) for i, words in enumerate(_pieces(text, line)))
        if cells:
            yield Layout.FLOW, Row(cells, line.page, line.gap)


def _pieces(text: str, line: Line) -> Iterator[tuple[Word, ...]]:
    """The words between pipes and wide gaps; a pipe stuck to a word is dropped."""
    start = line.start
    ends = [*_RULE.finditer(text, line.start, line.end), None]
    for rule in ends:
        end = rule.start() if rule else line.end
        if words := tuple(_bare_words(text, start, end, line)):
            yield words
        start = rule.end() if rule else end


def _bare_words(text: str, start: int, end: int, line: Line) -> Iterator[Word]:
    for found in re.compile(r"[^\s|](?:\S*[^\s|])?").finditer(text, start, end):
        yield word_at(found.group(), found.start(), line)
