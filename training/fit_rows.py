"""Fits the row model: a linear classifier over hashed features, and a chain over labels."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from extraction.labelers.hashing import Indices, Matrix
from extraction.labelers.rows import BITS, RowModel, features
from extraction.labels import ROWS
from training.labelled import Labelled
from training.perceptron import COOLING, RATE, Layers, perceptron
from training.watch import NOBODY, Watch

LABELS = tuple(ROWS)
SMOOTHING = 0.05
Counts: TypeAlias = NDArray[np.float64]
"""How often label follows label."""
OWN_CHAIN = 0.05
"""What filings of one's own weigh in a known chain: an order of columns never seen becomes possible."""
HIDDEN = (32,)


def sparse(rows: Sequence[Indices], bits: int) -> csr_matrix:
    """Columns of rows as a matrix of ones (rows x 2**bits)."""
    ends = np.cumsum([0] + [len(r) for r in rows])
    columns = np.concatenate(rows) if rows else np.array([], dtype=np.int64)
    matrix = csr_matrix((np.ones(len(columns), dtype=np.float32), columns, ends), shape=(len(rows), 1 << bits))
    matrix.sum_duplicates()
    return matrix


def count_chain(sequences: Iterable[Sequence[int]], labels: int) -> tuple[Counts, Counts]:
    """How often label follows label (labels x labels), and each is the first (labels)."""
    counts, start = np.zeros((labels, labels)), np.zeros(labels)
    for sequence in sequences:
        if sequence:
            start[sequence[0]] += 1
        for a, b in pairwise(sequence):
            counts[a, b] += 1
    return counts, start


def shares(counts: Counts) -> Matrix:
    """Counts as log probabilities along the last axis, what was never seen a little likely."""
    smoothed = counts + SMOOTHING
    return np.asarray(np.log(smoothed / smoothed.sum(axis=-1, keepdims=True)), dtype=np.float32)


def blend(known: Matrix, counts: Counts, share: float = OWN_CHAIN) -> Matrix:
    """A known chain, with a share of what is counted after each label that is seen at all; the rest stays."""
    seen = counts.sum(axis=-1, keepdims=True)
    told = share * (seen > 0)
    mixed = np.log((1 - told) * np.exp(known) + told * counts / np.maximum(seen, 1))
    return np.asarray(mixed, dtype=np.float32)


def fit_rows(
    filings: Iterable[Labelled],
    epochs: int = 4,
    seed: int = 0,
    known: RowModel | None = None,
    rate: float = RATE,
    held: Iterable[Labelled] = (),
    watch: Watch = NOBODY,
    own: Iterable[Labelled] = (),
) -> RowModel:
    """The row model of labelled filings; goes on from a known one, whose chains only `own` filings change.

    `held` is only watched.
    """
    x, sequences = _features(filings)
    beside, others = _features(held)
    y = [k for s in sequences for k in s]
    watched = beside, [k for s in others for k in s]

    def learn(epochs: int, layers: Layers | None, rate: float, watch: Watch) -> Layers:
        return perceptron(x, y, len(LABELS), HIDDEN, epochs, seed, known=layers, rate=rate, held=watched, watch=watch)

    layers = learn(epochs, known.layers if known else None, rate, watch)
    for share in () if known else COOLING:
        layers = learn(1, layers, share * rate, NOBODY)
    if known:
        counts, start = count_chain(_features(own)[1], len(LABELS))
        return replace(
            known, layers=layers, transitions=blend(known.transitions, counts), start=blend(known.start, start)
        )
    return RowModel(LABELS, layers, *map(shares, count_chain(sequences, len(LABELS))))


def _features(filings: Iterable[Labelled]) -> tuple[csr_matrix, list[list[int]]]:
    """Features of all rows, and their labels filing by filing."""
    number = {name: i for i, name in enumerate(LABELS)}
    columns: list[Indices] = []
    sequences: list[list[int]] = []
    for filing in filings:
        columns += [c.astype(np.int32) for c in features([(r.block, r.row) for r in filing.rows])]
        sequences.append([number[r.label] for r in filing.rows])
    return sparse(columns, BITS), sequences
