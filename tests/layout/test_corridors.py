"""Columns of lines without rules: what parts them, and what stands above each."""

from extraction.document import Cell, Row
from extraction.layout.corridors import find_columns, name_columns
from extraction.readers.lines import run_cells, split_lines, split_runs


def rows(text: str) -> list[Row]:
    return [Row(run_cells(split_runs(text[line.start : line.end], line))) for line in split_lines(text)]


def shown(heads: str, body: str) -> tuple[str, ...]:
    lines = rows(heads)
    return name_columns(lines, find_columns(rows(body), lines))


def test_wide_gaps_part_columns() -> None:
    assert shown("Title          Date\n", "Common Stock   01/02/2024\n") == ("Title", "Date")


def test_a_narrow_corridor_parts_figures_under_their_own_headings() -> None:
    heads = "Title    Amount A/D     Price\n"
    body = "Common    1,200 A       $1.50\nUnits       300 D      $12.00\n"
    assert shown(heads, body) == ("Title", "Amount", "A/D", "Price")


def test_words_of_one_cell_are_not_parted_by_chance() -> None:
    heads = "Title of      Date\n"
    body = "Series A      01/02/2024\nSeries A      01/03/2024\n"
    assert shown(heads, body) == ("Title of", "Date")


def test_a_mark_stays_with_its_value() -> None:
    body = "Common   $1.50 (1)   200\nUnits    $2.50 (2)   300\n"
    assert len(find_columns(rows(body), rows("Title    Price (Instr)   Held\n"))) == 3


def test_a_heading_over_several_columns_stands_above_each() -> None:
    heads = "         Transactions\nTitle    Number     Price\n"
    body = "Common   1,200      $1.50\n"
    assert shown(heads, body) == ("Title", "Transactions Number", "Transactions Price")


def test_rows_without_words_have_no_columns() -> None:
    assert find_columns([Row((Cell((), 0),))], []) == []
