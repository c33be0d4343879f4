"""Characters that were read to words that know where their ink stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from extraction.document import Box
from extraction.scan.letters import Char
from extraction.scan.segments import Pixels, Segment

SPACE, RAGGED, FAR = 0.2, 0.32, 0.35
"""A gap in the ink wider than this part of the line's height parts words: between letters, between
letters that may be broken, and between figures."""
MARK = frozenset("0123456789()")
FIGURES = frozenset("0123456789,.$/")
TAIL = 2.0
"""What it costs at most, in nats, that a comma has lost its tail where print is ragged."""
LOOSE = frozenset("0123456789,.()$/1I")


def part_words(segment: Segment, chars: Sequence[Char], ragged: bool = False) -> Iterator[tuple[list[Char], Box]]:
    """The characters of words, with their boxes: parted at spaces that were read, and at wide gaps in the ink."""
    runs = ink_runs(segment)
    top, bottom = segment.line
    gaps = [((a[1] + b[0]) / 2, (b[0] - a[1]) / (bottom - top)) for a, b in pairwise(runs)]
    words: list[list[Char]] = [[]]
    for char in chars:
        last = words[-1][-1] if words[-1] else None
        if char.text == " " or (last and _parts(last, char, gaps, ragged)):
            words.append([])
        if char.text != " ":
            words[-1].append(char)
    held = [w for w in words if w]
    for word, (x0, x1) in zip(held, _reaches(held, runs, segment.box), strict=True):
        yield word, (x0, top, x1, bottom)


def other_figures(word: Sequence[Char], ragged: bool = False) -> Iterator[tuple[str, float]]:
    """What else a word with figures may be, one sign of it read otherwise, with what each costs more in nats."""
    text = "".join(c.text for c in word)
    if sum(c in FIGURES for c in text) > 0.5 * len(text) and any(c.isdigit() for c in text):
        if ragged and text.count(".") > 1:
            yield text.replace(".", ","), TAIL / 2
        for i, char in enumerate(word):
            others = dict(char.others)
            if ragged and char.text == ".":
                others[","] = min(others.get(",", TAIL), TAIL)
            yield from ((text[:i] + sign + text[i + 1 :], cost) for sign, cost in others.items() if sign in FIGURES)


def _parts(last: Char, char: Char, gaps: Sequence[tuple[float, float]], ragged: bool) -> bool:
    """Whether the gap between two characters parts words; figures and brackets stand farther apart than letters."""
    if last.text in MARK and char.text in MARK:
        return False
    wide = FAR if last.text in LOOSE and char.text in LOOSE else RAGGED if ragged else SPACE
    return any(last.at < at < char.at and width > wide for at, width in gaps)


def ink_runs(segment: Segment) -> list[tuple[int, int]]:
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
