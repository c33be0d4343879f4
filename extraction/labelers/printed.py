"""The words that a page itself prints: what a taught layout is known by."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from zlib import crc32

import numpy as np

from extraction.document import Document
from extraction.labelers.correction import Hashes, hash_all

MOSTLY = 0.8
"""Share of a row's words that are printed ones where the row is."""


def key_of(text: str) -> str:
    """Letters and signs of a text without its spaces, small; digits alike."""
    return "".join("0" if c.isdigit() else c for c in text.lower() if not c.isspace())


def words_of(texts: Iterable[str]) -> list[str]:
    """The words of a cell by which a page is known: those of several letters and no digits."""
    bare = (text.lower().strip(".,;:()[]") for text in texts)
    return [w for w in bare if sum(c.isalpha() for c in w) > 1 and not any(c.isdigit() for c in w)]


def signs_of(texts: Iterable[str]) -> Iterator[str]:
    """Words of a cell, and pairs of them."""
    words = words_of(texts)
    yield from words
    yield from (f"{a} {b}" for a, b in pairwise(words))


def signs_in(document: Document) -> Hashes:
    """All words and pairs of words in a document's cells."""
    return hash_all(
        sign for _, row in document.rows() for cell in row.cells for sign in signs_of(w.text for w in cell.words)
    )


@dataclass(frozen=True, slots=True)
class Printed:
    """Hashes of the words that every filing of a layout prints."""

    words: frozenset[int]

    def is_all(self, texts: Iterable[str]) -> bool:
        """Whether words, one with letters among them, are mostly printed ones."""
        words = words_of(texts)
        known = sum(crc32(w.encode()) in self.words for w in words)
        return bool(words) and known >= MOSTLY * len(words)


def resemblance(document: Hashes, layout: Hashes) -> float:
    """The share of a layout's signs that a document shows."""
    return float(np.isin(layout, document, assume_unique=True).mean()) if len(layout) else 0.0
