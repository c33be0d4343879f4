"""Printing and reading back: pointers survive as colours."""

from __future__ import annotations

import shutil
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction.document import Source
from training.render import chromium, placed
from training.render.make import make, without
from training.render.placed import NOTHING, boxes, colour, place

MARKED = """<html><head></head><body><p>Issuer: <span data-p="/issuer/name">Bluestone Widgets Inc</span></p>
<table border="1"><tr><th>Title</th><th>Amount</th></tr><tr><td><span data-p="/non_derivative/0/security_title">Common
Stock</span></td><td><span data-p="/non_derivative/0/shares">5,864</span><sup style="font-size:60%">
<span data-p="/non_derivative/0/footnotes/shares">(1)</span></sup></td></tr></table></body></html>"""
GOLD: dict[str, Any] = {
    "issuer": {"name": "Bluestone Widgets Inc"},
    "non_derivative": [{"security_title": "Common Stock", "shares": "5864", "footnotes": {"shares": ["1"]}}],
}
needs_tools = pytest.mark.skipif(
    not (shutil.which("chromium") and shutil.which("pdftotext")), reason="needs Chromium and pdftotext"
)


@given(number=st.integers(0, 4095))
def test_a_pointer_survives_as_a_colour(number: int) -> None:
    rgb = placed._rgb(number)
    assert placed._number(rgb >> 16, rgb >> 8 & 255, rgb & 255, 4096) == number


@pytest.mark.parametrize("rgb", [(0, 0, 0), (255, 255, 255), (0, 0, 255), (10, 10, 10), (0, 128, 0)])
def test_ordinary_colours_are_no_pointers(rgb: tuple[int, int, int]) -> None:
    assert placed._number(*rgb, 4096) == NOTHING


def test_colour_numbers_pointers_once() -> None:
    html, pointers = colour('<span data-p="/a">1</span><span data-p="/b">2</span><span data-p="/a">3</span>')
    assert pointers == ("/a", "/b")
    assert "data-p" not in html and html.count("color:#000015") == 2


def test_a_value_without_a_character_is_unknown_in_gold() -> None:
    gold = without(GOLD, ["/non_derivative/0/shares", "/title1", "/non_derivative/7/shares"])
    assert gold["non_derivative"][0]["shares"] == "?"
    assert GOLD["non_derivative"][0]["shares"] == "5864"


def test_missing_chromium_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    with pytest.raises(chromium.NoChromium, match="apt-get install chromium"):
        chromium.find_chromium()


@needs_tools
def test_printed_page_is_read_back_and_every_kind_made() -> None:
    html, pointers = colour(MARKED)
    (pdf,) = chromium.print_pdfs([html])
    (page,) = place(pdf, pointers)
    shown = {p: "".join(c.text for c in page.chars if c.pointer == n) for n, p in enumerate(pointers)}
    assert shown["/issuer/name"] == "Bluestone Widgets Inc"
    assert shown["/non_derivative/0/shares"] == "5,864"
    assert all(c.raised for c in page.chars if c.pointer == 3)
    assert len(page.verticals) >= 3 and len(page.horizontals) >= 3
    assert {p for p, _, _ in boxes([page], pointers)} == set(pointers)
    filings = list(make([("a", "g", GOLD, MARKED)], set(Source), Random(1)))
    assert [f.source for f in filings] == [Source.PDF, Source.MESSY, Source.MESSY, Source.LAYOUT, Source.OCR]
    layout = filings[3].content.decode()
    values = {a.pointer: layout[slice(*a.span)] for a in filings[3].annotations if a.span}
    assert values["/non_derivative/0/shares"] == "5,864"
    assert values["/non_derivative/0/footnotes/shares"] == "(1)"
