"""Footnote marks that lost their place above the line."""

from extraction.labelers.bare_marks import raise_bare_marks
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
