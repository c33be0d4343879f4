"""Grids whose rows take two lines each, below headings of two lines alike: put side by side."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extraction.document import Cell, Row

FEWEST = 3
"""Headings of either line at least."""
UNLIKE = 2
"""Columns at least in which the two lines of a row show different things."""
_KINDS = (
    ("date", re.compile(r"\d{1,4}[/-](?:\d{1,2}|[A-Za-z]{3})[/-]\d{1,4}")),
    ("amount", re.compile(r"[-+]?\$?[\d,]*\d(?:\.\d+)?")),
    ("letter", re.compile(r"[A-Z]")),
    ("mark", re.compile(r"[(\[]?\d{1,2}[)\]]")),
)


def pair_lines(lines: Sequence[Row], heads: Sequence[Row]) -> tuple[list[Row], Row] | None:
    """The rows with both their lines side by side, and their headings; None where each line is a row of its own."""
    if len(heads) != 2 or len(lines) % 2 or any(len(head.cells) < FEWEST for head in heads):
        return None
    upper, lower = heads
    if any(cell.width > 1 for cell in upper.cells) or len(lower.cells) < len(upper.cells) / 2:
        return None
    pairs = [(lines[i], lines[i + 1]) for i in range(0, len(lines), 2)]
    alike = all(len(_unlike(pairs[0][k], pair[k])) < UNLIKE for pair in pairs for k in (0, 1))
    if not alike or any(len(_unlike(*pair)) < UNLIKE for pair in pairs):
        return None
    width = 1 + max(cell.column + cell.width for row in (*lines, *heads) for cell in row.cells)
    return [_beside(above, below, width) for above, below in pairs], _beside(upper, lower, width)


def _unlike(one: Row, other: Row) -> list[int]:
    """Columns in which both rows show something, each of another kind, or only one of them does."""
    first, second = ({c.column: _kind(c) for c in row.cells if c.words} for row in (one, other))
    return [k for k in first.keys() & second.keys() if first[k] != second[k]]


def _kind(cell: Cell) -> str:
    return next((name for name, pattern in _KINDS if pattern.fullmatch(cell.words[0].text)), "words")


def _beside(above: Row, below: Row, width: int) -> Row:
    moved = (replace(cell, column=cell.column + width) for cell in below.cells)
    return replace(above, cells=(*above.cells, *moved))
