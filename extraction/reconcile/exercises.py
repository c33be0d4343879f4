"""Exercised or converted derivatives of Table II against the shares of Table I that came of them.

Form 4, General Instruction 4(c): the exercise or conversion of a derivative is reported in both tables, under the
same code and date (codes M, C, X and O).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal

from extraction.reconcile.figures import Figures, Line
from extraction.reconcile.tie import BROKEN, OPEN, Meaning, Tie, plain, shown

CODES = frozenset("MCXO")


def ties(figures: Figures) -> Iterator[Tie]:
    """Shares of both tables, and the price paid in Table I against the price of exercise in Table II."""
    gained = _by_event(figures, "non_derivative", "A")
    for event, given in _by_event(figures, "derivative", "D").items():
        for first, second in pairs(gained.get(event, []), given, figures):
            yield _shares(first, second)
            if event[1] != "C":
                yield _price(first, second)


def _by_event(figures: Figures, table: str, direction: str) -> dict[tuple[str, str], list[Line]]:
    events: dict[tuple[str, str], list[Line]] = {}
    for line in figures.of(table):
        code = figures.plain.get(line.pointer("transaction_code"))
        letter = figures.plain.get(line.pointer("acquired_disposed"))
        if code in CODES and letter in (direction, None) and "shares" in line.values:
            date = figures.plain.get(line.pointer("transaction_date")) or ""
            events.setdefault((str(date), str(code)), []).append(line)
    return events


def pairs(first: Sequence[Line], second: Sequence[Line], figures: Figures) -> Iterator[tuple[Line, Line]]:
    """Rows that belong together: those of equal shares, and what is left in order if it is as many on both sides.

    Rows that tie only as sums are left out: which goes with which is not said.
    """
    amounts = [[figures.plain.get(line.pointer("shares")) for line in side] for side in (first, second)]
    if len(first) != len(second) or not first:
        return
    left = list(range(len(second)))
    alone = []
    for i, amount in enumerate(amounts[0]):
        same = next((j for j in left if amount is not None and amounts[1][j] == amount), None)
        if same is None:
            alone.append(i)
        else:
            left.remove(same)
            yield first[i], second[same]
    whole = [sum((a for a in side if isinstance(a, Decimal)), Decimal(0)) for side in amounts]
    if whole[0] != whole[1] or Counter(amounts[0])[None]:
        yield from ((first[i], second[j]) for i, j in zip(alone, left, strict=True))


def _equal(values: Sequence[Meaning]) -> str:
    one, other = values
    return OPEN if one is None or other is None else "equal" if one == other else BROKEN


def _each_other(values: Sequence[Meaning]) -> Iterator[tuple[int, Meaning]]:
    one, other = values
    if other is not None:
        yield 0, other
    if one is not None:
        yield 1, one


def _shares(first: Line, second: Line) -> Tie:
    over = (first.pointer("shares"), second.pointer("shares"))

    def say(values: Sequence[Meaning]) -> tuple[str, str, str]:
        one, other = values
        sentence = f"{shown(one)} shares acquired in Table I, {shown(other)} derivatives given in Table II"
        return plain(other), plain(one), sentence

    return Tie("exercised_shares", "exercised shares", over, _equal, _each_other, say, strict=False)


def _price(first: Line, second: Line) -> Tie:
    over = (first.pointer("price_per_share"), second.pointer("conversion_or_exercise_price"))

    def pattern(values: Sequence[Meaning]) -> str:
        return "none paid" if any(v == 0 for v in values) else _equal(values)

    def say(values: Sequence[Meaning]) -> tuple[str, str, str]:
        one, other = values
        sentence = f"paid {shown(one)} a share in Table I, exercise price {shown(other)} in Table II"
        return plain(other), plain(one), sentence

    return Tie("exercise_price", "exercise price", over, pattern, _each_other, say, strict=False)
