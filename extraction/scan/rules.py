"""Ruling lines out of ink: long thin runs, drawn through or dotted, and the ink without them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from extraction.layout.ruling import Edge, Ruling
from extraction.scan.masks import AREA, HEIGHT, LEFT, TOP, WIDTH, closed, grown, label, opened, pieces_where, where
from extraction.scan.sheet import Grey

ACROSS, DOWN = 24.0, 15.0
"""A run of ink shorter than this (points) is no line."""
THICK = 4.0
"""A line thicker than this (points) is a bar of something else."""
HIGH = 2.2
"""Ink that rises so far (points) crosses a line, unless the line itself is as thick."""
GAP, TORN = 1.2, 2.0
"""What a line may miss in one place, and what an upright one where print is ragged: letters stand farther apart there
(points)."""
DOT = 1.3
"""A dotted line's dots are no higher than this, in points."""

REST = 2.4
"""What is left of a line's ink is no thicker than this, in points."""
FRAY, SPARSE = 4.0, 9.0
"""A ragged line has pieces beside it so near (points), one on so many points of its way or more."""
LETTER = 3.4
"""Of letters beside a line some are higher than this, in points."""
REACH, SLIVER = 30.0, 2.5
"""Within this (points) of letters, what is left of a line is so many times as long as broad: other pieces are points
and commas, or letters themselves. Where print is ragged, nothing tells them apart."""
SOLID, BRIDGED, LONG = 0.95, 0.8, 60.0
"""A line that is not ragged is ink in more than this part of it; one longer than a word (points), which may be worn,
in more than that."""
NEAR, FAR = 1.0, 1.8
"""Letters reach farther than this (points) above or below a run through them, along some of its way."""
BROKEN = 6.0
"""A line goes on behind a gap of so many points."""
CROWDED = 0.4
"""A line is touched by other ink along less than this part of its way."""


Points = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Ruled:
    """The lines of a page in points, a mask of them, and the ink that is left."""

    ruling: Ruling
    lines: Grey
    ink: Grey


def find_rules(ink: Grey, scale: float, ragged: bool = False) -> Ruled:
    """The ruling of an upright page, and its ink without it; `ragged` where it was black and white."""
    across = _runs(ink, ACROSS, GAP, scale, upright=False)
    down = _runs(ink, DOWN, TORN if ragged else GAP, scale, upright=True)
    others = ink & ~across & ~down
    if not ragged:
        across = _drawn(across, ink, scale)
    horizontal, across = _edges(across | _dotted(others, scale), others, scale, upright=False)
    vertical, down = _edges(down, others, scale, upright=True)
    thick = opened(across, round(LONG * scale), round(HIGH * scale))
    crossing = opened(ink, 1, round(HIGH * scale)) & ~grown(down, 3, 3) & ~thick
    lines = grown(across, 1, 3) & ~crossing | grown(down, 3, 1)
    horizontal, vertical = _chain(horizontal), _chain(vertical)
    lines |= _remnants(ink & ~lines, horizontal, vertical, scale, ragged)
    return Ruled(Ruling(tuple(horizontal), tuple(vertical)), lines, ink & ~lines)


def _runs(ink: Grey, least: float, gap: float, scale: float, upright: bool) -> Grey:
    """Ink in straight runs, gaps as small as that bridged."""

    def size(points: float) -> tuple[int, int]:
        return (1, round(points * scale)) if upright else (round(points * scale), 1)

    return opened(closed(ink, *size(gap)), *size(least))


def _drawn(runs: Grey, ink: Grey, scale: float) -> Grey:
    """Runs across that are lines: ink nearly all the way, and no rows of letters that ran together."""
    labels, stats = label(runs)
    inked = np.bincount(labels[(runs > 0) & (ink > 0)], minlength=len(stats))
    short = stats[:, WIDTH] < LONG * scale
    kept = inked > np.where(short, SOLID, BRIDGED) * stats[:, AREA]
    for n in np.nonzero(kept & short)[0].tolist():
        x, y, width, height = stats[n, :4].tolist()
        above = ink[max(0, y - round(FAR * scale)) : max(0, y - round(NEAR * scale)), x : x + width]
        below = ink[y + height + round(NEAR * scale) : y + height + round(FAR * scale), x : x + width]
        kept[n] = not any(band.size and CROWDED < float(band.any(axis=0).mean()) < BRIDGED for band in (above, below))
    return where(kept, labels)


def _dotted(ink: Grey, scale: float) -> Grey:
    """Lines of which a fax has left dots and dashes."""
    flat = pieces_where(ink, lambda s: (s[:, HEIGHT] <= DOT * scale) & (s[:, WIDTH] < 40 * scale))
    long = opened(closed(flat, max(3, round(3.2 * scale)), 3), round(40 * scale), 1)
    return grown(long, 3, 3) & flat | long


def _chain(edges: list[Edge]) -> list[Edge]:
    """Edges with those that go on in the same line made one."""
    out: list[Edge] = []
    for at, start, end in sorted(edges, key=lambda e: e[1]):
        goes_on = [i for i, e in enumerate(out) if abs(e[0] - at) < DOT / 2 and start - e[2] < BROKEN]
        if goes_on:
            i = max(goes_on, key=lambda i: out[i][2])
            out[i] = (out[i][0], out[i][1], max(out[i][2], end))
        else:
            out.append((at, start, end))
    return out


def _remnants(ink: Grey, horizontal: list[Edge], vertical: list[Edge], scale: float, ragged: bool) -> Grey:
    """What is left of the ink of lines: thin pieces on them and at their ends, and the fray of ragged ones."""
    labels, stats = label(ink)
    left, top, width, height = (stats[:, i] / scale for i in (LEFT, TOP, WIDTH, HEIGHT))
    gone = np.zeros(len(stats), dtype=bool)
    for edge in horizontal:
        gone |= _left_of(edge, left, width, top, height, ragged)
    for edge in vertical:
        gone |= _left_of(edge, top, height, left, width, ragged)
    return where(gone, labels)


def _left_of(edge: Edge, start: Points, length: Points, at: Points, breadth: Points, ragged: bool) -> NDArray[np.bool_]:
    """Which pieces, by their place along a line and across it, are left of that line."""
    along = (start > edge[1] - BROKEN) & (start + length < edge[2] + BROKEN)
    foot = at + breadth
    beside = along & (at > edge[0] - FRAY) & (foot < edge[0] + FRAY)
    letters = along & ~beside & (at < edge[0] + FRAY) & (foot > edge[0] - FRAY) & (breadth > LETTER)
    by_letters = _is_near(start + length / 2, start[letters], (start + length)[letters])
    on_it = along & (breadth < REST) & (abs(at + breadth / 2 - edge[0]) < DOT)
    on_it &= ~by_letters | (length > SLIVER * breadth) | ragged
    fray = beside & ~by_letters & ragged
    return np.logical_or(on_it, fray) if np.count_nonzero(fray) * SPARSE > edge[2] - edge[1] else on_it


def _is_near(places: Points, starts: Points, ends: Points) -> NDArray[np.bool_]:
    """Which places are within reach of one of some stretches."""
    if not len(starts):
        return np.zeros(len(places), dtype=bool)
    order = np.argsort(starts)
    reached = np.maximum.accumulate(ends[order] + REACH)
    before = np.searchsorted(starts[order] - REACH, places) - 1
    near: NDArray[np.bool_] = (before >= 0) & (reached[np.maximum(before, 0)] > places)
    return near


def _edges(mask: Grey, others: Grey, scale: float, upright: bool) -> tuple[list[Edge], Grey]:
    """The lines of a mask as edges in points, and the mask without what is no line."""
    labels, stats = label(mask)
    edges: list[Edge] = []
    kept = np.zeros(len(stats), dtype=bool)
    for n, (x, y, width, height, area) in enumerate(stats[1:].tolist(), 1):
        start, length, at, breadth = (y, height, x, width) if upright else (x, width, y, height)
        beside = others.T if upright else others
        if area / max(length, 1) > THICK * scale or _is_text(beside, start, length, at, breadth):
            continue
        kept[n] = True
        edges.append(((at + breadth / 2) / scale, start / scale, (start + length) / scale))
    return edges, where(kept, labels)


def _is_text(ink: Grey, start: int, length: int, at: int, breadth: int) -> bool:
    """Whether a run of ink is the foot or the head of letters: others stand on it along most of its way."""
    above, below = ink[max(0, at - 5) : max(0, at - 3)], ink[at + breadth + 3 : at + breadth + 5]
    return any(
        bool(band.size) and float(band[:, start : start + length].any(axis=0).mean()) > CROWDED
        for band in (above, below)
    )
