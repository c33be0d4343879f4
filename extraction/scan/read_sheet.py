"""A sheet to a page of words: ruled, parted into runs of text, read, and laid out as a printed page is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from extraction.document import Box, Page, Word
from extraction.layout.ruling import Ruling
from extraction.layout.tables import lay_out
from extraction.scan.clean import find_ink, whiten
from extraction.scan.letters import Char, Picture, Recogniser
from extraction.scan.rules import find_rules
from extraction.scan.segments import Pixels, Segment, find_segments, part_marks
from extraction.scan.sheet import Grey, Sheet, from_points, in_points
from extraction.scan.upright import lay_upright, turned

RAISED, ALONE = 25.0, 6.0
"""How lenient a reading as footnote marks is where they are raised, and where a short text stands alone."""
MOST_SIGNS = 8
FEW, PROBES, LEGIBLE = 4, 5, 0.9
"""Of a sheet with so many runs of text or more, so many are read to see whether it stands on its head; surer than
this, it does not."""
SPACE, FAR = 0.2, 0.35
"""A gap in the ink wider than this part of the line's height parts words: between letters, and between figures."""
LOOSE = frozenset("0123456789,.()$/1I")


@dataclass(frozen=True, slots=True, eq=False)
class Prepared:
    """An upright sheet, whitened and without lines and dust; its ruling and its runs of text."""

    sheet: Sheet
    bare: Grey
    ruling: Ruling
    segments: tuple[Segment, ...]


def read_sheet(sheet: Sheet, number: int, recogniser: Recogniser) -> Page:
    """The page of a sheet, however it lies; boxes in points of the upright sheet, `seen` leads back."""
    prepared = stand(prepare(lay_upright(sheet)), recogniser)
    upright = prepared.sheet
    words = list(read_segments(prepared, recogniser, number))
    width, height = upright.size
    blocks = lay_out(words, prepared.ruling)
    return Page(number, width / upright.scale, height / upright.scale, blocks, from_points(upright))


def prepare(sheet: Sheet) -> Prepared:
    """What is on an upright sheet, before anything is read."""
    grey = whiten(sheet.grey)
    ruled = find_rules(find_ink(grey), sheet.scale)
    bare = np.where(ruled.lines > 0, 255, grey).astype(np.uint8)
    segments, dust = find_segments(ruled.ink, ruled.lines, sheet.scale)
    for x0, y0, x1, y1 in dust:
        bare[max(0, y0 - 1) : y1 + 1, max(0, x0 - 1) : x1 + 1] = 255
    return Prepared(sheet, bare, ruled.ruling, tuple(part for s in segments for part in part_marks(s)))


def stand(prepared: Prepared, recogniser: Recogniser) -> Prepared:
    """The sheet on its feet: the other way round where a few words of it read better so."""
    if len(prepared.segments) < FEW or (here := _legible(prepared, recogniser)) > LEGIBLE:
        return prepared
    other = prepare(turned(prepared.sheet, 2))
    return other if _legible(other, recogniser) > here else prepared


def _legible(prepared: Prepared, recogniser: Recogniser) -> float:
    """How surely some words of the sheet are read."""
    fit = [s for s in prepared.segments if 8 <= len(s.pieces) <= 24]
    some = fit[:: max(1, len(fit) // PROBES)][:PROBES]
    read = recogniser.read([Picture(cut_out(s, prepared.bare)[0]) for s in some])
    scores = [c.score for chars in read for c in chars]
    return sum(scores) / len(scores) if scores else 0.0


def read_segments(prepared: Prepared, recogniser: Recogniser, number: int) -> Iterator[Word]:
    """The words of all runs of text; boxes in points."""
    cut = [cut_out(s, prepared.bare) for s in prepared.segments]
    pictures = [Picture(grey, _leniency(s)) for (grey, _), s in zip(cut, prepared.segments, strict=True)]
    for segment, (_, left), chars in zip(prepared.segments, cut, recogniser.read(pictures), strict=True):
        for text, box in part_words(segment, [Char(c.text, c.at + left, c.score) for c in chars]):
            yield from _star_apart(Word(text, in_points(box, prepared.sheet), number, raised=segment.raised))


def _leniency(segment: Segment) -> float:
    if segment.raised:
        return RAISED
    return ALONE if len(segment.pieces) <= MOST_SIGNS else 0.0


def _star_apart(word: Word) -> Iterator[Word]:
    """A word, and the star behind it that is set as a mark."""
    body = word.text.rstrip("*")
    yield replace(word, text=body or word.text)
    if body and body != word.text:
        yield replace(word, text=word.text[len(body) :], box=(word.box[2], *word.box[1:]), raised=True)


def cut_out(segment: Segment, grey: Grey) -> tuple[Grey, int]:
    """The picture of a run of text with a little paper around it, and the column where its left side stands."""
    x0, y0, x1, y1 = segment.box
    down, across = max(2, round(0.12 * (y1 - y0))), max(3, round(0.3 * (y1 - y0)))
    picture = grey[max(0, y0 - down) : y1 + down, max(x0 - across, segment.left, 0) : min(x1 + across, segment.right)]
    left, right = across - x0 + max(x0 - across, segment.left, 0), across + x1 - min(x1 + across, segment.right)
    return np.pad(picture, ((0, 0), (left, right)), constant_values=255), x0 - across


def part_words(segment: Segment, chars: Sequence[Char]) -> Iterator[tuple[str, Box]]:
    """Words with their boxes: parted at spaces that were read, and at wide gaps in the ink."""
    runs = _ink_runs(segment)
    top, bottom = segment.line
    gaps = [((a[1] + b[0]) / 2, (b[0] - a[1]) / (bottom - top)) for a, b in pairwise(runs)]
    words: list[list[Char]] = [[]]
    for char in chars:
        last = words[-1][-1] if words[-1] else None
        if char.text == " " or (last and _parts(last, char, gaps)):
            words.append([])
        if char.text != " ":
            words[-1].append(char)
    held = [w for w in words if w]
    for word, (x0, x1) in zip(held, _reaches(held, runs, segment.box), strict=True):
        yield "".join(c.text for c in word), (x0, top, x1, bottom)


def _parts(last: Char, char: Char, gaps: Sequence[tuple[float, float]]) -> bool:
    """Whether the gap between two characters parts words; figures and brackets stand farther apart than letters."""
    wide = FAR if last.text in LOOSE and char.text in LOOSE else SPACE
    return any(last.at < at < char.at and width > wide for at, width in gaps)


def _ink_runs(segment: Segment) -> list[tuple[int, int]]:
    """Stretches of a line with ink, from left to right."""
    runs: list[tuple[int, int]] = []
    for x0, _, x1, _ in segment.pieces:
        if runs and x0 <= runs[-1][1]:
            runs[-1] = (runs[-1][0], max(runs[-1][1], x1))
        else:
            runs.append((x0, x1))
    return runs


def _reaches(
    words: Sequence[Sequence[Char]], runs: Sequence[tuple[float, float]], box: Pixels
) -> list[tuple[float, float]]:
    """From where to where each word's ink goes."""
    middles = [(w[0].at, w[-1].at) for w in words]
    out = []
    for n, (first, last) in enumerate(middles):
        low = (middles[n - 1][1] + first) / 2 if n else box[0]
        high = (last + middles[n + 1][0]) / 2 if n + 1 < len(middles) else box[2]
        mine: list[tuple[float, float]] = [r for r in runs if low <= (r[0] + r[1]) / 2 <= high] or [
            (first - 1, last + 1)
        ]
        out.append((max(low, min(r[0] for r in mine)), min(high, max(r[1] for r in mine))))
    return out
