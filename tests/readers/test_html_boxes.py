"""Tables that pages build of boxes."""

from extraction.document import Layout
from extraction.readers.html import read

HEAD = "<div class='tr'><div>Title</div><div>Date</div><div>Code</div><div>Amount</div></div>"
ROW = "<div class='tr'><div>Common Stock</div> <div>1/2/2024</div> <div>P</div> <div><b>1,200</b> (1)</div></div>"


def shown(page: str) -> list[tuple[Layout, str]]:
    return [(block.layout, row.text) for block, row in read(page, "page.html").rows()]


def test_rows_of_as_many_boxes_are_a_table() -> None:
    assert shown(f"<body><h3>Table I</h3><div>{HEAD}{ROW}</div><p>End</p></body>") == [
        (Layout.ALIGNED, "Table I"),
        (Layout.GRID, "Title\tDate\tCode\tAmount"),
        (Layout.GRID, "Common Stock\t1/2/2024\tP\t1,200 (1)"),
        (Layout.ALIGNED, "End"),
    ]


def test_headings_in_a_box_of_their_own_belong_to_the_table() -> None:
    page = f"<body><div><div>{HEAD}</div><div>{ROW}{ROW}</div></div></body>"
    assert [layout for layout, _ in shown(page)] == [Layout.GRID] * 3


def test_one_row_of_boxes_is_a_line_and_so_are_boxes_among_text() -> None:
    page = f"<body>{ROW}<p>between</p><div><span>a</span> or <span>b</span></div>{ROW}</body>"
    assert Layout.GRID not in {layout for layout, _ in shown(page)}


def test_a_box_that_never_ends_is_no_row() -> None:
    assert shown(f"<body>{HEAD.removesuffix('</div>')}{ROW}</body>")


def test_boxes_of_a_caption_and_its_value_are_rows_of_a_table() -> None:
    pair = "<div class='f'><label>{}</label> <span>{}</span></div>"
    page = "".join(pair.format(name, value) for name, value in (("A", "1"), ("B", "2"), ("C", "3"), ("D", "4")))
    assert shown(f"<section>{page}</section>") == [(Layout.GRID, t) for t in ("A\t1", "B\t2", "C\t3", "D\t4")]
    assert Layout.GRID not in {layout for layout, _ in shown(pair.format("A", "1") * 3)}
