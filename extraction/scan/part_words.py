"""Characters that were read to words that know where their ink stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations, pairwise
from types import MappingProxyType

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
WHOLE = re.compile(r"\d\d?/\d\d?/(?:\d{4}|\d\d)|\$?[1-9]\d{0,2}(?:,\d{3})+")
"""A date or a number of shares is one word, however far apart its signs stand: of a broken one little is left."""
TWICE = 3.5
"""What two signs read otherwise may cost together."""
MOST = 16
"""Other readings kept of a word."""
FEW = 3
"""Other readings kept of a word of letters."""
_THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:[.,]\d{3})*\.\d{3}")
OPEN = 0.93
"""A letter less sure than this may be another."""
ALONE: Mapping[str, Mapping[str, float]] = MappingProxyType(
    {
        **{"1": {"I": 0.5}, "l": {"I": 0.5}, "|": {"I": 0.7}, "!": {"I": 1.0}, "i": {"I": 1.0}},
        **{
            "0": {"D": 1.5, "O": 1.5},
            "O": {"D": 1.0},
            "o": {"D": 1.5},
            "4": {"A": 1.5},
            "5": {"S": 1.0},
            "$": {"S": 1.0},
        },
    }
)
"""What a sign that stands alone may be though the recogniser is sure of it, and what that costs in nats."""
LOOSE = frozenset("0123456789,.()$/1I")


def part_words(segment: Segment, chars: Sequence[Char], ragged: bool = False) -> Iterator[tuple[list[Char], Box]]:
    """The characters of words, with their boxes: parted at spaces that were read, and at wide gaps in the ink."""
    runs = ink_runs(segment)
    top, bottom = segment.line
    gaps = [((a[1] + b[0]) / 2, (b[0] - a[1]) / (bottom - top)) for a, b in pairwise(runs)]
    words: list[list[Char]] = [[]]
    whole = WHOLE.fullmatch("".join(c.text for c in chars)) is not None
    for char in chars:
        last = words[-1][-1] if words[-1] else None
        if char.text == " " or (last and not whole and _parts(last, char, gaps, ragged)):
            words.append([])
        if char.text != " ":
            words[-1].append(char)
    held = [_cleared(w, ragged) for w in words if w]
    for word, (x0, x1) in zip(held, _reaches(held, runs, segment.box), strict=True):
        yield word, (x0, top, x1, bottom)


def _cleared(word: list[Char], ragged: bool) -> list[Char]:
    """A word without remains of ruling lines; in ragged print without specks for accents, and with commas in thousands
    of which but points are left."""
    ends = [i for i, c in enumerate(word) if c.text != "|"]
    word = word[ends[0] : ends[-1] + 1] if ends else word
    if not ragged:
        return word
    if _THOUSANDS.fullmatch("".join(c.text for c in word)):
        return [replace(c, text=",", others=((".", TAIL / 2),)) if c.text == "." else c for c in word]
    return [replace(c, text="e") if c.text == "é" else c for c in word]


def other_readings(word: Sequence[Char], ragged: bool = False) -> tuple[tuple[str, float], ...]:
    """What else a word may be, with what each costs more in nats."""
    if len(word) == 1:
        return tuple(sorted({**ALONE.get(word[0].text, {}), **dict(word[0].others)}.items(), key=lambda o: o[1]))
    return other_figures(word, ragged) or _other_letters(word)


def _other_letters(word: Sequence[Char]) -> tuple[tuple[str, float], ...]:
    """What else a word may be of which a letter is open."""
    text = "".join(c.text for c in word)
    found = [
        (text[:i] + sign + text[i + 1 :], cost)
        for i, char in enumerate(word)
        if char.score < OPEN and char.text.isalpha()
        for sign, cost in char.others
        if sign.isalpha()
    ]
    return tuple(sorted(found, key=lambda o: o[1])[:FEW])


def other_figures(word: Sequence[Char], ragged: bool = False) -> tuple[tuple[str, float], ...]:
    """What else a word with figures may be, a sign or two of it read otherwise, with what each costs more in nats."""
    text = "".join(c.text for c in word)
    if sum(c in FIGURES for c in text) <= 0.5 * len(text) or not any(c.isdigit() for c in text):
        return ()
    ones = [(i, sign, cost) for i, char in enumerate(word) for sign, cost in _others_of(char, ragged)]
    found = {text[:i] + sign + text[i + 1 :]: cost for i, sign, cost in ones}
    for (i, one, cost), (k, other, more) in combinations(ones, 2):
        if i < k and cost + more < TWICE:
            found[text[:i] + one + text[i + 1 : k] + other + text[k + 1 :]] = cost + more
    return tuple(sorted(found.items(), key=lambda o: o[1]))[:MOST]


def _others_of(char: Char, ragged: bool) -> Iterator[tuple[str, float]]:
    """What else a sign of a figure may be."""
    others = dict(char.others) if char.text != "/" else {}
    if ragged and char.text == ".":
        others[","] = min(others.get(",", TAIL), TAIL)
    yield from ((sign, cost) for sign, cost in others.items() if sign in FIGURES)


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
