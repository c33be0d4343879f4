from __future__ import annotations

import pypdfium2 as pdfium

from training.render.placed import Char, PlacedPage
from training.render.redraw import encrypted


def a_char(text: str, x: float, run: int, raised: bool = False) -> Char:
    top, size = (97.0, 6.0) if raised else (100.0, 10.0)
    return Char(text, x, top, x + 6, top + size * 1.15, size, run, -1, raised)


def a_page() -> PlacedPage:
    word = [a_char(letter, 50 + 6 * i, 0) for i, letter in enumerate("Held by")]
    mark = [a_char(letter, 92 + 6 * i, 0, raised=True) for i, letter in enumerate("(1)")]
    return PlacedPage(1, 300, 200, (*word, *mark), ((40.0, 90.0, 120.0),), ((90.0, 40.0, 200.0),))


def test_an_encrypted_drawing_opens_without_a_password_and_keeps_its_words_in_their_places() -> None:
    pdf = encrypted([a_page(), a_page()])
    assert b"/Encrypt" in pdf
    document = pdfium.PdfDocument(pdf)
    assert len(document) == 2
    page = document[0]
    assert page.get_size() == (300, 200)
    text = page.get_textpage()
    assert text.get_text_range().split() == ["Held", "by(1)"]
    left, bottom, _, top = text.get_charbox(0, loose=True)
    assert round(left) == 50
    assert round(text.get_charbox(3, loose=True)[2]) == 74
    assert 80 < bottom < 95 < top < 105
