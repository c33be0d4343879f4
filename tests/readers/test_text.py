"""Text readers: each kind told apart, and its words, columns, marks and spans."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction.document import Block, Document, Layout, Source, Word
from extraction.readers import text
from extraction.readers.lines import Line, word_at
from extraction.readers.rejoin import find_column, rejoin

SHARED = Path(__file__).parents[3] / "shared" / "filings"
TEXTS = [Source.MESSY, Source.MARKDOWN, Source.LAYOUT, Source.OCR, Source.ASCII]

TOPICS = "Table I - Non-Derivative Securities Acquired, Disposed of, or Beneficially Owned\nReporting Person Form 4\n"
MESSY = (
    TOPICS
    + "FORM 4\n\nName of Rep\torting Person* ROE JA\t\tNE Q\t<sup>10</sup>% Owner\n"
    + "Common\tStock\t\t11/2\t11/25/2003\t\tМ\t19,10\t19,100 <sup>(1)</sup>\tA⁽²⁾\t\\$0.35\n"
    + "Common\tStock\t\t11/2\t11/25/2003\t\tS<sup>(2</sup>\t<u> </u>\t900\tD\t\\$7.1\n\n"
    + "- $5.\\ All$ shares were **sold**.\n** Signature of Reporting Person\n"
)
MARKDOWN = (
    TOPICS
    + "\n| **Table I** | | | | |\n| --- | --- | --- | --- | --- |\n"
    + "| 1. Title | 3. Code | | 4. Amount | |\n| Code | V | Number | Price |\n"
    + "| Common Stock |  | P |  | $2(1) |\n\n"
    + "| 1. Name\\*  |  | | --- | | Roe Jane |  ---  (Street)  | 2. Issuer |\n"
)
LAYOUT = (
    TOPICS
    + "1. Title of Security".ljust(60)
    + "2. Date".ljust(40)
    + "3. Code\n\n\n"
    + "Common Stock".ljust(60)
    + "03/14/2001".ljust(40)
    + "P".ljust(10)
    + "1,000\n\f Remarks:\n"
)
OCR = TOPICS + "Common Stock 03/14/2001 P | 1,000 |A ||\n|\nExplanation of Responses:\n"
ASCII = (
    TOPICS
    + "<TABLE>\n<CAPTION>\n"
    + "_______________________________________________|\n"
    + "1. Title of Security  |2.    |3.    |4.Amount  |\n"
    + "                      | Date | Code |          |\n"
    + "_______________________________________________|\n"
    + "<S>                    <C>    <C>    <C>\n"
    + "Options to Purchase Co|2/7/0 |A     |10,000    |\n"
    + "mmon Stock            |0     |      |          |\n"
    + "-----------------------------------------------|\n"
    + "Common Stock<F1>      |2/8/0 |P     |500       |\n"
    + "                      |0     |      |          |\n"
    + "_______________________________________________|\n</TABLE>\n<PAGE>\n"
    + "(X) Director      ( ) 10% Owner\n"
)
SAMPLES = {
    Source.MESSY: MESSY,
    Source.MARKDOWN: MARKDOWN,
    Source.LAYOUT: LAYOUT,
    Source.OCR: OCR,
    Source.ASCII: ASCII,
}


def blocks(source: Source, layout: Layout | None = None) -> list[Block]:
    document = text.read(SAMPLES[source], "sample", source)
    return [b for p in document.pages for b in p.blocks if layout in (None, b.layout)]


def cells(block: Block, row: int) -> list[tuple[int, str]]:
    return [(c.column, c.text) for c in block.rows[row].cells]


def outside(document: Document) -> list[str]:
    """Words whose span shows nothing, or white space at an end."""
    assert document.text is not None
    shown = [(w.text, document.text[slice(*w.span)]) for _, r in document.rows() for w in r.words if w.span]
    return [w for w, s in shown if not s or s != s.strip() or not w]


@pytest.mark.parametrize("source", TEXTS)
def test_each_kind_is_recognised(source: Source) -> None:
    assert text.recognise(SAMPLES[source]) is source


@pytest.mark.parametrize(
    "other", ["", "Dear Sir,\nthank you for your order.\n", "a\tb\tc\n1\t2\t3\n" * 9, "| a |\n| --- |\n"]
)
def test_other_texts_are_not_recognised(other: str) -> None:
    assert text.recognise(other) is None


LINE = Line(0, 0, 0, 1, 0)
DRAWN = """FORM 4  STATEMENT OF CHANGES IN BENEFICIAL OWNERSHIP
1. Name of Reporting Person: Roe Søren          2. Issuer Name and Ticker or Trading Symbol: Fjord Co [FJD]
Table I - Non-Derivative Securities
|1. Title |2.      |3.  |4.Amount|5. Owned  |
|of Securi|Date    |Code|        |          |
|ty       |        |    |        |          |
|Class A C|02/03/00|P   |1,500   |2,500     |
|ommon Sto|        |    |        |          |
|ck       |        |    |        |          |
|Units    |        |    |        |7,000     |
"""


def test_columns_drawn_with_pipes_are_no_printed_layout() -> None:
    wide = DRAWN.replace("|\n", "|" + " " * 90 + "|\n")
    assert text.recognise(DRAWN) is text.recognise(wide) is Source.ASCII


def test_headings_that_no_rule_parts_from_the_rows_stand_alone() -> None:
    grid = next(b for p in text.read(DRAWN, "t", Source.ASCII).pages for b in p.blocks if b.layout is Layout.GRID)
    assert [cells(grid, i)[0] for i in range(3)] == [
        (0, "1. Title of Security"),
        (0, "Class A Common Stock"),
        (0, "Units"),
    ]
    assert (4, "7,000") in cells(grid, 2)


@pytest.mark.parametrize(
    ("lines", "whole"),
    [
        (("Class M Sha", "res"), "Class M Shares"),
        (("Time-Based ", "Units"), "Time-Based Units"),
        (("Class A", "Time-", "Based Units"), "Class A Time-Based Units"),
        (("Shares Held", "By Trust"), "Shares Held By Trust"),
        (("Held solely", "by spouse"), "Held solely by spouse"),
        (("Common Stk.", "par value"), "Common Stk. par value"),
        (("2, 02/03/200", "0"), "2, 02/03/2000"),
        (("12,345", "600"), "12,345 600"),
    ],
)
def test_a_word_that_its_column_cut_is_one_word(lines: tuple[str, ...], whole: str) -> None:
    placed = [tuple(word_at(w.group(), w.start(), LINE) for w in re.finditer(r"\S+", line)) for line in lines]
    column = find_column([placed], left=-1, right=11, pad=0)
    known = frozenset({"solely", "by"})
    assert " ".join(w.text for w in rejoin(placed, column, known)) == whole


@pytest.mark.parametrize("source", TEXTS)
def test_spans_show_what_was_read(source: Source) -> None:
    assert outside(text.read(SAMPLES[source], "sample", source)) == []


def test_tab_cells_keep_their_columns() -> None:
    (block,) = blocks(Source.MESSY, Layout.CUT)
    assert cells(block, 1)[:6] == [(0, "Common"), (1, "Stock"), (3, "11/2"), (4, "11/25/2003"), (6, "М"), (7, "19,10")]
    assert block.rows[1].cells[2].words[0].box[::2] == (3, 4)


def test_superscripts_are_raised_words_whole_or_broken() -> None:
    (block,) = blocks(Source.MESSY, Layout.CUT)
    raised = [(w.text, MESSY[slice(*w.span)]) for r in block.rows for w in r.words if w.raised and w.span]
    assert raised == [("(1)", "<sup>(1)</sup>"), ("(2)", "⁽²⁾"), ("(2", "<sup>(2</sup>")]


def test_a_raised_number_before_a_percent_sign_is_no_mark() -> None:
    (block,) = blocks(Source.MESSY, Layout.CUT)
    assert block.rows[0].cells[-1].text == "10% Owner"


def test_escapes_and_stray_tags_are_undone() -> None:
    (block,) = blocks(Source.MESSY, Layout.CUT)
    assert cells(block, 1)[-1] == (10, "$0.35")
    assert 7 not in [c.column for c in block.rows[2].cells]
    last = blocks(Source.MESSY)[-1]
    assert [r.text for r in last.rows] == ["- 5. All shares were sold.", "** Signature of Reporting Person"]


def test_a_heading_stands_under_the_spans_of_the_row_above() -> None:
    block = blocks(Source.MARKDOWN, Layout.GRID)[0]
    assert cells(block, 2) == [(1, "Code"), (2, "V"), (3, "Number"), (4, "Price")]
    assert cells(block, 3) == [(0, "Common Stock"), (2, "P"), (4, "$2(1)")]
    assert cells(block, 0) == [(0, "Table I")]


def test_a_heading_stands_under_blanks_where_the_converter_tells_no_spans() -> None:
    table = TOPICS + "\n| Title | Code | | Amount |\n| --- | --- | --- | --- |\n| Code | V |\n| Common | P | | 5 |\n"
    (block,) = (b for p in text.read(table, "t", Source.MARKDOWN).pages for b in p.blocks if b.layout is Layout.GRID)
    assert cells(block, 1) == [(1, "Code"), (2, "V")]


def test_a_flattened_table_falls_into_cells_without_debris() -> None:
    block = blocks(Source.MARKDOWN, Layout.GRID)[1]
    assert [c.text for c in block.rows[0].cells] == ["1. Name*", "Roe Jane", "(Street)", "2. Issuer"]


def test_aligned_cells_bear_places_gaps_and_pages() -> None:
    first, second = blocks(Source.LAYOUT)
    assert cells(first, -1) == [(0, "Common Stock"), (60, "03/14/2001"), (100, "P"), (110, "1,000")]
    assert (first.rows[-1].gap, second.rows[0].page, second.rows[0].cells[0].column) == (2, 2, 1)


def test_stray_pipes_of_an_ocr_engine_part_cells() -> None:
    (block,) = blocks(Source.OCR)
    assert [c.text for c in block.rows[2].cells] == ["Common Stock 03/14/2001 P", "1,000", "A"]
    assert block.rows[3].text == "Explanation of Responses:"


def test_lines_of_a_typewritten_row_are_joined() -> None:
    (block,) = blocks(Source.ASCII, Layout.GRID)
    assert cells(block, 0) == [(0, "1. Title of Security"), (1, "2. Date"), (2, "3. Code"), (3, "4.Amount")]
    assert cells(block, 1) == [(0, "Options to Purchase Common Stock"), (1, "2/7/00"), (2, "A"), (3, "10,000")]
    tops = [w.box[1] for w in block.rows[1].cells[0].words]
    assert tops[-1] == tops[0] + 1


def test_rows_without_rules_between_begin_with_a_title() -> None:
    bare = "".join(line for line in ASCII.splitlines(keepends=True) if not line.startswith("----"))
    grids = [b for p in text.read(bare, "t", Source.ASCII).pages for b in p.blocks if b.layout is Layout.GRID]
    assert [r.cells[0].words[0].text for r in grids[0].rows] == ["1.", "Options", "Common"]


def test_footnote_tags_are_marks() -> None:
    (block,) = blocks(Source.ASCII, Layout.GRID)
    assert [(w.text, w.raised) for w in block.rows[2].cells[0].words][-1] == ("1", True)


def test_page_tags_begin_pages() -> None:
    last = blocks(Source.ASCII)[-1].rows[-1]
    assert (last.page, [c.text for c in last.cells]) == (2, ["(X) Director", "( ) 10% Owner"])


@given(st.text("ab1,.$ \t\n\f|*\\<>sup/-_⁽¹⁾ⁿ()", max_size=120), st.sampled_from(TEXTS))
def test_any_text_is_read_with_true_spans(content: str, source: Source) -> None:
    assert outside(text.read(content, "any", source)) == []


@pytest.mark.parametrize("line", ["-" * 3000 + "x", "| " * 3000, "\n" * 20_000, "*" * 3000, "$\\ " * 1000, "\t" * 3000])
def test_no_line_takes_long(line: str) -> None:
    begun = time.perf_counter()
    for source in TEXTS:
        text.read(line, "long", source)
    text.recognise(TOPICS + line)
    assert time.perf_counter() - begun < 3


@pytest.mark.skipif(not SHARED.exists(), reason="the shared filings are not there")
@pytest.mark.parametrize(
    ("folder", "source"),
    [
        ("dev/messy1", Source.MESSY),
        ("dev/messy2", Source.MESSY),
        ("dev/layout", Source.LAYOUT),
        ("dev/markdown", Source.MARKDOWN),
        ("dev/ocrtext", Source.OCR),
        ("sc13", Source.ASCII),
    ],
)
def test_shared_filings_are_recognised_and_read(folder: str, source: Source) -> None:
    files = [p for p in sorted((SHARED / folder).iterdir()) if p.suffix in (".txt", ".md")]
    contents = [p.read_text(encoding="utf-8", errors="replace") for p in files]
    assert {text.recognise(c) for c in contents} == {source}
    assert [w for c in contents[:6] for w in outside(text.read(c, "shared", source))] == []


NESTED = (
    "| Table I - Non-Derivative Securities <br> |\n| --- |\n"
    "| Shares | |  |  |  |  |  |  | | --- | --- | --- | --- | --- | --- | | 1. Title | 2. Date | 3. Amount | | "
    "4. Price | 5. Form | | Code | V | | "
    "Units | 01/02/2003 | 5^(1)^ |  | \\$0 | D | | Units | 01/03/2003 | 6 |  | \\$0 | I | |\n"
)


def test_a_table_flattened_into_a_cell_has_its_rows_again() -> None:
    found = [[c.text for c in row.cells] for _, row in text.read(NESTED, "t", Source.MARKDOWN).rows()]
    assert found[2:] == [
        ["1. Title", "2. Date", "3. Amount", "4. Price", "5. Form"],
        ["Code", "V"],
        ["Units", "01/02/2003", "5 (1)", "$0", "D"],
        ["Units", "01/03/2003", "6", "$0", "I"],
    ]


def test_marks_between_carets_are_raised_and_underlined_words_are_bare() -> None:
    line = "| _/s/ Roe_ | \\_\\_X\\_\\_ Director | 5^1^ | __X__ |\n| --- | --- | --- | --- |\n"
    (row,) = (row for _, row in text.read(line, "t", Source.MARKDOWN).rows())
    assert [c.text for c in row.cells] == ["/s/ Roe", "__X__ Director", "5 1", "__X__"]
    assert [w.text for w in row.words if w.raised] == ["1"]


def test_markdown_tables_need_no_outer_pipes() -> None:
    page = (
        "# Form 4\n\nReporting person: Vexley Ada\n\n## Non-derivative securities\n\n"
        "Title| Date| Held by  \n---|---|---  \nCommon| 1/2/2024| |\nUnits| 1/3/2024| a \\| b\n\nNot| a table\n"
    )
    assert text.recognise(page) is Source.MARKDOWN
    found = text.read(page, "page.md", Source.MARKDOWN)
    assert [(b.layout, r.text) for b, r in found.rows()][3:] == [
        (Layout.GRID, "Title\tDate\tHeld by"),
        (Layout.GRID, "Common\t1/2/2024"),
        (Layout.GRID, "Units\t1/3/2024\ta | b"),
        (Layout.FLOW, "Not| a table"),
    ]


def test_markdown_may_hold_tables_in_tags() -> None:
    table = "<table>\n<tr><td>Title</td><td>Held</td></tr>\n<tr><td>Common</td>\n<td>1,200</td></tr>\n</table>"
    page = f"# Form 4\n\n{table}\n\nNotes\n\n{table}\n"
    found = list(text.read(page, "page.md", Source.MARKDOWN).rows())
    rows = [(Layout.GRID, "Title\tHeld"), (Layout.GRID, "Common\t1,200")]
    assert [(b.layout, r.text) for b, r in found[1:]] == [*rows, (Layout.FLOW, "Notes"), *rows]
    assert all(page[slice(*w.span)] == w.text for _, r in found for w in r.words if w.span)


def test_markdown_may_hold_lists_in_place_of_tables() -> None:
    items = ("Title:** Common", "Date:** 1/2/2024", "Code:** P", "Number:** 1,200", "Price:** $1.50")
    listed = "".join(f"   * **{item}\n" for item in items)
    page = f"Form 4\n======\n\n* Reporting person: Vexley Ada\n\n## Non-derivative securities\n\n1. {listed.lstrip()}"
    assert text.recognise(page) is Source.MARKDOWN
    assert text.recognise(page.replace("* **", "").replace("**", "")) is not Source.MARKDOWN
    found = [row for _, row in text.read(page, "page.md", Source.MARKDOWN).rows()]
    assert [row.text for row in found] == [
        "Form 4", "Reporting person: Vexley Ada", "Non-derivative securities", "Title: Common", "Date: 1/2/2024",
        "Code: P", "Number: 1,200", "Price: $1.50",
    ]  # fmt: skip
    assert all(page[slice(*w.span)].strip("*") == w.text for row in found for w in row.words if w.span)


def test_a_table_whose_tags_stand_below_its_headings_is_one_table_of_rows() -> None:
    page = (
        "|Title         |Date      |Owned  |\n"
        "--------------------------------\n"
        "<S>            <C>        <C>\n"
        "|Quill Shares  | 07-09-96 |  8,000|\n"
        "|Quill Shares  | 07-10-96 |  9,000|\n"
    )
    rows = [r.text for b in text.read(page, "sample", Source.ASCII).pages[0].blocks for r in b.rows]
    assert rows == ["Title\tDate\tOwned", "Quill Shares\t07-09-96\t8,000", "Quill Shares\t07-10-96\t9,000"]


@pytest.mark.parametrize(
    ("line", "marks"),
    [
        ("Common   1,000/1/  D", ["1"]),
        ("Common   1,000/(2)/  D", ["2"]),
        ("See note/1//2/", ["1", "2"]),
        ("Common   12/17/  D", []),
        ("Common   12/17/99  D", []),
        ("/X/ Director", []),
    ],
)
def test_numbers_between_slashes_are_raised_and_days_are_not(line: str, marks: list[str]) -> None:
    held = text.read(line + "\n", "sample", Source.ASCII)
    assert [w.text for _, row in held.rows() for w in row.words if w.raised] == marks


def test_a_line_full_to_its_rule_is_cut_whatever_its_headings_do() -> None:
    def place(*lines: str) -> list[tuple[Word, ...]]:
        return [tuple(word_at(w.group(), w.start(), LINE) for w in re.finditer(r"\S+", line)) for line in lines]

    heads, full, usual = place("Nature of", "Owner"), place("By Arden Re", "mainder"), place("Some Option", "units")
    for held, whole in ((full, "By Arden Remainder"), (usual, "Some Option units")):
        column = find_column([held], left=-1, right=11, pad=0, heads=[heads])
        assert " ".join(w.text for w in rejoin(held, column, frozenset({"option", "units"}))) == whole


def test_a_letter_glued_to_a_number_of_shares_is_a_word_of_its_own() -> None:
    line = "Common   104.6(A)   2,000D   Series A   401(k)\n"
    held = text.read(line, "sample", Source.ASCII)
    words = [w for _, row in held.rows() for w in row.words]
    assert [w.text for w in words] == ["Common", "104.6", "(A)", "2,000", "D", "Series", "A", "401(k)"]
    assert all(w.span and line[slice(*w.span)] == w.text for w in words)


def test_tags_with_attributes_and_style_sheets_are_no_words() -> None:
    page = '.top{color:green;font-size:small}\n\n<div class="run">\n\nRoe <span style="left:1in">Ada</span>\n\n</div>\n'
    assert [r.text for _, r in text.read(page, "t", Source.MARKDOWN).rows()] == ["Roe Ada"]
