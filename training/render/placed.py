"""A printed filing read back: every character with its box, the line it stands on and the value it belongs to."""

from __future__ import annotations

import ctypes
import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from extraction.document import Box

MARK = re.compile(r'<span data-p="([^"]*)"')
NOTHING = -1
THIN = 3.0
RAISED = frozenset(map(ord, "0123456789()[]*,†‡# "))
"""Characters of a raised mark: a smaller font beside a larger one is none."""
LETTERS = {2: "-", 0xFFFE: "-", 0xAD: "-", 0xA0: " "}


@dataclass(frozen=True, slots=True)
class Char:
    """A character; points from the page's top left. `pointer` indexes the filing's pointers, -1 is none."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    run: int
    pointer: int
    raised: bool

    @property
    def middle(self) -> float:
        return (self.x0 + self.x1) / 2

    @property
    def height(self) -> float:
        """Where its middle stands, from the top."""
        return (self.top + self.bottom) / 2


Line = list[Char]


@dataclass(frozen=True, slots=True)
class PlacedPage:
    """A page's characters in the order of the PDF, and its rulings: vertical (x, top, bottom), horizontal (y, x0, x1).

    Characters of one `run` stand side by side on one baseline; a run ends at a gap wider than a space.
    """

    number: int
    width: float
    height: float
    chars: tuple[Char, ...]
    verticals: tuple[tuple[float, float, float], ...]
    horizontals: tuple[tuple[float, float, float], ...]

    def runs(self) -> Iterator[tuple[Char, ...]]:
        """The page's runs, in the order of the PDF."""
        start = 0
        for at in range(1, len(self.chars) + 1):
            if at == len(self.chars) or self.chars[at].run != self.chars[start].run:
                yield self.chars[start:at]
                start = at


def colour(marked: str) -> tuple[str, tuple[str, ...]]:
    """Marked HTML with a near-black text colour for each pointer, and the pointers in the order of their numbers."""
    pointers: dict[str, int] = {}

    def paint(match: re.Match[str]) -> str:
        number = pointers.setdefault(html.unescape(match[1]), len(pointers))
        return f'<span style="color:#{_rgb(number):06x} !important"'

    return MARK.sub(paint, marked), tuple(pointers)


def _rgb(number: int) -> int:
    """The colour of a pointer: 12 bits of number in red and green, and 6 bits that check them in blue."""
    red, green = (number >> 6) & 63, number & 63
    return red << 16 | green << 8 | _check(red, green)


def _check(red: int, green: int) -> int:
    return (red * 7 + green * 13 + 21) & 63


def _number(red: int, green: int, blue: int, count: int) -> int:
    """The pointer of a colour, or -1."""
    number = red << 6 | green
    return number if max(red, green, blue) < 64 and blue == _check(red, green) and number < count else NOTHING


def place(pdf: bytes, pointers: Sequence[str]) -> list[PlacedPage]:
    """Every page of a PDF printed from the HTML that `colour` made."""
    document = pdfium.PdfDocument(pdf)
    try:
        return [_place_page(page, number, len(pointers)) for number, page in enumerate(document, 1)]
    finally:
        document.close()


def _place_page(page: pdfium.PdfPage, number: int, count: int) -> PlacedPage:
    width, height = page.get_size()
    verticals, horizontals = _rulings(page, height)
    text = page.get_textpage()
    try:
        chars = tuple(_chars(text.raw, height, count))
    finally:
        text.close()
    return PlacedPage(number, width, height, chars, verticals, horizontals)


def _chars(text: raw.FPDF_TEXTPAGE, height: float, count: int) -> Iterator[Char]:
    """The characters that a text page bears, with runs and raised marks worked out from baselines and sizes."""
    x, y = ctypes.c_double(), ctypes.c_double()
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    box = raw.FS_RECTF()
    run, last, base, spaced = -1, -1e9, Char("", 0, 0, 0, -1e9, 1.0, -1, NOTHING, False), False
    for at in range(raw.FPDFText_CountChars(text)):
        code = raw.FPDFText_GetUnicode(text, at)
        if code in (0, 10, 13):
            continue
        if code == 32 and raw.FPDFText_IsGenerated(text, at) == 1:
            spaced = True
            continue
        raw.FPDFText_GetLooseCharBox(text, at, box)
        raw.FPDFText_GetCharOrigin(text, at, x, y)
        raw.FPDFText_GetFillColor(text, at, red, green, blue, alpha)
        low, size = height - y.value, max(box.top - box.bottom, 1.0) / 1.15
        near = -0.5 * base.size < box.left - last < 0.45 * base.size
        rise = base.bottom - low
        raised = near and code in RAISED and size < 0.9 * base.size and 0.12 * base.size < rise < 0.8 * base.size
        same = near and (raised or abs(rise) < 0.1 * base.size)
        run += not same
        pointer = _number(red.value, green.value, blue.value, count)
        char = Char(
            LETTERS.get(code) or chr(code),
            box.left,
            height - box.top,
            box.right,
            height - box.bottom,
            size,
            run,
            pointer,
            raised,
        )
        apart = spaced or pointer != base.pointer
        if same and not raised and box.left - last > (0.06 if apart else 0.15) * size:
            yield replace(char, text=" ", x0=last, x1=box.left, raised=False, pointer=NOTHING)
        yield char
        last, spaced = box.right, False
        if not raised:
            base = replace(char, bottom=low)


def _rulings(
    page: pdfium.PdfPage, height: float
) -> tuple[tuple[tuple[float, float, float], ...], tuple[tuple[float, float, float], ...]]:
    """Thin paths as lines, and the sides of stroked or tinted boxes."""
    verticals: set[tuple[float, float, float]] = set()
    horizontals: set[tuple[float, float, float]] = set()
    for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH]):
        x0, low, x1, high = item.get_bounds()
        top, bottom = height - high, height - low
        if x1 - x0 <= THIN < bottom - top:
            verticals.add(((x0 + x1) / 2, top, bottom))
        elif bottom - top <= THIN < x1 - x0:
            horizontals.add(((top + bottom) / 2, x0, x1))
        elif bottom - top > THIN and x1 - x0 > THIN and not _is_white(item):
            verticals |= {(x0, top, bottom), (x1, top, bottom)}
            horizontals |= {(top, x0, x1), (bottom, x0, x1)}
    return tuple(sorted(verticals)), tuple(sorted(horizontals))


def _is_white(item: pdfium.PdfObject) -> bool:
    """Whether a path is a filled white area without a stroke."""
    mode, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(item.raw, mode, stroke)
    rgba = [ctypes.c_uint() for _ in range(4)]
    raw.FPDFPageObj_GetFillColor(item.raw, *rgba)
    return not stroke.value and (not mode.value or min(c.value for c in rgba[:3]) > 250 or rgba[3].value == 0)


def boxes(pages: Sequence[PlacedPage], pointers: Sequence[str]) -> Iterator[tuple[str, int, Box]]:
    """Pointer, page and box of each stretch of a value on one line."""
    for page in pages:
        for chars in page.runs():
            start = 0
            for at in range(1, len(chars) + 1):
                if at == len(chars) or chars[at].pointer != chars[start].pointer:
                    part = [c for c in chars[start:at] if c.text != " "]
                    if chars[start].pointer != NOTHING and part:
                        yield pointers[part[0].pointer], page.number, around(part)
                    start = at


def around(chars: Sequence[Char]) -> Box:
    """The box around characters."""
    return (
        min(c.x0 for c in chars),
        min(c.top for c in chars),
        max(c.x1 for c in chars),
        max(c.bottom for c in chars),
    )


def lines_of(chars: Sequence[Char]) -> list[Line]:
    """Characters as lines from top to bottom, each from left to right; raised ones stay with their run."""
    runs: dict[int, Line] = {}
    for char in chars:
        runs.setdefault(char.run, []).append(char)
    lines: list[tuple[float, float, list[Line]]] = []
    for run in sorted(runs.values(), key=lambda r: (r[0].height, r[0].x0)):
        middle, size = run[0].height, run[0].size
        if lines and abs(lines[-1][0] - middle) < 0.5 * min(size, lines[-1][1]):
            lines[-1][2].append(run)
        else:
            lines.append((middle, size, [run]))
    return [[c for run in sorted(line, key=lambda r: r[0].x0) for c in run] for _, _, line in lines]
