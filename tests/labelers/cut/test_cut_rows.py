"""What captions tell of mis-cut rows: what may stand where, and how wide cells are."""

from __future__ import annotations

from extraction.document import Word
from extraction.labelers.cut.cell_widths import measure, width
from extraction.labelers.cut.cut_rows import places, read_rows, seen_twice
from extraction.labelers.named import Piece
from extraction.layout.tokens import Token

NAME = ["1. Name an Lind", "d Address of holm", "Reporting P Ada", "erson*"]
STREETS = ["(Last) 12 HIG", "(Fir H STR", "st) EET SUI", "(Middle) TE 3"]


def run(cells: list[str], row: int = 0) -> list[Piece]:
    return [
        Piece(
            text,
            "",
            "",
            "",
            Token(text, Word(text, (float(k), float(row), k + 1.0, row + 1.0))),
            row,
            row * 100 + k,
            "cut",
        )
        for k, cell in enumerate(cells)
        for text in cell.split()
    ]


def allowed(cells: list[str]) -> dict[str, tuple[str, ...]]:
    (row,) = read_rows([run(cells)])
    return {piece.text: labels for piece, labels in zip(run(cells), places(row, run(cells)), strict=True) if labels}


def test_behind_the_caption_of_names_stands_an_owner() -> None:
    assert allowed(NAME) == dict.fromkeys(("Lind", "holm", "Ada"), ("OWNER",))


def test_between_two_captions_of_a_cell_stands_the_line_between() -> None:
    found = allowed(["(Last) 9 OAK ROAD (Street) OSLO (City)", "(First) (Middle) N 0150 (State) (Zip)"])
    assert found["OAK"] == ("STREET1", "STREET2")
    assert found["OSLO"] == ("CITY", "STATE", "ZIP")


def test_what_stands_right_of_the_issuers_caption_is_the_issuers() -> None:
    found = allowed(
        ["1. Name and Addr Lind", "ess of Reporting Person* holm", "2. Issuer Name an Nor", "d Ticker or Tradi th"]
    )
    assert (found["holm"], found["Nor"], found["th"]) == (("OWNER",), ("ISSUER", "TICKER"), ("ISSUER", "TICKER"))


def test_a_row_without_captions_goes_on_where_the_row_above_ended() -> None:
    rows = read_rows([run(["(Last) (First)", "(Middle)"]), run(["12 HIG", "H STREET"], 1), run(["(Street) OSLO"], 2)])
    assert rows[1].lines == (1, 1)


def test_the_forms_end_tells_nothing_of_the_box() -> None:
    box = [*NAME, "2. Issuer Name and", "Ticker or Trading Symbol"]
    assert read_rows([run(box)])[0].told
    assert not read_rows([run([*box, "Reminder: Report on a separate line for each class of securities"])])[0].told


def test_a_letter_on_the_cut_is_seen_on_both_sides() -> None:
    pieces = run(["1. Name Lind", "a and Address of Q holm", "Reporting Person*"])
    (row,) = read_rows([pieces])
    assert [pieces[i].text for i in sorted(seen_twice(row, pieces))] == ["a"]


def test_edges_are_where_captions_were_cut_and_hold_for_rows_below() -> None:
    rows = read_rows([run(NAME), run(STREETS, 1)])
    edges = rows[0].edges[0]
    assert sorted(edges) == [0, 1, 2]
    assert 0 < edges[0] < edges[1] < edges[2]
    assert rows[1].edges == rows[0].edges


def test_nothing_is_measured_without_captions() -> None:
    assert measure([()], [run(["12", "13"])]) == [{}]
    assert width("WW") > width("ii")
