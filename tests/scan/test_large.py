"""Large images, and pages of another document among a filing's: read within bounds, or named."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path
from random import Random

import numpy as np
import pypdfium2
import pytest
from PIL import Image, ImageDraw

from extraction.document import Document
from extraction.errors import WrongKind
from extraction.pipeline import extract_bytes
from extraction.readers import image as images
from extraction.readers import read
from tests.conftest import ROOT
from training.render.scan_noise import Scanned, scan_office, to_pdf

PRINTED = ROOT / "annotations" / "samples" / "form4-printed.pdf"
A3 = (7016, 9921)
"""At 600 dots an inch."""
MOST = 1500.0


@pytest.mark.parametrize(("mode", "kind"), [("L", "PNG"), ("RGB", "JPEG")])
def test_of_a_huge_image_several_pixels_are_made_one(mode: str, kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(images, "ENOUGH", 1_000_000)
    held = io.BytesIO()
    page = pypdfium2.PdfDocument(PRINTED.read_bytes())[0]
    page.render(scale=200 / 72, grayscale=True).to_pil().convert(mode).save(held, kind, dpi=(200, 200))
    document = read(held.getvalue(), "x")
    assert isinstance(document, Document)
    (shown,) = document.pages
    assert (shown.width, shown.height) == pytest.approx(page.get_size(), rel=0.01)
    assert shown.blocks


def test_an_image_too_large_to_be_held_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(images, "MOST_BYTES", 1_000_000)
    held = io.BytesIO()
    Image.new("RGB", (1700, 2200), "white").save(held, "PNG")
    with pytest.raises(WrongKind, match="1700 x 2200 pixels; save it smaller"):
        read(held.getvalue(), "x")


@pytest.mark.skipif(not hasattr(os, "wait4"), reason="peak memory of a process is not told here")
def test_a_scan_of_a3_at_600_dots_is_read_in_little_memory(tmp_path: Path) -> None:
    page = pypdfium2.PdfDocument(PRINTED.read_bytes())[0]
    page.render(scale=4, grayscale=True).to_pil().convert("L").resize(A3).save(tmp_path / "a3.jpg", dpi=(600, 600))
    command = [
        sys.executable,
        "-m",
        "extraction.cli",
        "extract",
        "--out",
        str(tmp_path / "out"),
        str(tmp_path / "a3.jpg"),
    ]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    peak = usage.ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024)
    assert '"form_type":"4"' in (tmp_path / "out").read_text("utf-8").replace(" ", "")
    assert peak < MOST


def test_a_page_of_another_document_between_leaves_the_filing_as_it_is() -> None:
    pages = list(pypdfium2.PdfDocument(PRINTED.read_bytes()))
    scanned = [scan_office(page, Random(n)) for n, page in enumerate(pages)]
    foreign = Image.new("L", scanned[0].image.size, 255)
    for n in range(12):
        ImageDraw.Draw(foreign).text((150, 200 + 90 * n), "Dear Sir, the lamp is broken again.", fill=0, font_size=34)
    between = Scanned(foreign, 200, np.eye(3))
    alone, mixed = (extract_bytes(to_pdf(s), "x.pdf") for s in (scanned, [scanned[0], between, *scanned[1:]]))
    assert alone.non_derivative
    assert len(mixed.non_derivative) == len(alone.non_derivative)
    assert mixed.issuer == alone.issuer
