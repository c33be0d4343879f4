"""Where words stand on the page as it was given: in a scan that lay askew, not where the upright page has them."""

from __future__ import annotations

from collections.abc import Sequence

from extraction.document import Box, Document, Source


def box_on_page(boxes: Sequence[Box], number: int, document: Document) -> Box | None:
    """The box around boxes of one page, in points from the top left of the page as given; None for a text."""
    seen = next((p.seen for p in document.pages if p.number == number), None)
    if seen is None and document.source is not Source.PDF:
        return None
    around = min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes)
    return around if seen is None else _moved(around, seen)


def _moved(box: Box, matrix: Sequence[float]) -> Box:
    """The upright box around a box whose corners a matrix moves."""
    a, b, c, d, e, f, g, h, i = matrix
    corners = [(x, y, g * x + h * y + i) for x in (box[0], box[2]) for y in (box[1], box[3])]
    xs, ys = [(a * x + b * y + c) / w for x, y, w in corners], [(d * x + e * y + f) / w for x, y, w in corners]
    return min(xs), min(ys), max(xs), max(ys)
