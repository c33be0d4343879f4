"""Footnote marks that a fax has broken: little ink behind a value, clear of its line, or alone between lines."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from extraction.scan.masks import HEIGHT, LEFT, TOP, WIDTH, closed, label
from extraction.scan.segments import Pixels, Segment, make_segment, part_marks, signs_of
from extraction.scan.sheet import Grey
from extraction.scan.tell_mark import Told

HIGHEST, WIDEST = 7.5, 30.0
"""Ink higher or wider than this (points) is no mark."""
LOWEST = 1.4
"""Ink lower or narrower than this (points) neither."""
CLEAR = 0.1
"""A mark's signs stand so far above the line, in parts of its height."""
NEAR = 0.5
"""Signs of a mark, and the value before it, are no farther apart than this part of the line's height."""
POSSIBLE, LIKELY, SURE, SURER = 0.15, 0.4, 0.5, 0.7
"""How likely raised ink must be marks not to be letters, a short run a mark if it cannot be read, ink behind a value a
mark, and what was taken for dust."""
ALONE = 10.0
"""Beside a mark alone no text stands so near, in points."""
ACROSS, DOWN = 3.2, 1.4
"""Pieces nearer than this (points) belong to one mark."""
APART = 3.0
"""Dust nearer to a text than this (points) is no mark alone."""

CROWDED = 12_000
"""A page with more small pieces is one whose greys were made dots: no mark can be told from them."""

Boxes = NDArray[np.int64]
Tell = Callable[[Pixels], tuple[float, list[tuple[Pixels, Told]]]]


class MarkFinder:
    """The ink of a page, and who tells of a box of it how likely it is marks, and which."""

    def __init__(self, ink: Grey, scale: float, tell: Tell) -> None:
        self.ink, self.scale, self.tell = ink, scale, tell
        _, stats = label(ink)
        low = (stats[:, HEIGHT] <= HIGHEST * scale) & (stats[:, WIDTH] <= HIGHEST * scale)
        low[0] = False
        held = stats[low].astype(np.int64)
        order = np.argsort(held[:, LEFT])
        left, top = held[order, LEFT], held[order, TOP]
        self.pieces: Boxes = np.stack([left, top, left + held[order, WIDTH], top + held[order, HEIGHT]], axis=1)

    def part(self, segments: Sequence[Segment]) -> list[Segment]:
        """Runs of text with their marks set apart and told, and marks that stand alone."""
        if len(self.pieces) > CROWDED:
            return [part for s in segments for part in part_marks(s)]
        parted = [part for s in segments for part in self._part_run(s)]
        told = [self._tell_run(s, parted) for s in parted]
        return [*told, *self._alone(told)]

    def _part_run(self, segment: Segment) -> list[Segment]:
        """A run of text, and behind it the mark that follows; within it only marks that are likely."""
        text, behind = self._tail_apart(segment)
        parts = part_marks(text) if text else []
        within = [self._tell(p.pieces) if p.raised else (1.0, []) for p in parts]
        if text and min(sure for sure, _ in within) < POSSIBLE:
            return [text, *behind]
        for part, (sure, marks) in zip(parts, within, strict=True):
            behind += _marked(part.pieces, marks, part.left, part.right) if marks and sure > SURE else [part]
        return behind

    def _tail_apart(self, segment: Segment) -> tuple[Segment | None, list[Segment]]:
        """A run of text without the mark that follows it, and that mark."""
        signs = signs_of(segment.pieces)
        height = float(np.percentile([s[3] - s[1] for s in signs], 80))
        best: tuple[float, list[tuple[Pixels, Told]], list[Pixels], int] = (SURE, [], [], 0)
        for foot in _feet(signs, height):
            end = max((s[2] for s in signs if s[3] > foot - CLEAR * height), default=segment.box[2])
            tail = self._follow(end, foot, height)
            sure, marks = self._tell(tail)
            if sure > best[0]:
                best = sure, marks, tail, (end + min(p[0] for p in tail)) // 2
        _, marks, tail, cut = best
        kept = [p for p in segment.pieces if p not in tail]
        if not marks or not kept:
            return segment, []
        return replace(make_segment(kept), right=cut), _marked(tail, marks, left=cut)

    def _follow(self, end: int, foot: float, height: float) -> list[Pixels]:
        """Pieces behind a run's last sign on the line, raised, one close behind the other."""
        found: list[Pixels] = []
        at = int(np.searchsorted(self.pieces[:, 0], end - 1))
        for x0, y0, x1, y1 in self.pieces[at:].tolist():
            if x0 - end > NEAR * height:
                break
            if y1 < foot - CLEAR * height and y0 > foot - 2 * height:
                found.append((x0, y0, x1, y1))
                end = max(end, x1)
        return found

    def _tell(self, pieces: Sequence[Pixels]) -> tuple[float, list[tuple[Pixels, Told]]]:
        """How likely pieces are marks, and which."""
        if not pieces:
            return 0.0, []
        box = make_segment(pieces).box
        width, height = (box[2] - box[0]) / self.scale, (box[3] - box[1]) / self.scale
        if not (LOWEST <= height <= HIGHEST and LOWEST <= width <= WIDEST):
            return 0.0, []
        return self.tell(box)

    def _tell_run(self, segment: Segment, others: Sequence[Segment]) -> Segment:
        """A run with the marks that it may be, if it is short and stands alone."""
        if segment.raised or segment.box[2] - segment.box[0] > WIDEST * self.scale:
            return segment
        pieces = self._around(segment.pieces)
        sure, marks = self._tell(pieces)
        if sure < LIKELY or not self._is_alone(make_segment(pieces).box, (s for s in others if s is not segment)):
            return segment
        return replace(segment, instead=tuple(_marked(pieces, marks, segment.left, segment.right)))

    def _around(self, pieces: Sequence[Pixels]) -> list[Pixels]:
        """Pieces, and small ones by their side."""
        found: set[Pixels] = set()
        grown = set(pieces)
        while grown - found:
            found = grown
            x0, y0, x1, y1 = make_segment(sorted(found)).box
            reach = round(ACROSS * self.scale)
            grown = found | set(self._within((x0 - reach, y0 - reach // 2, x1 + reach, y1 + reach // 2)))
        return sorted(found)

    def _is_alone(self, box: Pixels, others: Iterable[Segment]) -> bool:
        """Whether no other text stands beside a box."""
        reach = ALONE * self.scale
        return not any(
            s.box[1] < box[3] and box[1] < s.box[3] and s.box[0] - reach < box[2] and box[0] < s.box[2] + reach
            for s in others
        )

    def _alone(self, segments: Sequence[Segment]) -> Iterator[Segment]:
        """Marks made of what was taken for dust."""
        free = np.zeros_like(self.ink)
        for x0, y0, x1, y1 in self.pieces.tolist():
            free[y0:y1, x0:x1] = 255
        reach = round(APART * self.scale)
        for segment in segments:
            x0, y0, x1, y1 = segment.box
            free[max(0, y0 - reach) : y1 + reach, max(0, x0 - reach) : x1 + reach] = 0
        _, stats = label(closed(free, round(ACROSS * self.scale), round(DOWN * self.scale)))
        high, wide = stats[:, HEIGHT] / self.scale, stats[:, WIDTH] / self.scale
        fit = (high >= 2 * LOWEST) & (high <= HIGHEST) & (wide >= 2 * LOWEST) & (wide <= WIDEST)
        fit[0] = False
        for x, y, width, height in stats[fit, :4].tolist():
            pieces = self._within((x, y, x + width, y + height))
            sure, marks = self._tell(pieces)
            if sure >= SURER and len(pieces) > 1 and self._is_alone(make_segment(pieces).box, segments):
                yield from _marked(pieces, marks)

    def _within(self, box: Pixels) -> list[Pixels]:
        """Small pieces whose middle is in a box."""
        across, down = self.pieces[:, 0] + self.pieces[:, 2], self.pieces[:, 1] + self.pieces[:, 3]
        inside = (across >= 2 * box[0]) & (across <= 2 * box[2]) & (down >= 2 * box[1]) & (down <= 2 * box[3])
        return [(a, b, c, d) for a, b, c, d in self.pieces[inside].tolist()]


def _feet(signs: Sequence[Pixels], height: float) -> list[int]:
    """Where a run may stand: on the line of its first sign, or on that of most."""
    standing = [s for s in signs if s[3] - s[1] > 0.5 * height]
    most = max(standing, key=lambda s: sum(abs(s[3] - o[3]) <= 0.08 * height for o in standing), default=signs[0])
    return sorted({signs[0][3], most[3]})


def _marked(
    pieces: Sequence[Pixels], marks: Sequence[tuple[Pixels, Told]], left: int = 0, right: int = 1 << 30
) -> list[Segment]:
    """A segment for each mark that pieces are."""
    out = []
    for box, told in marks:
        mine = [p for p in pieces if box[0] <= (p[0] + p[2]) / 2 < box[2]] or [box]
        out.append(replace(make_segment(mine, raised=True), left=left, right=right, marks=told))
    return out
