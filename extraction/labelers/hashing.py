"""Named features to columns of a weight matrix: one hash for fitting and for running."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import accumulate
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

Indices = NDArray[np.int64]
Matrix = NDArray[np.float32]


def indices(features: Iterable[str], bits: int) -> Indices:
    """The distinct columns that features fall into, of 2**bits."""
    mask = (1 << bits) - 1
    return np.array(sorted({crc32(f.encode()) & mask for f in features}), dtype=np.int64)


def shifted(rows: Sequence[Indices], offset: int, bits: int) -> list[Indices]:
    """The same features of every row seen from a neighbour `offset` rows away: another place for each."""
    if offset == 0 or not rows:
        return list(rows)
    columns = (np.concatenate(rows) * 40503 + offset * 26041) & ((1 << bits) - 1)
    ends = list(accumulate(map(len, rows)))
    return [columns[end - len(row) : end] for row, end in zip(rows, ends, strict=True)]


def with_neighbours(
    own: Sequence[Indices], told: Sequence[Indices], offsets: Sequence[int], bits: int
) -> list[Indices]:
    """For each row its own columns, and those that it and its neighbours are told by."""
    seen = [(o, shifted(told, o, bits)) for o in offsets]
    return [
        np.concatenate([row, *(rows[i + o] for o, rows in seen if 0 <= i + o < len(rows))]) for i, row in enumerate(own)
    ]


def score(rows: Sequence[Indices], weights: Matrix, bias: Matrix) -> Matrix:
    """Linear scores: one row of classes for each row of columns."""
    if not rows:
        return np.zeros((0, weights.shape[1]), dtype=np.float32)
    starts = np.cumsum([0, *map(len, rows[:-1])])
    return np.asarray(np.add.reduceat(weights[np.concatenate(rows)], starts, axis=0) + bias)


def log_softmax(scores: Matrix) -> Matrix:
    """Log probabilities along the last axis."""
    top = scores.max(axis=-1, keepdims=True)
    shifted_scores = scores - top
    return np.asarray(shifted_scores - np.log(np.exp(shifted_scores).sum(axis=-1, keepdims=True)), dtype=np.float32)


def forward(scores: Matrix, layers: Sequence[tuple[Matrix, Matrix]]) -> Matrix:
    """Log probabilities of labels from the first layer's scores (steps x units), through the layers after it."""
    for weights, bias in layers:
        scores = np.maximum(scores, 0.0) @ weights + bias
    return log_softmax(scores)


def best_path(emissions: Matrix, transitions: Matrix, kinds: Sequence[int], start: Matrix) -> list[int]:
    """The best labels of a chain (Viterbi): emissions (steps x labels), transitions (kinds x from x to), the kind
    between each two steps, start (labels); all log probabilities."""
    if not len(emissions):
        return []
    best, every = start + emissions[0], np.arange(len(start))
    into = np.ascontiguousarray(transitions.swapaxes(1, 2))
    back: list[NDArray[np.int64]] = []
    for kind, emission in zip(kinds, emissions[1:], strict=True):
        paths = into[kind] + best
        back.append(paths.argmax(axis=1))
        best = paths[every, back[-1]] + emission
    path = [int(best.argmax())]
    for pointers in reversed(back):
        path.append(int(pointers[path[-1]]))
    return path[::-1]
