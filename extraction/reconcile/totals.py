"""The value of all shares typed as the price of one: an error of filers that no tie shows and no misreading makes."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from extraction.reconcile.figures import Figures, Line
from extraction.reconcile.tie import Meaning, plain, shown
from extraction.record import Check

HIGH = Decimal(1000)
"""Dollars a share from which a price may be a total; 1% of prices are as high (7,439 rows of ownership XML)."""
IMPOSSIBLE = Decimal(100_000)
"""Dollars a share that no round lot was traded at."""
LOT = Decimal(100)
TIMES = 50
"""So many times the price of another trade of the same kind on the same form."""


def checks(figures: Figures) -> Iterator[Check]:
    """A failed check for each price of Table I that looks like a total; none for the others."""
    for line in figures.of("non_derivative"):
        price, shares = (figures.plain.get(line.pointer(n)) for n in ("price_per_share", "shares"))
        if isinstance(price, Decimal) and isinstance(shares, Decimal) and _is_total(price, shares, line, figures):
            yield _check(line, price, shares)


def _is_total(price: Decimal, shares: Decimal, line: Line, figures: Figures) -> bool:
    if price < HIGH or shares < LOT:
        return False
    return price > IMPOSSIBLE or _is_product(price, shares) or _is_beyond(price, line, figures)


def _is_product(price: Decimal, shares: Decimal) -> bool:
    """Whether a price is whole cents a share, which chance makes of one in many."""
    return shares % LOT != 0 and (price * 100) % shares == 0


def _is_beyond(price: Decimal, line: Line, figures: Figures) -> bool:
    """Whether another trade of the same security under the same code has a price far below."""
    others = (o for o in figures.of("non_derivative") if o is not line and _kind(o, figures) == _kind(line, figures))
    prices = (figures.plain.get(o.pointer("price_per_share")) for o in others)
    return any(isinstance(p, Decimal) and 0 < p * TIMES < price for p in prices)


def _kind(line: Line, figures: Figures) -> tuple[str, Meaning]:
    return line.text("security_title"), figures.plain.get(line.pointer("transaction_code"))


def _check(line: Line, price: Decimal, shares: Decimal) -> Check:
    each = (price / shares).quantize(Decimal("0.0001"))
    return Check(
        rule="price_of_one_share",
        status="failed",
        pointers=(line.pointer("shares"), line.pointer("price_per_share")),
        expected=plain(each),
        found=plain(price),
        message=f"{shown(price)} a share looks like the price of all {shown(shares)} shares: {shown(each)} each",
    )
