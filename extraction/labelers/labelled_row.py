"""A row with its label, and what tells figures, titles and sure labels."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extraction.document import Block, Row

DATE = re.compile(r"\d{1,4}[/-]\d{1,2}[/-]\d{1,4}|\d{1,2}[/-]\d{0,2}$")
AMOUNT = re.compile(r"\$?\d{1,3}(,\d{3})+(\.\d+)?|\$?\d*\.\d+|\$\d+")
LONE = frozenset("ADIPSMFG")
"""Letters that stand alone in a row's cells."""
TITLES = {"title1": "nd", "title2": "dv"}
SURE, EVEN = 0.97, 0.5
"""A label surer than the first stands whatever its neighbours say; one less sure than the second is a guess."""


@dataclass(frozen=True, slots=True)
class LabelledRow:
    """A row with the label of `labels.ROWS` that it got and that label's probability."""

    block: Block
    row: Row
    label: str
    probability: float


def bears_figures(row: Row) -> bool:
    """Whether a line holds a table row's figures: an amount, and a date or a lone letter."""
    words = [w.text for w in row.words]
    return any(map(AMOUNT.match, words)) and any(DATE.match(w) or w in LONE for w in words)


NUMBERED = re.compile(r"[(\[]?\d{1,2}[).\]:]+\s")
TIGHT, LONGEST_NAME = 0.3, 6
"""Line heights between lines of one note at most; words of a name on one line."""
