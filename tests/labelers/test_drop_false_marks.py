"""Raised numbers of mis-cut tables that mark nothing."""

from __future__ import annotations

from extraction.document import Block, Cell, Layout, Row, Word
from extraction.labelers.labelled_row import LabelledRow
from extraction.labelers.settle_marks import drop_false_marks


def row(text: str, layout: Layout = Layout.CUT) -> LabelledRow:
    """A row of cells divided by bars; `^` raises a word."""
    cells = tuple(
        Cell(tuple(Word(w.lstrip("^"), (0, 0, 1, 1), raised=w.startswith("^")) for w in cell.split()), k)
        for k, cell in enumerate(text.split("|"))
    )
    line = Row(cells)
    return LabelledRow(Block(layout, (line,)), line, "dv", 1.0)


def shown(*texts: str, layout: Layout = Layout.CUT) -> list[str]:
    return [r.row.text for r in drop_false_marks([row(text, layout) for text in texts])]


def test_a_raised_number_before_a_figure_is_a_broken_letter() -> None:
    assert shown("Units|^(5)|Commo|^1 17,|000") == ["Units\t(5)\tCommo\t17,\t000"]


def test_marks_behind_what_they_mark_stay() -> None:
    assert shown("Units ^(1)|17,000 ^1|^2") == ["Units (1)\t17,000 1\t2"]


def test_where_no_mark_bears_a_bracket_all_stay() -> None:
    assert shown("Units ^2|Commo|^1 17,|000") == ["Units 2\tCommo\t1 17,\t000"]
    assert shown("Units|^(5)|^1 17,|000", layout=Layout.GRID) == ["Units\t(5)\t1 17,\t000"]
