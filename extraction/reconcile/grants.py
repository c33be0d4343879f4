"""A new grant: what is owned after a derivative is acquired is mostly what was acquired.

Form 4, Table II, column 9 counts the derivatives of the same kind; those of another price or expiration are another.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from extraction.reconcile.accounts import accounts, vague, words_of
from extraction.reconcile.balances import starts
from extraction.reconcile.figures import Figures, Line
from extraction.reconcile.misspelling import cost
from extraction.reconcile.tie import BROKEN, OPEN, Meaning, Tie, plain, shown


def ties(figures: Figures) -> Iterator[Tie]:
    """A tie for each row of Table II that acquires and starts an account: no row goes before it."""
    rows = [line for line in figures.of("derivative") if not line.holding]
    for account in accounts(rows, [words_of(line) for line in rows]):
        for first in starts(account, figures):
            acquired = figures.plain.get(first.pointer("acquired_disposed")) == "A"
            if acquired and "shares" in first.values and "shares_owned_following" in first.values:
                yield _tie(first)


def _tie(line: Line) -> Tie:
    over = (line.pointer("shares"), line.pointer("shares_owned_following"))
    prior = "new grant vague" if vague(line) else "new grant"
    return Tie("new_grant", prior, over, _pattern, _implied, _say, strict=False)


def _pattern(values: Sequence[Meaning]) -> str:
    """All of it is new, or there was more of it before; one digit more is rather a misspelling."""
    shares, after = values
    if not isinstance(shares, Decimal) or not isinstance(after, Decimal):
        return OPEN
    if shares == after:
        return "new"
    return "more" if after > shares and cost(plain(after), plain(shares)) is None else BROKEN


def _implied(values: Sequence[Meaning]) -> Iterator[tuple[int, Meaning]]:
    yield 0, values[1]
    yield 1, values[0]


def _say(values: Sequence[Meaning]) -> tuple[str, str, str]:
    shares, after = values
    return plain(shares), plain(after), f"{shown(shares)} derivatives acquired, {shown(after)} owned after it"
