"""Fits the row model: a linear classifier over hashed features, and a chain over labels."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np
from scipy.sparse import csr_matrix

from extraction.labelers.hashing import Indices, Matrix
from extraction.labelers.rows import BITS, RowModel, features
from extraction.labels import ROWS
from training.labelled import Labelled
from training.perceptron import RATE, perceptron
from training.watch import NOBODY, Watch

LABELS = tuple(ROWS)
SMOOTHING = 0.05
HIDDEN = (32,)


def sparse(rows: Sequence[Indices], bits: int) -> csr_matrix:
    """Columns of rows as a matrix of ones (rows x 2**bits)."""
    ends = np.cumsum([0] + [len(r) for r in rows])
    columns = np.concatenate(rows) if rows else np.array([], dtype=np.int64)
    matrix = csr_matrix((np.ones(len(columns), dtype=np.float32), columns, ends), shape=(len(rows), 1 << bits))
    matrix.sum_duplicates()
    return matrix


def chain(sequences: Iterable[Sequence[int]], labels: int) -> tuple[Matrix, Matrix]:
    """Log probabilities of label after label (labels x labels) and of the first label (labels)."""
    counts, start = np.full((labels, labels), SMOOTHING), np.full(labels, SMOOTHING)
    for sequence in sequences:
        if sequence:
            start[sequence[0]] += 1
        for a, b in pairwise(sequence):
            counts[a, b] += 1
    transitions = np.log(counts / counts.sum(axis=1, keepdims=True))
    return transitions.astype(np.float32), np.log(start / start.sum()).astype(np.float32)


def fit_rows(
    filings: Iterable[Labelled],
    epochs: int = 4,
    seed: int = 0,
    known: RowModel | None = None,
    rate: float = RATE,
    held: Iterable[Labelled] = (),
    watch: Watch = NOBODY,
) -> RowModel:
    """The row model of labelled filings; goes on from a known one, whose chains stay. `held` is only watched."""
    x, sequences = _features(filings)
    beside, others = _features(held)
    y = [k for s in sequences for k in s]
    layers = perceptron(
        x,
        y,
        len(LABELS),
        HIDDEN,
        epochs,
        seed,
        known=known.layers if known else None,
        rate=rate,
        held=(beside, [k for s in others for k in s]),
        watch=watch,
    )
    if known:
        return replace(known, layers=layers)
    return RowModel(LABELS, layers, *chain(sequences, len(LABELS)))


def _features(filings: Iterable[Labelled]) -> tuple[csr_matrix, list[list[int]]]:
    """Features of all rows, and their labels filing by filing."""
    number = {name: i for i, name in enumerate(LABELS)}
    columns: list[Indices] = []
    sequences: list[list[int]] = []
    for filing in filings:
        columns += [c.astype(np.int32) for c in features([(r.block, r.row) for r in filing.rows])]
        sequences.append([number[r.label] for r in filing.rows])
    return sparse(columns, BITS), sequences
