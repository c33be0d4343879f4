"""What figures of a record see of each other: told by the facts alone, apart from `extraction/reconcile`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

Facts = Mapping[str, Any]
Values = Mapping[str, str]
"""Amounts and dates by JSON pointer."""
AMOUNTS = ("shares", "shares_owned_following", "underlying_shares", "price_per_share", "conversion_or_exercise_price")
DATES = ("transaction_date", "deemed_execution_date", "exercise_date", "expiration_date")
TABLES = ("non_derivative", "derivative")
_RANGE = re.compile(r"\$([\d.]*\d) (?:to|and) \$([\d.]*\d)")


@dataclass(frozen=True, slots=True)
class Link:
    """Figures that must agree; `holds` takes their values in the order of `over`."""

    over: tuple[str, ...]
    holds: Callable[[Sequence[str]], bool]

    def agrees(self, values: Values) -> bool:
        return self.holds([values[p] for p in self.over])


def figures_of(record: Facts) -> dict[str, str]:
    """Every amount and date that ties can see, by pointer."""
    found = {f"/{t}/{i}/{n}": row.get(n) for t, i, row in _rows(record) for n in (*AMOUNTS, *DATES)}
    found |= {"/period_of_report": record.get("period_of_report")}
    found |= {f"/signatures/{i}/date": s.get("date") for i, s in enumerate(record["signatures"])}
    return {p: plain(v) for p, v in found.items() if v and v != "?"}


def plain(value: str) -> str:
    """An amount without needless noughts, a date as it is."""
    return value.rstrip("0").rstrip(".") if "." in value else value


def links_of(record: Facts) -> list[Link]:
    """The links of a record that hold in it."""
    values = figures_of(record)
    found = (*_balances(record), *_derivatives(record), *_exercises(record), *_dates(record, values), *_ranges(record))
    return [link for link in found if all(p in values for p in link.over) and link.agrees(values)]


def _rows(record: Facts) -> Iterator[tuple[str, int, Facts]]:
    return ((t, i, row) for t in TABLES for i, row in enumerate(record[t]))


def _balances(record: Facts) -> Iterator[Link]:
    """Following is previous more or less the shares, of one security held in one way."""
    last: dict[tuple[str, ...], str] = {}
    for t, i, row in _rows(record):
        same = ("security_title", "direct_or_indirect", "nature_of_ownership")
        named = (*same, *(("conversion_or_exercise_price", "expiration_date") if t == "derivative" else ()))
        account = (t, *(str(row.get(n)) for n in named))
        if row["kind"] != "transaction" or row.get("acquired_disposed") not in ("A", "D"):
            continue
        at, sign = f"/{t}/{i}", 1 if row["acquired_disposed"] == "A" else -1
        if account in last:
            yield Link((last[account], f"{at}/shares", f"{at}/shares_owned_following"), _steps(sign))
        last[account] = f"{at}/shares_owned_following"


def _steps(sign: int) -> Callable[[Sequence[str]], bool]:
    return lambda v: Decimal(v[0]) + sign * Decimal(v[1]) == Decimal(v[2])


def _equal(values: Sequence[str]) -> bool:
    return Decimal(values[0]) == Decimal(values[1])


def _derivatives(record: Facts) -> Iterator[Link]:
    """One underlying share for each derivative; what is owned after a new grant is the grant."""
    for i, row in enumerate(record["derivative"]):
        at, traded = f"/derivative/{i}", row["kind"] == "transaction"
        yield Link((f"{at}/{'shares' if traded else 'shares_owned_following'}", f"{at}/underlying_shares"), _equal)
        if traded and row["acquired_disposed"] == "A":
            yield Link((f"{at}/shares", f"{at}/shares_owned_following"), _equal)


def _exercises(record: Facts) -> Iterator[Link]:
    """What Table II gives under code M, Table I takes: the same number, day and price."""
    given = [(i, r) for i, r in enumerate(record["derivative"]) if r.get("transaction_code") == "M"]
    taken = [(i, r) for i, r in enumerate(record["non_derivative"]) if r.get("transaction_code") == "M"]
    for (i, _), (j, _) in zip(taken, given, strict=False) if len(given) == len(taken) else ():
        one, other = f"/non_derivative/{i}", f"/derivative/{j}"
        yield Link((f"{one}/shares", f"{other}/shares"), _equal)
        yield Link((f"{one}/price_per_share", f"{other}/conversion_or_exercise_price"), _equal)
        yield Link((f"{one}/transaction_date", f"{other}/transaction_date"), lambda v: v[0] == v[1])


def _dates(record: Facts, values: Values) -> Iterator[Link]:
    traded = [p for p in values if p.endswith("/transaction_date")]
    if traded and not record["form_type"].startswith("3"):
        yield Link(("/period_of_report", *traded), lambda v: v[0] == min(v[1:]))
    signed = [p for p in values if p.startswith("/signatures")]
    yield from (Link((day, end), lambda v: v[0] <= v[1]) for day in traded for end in signed[:1])
    for t, i, _ in _rows(record):
        at = f"/{t}/{i}"
        yield Link((f"{at}/exercise_date", f"{at}/expiration_date"), lambda v: v[0] <= v[1])
        yield Link((f"{at}/transaction_date", f"{at}/deemed_execution_date"), lambda v: v[0] == v[1])


def _ranges(record: Facts) -> Iterator[Link]:
    for t, i, row in _rows(record):
        for note in (row.get("footnotes") or {}).get("price_per_share", ()):
            if found := _RANGE.search(record["footnotes"].get(note) or ""):
                low, high = Decimal(found[1]), Decimal(found[2])
                yield Link((f"/{t}/{i}/price_per_share",), _between(low, high))


def _between(low: Decimal, high: Decimal) -> Callable[[Sequence[str]], bool]:
    return lambda v: low <= Decimal(v[0]) <= high
