"""What it costs to believe that a place said what a tie implies."""

from decimal import Decimal

import pytest

from extraction.document import Word
from extraction.draft import Value
from extraction.reconcile.candidates import implied_cost
from extraction.reconcile.misspelling import COSTS
from extraction.values.reading import Reading


@pytest.mark.parametrize(
    ("pieces", "seen", "wanted", "cost"),
    [
        (("225,00", "00"), "225000", "25000", "stray"),
        (("25", "5,000"), "255000", "25000", "doubled"),
        (("100,", "0", "00"), "100000", "10000", "doubled"),
        (("255,000",), "255000", "25000", "doubled"),
    ],
)
def test_a_digit_stands_twice_where_pieces_meet(pieces: tuple[str, ...], seen: str, wanted: str, cost: str) -> None:
    words = tuple(Word(piece, (i, 0, i + 1, 1)) for i, piece in enumerate(pieces))
    value = Value(words, (Reading(seen, 0.0),), 0.9)
    whole = COSTS["whole"] if len(pieces) < 2 else 0.0
    assert implied_cost("/derivative/0/shares", value, Decimal(wanted)) == pytest.approx(COSTS[cost] + whole)
