"""Grants followed over the years: one option by its exercise price and expiration, however its title reads."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from extraction.ledger.lines import Line

_DAYS = 3
"""Days by which two filings may differ about one grant's expiration: some count from the day of the grant, some to
the day before its anniversary."""


def find_line(line: Line, known: Iterable[Line]) -> Line | None:
    """The only one alike among the lines known, None where there is none or more than one."""
    near = [k for k in known if (same_grant(line, k) if line.table == 2 else same_security(line, k))]
    return near[0] if len(near) == 1 else None


def same_grant(one: Line, other: Line) -> bool:
    """Whether two lines are one grant: prices equal as exactly as the coarser is shown, expirations days apart."""
    if (one.table, one.ownership, one.nature) != (other.table, other.ownership, other.nature):
        return False
    if not (one.price and other.price and one.expiration and other.expiration):
        return False
    return same_price(one.price, other.price) and _days_apart(one.expiration, other.expiration) <= _DAYS


def same_price(one: Decimal, other: Decimal) -> bool:
    """Whether the finer of two prices rounds to the coarser: 1.9375 and 1.94, never 2 and 1.94."""
    digits = max(min(_places(one), _places(other)), 2)
    unit = Decimal(1).scaleb(-digits)
    return one.quantize(unit, ROUND_HALF_UP) == other.quantize(unit, ROUND_HALF_UP)


def _places(price: Decimal) -> int:
    exponent = price.as_tuple().exponent
    return max(-exponent, 0) if isinstance(exponent, int) else 0


def _days_apart(one: str, other: str) -> int:
    try:
        return abs((date.fromisoformat(one) - date.fromisoformat(other)).days)
    except ValueError:
        return 0 if one == other else _DAYS + 1


def same_security(one: Line, other: Line) -> bool:
    """Whether two lines of Table I are one line spelled in two ways."""
    from rapidfuzz.fuzz import ratio

    if (one.table, one.ownership) != (other.table, other.ownership):
        return False
    said = ((one.title, other.title), (one.nature, other.nature))
    return all(_numbers(a) == _numbers(b) and ratio(a, b) >= _CLOSE for a, b in said)


_CLOSE = 88
"""Of 100: a letter or two of a title misread; `class a common` and `class b common` are told apart before."""


def _numbers(text: str) -> list[str]:
    """The words that tell classes and series apart: letters alone, numbers."""
    return [w for w in text.split() if len(w) == 1 or any(c.isdigit() for c in w) or set(w) <= set("ivx")]
