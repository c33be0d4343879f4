"""Text whose characters remember the value that they came from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from extraction.document import Span
from training.render.placed import NOTHING, Char

Glyph = tuple[str, int]
"""A character (or none: "") and the number of its pointer, -1 for none."""
Traced = list[Glyph]
Spans = list[tuple[int, Span]]
"""Number of a pointer, and start and end in characters."""


def plain(text: str, pointer: int = NOTHING) -> Traced:
    """Text that belongs to one pointer, or to none."""
    return [(letter, pointer) for letter in text]


def of_chars(chars: Iterable[Char]) -> Traced:
    """The characters of a page as they are."""
    return [(c.text, c.pointer) for c in chars]


def join(parts: Iterable[Traced], separator: str) -> Traced:
    """Parts with a separator between them; a space between two parts of one value belongs to it."""
    joined: Traced = []
    for number, part in enumerate(parts):
        if number:
            joined += plain(separator)
        joined += part
    return joined


def fold(text: Traced) -> Traced:
    """Without spaces at the ends, and one space where there are more."""
    kept: Traced = []
    for glyph in text:
        if glyph[0] != " " or (kept and kept[-1][0] != " "):
            kept.append(glyph)
    while kept and kept[-1][0] == " ":
        kept.pop()
    return kept


def text_and_spans(traced: Sequence[Glyph]) -> tuple[str, Spans]:
    """The text, and the spans of each pointer: white space at their ends left out, spaces inside kept."""
    text = "".join(letter for letter, _ in traced)
    spans: Spans = []
    at = 0
    for pointer, glyphs in groupby(_bridged(traced), key=lambda g: g[1]):
        piece = "".join(letter for letter, _ in glyphs)
        start, end = at + len(piece) - len(piece.lstrip()), at + len(piece.rstrip())
        if pointer != NOTHING and start < end:
            spans.append((pointer, (start, end)))
        at += len(piece)
    return text, spans


def _bridged(traced: Sequence[Glyph]) -> list[Glyph]:
    """Single spaces between two characters of one value made part of it."""
    bridged = list(traced)
    for at in range(1, len(bridged) - 1):
        left, right = bridged[at - 1][1], bridged[at + 1][1]
        if bridged[at] == (" ", NOTHING) and left == right != NOTHING:
            bridged[at] = (" ", left)
    return bridged
