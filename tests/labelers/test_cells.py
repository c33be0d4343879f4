"""Labels of a row's tokens held against the cells that they stand in."""

from extraction.document import Word
from extraction.labelers.cells import _attached, _filled, _ranged
from extraction.labelers.features import CellToken
from extraction.layout.tokens import Token

NONE, TITLE, EXERCISE, EXPIRY, PRICE = range(5)


def tokens(*texts: str, slot: int = 0) -> list[CellToken]:
    """Tokens of one cell."""
    return [CellToken(Token(t, Word(t, (i, 0, i + 1, 1))), slot) for i, t in enumerate(texts)]


def test_a_fraction_within_a_title_is_of_the_title() -> None:
    held = tokens("Stock,", "$1", "2/3", "Par")
    assert _filled(held, [TITLE, TITLE, EXERCISE, TITLE], {TITLE}) == [TITLE] * 4


def test_an_amount_between_words_is_not() -> None:
    held = tokens("Stock", "224,864", "Stock")
    assert _filled(held, [TITLE, PRICE, TITLE], {TITLE}) == [TITLE, PRICE, TITLE]


def test_marks_parted_by_commas_bear_one_field() -> None:
    held = tokens("By", "(1)", ",", "(2)")
    assert _attached(held, [TITLE, NONE, NONE, NONE], True, NONE) == [TITLE] * 4


def test_of_two_marks_of_a_range_the_second_is_the_expirations() -> None:
    held = tokens("(6)", "-", "(6)")
    assert _ranged(held, [EXERCISE, NONE, EXERCISE], (EXERCISE, EXPIRY)) == [EXERCISE, NONE, EXPIRY]
    assert _ranged(held, [TITLE, NONE, TITLE], (EXERCISE, EXPIRY)) == [TITLE, NONE, TITLE]
