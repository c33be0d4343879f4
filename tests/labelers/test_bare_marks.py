"""Footnote marks that lost their place above the line."""

from extraction.document import Block, Cell, Layout, Row, Word
from extraction.labelers.bare_marks import raise_bare_marks
from extraction.labelers.labelled_row import LabelledRow
from tests.labelers.test_part_lines import labelled

NOTES = frozenset({"1", "2"})


def raised(text: str, labels: str) -> list[str]:
    rows = raise_bare_marks(labelled(text, labels), NOTES)
    return [w.text for r in rows for w in r.row.words if w.raised]


def test_numbers_behind_values_are_marks() -> None:
    assert raised("Common   1,200 1   Direct 2   $1.50 1, 2\n", "nd") == ["1", "2", "1,", "2"]


def test_a_mark_may_be_glued_to_letters() -> None:
    assert raised("Common   1,200   Indirect2\n", "nd") == ["2"]


def test_dates_and_what_is_numbered_keep_their_numbers() -> None:
    assert not raised("Series 2   Jan 2, 2021   12 2021   1/2/2021\n", "nd")


def test_where_marks_are_marked_bare_numbers_are_none() -> None:
    assert not raised("Common   1,200 (1)   2\nUnits   5 2\n", "nd nd")


def test_only_rows_of_tables_bear_marks() -> None:
    assert not raised("Suite 1   12 2\n", "box")


def small(*texts: str) -> list[str]:
    """The marks of a row of cells of one word each; digits without more are set smaller, `^` above the line."""
    words = [
        Word(t.strip("^"), (9.0 * i, 0.0, 9.0 * i + 5, 6.0 if t.isdigit() else 8.0), 1, None, t[0] == "^")
        for i, t in enumerate(texts)
    ]
    row = Row(tuple(Cell((w,), i) for i, w in enumerate(words)))
    (found,) = raise_bare_marks([LabelledRow(Block(Layout.GRID, (row,)), row, "nd", 1.0)], NOTES)
    return [w.text for w in found.row.words if w.raised]


def test_raised_marks_that_ran_together_are_parted() -> None:
    assert small("Common", "(1)", "^12") == ["1", "2"]
    assert small("Common", "(1)", "^21", "^13") == ["21", "13"]


def test_a_small_number_alone_in_its_cell_is_a_mark() -> None:
    assert small("Common", "Stock", "(1)", "2", "P") == ["2"]
