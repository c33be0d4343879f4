"""Find the tables of a placed page by their rulings: the rows and the one column grid laid over all of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from training.render.placed import Line, PlacedPage, lines_of

TOUCH = 3.0
"""Points within which two rulings meet."""


@dataclass(frozen=True, slots=True)
class Grid:
    """Edges of rows (`ys`) and of columns (`xs`, each with the length of the rulings there), ascending, in points."""

    ys: tuple[float, ...]
    xs: tuple[tuple[float, float], ...]


def cluster(values: Iterable[float], near: float) -> list[float]:
    """Values closer than `near` to the last of their cluster become its mean."""
    clusters: list[list[float]] = []
    for value in sorted(values):
        if clusters and value - clusters[-1][-1] <= near:
            clusters[-1].append(value)
        else:
            clusters.append([value])
    return [sum(c) / len(c) for c in clusters]


def find_grids(page: PlacedPage, bridge: float) -> list[Grid]:
    """The page's tables from top to bottom; tables less than `bridge` points apart are one."""
    sides = [h for h in page.horizontals if _ends_meet(h, page.verticals)]
    bands = _bands(page, cluster((y for y, _, _ in sides), TOUCH), bridge)
    return [g for g in (_grid(page, band) for band in bands) if len(g.ys) > 2 and len(g.xs) > 2]


def _ends_meet(side: tuple[float, float, float], verticals: Sequence[tuple[float, float, float]]) -> bool:
    """Whether a horizontal ruling ends at vertical ones: a rule drawn inside a cell does not."""
    y, x0, x1 = side
    meets = [x for x, top, bottom in verticals if top - TOUCH <= y <= bottom + TOUCH]
    return any(abs(x - x0) <= TOUCH for x in meets) and any(abs(x - x1) <= TOUCH for x in meets)


def _bands(page: PlacedPage, ys: Sequence[float], bridge: float) -> list[list[float]]:
    """Edges of rows, split where no vertical ruling joins two of them."""
    bands: list[list[float]] = []
    for y in ys:
        if bands and (_joined(page, bands[-1][-1], y) or _follows(page, bands[-1][-1], y, bridge)):
            bands[-1].append(y)
        else:
            bands.append([y])
    return bands


def _follows(page: PlacedPage, upper: float, lower: float, bridge: float) -> bool:
    """Whether a table starts soon below another one that is about as wide."""
    if lower - upper > bridge:
        return False
    (left, right), (start, end) = _extent(page, upper), _extent(page, lower)
    return min(right, end) - max(left, start) > 0.8 * (max(right, end) - min(left, start))


def _extent(page: PlacedPage, y: float) -> tuple[float, float]:
    """Where the horizontal rulings at a height begin and end; 0, 0 if there is none."""
    there = [(x0, x1) for v, x0, x1 in page.horizontals if abs(v - y) <= TOUCH / 2]
    return min((x0 for x0, _ in there), default=0.0), max((x1 for _, x1 in there), default=0.0)


def _joined(page: PlacedPage, upper: float, lower: float) -> bool:
    return any(top <= upper + TOUCH and bottom >= lower - TOUCH for _, top, bottom in page.verticals)


def _grid(page: PlacedPage, ys: Sequence[float]) -> Grid:
    """Row edges, and all vertical rulings between the first and the last."""
    inside = [v for v in page.verticals if v[1] >= ys[0] - TOUCH and v[2] <= ys[-1] + TOUCH]
    xs = cluster((x for x, _, _ in inside), 1.5)
    return Grid(tuple(ys), tuple((x, sum(bottom - top for v, top, bottom in inside if abs(v - x) <= 2.0)) for x in xs))


def find_ruleless(page: PlacedPage) -> list[Grid]:
    """Tables without rulings: neighbouring lines of four runs or more, with edges in the gaps that most leave free."""
    groups: list[list[Line]] = []
    since = 9
    for line in lines_of(page.chars):
        if len({c.run for c in line}) >= 4:
            groups += [[]] if since > 2 else []
            groups[-1].append(line)
            since = 0
        since += 1
    return [_gap_grid(lines) for lines in groups if len(lines) > 2]


def _gap_grid(lines: Sequence[Line]) -> Grid:
    """One row a line; an edge in the middle of each strip, four points wide or wider, that hardly any line crosses."""
    left, right = min(line[0].x0 for line in lines), max(line[-1].x1 for line in lines)
    free = [x for x in range(int(left), int(right)) if sum(_covers(line, x) for line in lines) <= 0.15 * len(lines)]
    strips: list[list[int]] = []
    for x in free:
        if strips and x - strips[-1][-1] == 1:
            strips[-1].append(x)
        else:
            strips.append([x])
    edges = [left - 2, *(strip[len(strip) // 2] for strip in strips if len(strip) > 3), right + 2]
    tops = [min(c.top for c in line) - 0.5 for line in lines]
    return Grid((*tops, max(c.bottom for c in lines[-1]) + 0.5), tuple((float(x), 1.0) for x in edges))


def _covers(line: Line, x: float) -> bool:
    return any(c.x0 <= x < c.x1 for c in line)
