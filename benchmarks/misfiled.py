"""Errors of filers, planted in the facts of a filing before it is drawn: kept as filed and flagged, or else missed."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from random import Random
from typing import Any

from benchmarks.misread import spoil
from benchmarks.seen import links_of

Facts = dict[str, Any]
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Misfiled:
    """A record with an error in it, and the places that it may be seen at."""

    kind: str
    record: Facts
    pointers: tuple[str, ...]


def misfile(record: Facts, kind: str, rng: Random) -> Misfiled | None:
    """The record with an error of a kind at a place where its own figures tell it; None where it has no such place."""
    made = list(KINDS[kind](record, rng))
    if not made:
        return None
    changes = rng.choice(made)
    out = copy.deepcopy(record)
    for pointer, value in changes.items():
        *path, name = pointer.strip("/").split("/")
        part: Any = out
        for step in path:
            part = part[int(step)] if isinstance(part, list) else part[step]
        part[name] = value
    return Misfiled(kind, out, tuple(changes))


Changes = Mapping[str, str]
"""Values as they are misfiled, by pointer."""


def _linked(record: Facts, *names: str, links: int = 1) -> Iterator[tuple[str, str]]:
    """Figures of these names that others tie, with their values."""
    known = links_of(record)
    for pointer, value in _figures(record, names):
        if sum(pointer in link.over for link in known) >= links:
            yield pointer, value


def _figures(record: Facts, names: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    for table, i, row in _rows(record):
        yield from ((f"/{table}/{i}/{n}", row[n]) for n in names if row.get(n))


def _rows(record: Facts) -> Iterator[tuple[str, int, Row]]:
    return ((t, i, row) for t in ("non_derivative", "derivative") for i, row in enumerate(record[t]))


def _wrong_digit(pointer: str, value: str, rng: Random) -> Iterator[Changes]:
    wrong = spoil(value, rng.choice(("transposed", "lost", "doubled")), rng)
    if wrong and Decimal(wrong) != Decimal(value) and not wrong.startswith("0"):
        yield {pointer: wrong}


def _balance(record: Facts, rng: Random) -> Iterator[Changes]:
    """A trade forgotten: the balance is off by some shares; one row after another, so that the first has no say."""
    balances = [k.over for k in links_of(record) if k.over[-1].endswith("/shares_owned_following") and len(k.over) == 3]
    for _, _, after in balances:
        table, i, name = after.strip("/").split("/")
        yield {after: str(int(Decimal(record[table][int(i)][name])) + rng.randint(2, 900) * 7)}


def _transposed(record: Facts, rng: Random) -> Iterator[Changes]:
    """Digits mistyped in a number of shares that another figure repeats or adds to."""
    for pointer, value in _linked(record, "shares", "shares_owned_following", "underlying_shares"):
        yield from _wrong_digit(pointer, value, rng)


def _total_as_price(record: Facts, rng: Random) -> Iterator[Changes]:
    """The value of all shares typed as the price of one."""
    for i, row in enumerate(record["non_derivative"]):
        price, shares = row.get("price_per_share"), row.get("shares")
        if price and shares and Decimal(price) > 0 and Decimal(shares) > 99:
            total = (Decimal(price) * Decimal(shares)).quantize(Decimal("0.01"))
            yield {f"/non_derivative/{i}/price_per_share": f"{total.normalize():f}"}


def _out_of_range(record: Facts, rng: Random) -> Iterator[Changes]:
    """A weighted average outside the range that its footnote states."""
    for pointer, price in _linked(record, "price_per_share"):
        if any(k.over == (pointer,) for k in links_of(record)):
            yield {pointer: f"{(Decimal(price) * rng.choice((2, 3)) + 1).normalize():f}"}


def _first_century(record: Facts, rng: Random) -> Iterator[Changes]:
    """A year typed as 0022 for 2022."""
    names = ("transaction_date", "deemed_execution_date", "exercise_date", "expiration_date")
    yield from ({p: f"00{v[2:]}"} for p, v in _figures(record, names))


def _after_signature(record: Facts, rng: Random) -> Iterator[Changes]:
    """A trade of the year after it was signed for."""
    yield from ({p: f"{int(v[:4]) + 1}{v[4:8]}28"} for p, v in _figures(record, ("transaction_date",)))


def _before_period(record: Facts, rng: Random) -> Iterator[Changes]:
    """A trade of the year before the period of report."""
    yield from ({p: f"{int(v[:4]) - 1}{v[4:8]}28"} for p, v in _figures(record, ("transaction_date",)))


def _expired(record: Facts, rng: Random) -> Iterator[Changes]:
    """An option that expires before it can be exercised."""
    for i, row in enumerate(record["derivative"]):
        if row["exercise_date"] and row["expiration_date"]:
            yield {f"/derivative/{i}/expiration_date": f"{int(row['exercise_date'][:4]) - 1}-01-02"}


def _direction(record: Facts, rng: Random) -> Iterator[Changes]:
    """A sale that acquires, a purchase that disposes."""
    for i, row in enumerate(record["non_derivative"]):
        if row.get("transaction_code") in ("S", "P", "F") and row.get("acquired_disposed"):
            yield {f"/non_derivative/{i}/acquired_disposed": "AD"[row["acquired_disposed"] == "A"]}


def _exercise(record: Facts, rng: Random) -> Iterator[Changes]:
    """Digits mistyped in the price of an exercise that both tables show."""
    for pointer, value in _linked(record, "conversion_or_exercise_price"):
        yield from _wrong_digit(pointer, value, rng)


def _issuer_as_owner(record: Facts, rng: Random) -> Iterator[Changes]:
    """The issuer's name where a reporting person's belongs."""
    yield {"/reporting_owners/0/name": record["issuer"]["name"]}


def _adopted_late(record: Facts, rng: Random) -> Iterator[Changes]:
    """A plan under Rule 10b5-1 said to be adopted after the trades that it ordered."""
    for i, row in enumerate(record["non_derivative"]):
        for note in row["footnotes"].get("transaction_code", ()):
            if "10b5-1" in record["footnotes"][note]:
                year = int(row["transaction_date"][:4]) + 1
                text = f"Sold under a trading plan within Rule 10b5-1 that the seller adopted on March 3, {year}."
                yield {f"/footnotes/{note}": text, f"/non_derivative/{i}/transaction_date": row["transaction_date"]}


ANCIENT = "year 00yy"
KINDS: Mapping[str, Callable[[Facts, Random], Iterator[Changes]]] = {
    "balance does not add up": _balance,
    "digits mistyped": _transposed,
    "total typed as price": _total_as_price,
    "price outside its range": _out_of_range,
    ANCIENT: _first_century,
    "trade after signature": _after_signature,
    "trade before the period": _before_period,
    "expires before exercise": _expired,
    "code against direction": _direction,
    "exercise price mistyped": _exercise,
    "issuer as owner": _issuer_as_owner,
    "plan adopted after the trade": _adopted_late,
}
