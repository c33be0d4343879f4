"""Invent Schedules 13D and 13G: issuers, holders, powers, trades and funds that never were, whose figures tie."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from random import Random
from typing import Any

from extraction.values.cusip import check_digit
from training.render import invented_words as words

ENTITIES = (
    "Capital Partners, L.P.", "Master Fund, Ltd.", "Offshore Fund, Ltd.", "Special Situations Fund III QP, L.P.",
    "Growth Fund II, L.P.", "Asset Management LLC", "Investment Advisors, Inc.", "Partners (GP) LLC", "Family Trust",
    "Holdings Corp.", "Limited Partnership", "Employees' Pension Plan", "Foundation", "Global Opportunities Fund",
    "Value Partners, L.P.", "& Co., Inc.", "S.A.", "GmbH", "Cayman Fund, L.P.", "Technology Fund, L.P.", "Bank N.A.",
)  # fmt: skip
PLACES = ("Delaware", "New York", "Cayman Islands", "United States of America", "Canada", "Texas", "Bermuda", "U.S.A.")
CLASSES = (
    "Common Stock", "Common Stock, par value $.01 per share", "Class A Common Stock", "Ordinary Shares",
    "Common Shares", "Units", "Common Stock, $0.001 par value", "American Depositary Shares",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Holder:
    """Someone who holds: the whole name, the short names a text may use, and whether it is a person."""

    name: str
    short: tuple[str, ...]
    person: bool


@dataclass(frozen=True, slots=True)
class Trade:
    """A purchase or a sale."""

    holder: int
    kind: str
    day: datetime.date
    shares: int
    price: Decimal

    @property
    def eighths(self) -> int:
        """Eighths of a dollar of a price that has no other part of one."""
        part = (self.price % 1) * 8
        return int(part) if part == int(part) else 0


@dataclass(frozen=True, slots=True)
class Facts:
    """What a schedule is about; `held` are the shares of each holder, `funds` what each spent, both in order."""

    issuer: str
    cusip: str
    title: str
    event: datetime.date
    is_13d: bool
    amendment: int
    holders: tuple[Holder, ...]
    held: tuple[int, ...]
    outstanding: int
    trades: tuple[Trade, ...]
    funds: tuple[int, ...]

    def percent(self, index: int) -> Decimal:
        """A holder's share of the class, in percent with one decimal."""
        share = Decimal(self.held[index] * 100) / self.outstanding
        return share.quantize(Decimal("0.1"), ROUND_HALF_UP)


def invent(rng: Random, is_13d: bool = True) -> Facts:
    """A schedule at random."""
    event = datetime.date(rng.randint(1994, 2025), rng.randint(1, 12), rng.randint(1, 28))
    outstanding = rng.choice((rng.randint(10**6, 9 * 10**6), rng.randint(10**7, 10**8), rng.randint(10**8, 10**9)))
    holders = _holders(rng)
    held = tuple(_round(rng, int(outstanding * rng.uniform(0.001, 0.3) / len(holders)) + 1) for _ in holders)
    issuer = f"{rng.choice(words.COMPANY_FIRST)} {rng.choice(words.COMPANY_SECOND)} {rng.choice(words.COMPANY_LAST)}"
    return Facts(
        issuer=issuer,
        cusip=_cusip(rng),
        title=rng.choice(CLASSES),
        event=event,
        is_13d=is_13d,
        amendment=rng.choice((0, 0, rng.randint(1, 12))),
        holders=holders,
        held=held,
        outstanding=outstanding,
        trades=_trades(rng, event, len(holders)),
        funds=tuple(int(h * rng.uniform(0.5, 40)) for h in held),
    )


def _holders(rng: Random) -> tuple[Holder, ...]:
    house = rng.choice((rng.choice(words.COMPANY_FIRST), coin(rng)))
    made: list[Holder] = []
    for _ in range(rng.choice((1, 1, 1, 2, 2, 3, 4, 5))):
        person = rng.random() < 0.35
        made.append(_person(rng) if person else _entity(rng, house))
    names = {h.name: h for h in made}
    return tuple(names.values())


SOUNDS = (
    "bar", "ven", "tol", "mar", "is", "ka", "ro", "len", "dor", "fi", "gan", "hol", "ster", "wick", "man", "ley", "ton",
    "bu", "chi", "ra", "sen", "ov", "ski", "berg", "well", "es", "ta", "quin", "par", "ne", "lo", "zu", "yam",
)  # fmt: skip


def coin(rng: Random) -> str:
    """A name that no list holds, so that names are learned by where they stand."""
    return "".join(rng.choice(SOUNDS) for _ in range(rng.randint(2, 3))).capitalize()


def _person(rng: Random) -> Holder:
    first, last = (
        rng.choice((rng.choice(words.FIRST), coin(rng))),
        rng.choice((rng.choice(words.LAST), coin(rng), coin(rng))),
    )
    name = rng.choice((f"{first} {rng.choice('ABCDEHJKLMRSTW')}. {last}", f"{first} {last}", f"{first} {last}, Jr."))
    name = name.upper() if rng.random() < 0.1 else name
    return Holder(name, (rng.choice(("Mr.", "Mr.", "Mr.", "Ms.", "Mrs.", "Dr.")) + f" {last}", last), person=True)


def _entity(rng: Random, house: str) -> Holder:
    lead = (
        house
        if rng.random() < 0.6
        else rng.choice((rng.choice(words.COMPANY_FIRST), coin(rng), f"{coin(rng)} {coin(rng)}"))
    )
    numbered = (f"{rng.randint(100, 999)}, L.P.", f"Trust {rng.randint(1, 9)}", f"Partnership {rng.randint(1, 9)}")
    number = rng.choice(numbered) if rng.random() < 0.06 else None
    name = number or f"{lead} {rng.choice(ENTITIES)}"
    name = name.upper() if rng.random() < 0.1 else name
    initials = "".join(c for c in name if c.isupper())[:5]
    shorts = (
        lead,
        initials if len(initials) > 1 else lead,
        rng.choice(("the Fund", "the Partnership", "the Company", "the Trust", "the Filing Party", "the Corporation")),
    )
    return Holder(name, shorts, person=False)


def _round(rng: Random, shares: int) -> int:
    return shares if rng.random() < 0.7 else max(shares // 100 * 100, 100)


def _cusip(rng: Random) -> str:
    body = (
        "".join(rng.choice("0123456789") for _ in range(5)) + rng.choice("0123456789ABCKXY") + rng.choice(("10", "20"))
    )
    return body + check_digit(body)


def _trades(rng: Random, event: datetime.date, holders: int) -> tuple[Trade, ...]:
    count = rng.choice((0, 1, 1, 2, 3, 5, 8, 14))
    price = Decimal(rng.randint(30, 9000)) / 100
    mixed, kind = rng.random() < 0.3, rng.choice(("purchase", "purchase", "sale"))
    trades = []
    for step in range(count):
        day = event - datetime.timedelta(count - step + rng.randint(0, 3))
        shares = rng.choice((rng.randint(1, 999), rng.randint(10, 500) * 100, rng.randint(1000, 400000)))
        shown = (price * Decimal(rng.randint(90, 110)) / 100).quantize(rng.choice((Decimal("0.01"), Decimal("0.0001"))))
        trade = Trade(rng.randrange(holders), kind, day, shares, shown)
        trades.append(replace(trade, kind=rng.choice(("purchase", "sale"))) if mixed else trade)
    return tuple(trades)


def gold(facts: Facts) -> dict[str, Any]:
    """The record's parts that the narrative tells, each as the contract writes it."""
    return {
        "holdings": [
            {"holder": h.name, "shares": str(n), "percent": f"{facts.percent(i):f}"}
            for i, (h, n) in enumerate(zip(facts.holders, facts.held, strict=True))
        ],
        "transactions": [
            {
                "holder": facts.holders[t.holder].name,
                "kind": t.kind,
                "date": t.day.isoformat(),
                "shares": str(t.shares),
                "price_per_share": f"{t.price:f}",
            }
            for t in facts.trades
        ],
        "funds": [{"holder": h.name, "amount": str(n)} for h, n in zip(facts.holders, facts.funds, strict=True)],
    }
