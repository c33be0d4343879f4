"""A table row that took in all that stands below it on the page: what is the row's own stands first in its cells."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import takewhile

from extraction.document import Cell, Row, Word
from extraction.labelers.labelled_row import AMOUNT, DATE
from extraction.values.title import USUAL

LONG, SEVERAL = 10, 4
"""Words of a cell, and such cells of a row, beyond which it is no table row: running text was cut into columns."""
_PIECE = re.compile(r"[\d/$.,]*\d[\d/$,]*(?:\.\d+)?|[lIO]?\d[\d,]+|\$|[A-Z]|\(\d{1,2}\)")
_WORDS = frozenset(word.lower() for title in USUAL for word in title.split())


def is_stretched(row: Row) -> bool:
    """Whether a mis-cut row holds the lines of running text, each cut at every column."""
    return sum(len(cell.words) > LONG for cell in row.cells) >= SEVERAL


def trim_row(row: Row) -> Row:
    """The cells' words up to the first that no cell of a table begins with."""
    cells = map(trim_cell, row.cells)
    return replace(row, cells=tuple(cell for cell in cells if cell.words))


def trim_cell(cell: Cell) -> Cell:
    """A cell's words up to the first that no cell of a table begins with."""
    return replace(cell, words=tuple(takewhile(_may_stand, cell.words)))


def _may_stand(word: Word) -> bool:
    """Whether a word may be a figure, a letter, a mark or of a title."""
    text = word.text
    shaped = _PIECE.fullmatch(text) or DATE.fullmatch(text) or AMOUNT.fullmatch(text)
    return word.raised or shaped is not None or text.lower() in _WORDS
