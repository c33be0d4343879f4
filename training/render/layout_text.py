"""A printed filing as `pdftotext -layout` prints it, each of its characters led back to the value it shows."""

from __future__ import annotations

import re
import shutil
import subprocess
from bisect import bisect
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from itertools import groupby
from random import Random

from training.render.placed import Char, PlacedPage
from training.render.traced import Spans, Traced, join, plain, text_and_spans

Place = tuple[float, float]
"""Column and line in a text, or x and y in points."""


class NoPdftotext(Exception):
    """pdftotext is not installed, or failed."""


@dataclass(slots=True)
class Piece:
    """Characters of a placed word that are not yet found in the text."""

    chars: list[Char]

    @property
    def text(self) -> str:
        return "".join(c.text for c in self.chars)

    @property
    def place(self) -> Place:
        return self.chars[0].x0, self.chars[0].height


def text(pdf: bytes, pages: Sequence[PlacedPage], rng: Random | None = None) -> tuple[str, Spans]:
    """The text with pages divided by form feeds, and the spans of each pointer; with `rng`, of varied width."""
    fixed = ["-fixed", f"{rng.uniform(3.2, 6.0):.1f}"] if rng and rng.random() < 0.3 else []
    printed = _pdftotext(pdf, fixed).split("\f")
    traced = [trace(part, page) for part, page in zip(printed, pages, strict=False)]
    return text_and_spans(join([*traced, *([plain("")] if len(printed) > len(pages) else [])], "\f"))


def _pdftotext(pdf: bytes, options: Sequence[str]) -> str:
    command = shutil.which("pdftotext")
    if command is None:
        raise NoPdftotext("the layout text needs pdftotext, e.g. apt-get install poppler-utils")
    done = subprocess.run([command, "-layout", *options, "-", "-"], input=pdf, capture_output=True, check=False)
    if done.returncode:
        raise NoPdftotext(f"pdftotext failed: {done.stderr.decode(errors='replace').strip()}")
    return done.stdout.decode()


def trace(printed: str, page: PlacedPage) -> Traced:
    """A page's text with the pointers of the placed words that it shows."""
    tokens = [(m[0], (float(m.start()), float(n))) for n, line in enumerate(printed.split("\n")) for m in _words(line)]
    pieces = _pieces(page)
    where = _guess(tokens, pieces)
    pointers = _matched(tokens, pieces, where)
    out: Traced = []
    token = iter(pointers)
    for part in re.split(r"(\s+)", printed):
        out += plain(part) if not part or part.isspace() else list(zip(part, next(token), strict=True))
    return out


def _words(line: str) -> list[re.Match[str]]:
    return list(re.finditer(r"\S+", line))


def _pieces(page: PlacedPage) -> list[Piece]:
    """The words of a page; raised marks are words of their own."""
    return [
        Piece(list(word))
        for run in page.runs()
        for kind, word in groupby(run, key=lambda c: (c.text.isspace(), c.raised))
        if not kind[0]
    ]


def _guess(tokens: Sequence[tuple[str, Place]], pieces: Sequence[Piece]) -> Callable[[Place], Place]:
    """Where on the page a place of the text lies, after the words that occur once in both."""
    once = {t for t, n in Counter(t for t, _ in tokens).items() if n == 1}
    single = {t for t, n in Counter(p.text for p in pieces).items() if n == 1} & once
    there = {p.text: p.place for p in pieces if p.text in single}
    anchors = sorted((line, column, *there[t]) for t, (column, line) in tokens if t in there)
    if not anchors:
        return lambda place: (place[0] * 3.5, place[1] * 8)

    lines = [a[0] for a in anchors]
    scale = _slope([a[1] for a in anchors], [a[2] for a in anchors])

    def where(place: Place) -> Place:
        column, line = place
        at = bisect(lines, line)
        near = nsmallest(4, anchors[max(0, at - 8) : at + 8], key=lambda a: (abs(a[0] - line), abs(a[1] - column)))
        x = sorted(a[2] + (column - a[1]) * scale for a in near)[len(near) // 2]
        y = sorted(a[3] + (line - a[0]) * 8 for a in near)[len(near) // 2]
        return x, y

    return where


def _slope(columns: Sequence[float], xs: Sequence[float]) -> float:
    """Points a column, by least squares; 4.5 where the columns don't differ."""
    middle, x = sum(columns) / len(columns), sum(xs) / len(xs)
    spread = sum((c - middle) ** 2 for c in columns)
    slope = sum((c - middle) * (v - x) for c, v in zip(columns, xs, strict=True)) / spread if spread else 0.0
    return slope if slope > 0.5 else 4.5


def _matched(
    tokens: Sequence[tuple[str, Place]], pieces: list[Piece], where: Callable[[Place], Place]
) -> list[list[int]]:
    """The pointers of each token's characters: tokens that are whole words first, then what is left."""
    left: dict[str, list[Piece]] = {}
    for piece in pieces:
        left.setdefault(piece.text, []).append(piece)
    alike: dict[str, list[int]] = {}
    for number, (token, _) in enumerate(tokens):
        if token in left:
            alike.setdefault(token, []).append(number)
    found: dict[int, list[int]] = {}
    for token, numbers in alike.items():
        for number, piece in _paired(numbers, left[token], tokens, where):
            left[token].remove(piece)
            found[number] = [c.pointer for c in piece.chars]
    rest = [piece for group in left.values() for piece in group]
    return [
        found[n] if n in found else _assembled(token, place, rest, where) for n, (token, place) in enumerate(tokens)
    ]


def _paired(
    numbers: Sequence[int],
    pieces: Sequence[Piece],
    tokens: Sequence[tuple[str, Place]],
    where: Callable[[Place], Place],
) -> list[tuple[int, Piece]]:
    """Tokens and placed words of the same letters, the nearest pairs first."""
    if len(numbers) == len(pieces) == 1:
        return [(numbers[0], pieces[0])]
    guesses = {n: where(tokens[n][1]) for n in numbers}
    order = sorted((_apart(p, guesses[n]), n, i) for n in numbers for i, p in enumerate(pieces))
    used: set[int] = set()
    pairs: dict[int, int] = {}
    for _, number, i in order:
        if number not in pairs and i not in used:
            pairs[number] = i
            used.add(i)
    return _in_order({number: pieces[i] for number, i in pairs.items()}, tokens)


def _in_order(pairs: dict[int, Piece], tokens: Sequence[tuple[str, Place]]) -> list[tuple[int, Piece]]:
    """The pairs, those of one line of text in the order of their places on the page."""
    lines: dict[float, list[int]] = {}
    for number in sorted(pairs):
        lines.setdefault(tokens[number][1][1], []).append(number)
    return [
        pair
        for numbers in lines.values()
        for pair in zip(numbers, sorted((pairs[n] for n in numbers), key=lambda p: p.place[0]), strict=True)
    ]


def _assembled(token: str, place: Place, rest: list[Piece], where: Callable[[Place], Place]) -> list[int]:
    """The pointers of a token made of several pieces, or of a part of one; -1 where nothing fits."""
    pointers: list[int] = []
    while len(pointers) < len(token):
        tail = token[len(pointers) :]
        fits = [p for p in rest if tail.startswith(p.text) or p.text.startswith(tail)]
        if not fits:
            pointers.append(-1)
            continue
        best = _nearest(fits, where((place[0] + len(pointers), place[1])))
        taken = best.chars[: len(tail)]
        pointers += [c.pointer for c in taken]
        best.chars = best.chars[len(taken) :]
        if not best.chars:
            rest.remove(best)
    return pointers


def _nearest(pieces: Sequence[Piece], place: Place) -> Piece:
    return min(pieces, key=lambda p: _apart(p, place))


def _apart(piece: Piece, place: Place) -> float:
    return abs(piece.place[0] - place[0]) / 2 + abs(piece.place[1] - place[1])
