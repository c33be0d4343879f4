"""A placed filing drawn again, in another hand: a PDF with lines as strokes, encrypted with an empty password."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import TYPE_CHECKING

from training.render.placed import Char, PlacedPage

if TYPE_CHECKING:
    from fpdf import FPDF

MADE = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
FACE = "Helvetica"


def encrypted(pages: Sequence[PlacedPage]) -> bytes:
    """The pages as a PDF that any reader opens without a password and none may change; needs fpdf2."""
    from fpdf import FPDF

    pdf = FPDF(unit="pt")
    pdf.set_creation_date(MADE)
    pdf.set_encryption(owner_password="samples", user_password="")
    pdf.set_auto_page_break(False)
    pdf.set_line_width(0.5)
    for page in pages:
        pdf.add_page(format=(page.width, page.height))
        for x, top, bottom in page.verticals:
            pdf.line(x, top, x, bottom)
        for y, x0, x1 in page.horizontals:
            pdf.line(x0, y, x1, y)
        for run in page.runs():
            for word in _words(run):
                _write(pdf, word)
    return bytes(pdf.output())


def _words(run: Sequence[Char]) -> list[list[Char]]:
    """A run's words; a raised mark is a word of its own."""
    words: list[list[Char]] = []
    fresh = True
    for char in run:
        if char.text.isspace():
            fresh = True
            continue
        if fresh or char.raised != words[-1][-1].raised:
            words.append([])
        words[-1].append(char)
        fresh = False
    return words


def _write(pdf: FPDF, word: Sequence[Char]) -> None:
    """A word as wide as it was."""
    text, first = "".join(c.text for c in word), word[0]
    pdf.set_font(FACE, size=first.size)
    pdf.set_stretching(100)
    pdf.set_stretching(100 * (word[-1].x1 - first.x0) / max(pdf.get_string_width(text), 0.1))
    pdf.text(first.x0, first.bottom - 0.22 * first.size, text)
