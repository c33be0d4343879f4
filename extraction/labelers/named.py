"""Tokens of the form's box and of the signatures, as the token model sees them and as it names them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extraction.document import Layout
from extraction.labelers.cut.stacked import Slot
from extraction.labelers.hashing import Matrix
from extraction.layout.tokens import Token


@dataclass(frozen=True, slots=True)
class Piece:
    """A token as the model sees it, or a break; `above` is what stands above it, `caption` what
    was printed last before it, `flag` where it stands in its cell."""

    text: str
    above: str
    caption: str
    flag: str
    token: Token | None
    row: int
    """Index of its row in the document."""
    segment: int = 0
    """Its line of its cell, counted through the document."""
    layout: str = ""

    @property
    def cut(self) -> bool:
        """Stands in a mis-cut table: the next cell may go on with the same word."""
        return self.layout == Layout.CUT


@dataclass(frozen=True, slots=True)
class NamedToken:
    """A token, the label of `labels.TOKENS` it got, whether a value begins with it, and the label's probability."""

    token: Token
    label: str
    begins: bool
    probability: float
    row: int
    cell: int
    """Its line of its cell, counted through the document."""
    layout: str
    line: Slot | None = None
    """Its line of a mis-cut row."""

    @property
    def cut(self) -> bool:
        """Stands in a mis-cut table: the next cell may go on with the same word."""
        return self.layout == Layout.CUT


def caption_key(words: Sequence[str]) -> str:
    """What a line is known by as a printed caption: the first letters of its first words."""
    return "".join(filter(str.isalpha, "".join(words[:4]).lower()))[:10]


Scored = tuple[Piece, Matrix, int]
"""A piece, the log probabilities of its tags, and the tag that the chain gave it."""
