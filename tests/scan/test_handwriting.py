"""Handwriting on scans is found and named; nothing is made of it."""

from __future__ import annotations

import io
import math
from random import Random

import numpy as np
import pypdfium2
import pytest
from PIL import Image, ImageDraw, ImageFilter

from extraction.document import Page
from extraction.pipeline import extract_bytes
from extraction.readers.image import read_pdf_page, sheets_of
from extraction.scan.find_handwriting import part_handwriting
from extraction.scan.prepare import Prepared, prepare
from extraction.scan.read_runs import read_runs
from extraction.scan.read_sheet import read_sheet
from extraction.scan.recognise import load_rapid
from extraction.scan.sheet import Sheet
from tests.conftest import ROOT

SAMPLES = ROOT / "annotations" / "samples"
SCALE = 200 / 72
Place = tuple[float, float, float, float]


def write_by_hand(image: Image.Image, box: Place, rng: Random) -> None:
    """A word in one stroke: slanted loops whose heights change from letter to letter, on a line that wavers."""
    x0, top, x1, bottom = box
    height = (bottom - top) / 3.4
    loops = max(3, round((x1 - x0) / (1.5 * height)))
    tall = [rng.choice((0.5, 0.7, 1.0, 1.8)) for _ in range(loops + 1)]
    deep = [rng.choice((0.3, 0.5, 1.4)) for _ in range(loops + 1)]
    points = []
    for step in range(loops * 20):
        i, part = step // 20, step % 20 / 20
        up = math.sin(2 * math.pi * part + 0.3 * math.sin(step / 17))
        reach = tall if up > 0 else deep
        rise = height * (up * (reach[i] + (reach[i + 1] - reach[i]) * part) + 0.2 * math.sin(step / 31))
        across = x0 + (x1 - x0) * step / (loops * 20) - 0.45 * height * math.cos(2 * math.pi * part)
        points.append((across + 0.4 * rise, top + 2 * height - rise))
    ImageDraw.Draw(image).line(points, fill=30, width=rng.choice((3, 4)), joint="curve")


def page_of(name: str, number: int) -> Image.Image:
    page = pypdfium2.PdfDocument((SAMPLES / name).read_bytes())[number]
    image: Image.Image = page.render(scale=SCALE, grayscale=True).to_pil().convert("L")
    return image


def letter(lines: int = 8) -> Image.Image:
    """A page of print with room between its lines."""
    image = Image.new("L", (1200, 140 * lines), 255)
    for n in range(lines):
        text = f"{n + 1}. Signature of the reporting person, who wrote it with a pen:"
        ImageDraw.Draw(image).text((80, 30 + 140 * n), text, fill=0, font_size=24)
    return image


def prepared(image: Image.Image, ragged: bool = False) -> Prepared:
    return prepare(Sheet(np.asarray(image), SCALE, np.diag([1 / SCALE, 1 / SCALE, 1.0])), ragged)


def read_page(content: bytes) -> Page:
    return read_sheet(next(sheets_of(content, "x")), 1, load_rapid())


def faxed(image: Image.Image, rng: Random) -> Image.Image:
    grain = np.random.default_rng(rng.randrange(99)).normal(0, 18, (image.height, image.width))
    grey = np.asarray(image.filter(ImageFilter.GaussianBlur(0.6))) + grain
    return Image.fromarray(np.where(grey < 140, 0, 255).astype(np.uint8))


@pytest.mark.parametrize("fax", [False, True])
def test_joined_strokes_are_found_and_print_around_them_stays(fax: bool) -> None:
    rng = Random(4)
    image = letter()
    before = prepared(faxed(image, rng) if fax else image, fax)
    places = [(100 + 40 * n, 65 + 140 * n, rng.randint(420, 900), 160 + 140 * n) for n in range(7)]
    for place in places:
        write_by_hand(image, place, rng)
    parted, boxes = part_handwriting(prepared(faxed(image, rng) if fax else image, fax), load_rapid())
    assert len(boxes) == len(places)
    for (x0, top, x1, bottom), box in zip(places, boxes, strict=True):
        assert top - 25 < box[1] < box[3] < bottom + 25
        assert abs(box[0] - x0) < 60 and abs(box[2] - x1) < 60
    assert len(parted.segments) == len(before.segments)
    assert part_handwriting(before, load_rapid()) == (before, ())


@pytest.mark.parametrize("place", [(640, 90, 900, 150), (230, 55, 620, 100)])
def test_a_name_beside_or_under_a_signature_is_read_without_it(place: Place) -> None:
    image = letter(3)
    ImageDraw.Draw(image).text((200, 100), "Septimus Mompessen, Trustee", fill=0, font_size=24)
    write_by_hand(image, place, Random(2))
    parted, boxes = part_handwriting(prepared(image), load_rapid())
    texts = [w.text for w in read_runs(parted, load_rapid(), 1)]
    assert len(boxes) == 1
    assert texts[12:16] == ["Septimus", "Mompessen,", "Trustee", "2."]


def test_a_page_of_nothing_but_handwriting_is_named() -> None:
    image = Image.new("L", (1200, 800), 255)
    write_by_hand(image, (200, 300, 700, 400), Random(1))
    held = io.BytesIO()
    image.save(held, "PNG", dpi=(200, 200))
    page = read_page(held.getvalue())
    assert page.handwritten and not page.blocks


@pytest.mark.parametrize("name", ["form4-office.pdf", "form4-worn.pdf", "form4-photograph.pdf"])
def test_print_is_not_taken_for_handwriting(name: str) -> None:
    page = pypdfium2.PdfDocument((SAMPLES / name).read_bytes())[0]
    assert read_pdf_page(page, 1, load_rapid()).handwritten == ()


def test_a_record_names_the_place_and_makes_no_letters_of_it() -> None:
    image = page_of("form4-printed.pdf", 0)
    write_by_hand(image, (840, 720, 1250, 800), Random(5))
    held = io.BytesIO()
    image.save(held, "PNG", dpi=(200, 200))
    record = extract_bytes(held.getvalue(), "x")
    (reason,) = (r for r in record.review_reasons if "handwriting" in r)
    assert reason.startswith("page 1: handwriting at 29") or reason.startswith("page 1: handwriting at 30")
    assert reason.endswith(" down, not read.")
    assert record.date_of_original_submission is None
    assert record.non_derivative[1].shares == "4290337"
