"""Values that print without a space between them, in lines that no rules part: where one ends and the next begins."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from extraction.document import Cell, Row, Word

_SEAM = re.compile(
    r"(?<=,\d{3})(?=[A-Z][a-z]+$)"  # an amount and a word
    r"|(?<=,\d{3})(?=\d{1,3}(?:,\d{3})+)"  # two amounts
    r"|(?<=/\d{4})(?=[A-Z$])"  # a date and what stands behind it
    r"|(?<=[a-z)])(?=\d{1,2}/\d{1,2}/\d{4}$)"
    r"|(?<=\d{2})(?=\$\d)"
)
_LETTERED = re.compile(r"\$?(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d*\.\d+|0)(?:\(\d\))?(?=([ADI]|Direct|Indirect)$)")
"""An amount and the letter, or the word, behind it."""


def has_seams(row: Row) -> bool:
    """Whether values meet within a word of a row."""
    return any(map(_places, row.words))


def part_seams(row: Row) -> Row:
    """The row with cells parted where values meet within a word."""
    if not has_seams(row):
        return row
    cells = tuple(Cell(words, cell.column, cell.width) for cell in row.cells for words in _parts(cell))
    return Row(cells, row.page, row.gap)


def part_words(words: Iterable[Word]) -> tuple[Word, ...]:
    """Words, each value that one of them holds set apart."""
    return tuple(part for word in words for part in _values(word))


def _values(word: Word) -> tuple[Word, ...]:
    places = _places(word)
    return tuple(cut(word, a, b) for a, b in pairwise((0, *places, len(word.text)))) if places else (word,)


def cut(word: Word, start: int, end: int) -> Word:
    """Some of a word's characters, where they stand."""
    x0, top, x1, bottom = word.box
    wide = (x1 - x0) / len(word.text)
    span = word.span
    if span is not None and span[1] - span[0] == len(word.text):
        span = (span[0] + start, span[0] + end)
    return Word(word.text[start:end], (x0 + wide * start, top, x0 + wide * end, bottom), word.page, span, word.raised)


def _places(word: Word) -> list[int]:
    if word.raised or len(word.text) < 2 or not any(map(str.isdigit, word.text)):
        return []
    lettered = _LETTERED.match(word.text)
    return [lettered.end()] if lettered else [m.start() for m in _SEAM.finditer(word.text)]


def _parts(cell: Cell) -> Iterator[tuple[Word, ...]]:
    """A cell's words, parted at seams."""
    held: list[Word] = []
    for word in cell.words:
        first, *others = _values(word)
        held.append(first)
        for other in others:
            yield tuple(held)
            held = [other]
    yield tuple(held)
