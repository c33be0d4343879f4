"""Names the rows of a document: the form's box, headings, rows of Tables I and II, footnotes, signatures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from extraction.document import Block, Document, Layout, Row, Source
from extraction.labelers.correction import Correction, correct
from extraction.labelers.hashing import Indices, Matrix, best_path, forward, indices, score, with_neighbours
from extraction.labelers.hints import row_hints
from extraction.labelers.labelled_row import AMOUNT, DATE, LabelledRow
from extraction.labelers.mend_rows import mend_rows
from extraction.labelers.ocr.balance_rows import balance_rows
from extraction.labelers.part_lines import part_lines
from extraction.labelers.taught import Taught
from extraction.labelers.told_rows import tell_rows

BITS = 16
OFFSETS = (0, -1, 1, -2, 2, -3, 3)

_NUMBERED = re.compile(r"\W*\$?\(?(\d{1,2})(\)|\.|\\)")
_LETTERS = re.compile(r"[^a-z0-9]+")
_DIGITS = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class RowModel:
    """A perceptron over hashed features and a chain over labels; trained by training/fit_rows.py."""

    labels: tuple[str, ...]
    layers: tuple[tuple[Matrix, Matrix], ...]
    transitions: Matrix
    start: Matrix


class _Shown(NamedTuple):
    """All of a row that its features are made of."""

    layout: Layout
    words: tuple[str, ...]
    text: str
    cells: int
    gap: int
    start: int


def _shown(block: Block, row: Row) -> _Shown:
    """What a row shows; it starts where its first cell does, in parts of twelve."""
    start = round(row.cells[0].words[0].box[0] / 12) if row.cells and row.cells[0].words else -1
    words = tuple(w.text for w in row.words)
    return _Shown(block.layout, words, row.text, len(row.cells), min(int(row.gap * 2), 6), start)


def row_features(block: Block, row: Row) -> tuple[list[str], list[str]]:
    """What can be said of a row by itself: what only it needs to know, and what its neighbours are told too."""
    return _features(_shown(block, row))


def _features(row: _Shown) -> tuple[list[str], list[str]]:
    layout, words, text, cells, gap, start = row
    ends = words[:14] + words[-6:] if len(words) > 20 else words
    shown = [_DIGITS.sub("0", w.lower()) for w in ends]
    squeezed = _LETTERS.sub("", "".join(shown))[:70]
    figures = [w for w in words if not w[0].isalpha()]
    dates = sum(map(bool, map(DATE.match, figures)))
    amounts = sum(map(bool, map(AMOUNT.match, figures)))
    letters = "".join(sorted({w for w in words if len(w) == 1 and w.isalpha()}))[:4]
    own = [f"w:{w}" for w in shown]
    own += [f"b:{a} {b}" for a, b in pairwise(shown[:9])]
    own += [f"g:{squeezed[i : i + 4]}" for i in range(len(squeezed) - 3)]
    told = [f"t:{w}" for w in shown[:6]]
    told += [
        f"layout:{layout}",
        f"cells:{layout}:{min(cells, 9)}",
        f"words:{min(len(words), 30) // 3}",
        f"dates:{min(dates, 3)}",
        f"amounts:{min(amounts, 4)}",
        f"dates:{min(dates, 2)}:amounts:{min(amounts, 3)}:{layout}",
        f"letters:{letters}",
        f"gap:{gap}:{layout}",
        f"first:{shown[0] if shown else ''}",
        f"last:{shown[-1] if shown else ''}",
        f"start:{start}:{layout}",
    ]
    if _NUMBERED.match(text):
        told.append(f"numbered:{min(len(words), 30) // 6}")
    return own, told


@lru_cache(maxsize=4096)
def _columns(shown: _Shown) -> tuple[Indices, Indices]:
    """The columns of a row's features; what the form prints comes again and again."""
    own, told = _features(shown)
    return indices(own, BITS), indices(told, BITS)


def features(rows: Sequence[tuple[Block, Row]]) -> list[Indices]:
    """Columns of every row of a document, its neighbours' included."""
    columns = [_columns(_shown(b, r)) for b, r in rows]
    return with_neighbours([own for own, _ in columns], [told for _, told in columns], OFFSETS, BITS)


def emit_rows(rows: Sequence[tuple[Block, Row]], model: RowModel) -> Matrix:
    """Log probabilities of labels (rows x labels)."""
    return forward(score(features(rows), *model.layers[0]), model.layers[1:])


def label_rows(document: Document, model: RowModel, taught: Taught | None = None) -> tuple[LabelledRow, ...]:
    """Every row of the document with its label."""
    rows = list(document.rows())
    emissions = emit_rows(rows, model)
    chain: RowModel | Correction = model
    if taught:
        emissions, chain = correct(emissions, row_hints(rows, taught.printed), taught.rows), taught.rows
    path = best_path(emissions, chain.transitions[None], [0] * (len(rows) - 1), chain.start)
    labelled = (
        LabelledRow(block, row, model.labels[k], float(np.exp(emissions[i, k])))
        for i, ((block, row), k) in enumerate(zip(rows, path, strict=True))
    )
    parted = part_lines(mend_rows(tell_rows(labelled)))
    return balance_rows(parted) if document.source is Source.OCR else tuple(parted)
