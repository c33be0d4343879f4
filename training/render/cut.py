"""Cut placed pages the way a table-recognition tool does that lays one column grid over several tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from random import Random

from training.render.grid import Grid, find_grids, find_ruleless
from training.render.noise import Noise, draw_noise
from training.render.placed import Char, Line, PlacedPage, lines_of
from training.render.prose import Placed, set_prose
from training.render.smudge import Smudge, half, misread, write_mark
from training.render.traced import Spans, Traced, fold, join, plain, text_and_spans

JUNK = ("-", "L", "<u> </u>", "-,", "|", "_", "·", "ı", ".", "I")


def messy(pages: Sequence[PlacedPage], strength: float, rng: Random) -> tuple[str, Spans]:
    """Tab-separated rows of mis-cut tables between lines of text, and the spans of each pointer."""
    noise = draw_noise(strength, rng)
    parts = [part for page in pages for part in (*_page(page, noise, rng), plain(""))]
    return text_and_spans(join(parts[:-1], "\n"))


def _page(page: PlacedPage, noise: Noise, rng: Random) -> list[Traced]:
    """The lines of one page."""
    grids = find_grids(page, noise.bridge) or find_ruleless(page)
    if len(grids) == 1 and rng.random() < noise.whole_page:
        grids = [_stretched(grids[0], page)]
    out: list[tuple[float, list[Traced]]] = []
    rest = page.chars
    for grid in grids:
        xs = bend(grid, noise, rng)
        if len(xs) > 2:
            inside = [c for c in rest if grid.ys[0] <= c.height < grid.ys[-1] and xs[0] <= c.middle <= xs[-1]]
            taken = set(map(id, inside))
            rest = tuple(c for c in rest if id(c) not in taken)
            out.append((grid.ys[0], _table(inside, grid.ys, xs, noise, rng)))
    out += _prose(rest, [top for top, _ in out], noise, rng)
    lines = [line for _, part in sorted(out, key=lambda item: item[0]) for line in part]
    return _strayed(lines, noise, rng)


def _stretched(grid: Grid, page: PlacedPage) -> Grid:
    """The same columns from the page's first line to its last."""
    top = min(c.top for c in page.chars) - 1
    bottom = max(c.bottom for c in page.chars) + 1
    return replace(grid, ys=(min(top, grid.ys[0]), *grid.ys, max(bottom, grid.ys[-1])))


def bend(grid: Grid, noise: Noise, rng: Random) -> list[float]:
    """Column edges as the tool sees them: near ones merged, some dropped, all of them shifted a little."""
    xs: list[tuple[float, float]] = []
    for x, length in grid.xs:
        if xs and x - xs[-1][0] < noise.near:
            xs[-1] = max(xs[-1], (x, length), key=lambda edge: edge[1])
        else:
            xs.append((x, length))
    inner = [x + rng.gauss(0, noise.jitter) for x, _ in xs[1:-1] if rng.random() >= noise.drop_edge]
    return sorted([grid.xs[0][0] - 5, *inner, grid.xs[-1][0] + 5])


def _prose(
    chars: Sequence[Char], breaks: Sequence[float], noise: Noise, rng: Random
) -> list[tuple[float, list[Traced]]]:
    """The lines outside tables, in groups that begin at the page's top or below a table."""
    groups: dict[float, list[Placed]] = {}
    for line in lines_of(chars):
        text = fold(_read(line, noise.prose, noise.escape, rng))
        if text and rng.random() >= noise.lose_line:
            height = line[0].height
            group = max((top for top in breaks if top < height), default=0.0)
            placed = (line[0].x0, line[-1].x1, height, text)
            groups.setdefault(group, []).extend([placed] * (2 if rng.random() < noise.repeat_line else 1))
    return [(top + 0.01, set_prose(lines, noise, rng)) for top, lines in groups.items()]


def _read(line: Line, smudge: Smudge, escape: bool, rng: Random) -> Traced:
    """A line as text: gaps become spaces, raised marks are written in the tool's way."""
    text: Traced = []
    mark: Traced = []
    for at, char in enumerate(line):
        if mark and not char.raised:
            text, mark = text + write_mark(mark, smudge, rng), []
        if at and char.x0 - line[at - 1].x1 > 0.2 * char.size:
            text += plain(" ")
        (mark if char.raised else text).append((char.text, char.pointer))
    text = misread(text + (write_mark(mark, smudge, rng) if mark else []), smudge, rng)
    if not escape:
        return text
    return [part for glyph in text for part in ([("\\", glyph[1]), glyph] if glyph[0] == "$" else [glyph])]


def _table(chars: Sequence[Char], ys: Sequence[float], xs: Sequence[float], noise: Noise, rng: Random) -> list[Traced]:
    """The rows of one table as text."""
    rows: list[list[Traced]] = []
    for top, bottom in pairwise(ys):
        cells = _cells([c for c in chars if top <= c.height < bottom], xs, noise, rng)
        if not any(cells):
            continue
        if rows and len(rows[-1]) == len(cells) and rng.random() < noise.collapse_rows:
            rows[-1] = [fold(join([a, b], " ")) for a, b in zip(rows[-1], cells, strict=True)]
        else:
            rows.append(cells)
    return [join(_spoiled(row, noise, rng), "\t") for row in rows]


def _cells(chars: Sequence[Char], xs: Sequence[float], noise: Noise, rng: Random) -> list[Traced]:
    """The text of each cell of a row: the lines in it, joined by spaces."""
    cells: list[list[Char]] = [[] for _ in xs[1:]]
    for run in _words(chars):
        for column, seen in _seen(run, xs, noise, rng):
            cells[column].append(seen)
    return [fold(join([_read(line, noise.table, noise.escape, rng) for line in lines_of(cell)], " ")) for cell in cells]


def _words(chars: Sequence[Char]) -> list[Line]:
    """Characters run by run."""
    runs: dict[int, Line] = {}
    for char in chars:
        runs.setdefault(char.run, []).append(char)
    return list(runs.values())


def _seen(run: Line, xs: Sequence[float], noise: Noise, rng: Random) -> list[tuple[int, Char]]:
    """Each character of a run with the column in which it is read; some twice, some not at all, some as others."""
    middle = (run[0].x0 + run[-1].x1) / 2
    if rng.random() < noise.whole and len(run) < 25:
        return [(_column(middle, xs), char) for char in run]
    out = [seen for char in run for seen in _seen_char(char, xs, noise, rng)]
    columns = sorted({column for column, _ in out})
    if len(columns) > 1 and len(run) < 14 and rng.random() < noise.echo:
        out = [seen for seen in out if seen[0] != columns[-1]] + [(columns[-1], char) for char in run]
    return out


def _column(x: float, xs: Sequence[float]) -> int:
    """The column that a place falls into; the nearest one outside the grid."""
    return min(max(sum(edge <= x for edge in xs) - 1, 0), len(xs) - 2)


def _seen_char(char: Char, xs: Sequence[float], noise: Noise, rng: Random) -> list[tuple[int, Char]]:
    """The columns in which one character is read, and as what."""
    home = _column(char.middle, xs)
    width = char.x1 - char.x0
    left = char.x0 - xs[home] if home else 1e9
    right = xs[home + 1] - char.x1 if home < len(xs) - 2 else 1e9
    other = home - 1 if left < right else home + 1
    if char.text == " " or min(left, right) > 0.8 * width:
        return [(home, char)]
    if min(left, right) > -0.12 * width:  # beside the cut, not on it
        return [(home, char), (other, char)] if rng.random() < 0.15 * noise.seen_twice else [(home, char)]
    if rng.random() < noise.lost:
        return []
    if rng.random() < noise.half_seen:
        return [(home, replace(char, text=half(char.text, other > home, rng)))]
    if rng.random() >= noise.seen_twice:
        return [(home, char)]
    echo = replace(char, text=half(char.text, other < home, rng)) if rng.random() < noise.half_seen else char
    return [(home, char), (other, echo)]


def _spoiled(cells: list[Traced], noise: Noise, rng: Random) -> list[Traced]:
    """A row's cells collapsed, merged, shifted, lost, or filled with junk."""
    if rng.random() < noise.collapse_row:
        return [fold(join([cell for cell in cells if cell], " "))]
    if rng.random() < noise.lose_first:
        cells = cells[rng.randint(1, 3) :]
    if cells and rng.random() < noise.shift:
        cells = cells[1:] if not cells[0] else [[], *cells]
    out = cells[:1]
    for cell in cells[1:]:
        if rng.random() < noise.merge:
            out[-1] = fold(join([out[-1], cell], " "))
        elif cell and rng.random() < noise.lose_cell:
            out.append([])
        elif not cell and rng.random() < noise.junk * 0.2:
            out.append(plain(rng.choice(JUNK)))
        else:
            out.append(cell)
    return out


def _strayed(lines: list[Traced], noise: Noise, rng: Random) -> list[Traced]:
    """The lines, with the end of one of them perhaps moved before the first."""
    if not lines or rng.random() >= noise.stray * 5:
        return lines
    at = rng.randrange(len(lines))
    line = lines[at]
    spaces = [i for i, (letter, _) in enumerate(line) if letter in " \t"]
    if not spaces or len(line) - spaces[-1] > 14:
        return lines
    tail, lines[at] = line[spaces[-1] + 1 :], line[: spaces[-1]]
    return [tail, *lines]
