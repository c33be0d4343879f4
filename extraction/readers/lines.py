"""Text to lines that know their page and place, and rows of lines back to a document."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from extraction.document import Block, Cell, Document, Layout, Page, Row, Source, Word

_RUN = re.compile(r"\S+(?: \S+)*")
_WORD = re.compile(r"\S+")
_PAGE_TAG = re.compile(r"\s*<PAGE>\s*(?:\d{1,3}\s*)?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a text, `text[start:end]`: its number and gap count the lines of its page, from 0."""

    start: int
    end: int
    number: int
    page: int
    gap: int


def split_lines(text: str) -> list[Line]:
    """Lines that bear something; form feeds and `<PAGE>` begin pages, blank lines become gaps."""
    lines: list[Line] = []
    start, number, page, gap = 0, 0, 1, 0
    while start <= len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        line = text[start:end]
        if "\f" in line:
            page += line.count("\f") if lines else 0
            number, gap = 0, 0
            start += line.rindex("\f") + 1
        if line.lstrip()[:1] == "<" and _PAGE_TAG.match(line):
            page += 1 if lines else 0
            number, gap = 0, 0
        elif start < end and not text[start:end].isspace():
            lines.append(Line(start, end, number, page, gap))
            gap = 0
        else:
            gap += 1
        number += 1
        start = end + 1
    return lines


def split_runs(body: str, line: Line, at: int = 0) -> Iterator[tuple[Word, ...]]:
    """The runs of words of a piece of a line, that begins `at` characters into it; wide gaps and tabs divide runs."""
    for run in _RUN.finditer(body):
        yield tuple(word_at(w.group(), line.start + at + w.start(), line) for w in _WORD.finditer(body, *run.span()))


def word_at(text: str, start: int, line: Line) -> Word:
    """A word as it stands in the line, its box in characters of the line and lines of the page."""
    x = start - line.start
    return Word(text, (x, line.number, x + len(text), line.number + 1), line.page, (start, start + len(text)))


def build_document(name: str, source: Source, text: str, rows: Iterable[tuple[Layout, Row]]) -> Document:
    """Group rows into blocks of one layout, and blocks into pages."""
    blocks = list(_group_blocks(rows))
    pages = tuple(
        Page(number, *_extent(found), found)
        for number, found in ((n, tuple(g)) for n, g in groupby(blocks, key=lambda b: b.rows[0].page))
    )
    return Document(name, source, pages or (Page(1, 0.0, 0.0, ()),), text)


def _group_blocks(rows: Iterable[tuple[Layout, Row]]) -> Iterator[Block]:
    """Rows of one layout on one page; a table ends at a blank line."""
    current: list[Row] = []
    key: tuple[Layout, int] | None = None
    for layout, row in rows:
        if (layout, row.page) != key or (row.gap and layout in (Layout.CUT, Layout.GRID)):
            if current and key:
                yield Block(key[0], tuple(current))
            current, key = [], (layout, row.page)
        current.append(row)
    if current and key:
        yield Block(key[0], tuple(current))


def _extent(blocks: tuple[Block, ...]) -> tuple[float, float]:
    boxes = [w.box for b in blocks for r in b.rows for c in r.cells for w in c.words[-1:]]
    return max(b[2] for b in boxes), max(b[3] for b in boxes)


def run_cells(runs: Iterable[tuple[Word, ...]]) -> tuple[Cell, ...]:
    """A cell for each run, its column and width in characters."""
    return tuple(Cell(run, int(run[0].box[0]), int(run[-1].box[2] - run[0].box[0])) for run in runs)
