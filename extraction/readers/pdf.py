"""Digital PDF read into words with boxes and, where lines are ruled, tables."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

import pypdfium2
import pypdfium2.raw as pdfium

from extraction.document import Box, Document, Page, Source, Word
from extraction.errors import Empty, PasswordProtected, Truncated
from extraction.layout.lines import raise_marks
from extraction.layout.ruling import Edge, Ruling
from extraction.layout.tables import lay_out
from extraction.readers.text_layer import needs_eyes

_Matrix = tuple[float, float, float, float, float, float]
_Char = tuple[str, float, float, float, float, float]
"""Character, x0, top, x1, bottom, baseline."""

_UNIT: _Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_THIN = 2.5
"""A filled shape thinner than this (points) is a ruling line."""
_LEAST = 4.0
"""A line shorter than this (points) rules nothing."""
_HYPHENS = {0x02: "-", 0xFFFE: "-"}
"""What pdfium gives for a hyphen at a line's end."""
_NO_LETTER = "\ufffd"
"""For half of a character of two units that stands alone."""
_LINE_ENDS = (0x0D, 0x0A)
_END: _Char = ("\n", 0.0, 0.0, 0.0, 0.0, 0.0)
"""pdfium's own end of a line: on some pages it puts one between letters that are drawn one by one."""


def read(content: bytes, name: str, ocr: str = "rapid") -> Document:
    """A PDF's pages; boxes in points from the top left of the page as it is shown.

    Pages without text that can be used are read as images by the engine `ocr`: then nothing is taken for certain.
    Raises PasswordProtected, Truncated (damaged), Empty (nothing on its pages), or NeedsOcr without that engine.
    """
    pdf = _open(content, name)
    try:
        read = [_read_page(pdf, number, name, ocr) for number in range(1, len(pdf) + 1)]
    finally:
        pdf.close()
    if not any(page.blocks for page, _ in read):
        raise Empty(f"{name}: the PDF's pages are blank")
    return Document(name, Source.OCR if any(scanned for _, scanned in read) else Source.PDF, tuple(p for p, _ in read))


def _open(content: bytes, name: str) -> pypdfium2.PdfDocument:
    try:
        pdf = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        if pdfium.FPDF_GetLastError() == pdfium.FPDF_ERR_PASSWORD or "password" in str(error).lower():
            raise PasswordProtected(f"{name}: the PDF asks for a password; save a copy without one") from error
        raise Truncated(f"{name}: the PDF is damaged or cut short and cannot be opened; fetch it again") from error
    if not len(pdf):
        raise Truncated(f"{name}: the PDF has no pages; fetch it again")
    return pdf


def _read_page(pdf: pypdfium2.PdfDocument, number: int, name: str, ocr: str) -> tuple[Page, bool]:
    """A page, and whether it was read as an image."""
    try:
        page = pdf[number - 1]
    except pypdfium2.PdfiumError as error:
        raise Truncated(f"{name}: page {number} of the PDF is damaged; fetch it again") from error
    width, height = page.get_size()
    place = _placing(page)
    words = [w for w in _words(page, number, place) if _within(w.box, width, height)]
    scanned = needs_eyes(page, words)
    if scanned:
        from extraction.readers import image
        from extraction.scan.recognise import load_engine

        read = image.read_pdf_page(page, number, load_engine(ocr))
    else:
        read = Page(number, width, height, lay_out(words, _ruling(page, place)))
    page.close()
    return read, scanned


def _placing(page: pypdfium2.PdfPage) -> Callable[[float, float], tuple[float, float]]:
    """From the page's own coordinates to points from the top left of what is shown (cropped, turned)."""
    left, bottom, right, top = page.get_bbox()
    return (
        lambda x, y: (x - left, top - y),
        lambda x, y: (y - bottom, x - left),
        lambda x, y: (right - x, y - bottom),
        lambda x, y: (top - y, right - x),
    )[page.get_rotation() // 90 % 4]


def _within(box: Box, width: float, height: float) -> bool:
    return 0 <= (box[0] + box[2]) / 2 <= width and 0 <= (box[1] + box[3]) / 2 <= height


def _words(page: pypdfium2.PdfPage, number: int, place: Callable[[float, float], tuple[float, float]]) -> list[Word]:
    """The page's words in the order in which the PDF draws them."""
    words: list[Word] = []
    baselines: list[float] = []
    run: list[_Char] = []

    def end() -> None:
        if run:
            box = (run[0][1], min(c[2] for c in run), max(c[3] for c in run), max(c[4] for c in run))
            words.append(Word("".join(c[0] for c in run), box, number))
            baselines.append(run[0][5])
            run.clear()

    ended = False
    for char in _chars(page, place):
        if char is _END:
            ended = True
            continue
        if char is None or (run and _parts(run, char, ended)):
            end()
        if char is not None:
            run.append(char)
        ended = False
    end()
    return raise_marks(words, baselines)


def _chars(page: pypdfium2.PdfPage, place: Callable[[float, float], tuple[float, float]]) -> Iterator[_Char | None]:
    """Characters with their boxes; None for white space, `_END` for an end of a line."""
    textpage = page.get_textpage()
    rect, x, y = pdfium.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    at_rect, at_x, at_y = ctypes.byref(rect), ctypes.byref(x), ctypes.byref(y)
    unicode, box, origin = pdfium.FPDFText_GetUnicode, pdfium.FPDFText_GetLooseCharBox, pdfium.FPDFText_GetCharOrigin
    for i in range(textpage.count_chars()):
        code = unicode(textpage, i)
        if code in _LINE_ENDS:
            yield _END
            continue
        char = _HYPHENS.get(code) or (_NO_LETTER if 0xD800 <= code <= 0xDFFF else chr(code))
        if char.isspace() or code in (0, 0x200B, 0xAD):
            yield None
            continue
        if not box(textpage, i, at_rect) or not origin(textpage, i, at_x, at_y):
            continue
        x0, y0 = place(rect.left, rect.top)
        x1, y1 = place(rect.right, rect.bottom)
        yield char, min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1), place(x.value, y.value)[1]
    textpage.close()


def _parts(run: Sequence[_Char], char: _Char, ended: bool = False) -> bool:
    """Whether a word ends before a character: a gap, a new line, a step up or down to a mark.

    A narrow gap is a space that kerning drew in, where the characters before it stand closer or pdfium ends a line
    (`ended`).
    """
    last = run[-1]
    em = max(last[4] - last[2], char[4] - char[2])
    gap = char[1] - last[3]
    closer = ended or (len(run) > 1 and last[1] - run[-2][3] < 0.02 * em)
    return not -0.5 * em < gap < (0.1 if closer else 0.25) * em or abs(char[5] - last[5]) > 0.12 * em


def _ruling(page: pypdfium2.PdfPage, place: Callable[[float, float], tuple[float, float]]) -> Ruling:
    """The lines that the page draws: strokes, thin filled shapes, and the sides of stroked rectangles."""
    horizontal: list[Edge] = []
    vertical: list[Edge] = []
    for left, bottom, right, top, outlined in _shapes(page):
        (x0, y0), (x1, y1) = place(left, bottom), place(right, top)
        x0, x1, y0, y1 = min(x0, x1), max(x0, x1), min(y0, y1), max(y0, y1)
        if y1 - y0 <= _THIN:
            horizontal += [((y0 + y1) / 2, x0, x1)] if x1 - x0 >= _LEAST else []
        elif x1 - x0 <= _THIN:
            vertical += [((x0 + x1) / 2, y0, y1)] if y1 - y0 >= _LEAST else []
        elif outlined:
            horizontal += [(y0, x0, x1), (y1, x0, x1)]
            vertical += [(x0, y0, y1), (x1, y0, y1)]
    return Ruling(tuple(horizontal), tuple(vertical))


_Shape = tuple[float, float, float, float, bool]
"""Left, bottom, right, top in the page's own coordinates, and whether its outline is drawn."""


def _shapes(page: pypdfium2.PdfPage) -> Iterator[_Shape]:
    for i in range(pdfium.FPDFPage_CountObjects(page)):
        yield from _object_shapes(pdfium.FPDFPage_GetObject(page, i), _UNIT, 0)


def _object_shapes(drawn: object, matrix: _Matrix, depth: int) -> Iterator[_Shape]:
    kind = pdfium.FPDFPageObj_GetType(drawn)
    if kind == pdfium.FPDF_PAGEOBJ_FORM and depth < 8:
        inner = _multiply(_matrix(drawn), matrix)
        for i in range(pdfium.FPDFFormObj_CountObjects(drawn)):
            yield from _object_shapes(pdfium.FPDFFormObj_GetObject(drawn, i), inner, depth + 1)
    elif kind == pdfium.FPDF_PAGEOBJ_PATH:
        yield from _path_shapes(drawn, matrix)


def _path_shapes(path: object, matrix: _Matrix) -> Iterator[_Shape]:
    """A path's figures; a filled path of several figures is a border: its outline counts as drawn."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(path, fill, stroke)
    if (not fill.value and not stroke.value) or _is_white(path, bool(stroke.value)):
        return
    count = pdfium.FPDFPath_CountSegments(path)
    if count <= 5 and not stroke.value:
        yield (*_bounds(path, matrix), False)
        return
    figures = list(_figures(path, count, _multiply(_matrix(path), matrix)))
    for points in figures:
        xs, ys = [p[0] for p in points], [p[1] for p in points]
        box = (min(xs), min(ys), max(xs), max(ys))
        if _is_rectangle(points, box):
            yield (*box, bool(stroke.value) or len(figures) > 1)
        elif stroke.value:
            for (x0, y0), (x1, y1) in pairwise(points):
                if abs(x0 - x1) < 0.5 or abs(y0 - y1) < 0.5:
                    yield min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1), False


def _figures(path: object, count: int, matrix: _Matrix) -> Iterator[list[tuple[float, float]]]:
    """The points of each figure of a path, in the page's own coordinates; curves by their end points."""
    x, y = ctypes.c_float(), ctypes.c_float()
    a, b, c, d, e, f = matrix
    points: list[tuple[float, float]] = []
    for i in range(min(count, 5000)):
        segment = pdfium.FPDFPath_GetPathSegment(path, i)
        if not pdfium.FPDFPathSegment_GetPoint(segment, x, y):
            continue
        if pdfium.FPDFPathSegment_GetType(segment) == pdfium.FPDF_SEGMENT_MOVETO and points:
            yield points
            points = []
        points.append((a * x.value + c * y.value + e, b * x.value + d * y.value + f))
        if pdfium.FPDFPathSegment_GetClose(segment):
            points.append(points[0])
    if points:
        yield points


def _is_rectangle(points: list[tuple[float, float]], box: Box) -> bool:
    """Four corners on the box's corners, or a figure too thin to matter."""
    if min(box[2] - box[0], box[3] - box[1]) <= _THIN:
        return True
    near = (min(abs(px - box[0]), abs(px - box[2])) + min(abs(py - box[1]), abs(py - box[3])) for px, py in points)
    return 4 <= len(points) <= 6 and points[0] != points[1] and all(n < 0.5 for n in near)


def _is_white(path: object, stroked: bool) -> bool:
    """Whether a shape is drawn in white or not at all."""
    r, g, b, a = (ctypes.c_uint() for _ in range(4))
    get = pdfium.FPDFPageObj_GetStrokeColor if stroked else pdfium.FPDFPageObj_GetFillColor
    return bool(get(path, r, g, b, a)) and (a.value < 8 or min(r.value, g.value, b.value) > 250)


def _bounds(drawn: object, matrix: _Matrix) -> Box:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    pdfium.FPDFPageObj_GetBounds(drawn, left, bottom, right, top)
    if matrix is _UNIT:
        return left.value, bottom.value, right.value, top.value
    a, b, c, d, e, f = matrix
    corners = [(x, y) for x in (left.value, right.value) for y in (bottom.value, top.value)]
    xs, ys = [a * x + c * y + e for x, y in corners], [b * x + d * y + f for x, y in corners]
    return min(xs), min(ys), max(xs), max(ys)


def _matrix(drawn: object) -> _Matrix:
    m = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(drawn, m)
    return m.a, m.b, m.c, m.d, m.e, m.f


def _multiply(inner: _Matrix, outer: _Matrix) -> _Matrix:
    """The matrix that applies `inner`, then `outer`."""
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u
