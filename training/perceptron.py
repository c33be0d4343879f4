"""Perceptrons by scikit-learn, one pass over the data at a time: fitted anew, or on from known weights."""

from __future__ import annotations

from collections.abc import Sequence
from math import inf
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.neural_network import MLPClassifier
from threadpoolctl import threadpool_limits

from extraction.labelers.hashing import Matrix
from training.watch import NOBODY, Epoch, Watch

Layers = tuple[tuple[Matrix, Matrix], ...]
Data = tuple[csr_matrix | NDArray[np.float32], Sequence[int]]
"""Features (rows x features) and the number of each row's label."""

RATE = 0.002
COOLING = (0.3, 0.1)
"""Parts of the rate for the last passes of what is fitted anew: what chance moved last settles."""
BATCH = 256
BINARY = 2
"""Two classes share one column of weights in scikit-learn."""
NEVER = -20.0
"""Bias of a label that the data never show."""
IDLE, GAIN = 10, 1e-4
"""Passes in a row that gain less than this end the fitting: scikit-learn's own rule."""


def perceptron(
    x: csr_matrix | NDArray[np.float32],
    y: Sequence[int],
    labels: int,
    hidden: Sequence[int],
    epochs: int,
    seed: int,
    alpha: float = 1e-6,
    known: Layers | None = None,
    rate: float = RATE,
    held: Data | None = None,
    watch: Watch = NOBODY,
) -> Layers:
    """Weights and biases, layer by layer, of a perceptron over all labels; goes on from known ones where given."""
    settings: dict[str, Any] = {"alpha": alpha, "random_state": np.random.RandomState(seed), "learning_rate_init": rate}
    settings["batch_size"] = min(BATCH, len(y))
    model = as_classifier(known, **settings) if known else MLPClassifier(tuple(hidden), **settings)
    classes = np.arange(labels) if known else np.unique(y)
    best, idle = inf, 0
    for number in range(1, epochs + 1):
        # One thread: how a sum is shared among several changes its last bits, and so the bytes of the model.
        with threadpool_limits(1):
            model.partial_fit(x, np.asarray(y), classes=classes)
        right = float(np.mean(model.predict(held[0]) == np.asarray(held[1]))) if held and len(held[1]) else None
        watch.advance(1)
        watch.note(Epoch(number, float(model.loss_), right))
        idle = idle + 1 if model.loss_ > best - GAIN else 0
        best = min(best, model.loss_)
        if idle > IDLE:
            break
    return _spread(model, labels)


def as_classifier(layers: Layers, **settings: Any) -> MLPClassifier:
    """A scikit-learn classifier that bears these weights."""
    hidden = tuple(len(bias) for _, bias in layers[:-1])
    inputs, labels = layers[0][0].shape[0], len(layers[-1][1])
    model = MLPClassifier(hidden, **settings | {"batch_size": 1})
    nothing = csr_matrix((1, inputs), dtype=np.float32)
    model.partial_fit(nothing, np.array([0]), classes=np.arange(labels))
    for held, (weights, bias) in zip(arrays_of(model), layers, strict=True):
        held[0][...], held[1][...] = weights, bias
    return model.set_params(**settings)


def arrays_of(model: MLPClassifier) -> list[tuple[Matrix, Matrix]]:
    """A classifier's own arrays, layer by layer."""
    return list(zip(model.coefs_, model.intercepts_, strict=True))


def _spread(model: MLPClassifier, labels: int) -> Layers:
    """The layers of a classifier, its last one over all labels."""
    layers = [(w.astype(np.float32), b.astype(np.float32)) for w, b in arrays_of(model)]
    last, bias = layers.pop()
    if len(model.classes_) == BINARY:
        last, bias = np.hstack([np.zeros_like(last), last]), np.array([0.0, bias[0]], dtype=np.float32)
    full = np.zeros((last.shape[0], labels), dtype=np.float32)
    full_bias = np.full(labels, NEVER, dtype=np.float32)
    full[:, model.classes_], full_bias[model.classes_] = last, bias
    return (*layers, (full, full_bias))
