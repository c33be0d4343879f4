"""Placed pages as an OCR engine prints them: lines in reading order, rulings as bars, thin rows turned to junk."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from random import Random

from training.render.grid import find_grids
from training.render.placed import NOTHING, Char, Line, PlacedPage, lines_of
from training.render.smudge import LOOK_ALIKES, Smudge, misread
from training.render.traced import Spans, Traced, fold, join, plain, text_and_spans

MARKS = ("", "", "®", "®", "®", "©", "”", '"', "’", "*", "@", ")", "“", "°", "a)", "1)", "&", "?")
"""What becomes of a raised mark."""
MISPRINTS = (
    (r"\bInstr\b", ("instr",)),
    (r"/(?=Day|Year)", ("i", "l", "/")),
    (r"\bI\b", ("|", "l", "1")),
    (r"\bII\b", ("Il", "I]", "ll", "11")),
    (r"\bIf\b", ("lf",)),
    (r"(?<=\d)\.(?= [A-Z])", (",", ",", " ")),
    (r"\bJoint/", ("Join/", "Joinv")),
    (r"\(Zip\)", ("@ip)", "(Zip}", "Zip)")),
    (r"\(D\)", ("(0)", "(D}", "()")),
    (r"\(I\)", ("()", "(1)", "(|)")),
    (r"^X$", ("X_", "X__", "x", "xX", "[X]")),
    (r"^D$", ("D", "b", "pb", "p", "oD", "D |")),
    (r"^I$", ("|", "1", "l")),
    (r"^V$", ("v", "Vv", "")),
    (r"\bDE\b", ("DE", "De", "OE")),
    (r"/s/ ?", ("/s/", "/s/ ", "4s/", "Js/", "/s ", "Is/ ")),
    (r"\*\*", ("**", "™*", "™")),
    (r"(?<=[a-z])\*$", ("”", "’", '"', "*")),
    (r"\]", ("|", "]", "I")),
)
"""Patterns with what an engine tends to print there."""
NOTE = re.compile(r"(\(\d{1,2}\))+")
JUNK = "aaeeeoinnrrsstlmcuwv"


@dataclass(frozen=True, slots=True)
class Blur:
    """How badly one scan is read; rates are chances."""

    misprint: float
    prose: Smudge
    table: Smudge
    bar: float
    """A ruling between two cells is printed as a bar."""
    thin: float
    """A row of one line between rulings is not read."""
    junk: float
    """Of the rows that are not read, those which give junk."""
    letter: float
    """A single letter in a cell is lost."""
    cell: float
    rule: float
    """A drawn line gives junk."""
    first: float
    """The first letter beside a ruling is misread."""
    mark: float
    """A raised mark is misread."""


def draw_blur(rng: Random) -> Blur:
    """A scan's own rates, around those measured on skewed office scans at 200 dpi."""
    bad = rng.betavariate(2, 3) * 2
    return Blur(
        misprint=min(0.9, 0.5 * bad),
        prose=Smudge(0.0004 * bad, 0.0003 * bad, foreign=False),
        table=Smudge(0.003 * bad, 0.002 * bad, foreign=False),
        bar=rng.uniform(0.1, 0.9),
        thin=min(0.95, rng.uniform(0.2, 1.3) * bad),
        junk=rng.uniform(0.1, 0.6),
        letter=min(0.8, 0.5 * bad),
        cell=min(0.3, 0.08 * bad),
        rule=rng.uniform(0, 0.25),
        first=0.03 * bad,
        mark=rng.choice((1.0, 1.0, 0.9, 0.5, 0.1)),
    )


def text(pages: Sequence[PlacedPage], rng: Random) -> tuple[str, Spans]:
    """The pages' lines, divided by form feeds or not at all, and the spans of each pointer."""
    blur = draw_blur(rng)
    feed = rng.choice(("\n", "\n", "\n\f"))
    return text_and_spans(join([join(_page(page, blur, rng), "\n") for page in pages], feed))


def _page(page: PlacedPage, blur: Blur, rng: Random) -> list[Traced]:
    """The lines of one page, from top to bottom."""
    out = [(line[0].height, line) for line in _table_lines(page, blur, rng)]
    texts = [(y, _line(line, page, blur, rng)) for y, line in out]
    texts += [(y, _junk(rng.randint(3, 8), rng, "")) for y, x0, x1 in _loose_rules(page) if rng.random() < blur.rule]
    return [line for line in (fold(text) for _, text in sorted(texts, key=lambda t: t[0])) if line]


def _loose_rules(page: PlacedPage) -> list[tuple[float, float, float]]:
    """Rules drawn inside a cell: long ones that end where no vertical ruling stands."""
    ends = [x for x, _, _ in page.verticals]
    return [h for h in page.horizontals if h[2] - h[1] > 60 and not any(abs(x - h[2]) < 3 for x in ends)]


def _table_lines(page: PlacedPage, blur: Blur, rng: Random) -> list[Line]:
    """The page's lines without those of the rows that are not read."""
    bands = [band for grid in find_grids(page, 4.0) for band in pairwise(grid.ys)]
    gone: set[int] = set()
    for top, bottom in bands:
        runs = {c.run for c in page.chars if top <= c.height < bottom}
        valued = any(c.pointer != NOTHING for c in page.chars if c.run in runs)
        if len(runs) > 2 and valued and bottom - top < 21 and rng.random() < blur.thin:
            gone |= runs
    kept = [c for c in page.chars if c.run not in gone]
    lost = lines_of([c for c in page.chars if c.run in gone])
    junk = [_junked(line, rng) for line in lost if rng.random() < blur.junk]
    return [line for line in (*lines_of(kept), *junk) if line]


def _junked(line: Line, rng: Random) -> Line:
    """A row's first run perhaps kept; the others as letters that nobody wrote."""
    keep = line[0].run if rng.random() < 0.6 else None
    return [
        c if c.run == keep or c.text == " " else replace(c, text=rng.choice(JUNK), pointer=NOTHING, raised=False)
        for c in line
        if c.run == keep or rng.random() < 0.5
    ]


def _junk(words: int, rng: Random, between: str) -> Traced:
    """Short words of letters that look like rules and dots."""
    return plain((between or " ").join("".join(rng.choices(JUNK, k=rng.randint(1, 4))) for _ in range(words)))


def _line(line: Line, page: PlacedPage, blur: Blur, rng: Random) -> Traced:
    """One line: its runs with spaces or bars between them."""
    out: Traced = []
    last: Char | None = None
    for run in _runs(line):
        ruled = last is not None and _crossed(page, last, run[0])
        inside = ruled or _crossed(page, replace(run[0], x1=0.0), run[0])
        if inside and rng.random() < (blur.letter if len(run) == 1 else blur.cell * (len(run) < 12)):
            continue
        if last is not None:
            out += plain(" | " if ruled and rng.random() < blur.bar else " ")
        out += _run(run, inside, blur, rng)
        last = run[-1]
    return out


def _runs(line: Line) -> list[Line]:
    runs: dict[int, Line] = {}
    for char in line:
        runs.setdefault(char.run, []).append(char)
    return list(runs.values())


def _crossed(page: PlacedPage, left: Char, right: Char) -> bool:
    """Whether a vertical ruling stands between two characters."""
    y = right.height
    return any(left.x1 - 1 <= x <= right.x0 + 1 and top <= y <= bottom for x, top, bottom in page.verticals)


def _run(run: Line, inside: bool, blur: Blur, rng: Random) -> Traced:
    """One run as the engine reads it."""
    raised = [c for c in run if c.raised]
    small = not raised and NOTE.fullmatch("".join(c.text for c in run))
    body = [(c.text, c.pointer) for c in run if not c.raised]
    if small and rng.random() < blur.mark:
        return [(rng.choice(MARKS), run[-1].pointer)]
    if inside and body and rng.random() < blur.first:
        letter, pointer = body[0]
        body[0] = rng.choice([*(a for a in LOOK_ALIKES.get(letter, ()) if a.isascii()), "‘", ""]), pointer
    body = misread(_misprinted(body, blur, rng), blur.table if inside else blur.prose, rng)
    if not raised:
        return body
    if rng.random() < blur.mark:
        return [*body, (rng.choice(MARKS), raised[-1].pointer)]
    return [*body, *((c.text, c.pointer) for c in raised)]


def _misprinted(body: Traced, blur: Blur, rng: Random) -> Traced:
    """A run with the misprints that its words invite."""
    for pattern, readings in MISPRINTS:
        string = "".join(letter for letter, _ in body)
        if len(string) != len(body) or rng.random() >= blur.misprint:
            continue
        for match in reversed(list(re.finditer(pattern, string))):
            pointer = body[match.start()][1] if match.start() < len(body) else NOTHING
            body = [*body[: match.start()], *plain(rng.choice(readings), pointer), *body[match.end() :]]
    return body
