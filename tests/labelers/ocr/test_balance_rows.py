"""Rows of lines without columns about their figures."""

from __future__ import annotations

from extraction.document import Block, Cell, Layout, Row, Word
from extraction.labelers.labelled_row import LabelledRow
from extraction.labelers.ocr.balance_rows import balance_rows, bears_row


def lines(*texts: str, layout: Layout = Layout.FLOW) -> list[LabelledRow]:
    """Lines, each with its label and its probability in percent before it."""
    out = []
    for number, text in enumerate(texts):
        label, sure, *words = text.split()
        row = Row((Cell(tuple(Word(w, (0.0, number, 1.0, number + 1.0)) for w in words), 0),))
        out.append(LabelledRow(Block(layout, (row,)), row, label, int(sure) / 100))
    return out


def labels(*texts: str, layout: Layout = Layout.FLOW) -> list[str]:
    return [r.label for r in balance_rows(lines(*texts, layout=layout))]


SEE = (
    "nd 50 See",
    "nd+ 99 Preferred Stock 6,500 note",
    "nd+ 99 (2)",
    "nd+ 76 See",
    "nd+ 99 Common Stock 1,100",
    "nd+ 50 (3)",
)


def test_each_row_has_one_line_of_figures() -> None:
    assert labels(*SEE) == ["nd", "nd+", "nd+", "nd", "nd+", "nd+"]


def test_lines_that_know_their_places_are_left_alone() -> None:
    assert labels(*SEE, layout=Layout.ALIGNED) == ["nd", "nd+", "nd+", "nd+", "nd+", "nd+"]


def test_what_surely_goes_on_does() -> None:
    assert labels("nd 99 Common 4,900", "nd+ 99 07/07/2021 35,400", "nd+ 99 Stock") == ["nd", "nd+", "nd+"]


def test_lines_at_a_pages_beginning_go_on_with_the_row_before() -> None:
    assert labels("dv+ 99 buy)", "dv 99 Option", "dv+ 99 $8.15 03/01/2021 900") == ["dv+", "dv", "dv+"]


def test_a_par_value_a_year_and_a_percentage_bear_no_row() -> None:
    assert not any(bears_row(r.row) for r in lines("nd 99 par value $0.01", "nd 99 Trust 2021", "nd 99 7.25% Series"))
