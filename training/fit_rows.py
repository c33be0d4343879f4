"""Fits the row model: a linear classifier over hashed features, and a chain over labels."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Sequence
from itertools import pairwise

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.exceptions import ConvergenceWarning
from sklearn.neural_network import MLPClassifier

from extraction.labelers.hashing import Indices, Matrix
from extraction.labelers.rows import BITS, RowModel, features
from extraction.labels import ROWS
from training.labelled import Labelled

SMOOTHING = 0.05


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


def linear(x: csr_matrix, y: Sequence[int], labels: int, epochs: int, seed: int) -> tuple[Matrix, Matrix]:
    """Weights (columns x labels) and bias (labels) of a softmax regression; labels never seen get none."""
    model = MLPClassifier(
        hidden_layer_sizes=(), batch_size=256, max_iter=epochs, alpha=1e-6, random_state=seed, learning_rate_init=0.003
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        model.fit(x, np.asarray(y))
    weights = np.zeros((x.shape[1], labels), dtype=np.float32)
    bias = np.full(labels, -20.0, dtype=np.float32)
    if len(model.classes_) == 2:
        weights[:, model.classes_[1]] = model.coefs_[0][:, 0]
        bias[model.classes_[1]], bias[model.classes_[0]] = model.intercepts_[0][0], 0.0
    else:
        weights[:, model.classes_] = model.coefs_[0]
        bias[model.classes_] = model.intercepts_[0]
    return weights, bias


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
    weights, bias = linear(sparse(columns, BITS), y, len(labels), epochs, seed)
    transitions, start = chain(sequences, len(labels))
    return RowModel(labels, weights, bias, transitions, start)
