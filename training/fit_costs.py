"""Measures what each mending of a value costs: how often it is right where it is offered, on damaged filings.

`python -m training.fit_costs FILE...` reads annotated filings and writes models/costs.json.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from extraction.assembly.assemble import pieces_of
from extraction.document import Document, Source
from extraction.errors import Unreadable
from extraction.layout.tokens import Token, split_word
from extraction.readers import read
from extraction.record import Record
from extraction.values import amount, code, date
from extraction.values.costs import ESTIMATES, MEASURED
from extraction.values.reading import Reading
from training.annotated import AnnotatedFiling, load
from training.labelled import finder
from training.prepare import is_held_out

SPOILED = (Source.MESSY, Source.OCR)
"""Sources whose characters can be misread."""
NOTHING = "nothing"
"""The cost at which no reading at all is as likely as this one."""
SPREAD = 1.5
"""How far, in nats, an estimate may be off before the data have to insist."""
LEAST, MOST = 0.05, 10.0
"""Bounds of a cost: what needed no mending comes first."""
_AMOUNTS = (
    "shares", "shares_owned_following", "underlying_shares", "price_per_share", "conversion_or_exercise_price",
    "value_owned_following", "underlying_value",
)  # fmt: skip
_DATES = ("transaction_date", "deemed_execution_date", "exercise_date", "expiration_date", "date", "period_of_report")
_CODES = {
    "transaction_code": code.TRANSACTION,
    "timeliness": code.TIMELINESS,
    "acquired_disposed": code.ACQUIRED_DISPOSED,
    "direct_or_indirect": code.DIRECT_INDIRECT,
}

Case = tuple[tuple[tuple[str, ...], ...], int]
"""The mendings of each reading of one value, and which of them is right: -1 for none."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A value as it stands in its cells, and what it should be read as."""

    field: str
    pieces: tuple[str, ...]
    gold: str


def readings(pair: Pair) -> tuple[Reading, ...]:
    """What the pipeline reads."""
    if pair.field in _CODES:
        return code.readings(pair.pieces, _CODES[pair.field])
    return date.readings(pair.pieces) if pair.field in _DATES else amount.readings(pair.pieces)


def same(value: str, gold: str) -> bool:
    """Whether two values are equal; `6.50` is 6.5."""
    try:
        return value == gold or Decimal(value) == Decimal(gold)
    except InvalidOperation:
        return False


def pairs(filing: AnnotatedFiling) -> Iterator[Pair]:
    """Every amount, date and code of a filing with its pieces."""
    document = read(filing.content, filing.name)
    if isinstance(document, Record):
        return
    for pointer, held in _held(document, filing).items():
        gold = _at(filing.gold, pointer.split("/")[1:])
        if isinstance(gold, str):
            pieces = pieces_of([t for t, _ in held], [place for _, place in held])
            yield Pair(pointer.rpartition("/")[2], tuple(pieces), gold)


def _held(document: Document, filing: AnnotatedFiling) -> dict[str, list[tuple[Token, object]]]:
    """Tokens of each amount, date and code with the cells that they stand in."""
    find, fields = finder(filing), {*_AMOUNTS, *_DATES, *_CODES}
    held: dict[str, list[tuple[Token, object]]] = {}
    cells = ((i, cell) for i, (_, row) in enumerate(document.rows()) for cell in row.cells)
    for i, cell in cells:
        for token in (t for word in cell.words for t in split_word(word)):
            pointer = find(token) or ""
            valued = token.mark is None and any(c.isalnum() or c == "$" for c in token.text)
            if valued and pointer.rpartition("/")[2] in fields and "/footnotes/" not in pointer:
                held.setdefault(pointer, []).append((token, (i, cell.column)))
    return held


def _at(gold: Any, path: Sequence[str]) -> Any:
    """What stands at a pointer; None where nothing does."""
    for name in path:
        if isinstance(gold, list):
            gold = gold[int(name)] if int(name) < len(gold) else None
        elif isinstance(gold, dict):
            gold = gold.get(name)
    return gold


def case(pair: Pair) -> Case:
    """The choice that the pieces leave."""
    found = readings(pair)
    right = next((i for i, r in enumerate(found) if same(r.value, pair.gold)), -1)
    return tuple(r.steps for r in found), right


@dataclass(frozen=True, slots=True)
class Fitted:
    """Costs by mending, in nats, and how often each was part of the right reading and of any."""

    costs: dict[str, float]
    right: Counter[str]
    offered: Counter[str]
    values: int


def fit(cases: Iterable[Case]) -> Fitted:
    """The costs under which the right readings are likeliest, held near the estimates where data are few.

    A value's readings and `NOTHING` share one chance: each in proportion to exp(-cost).
    """
    counted = Counter(cases)
    names = [*ESTIMATES, NOTHING]
    prior = np.array([*ESTIMATES.values(), 5.0])
    rows, starts, chosen = _tables(list(counted), names)
    weights = np.array(list(counted.values()), dtype=float)
    bounds = [(0.0, 0.0) if name == "joined" else (LEAST, MOST) for name in names]
    args = (rows, starts, chosen, weights, prior)
    found = minimize(_loss, prior, args=args, jac=True, method="L-BFGS-B", bounds=bounds)
    right, offered = Counter[str](), Counter[str]()
    for (steps, at), n in counted.items():
        right.update({s: n for s in set(steps[at])} if at >= 0 else {})
        offered.update({s: n for s in {s for held in steps for s in held}})
    return Fitted({k: round(float(v), 2) for k, v in zip(names, found.x, strict=True)}, right, offered, counted.total())


Table = NDArray[np.float64]
Places = NDArray[np.int64]


def _tables(cases: Sequence[Case], names: Sequence[str]) -> tuple[Table, Places, Places]:
    """Counts of mendings (readings x names), the first reading of each case, and the right reading of each."""
    place = {name: i for i, name in enumerate(names)}
    every = [[*steps, (NOTHING,)] for steps, _ in cases]
    rows = np.zeros((sum(map(len, every)), len(names)))
    for i, steps in enumerate(s for held in every for s in held):
        for step in steps:
            rows[i, place[step]] += 1
    starts = np.cumsum([0, *map(len, every)])[:-1]
    chosen = [
        start + (at if at >= 0 else len(held) - 1) for start, held, (_, at) in zip(starts, every, cases, strict=True)
    ]
    return rows, starts, np.array(chosen)


def _loss(
    costs: Table, rows: Table, starts: Places, chosen: Places, weights: Table, prior: Table
) -> tuple[float, Table]:
    """How unlikely the right readings are under these costs, and the slope."""
    scores = -(rows @ costs)
    sizes = np.diff([*starts, len(scores)])
    top = np.repeat(np.maximum.reduceat(scores, starts), sizes)
    raised = np.exp(scores - top)
    total = np.add.reduceat(raised, starts)
    share = raised / np.repeat(total, sizes)
    loss = weights @ (np.log(total) + top[starts] - scores[chosen])
    slope = rows[chosen].T @ weights - rows.T @ (share * np.repeat(weights, sizes))
    away = (costs - prior) / SPREAD**2
    return float(loss + away @ (costs - prior) / 2), slope + away


def all_pairs(filings: Iterable[AnnotatedFiling]) -> Iterator[Pair]:
    """The pairs of the spoiled filings of issuers that may be trained on."""
    for filing in filings:
        if filing.source in SPOILED and not is_held_out(filing.group):
            try:
                yield from pairs(filing)
            except Unreadable:
                continue


def write(fitted: Fitted, path: Path = MEASURED) -> None:
    """The costs with the counts that they rest on; a mending that was never right or wrong keeps its estimate."""
    seen = {name: [fitted.right[name], fitted.offered[name]] for name in ESTIMATES if fitted.offered[name]}
    costs = {name: fitted.costs[name] for name in (*seen, NOTHING)}
    path.parent.mkdir(exist_ok=True)
    told = {"values": fitted.values, "costs": costs, "right_and_offered": seen}
    path.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    write(fit(case(pair) for name in sys.argv[1:] for pair in all_pairs(load(Path(name)))))
