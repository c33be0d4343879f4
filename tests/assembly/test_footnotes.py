"""Footnotes out of their rows: every way of numbering them, and numbers that are none."""

from __future__ import annotations

import pytest

from extraction.assembly.footnotes import find_footnotes
from extraction.document import Block, Cell, Layout, Row, Word
from extraction.labelers.labelled_row import LabelledRow
from extraction.layout.centred import lines_above


def labelled(line: str, label: str = "foot", layout: Layout = Layout.GRID) -> LabelledRow:
    """A row whose cells are parted by `|`."""
    cells = [c.split() for c in line.split("|")]
    row = Row(tuple(Cell(tuple(Word(w, (0, 0, 1, 1)) for w in c), i) for i, c in enumerate(cells)))
    return LabelledRow(Block(layout, (row,)), row, label, 1.0)


def found(*lines: str) -> dict[str, str]:
    rows = [labelled(line.removeprefix("#"), "printed" if line.startswith("#") else "foot") for line in lines]
    return {n.id: " ".join(w.text for w in n.words) for n in find_footnotes(rows)}


BOTH = {"1": "Shares held by Roe.", "2": "Sold under a plan."}


@pytest.mark.parametrize(
    "lines",
    [
        ["1. Shares held by Roe.", "2. Sold under a plan."],
        ["(1) | Shares held by Roe.", "(2) | Sold under", "a plan."],
        ["1 | Shares held by Roe.", "2 | Sold under a plan."],
        ["1 Shares held by Roe.", "2 Sold under a plan."],
        ["1, Shares held by Roe.", "2, Sold under a plan."],
        ["Note 1: Shares held by Roe.", "Note 2: Sold under a plan."],
        ["Note 1: | Shares held by Roe.", "Note 2: | Sold under a plan."],
        ["F1 Shares held by Roe.", "(F2) Sold under a plan."],
        ["F1: | Shares held by Roe.", "F2: | Sold under a plan."],
        ["#1", "Shares held by Roe.", "#2", "Sold under a plan."],
        ["Explanations | 1 | Shares held by Roe. | 2 | Sold under a plan."],
        ["Explanations 1 Shares held by Roe. 2 Sold under a plan."],
        ["Shares held", "(1) by Roe.", "Sold under", "(2) a plan."],
    ],
)
def test_footnotes_are_found_however_they_are_numbered(lines: list[str]) -> None:
    assert found(*lines) == BOTH


def test_a_number_in_a_sentence_is_no_footnote() -> None:
    assert found("1. Shares of class", "2 Units held by Roe.") == {"1": "Shares of class 2 Units held by Roe."}
    assert found("1. Sold in 3 lots. 2 shares were kept.") == {"1": "Sold in 3 lots. 2 shares were kept."}
    assert found("1. One. 2 Two.", "2. Three.") == {"1": "One. 2 Two.", "2": "Three."}


@pytest.mark.parametrize(
    ("numbered", "begins", "above"),
    [
        ([0, 2], [True, True, False], [0, 1]),
        ([1, 4], [True, False, False, True, False, False], [1, 1]),
        ([0, 1], [True, True], [0, 0]),
        ([3], [True, False, False, False], None),
        ([0, 3], [True, False, True, False], [0, 1]),
        ([2, 5], [True, False, False, False, True, False, False], [2, 1]),
        ([], [True], None),
    ],
)
def test_lines_above_a_number_beside_the_middle(numbered: list[int], begins: list[bool], above: list[int]) -> None:
    assert lines_above(numbered, begins) == above


def test_the_caption_of_the_remarks_is_no_part_of_the_last_note() -> None:
    assert found("(1) | Shares held by Roe.", "(2) | Sold under a plan. Remarks:") == BOTH


def test_numbers_of_aligned_lines_may_stand_below_the_first_line_of_their_notes() -> None:
    lines = ("(1) Shares held by Roe.", "Sold under", "(2)Plan B.", "(3) Kept.")
    notes = find_footnotes([labelled(line, layout=Layout.ALIGNED) for line in lines])
    assert [" ".join(w.text for w in n.words) for n in notes] == ["Shares held by Roe.", "Sold under Plan B.", "Kept."]
    hanging = ("(1) Shares held", "by Roe.", "(2) Plan B.")
    notes = find_footnotes([labelled(line, layout=Layout.ALIGNED) for line in hanging])
    assert [" ".join(w.text for w in n.words) for n in notes] == ["Shares held by Roe.", "Plan B."]
