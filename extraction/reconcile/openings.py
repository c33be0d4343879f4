"""The first balance of an account holds at least what its row acquires: nobody owns less than was just acquired.

Form 4, Table I, columns 4 and 5.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from extraction.reconcile.accounts import accounts, words_of
from extraction.reconcile.balances import starts
from extraction.reconcile.figures import Figures
from extraction.reconcile.tie import BROKEN, OPEN, Meaning, Tie, plain, shown


def ties(figures: Figures) -> Iterator[Tie]:
    """A tie for each row of Table I that acquires and goes on from no other."""
    rows = [line for line in figures.of("non_derivative") if not line.holding]
    for account in accounts(rows, [words_of(line) for line in rows]):
        for first in starts(account, figures):
            acquired = figures.plain.get(first.pointer("acquired_disposed")) == "A"
            if acquired and "shares" in first.values and "shares_owned_following" in first.values:
                over = (first.pointer("shares"), first.pointer("shares_owned_following"))
                yield Tie("opening_balance", "opening", over, _pattern, _implied, _say, strict=False, silent=True)


def _pattern(values: Sequence[Meaning]) -> str:
    shares, after = values
    if not isinstance(shares, Decimal) or not isinstance(after, Decimal):
        return OPEN
    return "holds" if after >= shares else BROKEN


def _implied(values: Sequence[Meaning]) -> Iterator[tuple[int, Meaning]]:
    return iter(())


def _say(values: Sequence[Meaning]) -> tuple[str, str, str]:
    shares, after = values
    return plain(shares), plain(after), f"{shown(shares)} acquired, {shown(after)} owned after it"
