"""Footnote marks that a page's converter set down: bare numbers behind values, told by there being no others."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import replace

from extraction.document import Cell, Word
from extraction.labelers.mend_rows import MONTHS, LabelledRow
from extraction.layout.tokens import split_word

_BARE = re.compile(r"(\d{1,2})[,;]?")
_GLUED = re.compile(r"(.*[^\W\d])(\d{1,2})")
_NAMING = frozenset({"series", "class", "tranche", "no", "form", "section", "rule", "fund", "plan", "trust", "item"})
"""Words that a number behind them belongs to."""


def raise_bare_marks(rows: Sequence[LabelledRow], notes: Set[str]) -> tuple[LabelledRow, ...]:
    """Rows of Tables I and II with bare numbers of footnotes raised, where no footnote is marked otherwise."""
    inside = [i for i, r in enumerate(rows) if r.label.rstrip("+") in ("nd", "dv")]
    told = any(token.mark in notes for i in inside for w in rows[i].row.words for token in split_word(w) if token.mark)
    if not notes or told:
        return tuple(rows)
    out = list(rows)
    for i in inside:
        cells = tuple(replace(c, words=tuple(_raised(c, notes))) for c in rows[i].row.cells)
        out[i] = replace(rows[i], row=replace(rows[i].row, cells=cells))
    return tuple(out)


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
