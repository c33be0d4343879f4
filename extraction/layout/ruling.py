"""The ruling lines of a page; rows whose cells are only underlined get the sides that their pieces tell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from extraction.document import Word
from extraction.layout.lines import words_to_lines

Edge = tuple[float, float, float]
"""A ruling line in points from the page's top left: where it stands, and from where to where it runs."""

SNAP = 2.6
"""Lines nearer than this (points) are one line: double borders, corners that don't quite meet."""


@dataclass(frozen=True, slots=True)
class Ruling:
    """The edges of a page."""

    horizontal: tuple[Edge, ...] = ()
    vertical: tuple[Edge, ...] = ()


@dataclass(frozen=True, slots=True)
class _Underline:
    """A line drawn in pieces, one below each cell: its place, and where its pieces begin and end."""

    y: float
    joints: tuple[float, ...]


def complete(ruling: Ruling, words: Sequence[Word]) -> Ruling:
    """The ruling with sides and tops for rows that have only underlines, drawn cell by cell as browsers do."""
    horizontal, vertical = list(ruling.horizontal), list(ruling.vertical)
    above: _Underline | None = None
    lines = list(_underlines(ruling))
    for line in lines:
        if not any(other is not line and _share_width(line, other) for other in lines):
            continue
        limit = above.y if above and _share_width(line, above) else 0.0
        top, crossed = _find_top(line, limit, words)
        horizontal.append((top, line.joints[0], line.joints[-1]))
        vertical += [(x, top, line.y) for x in line.joints if x not in crossed]
        above = line
    return Ruling(tuple(horizontal), tuple(vertical))


def _underlines(ruling: Ruling) -> Iterator[_Underline]:
    """Lines of at least three pieces that no upright line touches, from top to bottom."""
    for chain in _chains(sorted(ruling.horizontal)):
        y, joints = chain[0][0], (chain[0][1], *(edge[2] for edge in chain))
        if len(chain) >= 3 and not any(_touches(edge, y, joints) for edge in ruling.vertical):
            yield _Underline(y, joints)


def _chains(edges: Iterable[Edge]) -> list[list[Edge]]:
    """Edges at one height of which each begins where the last one ended."""
    chains: list[list[Edge]] = []
    for edge in edges:
        last = chains[-1][-1] if chains else None
        if last and abs(edge[0] - last[0]) < 0.5 and abs(edge[1] - last[2]) <= 1:
            chains[-1].append(edge)
        else:
            chains.append([edge])
    return chains


def _touches(edge: Edge, y: float, joints: Sequence[float]) -> bool:
    x, top, bottom = edge
    return top - SNAP <= y <= bottom + SNAP and joints[0] - SNAP <= x <= joints[-1] + SNAP


def _share_width(line: _Underline, other: _Underline) -> bool:
    """Whether two underlines run over the same width: rows of one table."""
    return abs(other.joints[0] - line.joints[0]) <= SNAP and abs(other.joints[-1] - line.joints[-1]) <= SNAP


def _find_top(line: _Underline, limit: float, words: Sequence[Word]) -> tuple[float, set[float]]:
    """Where an underlined row begins, at the line above or below what is no part of it; and the sides it crosses."""
    left, right = line.joints[0] - SNAP, line.joints[-1] + SNAP
    near = [w for w in words if limit < _middle(w) < line.y and left <= w.box[0] and w.box[2] <= right]
    top, crossed = line.y, set[float]()
    for row in reversed(words_to_lines(near)):
        over = crossed_by(row, line.joints)
        height = max(w.box[3] - w.box[1] for w in row)
        if len(over) > len(line.joints) // 2 - 1 or (top < line.y and top - max(w.box[3] for w in row) > height):
            return top - 1, crossed
        top, crossed = min(w.box[1] for w in row), crossed | over
    return limit or top - 1, crossed


def crossed_by(row: Sequence[Word], joints: Sequence[float]) -> set[float]:
    """The joints that words, or words a space apart, run across."""
    runs: list[tuple[float, float]] = []
    for word in row:
        space = 0.4 * (word.box[3] - word.box[1])
        if runs and word.box[0] - runs[-1][1] < space:
            runs[-1] = (runs[-1][0], word.box[2])
        else:
            runs.append((word.box[0], word.box[2]))
    return {x for a, b in runs for x in joints if a < x - SNAP and b > x + SNAP}


def _middle(word: Word) -> float:
    return (word.box[1] + word.box[3]) / 2
