"""Rows of two lines under headings of two lines."""

from extraction.layout.paired import pair_lines
from tests.labelers.grids import grid

HEADS = "Security|Date|Shares|Price\nHeld After|Form|Nature of Holding"
ROW = "Units|1/2/2024|40|$1.50\n1,200|D|By a trust"


def paired(rows: str, heads: str = HEADS) -> list[str]:
    read = [[r.row for r in grid(text, "nd " * len(text.splitlines()))] for text in (rows, heads)]
    found = pair_lines(*read)
    return [row.text for row in (*found[0], found[1])] if found else []


def test_both_lines_stand_side_by_side() -> None:
    beside = "Units\t1/2/2024\t40\t$1.50\t1,200\tD\tBy a trust"
    heads = "Security\tDate\tShares\tPrice\tHeld After\tForm\tNature of Holding"
    assert paired(f"{ROW}\n{ROW}") == [beside, beside, heads]


def test_rows_alike_are_no_pairs() -> None:
    line = "Units|1/2/2024|40|$1.50"
    assert paired(f"{line}\n{line}") == []
    assert paired(ROW, "Security|Date|Shares|Price\nTitle") == []
