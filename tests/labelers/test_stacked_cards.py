"""Tables with captions above their values."""

from extraction.labelers.sections import find_tables, name_cards
from tests.labelers.grids import grid
from tests.labelers.test_cards import values
from tests.labelers.test_part_lines import labelled

LINES = """\
Security title       Transaction date     Code
Common Stock         1/2/2024             P
Number of shares     Price per share      Ownership form
1,200                $1.50                D
"""


def test_each_cell_may_open_with_its_caption() -> None:
    row = "Title of security~Units|Transaction date~1/2/2024|Code~P|Amount~1,200|Price|Ownership form~D"
    (table,) = find_tables(grid(f"{row}\n{row}", "head nd"))
    first, second = values(table)
    assert first == second
    assert first["Title of security"] == "Units"
    assert first["Amount"] == "1,200"
    assert "Price" not in first


def test_lines_may_be_captions_and_values_in_turn() -> None:
    rows = labelled(f"{LINES}\nLine 2\n{LINES}", "head nd head nd printed head nd nd+ nd")
    first, second = values(find_tables(rows)[0])
    assert first == second
    assert (first["Transaction date"], first["Price per share"], first["Ownership form"]) == ("1/2/2024", "$1.50", "D")
    assert {r.label for r in name_cards(rows)} == {"nd"}, "nothing else is looked for in them"


def test_headings_over_rows_are_no_cards() -> None:
    text = "Title    Date of    Price\nSecurity Trade      Each\nUnits    1/2/2024   $1.50\nUnits    1/3/2024   $1.60\n"
    (table,) = find_tables(labelled(text, "head head nd nd"))
    assert len(table.rows) == 2


def test_headings_of_three_lines_over_rows_are_no_cards() -> None:
    text = (
        "1. Title of    2. Trans-   3. Trans-   4. Securities Acquired (A)      5. Amount of     6. D/I   7. Nature\n"
        "   Security       action      action      or Disposed of (D)              Securities\n"
        "                  Date        Code     Amount       A/D      Price        at FYE\n"
        "Units           Various       A4         612         A      $24.50          3,118         D\n"
        "                1998                                        (average)\n"
        "Units           12/18/98      G          200         D        --            2,918         D\n"
    )
    rows = labelled(text, "head head head nd nd nd")
    assert [r.label for r in name_cards(rows)] == ["head"] * 3 + ["nd"] * 3
