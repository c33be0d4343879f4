"""Lines outside tables as such a tool prints them: paragraphs, headings, bullets."""

from __future__ import annotations

import re
from collections.abc import Sequence
from random import Random

from training.render.noise import Noise
from training.render.traced import Glyph, Traced, join, plain

HEADINGS = re.compile(
    r"(explanation of responses|remarks|united states securities|form [345]\b|table i)", re.IGNORECASE
)
NOTE = re.compile(r"\(?(\d{1,2})[.)]\s+(\w+)")
STARTS = re.compile(r"\(?\d{1,2}[.)]\s|\*|[A-Z][\w ]{2,40}:|/s/|By:|Note:|Reminder")

Placed = tuple[float, float, float, Traced]
"""Left, right, top (points) and text of a line."""


def set_prose(lines: Sequence[Placed], noise: Noise, rng: Random) -> list[Traced]:
    """The lines, or the paragraphs that they make, with the filing's headings and bullets."""
    texts = [p[3] for p in _paragraphs(lines)] if noise.paragraphs else [line[3] for line in lines]
    dressed = [_dress(text, noise, rng) for text in texts]
    if not noise.paragraphs:
        return dressed
    return [part for text in dressed for part in (text, plain(""))]


def _paragraphs(lines: Sequence[Placed]) -> list[Placed]:
    """Lines joined to the one above where that is wide and this one doesn't start anew."""
    out: list[Placed] = []
    width = max((right for _, right, _, _ in lines), default=0.0)
    for line in lines:
        text = _string(line[3])
        if out and abs(out[-1][0] - line[0]) < 8 and out[-1][1] > 0.75 * width and not STARTS.match(text):
            out[-1] = (out[-1][0], line[1], line[2], join([out[-1][3], line[3]], " "))
        else:
            out.append(line)
    return out


def _dress(text: Traced, noise: Noise, rng: Random) -> Traced:
    """A line with the sign of a heading, or a footnote in the filing's style."""
    string = _string(text)
    if HEADINGS.match(string) and rng.random() < noise.heading:
        return [*plain(rng.choice(("# ", "## ", "## ", "### "))), *text]
    if match := NOTE.match(string):
        if rng.random() < noise.hyphen_bullet:
            number, word = _letters(text, match, 1), _letters(text, match, 2)
            return [*plain("- $"), *number, *plain(".\\ "), *word, *plain("$"), *_after(text, match.end())]
        return [*plain(noise.bullet), *text]
    if string.startswith("*") and noise.bullet:
        return [*plain(noise.bullet), *text]
    return text


def _letters(text: Traced, match: re.Match[str], group: int) -> Traced:
    return [g for at, g in _indexed(text) if match.start(group) <= at < match.end(group)]


def _after(text: Traced, end: int) -> Traced:
    return [g for at, g in _indexed(text) if at >= end]


def _indexed(text: Traced) -> list[tuple[int, Glyph]]:
    """Each glyph with the index of its first character in the string."""
    out: list[tuple[int, Glyph]] = []
    at = 0
    for glyph in text:
        out.append((at, glyph))
        at += len(glyph[0])
    return out


def _string(text: Traced) -> str:
    return "".join(letter for letter, _ in text)
