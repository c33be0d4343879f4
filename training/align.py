"""Rows found beside the gold's rows, in order, so that most values agree."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from training.agree import Expected

Pair = tuple[int | None, int | None]
"""Index of a gold row and of a found row; one is None where a row is missed or too many."""

_PAIRED = 1e-6
"""What a pair is worth beyond its agreeing values: among equals the alignment with more pairs is taken."""


def align(gold: Sequence[Sequence[Expected]], found: Sequence[dict[str, object]]) -> Iterator[Pair]:
    """The pairs of two lists of rows, found ones as normalised values by path; rows that share nothing never pair."""
    alike = [[_agreeing(g, f) for f in found] for g in gold]
    worth = _worth(alike, len(found))
    i = j = 0
    while i < len(gold) and j < len(found):
        if alike[i][j] and abs(worth[i][j] - (worth[i + 1][j + 1] + alike[i][j] + _PAIRED)) < _PAIRED / 1000:
            yield i, j
            i, j = i + 1, j + 1
        elif worth[i][j] == worth[i + 1][j]:
            yield i, None
            i += 1
        else:
            yield None, j
            j += 1
    yield from ((k, None) for k in range(i, len(gold)))
    yield from ((None, k) for k in range(j, len(found)))


def _agreeing(gold: Sequence[Expected], found: dict[str, object]) -> int:
    return sum(e.gold is not None and e.judge(found.get(e.path)) is True for e in gold)


def _worth(alike: list[list[int]], width: int) -> list[list[float]]:
    """What the best alignment of the rows from each pair of indices on is worth."""
    worth = [[0.0] * (width + 1) for _ in range(len(alike) + 1)]
    for i in reversed(range(len(alike))):
        for j in reversed(range(width)):
            paired = worth[i + 1][j + 1] + alike[i][j] + _PAIRED if alike[i][j] else 0.0
            worth[i][j] = max(worth[i + 1][j], worth[i][j + 1], paired)
    return worth
