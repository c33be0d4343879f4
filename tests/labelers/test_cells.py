"""Labels of a row's tokens held against the cells that they stand in."""

import numpy as np

from extraction.document import Layout, Word
from extraction.labelers.cells import (
    _alone,
    _attached,
    _filled,
    _led,
    _ranged,
    _told_fields,
    _told_table,
    heading_features,
)
from extraction.labelers.features import CellToken
from extraction.labels import CELLS
from extraction.layout.logical import LogicalRow, LogicalTable, Slot
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


def test_a_mark_alone_in_its_cell_is_of_the_field_that_nothing_else_bears() -> None:
    held = tokens("(3)", "01/04/2023")
    sure = np.log(np.array([[0.01, 0.01, 0.02, 0.01, 0.95], [0.01, 0.01, 0.96, 0.01, 0.01]], dtype=np.float32))
    assert _alone(held, [EXERCISE, EXERCISE], sure, NONE) == [PRICE, EXERCISE]
    assert _alone(held, [PRICE, PRICE], sure, NONE) == [PRICE, PRICE]
    even = np.log(np.full((2, 5), 0.2, dtype=np.float32))
    assert _alone(held, [EXERCISE, EXERCISE], even, NONE) == [EXERCISE, EXERCISE]


def test_of_two_marks_of_a_range_the_second_is_the_expirations() -> None:
    held = tokens("(6)", "-", "(6)")
    assert _ranged(held, [EXERCISE, NONE, EXERCISE], (EXERCISE, EXPIRY)) == [EXERCISE, NONE, EXPIRY]
    assert _ranged(held, [TITLE, NONE, TITLE], (EXERCISE, EXPIRY)) == [TITLE, NONE, TITLE]


def test_a_titles_first_words_are_of_the_title_where_its_heading_says_so() -> None:
    held = tokens("Northern", "Common", "Stock")
    row = LogicalRow((Slot(tuple(t.token.word for t in held), 0, 0.0, 1.0),), 0)
    path = [NONE, TITLE, TITLE]
    assert _led(held, path, row, [TITLE], {TITLE}, NONE) == [TITLE] * 3
    assert _led(held, path, row, [PRICE], {TITLE}, NONE) == path
    joined = tokens("shares", "of", "Stock")
    assert _led(joined, [NONE, NONE, TITLE], row, [TITLE], {TITLE}, NONE) == [NONE, NONE, TITLE]


def test_headings_tell_the_table() -> None:
    names = tuple(CELLS)

    def told(name: str, *fields: str) -> str:
        heads = np.array([[0.9 * (f == field) for f in names] for field in fields], dtype=np.float32)
        return _told_table(LogicalTable(name, Layout.GRID, (), fields), heads, _told_fields(heads), names)

    assert told("non_derivative", "security_title", "exercise_date", "underlying_shares") == "derivative"
    assert told("derivative", "security_title", "shares", "price_per_share") == "non_derivative"
    assert told("derivative", "security_title", "shares", "exercise_date") == "derivative"
    assert told("derivative", "security_title") == "derivative"


def test_words_that_are_cut_short_share_features_with_the_whole() -> None:
    whole, cut, other = map(set, map(heading_features, ("Transaction Date", "TRN_DT", "Number Owned")))
    assert len(whole & cut) > len(whole & other)


def test_cut_headings_have_features_of_their_own() -> None:
    whole, cut = (set(heading_features("Trans. Date", cut)) for cut in (False, True))
    assert not whole & cut
