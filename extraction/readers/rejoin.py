"""Cells of drawn tables from their lines: words that a narrow column cut in two are one word again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, replace

from extraction.document import Word

Lines = Sequence[tuple[Word, ...]]
"""The words of each line of one cell, where they stand in their lines."""


@dataclass(frozen=True, slots=True)
class Column:
    """Between the rules at `left` and `right`, `pad` characters before a rule kept free; `hard` columns break their
    lines after so many characters wherever that is, others between words."""

    left: int
    right: int
    pad: int
    hard: bool


def find_column(cells: Iterable[Lines], left: int, right: int, pad: int, heads: Iterable[Lines] = ()) -> Column:
    """How a column breaks its cells into lines: all are full in a hard one, those of its headings too unless there is
    not a character left in any of the others."""
    above, broken = ([line for lines in held for line in lines[:-1]] for held in (heads, cells))
    hard = all(line[-1].box[2] >= right - pad - 1 for line in (*above, *broken))
    filled = bool(broken) and all(line[-1].box[2] >= right - pad for line in broken)
    return Column(left, right, pad, filled or (hard and bool(above or broken)))


def rejoin(lines: Lines, column: Column, known: Set[str]) -> tuple[Word, ...]:
    """A cell's words from top to bottom; `known` are words of the text outside tables, bare."""
    out: list[Word] = []
    for i, line in enumerate(lines):
        if i and _is_cut(lines[i - 1], line, column, known):
            out[-1] = _one(out[-1], line[0])
            out.extend(line[1:])
        else:
            out.extend(line)
    return tuple(out)


def _is_cut(above: tuple[Word, ...], below: tuple[Word, ...], column: Column, known: Set[str]) -> bool:
    """Whether a word of the line above goes on in the line below."""
    last, first = above[-1], below[0]
    if last.raised or first.raised or last.page != first.page:
        return False
    if _is_hyphened(last.text) and first.text[0].isalpha():
        return True
    free = column.right - column.pad - last.box[2]
    if first.text[0] in "0123456789":
        return free <= 1 and _is_cut_figure(last.text, first.text)
    if free > 0 or not _can_join(last.text, first.text):
        return False
    fills = last.box[0] <= column.left + 1 + column.pad and first.text[0].islower()
    return (column.hard or fills) and not {bare(last.text), bare(first.text)} <= known


def _is_hyphened(text: str) -> bool:
    return len(text) > 2 and text[-1] == "-" and text[-2].isalpha()


def _can_join(above: str, below: str) -> bool:
    """Whether two pieces can be of one word: letters that do not turn from small to large."""
    return above[-1].isalpha() and below[0].isalpha() and not (above[-1].islower() and below[0].isupper())


def _is_cut_figure(above: str, below: str) -> bool:
    """Whether two pieces make one date or amount, and the first alone makes none."""
    return bool(_FIGURE.fullmatch(above + below)) and not _FIGURE.fullmatch(above)


_FIGURE = re.compile(r"\d{1,2}/\d{1,2}/(?:\d\d){1,2}|\$?\d{1,3}(?:,\d{3})+(?:\.\d+)?|\$?\d*\.\d{2,}")


def bare(text: str) -> str:
    """Letters and figures, in lower case."""
    return "".join(c for c in text.lower() if c.isalnum())


def _one(above: Word, below: Word) -> Word:
    span = (above.span[0], below.span[1]) if above.span and below.span else None
    return replace(above, text=above.text + below.text, span=span)
