"""Which footnote mark a little ink is, or none: a perceptron that learned from invented marks on invented faxes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from extraction.scan.segments import Pixels
from extraction.scan.sheet import Grey

SHAPE = (14, 16)
"""Rows and columns of the picture that a mark is told from."""
WIDTH, HEIGHT = 8.0, 6.0
"""Points that a mark is about wide and high."""
MOST = 4
"""Marks that stand side by side."""
HIGHEST = 19
"""Numbers up to this one are told."""
SLIM = 0.55
"""A mark is no narrower than this part of its height."""
LIKELY = 0.02
"""Numbers less likely than this part of the likeliest are left out."""
MODEL = Path(__file__).resolve().parents[2] / "models" / "marks.safetensors"

Matrix = NDArray[np.float32]
Told = tuple[tuple[str, float], ...]
"""What a mark may be, the likeliest first, with what each costs more than that, in nats."""


@dataclass(frozen=True, slots=True, eq=False)
class MarkModel:
    """Weights and biases, layer by layer; the labels are 0 for "no mark" and the numbers of footnotes."""

    layers: tuple[tuple[Matrix, Matrix], ...]

    def __call__(self, pictures: Matrix) -> Matrix:
        """Probabilities (pictures x labels)."""
        values = pictures
        for weights, bias in self.layers[:-1]:
            values = np.maximum(values @ weights + bias, 0)
        weights, bias = self.layers[-1]
        scores = values @ weights + bias
        likely = np.exp(scores - scores.max(axis=1, keepdims=True))
        return np.asarray(likely / likely.sum(axis=1, keepdims=True), dtype=np.float32)


@cache
def load_marks(path: Path = MODEL) -> MarkModel:
    """The model of a file of weights."""
    from safetensors.numpy import load_file

    held = load_file(path)
    count = len(held) // 2
    return MarkModel(
        tuple((held[f"weights{i}"].astype(np.float32), held[f"bias{i}"].astype(np.float32)) for i in range(count))
    )


def picture_of(ink: Grey, box: Pixels, scale: float) -> Matrix:
    """What a mark is told from: its ink at a fixed size, and its own size."""
    import cv2

    x0, y0, x1, y1 = box
    cut = ink[y0:y1, x0:x1].astype(np.float32) / 255
    fine = cut.shape[0] >= SHAPE[0] and cut.shape[1] >= SHAPE[1]
    sized = cv2.resize(cut, (SHAPE[1], SHAPE[0]), interpolation=cv2.INTER_AREA if fine else cv2.INTER_LINEAR)
    width, height = x1 - x0, y1 - y0
    sizes = [width / height, height / scale / HEIGHT, width / scale / WIDTH]
    return np.concatenate([np.asarray(sized, dtype=np.float32).ravel(), np.array(sizes, dtype=np.float32)])


def cut_evenly(box: Pixels, count: int) -> list[Pixels]:
    """A box in so many parts side by side."""
    x0, y0, x1, y1 = box
    at = [round(x0 + (x1 - x0) * i / count) for i in range(count + 1)]
    return [(at[i], y0, at[i + 1], y1) for i in range(count)]


def ways_to_cut(box: Pixels) -> Iterator[list[Pixels]]:
    """A box as one mark, as two side by side, and so on while they are wide enough."""
    for count in range(1, MOST + 1):
        parts = cut_evenly(box, count)
        if parts[0][2] - parts[0][0] < max(3, SLIM * (box[3] - box[1]) * (count > 1)):
            return
        yield parts


def tell_marks(ink: Grey, scale: float, model: MarkModel, box: Pixels) -> tuple[float, list[tuple[Pixels, Told]]]:
    """How likely the ink in a box is nothing but footnote marks, and what each of them may be."""
    best: tuple[float, list[Pixels], Matrix] = (0.0, [], np.zeros((0, 1), dtype=np.float32))
    for parts in ways_to_cut(box):
        likely = model(np.stack([picture_of(ink, part, scale) for part in parts]))
        sure = float(np.exp(np.log(np.maximum(1 - likely[:, 0], 1e-9)).mean()))
        if sure > best[0]:
            best = sure, parts, likely
    return best[0], [(part, _ranked(row)) for part, row in zip(best[1], best[2], strict=True)]


def _ranked(likely: Matrix) -> Told:
    """The likeliest numbers in brackets, with what they cost more than the first."""
    shares = likely[1:] / float(likely[1:].max())
    order: Sequence[int] = np.argsort(-shares).tolist()
    return tuple((f"({n + 1})", abs(float(np.log(shares[n])))) for n in order if shares[n] > LIKELY)
