"""Words of rows whose columns are lost, as an OCR engine prints them: which of two titles those of each line are of.

A line shows a bit of each cell that wraps, those of the left column first: what makes known titles, or words that the
filing shows elsewhere in this order, is believed.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import groupby, product

from rapidfuzz.distance import Levenshtein

from extraction.document import Layout
from extraction.labelers.cells import LabelledTableRow, LabelledToken
from extraction.labelers.labelled_row import LabelledRow
from extraction.labelers.ocr.align_rows import is_figure, main_line
from extraction.labels import NONE, WORDY
from extraction.values.title import USUAL

Knows = Callable[[str], bool]
"""Tells the words of the lexicon."""
LEFT, RIGHT = "security_title", {"derivative": "underlying_security_title", "non_derivative": "nature_of_ownership"}
UNKNOWN = 4.0
"""Nats for a title that no one knows."""
UNTITLED = 5.0
"""Nats for a title without a word."""
MOVED = 2.5
"""Nats at most for a word that the model takes for one of the other title."""
WAYS = 3000
"""Ways to part a row's lines that are looked at."""
SHORT = 3
"""Letters of a word that makes one, unless it is known or a lone capital letter."""


def part_titles(
    tables: Sequence[LabelledTableRow], rows: Sequence[LabelledRow], knows: Knows
) -> tuple[LabelledTableRow, ...]:
    """Rows of tables without columns with the words of each line parted among their titles."""
    flowing = [r for r in tables if r.table.layout is Layout.FLOW]
    if not flowing:
        return tuple(tables)
    shown = " ".join(_plain(r.row.text) for r in rows if r.label in ("foot", "remark"))
    return tuple(_parted(r, shown, knows) if r.table.layout is Layout.FLOW else r for r in tables)


def _parted(row: LabelledTableRow, shown: str, knows: Knows) -> LabelledTableRow:
    """A row with its words parted at the cheapest place of each line that bears no figures."""
    right = RIGHT[row.table.name]
    lines = [row.row.slots[n.held.slot].column for n in row.tokens]
    main = main_line([n.held for n in row.tokens], lines)
    first = [_label(n, line == main, right, knows) for n, line in zip(row.tokens, lines, strict=True)]
    labels = _filled(row.tokens, first, lines, main, knows)
    words = [i for i, line in enumerate(lines) if line != main and labels[i] in (LEFT, right)]
    free = [list(held) for _, held in groupby(words, lambda i: lines[i])]
    if main is None or not free or math.prod(len(held) + 1 for held in free) > WAYS:
        return _relabelled(row, labels)
    ways = (_told(labels, free, cuts, right) for cuts in product(*(range(len(held) + 1) for held in free)))
    return _relabelled(row, min(ways, key=lambda told: _cost(row.tokens, told, right, shown)))


def _cost(tokens: Sequence[LabelledToken], labels: Sequence[str], right: str, shown: str) -> float:
    """What it costs that tokens have labels: words moved, and titles that no one knows."""
    moved = sum(_moved(n, label) for n, label in zip(tokens, labels, strict=True) if label in (LEFT, right))
    titles = [name for name in (LEFT, right) if name != "nature_of_ownership"]
    return moved + sum(_strange(_text(tokens, labels, name), shown) for name in titles)


def _text(tokens: Sequence[LabelledToken], labels: Sequence[str], name: str) -> str:
    return " ".join(n.held.token.text for n, label in zip(tokens, labels, strict=True) if label == name)


def _filled(
    tokens: Sequence[LabelledToken], labels: Sequence[str], lines: Sequence[int], main: int | None, knows: Knows
) -> list[str]:
    """Labels where a known word right before the underlying number, on its line, is of the title before it."""
    out = list(labels)
    for i in range(len(out) - 2, -1, -1):
        same = lines[i] == lines[i + 1] == main
        if same and out[i] == NONE and out[i + 1] == LEFT:
            text = tokens[i].held.token.text
            out[i] = LEFT if text.endswith("%") or _is_known(text, knows) else NONE
        elif same and out[i] == NONE and out[i + 1] in ("underlying_shares", "underlying_security_title"):
            out[i] = "underlying_security_title" if _is_known(tokens[i].held.token.text, knows) else NONE
    return out


def _is_known(text: str, knows: Knows) -> bool:
    letters = text.strip("(),.‘’'")
    return len(letters) > SHORT and letters.isalpha() and knows(letters)


def _label(named: LabelledToken, main: bool, right: str, knows: Knows) -> str:
    """What a token is at first: a word of a title, or what the model says; scraps are nothing."""
    text = named.held.token.text
    if named.held.token.mark is not None or named.label not in (*WORDY, NONE) or is_figure(text):
        return named.label
    if not is_word(text, knows):
        return NONE
    return right if named.label == NONE and not main and _is_known(text, knows) else named.label


def is_word(text: str, knows: Knows) -> bool:
    """Whether a text may be a word of a title: one that is known, long, a number in brackets, or a capital letter."""
    letters = "".join(filter(str.isalpha, text))
    if any(map(str.isdigit, text)):
        return True
    if len(letters) == 1:
        return letters.isupper()
    return len(letters) > SHORT or knows(letters)


def _told(labels: Sequence[str], free: Sequence[Sequence[int]], cuts: Sequence[int], right: str) -> list[str]:
    """Labels where each line's words are of the left title up to its cut, and of the right one from there."""
    out = list(labels)
    for held, cut in zip(free, cuts, strict=True):
        for k, i in enumerate(held):
            out[i] = LEFT if k < cut else right
    return out


def _moved(named: LabelledToken, label: str) -> float:
    """What it costs, by the model, that a word has a label."""
    if named.label == label:
        return 0.0
    return min(MOVED, -math.log(max(1.0 - named.probability, 1e-3)))


def _strange(text: str, shown: str) -> float:
    """What it costs that words are a title: little if they are a known one, or nearly, or stand in the text."""
    plain = _plain(text)
    if not plain:
        return UNTITLED
    if " " in plain and plain in shown:
        return 0.0
    far = min(Levenshtein.distance(plain, title) / len(title) for title in _KNOWN)
    return UNKNOWN * min(1.0, 3 * far)


def _plain(text: str) -> str:
    """Letters and digits in small letters, words apart."""
    return " ".join("".join(c if c.isalnum() else " " for c in text.lower()).split())


_KNOWN = tuple(map(_plain, USUAL))


def _relabelled(row: LabelledTableRow, labels: Sequence[str]) -> LabelledTableRow:
    """A row with other labels."""
    return replace(row, tokens=tuple(replace(n, label=label) for n, label in zip(row.tokens, labels, strict=True)))
