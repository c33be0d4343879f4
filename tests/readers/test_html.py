"""HTML: grids of leaf tables, lines of all other text, spans, marks, boxes to tick, what is hidden."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction.document import Document, Layout
from extraction.readers import html


def rows(page: str) -> list[tuple[str, list[tuple[int, int, str]]]]:
    """Layout and cells (column, width, text) of each row."""
    return [(b.layout.value, [(c.column, c.width, c.text) for c in r.cells]) for b, r in html.read(page, "x").rows()]


def texts(page: str) -> list[str]:
    return [row.text for _, row in html.read(page, "x").rows()]


def test_leaf_table_is_a_grid_with_spans_counted() -> None:
    page = """<table><tr><th rowspan=2>Title</th><th colspan="2">Amount</th><th rowspan=2>Code</th></tr>
    <tr><td>Shares<td>Price</tr><tr><td>Common Stock</td><td></td><td>$0.35</td><td>P</td></tr></table>"""
    assert rows(page) == [
        ("grid", [(0, 1, "Title"), (1, 2, "Amount"), (3, 1, "Code")]),
        ("grid", [(1, 1, "Shares"), (2, 1, "Price")]),
        ("grid", [(0, 1, "Common Stock"), (2, 1, "$0.35"), (3, 1, "P")]),
    ]


def test_layout_table_is_walked_in_order() -> None:
    page = """<table><tr><td>1. Name<table><tr><td>(Last)</td><td>(First)</td></tr></table><hr>(Street)</td>
    <td>2. Issuer<br>Acme [ <span>ACM</span> ]</td></tr></table>"""
    assert rows(page) == [
        ("aligned", [(0, 1, "1. Name")]),
        ("grid", [(0, 1, "(Last)"), (1, 1, "(First)")]),
        ("aligned", [(0, 1, "(Street)")]),
        ("aligned", [(0, 1, "2. Issuer")]),
        ("aligned", [(0, 1, "Acme [ ACM ]")]),
    ]


def test_table_with_one_filled_cell_is_text() -> None:
    page = "<table><tr><td><table border=1><tr><td> X </td></tr></table></td><td>Director</td></tr></table>"
    assert rows(page) == [("grid", [(0, 1, "X"), (1, 1, "Director")])]


def test_superscripts_are_words_of_their_own() -> None:
    row = next(html.read("<p>$0<sup>(1)</sup><sup>(2)</sup> and <b>bo</b>ld</p>", "x").rows())[1]
    assert [(w.text, w.raised) for w in row.words] == [
        ("$0", False),
        ("(1)(2)", True),
        ("and", False),
        ("bold", False),
    ]


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<input type=checkbox checked>Officer <input type='checkbox'>Other", ["☒ Officer ☐ Other"]),
        (
            "<img src='box-checked.jpg' alt='Checkbox checked'> (a)<img src='b.jpg' alt='Checkbox not checked'>",
            ["☒ (a) ☐"],
        ),
        ("<img src='Images/box-unchecked.jpg'>(b) <img src=ballotx.jpg>(c) <img src=ballot.jpg>", ["☐ (b) ☒ (c) ☐"]),
        ("<img src='logo.jpg' alt='LOGO'>Officer", ["Officer"]),
        ("a<div style='display: none'>no<div>no</div></div>b<script>var x='</p>'</script>c", ["abc"]),
        ("<head><title>t</title></head><body>x", ["x"]),
        ("AT&amp;T&nbsp;Inc &#8212; &copy; R&D 5 &lt; 6", ["AT&T Inc — © R&D 5 < 6"]),
        ("one<br/>two<p>three</p>four", ["one", "two", "three", "four"]),
        ("<!-- <p>no</p> -->yes<!-- open", ["yes"]),
        ("a<table><caption>c</caption><tr><td>1<td>2</table>z", ["a", "c", "1\t2", "z"]),
        ("<td>stray</td><tr>cells", ["straycells"]),
        ("", []),
    ],
)
def test_small_pages(page: str, expected: list[str]) -> None:
    assert texts(page) == expected


def test_preformatted_text_keeps_lines_and_columns() -> None:
    page = "<pre>Name        Shares\n  Roe       1,000\n</pre>"
    found = [r for _, r in html.read(page, "x").rows()]
    assert [r.text for r in found] == ["Name\tShares", "Roe\t1,000"]
    assert [r.cells[1].words[0].box[0] for r in found] == [12.0, 12.0]
    assert [r.words[0].box[0] for r in found] == [0.0, 2.0]


def test_lines_within_a_cell_lie_below_each_other() -> None:
    words = next(html.read("<table><tr><td>a<br>b<td>c</table>", "x").rows())[1].words
    assert [(w.text, w.box[1]) for w in words] == [("a", 0.0), ("b", 1.0), ("c", 0.0)]


def test_spans_point_into_the_text_with_offset() -> None:
    page = "<p>Acme &amp; Sons</p><table><tr><td>x</td><td>1,000<sup>(2)</sup></td></tr></table>"
    whole = "HEADER\n" + page
    words = [w for _, r in html.read(page, "x", 7).rows() for w in r.words]
    assert [whole[w.span[0] : w.span[1]] for w in words if w.span] == ["Acme", "&amp;", "Sons", "x", "1,000", "(2)"]


def spans_hold(document: Document) -> bool:
    text = document.text or ""
    return all(w.span and 0 <= w.span[0] < w.span[1] <= len(text) for _, r in document.rows() for w in r.words)


PIECES = (
    *("<table>", "</table>", "<tr>", "<td>", "</td>", "<td colspan=3 rowspan=0>", "<p>", "<pre>", "</pre>", "<sup>"),
    *("</sup>", "<br>", "x", "1,2", "&amp;", "&#0;", "&#xFFFFFFF;", "<!--", "-->", "<div style='display:none'>"),
    *("</div>", "<input type=checkbox>", "<", ">", '"', " ", "\n", '<a href="b>c">', "</"),
)


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_no_page_breaks_the_reader(page: str) -> None:
    document = html.read(page, "x")
    assert spans_hold(document)
    for block, row in document.rows():
        assert row.cells and all(c.words for c in row.cells)
        if block.layout is Layout.GRID:
            ends = [c.column + c.width for c in row.cells]
            assert all(a <= c.column for a, c in zip(ends, row.cells[1:], strict=False))


@pytest.mark.parametrize("unit", ["<td \"'a", "<p 'x", "<div style='display:none'>x", "<table><tr><td>", "&amp;", "a "])
def test_time_is_linear(unit: str) -> None:
    start = time.perf_counter()
    html.read(unit * 4_000, "x")
    assert time.perf_counter() - start < 3


@pytest.mark.parametrize(
    ("page", "cut"),
    [
        ("<html><body><table><tr><td>x</td></tr></table></body></html>", False),
        ("<html><body><p>x", False),
        ("<html><body><table><tr><td>x</td></tr><tr><td", True),
        ("<html><body><table><tr><td>x</td></tr><tr><td>y", True),
    ],
)
def test_cut_pages_are_known(page: str, cut: bool) -> None:
    assert html.is_cut(page) is cut


def test_a_list_of_captions_is_a_table() -> None:
    page = "<dl><dt>Owner<dd>Roe Ada<dt>Address<dd>1 Harbor Way<dd>Oslo</dl>"
    assert rows(page) == [
        ("grid", [(0, 1, "Owner"), (1, 1, "Roe Ada")]),
        ("grid", [(0, 1, "Address"), (1, 1, "1 Harbor Way Oslo")]),
    ]
    assert texts("<dl><dd>no caption</dd></dl>") == ["no caption"]


def test_labels_and_blocks_of_the_style_sheet_part_words() -> None:
    pair = "<label>Owner</label><b class='v'>Roe</b> Ada"
    assert texts(f"<div>{pair}</div>") == ["Owner Roe Ada"]
    assert texts(f"<style>div .v, i {{display: block}}</style><div>{pair}</div>") == ["Owner", "Roe", "Ada"]
    assert texts(f"<style>.w {{display: block}}</style><div>{pair}</div>") == ["Owner Roe Ada"]
