"""Handwriting on a sheet: found by its joined strokes, and left out of what is read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from extraction.scan.clean import find_ink
from extraction.scan.letters import Picture, Recogniser
from extraction.scan.masks import AREA, HEIGHT, LEFT, TOP, WIDTH, grown, label, opened
from extraction.scan.prepare import Prepared
from extraction.scan.segments import LOWEST, Pixels, Segment
from extraction.scan.sheet import Grey

WIDER, TALLER = 4.0, 1.3
"""A stroke of handwriting is so many times as wide, and as tall, as a usual piece of the page's print is tall."""
LARGEST = 12.0
"""Print is usually no taller than this (points), whatever a page of few words may suggest."""
WIDEST, TALLEST = 400.0, 120.0
"""No handwriting is larger than this, in points."""
SPARSE = 0.4
"""The part of its box that a stroke fills, at most; print that ran together fills more."""
STRAIGHT = 0.5
"""A straight stroke is so long, in parts of the box; where such make up half of the ink it is a frame or a rule."""
LEGIBLE, DENSE = 0.93, 0.65
"""Print is read more surely than this, letter by letter, and has so many letters on a stretch as wide as it is tall."""
AROUND = 1.0
"""What stands so near by (heights of print) and cannot be read either belongs to the handwriting."""
WORD = 3
"""Print with a stroke written over it has so many letters or more; fewer are parts of the stroke."""


@dataclass(frozen=True, slots=True, eq=False)
class Stroke:
    """A piece of ink that may be written by hand: its box, and its ink in it."""

    box: Pixels
    ink: Grey


def part_handwriting(prepared: Prepared, recogniser: Recogniser) -> tuple[Prepared, tuple[Pixels, ...]]:
    """The sheet without what is written by hand, and the boxes of that."""
    scale = prepared.sheet.scale
    heights = [h for s in prepared.segments for p in s.pieces if (h := p[3] - p[1]) > LOWEST * scale]
    usual = min(float(np.median(heights)) if heights else np.inf, LARGEST * scale)
    strokes = [s for s in _find_strokes(prepared, usual) if not _letters(s.box, prepared.bare, recogniser)]
    if not strokes:
        return prepared, ()
    bare = prepared.bare.copy()
    for stroke in strokes:
        x0, y0, x1, y1 = stroke.box
        bare[y0:y1, x0:x1][grown(stroke.ink, 5, 5) > 0] = 255
    boxes, segments = [s.box for s in strokes], list(prepared.segments)
    for box in [s.box for s in strokes]:
        parted = [_printed(s, box, AROUND * usual, bare, recogniser) for s in segments]
        boxes += [s.box for s, print_ in zip(segments, parted, strict=True) if print_ is None]
        segments = [s for s in parted if s]
    return replace(prepared, bare=bare, segments=tuple(segments)), tuple(_joined(boxes))


def _printed(segment: Segment, stroke: Pixels, reach: float, bare: Grey, recogniser: Recogniser) -> Segment | None:
    """A run of text without the stroke that stands in it or near it; None where it is part of what is written."""
    pieces = tuple(p for p in segment.pieces if not _is_most(p, stroke))
    if len(pieces) == len(segment.pieces) and not _meet(segment.box, stroke, reach):
        return segment
    rest = replace(segment, box=_around(pieces), pieces=pieces) if pieces else None
    least = WORD if _meet(segment.box, stroke, 0) else 1
    return rest if rest and _letters(rest.box, bare, recogniser) >= least else None


def _find_strokes(prepared: Prepared, usual: float) -> Iterator[Stroke]:
    """Pieces of ink that are wider and taller than letters, thin, and neither frames nor at the edge of the sheet."""
    labels, stats = label(find_ink(prepared.bare))
    scale, (width, height) = prepared.sheet.scale, prepared.sheet.size
    wide = (stats[:, WIDTH] >= WIDER * usual) & (stats[:, WIDTH] <= WIDEST * scale)
    tall = (stats[:, HEIGHT] >= TALLER * usual) & (stats[:, HEIGHT] <= TALLEST * scale)
    thin = stats[:, AREA] <= SPARSE * stats[:, WIDTH] * stats[:, HEIGHT]
    for n in np.nonzero(wide & tall & thin)[0].tolist():
        x, y, w, h = (int(stats[n, k]) for k in (LEFT, TOP, WIDTH, HEIGHT))
        ink: Grey = np.where(labels[y : y + h, x : x + w] == n, 255, 0).astype(np.uint8)
        if n and x > 1 and y > 1 and x + w < width - 1 and y + h < height - 1 and not _is_drawn(ink):
            yield Stroke((x, y, x + w, y + h), ink)


def _is_drawn(ink: Grey) -> bool:
    """Whether straight lines make up most of a piece."""
    height, width = ink.shape
    straight = opened(ink, round(STRAIGHT * width), 1) | opened(ink, 1, max(round(STRAIGHT * height), 3))
    return np.count_nonzero(straight) > 0.5 * np.count_nonzero(ink)


def _letters(box: Pixels, grey: Grey, recogniser: Recogniser) -> int:
    """How many letters and figures stand in a box, where that is print; 0 where it is not."""
    (chars,) = recogniser.read([Picture(_cut(box, grey))])
    if not chars or sum(c.score for c in chars) / len(chars) < LEGIBLE:
        return 0
    return len(chars) if len(chars) * (box[3] - box[1]) > DENSE * (box[2] - box[0]) else 0


def _cut(box: Pixels, grey: Grey) -> Grey:
    """The picture in a box with a little paper around it."""
    edge = max(3, round(0.15 * (box[3] - box[1])))
    return grey[max(0, box[1] - edge) : box[3] + edge, max(0, box[0] - edge) : box[2] + edge]


def _meet(box: Pixels, other: Pixels, slack: float) -> bool:
    """Whether the middle of a box stands in another, or no farther from it."""
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return other[0] - slack <= x <= other[2] + slack and other[1] - slack <= y <= other[3] + slack


def _is_most(piece: Pixels, stroke: Pixels) -> bool:
    """Whether a piece of a run is the stroke, or the greater part of it."""
    return _meet(piece, stroke, 0) and piece[2] - piece[0] > 0.5 * (stroke[2] - stroke[0])


def _around(boxes: Sequence[Pixels]) -> Pixels:
    x0, y0, x1, y1 = zip(*boxes, strict=True)
    return min(x0), min(y0), max(x1), max(y1)


def _joined(boxes: Sequence[Pixels]) -> list[Pixels]:
    """Boxes with those that overlap made one."""
    out: list[Pixels] = []
    for box in boxes:
        apart = [b for b in out if b[2] < box[0] or box[2] < b[0] or b[3] < box[1] or box[3] < b[1]]
        out = [*apart, _around([box, *(b for b in out if b not in apart)])]
    return sorted(out, key=lambda b: (b[1], b[0]))
