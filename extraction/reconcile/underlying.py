"""Underlying shares against derivative shares: usually one for one (Form 4, Table II, columns 5 and 7)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from extraction.reconcile.figures import Figures, Line
from extraction.reconcile.misspelling import cost
from extraction.reconcile.tie import BROKEN, OPEN, Meaning, Tie, plain, shown


def ties(figures: Figures) -> Iterator[Tie]:
    """A tie for each row of Table II that bears underlying shares."""
    for line in figures.of("derivative"):
        if "underlying_shares" in line.values:
            yield _tie(line)


def _tie(line: Line) -> Tie:
    name = "shares_owned_following" if line.holding else "shares"
    what = "owned" if line.holding else "acquired or disposed of"
    prior = "underlying held" if line.holding else "underlying"

    def say(values: Sequence[Meaning]) -> tuple[str, str, str]:
        derivatives, underlying = values
        sentence = f"{shown(underlying)} underlying shares for {shown(derivatives)} derivatives {what}"
        return plain(derivatives), plain(underlying), sentence

    over = (line.pointer(name), line.pointer("underlying_shares"))
    return Tie("underlying_shares", prior, over, _pattern, _implied, say, strict=False)


def _pattern(values: Sequence[Meaning]) -> str:
    """One for one, or several for one; ten or eleven for one is rather a digit too many."""
    derivatives, underlying = values
    if not isinstance(derivatives, Decimal) or not isinstance(underlying, Decimal):
        return OPEN
    if derivatives == underlying:
        return "equal"
    whole = derivatives and underlying and not underlying % derivatives
    return "ratio" if whole and cost(plain(underlying), plain(derivatives)) is None else BROKEN


def _implied(values: Sequence[Meaning]) -> Iterator[tuple[int, Meaning]]:
    derivatives, underlying = values
    if derivatives is not None:
        yield 1, derivatives
    if underlying is not None:
        yield 0, underlying
