"""Tables whose rows are cards."""

from collections.abc import Iterator
from dataclasses import replace

from extraction.document import Layout
from extraction.labelers.cards import find_cards
from extraction.labelers.labelled_row import LabelledRow
from extraction.labelers.sections import find_tables
from extraction.layout.logical import LogicalTable
from tests.labelers.test_part_lines import labelled

CARD = "Security:   Common Stock\nTraded on:   1/2/2024\nShares:   1,200\nPrice:   $1.50\n"
OTHER = "Security:   Units of a\n            fund\nShares:   40\n"
LABELS = "nd nd+ nd+ nd+"


def values(table: LogicalTable) -> Iterator[dict[str, str]]:
    for row in table.rows:
        yield {table.headings[s.column]: " ".join(w.text for w in s.words) for s in row.slots}


def test_each_card_is_a_row_under_its_captions() -> None:
    (table,) = find_tables(labelled(f"{CARD}Line 2\n{OTHER}", f"{LABELS} printed nd nd+ nd+"))
    first, second = values(table)
    assert first == {"Security": "Common Stock", "Traded on": "1/2/2024", "Shares": "1,200", "Price": "$1.50"}
    assert second == {"Security": "Units of a fund", "Shares": "40"}


def test_a_caption_and_its_value_may_be_one_cell() -> None:
    (table,) = find_tables(labelled(CARD.replace("   ", " "), LABELS))
    assert next(values(table))["Traded on"] == "1/2/2024"


def test_lines_of_columns_are_no_cards() -> None:
    text = "Common   1/2/2024   P   1,200\n" * 4
    assert not list(find_cards(labelled(text, "nd nd nd nd")))


PANEL = """\
Security             Common Stock   Transaction date   1/2/2024
Number of shares     1,200          Price per share    $1.50
Owned after          4,800          Ownership form     D
"""


def test_captions_and_values_may_stand_in_pairs_side_by_side() -> None:
    (table,) = find_tables(labelled(f"{PANEL}Line 2\n{PANEL}", "nd nd nd+ head nd nd+ nd+"))
    first, second = values(table)
    assert first == second
    assert first["Security"] == "Common Stock"
    assert first["Transaction date"] == "1/2/2024"
    assert first["Ownership form"] == "D"


def test_rows_of_words_are_no_captions() -> None:
    text = "Title          Held    How       Through\n" + "Common Stock   1,062   Direct    A trust\n" * 4
    assert not list(find_cards(labelled(text, "head nd nd nd nd")))


def test_a_card_of_a_list_may_be_numbered() -> None:
    text = "".join(f"{n}.   {CARD.replace('   ', ' ')}" for n in (1, 2))
    (table,) = find_tables(labelled(text, f"{LABELS} nd+ nd+ nd+ nd+"))
    assert [row["Security"] for row in values(table)] == ["Common Stock"] * 2


TURNED = """\
Title of security    Common Stock   Units
Transaction date     1/2/2024       1/3/2024
Transaction code     P              S
Price                $1.50
Owned after          4,800          40
"""


def gridded(text: str, labels: str) -> list[LabelledRow]:
    return [replace(r, block=replace(r.block, layout=Layout.GRID)) for r in labelled(text, labels)]


def test_a_table_may_lie_on_its_side() -> None:
    (table,) = find_tables(gridded(TURNED, "nd nd+ nd+ nd+ nd+"))
    first, second = values(table)
    assert first["Price"] == "$1.50"
    assert second == {
        "Title of security": "Units", "Transaction date": "1/3/2024", "Transaction code": "S", "Owned after": "40",
    }  # fmt: skip


def test_titles_in_a_first_column_are_no_captions_of_a_table_on_its_side() -> None:
    text = "".join(f"Class {k} Shares   1,06{n}   Direct   P\n" for n, k in enumerate("ABCD"))
    assert not list(find_cards(gridded(text, "nd nd nd nd")))


def test_pairs_of_one_line_may_be_set_apart_by_signs() -> None:
    card = "Security: Common Stock | Traded on: 1/2/2024 | Shares: 1,200 | Price: $1.50\n"
    (table,) = find_tables(labelled(f"1. {card}2. {card}", "nd nd"))
    first, second = values(table)
    assert first["Security"] == second["Security"] == "Common Stock"
    assert second["Price"] == "$1.50"


SIDE = """\
                (a)            (b)            (c)
Security        Common Stock   Common Stock   Units
Date of trade   1/2/2024       1/3/2024       1/4/2024
Shares          1,200          40             60
Price           $1.50          $1.60
Owned after     4,800          4,840          60
"""


def test_a_table_of_text_may_be_on_its_side() -> None:
    (table,) = find_tables(labelled(SIDE, "head nd nd+ nd+ nd+ nd+"))
    first, second, third = values(table)
    assert (first["Security"], first["Price"]) == ("Common Stock", "$1.50")
    assert (second["Date of trade"], second["Owned after"]) == ("1/3/2024", "4,840")
    assert "Price" not in third


def test_tables_on_their_side_may_stand_one_below_the_other() -> None:
    labels = "head nd nd+ nd+ nd+ nd+"
    tables = find_tables(labelled(f"{SIDE}{SIDE.replace('(a)', '(d)')}", f"{labels} {labels}"))
    assert [len(table.rows) for table in tables] == [3, 3]
