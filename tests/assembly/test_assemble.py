"""Pieces of amounts and dates as assembly hands them on."""

import pytest

from extraction.assembly.assemble import assemble_group, is_readable, relisted
from extraction.assembly.join_rows import join_parts, join_rows
from extraction.document import Block, Cell, Layout, Row, Word
from extraction.labelers.cells import LabelledTableRow, LabelledToken
from extraction.labelers.features import CellToken
from extraction.labelers.labelled_row import LabelledRow
from extraction.labelers.named import NamedToken
from extraction.layout.logical import LogicalRow, LogicalTable
from extraction.layout.tokens import Token
from extraction.values.amount import from_dollar
from extraction.values.date import read_pieces
from extraction.values.text import as_filed


@pytest.mark.parametrize(
    ("pieces", "kept"),
    [
        (["4", "$1.94"], ["$1.94"]),
        (["$", "4.28"], ["$", "4.28"]),
        (["$0", "3"], ["$0"]),
        (["$0", ".45"], ["$0", ".45"]),
        (["\\$1", "6.88"], ["\\$1", "6.88"]),
        (["17,00", "0"], ["17,00", "0"]),
    ],
)
def test_an_amount_begins_at_its_dollar_sign(pieces: list[str], kept: list[str]) -> None:
    assert list(from_dollar(pieces)) == kept


@pytest.mark.parametrize(
    ("pieces", "date"),
    [(["1", "1/09/2011"], "2011-11-09"), (["1", ".0/25/2009"], "2009-10-25"), (["11/2", "11/25/2003"], "2003-11-25")],
)
def test_pieces_that_make_a_padded_date_are_that_date(pieces: list[str], date: str) -> None:
    assert read_pieces(pieces)[0].value == date


def test_words_of_one_table_never_join_a_row_of_another() -> None:
    def row(name: str, label: str) -> LabelledTableRow:
        held = LabelledToken(CellToken(Token("Shares", Word("Shares", (0, 0, 1, 1))), 0), label, 1.0)
        return LabelledTableRow(LogicalTable(name, Layout.GRID, (), ()), LogicalRow((), 0), (held,))

    rows = [
        row("non_derivative", "shares"),
        row("derivative", "underlying_security_title"),
        row("non_derivative", "price_per_share"),
        row("derivative", "security_title"),
    ]
    assert [[n.label for n in r.tokens] for r in join_rows(rows)] == [[r.tokens[0].label] for r in rows]


def test_a_part_of_a_table_with_further_columns_goes_with_the_rows_above() -> None:
    def rows(table: LogicalTable, *held: tuple[str, ...]) -> list[LabelledTableRow]:
        token = CellToken(Token("x", Word("x", (0, 0, 1, 1))), 0)
        named = [tuple(LabelledToken(token, label, 1.0) for label in row) for row in held]
        return [LabelledTableRow(table, LogicalRow((), 0), row) for row in named]

    above, below = (LogicalTable("derivative", Layout.ALIGNED, (), (head,)) for head in ("1", "6"))
    first, more = ("security_title", "shares"), ("exercise_date",)
    assert [len(r.tokens) for r in join_parts(rows(above, first, first) + rows(below, more, more))] == [3, 3]
    assert [len(r.tokens) for r in join_parts(rows(above, first, first) + rows(below, more))] == [2, 3]
    assert len(join_parts(rows(above, first, first) + rows(below, first, first))) == 4


@pytest.mark.parametrize(
    ("cells", "again"),
    [
        (["Reporti Reporting O", "ng Owne Owner Nam", "ers e / Address", "Re", "latio", "nships"], True),
        (["1. Name and Ad", "dress of Rep", "orting Person *"], False),
    ],
)
def test_a_second_list_of_owners_is_known_though_its_heading_is_mis_cut(cells: list[str], again: bool) -> None:
    words = [[Word(w, (k, 0.0, k + 1.0, 1.0)) for w in cell.split()] for k, cell in enumerate(cells)]
    row = Row(tuple(Cell(tuple(held), k) for k, held in enumerate(words)))
    labelled = LabelledRow(Block(Layout.CUT, (row,)), row, "printed", 0.9)
    assert relisted([labelled]) == (0 if again else 1)


@pytest.mark.parametrize(
    ("text", "sound"),
    [
        ("Held by the Lindholm Trust.", True),
        ('5,000 units vest on 01/02/2024 (the "Plan").', True),
        ("Held by the Lindholm thust.", False),
        ("Held by the LindholmVestTrust.", False),
        ("by the Lindholm Trust.", False),
        ("Held by the Lindholm Trust and", False),
    ],
)
def test_a_footnote_put_together_is_read_where_it_makes_words_and_sentences(text: str, sound: bool) -> None:
    known = {"held", "by", "the", "trust", "units", "vest", "on", "plan", "and"}
    assert is_readable(text, lambda word: word.lower() in known) is sound


@pytest.mark.parametrize(
    ("again", "layout", "expected"),
    [
        ("402 HIGH STREET 2131 FLOOR", "cut", "462 HIGH STREET 21ST FLOOR"),
        ("402 HIGH STREET 2131 FLOOR", "grid", "462 HIGH STREET 21ST FLOOR 402 HIGH STREET 2131 FLOOR"),
        ("PO BOX 12", "cut", "462 HIGH STREET 21ST FLOOR PO BOX 12"),
    ],
)
def test_a_row_of_the_box_that_repeats_another_says_nothing(again: str, layout: str, expected: str) -> None:
    words = [(at, text) for at, line in enumerate(("462 HIGH STREET 21ST FLOOR", again)) for text in line.split()]
    tokens = [
        NamedToken(Token(text, Word(text, (i, at, i + 1, at + 1))), "STREET2", not i, 0.9, at, at, layout)
        for i, (at, text) in enumerate(words)
    ]
    assert assemble_group({"street2": tokens}, {}, as_filed)["street2"].best == expected
