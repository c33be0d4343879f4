"""Fits the cell model: headings to fields, token features to fields, and chains over the fields of a row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from random import Random

import numpy as np

from extraction.document import Layout
from extraction.labelers.cells import BITS, WHOLE, CellModel, Namer, heading_features, heading_fields, table_features
from extraction.labelers.features import tokens_of, width
from extraction.labelers.hashing import Indices, Matrix
from extraction.labelers.sections import find_tables
from extraction.labels import CELLS, NONE
from extraction.layout.logical import LogicalTable
from training.fit_rows import Counts, blend, shares, sparse
from training.labelled import Labelled, label_cells
from training.perceptron import COOLING, RATE, Layers, perceptron
from training.render.phrases import invent_headings
from training.watch import NOBODY, Watch

LABELS = (NONE, *CELLS)
NUMBER = {name: i for i, name in enumerate(LABELS)}
HIDDEN = (160,)
INVENTED = 3
"""Headings that are composed to learn from, for each table."""
ALPHA, LAST = 1e-5, 2
"""What weights cost, and the passes at each rate when cooling."""
BLIND = 0.08
"""Share of tables that are shown without headings, so that the rest must carry."""


@dataclass(frozen=True, slots=True)
class Example:
    """A table with the labels of its tokens, row by row."""

    table: LogicalTable
    labels: tuple[tuple[int, ...], ...]
    form3: bool


@dataclass(slots=True)
class _Rows:
    x: list[Matrix] = field(default_factory=list)
    y: list[int] = field(default_factory=list)


def examples(filings: Iterable[Labelled]) -> list[Example]:
    """Every table of the filings."""
    out = []
    for filing in filings:
        form3 = str(filing.filing.gold.get("form_type", "")).startswith("3")
        for table in find_tables(filing.rows):
            named = tuple(
                tuple(NUMBER[name] for name in label_cells(row, tokens_of(row), filing)) for row in table.rows
            )
            out.append(Example(table, named, form3))
    return out


def fit_headings(tables: Sequence[Example], epochs: int, seed: int, known: CellModel | None, rate: float) -> Layers:
    """The headings' linear model: a column's heading is named by its tokens, and composed ones by what they say; what
    names a field in any table is learned for mis-cut ones too."""
    columns: list[Indices] = []
    y: list[int] = []
    for example in tables:
        for heading, k in _headings(example):
            cut = example.table.layout is Layout.CUT
            kinds = (cut,) if cut or k == NUMBER[NONE] else (False, True)
            columns += [heading_features(heading, kind) for kind in kinds]
            y += [k] * len(kinds)
    layers = ((known.heading_weights, known.heading_bias),) if known else None
    if layers and not y:
        return layers
    for heading, name in invent_headings(0 if known else INVENTED * len(tables), Random(seed)):
        columns.append(heading_features(heading))
        y.append(NUMBER.get(name, NUMBER[NONE]))
    return perceptron(sparse(columns, BITS), y, len(LABELS), (), epochs, seed, known=layers, rate=rate)


def _headings(example: Example) -> Iterator[tuple[str, int]]:
    """Headings with the label of each field below them, once a row; a column of figures that are nobody's has none."""
    nobody: dict[int, bool] = {}
    for row, named in zip(example.table.rows, example.labels, strict=True):
        seen = {(row.slots[t.slot].column, k) for t, k in zip(tokens_of(row), named, strict=True)}
        for slot in row.slots:
            figures = any(c.isdigit() for w in slot.words for c in w.text)
            bare = figures and all(k == NUMBER[NONE] for column, k in seen if column == slot.column)
            nobody[slot.column] = bare and nobody.get(slot.column, True)
        yield from ((_heading(example, column), k) for column, k in sorted(seen) if k and _heading(example, column))
    if example.table.layout in WHOLE:
        yield from ((_heading(example, c), NUMBER[NONE]) for c, bare in nobody.items() if bare and _heading(example, c))


def _heading(example: Example, column: int) -> str:
    headings = example.table.headings
    return headings[column] if column < len(headings) and headings[column].strip() else ""


def count_chains(tables: Iterable[Example]) -> tuple[Counts, Counts]:
    """How often field follows field (table, same cell or next, from, to), and is a row's first (table, field)."""
    n = len(LABELS)
    counts, start = np.zeros((2, 2, n, n)), np.zeros((2, n))
    for example in tables:
        which = int(example.table.name == "derivative")
        for row, named in zip(example.table.rows, example.labels, strict=True):
            slots = [t.slot for t in tokens_of(row)]
            if named:
                start[which, named[0]] += 1
            for p in range(1, len(named)):
                counts[which, int(slots[p] != slots[p - 1]), named[p - 1], named[p]] += 1
    return counts, start


def fit_cells(
    filings: Iterable[Labelled],
    epochs: int = 8,
    seed: int = 0,
    known: CellModel | None = None,
    rate: float = RATE,
    held: Iterable[Labelled] = (),
    watch: Watch = NOBODY,
    own: Iterable[Labelled] = (),
) -> CellModel:
    """The cell model of labelled filings; goes on from a known one, whose chains only `own` filings change.

    What names tokens is learned from all tables, then further from mis-cut ones alone, and from all others alone.
    `held` is only watched.
    """
    tables, beside, mine = examples(filings), examples(held), examples(own)
    ((weights, bias),) = fit_headings(tables, max(epochs // 2, 1), seed, known, rate)

    def learn(part: Sequence[Example], epochs: int, layers: Layers | None, rate: float, watch: Watch) -> Layers:
        x, y = _features(part, weights, bias, BLIND, seed)
        watched = _features(beside, weights, bias, 0.0, seed)
        return perceptron(x, y, len(LABELS), HIDDEN, epochs, seed, ALPHA, layers, rate, watched, watch)

    def go_on(before: Namer, cut: bool) -> Namer:
        part = _laid_out(tables, cut)
        layers = learn(part, epochs, before.layers, rate, NOBODY if cut else watch) if part else before.layers
        counts, start = count_chains(_laid_out(mine, cut))
        return Namer(layers, blend(before.transitions, counts), blend(before.start, start))

    def part_from(layers: Layers, cut: bool) -> Namer:
        part = _laid_out(tables, cut) or tables
        for share in COOLING:
            layers = learn(part, LAST, layers, share * rate, NOBODY)
        return Namer(layers, *map(shares, count_chains(part)))

    if known:
        return CellModel(LABELS, weights, bias, go_on(known.whole, cut=False), go_on(known.cut, cut=True))
    layers = learn(tables, epochs, None, rate, watch)
    return CellModel(LABELS, weights, bias, part_from(layers, cut=False), part_from(layers, cut=True))


def _laid_out(tables: Iterable[Example], cut: bool) -> list[Example]:
    """The tables of mis-cut text, or the others."""
    return [example for example in tables if (example.table.layout is Layout.CUT) is cut]


def _features(
    tables: Iterable[Example], weights: Matrix, bias: Matrix, blind: float, seed: int
) -> tuple[Matrix, list[int]]:
    """Features and labels of all tokens; a share of the tables is shown without headings."""
    rng = Random(seed)
    rows = _Rows()
    for example in tables:
        heads = heading_fields(example.table, weights, bias)
        if rng.random() < blind:
            heads = np.zeros_like(heads)
        for (_, _, x), named in zip(table_features(example.table, heads, example.form3), example.labels, strict=True):
            rows.x.append(x.astype(np.float16))
            rows.y += named
    x = np.concatenate(rows.x) if rows.x else np.zeros((0, width(len(LABELS))), dtype=np.float16)
    return x.astype(np.float32), rows.y
