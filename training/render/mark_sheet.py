"""Invented values, footnote marks and words on faxed sheets: what the model of marks learns from. Needs fpdf2."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

import numpy as np
import pypdfium2 as pdfium
from PIL import Image, ImageFilter

from extraction.document import Box
from extraction.scan.printed import PRINTED
from extraction.scan.sheet import Grey
from training.render.scan_noise import Matrix, grained, pixels_of, render, turned

DPI = 200
WIDTH, BOTTOM, MARGIN = 590.0, 772.0, 22.0
FONTS = ("times", "helvetica", "times", "helvetica", "courier")
STYLES = ("", "", "", "B", "I")
SIZES = (3.9, 8.5)
"""Points, of marks; of what they stand behind so many times as much:"""
LARGER = (1.2, 2.0)
RAISED = (0.25, 0.5)
"""How far a mark stands above the line, in parts of the size of what it stands behind."""
NUMBERS = (*range(1, 10), *range(1, 10), *range(1, 10), *range(10, 20))
VALUES = ("D", "I", "A", "$0", "$0.00", "(2)", "0", "M", "Yes", "X", "By Trust", "See Footnote", "Common Stock")
SIGNS = ("th", "st", "*", "**", "TM", "®", "'", '"', "-", "--", "/s/", ".", "1/2", "i", "ii", "(A)", "(D)", "N/A")


@dataclass(frozen=True, slots=True)
class DrawnMarks:
    """Footnote numbers side by side, and their box in points of the sheet, or in pixels of its picture."""

    numbers: tuple[int, ...]
    box: Box


@dataclass(frozen=True, slots=True, eq=False)
class MarkSheet:
    """A faxed sheet upright, and the marks on it in pixels."""

    grey: Grey
    marks: tuple[DrawnMarks, ...]


def make_mark_sheet(rng: Random) -> MarkSheet:
    """A sheet at random: another one for each seed."""
    content, marks = _draw(rng)
    grey, onto = _send(pdfium.PdfDocument(content)[0], rng)
    return MarkSheet(grey, tuple(DrawnMarks(m.numbers, _onto(m.box, onto)) for m in marks))


def _draw(rng: Random) -> tuple[bytes, list[DrawnMarks]]:
    """A PDF of one page, and its marks in points."""
    from fpdf import FPDF

    pdf = FPDF(unit="pt", format="letter")
    pdf.set_auto_page_break(False)
    pdf.add_page()
    marks: list[DrawnMarks] = []
    foot = MARGIN + 6
    while foot < BOTTOM:
        font, style, size = rng.choice(FONTS), rng.choice(STYLES), rng.uniform(*SIZES)
        body = size * rng.uniform(*LARGER)
        at = MARGIN
        prose = rng.random() < 0.25
        while at < WIDTH - 60:
            if prose or rng.random() < 0.3:
                pdf.set_font(font, style, size if prose else body)
                text = _invent_words(rng)
                pdf.text(at, foot, text)
                at += pdf.get_string_width(text) + (2 if prose else rng.uniform(9, 20))
                continue
            raise_by = 0.0
            if rng.random() < 0.6:
                pdf.set_font(font, style, body)
                value = _invent_value(rng)
                pdf.text(at, foot, value)
                at += pdf.get_string_width(value) + rng.choice((0, 0, 0.4, 1.2, 2.5))
                raise_by = body * rng.uniform(*RAISED)
            numbers = tuple(rng.choices(NUMBERS, k=rng.choices((1, 2, 3), (8, 2, 1))[0]))
            pdf.set_font(font, style, size)
            text = "".join(f"({n})" for n in numbers)
            pdf.text(at, foot - raise_by, text)
            width = pdf.get_string_width(text)
            marks.append(
                DrawnMarks(numbers, (at, foot - raise_by - 0.8 * size, at + width, foot - raise_by + 0.26 * size))
            )
            at += width + rng.uniform(9, 20)
        foot += 1.35 * body + rng.uniform(1, 7)
    return bytes(pdf.output()), marks


def _invent_value(rng: Random) -> str:
    kind = rng.random()
    if kind < 0.4:
        return f"{rng.randrange(10 ** rng.randrange(1, 7)):,}"
    if kind < 0.6:
        return f"${rng.randrange(400)}.{rng.randrange(100):02}"
    if kind < 0.7:
        return f"{rng.randrange(1, 13):02}/{rng.randrange(1, 29):02}/20{rng.randrange(30):02}"
    return rng.choice(VALUES)


def _invent_words(rng: Random) -> str:
    """A few words in a row of what the form prints, a value, or a sign."""
    kind = rng.random()
    if kind < 0.2:
        return rng.choice(SIGNS)
    if kind < 0.35:
        return _invent_value(rng)
    words = rng.choice(PRINTED).split()
    start = rng.randrange(len(words))
    return " ".join(words[start : start + rng.choice((1, 1, 2, 3, 6))])


def _send(page: pdfium.PdfPage, rng: Random) -> tuple[Grey, Matrix]:
    """A page in black and white, thin or bold, with specks and holes, laid askew and upright again."""
    sheet = render(page, DPI).filter(ImageFilter.GaussianBlur(rng.uniform(0.2, 0.8)))
    askew, onto = turned(sheet, rng.gauss(0, 0.5), pixels_of(DPI))
    black = np.asarray(grained(askew, rng.uniform(6, 26), rng)) < rng.uniform(105, 175)
    for ink, density in ((True, rng.uniform(0.3, 2.0)), (False, rng.uniform(0.0, 1.5))):
        for _ in range(round(black.size * density * 1e-4)):
            x, y, size = rng.randrange(black.shape[1]), rng.randrange(black.shape[0]), rng.choice((1, 1, 2, 3))
            black[y : y + (size if ink else min(size, 2)), x : x + size] = ink
    image = Image.fromarray(np.where(black, 0, 255).astype(np.uint8))
    upright, onto = turned(image, rng.gauss(0, 0.4), onto)
    return np.asarray(upright, dtype=np.uint8), onto


def _onto(box: Box, matrix: Matrix) -> Box:
    corners: Iterator[float] = iter(
        (matrix @ np.array([[box[0], box[2]], [box[1], box[3]], [1, 1]]))[:2].T.ravel().tolist()
    )
    return next(corners), next(corners), next(corners), next(corners)
