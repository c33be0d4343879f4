"""Where things stand on the page as it was given: in a scan that lay askew, not where the upright page has them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extraction.document import Box, Document, Source


def box_on_page(boxes: Sequence[Box], number: int, document: Document) -> Box | None:
    """The box around boxes of one page, in points from the top left of the page as given; None for a text."""
    seen = next((p.seen for p in document.pages if p.number == number), None)
    if seen is None and document.source is not Source.PDF:
        return None
    around = min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes)
    return around if seen is None else _moved(around, seen)


def tell_handwriting(document: Document) -> Iterator[str]:
    """Sentences that say where a document is written on by hand, in points of the pages as given."""
    for page in document.pages:
        for box in page.handwritten:
            x0, top, x1, bottom = (round(v) for v in box_on_page([box], page.number, document) or box)
            yield f"page {page.number}: handwriting at {x0} to {x1} points across, {top} to {bottom} down, not read."


def _moved(box: Box, matrix: Sequence[float]) -> Box:
    """The upright box around a box whose corners a matrix moves."""
    a, b, c, d, e, f, g, h, i = matrix
    corners = [(x, y, g * x + h * y + i) for x in (box[0], box[2]) for y in (box[1], box[3])]
    xs, ys = [(a * x + b * y + c) / w for x, y, w in corners], [(d * x + e * y + f) / w for x, y, w in corners]
    return min(xs), min(ys), max(xs), max(ys)
