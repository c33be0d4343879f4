"""Fits the model of footnote marks: `python -m training.fit_marks FILE` writes its weights. Needs fpdf2."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random

import numpy as np

from extraction.scan.clean import find_ink, whiten
from extraction.scan.find_marks import MarkFinder
from extraction.scan.rules import find_rules
from extraction.scan.segments import Pixels, find_segments
from extraction.scan.sheet import Grey
from extraction.scan.tell_mark import HIGHEST, MarkModel, Matrix, Told, picture_of, ways_to_cut
from training.perceptron import perceptron
from training.render.mark_sheet import DPI, DrawnMarks, MarkSheet, make_mark_sheet

SHEETS, EPOCHS, HIDDEN, ALPHA = 180, 8, (256,), 0.03
NEAR = 2.5
"""Pixels between the sides of a mark's box and those of its ink."""
WHOLE = 0.65
"""The part of a mark's width that its ink covers, if noise has not taken it."""
SPARE = 0.25
"""Of what is no mark so many pictures are kept."""


def fit_marks(sheets: int = SHEETS, epochs: int = EPOCHS, seed: int = 0) -> MarkModel:
    """The model that so many invented sheets teach."""
    rng = Random(seed)
    shown = [
        s
        for n in range(sheets)
        for s in pictures_of(make_mark_sheet(Random(f"{seed} {n}")))
        if s[1] or rng.random() < SPARE
    ]
    x = np.stack([picture for picture, _ in shown])
    return MarkModel(
        perceptron(x, [label for _, label in shown], HIGHEST + 1, HIDDEN, epochs, seed, alpha=ALPHA, rate=1e-3)
    )


def pictures_of(sheet: MarkSheet) -> Iterator[tuple[Matrix, int]]:
    """Pictures of what the finder looks at on a sheet, with the number each shows; 0 where it is no mark."""
    scale = DPI / 72
    ruled = find_rules(find_ink(whiten(sheet.grey)), scale, ragged=True)
    boxes: list[Pixels] = []

    def record(box: Pixels) -> tuple[float, list[tuple[Pixels, Told]]]:
        boxes.append(box)
        return 0.0, []

    segments, _ = find_segments(ruled.ink, ruled.lines, scale)
    MarkFinder(ruled.ink, scale, record).part(segments)
    for box in dict.fromkeys(boxes):
        yield from _labelled(box, sheet.marks, ruled.ink, scale)


def _labelled(box: Pixels, marks: tuple[DrawnMarks, ...], ink: Grey, scale: float) -> Iterator[tuple[Matrix, int]]:
    """Each way to cut a box, with the numbers where it is the right one; none where the box holds part of a mark."""
    over = [m for m in marks if m.box[0] < box[2] and box[0] < m.box[2] and m.box[1] < box[3] and box[1] < m.box[3]]
    numbers: tuple[int, ...] = ()
    if len(over) == 1 and _holds(box, over[0]):
        numbers = over[0].numbers
    elif over and not all(_misses(box, m) for m in over):
        return
    for parts in ways_to_cut(box):
        even = len({n > 9 for n in numbers}) == 1
        if len(parts) == len(numbers) and not even:
            continue
        shown = numbers if len(parts) == len(numbers) else (0,) * len(parts)
        yield from ((picture_of(ink, part, scale), n) for part, n in zip(parts, shown, strict=True))


def _holds(box: Pixels, mark: DrawnMarks) -> bool:
    """Whether a box is that of a mark, or most of it, and nothing else."""
    left, top, right, _ = mark.box
    shown = min(box[2], right) - max(box[0], left)
    return box[0] > left - NEAR and box[2] < right + NEAR and shown > WHOLE * (right - left) and box[1] > top - NEAR


def _misses(box: Pixels, mark: DrawnMarks) -> bool:
    """Whether a box leaves out half of a mark, or is far wider."""
    shared = min(box[2], mark.box[2]) - max(box[0], mark.box[0])
    return shared < 0.4 * (mark.box[2] - mark.box[0]) or shared < 0.5 * (box[2] - box[0])


def save_marks(model: MarkModel, path: Path) -> None:
    """Write weights as half-precision floats."""
    from safetensors.numpy import save_file

    named = {
        f"{name}{i}": a.astype(np.float16)
        for i, layer in enumerate(model.layers)
        for name, a in zip(("weights", "bias"), layer, strict=True)
    }
    save_file(named, path)


if __name__ == "__main__":
    save_marks(fit_marks(), Path(sys.argv[1]))
