"""Names the rows of a document: the form's box, headings, rows of Tables I and II, footnotes, signatures."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from extraction.document import Block, Document, Row
from extraction.labelers.hashing import Indices, Matrix, forward, indices, score, viterbi, with_neighbours

BITS = 16
OFFSETS = (0, -1, 1, -2, 2, -3, 3)

_DATE = re.compile(r"\d{1,4}[/-]\d{1,2}[/-]\d{1,4}|\d{1,2}[/-]\d{0,2}$")
_AMOUNT = re.compile(r"\$?\d{1,3}(,\d{3})+(\.\d+)?|\$?\d*\.\d+|\$\d+")
_NUMBERED = re.compile(r"\W*\$?\(?(\d{1,2})(\)|\.|\\)")
_LETTERS = re.compile(r"[^a-z0-9]+")
_LONE = frozenset("ADIPSMFG")
_DIGITS = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class LabelledRow:
    """A row with the label of `labels.ROWS` that it got and that label's probability."""

    block: Block
    row: Row
    label: str
    probability: float


@dataclass(frozen=True, slots=True)
class RowModel:
    """A perceptron over hashed features and a chain over labels; trained by training/fit_rows.py."""

    labels: tuple[str, ...]
    layers: tuple[tuple[Matrix, Matrix], ...]
    transitions: Matrix
    start: Matrix


def row_features(block: Block, row: Row) -> tuple[list[str], list[str]]:
    """What can be said of a row by itself: what only it needs to know, and what its neighbours are told too."""
    words = [w.text for w in row.words]
    folded = [_DIGITS.sub("0", w.lower()) for w in words]
    shown = folded[:14] + folded[-6:] if len(folded) > 20 else folded
    squeezed = _LETTERS.sub("", "".join(shown))[:70]
    dates = sum(bool(_DATE.match(w)) for w in words)
    amounts = sum(bool(_AMOUNT.match(w)) for w in words)
    letters = "".join(sorted({w for w in words if len(w) == 1 and w.isalpha()}))[:4]
    own = [f"w:{w}" for w in shown]
    own += [f"b:{a} {b}" for a, b in pairwise(shown[:9])]
    own += [f"g:{squeezed[i : i + 4]}" for i in range(len(squeezed) - 3)]
    told = [f"t:{w}" for w in shown[:6]]
    told += [
        f"layout:{block.layout}",
        f"cells:{block.layout}:{min(len(row.cells), 9)}",
        f"words:{min(len(words), 30) // 3}",
        f"dates:{min(dates, 3)}",
        f"amounts:{min(amounts, 4)}",
        f"dates:{min(dates, 2)}:amounts:{min(amounts, 3)}:{block.layout}",
        f"letters:{letters}",
        f"gap:{min(int(row.gap * 2), 6)}:{block.layout}",
        f"first:{shown[0] if shown else ''}",
        f"last:{shown[-1] if shown else ''}",
        f"start:{round(row.cells[0].words[0].box[0] / 12) if row.cells and row.cells[0].words else -1}:{block.layout}",
    ]
    if _NUMBERED.match(row.text):
        told.append(f"numbered:{min(len(words), 30) // 6}")
    return own, told


def features(rows: Sequence[tuple[Block, Row]]) -> list[Indices]:
    """Columns of every row of a document, its neighbours' included."""
    named = [row_features(b, r) for b, r in rows]
    told = with_neighbours([indices(t, BITS) for _, t in named], OFFSETS, BITS)
    return [np.concatenate([indices(own, BITS), t]) for (own, _), t in zip(named, told, strict=True)]


def label_rows(document: Document, model: RowModel) -> tuple[LabelledRow, ...]:
    """Every row of the document with its label."""
    rows = list(document.rows())
    emissions = forward(score(features(rows), *model.layers[0]), model.layers[1:])
    path = viterbi(emissions, model.transitions, model.start)
    return part_rows(
        LabelledRow(block, row, model.labels[k], float(np.exp(emissions[i, k])))
        for i, ((block, row), k) in enumerate(zip(rows, path, strict=True))
    )


def bears_figures(row: Row) -> bool:
    """Whether a line holds a table row's figures: an amount, and a date or a lone letter."""
    words = [w.text for w in row.words]
    amount = any(_AMOUNT.match(w) for w in words)
    return amount and any(_DATE.match(w) or w in _LONE for w in words)


def part_rows(rows: Iterable[LabelledRow]) -> tuple[LabelledRow, ...]:
    """Rows with one line of figures each: where a row has two, it is parted at the line that goes on least surely."""
    out: list[LabelledRow] = []
    figures = -1
    for i, labelled in enumerate(rows):
        out.append(labelled)
        if not labelled.label.endswith("+"):
            figures = i if bears_figures(labelled.row) else -1
        elif bears_figures(labelled.row):
            if figures >= 0:
                at = min(range(figures + 1, i + 1), key=lambda k: out[k].probability)
                out[at] = replace(out[at], label=out[at].label.rstrip("+"))
            figures = i
    return tuple(out)
