"""Cut placed pages the way a table-recognition tool does that lays one column grid over several tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from training.render.grid import Grid, find_grids
from training.render.placed import Char, PlacedPage
from training.render.smudge import Smudge, half, misread, write_mark
from training.render.traced import Spans, Traced, fold, join, plain, text_and_spans

Line = list[Char]


@dataclass(frozen=True, slots=True)
class Noise:
    """How one filing is cut and misread. Rates are chances; `near` and `jitter` are points."""

    smudge: Smudge
    near: float
    """Column edges closer than this become one."""
    jitter: float
    drop_edge: float
    bridge: float
    """Tables closer than this are one table."""
    seen_twice: float
    """A character on a cut turns up on both sides."""
    half_seen: float
    lost: float
    collapse: float
    """A pair of neighbouring cells of a row becomes one."""
    lose_first: float
    repeat_line: float
    lose_line: float
    escape: bool
    heading: float
    bullet: str


def draw_noise(strength: float, rng: Random) -> Noise:
    """A filing's own rates; `strength` 1 is like clean scans, 2 worse, beyond that rough."""
    rough = strength * rng.lognormvariate(0, 0.4)
    marks = [rng.random() ** 3 for _ in range(7)]
    marks[rng.choice((0, 0, 1, 3, 3, 4))] += 2
    marks[6] *= 0.3 * strength
    return Noise(
        smudge=Smudge(0.0015 * rough**2, 0.0005 * rough**2, 0.0003 * rough, tuple(marks)),
        near=rng.uniform(2, 9),
        jitter=rng.choice((0, rng.uniform(0, 3), rng.uniform(2, 7))),
        drop_edge=min(0.4, 0.08 * rough),
        bridge=rng.choice((4.0, 10.0, 30.0)),
        seen_twice=rng.uniform(0.1, 0.6),
        half_seen=min(0.6, 0.08 * rough),
        lost=min(0.5, 0.06 * rough),
        collapse=min(0.2, 0.015 * rough * rng.random()),
        lose_first=min(0.2, 0.02 * rough * rng.random()),
        repeat_line=min(0.05, 0.003 * rough),
        lose_line=min(0.05, 0.003 * rough),
        escape=rng.random() < 0.4,
        heading=rng.choice((0.0, 0.0, 0.7)),
        bullet=rng.choice(("", "", "- ")),
    )


def messy(pages: Sequence[PlacedPage], strength: float, rng: Random) -> tuple[str, Spans]:
    """Tab-separated rows of mis-cut tables between lines of text, and the spans of each pointer."""
    noise = draw_noise(strength, rng)
    lines = [line for page in pages for line in _page(page, noise, rng)]
    return text_and_spans(join(lines, "\n"))


def _page(page: PlacedPage, noise: Noise, rng: Random) -> list[Traced]:
    """The lines of one page."""
    grids = find_grids(page, noise.bridge)
    placed: list[tuple[float, Traced]] = []
    free = set(range(len(page.chars)))
    for grid in grids:
        xs = bend(grid, noise, rng)
        if len(xs) < 3:
            continue
        for top, bottom in zip(grid.ys, grid.ys[1:], strict=False):
            inside = [
                i for i in free if top <= _height(page.chars[i]) < bottom and xs[0] <= page.chars[i].middle <= xs[-1]
            ]
            free -= set(inside)
            row = _row([page.chars[i] for i in sorted(inside)], xs, noise, rng)
            if any(row):
                placed.append((top, row))
    for line in lines_of([page.chars[i] for i in sorted(free)]):
        text = fold(_read(line, noise, rng))
        if text and rng.random() >= noise.lose_line:
            placed += [(_height(line[0]), text)] * (2 if rng.random() < noise.repeat_line else 1)
    placed.sort(key=lambda item: item[0])
    return [line for _, line in placed]


def _height(char: Char) -> float:
    return (char.top + char.bottom) / 2


def bend(grid: Grid, noise: Noise, rng: Random) -> list[float]:
    """Column edges as the tool sees them: near ones merged, weak ones dropped, all of them shifted a little."""
    xs: list[tuple[float, float]] = []
    for x, length in grid.xs:
        if xs and x - xs[-1][0] < noise.near:
            xs[-1] = max(xs[-1], (x, length), key=lambda edge: edge[1])
        else:
            xs.append((x, length))
    inner = [x + rng.gauss(0, noise.jitter) for x, _ in xs[1:-1] if rng.random() >= noise.drop_edge]
    return sorted([xs[0][0] - noise.jitter, *inner, xs[-1][0] + noise.jitter])


def lines_of(chars: Sequence[Char]) -> list[Line]:
    """Characters as lines from top to bottom, each from left to right; raised ones stay with their run."""
    runs: dict[int, Line] = {}
    for char in chars:
        runs.setdefault(char.run, []).append(char)
    lines: list[tuple[float, float, Line]] = []
    for run in sorted(runs.values(), key=lambda r: (r[0].bottom, r[0].x0)):
        middle, size = _height(run[0]), run[0].size
        if lines and abs(lines[-1][0] - middle) < 0.5 * max(size, lines[-1][1]):
            lines[-1][2].extend(run)
        else:
            lines.append((middle, size, list(run)))
    return [sorted(line, key=lambda c: c.x0) for _, _, line in lines]


def _read(line: Line, noise: Noise, rng: Random) -> Traced:
    """A line as text: gaps become spaces, raised marks are written in the tool's way."""
    text: Traced = []
    mark: Traced = []
    for at, char in enumerate(line):
        if mark and not char.raised:
            text, mark = text + write_mark(mark, noise.smudge, rng), []
        if at and char.x0 - line[at - 1].x1 > 0.2 * char.size:
            text += plain(" ")
        (mark if char.raised else text).append((char.text, char.pointer))
    if mark:
        text += write_mark(mark, noise.smudge, rng)
    escaped: Traced = []
    for letter, pointer in misread(text, noise.smudge, rng):
        escaped += [("\\", pointer), (letter, pointer)] if noise.escape and letter == "$" else [(letter, pointer)]
    return escaped


def _row(chars: Sequence[Char], xs: Sequence[float], noise: Noise, rng: Random) -> Traced:
    """One row of the table: cells between tabs; nothing if it is empty."""
    cells: list[list[Char]] = [[] for _ in xs[1:]]
    for char in chars:
        for column, seen in _seen(char, xs, noise, rng):
            cells[column].append(seen)
    texts = [fold(join([_read(line, noise, rng) for line in lines_of(cell)], " ")) for cell in cells]
    if not any(texts):
        return []
    if rng.random() < noise.lose_first:
        texts = texts[rng.randint(1, 3) :]
    return join(_collapsed(texts, noise, rng), "\t")


def _seen(char: Char, xs: Sequence[float], noise: Noise, rng: Random) -> list[tuple[int, Char]]:
    """The columns in which a character is read, and as what."""
    home = max((i for i in range(len(xs) - 1) if xs[i] <= char.middle), default=0)
    width = char.x1 - char.x0
    cuts = [x for x in xs[1:-1] if char.x0 + 0.12 * width < x < char.x1 - 0.12 * width]
    if not cuts or char.text == " ":
        return [(home, char)]
    other = home + 1 if cuts[0] > char.middle else home - 1
    chance = rng.random()
    if chance < noise.lost:
        return []
    if chance < noise.lost + noise.half_seen:
        return [(home, _with(char, half((char.text, 0), other > home, rng)[0]))]
    if rng.random() < noise.seen_twice:
        return [(home, char), (other, char)]
    return [(home, char)]


def _with(char: Char, text: str) -> Char:
    return Char(text, char.x0, char.top, char.x1, char.bottom, char.size, char.run, char.pointer, char.raised)


def _collapsed(cells: list[Traced], noise: Noise, rng: Random) -> list[Traced]:
    """Cells with some neighbours run together."""
    out = cells[:1]
    for cell in cells[1:]:
        if rng.random() < noise.collapse:
            out[-1] = fold(join([out[-1], cell], " "))
        else:
            out.append(cell)
    return out
