"""Rows of the box whose cells a tool ran together."""

from __future__ import annotations

from extraction.document import Block, Cell, Layout, Row, Word
from extraction.labelers.cut.recut_rows import recut_rows
from extraction.labelers.labelled_row import LabelledRow


def row(cells: list[str], label: str = "box", layout: Layout = Layout.FLOW) -> LabelledRow:
    held = tuple(
        Cell(tuple(Word(text, (float(i), 3.0, i + 1.0, 4.0)) for i, text in enumerate(cell.split())), k)
        for k, cell in enumerate(cells)
    )
    line = Row(held)
    return LabelledRow(Block(layout, (line,)), line, label, 1.0)


def cells_of(text: str) -> list[str]:
    (found,) = recut_rows([row([text])])
    assert found.block.layout is (Layout.CUT if len(found.row.cells) > 1 else Layout.FLOW)
    return [cell.text for cell in found.row.cells]


def test_cells_begin_where_a_caption_above_goes_on() -> None:
    cells = [
        "1. Name an Lind",
        "d Address of Rep holm A",
        "orting Person* da",
        "2. Issuer Na NORTHW",
        "me and Ticker or Tr IND",
    ]
    cells += ["ading Symbol [ NWND ]"]
    assert cells_of(" ".join(cells)) == cells


def test_cells_end_where_a_caption_below_leaves_off() -> None:
    cells = [
        "(Street) OS (City) (St",
        "LO N ate) (",
        "O 0150 Zip)",
        "4. If Amen",
        "dment, Date of Original Filed (Month/Day/Year)",
    ]
    text = "(Street) OSLO (City) (St 01 ate) (Zi 50 p) 4. If Amendment, Date of Original Filed (Month/Day/Year)"
    assert cells_of(text)[:3] == ["(Street) OSLO (City) (St", "01 ate) (Zi", "50 p)"]
    assert cells_of(" ".join(cells))[0] == cells[0]


def test_a_word_of_a_caption_cut_in_two_tells_a_cell() -> None:
    assert cells_of("1. Name an d Address of Re Lindholm porting Person* Ada")[:2] == [
        "1. Name an",
        "d Address of Re Lindholm",
    ]


def test_a_row_whose_captions_are_whole_stays_as_it_is() -> None:
    text = (
        "1. Name and Address of Reporting Person* Lindholm Ada (Last) (First) (Middle) 1 QUAY OSLO (City) (State) (Zip)"
    )
    (found,) = recut_rows([given := row([text])])
    assert found is given


def test_cells_of_a_row_stand_in_columns_of_their_own() -> None:
    (found,) = recut_rows([row(["1. Name an Lind d Address of Rep holm A orting Person* da"])])
    assert [cell.words[0].box[0] for cell in found.row.cells] == [float(cell.column) for cell in found.row.cells]


def test_an_owner_among_rows_of_a_table_is_of_the_box() -> None:
    cells = [
        "1. Name a Lind (Last) 12 HI (Street)",
        "nd Address of holm A (First) GH STREET",
        "Reporting Person* da (Middle) (Zip)",
    ]
    (found,) = recut_rows([row(cells, "dv", Layout.CUT)])
    assert found.label == "box"
    (table,) = recut_rows(
        [
            given := row(
                ["Common Stock Units of the Deferred Plan", "01/02/2023 M 1,000 D $ 12 5,000 D"] * 3, "nd", Layout.CUT
            )
        ]
    )
    assert table is given
