"""Known rows in their tables: which column shows which field, and which of a row's tokens are which value."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from extraction.document import Layout
from extraction.labelers.cells import CellModel, heading_fields, label_table
from extraction.layout.logical import LogicalRow, LogicalTable, Slot
from extraction.layout.tokens import split_word
from training.annotate.match_rows import FIELDS, TABLES, Known
from training.annotate.spot import Run, find_runs, find_text, fold, is_text, shows

COLUMNED = (Layout.GRID, Layout.ALIGNED)
"""Layouts in which a column shows one field all the way down."""
PRIORS = {"taught": 1.0, "heading": 0.5, "token": 0.2, "alone": 0.5}
"""What counts beside a known value: what the heading stood for in filings before, what the models say of a heading,
of a token under one, and of a token where there are none."""
MARGIN = 0.3
"""What a place must be better by than the next best one: more than the models' word on a token."""
SURE = 0.9
"""A heading whose field the models are surer of than this is known to them."""
SPLIT = {"A": "shares_acquired", "D": "shares_disposed"}


@dataclass(frozen=True, slots=True)
class Placed:
    """The tokens that are a value of a known row, or a footnote mark of it; `heading` is that of their column."""

    known: Known
    label: str
    run: Run
    note: str = ""
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Lacking:
    """A value of a known row that was not found, or could be in several places."""

    known: Known
    field: str
    ambiguous: bool


Taught = Mapping[str, Counter[str]]
"""How often a heading stood for each label, by `heading_key`."""
Prior = Callable[[str, int, Run], float]
"""What speaks for a label's standing in a column, with these tokens."""


def heading_key(table: LogicalTable, column: int) -> str:
    """A column's heading as it is remembered from filing to filing; "" where there is none."""
    folded = fold(table.headings[column]) if column < len(table.headings) else ""
    return f"{table.name} {folded}" if folded else ""


def heading_stood(key: str, taught: Taught) -> Counter[str]:
    """What a heading stood for in either table: a page names alike what is alike."""
    name, _, folded = key.partition(" ")
    other = next(t for t in TABLES if t != name) if key else ""
    return taught.get(key, Counter()) + taught.get(f"{other} {folded}", Counter())


def place_values(
    table: LogicalTable, rows: Sequence[Known], model: CellModel, form3: bool, taught: Taught
) -> Iterator[Placed | Lacking]:
    """Every value and mark of known rows, beside the logical rows of their table."""
    prior = _prior(table, model, form3, taught)
    lettered = _is_lettered(table, rows)
    if table.layout in COLUMNED:
        groups = [list(zip(table.rows, rows, strict=True))]
    else:
        groups = [[pair] for pair in zip(table.rows, rows, strict=True)]
    for group in groups:
        yield from _place_group(group, prior, lettered, table.layout in COLUMNED)


def _prior(table: LogicalTable, model: CellModel, form3: bool, taught: Taught) -> Prior:
    """What headings and models say of a table's columns and tokens."""
    heads = heading_fields(table, model.heading_weights, model.heading_bias)
    named = (t for row in label_table(table, model, form3) for t in row.tokens)
    opinions = {(id(t.held.token.word), t.held.token.start): (t.label, t.probability) for t in named}

    def speaks_for(label: str, column: int, run: Run) -> float:
        key = heading_key(table, column)
        stood = heading_stood(key, taught)
        said = float(heads[column][model.labels.index(label)]) if key else 0.0
        opinion, sure = opinions.get((id(run[0].word), run[0].start), ("", 0.0))
        token = PRIORS["token" if key else "alone"] * sure * (opinion == label)
        heading = PRIORS["heading"] * (said > SURE)
        return token + heading + (PRIORS["taught"] * stood[label] / stood.total() if stood else 0.0)

    return speaks_for


def _is_lettered(table: LogicalTable, rows: Sequence[Known]) -> bool:
    """Whether letters say what was acquired and what disposed of, not two columns."""
    asked = [(r, k) for r, k in zip(table.rows, rows, strict=True) if "acquired_disposed" in k.values]
    shown = [_runs(r.slots, "acquired_disposed", k.values["acquired_disposed"]) for r, k in asked]
    columns = [{column for column, _ in runs} for runs in shown]
    return bool(columns and set.intersection(*columns))


def _label(field: str, known: Known, lettered: bool) -> str:
    if field == "shares" and not lettered:
        return SPLIT.get(known.values.get("acquired_disposed", ""), "shares")
    return field


def _runs(slots: Sequence[Slot], field: str, value: str) -> list[tuple[int, Run]]:
    """Where a value may stand in a row: the column, and the tokens."""
    found: list[tuple[int, Run]] = []
    for slot in slots:
        tokens = [t for w in slot.words for t in split_word(w) if t.mark is None]
        runs = find_text(tokens, value) if is_text(field) else find_runs(tokens, shows(field, value))
        found += [(slot.column, run) for run in runs]
    return found


def _place_group(
    group: Sequence[tuple[LogicalRow, Known]],
    prior: Prior,
    lettered: bool,
    columned: bool,
) -> Iterator[Placed | Lacking]:
    """Rows whose columns are the same: each label's column is that which shows most of its values."""
    held: dict[str, list[tuple[int, Known, str, list[tuple[int, Run]]]]] = {}
    for number, (row, known) in enumerate(group):
        for field in FIELDS:
            if field in known.values and not (field == "acquired_disposed" and not lettered):
                label = _label(field, known, lettered)
                held.setdefault(label, []).append((number, known, field, _runs(row.slots, field, known.values[field])))
    labels = list(held)
    spots = sorted({_spot(c, run, columned) for wants in held.values() for *_, runs in wants for c, run in runs})
    if not spots:
        yield from (Lacking(known, field, False) for wants in held.values() for _, known, field, _ in wants)
        return
    gain = np.zeros((len(labels), len(spots)))
    at = {spot: i for i, spot in enumerate(spots)}
    for k, label in enumerate(labels):
        for *_, runs in held[label]:
            for column, run in runs:
                spot = at[_spot(column, run, columned)]
                gain[k, spot] += (1.0 + prior(label, column, run)) / len(held[label])
    chosen, doubtful = assign(gain)
    for k, label in enumerate(labels):
        place = spots[chosen[k]] if chosen[k] >= 0 else None
        for number, known, field, runs in held[label]:
            mine = [run for column, run in runs if place == _spot(column, run, columned)]
            if len(mine) == 1 and k not in doubtful:
                yield Placed(known, label, mine[0])
                yield from _marks(group[number][0], known, field, label, mine[0])
            else:
                yield Lacking(known, field, bool(runs))


def _spot(column: int, run: Run, columned: bool) -> tuple[int, int, int]:
    """What a label is given: a column, or where columns say nothing the very tokens."""
    word = run[0].word
    return (column, 0, 0) if columned else (column, round(word.box[1] * 10), round(word.box[0] * 10) + run[0].start)


def assign(gain: NDArray[np.float64]) -> tuple[list[int], set[int]]:
    """The column of each label of a matrix of gains, -1 for none, none twice; and labels that might be elsewhere."""
    from scipy.optimize import linear_sum_assignment

    padded = np.hstack([gain, np.zeros((len(gain), len(gain)))])
    best = linear_sum_assignment(padded, maximize=True)[1]
    total = padded[np.arange(len(gain)), best].sum()
    doubtful: set[int] = set()
    for k in range(len(gain)):
        other = padded.copy()
        other[k, best[k]] = -1.0
        again = linear_sum_assignment(other, maximize=True)[1]
        if best[k] < gain.shape[1] and other[np.arange(len(gain)), again].sum() > total - MARGIN:
            doubtful.add(k)
    return [int(c) if c < gain.shape[1] and gain[k, c] > 0 else -1 for k, c in enumerate(best)], doubtful


def _marks(row: LogicalRow, known: Known, field: str, label: str, run: Run) -> Iterator[Placed]:
    """The footnote marks of a field: those in the cell of its value."""
    wanted = {str(i) for i in known.footnotes.get(field, ())}
    slot = next((s for s in row.slots if any(w is run[0].word for w in s.words)), None)
    for word in slot.words if slot else ():
        for token in split_word(word):
            mark: str | None = token.mark
            if mark in wanted:
                yield Placed(known, label, (token,), mark or "")


def lone_marks(
    table: LogicalTable, row: LogicalRow, known: Known, placed: Sequence[Placed], taught: Taught
) -> Iterator[Placed]:
    """Marks in cells of their own, where only one field of the row has a mark of that number still to come, or the
    cell's heading stood for one of them."""
    seen = {(p.label, p.note) for p in placed if p.note}
    used = {id(t.word) for p in placed for t in p.run if p.note}
    left = [(f, str(i)) for f, ids in known.footnotes.items() for i in ids if (f, str(i)) not in seen]
    for slot in row.slots:
        stood = heading_stood(heading_key(table, slot.column), taught)
        for word in slot.words:
            for token in split_word(word):
                mine = [f for f, i in left if i == token.mark]
                mine = [f for f in mine if len(mine) == 1 or (stood and stood.most_common(1)[0][0] == f)]
                if token.mark and id(word) not in used and mine:
                    yield Placed(known, mine[0], (token,), token.mark)
