"""Ink to runs of text: what stands on one line without a wide gap, its marks set apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from extraction.scan.masks import HEIGHT, WIDTH, closed, grown, label, where
from extraction.scan.sheet import Grey

JOIN = 5.0
"""Pieces of a line nearer than this (points) are read together."""
SPECK = 1.6
"""Ink no larger than this (points) is a dot or dust."""
BESIDE, ABOVE = 2.2, 1.4
"""A dot stands no farther than this (points) beside, above or below a letter."""
CLEAR, HIGH = 0.1, 0.27
"""A mark's signs stand so far above the line, its figures at least so far: in parts of the line's height."""
DOT = 0.24
"""A dot's size, in parts of its line's height."""
SLENDER = 5.0
"""The side of a cell is longer than so many times its width."""
LOWEST = 3.0
"""No line of text is lower than this, in points."""
BAR = 8.0
"""What is so many times as wide as high, and about as low as a line of print can be, is a bar across the page."""
TALL = 40.0
"""Ink taller than this (points) is a picture."""

Pixels = tuple[int, int, int, int]
"""x0, top, x1, bottom in pixels."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of text: its box, and those of the pieces of ink in it from left to right."""

    box: Pixels
    pieces: tuple[Pixels, ...]
    raised: bool = False
    left: int = 0
    right: int = 1 << 30
    """Beyond these columns stand other parts of the same run."""
    marks: tuple[tuple[str, float], ...] = ()
    """Where its shape told that it is a footnote mark: what it may be, with what each costs more, in nats."""
    instead: tuple[Segment, ...] = ()
    """The footnote marks that it is if it cannot be read as anything else."""

    @property
    def line(self) -> tuple[float, float]:
        """Top and bottom of the line of print, whichever letters stand in it."""
        heights = [p[3] - p[1] for p in self.pieces]
        height = float(np.percentile(heights, 90))
        foot = float(np.median([p[3] for p, h in zip(self.pieces, heights, strict=True) if h >= 0.5 * height]))
        return foot - 1.25 * height, foot + 0.35 * height


def find_segments(ink: Grey, lines: Grey, scale: float) -> tuple[list[Segment], list[Pixels]]:
    """The runs of text of a page, from top to bottom, and boxes of its dust; `lines` part runs."""
    pieces, dust = _pieces(ink, scale)
    drawn = np.zeros_like(ink)
    for x0, y0, x1, y1 in pieces:
        drawn[y0:y1, x0:x1] = 255
    reach = max(1, round(JOIN * scale))
    labels, _ = label(closed(drawn, reach, 1) & ~lines | drawn)
    held: dict[int, list[Pixels]] = {}
    for piece in pieces:
        held.setdefault(int(labels[piece[1], piece[0]]), []).append(piece)
    found = [part for group in held.values() for part in _by_line(group)]
    joined = _joined(found, scale)
    stumps = [s for s in joined if _is_stump(s, lines) or _is_bar(s, scale)]
    kept = [_swept(s, lines) for s in joined if s not in stumps]
    dust += [p for _, swept in kept for p in swept] + [p for s in stumps for p in s.pieces]
    return sorted((s for s, _ in kept), key=lambda s: (s.box[1], s.box[0])), dust


def _pieces(ink: Grey, scale: float) -> tuple[list[Pixels], list[Pixels]]:
    """Boxes of connected ink without pictures, and of dust: small ink that stands by no larger one."""
    labels, stats = label(ink)
    size = np.maximum(stats[:, WIDTH], stats[:, HEIGHT])
    small = size <= SPECK * scale
    large = ~small & (stats[:, HEIGHT] <= TALL * scale)
    large[0] = small[0] = False
    near = grown(where(large, labels), 2 * round(BESIDE * scale) + 1, 2 * round(ABOVE * scale) + 1)
    touched = np.zeros(len(stats), dtype=bool)
    touched[np.unique(labels[near > 0])] = True

    def boxes(which: NDArray[np.bool_]) -> list[Pixels]:
        return [(a, b, a + w, b + h) for a, b, w, h in stats[which][:, :4].tolist()]

    return boxes(large | small & touched), boxes(small & ~touched)


def _swept(segment: Segment, lines: Grey) -> tuple[Segment, list[Pixels]]:
    """A segment without the dots that are no point, no comma, no part of a letter or sign; and these."""
    heights = [p[3] - p[1] for p in segment.pieces]
    height = float(np.percentile(heights, 75))
    tall = [p for p, h in zip(segment.pieces, heights, strict=True) if h > 0.5 * height]
    if len(tall) < 2:
        return segment, []
    foot = float(np.median([p[3] for p in tall]))
    dust = [
        p
        for p in segment.pieces
        if max(p[2] - p[0], p[3] - p[1]) <= DOT * height and not _is_dot(p, foot, height, segment.pieces)
    ]
    dust += [p for p in (segment.pieces[0], segment.pieces[-1]) if _is_rule(p, tall, foot, lines)]
    kept = [p for p in segment.pieces if p not in dust]
    return (make_segment(kept), dust) if dust else (segment, [])


def _is_stump(segment: Segment, lines: Grey) -> bool:
    """Whether a run is one upright stroke that stands on a line, or hangs from one: a short side of a cell."""
    return len(segment.pieces) == 1 and _meets(segment.box, lines)


def _is_bar(segment: Segment, scale: float) -> bool:
    """Whether a run is one thick line, as is drawn between tables."""
    x0, y0, x1, y1 = segment.box
    return len(segment.pieces) == 1 and y1 - y0 < 1.6 * LOWEST * scale and x1 - x0 > BAR * (y1 - y0)


def _meets(piece: Pixels, lines: Grey) -> bool:
    """Whether a piece is an upright stroke with an end on a line."""
    x0, y0, x1, y1 = piece
    ends = lines[max(0, y0 - 3) : y0 + 1, x0:x1], lines[y1 - 1 : y1 + 3, x0:x1]
    return y1 - y0 > SLENDER * (x1 - x0) and any(bool(end.any()) for end in ends)


def _is_rule(piece: Pixels, tall: Sequence[Pixels], foot: float, lines: Grey) -> bool:
    """Whether a piece at an end of a run is the side of a cell: thinner and longer than any letter, on a line."""
    others = [p for p in tall if p != piece]
    longest, top = max(p[3] - p[1] for p in others), min(p[1] for p in others)
    long = piece[3] - piece[1]
    beyond = piece[3] > foot + 0.12 * longest and piece[1] < top + 0.05 * longest
    return _meets(piece, lines) and long > 1.12 * longest and beyond


def _is_dot(dot: Pixels, foot: float, height: float, pieces: Sequence[Pixels]) -> bool:
    """Whether a dot stands on the line, hangs on a letter, or above something that it completes."""
    if -0.2 * height <= dot[3] - foot <= 0.4 * height:
        return True
    for piece in (p for p in pieces if p != dot):
        across, down = max(piece[0] - dot[2], dot[0] - piece[2]), max(piece[1] - dot[3], dot[1] - piece[3])
        if max(across, down) <= 0.1 * height:
            return True
        if across < 0 < down < 0.8 * height and piece[1] >= dot[3] and piece[2] - piece[0] < 0.6 * height:
            return True
    return False


def make_segment(pieces: Sequence[Pixels], raised: bool = False) -> Segment:
    """A segment around pieces."""
    across = sorted(pieces)
    box = (across[0][0], min(p[1] for p in pieces), max(p[2] for p in pieces), max(p[3] for p in pieces))
    return Segment(box, tuple(across), raised)


def _by_line(pieces: Sequence[Pixels]) -> list[Segment]:
    """Pieces that hang together parted into lines where several of them stand one over the other."""
    heights = np.array([p[3] - p[1] for p in pieces])
    usual = float(np.percentile(heights, 75))
    whole = make_segment(pieces)
    if whole.box[3] - whole.box[1] < 1.35 * usual or len(pieces) < 2:
        return [whole]
    lines: list[list[Pixels]] = []
    for piece in sorted((p for p in pieces if p[3] - p[1] >= 0.5 * usual), key=lambda p: p[1] + p[3]):
        if lines and (piece[1] + piece[3]) / 2 < float(np.median([p[3] for p in lines[-1]])) + 0.1 * usual:
            lines[-1].append(piece)
        else:
            lines.append([piece])
    lines, middles = _apart(lines, usual)
    for piece in pieces:
        if piece[3] - piece[1] < 0.5 * usual:
            lines[int(np.argmin([abs(m - (piece[1] + piece[3]) / 2) for m in middles]))].append(piece)
    return [make_segment(line) for line in lines]


def _apart(lines: Sequence[list[Pixels]], usual: float) -> tuple[list[list[Pixels]], list[float]]:
    """Lines with those that stand too near to be two put together, and their middles."""
    out: list[list[Pixels]] = []
    middles: list[float] = []
    for line in lines:
        middle = float(np.median([p[1] + p[3] for p in line])) / 2
        if out and middle - middles[-1] < 0.9 * usual:
            out[-1] = [*out[-1], *line]
            middles[-1] = float(np.median([p[1] + p[3] for p in out[-1]])) / 2
        else:
            out.append(list(line))
            middles.append(middle)
    return out, middles


def _joined(segments: Sequence[Segment], scale: float) -> list[Segment]:
    """Segments with the dots, accents and signs that stand by them put to them; what is low and alone is no text."""
    if not segments:
        return []
    heights = [s.box[3] - s.box[1] for s in segments]
    usual = float(np.median([h for h in heights if h > LOWEST * scale] or heights))
    large = [s for s in segments if s.box[3] - s.box[1] > 0.45 * usual]
    boxes: NDArray[np.float64] = np.array([s.box for s in large], dtype=np.float64).reshape(-1, 4)
    more: dict[int, list[Pixels]] = {}
    for small in (s for s in segments if s.box[3] - s.box[1] <= 0.45 * usual):
        home = _home(small.box, boxes, usual)
        if home is not None:
            more.setdefault(home, []).extend(small.pieces)

    return [make_segment([*s.pieces, *more[n]]) if n in more else s for n, s in enumerate(large)]


def _home(box: Pixels, boxes: NDArray[np.float64], usual: float) -> int | None:
    """The segment that a small one belongs to."""
    if not len(boxes):
        return None
    across = np.maximum(boxes[:, 0] - box[2], box[0] - boxes[:, 2])
    down = np.maximum(boxes[:, 1] - box[3], box[1] - boxes[:, 3])
    near = np.where((across < 0.35 * usual) & (down < 0.3 * usual), np.maximum(across, 0) + np.maximum(down, 0), np.inf)
    best = int(np.argmin(near))
    return best if np.isfinite(near[best]) else None


def part_marks(segment: Segment) -> list[Segment]:
    """A segment with its raised marks set apart: small signs that stand clear of the line that the others stand on."""
    signs = signs_of(segment.pieces)
    heights = [s[3] - s[1] for s in signs]
    height = float(np.percentile(heights, 80))
    standing = sorted(s[3] for s, h in zip(signs, heights, strict=True) if h > 0.5 * height)
    if len(standing) < 2:
        return [segment]
    foot: float = max(standing, key=lambda b: (sum(abs(b - other) <= 0.08 * height for other in standing), -b))
    foot = max(foot, _first_foot(signs, foot, height))
    runs: list[tuple[bool, list[Pixels]]] = []
    for sign in signs:
        clear = (foot - sign[3]) / height
        up = (
            clear > CLEAR and sign[3] - sign[1] <= 1.05 * height and (clear > 0.45 or sign[3] - sign[1] >= 0.3 * height)
        )
        if not runs or runs[-1][0] != up:
            runs.append((up, []))
        runs[-1][1].append(sign)
    parts = [(up, _ofsigns_of(segment, part)) for up, part in _settled(runs, foot, height)]
    cuts = [0, *((a.box[2] + b.box[0]) // 2 for (_, a), (_, b) in pairwise(parts)), 1 << 30]
    return [replace(p, raised=up, left=cuts[i], right=cuts[i + 1]) for i, (up, p) in enumerate(parts)]


def signs_of(pieces: Sequence[Pixels]) -> list[Pixels]:
    """Pieces that stand one over the other (a broken letter, an i and its dot) put together, from left to right."""
    signs: list[Pixels] = []
    for x0, y0, x1, y1 in sorted(pieces):
        last = signs[-1] if signs else (0, 0, 0, 0)
        if signs and last[2] - x0 > 0.5 * min(x1 - x0, last[2] - last[0]):
            signs[-1] = (last[0], min(last[1], y0), max(last[2], x1), max(last[3], y1))
        else:
            signs.append((x0, y0, x1, y1))
    return signs


def _first_foot(signs: Sequence[Pixels], foot: float, height: float) -> float:
    """Where the first sign stands, if all of it is lower than those that most others make the line of: `I(3)`."""
    first = signs[0]
    tops = [s[1] for s in signs if abs(s[3] - foot) <= 0.08 * height]
    lower = first[3] > foot + 0.2 * height and first[1] > float(np.median(tops)) + 0.15 * height
    return first[3] if lower and first[3] - first[1] >= 0.6 * height else 0.0


def _ofsigns_of(segment: Segment, signs: Sequence[Pixels]) -> Segment:
    left, right = signs[0][0], max(s[2] for s in signs)
    return make_segment([p for p in segment.pieces if left <= (p[0] + p[2]) / 2 <= right] or list(signs))


def _is_mark(signs: Sequence[Pixels], foot: float, height: float) -> bool:
    """Whether raised signs are a mark: wide enough for brackets and a figure, which stands well clear of the line."""
    width = signs[-1][2] - signs[0][0]
    if max(s[3] for s in signs) - min(s[1] for s in signs) < 0.55 * height:
        return False
    narrow = len(signs) == 1 or all(s[2] - s[0] < 0.6 * (s[3] - s[1]) for s in (signs[0], signs[-1]))
    return width > 0.5 * height and narrow and max(foot - s[3] for s in signs) > HIGH * height


def _settled(runs: Sequence[tuple[bool, list[Pixels]]], foot: float, height: float) -> list[tuple[bool, list[Pixels]]]:
    """Runs of which the raised are marks; others go to their neighbours."""
    out: list[tuple[bool, list[Pixels]]] = []
    for up, signs in runs:
        up = up and _is_mark(signs, foot, height)
        if out and out[-1][0] == up:
            out[-1][1].extend(signs)
        else:
            out.append((up, list(signs)))
    return out
