"""Fits the row model: a linear classifier over hashed features, and a chain over labels."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.exceptions import ConvergenceWarning
from sklearn.neural_network import MLPClassifier

from extraction.labelers.hashing import Indices, Matrix
from extraction.labelers.rows import BITS, RowModel, features
from extraction.labels import ROWS
from training.labelled import Labelled

SMOOTHING = 0.05
HIDDEN = (32,)
BINARY = 2
"""Two classes share one column of weights in scikit-learn."""
NEVER = -20.0
"""Bias of a label that the data never show."""


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


def perceptron(
    x: csr_matrix | NDArray[np.float32],
    y: Sequence[int],
    labels: int,
    hidden: Sequence[int],
    epochs: int,
    seed: int,
    alpha: float = 1e-6,
) -> tuple[tuple[Matrix, Matrix], ...]:
    """Weights and biases, layer by layer, of a perceptron; its last layer is spread over all labels."""
    model = MLPClassifier(
        tuple(hidden), batch_size=256, max_iter=epochs, alpha=alpha, random_state=seed, learning_rate_init=0.002
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        model.fit(x, np.asarray(y))
    pairs = zip(model.coefs_, model.intercepts_, strict=True)
    layers = [(w.astype(np.float32), b.astype(np.float32)) for w, b in pairs]
    last, bias = layers.pop()
    if len(model.classes_) == BINARY:
        last, bias = np.hstack([np.zeros_like(last), last]), np.array([0.0, bias[0]], dtype=np.float32)
    full = np.zeros((last.shape[0], labels), dtype=np.float32)
    full_bias = np.full(labels, NEVER, dtype=np.float32)
    full[:, model.classes_], full_bias[model.classes_] = last, bias
    return (*layers, (full, full_bias))


def fit_rows(filings: Iterable[Labelled], epochs: int = 4, seed: int = 0) -> RowModel:
    """The row model of labelled filings."""
    labels = tuple(ROWS)
    number = {name: i for i, name in enumerate(labels)}
    columns: list[Indices] = []
    sequences: list[list[int]] = []
    for filing in filings:
        columns += [c.astype(np.int32) for c in features([(r.block, r.row) for r in filing.rows])]
        sequences.append([number[r.label] for r in filing.rows])
    y = [k for s in sequences for k in s]
    layers = perceptron(sparse(columns, BITS), y, len(labels), HIDDEN, epochs, seed)
    return RowModel(labels, layers, *chain(sequences, len(labels)))
