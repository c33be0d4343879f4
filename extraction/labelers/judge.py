"""The model that says how likely a value, a row, a record is right, from signs of how it was read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

import numpy as np

from extraction.errors import NoModels
from extraction.labelers.hashing import Matrix, forward

Layers = tuple[tuple[Matrix, Matrix], ...]
RIGHT = 1
"""The class of what is right; the other is 0."""


class Stratum(IntEnum):
    """Kinds of rows and records, each of which passes on a proof of its own."""

    FORM = 0
    """Cells of a grid under the form's own headings, which say of every token what the models say; nothing missing."""
    LINES = 1
    """The same in aligned lines, set apart from their neighbours."""
    OTHER = 2


@dataclass(frozen=True, slots=True)
class Judge:
    """Three perceptrons over signs, and by stratum the probabilities from which a row and a record pass.

    The thresholds hold with 95% confidence: at most 0.2% of what passes is wrong (training/fit_judge.py).
    """

    values: Layers
    rows: Layers
    records: Layers
    row_passes: tuple[float, ...]
    record_passes: tuple[float, ...]


def probabilities(signs: Sequence[Sequence[float]], layers: Layers) -> list[float]:
    """The probability of being right for each set of signs."""
    if not signs:
        return []
    x = np.asarray(signs, dtype=np.float32)
    weights, bias = layers[0]
    if x.shape[1] != len(weights):
        told = f"the judge learned from {len(weights)} signs, this version of Tieout tells {x.shape[1]}"
        raise NoModels(f"{told}: train anew, or bring back the models of this version")
    return [float(p) for p in np.exp(forward(x @ weights + bias, layers[1:])[:, RIGHT])]
