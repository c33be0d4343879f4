"""Markdown with pipe tables, as converters of HTML print it: nested tables flattened, spans lost."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extraction.document import Cell, Layout, Row, Word
from extraction.readers import html
from extraction.readers.definitions import Definition, find_definitions
from extraction.readers.lines import Line, split_lines
from extraction.readers.markup import MARKDOWN, split_words
from extraction.readers.nested import Segment, find_rows
from extraction.readers.open_tables import PIPE, mark_tables

_SEPARATOR = re.compile(r"[\s|:-]*---[\s|:-]*")
_OPENING = re.compile(r"#{1,6}(?= )|\s*(?:\d+\.\s+)?[*+-](?=\s)")
"""What a heading or an item of a list opens with, a number before the sign of a list within it."""
_UNDERLINE = re.compile(r"={3,}|-{3,}")
_SHEET = re.compile(
    r"^(?:[ \t]*[.#@]?[a-z*][\w.,#:> *-]*\{\s*(?:[a-z-]+\s*:[^;{}|]+;\s*)*(?:[a-z-]+\s*:[^;{}|]+)?\}\s*)+$", re.M | re.I
)
"""A style sheet that a converter took for text."""
_TAGGED = re.compile(r"^ *<table\b", re.MULTILINE)
_END = "</table>"
_DEBRIS = re.compile(r"\s*:?-{3,}:?\s*")
_BREAK = re.compile(r"\s{2,}|<br\s*/?>")


def read_rows(text: str) -> Iterator[tuple[Layout, Row]]:
    """Lines of pipes are rows of a grid, a cell's column its number; other lines are running text."""
    above: tuple[Cell, ...] = ()
    columns = gap = 0
    tagged, sheets = list(_find_tagged(text)), [m.span() for m in _SHEET.finditer(text)]
    lines = [n for n in split_lines(text) if not any(a <= n.start and n.end <= b for a, b in sheets)]
    defined, until, listed = find_definitions(text, lines), 0, False
    for line, piped in mark_tables(text, lines):
        while tagged and line.start >= tagged[0][1]:
            yield from _tagged_rows(text, *tagged.pop(0), line)
        if line.start < until or (tagged and line.start >= tagged[0][0]):
            continue
        if below := () if piped else defined.get(line.start, ()):
            until, gap = below[-1][1].end, 0 if listed else line.gap
            yield Layout.GRID, Row(_defined(text, line, below), line.page, gap)
            listed = True
            continue
        listed = False
        body = text[line.start : line.end]
        if line.gap or not piped:
            above, columns, gap = (), 0, line.gap
        if not piped:
            opening = _OPENING.match(text, line.start, line.end)
            start = line.end if _UNDERLINE.fullmatch(body) else opening.end() if opening else line.start
            if words := _words(text, (start, line.end), line, None):
                yield Layout.FLOW, Row((Cell(words, 0),), line.page, line.gap)
            continue
        segments = [] if _SEPARATOR.fullmatch(body) else _segments(text, line)
        segments, nested = find_rows(text, segments)
        columns = max(columns, len(segments))
        if cells := _under_spans(tuple(_cells(text, segments, line)), above, len(segments), columns):
            yield Layout.GRID, Row(cells, line.page, gap)
            above, gap = cells, 0
        if nested:
            yield from _nested_rows(text, nested, line)
            above, columns, gap = (), 0, 1
    for start, end in tagged:
        yield from _tagged_rows(text, start, end, lines[-1])


def _defined(text: str, caption: Line, below: Definition) -> tuple[Cell, ...]:
    """A caption, and beside it what stands below it."""
    words = (w for start, line in below for w in _words(text, (start, line.end), line, 1))
    return Cell(_words(text, (caption.start, caption.end), caption, 0), 0), Cell(tuple(words), 1)


def _find_tagged(text: str) -> Iterator[tuple[int, int]]:
    """Where tables stand that the converter left in tags, each from a line's start on."""
    at = 0
    while (found := _TAGGED.search(text, at)) and (end := text.find(_END, found.end())) >= 0:
        at = end + len(_END)
        yield found.start(), at


def _tagged_rows(text: str, start: int, end: int, behind: Line) -> Iterator[tuple[Layout, Row]]:
    """The rows of a table that the converter left in tags, somewhere above the line behind it."""
    top = behind.number - text.count("\n", start, end)
    for block, row in html.read(text[start:end], "", start).rows():
        cells = (replace(c, words=tuple(_lowered(w, top, behind.page) for w in c.words)) for c in row.cells)
        yield block.layout, Row(tuple(cells), behind.page, row.gap)


def _lowered(word: Word, top: float, page: int) -> Word:
    x0, y0, x1, y1 = word.box
    return replace(word, box=(x0, y0 + top, x1, y1 + top), page=page)


def _nested_rows(text: str, rows: Sequence[Sequence[Segment]], line: Line) -> Iterator[tuple[Layout, Row]]:
    """The rows of a table inside a cell as a table of its own, one under the other."""
    above: tuple[Cell, ...] = ()
    columns = max(map(len, rows))
    for segments in rows:
        if cells := _under_spans(tuple(_cells(text, segments, line)), above, len(segments), columns):
            yield Layout.GRID, Row(cells, line.page, 0 if above else 1)
            above = cells


def _segments(text: str, line: Line) -> list[Segment]:
    """What stands between unescaped pipes, without the debris of rules of nested tables."""
    pipes = [m.start() for m in PIPE.finditer(text, line.start, line.end)]
    if not text[line.start : line.end].lstrip().startswith("|"):
        pipes = [line.start - 1, *pipes]
    last = text[pipes[-1] + 1 : line.end]
    ends = [*pipes[1:], line.end] if last.strip() else pipes[1:]
    return [(a + 1, b) for a, b in zip(pipes, ends, strict=False)]


def _cells(text: str, segments: Sequence[Segment], line: Line) -> Iterator[Cell]:
    """Filled cells; a cell followed by cells without any space spans them."""
    spans = "|  |" in text
    nested = any(_DEBRIS.fullmatch(text, a, b) for a, b in segments)
    for column, (start, end) in enumerate(segments):
        if nested:
            yield from (Cell(words, column) for words in _parts(text, (start, end), line, column))
        elif words := _words(text, (start, end), line, column):
            yield Cell(words, column, _span(text, segments, column) if spans else 1)


def _span(text: str, segments: Sequence[Segment], column: int) -> int:
    """How many columns a cell covers: converters leave one space in a covered column, two in an empty one."""
    width = 1
    while column + width < len(segments) and text[slice(*segments[column + width])] == " ":
        width += 1
    return width


def _parts(text: str, segment: Segment, line: Line, column: int) -> Iterator[tuple[Word, ...]]:
    """A cell that held a table falls into paragraphs."""
    start = segment[0]
    for gap in [*_BREAK.finditer(text, *segment), None]:
        end = gap.start() if gap else segment[1]
        if not _DEBRIS.fullmatch(text, start, end) and (words := _words(text, (start, end), line, column)):
            yield words
        start = gap.end() if gap else end


def _words(text: str, segment: Segment, line: Line, column: int | None) -> tuple[Word, ...]:
    return split_words(text, *segment, line, MARKDOWN, column)


def _under_spans(cells: tuple[Cell, ...], above: tuple[Cell, ...], count: int, columns: int) -> tuple[Cell, ...]:
    """A row shorter than its table stands under the spans of the row above, if it fits them exactly."""
    if not 0 < count < columns:
        return cells
    spanned = [c.column + i for c, width in _widths(above, columns) if width > 1 for i in range(width)]
    return tuple(_moved(c, spanned[c.column]) for c in cells) if count == len(spanned) else cells


def _widths(cells: tuple[Cell, ...], columns: int) -> list[tuple[Cell, int]]:
    """Cells with the columns they cover; where the converter tells none, up to the next cell."""
    if any(c.width > 1 for c in cells):
        return [(c, c.width) for c in cells]
    ends = [c.column for c in cells[1:]] + [columns]
    return [(c, end - c.column) for c, end in zip(cells, ends, strict=False)]


def _moved(cell: Cell, column: int) -> Cell:
    """The cell in another column."""
    boxes = ((w, (column, w.box[1], column + 1, w.box[3])) for w in cell.words)
    return Cell(tuple(replace(w, box=box) for w, box in boxes), column)
