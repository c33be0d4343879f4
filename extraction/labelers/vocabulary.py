"""What a filing's damaged words are held against: the lexicon, and the words that the filing itself shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from extraction.document import Layout
from extraction.labelers.labelled_row import LabelledRow
from extraction.values.spacing import Speller
from extraction.values.words import Lexicon


@dataclass(frozen=True)
class Vocabulary:
    """The words of the lexicon and of a filing's rows; what is asked for is learned once."""

    lexicon: Lexicon
    rows: Sequence[LabelledRow]

    @cached_property
    def _shown(self) -> list[str]:
        """The words outside mis-cut tables."""
        return [w.text for r in self.rows if r.block.layout is not Layout.CUT for w in r.row.words]

    @cached_property
    def joining(self) -> Speller:
        """For pieces of mis-cut tables: words that the filing shows elsewhere are known."""
        return Speller(self.lexicon.learn(self._shown))

    @cached_property
    def mending(self) -> Speller:
        """For what stands elsewhere: words that the filing shows twice are known."""
        return Speller(self.lexicon.learn(self._shown, least=2))
