"""What a taught layout adds to a model: weights of hints, beside the model's own word, and chains of its own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from extraction.labelers.hashing import Matrix, log_softmax

Hashes = NDArray[np.uint32]
LEAST_LIKELY = -6.0
"""Log probability below which a model's word against a label counts no more: of a strange page it is often sure."""


def hash_all(names: Iterable[str]) -> Hashes:
    """The distinct hashes of names, in order."""
    return np.array(sorted({crc32(name.encode()) for name in names}), dtype=np.uint32)


@dataclass(frozen=True, slots=True)
class Correction:
    """Of each hint (by hash, in order) what it says of each label; what the model's word counts beside them.

    `weights` has a row more than there are hints: what is said of every step. Chains have the shapes of the model's.
    """

    hints: Hashes
    weights: Matrix
    trust: float
    transitions: Matrix
    start: Matrix


def correct(emissions: Matrix, hints: Sequence[Iterable[str]], correction: Correction) -> Matrix:
    """A model's log probabilities (steps x labels), weighed with what is known of the hints at each step."""
    out = correction.trust * soften(emissions) + correction.weights[-1]
    for i, names in enumerate(hints):
        out[i] += correction.weights[find_hints(names, correction.hints)].sum(axis=0)
    return log_softmax(out)


def soften(emissions: Matrix) -> Matrix:
    """Log probabilities, none so low that nothing can be said against it."""
    return np.maximum(emissions, LEAST_LIKELY)


def find_hints(names: Iterable[str], known: Hashes) -> NDArray[np.int64]:
    """The rows of those of the hints that are known."""
    if not len(known):
        return np.zeros(0, dtype=np.int64)
    hashes = hash_all(names)
    at: NDArray[np.int64] = np.minimum(np.searchsorted(known, hashes), len(known) - 1)
    found: NDArray[np.int64] = at[known[at] == hashes]
    return found
