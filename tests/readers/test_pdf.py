"""Digital PDF: words where they stand, marks, tables ruled by lines or by rectangles, what cannot be read."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from itertools import pairwise

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from fpdf import FPDF
from fpdf.enums import AccessPermission

from extraction.document import Document, Layout, Word
from extraction.errors import Empty, PasswordProtected, Truncated, Unreadable
from extraction.readers import pdf

COLUMNS = (50.0, 200.0, 280.0, 320.0, 400.0)
ROWS = (100.0, 120.0, 140.0, 160.0)
CELLS = (
    ("Title of Security", "Transaction Date", "Code", "Amount"),
    ("Common Stock", "03/01/2024", "P", "1,000"),
    ("Class B Common Stock", "03/02/2024", "S", "2,500"),
)


def draw(*drawings: Callable[[FPDF], None]) -> FPDF:
    page = FPDF(unit="pt", format="letter")
    page.set_auto_page_break(False)
    page.add_page()
    page.set_font("Helvetica", size=9)
    for drawing in drawings:
        drawing(page)
    return page


def made(*drawings: Callable[[FPDF], None]) -> bytes:
    return bytes(draw(*drawings).output())


def write(page: FPDF) -> None:
    """The words of the table and lines around it."""
    page.text(50, 80, "Table I - Securities of Acme Holdings")
    page.text(50, 200, "Explanation of Responses:")
    page.text(50, 212, "(1) An invented note.")
    page.text(400, 212, "Far away")
    for y, cells in zip(ROWS, CELLS, strict=False):
        for x, text in zip(COLUMNS, cells, strict=False):
            page.text(x + 3, y + 13, text)


def rule(page: FPDF) -> None:
    for y in ROWS:
        page.line(COLUMNS[0], y, COLUMNS[-1], y)
    for x in COLUMNS:
        page.line(x, ROWS[0], x, ROWS[-1])


def box(page: FPDF) -> None:
    for top, bottom in pairwise(ROWS):
        for left, right in pairwise(COLUMNS):
            page.rect(left, top, right - left, bottom - top)


def fill_sides(page: FPDF) -> None:
    """Each border as a thin filled rectangle, as browsers print them, each cell with its own."""
    for top, bottom in pairwise(ROWS):
        for left, right in pairwise(COLUMNS):
            for x, y, w, h in (
                (left, top, right - left, 0.8),
                (left, bottom - 0.8, right - left, 0.8),
                (left, top, 0.8, bottom - top),
                (right - 0.8, top, 0.8, bottom - top),
            ):
                page.rect(x, y, w, h, style="F")


def open_end(page: FPDF) -> None:
    """The last row runs over the page's end: no line below it."""
    for y in ROWS[:-1]:
        page.line(COLUMNS[0], y, COLUMNS[-1], y)
    for x in COLUMNS:
        page.line(x, ROWS[0], x, ROWS[-1])


def underline(page: FPDF) -> None:
    """No upright lines: each cell with its own line below it."""
    for y in ROWS[1:]:
        for left, right in pairwise(COLUMNS):
            page.line(left, y, right, y)


def frame_body(page: FPDF) -> None:
    """A frame around the table, lines between the cells of its body only."""
    page.rect(COLUMNS[0], ROWS[0], COLUMNS[-1] - COLUMNS[0], ROWS[-1] - ROWS[0])
    for y in ROWS[1:]:
        page.line(COLUMNS[0], y, COLUMNS[-1], y)
    for x in COLUMNS:
        page.line(x, ROWS[1], x, ROWS[-1])


def frame(page: FPDF) -> None:
    rule(page)
    page.rect(20, 20, 560, 740)


def grid(document: Document) -> list[list[tuple[int, int, str]]]:
    blocks = [b for p in document.pages for b in p.blocks if b.layout is Layout.GRID]
    return [[(c.column, c.width, c.text) for c in row.cells] for b in blocks for row in b.rows]


def words(document: Document) -> list[Word]:
    return [w for _, row in document.rows() for w in row.words]


@pytest.mark.parametrize("ruling", [rule, box, fill_sides, open_end, underline, frame_body, frame])
def test_ruled_table(ruling: Callable[[FPDF], None]) -> None:
    document = pdf.read(made(ruling, write), "x.pdf")
    assert grid(document) == [[(n, 1, text) for n, text in enumerate(row)] for row in CELLS]
    assert [b.layout for b in document.pages[0].blocks] == [Layout.ALIGNED, Layout.GRID, Layout.ALIGNED]
    last = document.pages[0].blocks[2].rows[1]
    assert [c.text for c in last.cells] == ["(1) An invented note.", "Far away"]


def test_white_lines_rule_nothing() -> None:
    def white(page: FPDF) -> None:
        page.set_draw_color(255)

    assert grid(pdf.read(made(white, rule, write), "x.pdf")) == []


def test_cell_across_columns_and_title() -> None:
    def ruling(page: FPDF) -> None:
        for y in (80.0, *ROWS):
            page.line(50, y, 400, y)
        for x in (50.0, 400.0):
            page.line(x, 80, x, 160)
        for x in (200.0, 320.0):
            page.line(x, 100, x, 160)
        page.line(280, 120, 280, 160)

    def text(page: FPDF) -> None:
        for x, y, word in (
            (60, 95, "Table"), (60, 113, "Title"), (210, 113, "Both"), (330, 113, "Price"),
            (60, 133, "Stock"), (210, 133, "1"), (290, 133, "A"), (330, 133, "$5"),
        ):  # fmt: skip
            page.text(x, y, word)

    assert grid(pdf.read(made(ruling, text), "x.pdf")) == [
        [(0, 4, "Table")],
        [(0, 1, "Title"), (1, 2, "Both"), (3, 1, "Price")],
        [(0, 1, "Stock"), (1, 1, "1"), (2, 1, "A"), (3, 1, "$5")],
    ]


def test_boxes_are_points_from_the_top_left() -> None:
    word = words(pdf.read(made(lambda p: p.text(100, 200, "Holdings of Roe, Jane and others")), "x.pdf"))[0]
    assert word.box[0] == pytest.approx(100, abs=1)
    assert 190 < word.box[1] < 196 and 200 < word.box[3] < 204


def test_mark_is_a_word_of_its_own() -> None:
    def text(page: FPDF) -> None:
        page.text(100, 200, "Price of the stock was $12.50")
        page.set_font_size(6)
        page.text(100 + 121, 197, "(1)(2)")

    found = words(pdf.read(made(text), "x.pdf"))
    assert [(w.text, w.raised) for w in found[-2:]] == [("$12.50", False), ("(1)(2)", True)]


def turned(content: bytes, degrees: int, crop: tuple[float, float, float, float] | None = None) -> bytes:
    document = pypdfium2.PdfDocument(content)
    page = document[0]
    page.set_rotation(degrees)
    if crop:
        page.set_cropbox(*crop)
    saved = bytearray()

    class Writer(pdfium.FPDF_FILEWRITE):
        pass

    def take(_: object, data: int, size: int) -> int:
        saved.extend(ctypes.string_at(data, size))
        return 1

    writer = Writer(version=1)
    writer.WriteBlock = type(writer.WriteBlock)(take)
    assert pdfium.FPDF_SaveAsCopy(document, writer, 0)
    return bytes(saved)


@pytest.mark.parametrize("degrees", [0, 90, 180, 270])
def test_rotation_turns_boxes_with_the_page(degrees: int) -> None:
    content = made(lambda p: p.text(100, 200, "Holdings of Roe, Jane and others"))
    document = pdf.read(turned(content, degrees), "x.pdf")
    page = document.pages[0]
    assert (page.width, page.height) == ((612, 792) if degrees % 180 == 0 else (792, 612))
    boxes = [w.box for w in words(document)]
    left, top = min(b[0] for b in boxes), min(b[1] for b in boxes)
    expected = {0: (100, 193), 90: (792 - 203, 100), 180: (612 - 227, 792 - 203), 270: (193, 612 - 227)}[degrees]
    assert (left, top) == pytest.approx(expected, abs=12)


def test_crop_box_moves_the_corner_and_hides_what_is_outside() -> None:
    content = made(lambda p: (p.text(100, 200, "Holdings of Roe, Jane and others"), p.text(20, 20, "Outside"))[0])
    document = pdf.read(turned(content, 0, (50, 100, 500, 700)), "x.pdf")
    assert words(document)[0].box[0] == pytest.approx(50, abs=1)
    assert words(document)[0].box[3] == pytest.approx(202 - 92, abs=3)
    assert "Outside" not in [w.text for w in words(document)]


def protect(user: str) -> bytes:
    page = draw(rule, write)
    page.set_encryption(owner_password="owner", user_password=user, permissions=AccessPermission.all())
    return bytes(page.output())


def test_empty_password_is_opened_a_real_one_is_asked_for() -> None:
    assert grid(pdf.read(protect(""), "x.pdf"))
    with pytest.raises(PasswordProtected, match=r"x\.pdf.*password"):
        pdf.read(protect("secret"), "x.pdf")


def test_pages_without_text_are_read_as_images_and_blank_ones_are_named() -> None:
    with pytest.raises(Empty, match="blank"):
        pdf.read(made(rule), "x.pdf")


def test_damaged_files_are_named() -> None:
    content = made(rule, write)
    with pytest.raises(Truncated, match="damaged"):
        pdf.read(content[:200], "x.pdf")
    for cut in range(0, len(content), 97):
        for damaged in (content[:cut], content[:cut] + b"\x00" * 40 + content[cut + 40 :]):
            try:
                pdf.read(damaged, "x.pdf")
            except Unreadable as error:
                assert "x.pdf" in str(error)


def test_number_hanging_beside_its_note_comes_first() -> None:
    def text(page: FPDF) -> None:
        page.text(50, 100, "(1)")
        page.text(80, 95, "The first line of a note that was invented")
        page.text(80, 105, "and its second line.")
        for n, y in enumerate((130, 140, 150)):
            page.text(80, y, f"Line {n} of another note")
        page.text(50, 140, "(2)")

    rows = [row.text for _, row in pdf.read(made(text), "x.pdf").rows()]
    assert rows[0].split()[:3] == ["(1)", "The", "first"]
    assert rows[2].split()[:3] == ["(2)", "Line", "0"]


def test_a_space_that_kerning_drew_in_parts_words() -> None:
    run = [(char, 10.0 * k, 0.0, 10.0 * k + 10, 10.0, 0.0) for k, char in enumerate("AB")]
    assert pdf._parts(run, ("C", 21.2, 0.0, 31.2, 10.0, 0.0))
    assert not pdf._parts(run, ("C", 20.4, 0.0, 30.4, 10.0, 0.0))


def test_characters_set_wide_are_one_word() -> None:
    run = [(char, 12.0 * k, 0.0, 12.0 * k + 10, 10.0, 0.0) for k, char in enumerate("AB")]
    assert not pdf._parts(run, ("C", 24.0, 0.0, 34.0, 10.0, 0.0))


def test_letters_drawn_one_by_one_make_words_where_pdfium_ends_a_line_after_each() -> None:
    lines = ("This amendment puts right", "the number of shares", "12/26/1997")

    def spell(page: FPDF) -> None:
        page.set_font("Courier", size=9)
        for y, line in enumerate(lines):
            for x, letter in enumerate(line):
                if letter != " ":
                    page.text(60 + 6 * x, 60 + 6 * y, letter)

    assert [w.text for w in words(pdf.read(made(spell), "x.pdf"))] == " ".join(lines).split()


def test_half_a_character_is_no_letter(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = pdf.pdfium.FPDFText_GetUnicode
    monkeypatch.setattr(pdf.pdfium, "FPDFText_GetUnicode", lambda page, i: 0xDEEC if i == 4 else shown(page, i))
    found = "".join(w.text for w in words(pdf.read(made(write), "x.pdf")))
    assert "\ufffd" in found
    assert found.encode()


def test_a_line_end_of_pdfium_parts_words_that_stand_a_narrow_space_apart() -> None:
    run = [("a", 100.0, 50.0, 105.0, 60.0, 58.0)]
    near, narrow = (("b", 105.0 + gap, 50.0, 110.0, 60.0, 58.0) for gap in (0.6, 1.8))
    assert not pdf._parts(run, near, ended=True)
    assert pdf._parts(run, narrow, ended=True)
    assert not pdf._parts(run, narrow)
