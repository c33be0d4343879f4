"""What is left of footnote marks in lines without columns."""

from __future__ import annotations

import pytest

from extraction.document import Block, Cell, Layout, Row, Word
from extraction.labelers.labelled_row import LabelledRow
from extraction.labelers.ocr.raise_scraps import raise_scraps


def line(text: str, layout: Layout = Layout.FLOW) -> LabelledRow:
    row = Row((Cell(tuple(Word(w, (0, 0, len(w), 1), span=(0, len(w))) for w in text.split()), 0),))
    return LabelledRow(Block(layout, (row,)), row, "nd", 1.0)


def shown(*texts: str, notes: int, layout: Layout = Layout.FLOW) -> list[str]:
    return [r.row.text for r in raise_scraps([line(t, layout) for t in texts], notes)]


@pytest.mark.parametrize(
    ("text", "notes", "expected"),
    [
        pytest.param('1,200")', 1, "1,200 (1)", id="the only note"),
        pytest.param("Plan®", 4, "Plan", id="one of several is none"),
        pytest.param('note") (23)', 3, "note (1) (2) (3)", id="numbers of one cell ascend"),
        pytest.param("(284)", 4, "(2) (3) (4)", id="one figure of three misread"),
        pytest.param("(401)", 4, "(401)", id="no run of notes"),
        pytest.param('1,200"', 0, '1,200"', id="without notes nothing is a mark"),
        pytest.param("buy)", 1, "buy)", id="a bracket behind a word closes one"),
        pytest.param("5,864(1) 900®", 2, "5,864(1) 900 (2)", id="what the others leave"),
    ],
)
def test_a_scrap_is_the_one_number_that_it_can_be(text: str, notes: int, expected: str) -> None:
    assert shown(text, notes=notes) == [expected]


def test_each_part_knows_its_place() -> None:
    (row,) = raise_scraps([line('1,200")')], 1)
    assert [(w.text, w.span, w.raised) for w in row.row.words] == [("1,200", (0, 5), False), ("(1)", (5, 7), True)]


def test_cells_with_places_are_left_alone() -> None:
    assert shown('1,200")', notes=1, layout=Layout.GRID) == ['1,200")']
