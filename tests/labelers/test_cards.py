"""Tables whose rows are cards."""

from collections.abc import Iterator

from extraction.labelers.cards import find_cards
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
