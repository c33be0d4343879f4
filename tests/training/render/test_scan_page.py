"""Pages as an office scanner gives them."""

from __future__ import annotations

import io
import math
from random import Random

import pypdfium2 as pdfium
import pytest
from PIL import Image

from training.render.scan_page import MOST, Scan, draw_scanner, scan


def blank(width: float = 300, height: float = 200) -> pdfium.PdfPage:
    return pdfium.PdfDocument.new().new_page(width, height)


def test_a_scan_is_a_grey_image_at_200_dots_per_inch() -> None:
    scanned = scan(blank(), draw_scanner(Random(1)), Random(1))
    image = Image.open(io.BytesIO(scanned.jpeg))
    assert (image.format, image.mode, image.size) == ("JPEG", "L", scanned.image)
    assert scanned.sheet == (834, 556)
    assert abs(math.degrees(scanned.skew)) <= MOST


def test_the_same_seed_gives_the_same_scan() -> None:
    assert scan(blank(), draw_scanner(Random(2)), Random(2)) == scan(blank(), draw_scanner(Random(2)), Random(2))


def test_a_pixel_is_where_pillow_turns_a_point_to() -> None:
    sheet = Image.new("L", (800, 600), 255)
    sheet.paste(0, (98, 498, 103, 503))
    turned = sheet.rotate(1.5, Image.Resampling.BICUBIC, expand=True, fillcolor=255)
    x, y = Scan(b"", math.radians(1.5), sheet.size, turned.size).pixel(100.5 * 72 / 200, 500.5 * 72 / 200)
    box = turned.point(lambda grey: 255 * (grey < 128)).getbbox()
    assert box is not None
    assert x == pytest.approx((box[0] + box[2]) / 2, abs=1.5)
    assert y == pytest.approx((box[1] + box[3]) / 2, abs=1.5)
