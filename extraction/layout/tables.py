"""Ruling lines to tables: the page is cut at every line, and pieces without a line between them are one cell."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extraction.document import Block, Box, Cell, Layout, Row, Word
from extraction.layout.lines import lines_to_rows, mend_lines, words_to_lines
from extraction.layout.ruling import SNAP, Edge, Ruling, complete, crossed_by

_FRAME = 6
"""A ring around more cells than this is a frame around a page, not a cell."""

_Unit = tuple[int, int]
"""Row and column of a piece of the page between neighbouring lines."""

_Line = tuple[float, list[tuple[float, float]]]
"""Edges drawn together: where they stand, and the stretches that they cover."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A page's cells: `regions` gives the cell of each piece, `cells` its extent in pieces, `tables` its table."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    regions: dict[_Unit, int]
    cells: tuple[tuple[int, int, int, int], ...]
    tables: tuple[int, ...]

    def find(self, box: Box) -> int | None:
        """The cell that holds a box's centre."""
        column = bisect_right(self.xs, (box[0] + box[2]) / 2) - 1
        row = bisect_right(self.ys, (box[1] + box[3]) / 2) - 1
        return self.regions.get((row, column))


def lay_out(words: Sequence[Word], ruling: Ruling) -> tuple[Block, ...]:
    """The blocks of a page in reading order: each ruled table, and the lines before, between and after."""
    grid = ruling_to_grid(complete(ruling, words))
    inside: dict[int, list[Word]] = {}
    outside: list[Word] = []
    for word in words:
        cell = grid.find(word.box)
        (outside if cell is None else inside.setdefault(cell, [])).append(word)
    grids = []
    for cells in _tables(grid):
        if len({grid.cells[c][1] for c in cells}) < 2:
            outside.extend(w for c in cells for w in inside.get(c, ()))
        elif any(c in inside for c in cells):
            grids.append(_table(grid, cells, inside))
    return tuple(_in_order(grids, mend_lines(words_to_lines(outside))))


def ruling_to_grid(ruling: Ruling) -> Grid:
    """Cells are the closed regions between lines; cells that touch are one table."""
    vertical = _snap([*ruling.vertical, *_close_sides(_snap(ruling.horizontal), ruling.vertical)])
    horizontal = _snap([*ruling.horizontal, *_close_ends(vertical, ruling.horizontal)])
    xs, ys = [e[0] for e in vertical], [e[0] for e in horizontal]
    above = _covered(horizontal, xs)
    left = {(row, column) for column, row in _covered(vertical, ys)}
    regions = _flood(len(ys) - 1, len(xs) - 1, above, left)
    regions, cells = _number(regions)
    return Grid(tuple(xs), tuple(ys), regions, cells, _join(regions, len(cells)))


def _snap(edges: Iterable[Edge]) -> list[_Line]:
    """Edges near each other drawn together: place and the stretches covered, from low to high."""
    groups: list[list[Edge]] = []
    for edge in sorted(edges):
        if groups and edge[0] - groups[-1][-1][0] <= SNAP and edge[0] - groups[-1][0][0] <= 2 * SNAP:
            groups[-1].append(edge)
        else:
            groups.append([edge])
    return [(sum(e[0] for e in group) / len(group), _merge(e[1:] for e in group)) for group in groups]


def _close_ends(vertical: Sequence[_Line], horizontal: Sequence[Edge]) -> Iterator[Edge]:
    """Lines across where several columns end together without one: a row that a page break cuts is open there."""
    for end in (0, 1):
        ends = sorted((stretch[end], x) for x, stretches in vertical for stretch in stretches)
        for group in _near(ends):
            y, left, right = group[0][0], min(x for _, x in group), max(x for _, x in group)
            if len(group) > 2 and not any(abs(y - h) <= 2 * SNAP and a < right and b > left for h, a, b in horizontal):
                yield y, left, right


def _close_sides(horizontal: Sequence[_Line], vertical: Sequence[Edge]) -> Iterator[Edge]:
    """Lines down where several rows end together without one: pages whose cells have no left border are open there.

    Only where all upright lines of the row are on one side: a rule inside a cell ends anywhere.
    """
    for end in (0, 1):
        ends = sorted((stretch[end], y) for y, stretches in horizontal for stretch in stretches)
        for group in _near(ends):
            x, ys = group[0][0], sorted(y for _, y in group)
            for top, bottom in pairwise(_to_open_ends(ys, vertical) if len(ys) > 2 else ()):
                middle = (top + bottom) / 2
                beyond = [(at - x) * (1 if end else -1) for at, start, stop in vertical if start < middle < stop]
                if beyond and max(beyond) < -2 * SNAP:
                    yield x, top, bottom


def _to_open_ends(ys: Sequence[float], vertical: Sequence[Edge]) -> list[float]:
    """The places of lines, and above and below them where several upright lines that meet them end together."""
    starts = sorted(start for _, start, stop in vertical if start < ys[0] - 2 * SNAP and stop > ys[0] - SNAP)
    stops = sorted(stop for _, start, stop in vertical if stop > ys[-1] + 2 * SNAP and start < ys[-1] + SNAP)
    top = [starts[0]] if len(starts) > 2 and starts[-1] - starts[0] <= SNAP else []
    return [*top, *ys, *([stops[0]] if len(stops) > 2 and stops[-1] - stops[0] <= SNAP else [])]


def _near(pairs: Iterable[tuple[float, float]]) -> list[list[tuple[float, float]]]:
    """Sorted pairs grouped by their first figure."""
    groups: list[list[tuple[float, float]]] = []
    for pair in pairs:
        if groups and pair[0] - groups[-1][0][0] <= SNAP:
            groups[-1].append(pair)
        else:
            groups.append([pair])
    return groups


def _merge(stretches: Iterable[tuple[float, float]]) -> list[tuple[float, float]]:
    """Stretches that touch or overlap made one."""
    merged: list[tuple[float, float]] = []
    for start, end in sorted(stretches):
        if merged and start <= merged[-1][1] + SNAP:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _covered(lines: Sequence[_Line], places: Sequence[float]) -> set[tuple[int, int]]:
    """Which pieces, between two neighbouring places, each line covers: (line, piece)."""
    return {
        (n, piece)
        for n, (_, stretches) in enumerate(lines)
        for start, end in stretches
        for piece in range(bisect_left(places, start - SNAP), bisect_right(places, end + SNAP) - 1)
    }


def _flood(height: int, width: int, above: set[_Unit], left: set[_Unit]) -> dict[_Unit, int]:
    """Numbers for pieces that no line parts; those open to the outside get none."""
    regions: dict[_Unit, int] = {}
    count = 0
    for row in range(height):
        for column in range(width):
            if (row, column) in regions:
                continue
            piece, closed = _spread((row, column), height, width, above, left, regions, count)
            if not closed:
                regions.update(dict.fromkeys(piece, -1))
            count += 1
    return {unit: region for unit, region in regions.items() if region >= 0}


def _spread(
    start: _Unit, height: int, width: int, above: set[_Unit], left: set[_Unit], regions: dict[_Unit, int], number: int
) -> tuple[list[_Unit], bool]:
    """All pieces that can be reached without crossing a line, and whether the page's outside can't."""
    regions[start] = number
    reached, closed = [start], True
    for row, column in reached:
        for unit, barred in (
            ((row - 1, column), (row, column) in above),
            ((row + 1, column), (row + 1, column) in above),
            ((row, column - 1), (row, column) in left),
            ((row, column + 1), (row, column + 1) in left),
        ):
            if barred:
                continue
            if not (0 <= unit[0] < height and 0 <= unit[1] < width):
                closed = False
            elif unit not in regions:
                regions[unit] = number
                reached.append(unit)
    return reached, closed


def _number(regions: dict[_Unit, int]) -> tuple[dict[_Unit, int], tuple[tuple[int, int, int, int], ...]]:
    """Regions numbered from the top left without frames; the extent of each: top, left, bottom, right, in pieces."""
    members: dict[int, list[_Unit]] = {}
    for unit, region in regions.items():
        members.setdefault(region, []).append(unit)
    extents = {region: _extent(units) for region, units in members.items()}
    kept = [r for r in sorted(extents, key=extents.__getitem__) if not _is_frame(extents[r], members[r], regions)]
    numbers = {region: n for n, region in enumerate(kept)}
    return {u: numbers[r] for u, r in regions.items() if r in numbers}, tuple(extents[r] for r in kept)


def _extent(units: Sequence[_Unit]) -> tuple[int, int, int, int]:
    rows, columns = [u[0] for u in units], [u[1] for u in units]
    return min(rows), min(columns), max(rows) + 1, max(columns) + 1


def _is_frame(extent: tuple[int, int, int, int], units: Sequence[_Unit], regions: dict[_Unit, int]) -> bool:
    top, left, bottom, right = extent
    if (bottom - top) * (right - left) == len(units):
        return False
    around = {regions.get((r, c), -1) for r in range(top, bottom) for c in range(left, right)}
    return len(around) > _FRAME


def _join(regions: dict[_Unit, int], count: int) -> tuple[int, ...]:
    """The table of each cell: the least number among the cells that hang together."""
    tables = list(range(count))

    def root(cell: int) -> int:
        while tables[cell] != cell:
            tables[cell] = tables[tables[cell]]
            cell = tables[cell]
        return cell

    for (row, column), cell in regions.items():
        for beside in ((row + 1, column), (row, column + 1)):
            other = regions.get(beside, cell)
            if other != cell:
                one, two = sorted((root(cell), root(other)))
                tables[two] = one
    return tuple(root(cell) for cell in range(count))


def _tables(grid: Grid) -> list[list[int]]:
    """The cells of each table. Tables that touch are parted above a title and where the columns change."""
    joined: dict[int, list[int]] = {}
    for cell, table in enumerate(grid.tables):
        joined.setdefault(table, []).append(cell)
    tables: list[list[int]] = []
    for cells in joined.values():
        width = _width(grid, cells)
        tables.append([])
        for band in _bands(grid, cells):
            is_title = len(band) == 1 and _width(grid, band) > 0.95 * width
            if tables[-1] and (is_title or not _share_columns(grid, tables[-1], band)):
                tables.append([])
            tables[-1] += band
    return tables


def _bands(grid: Grid, cells: Sequence[int]) -> Iterator[list[int]]:
    """The cells between lines that cross the whole table, from top to bottom."""
    band: list[int] = []
    end = 0
    for cell in cells:
        top, _, bottom, _ = grid.cells[cell]
        if band and top >= end:
            yield band
            band = []
        band.append(cell)
        end = max(end, bottom)
    yield band


def _share_columns(grid: Grid, cells: Sequence[int], band: Sequence[int]) -> bool:
    """Whether most of the columns' borders go on; a band without any goes with either."""
    borders, ahead = (
        {grid.cells[c][1] for c in part} - {min(grid.cells[c][1] for c in part)} for part in (cells, band)
    )
    least = min(len(borders), len(ahead))
    return not least or len(borders & ahead) * 2 > least


def _width(grid: Grid, cells: Sequence[int]) -> float:
    return grid.xs[max(grid.cells[c][3] for c in cells)] - grid.xs[min(grid.cells[c][1] for c in cells)]


def _table(grid: Grid, cells: Sequence[int], inside: dict[int, list[Word]]) -> Block:
    """The rows of one table; a cell stands in the row and column where it begins."""
    columns = sorted({x for c in cells for x in (grid.cells[c][1], grid.cells[c][3])})
    rows: dict[int, list[Cell]] = {}
    for cell in cells:
        top, left, _, right = grid.cells[cell]
        words = tuple(w for line in words_to_lines(inside.get(cell, ())) for w in line)
        if words:
            span = columns[columns.index(left) : columns.index(right) + 1]
            whole = span == columns and [grid.xs[x] for x in span]
            if parts := {} if whole else _part_open(grid, cell, words, columns):
                for row, cut in parts.items():
                    rows.setdefault(row, []).extend(cut)
                continue
            rows.setdefault(top, []).extend(
                (whole and _cut(words, whole)) or (Cell(words, columns.index(left), len(span) - 1),)
            )
    held = (sorted(rows[top], key=lambda c: c.column) for top in sorted(rows))
    return Block(Layout.GRID, tuple(Row(tuple(r), r[0].words[0].page) for r in held))


def _part_open(grid: Grid, cell: int, words: Sequence[Word], columns: Sequence[int]) -> dict[int, list[Cell]]:
    """The cells, by row, of a region of several rows and columns whose lines a page's end left out; none of another.

    Its words stand apart where the table's other rows and columns part.
    """
    top, left, bottom, right = grid.cells[cell]
    joints = [grid.xs[x] for x in columns if left <= x <= right]
    if bottom - top < 2 or len(joints) < 4 or any(crossed_by(line, joints) for line in words_to_lines(words)):
        return {}
    inside: dict[tuple[int, int], list[Word]] = {}
    for word in words:
        x, y = (word.box[0] + word.box[2]) / 2, (word.box[1] + word.box[3]) / 2
        column = columns.index(left) + bisect_right(joints[1:-1], x)
        inside.setdefault((bisect_right(grid.ys, y) - 1, column), []).append(word)
    if min(len({unit[k] for unit in inside}) for k in (0, 1)) < 2:
        return {}
    out: dict[int, list[Cell]] = {}
    for (row, column), held in sorted(inside.items()):
        out.setdefault(row, []).append(Cell(tuple(held), column))
    return out


def _cut(words: tuple[Word, ...], xs: Sequence[float]) -> tuple[Cell, ...]:
    """The cells of a row without lines in a table with columns; none where its words run across these, as a title's."""
    crossed = {x for line in words_to_lines(words) for x in crossed_by(line, xs)}
    kept = [n for n, x in enumerate(xs) if x not in crossed]
    inside: dict[int, list[Word]] = {}
    for word in words:
        inside.setdefault(bisect_right([xs[n] for n in kept[1:-1]], (word.box[0] + word.box[2]) / 2), []).append(word)
    if len(inside) < 3 or len(crossed) * 2 > len(xs):
        return ()
    return tuple(Cell(tuple(inside[n]), kept[n], kept[n + 1] - kept[n]) for n in sorted(inside))


def _in_order(grids: Sequence[Block], lines: Sequence[Sequence[Word]]) -> Iterator[Block]:
    """Tables and the lines between them from top to bottom."""
    tables = sorted(((_top(b.rows[0].words), b) for b in grids), key=lambda t: t[0])
    at, above = 0, 0.0
    for top, block in [*tables, (float("inf"), None)]:
        end = at
        while end < len(lines) and _top(lines[end]) < top:
            end += 1
        if end > at:
            yield Block(Layout.ALIGNED, tuple(lines_to_rows(lines[at:end], above)))
        if block:
            yield block
            above = max(w.box[3] for row in block.rows for w in row.words)
        at = end


def _top(words: Sequence[Word]) -> float:
    return min(w.box[1] for w in words)
