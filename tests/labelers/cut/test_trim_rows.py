"""Rows that took in the text below them."""

from __future__ import annotations

from extraction.document import Cell, Row, Word
from extraction.labelers.cut.trim_rows import is_stretched, trim_row


def make_row(*cells: str) -> Row:
    words = [tuple(Word(w, (0.0, 0.0, 1.0, 1.0)) for w in text.split()) for text in cells]
    return Row(tuple(Cell(w, k) for k, w in enumerate(words)))


TEXT = "of each line a part that goes on in the next cell of it"


def test_a_row_of_a_table_is_none_that_was_stretched() -> None:
    assert not is_stretched(make_row("Stock Option (right to buy) of the plan for all directors of us", "$4", "D"))
    assert is_stretched(make_row(*[TEXT] * 5))


def test_what_stands_first_in_a_cell_is_the_rows_own() -> None:
    row = make_row(
        f"Stock Option Explanation {TEXT}", f"$7.25 {TEXT}", TEXT, f"04/01/2019 {TEXT}", f"l6,400 {TEXT}", "D"
    )
    assert trim_row(row).text == "Stock Option\t$7.25\t04/01/2019\tl6,400\tD"
