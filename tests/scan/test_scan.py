"""Pages as images, however they lie and whatever they show: read, or named; never a crash."""

from __future__ import annotations

import io
import math
from collections import Counter
from random import Random

import numpy as np
import pypdfium2
import pytest
from fpdf import FPDF
from PIL import Image, ImageDraw

from extraction.document import Box, Document, Source, Word
from extraction.errors import Empty, NotOwnership, Truncated, Unreadable, WrongKind
from extraction.pipeline import extract_bytes
from extraction.place import box_on_page
from extraction.readers import read
from extraction.readers.text_layer import needs_eyes
from extraction.scan.decode_mark import decode_mark
from extraction.scan.printed import known_by, lay_words, width_of
from extraction.scan.rules import find_rules
from extraction.scan.segments import find_segments, make_segment, part_marks
from extraction.scan.sheet import Grey, Sheet, from_points, moved
from extraction.scan.upright import deskewed, lay_upright, turned
from tests.conftest import ROOT
from training.render.scan_noise import scan_office, to_image, to_tiff

SAMPLES = ROOT / "annotations" / "samples"


def printed_page() -> Image.Image:
    """The first page of a printed sample, cut to its upper part so that it is read fast."""
    page = pypdfium2.PdfDocument((SAMPLES / "form4-printed.pdf").read_bytes())[0]
    image: Image.Image = page.render(scale=200 / 72, grayscale=True).to_pil().convert("L")
    return image.crop((0, 0, image.width, image.height * 2 // 5))


def letter() -> Image.Image:
    """A page that is no filing."""
    image = Image.new("L", (800, 600), 255)
    for n in range(6):
        ImageDraw.Draw(image).text((80, 60 + 60 * n), "Dear Sir, the lamp is broken again.", fill=0, font_size=30)
    return image


def as_png(image: Image.Image, dpi: int | None = 200) -> bytes:
    held = io.BytesIO()
    image.save(held, "PNG", **({"dpi": (dpi, dpi)} if dpi else {}))
    return held.getvalue()


def document_of(content: bytes) -> Document:
    found = read(content, "x")
    assert isinstance(found, Document)
    return found


def text_of(document: Document) -> str:
    return " ".join(row.text.replace("\t", " ") for _, row in document.rows())


@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_a_page_on_its_side_or_its_head_is_read(quarters: int) -> None:
    lying = Image.fromarray(np.ascontiguousarray(np.rot90(np.asarray(printed_page()), quarters)))
    document = document_of(as_png(lying))
    assert document.source is Source.OCR
    assert "Name and Address of Reporting Person" in text_of(document)


def test_boxes_lead_back_to_the_page_as_it_was_given() -> None:
    image = printed_page()
    tilted = image.rotate(1.2, Image.Resampling.BICUBIC, expand=True, fillcolor=255)
    upright, askew = document_of(as_png(image)), document_of(as_png(tilted))
    center = image.width / 2, image.height / 2
    shared = _once(upright) & _once(askew)
    assert len(shared) > 5
    for text in shared:
        straight, crooked = _place_of(text, upright), _place_of(text, askew)
        dx, dy = (v * 200 / 72 - c for v, c in zip(_middle(straight), center, strict=True))
        cos, sin = math.cos(math.radians(1.2)), math.sin(math.radians(1.2))
        x, y = dx * cos + dy * sin + tilted.width / 2, dy * cos - dx * sin + tilted.height / 2
        assert _middle(crooked) == pytest.approx((x * 72 / 200, y * 72 / 200), abs=4)


def _once(document: Document) -> set[str]:
    """Longer words that a document shows once."""
    counts = Counter(w.text for _, row in document.rows() for w in row.words)
    return {text for text, count in counts.items() if count == 1 and len(text) > 4}


def _place_of(text: str, document: Document) -> Box:
    word = next(w for _, row in document.rows() for w in row.words if w.text == text)
    box = box_on_page([word.box], 1, document)
    assert box
    return box


def _middle(box: Box) -> tuple[float, float]:
    return (box[0] + box[2]) / 2, (box[1] + box[3]) / 2


def test_pages_of_a_tiff_and_a_foreign_page_between() -> None:
    page = pypdfium2.PdfDocument((SAMPLES / "form4-printed.pdf").read_bytes())[0]
    sheet = scan_office(page, Random(1))
    small = type(sheet)(sheet.image.resize((850, 1100)), 100, sheet.onto)
    blank = type(sheet)(Image.new("L", (850, 1100), 255), 100, sheet.onto)
    document = document_of(to_tiff([blank, small, blank]))
    assert [bool(p.blocks) for p in document.pages] == [False, True, False]


def test_faint_greys_made_dots_and_fewer_dots_down_than_across() -> None:
    image = printed_page()
    greys = np.asarray(image, dtype=np.float64)
    faint = Image.fromarray((170 + greys / 255 * 45).astype(np.uint8))
    held = io.BytesIO()
    faint.save(held, "PDF", resolution=200)
    dotted = Image.fromarray((greys * 0.9).astype(np.uint8)).convert("1")
    squat = io.BytesIO()
    image.resize((image.width, image.height // 2)).save(squat, "PNG", dpi=(200, 100))
    for content in (held.getvalue(), as_png(dotted), squat.getvalue()):
        assert "Name and Address of Reporting Person" in text_of(document_of(content))


def test_blank_broken_and_foreign_images_are_named() -> None:
    blank = Image.new("L", (600, 800), 255)
    with pytest.raises(Empty, match="blank"):
        read(as_png(blank), "x")
    noise = Image.fromarray(np.random.default_rng(1).integers(0, 256, (300, 300), dtype=np.uint8))
    for image in (
        noise,
        Image.new("L", (3, 3), 0),
        Image.new("L", (1, 1), 9),
        Image.new("L", (5000, 3), 255),
        Image.new("RGBA", (400, 400), (0, 0, 0, 0)),
    ):
        with pytest.raises(Unreadable):
            extract_bytes(as_png(image, None), "x")
    with pytest.raises((Truncated, WrongKind)):
        read(as_png(printed_page())[:5000], "x")
    with pytest.raises(NotOwnership):
        extract_bytes(as_png(letter()), "x")


def test_a_photograph_is_made_flat() -> None:
    image = printed_page()
    desk = Image.new("L", (image.width + 240, image.height + 200), 45)
    desk.paste(image.rotate(3, Image.Resampling.BICUBIC, expand=True, fillcolor=45), (60, 30))
    assert "Name and Address of Reporting Person" in text_of(document_of(to_image_of(desk)))


def seen_by_camera(image: Image.Image, tilt: float, yaw: float, roll: float) -> Image.Image:
    """A sheet on a dark desk as a camera sees it that is held so many degrees askew."""
    a, b, c = np.radians([tilt, yaw, roll])
    tilted = np.array([[1, 0, 0], [0, np.cos(a), -np.sin(a)], [0, np.sin(a), np.cos(a)]])
    yawed = np.array([[np.cos(b), 0, np.sin(b)], [0, 1, 0], [-np.sin(b), 0, np.cos(b)]])
    rolled = np.array([[np.cos(c), -np.sin(c), 0], [np.sin(c), np.cos(c), 0], [0, 0, 1]])
    width, height = image.size
    plane = np.array([[1, 0, -width / 2], [0, 1, -height / 2], [0, 0, 0]])
    far = np.array([[0, 0, 0], [0, 0, 0], [0, 0, 1.4 * max(width, height)]])
    onto = np.diag([1.3 * max(width, height)] * 2 + [1.0]) @ (rolled @ yawed @ tilted @ plane + far)
    moved_to = np.array([[1, 0, 0.6 * width], [0, 1, 0.8 * height], [0, 0, 1.0]]) @ onto
    back = np.linalg.inv(moved_to)
    size = (round(1.2 * width), round(1.6 * height))
    coefficients = (back / back[2, 2]).ravel()[:8].tolist()
    return image.transform(size, Image.Transform.PERSPECTIVE, coefficients, Image.Resampling.BICUBIC, fillcolor=60)


@pytest.mark.parametrize(("tilt", "yaw", "roll"), [(20, 8, 4), (40, -12, -8)])
def test_a_photograph_in_perspective_is_read_as_the_page_is(tilt: float, yaw: float, roll: float) -> None:
    sheet = Image.new("L", (2200, 1700), 255)
    sheet.paste(printed_page(), (0, 0))
    plain = Counter(text_of(document_of(as_png(sheet))).split())
    shot = Counter(text_of(document_of(to_image_of(seen_by_camera(sheet, tilt, yaw, roll)))).split())
    assert (plain & shot).total() > 0.9 * plain.total()


def test_a_photograph_whose_sheet_goes_on_beyond_it_is_read_or_named() -> None:
    shot = seen_by_camera(printed_page(), 30, 10, 5)
    for box in ((0, 0, shot.width, shot.height // 2), (shot.width // 3, shot.height // 3, shot.width, shot.height)):
        try:
            assert extract_bytes(to_image_of(shot.crop(box)), "x").needs_review
        except Unreadable as error:
            assert str(error)


def to_image_of(image: Image.Image) -> bytes:
    from training.render.scan_noise import Scanned

    return to_image(Scanned(image, 0, np.eye(3)), "JPEG", 80)


def test_turning_and_deskewing_keep_places() -> None:
    grey = np.full((300, 200), 255, dtype=np.uint8)
    grey[40:44, 60:64] = 0
    sheet = Sheet(grey, 2.0, np.eye(3))
    for other in (turned(sheet, 1), turned(sheet, 2), turned(sheet, 3), deskewed(sheet, 4.0)):
        rows, columns = np.nonzero(other.grey < 128)
        at = other.back @ np.array([columns.mean(), rows.mean(), 1.0])
        assert at[:2] / at[2] == pytest.approx((61.5, 41.5), abs=1.2)
    assert moved(sheet, grey, np.diag([2.0, 2.0, 1.0])).back[0, 0] == 0.5
    assert from_points(sheet)[:2] == (2.0, 0.0)
    assert lay_upright(sheet) is sheet


def test_a_raised_mark_is_parted_and_brackets_on_the_line_are_not() -> None:
    word = [(x, 10, x + 8, 26) for x in (0, 10, 20)]
    mark = [(30, 5, 33, 19), (35, 7, 40, 16), (42, 5, 45, 19)]
    assert [s.raised for s in part_marks(make_segment([*word, *mark]))] == [False, True]
    brackets = [(30, 10, 33, 30), (35, 10, 42, 26), (44, 10, 47, 30)]
    assert [s.raised for s in part_marks(make_segment([*word, *brackets]))] == [False]


def test_a_mark_is_the_likeliest_number_in_brackets() -> None:
    letters = ["", *"(0123456789)lI"]
    answers = np.full((9, len(letters)), 0.001, dtype=np.float32)
    for column, char in enumerate(["", "(", "", "l", "", ")", "", "", ""]):
        answers[column, letters.index(char)] = 0.9
    answers[3, letters.index("1")] = 0.05
    signs, cost = decode_mark(answers, letters)
    assert "".join(s.text for s in signs) == "(1)"
    assert cost == pytest.approx(math.log(0.9 / 0.05), abs=0.01)
    assert signs[0].end <= signs[1].start < signs[1].end <= signs[2].start


def test_a_bar_between_tables_is_no_text_and_a_dash_is() -> None:
    ink = np.zeros((200, 900), dtype=np.uint8)
    ink[100:109, 50:850] = 255
    ink[40:44, 60:80] = ink[30:50, 100:110] = ink[30:50, 120:130] = 255
    found, dust = find_segments(ink, np.zeros_like(ink), 200 / 72)
    assert [s.box[1] for s in found] == [30]
    assert (50, 100, 850, 109) in dust


def test_the_fray_of_a_double_line_is_no_text_and_commas_on_an_underline_stay() -> None:
    rng = np.random.default_rng(1)
    ink = np.zeros((200, 900), dtype=np.uint8)
    ink[100:103, 50:850] = ink[111:114, 50:850] = 255
    ink[103:111, 50:850] = np.where(rng.random((8, 800)) < 0.15, 255, 0)
    assert not find_rules(ink, 200 / 72, ragged=True).ink.any()
    ink = np.zeros((200, 900), dtype=np.uint8)
    ink[100:103, 50:400] = 255
    for x in range(50, 390, 14):
        ink[78:98, x : x + 4] = 255
    ink[95:99, 394:398] = 255
    assert find_rules(ink, 200 / 72).ink[95:99, 394:398].all()


def test_letters_that_ran_together_are_no_line_and_a_thick_line_is_all_one() -> None:
    """Strokes of a small print that blur has joined, along two of its rows; no row of them is ink all the way."""
    ink = np.zeros((200, 900), dtype=np.uint8)
    for x in range(50, 200, 7):
        ink[100:112, x : x + 3] = ink[102:104, x : x + 6] = ink[108:110, x : x + 6] = 255
    assert find_rules(ink, 200 / 72).ruling.horizontal == ()
    ink[100:108, 50:850] = 255
    assert not find_rules(ink[:108], 200 / 72).ink.any()


def test_an_upright_line_that_a_fax_has_torn_is_one() -> None:
    ink = np.zeros((300, 300), dtype=np.uint8)
    ink[20:280, 150:152] = 255
    for y in range(40, 280, 20):
        ink[y : y + 5, 150:152] = 0
    ((_, top, bottom),) = find_rules(ink, 200 / 72, ragged=True).ruling.vertical
    assert bottom - top > 80


def test_the_side_of_a_cell_is_no_letter() -> None:
    word = [(x, 10, x + 8, 26) for x in (0, 10, 20)]
    side = (33, 5, 36, 34)
    clear, lines = np.zeros((60, 60), np.uint8), np.zeros((60, 60), np.uint8)
    lines[34:36, 20:40] = 255
    (segment,), dust = find_segments(drawn([*word, side]), lines, 2.0)
    assert side not in segment.pieces and side in dust
    assert find_segments(drawn([side]), lines, 2.0) == ([], [side])
    (bracketed,), _ = find_segments(drawn([*word, side]), clear, 2.0)
    assert side in bracketed.pieces
    assert len(find_segments(drawn([side]), clear, 2.0)[0]) == 1


def drawn(boxes: list[tuple[int, int, int, int]]) -> Grey:
    ink = np.zeros((60, 60), dtype=np.uint8)
    for x0, y0, x1, y1 in boxes:
        ink[y0:y1, x0:x1] = 255
    return ink


def test_a_page_with_a_few_long_lines_stands_on_its_feet() -> None:
    image = Image.new("L", (1500, 1000), 255)
    for n in range(5):
        line = "The securities are held by a trust of which the reporting person is the trustee."
        ImageDraw.Draw(image).text((80, 60 + 60 * n), line, fill=0, font_size=30)
    for way in (image, image.rotate(180)):
        assert "reporting person is the trustee" in text_of(document_of(as_png(way)))


def test_a_page_of_few_words_is_read() -> None:
    image = Image.new("L", (1700, 2200), 250)
    ImageDraw.Draw(image).text((300, 400), "Septimus Mompessen", fill=40, font_size=30)
    assert text_of(document_of(as_png(image))) == "Septimus Mompessen"


def test_what_a_form_prints_is_known_by_its_beginning_and_its_width() -> None:
    (words, *_) = known_by("9. Number of")
    assert words[:3] == ("9.", "Number", "of")
    lines = ["derivative Securities", "Beneficially Owned Following", "Reported Transaction(s) (Instr. 4)"]
    assert lay_words(words[3:], [7.0 * width_of(line) for line in lines], 7.0) == [2, 3, 4]
    assert lay_words(words[3:], [100.0, 30.0], 7.0) is None
    assert known_by("Common Stock") == []


def test_letters_without_sense_send_a_page_to_the_eyes() -> None:
    page = pypdfium2.PdfDocument((SAMPLES / "form4-printed.pdf").read_bytes())[0]
    known = [Word(w, (0, 0, 1, 1)) for w in ("the", "form", "shows", "date", "price") * 10]
    assert not needs_eyes(page, known)
    assert needs_eyes(page, [Word(w.text[::-1].translate({101: "q", 97: "z"}) * 2, w.box) for w in known])
    assert needs_eyes(page, [Word("\u25a1" * 40, (0, 0, 1, 1)), *known])
    assert needs_eyes(page, [])


def test_a_signature_beside_few_letters_sends_no_page_to_the_eyes() -> None:
    page = FPDF(unit="pt", format="letter")
    page.add_page()
    page.set_font("helvetica", size=10)
    page.text(180, 26, "Septimus Mompessen")
    page.set_line_width(1.5)
    page.polyline([(190 + 4 * i, 60 + (i % 5) * 9) for i in range(40)])
    held = pypdfium2.PdfDocument(bytes(page.output()))[0]
    assert not needs_eyes(held, [Word("Septimus", (180, 17, 225, 28)), Word("Mompessen", (228, 17, 280, 28))])
    assert needs_eyes(held, [])
