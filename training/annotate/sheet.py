"""What a person labels: a filing as one text, page by page, with the way back from its characters to the words."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

from extraction.document import Document, Row, Source, Span, Word
from extraction.layout.tokens import Token, split_word

LONG = 16_000
"""Characters of a text above which it is labelled in parts."""
OWN = frozenset({Source.MESSY, Source.LAYOUT, Source.MARKDOWN, Source.OCR, Source.ASCII})
"""Sources that are labelled as they stand; the others are laid out as lines with a tab between cells."""
_CONTROLS = dict.fromkeys([*range(9), *range(11, 32), 0x7F, 0x2028, 0x2029], " ")

Part: TypeAlias = Span
"""A part of a sheet that is shown at once: start and end."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a word stands in a sheet's text."""

    start: int
    end: int
    word: Word


@dataclass(frozen=True)
class Sheet:
    """A filing's text for labelling, in characters (code points, as Label Studio counts 1.23 does).

    `parts` are shown one at a time; for a PDF the n-th is its n-th page. `rows` are the document's rows in order.
    """

    text: str
    places: tuple[Place, ...]
    parts: tuple[Part, ...]
    rows: tuple[Row, ...]
    own: bool
    """Whether it is the input's text itself."""

    @cached_property
    def _at(self) -> dict[int, Place]:
        return {id(place.word): place for place in self.places}

    @cached_property
    def _starts(self) -> list[int]:
        return [place.start for place in self.places]

    def place(self, word: Word) -> Place:
        """Where one of the document's words stands."""
        return self._at[id(word)]

    def span(self, token: Token) -> Span:
        """Where a token stands; the whole word's place where that is written with markup inside the token."""
        place = self.place(token.word)
        start = place.start + token.start
        if place.end - place.start != len(token.word.text):
            start = self.text.find(token.text, start, place.end)
        return (start, start + len(token.text)) if start >= 0 else (place.start, place.end)

    def reach(self, words: Sequence[Word]) -> Span:
        """From the first to the last of some words."""
        places = [self.place(word) for word in words]
        return min(p.start for p in places), max(p.end for p in places)

    def words(self, start: int, end: int) -> Iterator[Place]:
        """The words that a span touches."""
        at = max(bisect_left(self._starts, start) - 1, 0)
        for place in self.places[at:]:
            if place.start >= end:
                return
            if place.end > start:
                yield place

    def tokens(self, start: int, end: int) -> Iterator[Token]:
        """The tokens of which a span holds a letter or a figure, or else the most."""
        for place in self.words(start, end):
            for token in split_word(place.word):
                a, b = self.span(token)
                held = self.text[max(a, start) : min(b, end)]
                if any(c.isalnum() for c in held) or 2 * len(held) > b - a:
                    yield token


def make_sheet(document: Document) -> Sheet:
    """The sheet of a filing laid out."""
    rows = tuple(row for _, row in document.rows())
    if document.source in OWN and document.text is not None:
        places = sorted(
            (Place(*w.span, w) for row in rows for w in row.words if w.span), key=lambda place: (place.start, place.end)
        )
        text = document.text.translate(_CONTROLS)
        return Sheet(text, tuple(places), tuple(_cut(text, 0, len(text))), rows, True)
    return _laid_out(document, rows)


def _laid_out(document: Document, rows: tuple[Row, ...]) -> Sheet:
    """Rows as lines, cells apart by tabs, words by spaces; an empty line between blocks."""
    pieces: list[str] = []
    places: list[Place] = []
    parts: list[Part] = []
    at = 0

    def write(text: str, word: Word | None = None) -> None:
        nonlocal at
        if word:
            places.append(Place(at, at + len(text), word))
        pieces.append(text)
        at += len(text)

    for page in document.pages:
        begun = at
        for block in page.blocks:
            for row in block.rows:
                for i, cell in enumerate(row.cells):
                    for k, word in enumerate(cell.words):
                        write(" " if k else "\t" if i else "")
                        write(word.text.translate(_CONTROLS), word)
                write("\n")
            write("\n")
        parts += [(begun, at)] if document.source is Source.PDF else _cut("".join(pieces), begun, at)
    return Sheet("".join(pieces), tuple(places), tuple(parts), rows, False)


def _cut(text: str, start: int, end: int) -> Iterator[Part]:
    """Parts of at most LONG characters, cut where a line ends if there is one."""
    while end - start > LONG:
        line = text.rfind("\n", start, start + LONG) + 1 or start + LONG
        yield start, line
        start = line
    yield start, end
