"""Headings of a grid whose second line slid to the left: what made the grid lost that the first spans columns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations

from extraction.document import Cell, Row

MOST = 4
"""Headings that span others, at most."""
_FAMILIES = tuple(
    (re.compile(group, re.I), re.compile(part, re.I))
    for group, part in (
        (r"code|type", r"code|v$|type"),
        (
            r"acquired|disposed|number|amount|shares|securities|quantity",
            r"\(?[ad]\)?$|\(a\)|acquired|disposed|amount|price|number|shares",
        ),
        (r"exerc|expir|period|dates?|term", r"exerc|expir|date|from$|to$|start|end|first|last"),
        (r"underlying", r"title|amount|number|shares|security|name"),
    )
)  # fmt: skip
"""What headings of several columns say, and what those below them do."""


def place_headings(heads: Sequence[Row], columns: int) -> list[Row]:
    """The headings' lines, the last one's cells below those of the one above that span them."""
    if len(heads) < 2 or not _is_packed(heads[-1]) or len(heads[-1].cells) >= columns:
        return list(heads)
    *before, upper, lower = heads
    if any(cell.width > 1 for cell in upper.cells):
        spots = [cell.column + i for cell in upper.cells if cell.width > 1 for i in range(cell.width)]
        fits = len(spots) == len(lower.cells) and spots[0] > 0
        return [*before, upper, _moved(lower, spots)] if fits else list(heads)
    widths = _find_widths(upper, lower, columns) if _is_packed(upper) else None
    if widths is None:
        return list(heads)
    starts = [sum(widths[:k]) for k in range(len(widths))]
    spots = [start + i for start, width in zip(starts, widths, strict=True) if width > 1 for i in range(width)]
    cells = tuple(replace(c, column=s, width=w) for c, s, w in zip(upper.cells, starts, widths, strict=True))
    return [*before, replace(upper, cells=cells), _moved(lower, spots)]


def _is_packed(row: Row) -> bool:
    return [cell.column for cell in row.cells] == list(range(len(row.cells)))


def _moved(row: Row, spots: Sequence[int]) -> Row:
    return replace(row, cells=tuple(replace(c, column=s, width=1) for c, s in zip(row.cells, spots, strict=True)))


def _find_widths(upper: Row, lower: Row, columns: int) -> list[int] | None:
    """How many columns each upper heading covers, where the words tell one way alone in which all of the lower ones
    stand below their own."""
    below = len(lower.cells)
    spanning = below - (columns - len(upper.cells))
    if not 1 <= spanning <= MOST or 2 * spanning > below:
        return None
    fitting = []
    for chosen in combinations(range(len(upper.cells)), spanning):
        for parts in _parts(below, spanning):
            if _fits([upper.cells[k] for k in chosen], lower.cells, parts):
                fitting.append([parts[chosen.index(k)] if k in chosen else 1 for k in range(len(upper.cells))])
    return fitting[0] if len(fitting) == 1 else None


def _parts(total: int, count: int) -> Iterator[tuple[int, ...]]:
    """Ways to write a number as a sum of so many, each of two at least."""
    if count == 1:
        yield (total,)
        return
    for first in range(2, total - 2 * (count - 1) + 1):
        yield from ((first, *rest) for rest in _parts(total - first, count - 1))


def _fits(groups: Sequence[Cell], below: Sequence[Cell], parts: Sequence[int]) -> bool:
    at = 0
    for group, count in zip(groups, parts, strict=True):
        held = below[at : at + count]
        if not any(g.search(group.text) and all(p.match(c.text) for c in held) for g, p in _FAMILIES):
            return False
        at += count
    return True
