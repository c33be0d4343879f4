"""Footnote marks that a page's converter set down: bare numbers behind values, told by there being no others."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import replace
from itertools import pairwise
from statistics import median

from extraction.document import Cell, Row, Word
from extraction.labelers.labelled_row import LabelledRow
from extraction.labelers.mend_rows import MONTHS
from extraction.layout.tokens import split_word

_BARE = re.compile(r"(\d{1,2})[,;]?")
_GLUED = re.compile(r"(.*[^\W\d])(\d{1,2})")
SMALL = 0.9
"""The height of a mark that stands alone in its cell, as a part of its row's letters, at most."""
_NAMING = frozenset({"series", "class", "tranche", "no", "form", "section", "rule", "fund", "plan", "trust", "item"})
"""Words that a number behind them belongs to."""


def raise_bare_marks(rows: Sequence[LabelledRow], notes: Set[str]) -> tuple[LabelledRow, ...]:
    """Rows of Tables I and II with bare numbers of footnotes raised, where no footnote is marked otherwise; else with
    raised ones that ran together parted."""
    inside = [i for i, r in enumerate(rows) if r.label.rstrip("+") in ("nd", "dv")]
    told = any(token.mark in notes for i in inside for w in rows[i].row.words for token in split_word(w) if token.mark)
    if not notes:
        return tuple(rows)
    out = list(rows)
    for i in inside:
        row = _lifted(rows[i].row) if told else rows[i].row
        cells = tuple(replace(c, words=tuple((_parted if told else _raised)(c, notes))) for c in row.cells)
        out[i] = replace(rows[i], row=replace(row, cells=cells))
    return tuple(out)


def _lifted(row: Row) -> Row:
    """A row whose cells that hold but a number, in letters smaller than the row's, hold a mark."""
    heights = [word.box[3] - word.box[1] for word in row.words]
    small = SMALL * median(heights) if heights else 0.0
    return replace(row, cells=tuple(_lift(cell, small) for cell in row.cells))


def _lift(cell: Cell, small: float) -> Cell:
    if len(cell.words) == 1 and cell.words[0].text.isdigit() and cell.words[0].box[3] - cell.words[0].box[1] <= small:
        return replace(cell, words=(replace(cell.words[0], raised=True),))
    return cell


def _parted(cell: Cell, notes: Set[str]) -> Iterator[Word]:
    """A cell's words, where raised figures that number no footnote but several are parted."""
    for word in cell.words:
        marks = word.text if word.raised and word.text.isdigit() and word.text not in notes else ""
        if set(marks) <= notes and all(a < b for a, b in pairwise(marks)) and marks:
            yield from (replace(word, text=mark) for mark in marks)
        else:
            yield word


def _raised(cell: Cell, notes: Set[str]) -> Iterator[Word]:
    """A cell's words, its marks raised."""
    words = cell.words
    behind = len(words)
    while behind and _is_number(words[behind - 1], notes):
        behind -= 1
    for i, word in enumerate(words):
        before = words[i - 1].text if i else ""
        amount = before[-1:].isdigit() and len(before) > 2 and i + 1 < len(words) and not _is_date(before)
        if _is_number(word, notes) and (i >= behind or amount) and not _goes_before(before):
            yield replace(word, raised=True)
        else:
            yield from _set_apart(word, notes)


def _is_number(word: Word, notes: Set[str]) -> bool:
    found = _BARE.fullmatch(word.text)
    return found is not None and found[1] in notes


def _is_date(text: str) -> bool:
    return "/" in text or text.count("-") > 1


def _goes_before(text: str) -> bool:
    """Whether a word asks for a number behind it: a month, a series."""
    bare = text.strip(".,#").lower()
    return bare[:3] in MONTHS or bare in _NAMING or text.endswith(("-", "/", "#", "$"))


def _set_apart(word: Word, notes: Set[str]) -> Iterator[Word]:
    """A word, and the mark that is glued to its letters."""
    found = _GLUED.fullmatch(word.text)
    if not found or found[2] not in notes:
        yield word
        return
    x0, top, x1, bottom = word.box
    at = x0 + (x1 - x0) * found.end(1) / len(word.text)
    whole = word.span is None or word.span[1] - word.span[0] != len(word.text)
    first, second = (
        (word.span, word.span)
        if whole or word.span is None
        else ((word.span[0], word.span[0] + found.end(1)), (word.span[0] + found.end(1), word.span[1]))
    )
    yield replace(word, text=found[1], box=(x0, top, at, bottom), span=first)
    yield replace(word, text=found[2], box=(at, top, x1, bottom), span=second, raised=True)
