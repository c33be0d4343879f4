"""A sheet made ready: upright, on its feet, whitened, ruled and parted into runs of text."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import numpy as np

from extraction.layout.ruling import Ruling
from extraction.scan.clean import find_ink, soften, whiten
from extraction.scan.find_marks import MarkFinder
from extraction.scan.letters import Picture, Recogniser
from extraction.scan.rules import find_rules
from extraction.scan.segments import Segment, find_segments, make_segment, part_marks
from extraction.scan.sheet import Grey, Sheet
from extraction.scan.tell_mark import load_marks, tell_marks
from extraction.scan.upright import turned

FEW, PROBES, LEGIBLE = 4, 5, 0.9
"""Of a sheet with so many runs of text or more, so many are read to see whether it stands on its head; surer than
this, it does not."""
LEAST_PIECES, MOST_PIECES = 8, 20
"""Runs of fewer pieces of ink are not read for that, and of others no more than so many."""


@dataclass(frozen=True, slots=True, eq=False)
class Prepared:
    """An upright sheet, whitened and without lines and dust; its ruling and its runs of text."""

    sheet: Sheet
    bare: Grey
    ragged: bool
    ruling: Ruling
    segments: tuple[Segment, ...]


def prepare(sheet: Sheet, ragged: bool = False) -> Prepared:
    """What is on an upright sheet, before anything is read; `ragged` where it was black and white."""
    grey = whiten(sheet.grey)
    ruled = find_rules(find_ink(grey), sheet.scale, ragged)
    bare = np.where(ruled.lines > 0, 255, grey).astype(np.uint8)
    segments, dust = find_segments(ruled.ink, ruled.lines, sheet.scale)
    for x0, y0, x1, y1 in dust:
        bare[max(0, y0 - 1) : y1 + 1, max(0, x0 - 1) : x1 + 1] = 255
    bare = soften(bare, sheet.scale) if ragged else bare
    if ragged:
        tell = partial(tell_marks, ruled.ink, sheet.scale, load_marks())
        parts = MarkFinder(ruled.ink, sheet.scale, tell).part(segments)
    else:
        parts = [part for s in segments for part in part_marks(s)]
    return Prepared(sheet, bare, ragged, ruled.ruling, tuple(parts))


def stand(prepared: Prepared, recogniser: Recogniser) -> Prepared:
    """The sheet on its feet: the other way round where a few words of it read better so."""
    if len(prepared.segments) < FEW or (here := _legible(prepared, recogniser)) > LEGIBLE:
        return prepared
    other = prepare(turned(prepared.sheet, 2), prepared.ragged)
    return other if _legible(other, recogniser) > here else prepared


def _legible(prepared: Prepared, recogniser: Recogniser) -> float:
    """How surely some words of the sheet are read."""
    fit = [make_segment(s.pieces[:MOST_PIECES]) for s in prepared.segments if len(s.pieces) >= LEAST_PIECES]
    some = fit[:: max(1, len(fit) // PROBES)][:PROBES]
    read = recogniser.read([Picture(cut_out(s, prepared.bare)[0]) for s in some])
    scores = [c.score for chars in read for c in chars]
    return sum(scores) / len(scores) if scores else 0.0


def cut_out(segment: Segment, grey: Grey) -> tuple[Grey, int]:
    """The picture of a run of text with a little paper around it, and the column where its left side stands."""
    x0, y0, x1, y1 = segment.box
    down, across = max(2, round(0.12 * (y1 - y0))), max(3, round(0.3 * (y1 - y0)))
    picture = grey[max(0, y0 - down) : y1 + down, max(x0 - across, segment.left, 0) : min(x1 + across, segment.right)]
    left, right = across - x0 + max(x0 - across, segment.left, 0), across + x1 - min(x1 + across, segment.right)
    return np.pad(picture, ((0, 0), (left, right)), constant_values=255), x0 - across
