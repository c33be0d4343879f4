"""Labels of the tokens of whole cells held against each other and their headings."""

import numpy as np

from extraction.document import Cell, Row, Word
from extraction.labelers.features import CellToken
from extraction.labelers.mend_whole_cells import (
    face_sides,
    fill_tails,
    join_fractions,
    mend_whole_cells,
    part_sides,
    sign_sides,
    tell_voluntary,
)
from extraction.labels import NONE
from extraction.layout.tokens import Token

LABELS = (NONE, "transaction_date", "deemed_execution_date", "exercise_date", "expiration_date", "acquired_disposed",
          "direct_or_indirect")  # fmt: skip


def mended(*held: tuple[str, int, str, str]) -> list[str]:
    """The labels of tokens, each given with its cell, its label and what its heading tells."""
    tokens = [CellToken(Token(text, Word(text, (i, 0, i + 1, 1))), slot) for i, (text, slot, _, _) in enumerate(held)]
    path = [LABELS.index(label) for _, _, label, _ in held]
    told = [LABELS.index(name) if name else -1 for *_, name in held]
    return [LABELS[k] for k in mend_whole_cells(tokens, path, LABELS, told)]


def test_of_one_mark_twice_below_exercise_dates_the_second_is_the_expirations() -> None:
    date = ("(5)", 0, "exercise_date", "exercise_date")
    assert mended(date, date) == ["exercise_date", "expiration_date"]
    other = ("(6)", 0, "exercise_date", "exercise_date")
    assert mended(date, other) == ["exercise_date"] * 2
    ends = ("1/2/2034", 1, "expiration_date", "expiration_date")
    assert mended(date, date, ends) == ["exercise_date", "exercise_date", "expiration_date"]


def test_a_word_that_spells_its_headings_letter_is_named_by_it() -> None:
    assert mended(("Sold", 0, NONE, "acquired_disposed")) == ["acquired_disposed"]
    assert mended(("Indirectly", 0, NONE, "direct_or_indirect")) == ["direct_or_indirect"]
    assert mended(("Sold", 0, NONE, "")) == [NONE]
    assert mended(("n/a", 0, NONE, "acquired_disposed")) == [NONE]


def cells(*held: tuple[str, int]) -> list[CellToken]:
    return [CellToken(Token(text, Word(text, (i, 0, i + 1, 1))), slot) for i, (text, slot) in enumerate(held)]


def test_what_ends_a_titles_cell_is_of_the_title() -> None:
    held = cells(("Units", 0), ("(Class", 0), ("A)", 0), ("(3)", 0), ("M", 1))
    assert fill_tails(held, [1, 0, 0, 2, 3], {1}, 0) == [1, 1, 1, 2, 3]
    assert fill_tails(held, [1, 0, 4, 2, 3], {1}, 0) == [1, 0, 4, 2, 3]
    assert fill_tails(held, [0, 0, 0, 0, 3], {1}, 0) == [0, 0, 0, 0, 3]


def test_of_two_sides_of_a_row_the_unsure_one_is_what_it_else_may_be() -> None:
    labels = (NONE, "shares_acquired", "shares_disposed", "shares_owned_following")
    held = cells(("90,250", 0), ("2,400", 1))
    unsure = np.log(np.array([[0.1, 0.4, 0.15, 0.35], [0.01, 0.02, 0.95, 0.02]], dtype=np.float32))
    assert part_sides(held, [1, 2], unsure, labels) == [3, 2]
    sure = np.log(np.array([[0.1, 0.7, 0.05, 0.15], [0.01, 0.02, 0.95, 0.02]], dtype=np.float32))
    assert part_sides(held, [1, 2], sure, labels) == [1, 2]
    dashed = cells(("--", 0), ("2,400", 1))
    assert part_sides(dashed, [1, 2], unsure, labels) == [1, 2]


def test_a_lone_v_behind_the_code_says_when_it_was_reported() -> None:
    labels = (NONE, "transaction_code", "timeliness", "shares")
    tokens = cells(("S", 0), ("V", 1), ("200", 2))
    assert tell_voluntary(tokens, [1, 0, 3], labels) == [1, 2, 3]
    assert tell_voluntary(cells(("S", 0), ("V", 0)), [1, 1], labels) == [1, 2]
    assert tell_voluntary(cells(("S", 0), ("V", 3)), [1, 0], labels) == [1, 0]


def test_a_fraction_goes_on_with_its_whole_number() -> None:
    assert join_fractions(cells(("$24", 0), ("1/4", 0)), [1, 0]) == [1, 1]
    assert join_fractions(cells(("24", 0), ("1/4", 1)), [1, 0]) == [1, 0]
    assert join_fractions(cells(("24", 0), ("1/5", 0)), [1, 0]) == [1, 0]


def test_a_number_is_of_the_side_whose_letter_stands_above_it() -> None:
    labels = (NONE, "shares_acquired", "shares_disposed")
    letters = [Cell((Word(text, (x, 0, x + 3, 1)),), x) for text, x in (("(A)", 40), ("(D)", 50))]
    below = [CellToken(Token("4,000", Word("4,000", (x, 2, x + 5, 3))), 0) for x in (50, 38, 44)]
    found = [face_sides([token], [1], [Row(tuple(letters))], labels) for token in below]
    assert found == [[2], [1], [1]]
    assert face_sides(below[:1], [1], [Row((letters[0],))], labels) == [1]


def test_a_sign_tells_what_became_of_shares_where_nothing_else_does() -> None:
    labels = (*LABELS, "shares", "shares_acquired", "shares_disposed")

    def signed(*held: tuple[str, str]) -> list[str]:
        tokens = [CellToken(Token(text, Word(text, (i, 0, i + 1, 1))), i) for i, (text, _) in enumerate(held)]
        return [labels[k] for k in sign_sides(tokens, [labels.index(label) for _, label in held], labels)]

    assert signed(("+1,200", "shares"), ("D", "direct_or_indirect")) == ["shares_acquired", "direct_or_indirect"]
    assert signed(("-40", "shares")) == ["shares_disposed"]
    assert signed(("-40", "shares"), ("D", "acquired_disposed"))[0] == "shares"
    assert signed(("1,200", "shares")) == ["shares"]
