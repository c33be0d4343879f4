"""Labels of rows held against their neighbours."""

from dataclasses import replace

import pytest

from extraction.document import Block, Cell, Layout, Row, Word
from extraction.labelers.labelled_row import LabelledRow
from extraction.labelers.mend_rows import mend_rows
from tests.labelers import grids


def row(label: str, text: str, *, sure: float = 1.0, gap: float = 0.0, x: float = 0.0, top: float = 0.0) -> LabelledRow:
    words, at = [], x
    for piece in text.split():
        words.append(Word(piece, (at, top, at + len(piece), top + 1)))
        at += len(piece) + 3
    held = Row(tuple(Cell((w,), int(w.box[0])) for w in words), gap=gap)
    return LabelledRow(Block(Layout.ALIGNED, (held,)), held, label, sure)


def labels(*rows: LabelledRow) -> list[str]:
    return [r.label for r in mend_rows(rows)]


def test_two_lines_of_figures_are_two_rows() -> None:
    rows = (
        row("nd", "Shares 01/02/2004 1,000 D"),
        row("nd+", "Class"),
        row("nd+", "Shares 01/03/2004 2,000 D", sure=0.4),
    )
    assert labels(*rows) == ["nd", "nd+", "nd"]


def test_the_widest_space_parts_them() -> None:
    rows = (
        row("nd", "Shares 01/02/2004 1,000 D"),
        row("nd+", "Class", gap=2.0),
        row("nd+", "Shares 01/03/2004 2,000 D", sure=0.4),
    )
    assert labels(*rows) == ["nd", "nd", "nd+"]


def test_figures_in_other_columns_belong_to_the_row() -> None:
    rows = (row("nd", "Shares 01/02/2004 1,000 D"), row("nd+", "5,000 D", x=80, sure=0.4))
    assert labels(*rows) == ["nd", "nd+"]


def test_an_unsure_row_goes_with_its_table() -> None:
    rows = (row("title1", "Table I"), row("dv", "Shares 01/02/2004 1,000 D", sure=0.5))
    assert labels(*rows) == ["title1", "nd"]


def cut(*rows: LabelledRow) -> list[LabelledRow]:
    return [replace(r, block=Block(Layout.CUT, (r.row,))) for r in rows]


TRADE = "Class C Units 01/02/2004 M 1,000 D $0 5,000 D"


def test_between_the_titles_of_mis_cut_tables_every_row_is_of_the_first() -> None:
    rows = (
        *(row("title1", "Table I"), row("head", "1. Title"), row("dv", TRADE), row("foot", TRADE)),
        *(row("title2", "Table II"), row("head", "1. Title"), row("nd", TRADE), row("box", TRADE)),
    )
    assert labels(*cut(*rows)) == ["title1", "head", "nd", "nd", "title2", "head", "dv", "dv"]
    assert labels(*cut(*rows[:4])) == ["title1", "head", "dv", "foot"]


def test_the_headings_of_table_ii_stand_for_its_title() -> None:
    rows = (
        *(row("title1", "Table I"), row("head", "1. Title of Security"), row("dv", TRADE)),
        *(row("head", "1. Ti tle of Deri vative Security"), row("head", "Code V"), row("nd", TRADE)),
    )
    assert labels(*cut(*rows)) == ["title1", "head", "nd", "head", "head", "dv"]


@pytest.mark.parametrize("below", ["Explanation of Responses:", "1. Name and Address of Reporting Person"])
def test_below_the_tables_figures_are_no_row(below: str) -> None:
    rows = (
        *(row("title1", "Table I"), row("head", "1. Title"), row("title2", "Table II"), row("head", "1. Title")),
        *(row("printed", below), row("foot", TRADE)),
    )
    assert labels(*cut(*rows))[-1] == "foot"


def test_what_follows_the_caption_of_the_remarks_is_remarks() -> None:
    rows = (row("printed", "Remarks:"), row("foot", "All of it."), row("sign", "Ada"), row("printed", "Note"))
    assert labels(*rows) == ["printed", "remark", "sign", "printed"]


@pytest.mark.parametrize(
    "printed", ["Signatures", "Executed by", "SIGNATURE OF REPORTING PERSON", "Note: File three copies"]
)
def test_the_forms_own_words_end_the_remarks(printed: str) -> None:
    rows = (row("printed", "Remarks:"), row("foot", "None."), row("printed", printed), row("foot", "1."))
    assert labels(*rows) == ["printed", "remark", "printed", "foot"]


def test_what_is_signed_is_no_note() -> None:
    assert labels(row("foot", "(1) Held by a trust."), row("foot", "/s/Ada Berg", gap=1.0)) == ["foot", "sign"]


def test_a_note_with_the_next_number_is_a_note() -> None:
    rows = (row("foot", "(1) Held by a trust."), row("remark", "(2) Sold."), row("sign", "(4) No."))
    assert labels(*rows) == ["foot", "foot", "sign"]


def grid(label: str, page: int, **cells: str) -> LabelledRow:
    """A row of a grid: texts by column, `c0="Stock"`."""
    held = tuple(Cell((Word(t, (0, 0, 1, 1), page),), int(c[1:])) for c, t in cells.items())
    return LabelledRow(Block(Layout.GRID, (Row(held, page),)), Row(held, page), label, 0.5)


FIGURES = {"c0": "Restricted", "c1": "01/02/2020", "c2": "1,000", "c3": "D"}


def test_words_at_the_top_of_a_page_go_on_with_the_row_before() -> None:
    rows = (grid("dv", 1, **FIGURES), grid("head", 2, c0="Title", c1="Date"), grid("head", 2, c0="Units"))
    assert labels(*rows) == ["dv", "head", "dv+"]


def test_words_in_a_column_of_figures_do_not() -> None:
    rows = (grid("dv", 1, **FIGURES), grid("head", 2, c0="Title", c1="Date"), grid("head", 2, c1="Units"))
    assert labels(*rows) == ["dv", "head", "head"]


def test_nor_do_words_on_the_same_page() -> None:
    assert labels(grid("dv", 1, **FIGURES), grid("sign", 1, c0="Ada")) == ["dv", "sign"]


def test_a_guess_below_the_caption_of_the_remarks_is_no_signature() -> None:
    caption, signed = row("printed", "Remarks:"), row("sign", "/s/ Ada Berg 01/02/2003")
    assert labels(caption, row("sign", "Reporting title: Treasurer", sure=0.4), signed) == ["printed", "remark", "sign"]
    assert labels(caption, row("sign", "Ada Berg", sure=0.9), signed) == ["printed", "sign", "sign"]
    named = row("sign", "Harbor Growth", sure=0.4)
    assert labels(caption, named, row("sign", "Fund LLC By: /s/ Ada Berg")) == ["printed", "sign", "sign"]


def test_the_caption_of_the_remarks_is_no_part_of_the_last_note() -> None:
    rows = (row("foot", "(1) Held by a trust."), row("foot", "Remarks:"), row("foot", "None."))
    assert labels(*rows) == ["foot", "printed", "remark"]


def test_a_line_goes_on_with_the_table_of_the_line_above() -> None:
    above = row("nd", "Shares 01/02/2004 1,000 D")
    below = row("dv+", "(10)")
    assert labels(above, replace(below, block=above.block)) == ["nd", "nd+"]


def test_two_whole_rows_of_a_grid_are_two_however_sure_the_model_is() -> None:
    rows = (grid("dv", 1, **FIGURES), replace(grid("dv+", 1, **{**FIGURES, "c0": "Warrants"}), probability=1.0))
    assert labels(*rows) == ["dv", "dv"]


def test_a_row_of_cells_with_the_boxs_captions_is_the_box() -> None:
    texts = ("1. Name and Address of Reporting Person", "2. Issuer Name", "Table I")
    held = Row(tuple(Cell(tuple(Word(w, (0, 0, 1, 1)) for w in t.split()), k) for k, t in enumerate(texts)))
    found = [labels(LabelledRow(Block(layout, (held,)), held, "title1", 1.0)) for layout in (Layout.GRID, Layout.CUT)]
    assert found == [["box"], ["title1"]]


def test_rows_below_one_heading_are_of_one_table() -> None:
    held = [grid(label, 1, **FIGURES) for label in ("head", "dv", "nd", "nd", "title2", "head", "dv")]
    block = Block(Layout.GRID, tuple(r.row for r in held))
    sure = (1.0, 0.2, 0.9, 0.6, 1.0, 1.0, 0.5)
    told = labels(*(replace(r, block=block, probability=p) for r, p in zip(held, sure, strict=True)))
    assert told == ["head", "nd", "nd", "nd", "title2", "head", "dv"]


def test_a_title_in_so_many_words_is_one_and_names_the_rows_below_it() -> None:
    rows = (
        row("foot", "TABLE II - DERIVATIVE SECURITIES"),
        row("head", "Title Price Date"),
        row("nd", "Option 2/29/96 25,000 $40.00 D"),
    )
    assert labels(*rows) == ["title2", "head", "dv"]
    assert labels(row("foot", "Table II shows what was exercised.")) == ["foot"]


def test_numbered_captions_within_a_table_are_headings_down_to_the_next_figure() -> None:
    block = [
        row("nd", "Common 03/16/99 2,400 D"),
        row("nd+", "5.Amount 6.Form"),
        row("nd+", "Owned Direct"),
        row("nd+", "5,812 D"),
    ]
    assert labels(*block)[1:3] == ["head", "head"]
    assert labels(*block)[3].startswith("nd")


def test_words_right_under_the_words_that_a_row_ends_with_go_on_with_it() -> None:
    first = row("nd", "Common 1,200 I Trust")
    held = first.row.cells[-1].words[0].box[0]
    below = row("foot", "nieces", x=held, top=1)
    assert labels(replace(first, block=below.block), below) == ["nd", "nd+"]
    more = row("printed", "nephews", x=held, top=2)
    lines = [replace(r, block=more.block) for r in (first, below, more)]
    assert labels(*lines) == ["nd", "nd+", "nd+"]
    title = row("printed", "Explanation", top=1)
    assert labels(replace(first, block=title.block), title) == ["nd", "printed"]
    apart = row("foot", "nieces", x=held, top=2, gap=1.0)
    assert labels(replace(first, block=apart.block), apart) == ["nd", "foot"]


def test_a_line_of_running_text_is_of_the_table_above_it_however_sure() -> None:
    flowing = [row("title1", "Table I"), row("dv", "Units 01/02/2004 1,000 D")]
    flowing = [replace(r, block=Block(Layout.FLOW, (r.row,))) for r in flowing]
    assert labels(*flowing) == ["title1", "nd"]
    aligned = row("title1", "Securities held"), row("dv", "Units 01/02/2004 1,000 D")
    assert labels(*aligned) == ["title1", "dv"], "a title not in so many words"


def test_figures_of_two_kinds_in_their_columns_again_are_another_row() -> None:
    lines = grids.grid("Units|1/2/2024|40|$1.50|D\n|1/3/2024|60|$1.60|D\n|||through a trust|", "nd nd+ nd+")
    assert [r.label for r in mend_rows(lines)] == ["nd", "nd", "nd+"]


def test_what_opens_with_the_first_number_right_above_a_note_is_one() -> None:
    rows = [row("printed", "(1) Disclaimed."), row("foot", "(2) Sold.", top=1)]
    block = rows[1].block
    assert labels(*(replace(r, block=block) for r in rows)) == ["foot", "foot"]
