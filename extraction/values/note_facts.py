"""Facts that the text of a footnote states: prices and their ranges, numbers of shares, dates, trading plans."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from extraction.record import FootnoteFacts
from extraction.values import date

_PRICE = r"(?:US|C|CAD|A)?\s?\\?\$?\s?(\d{1,3}(?:,\d{3})+\.\d+|\d+\.\d+|(?<=\$)\d+|(?<=\$\s)\d+)"
_RANGE = re.compile(
    rf"(?:rang\w*|between|from|low of|prices of)\b[^.;$\d]{{0,60}}{_PRICE}[^.;$\d]{{0,40}}?"
    rf"(?:\bto\b|\band\b|through|[-–—])[^.;$\d]{{0,40}}?{_PRICE}",
    re.IGNORECASE,
)
_HIGH_LOW = re.compile(
    rf"highest price[^.;$\d]{{0,60}}{_PRICE}[^;$\d]{{0,20}}lowest price[^.;$\d]{{0,60}}{_PRICE}", re.IGNORECASE
)
_AVERAGE = re.compile(
    rf"average\s+(?:\w+\s+){{0,3}}?price(?:\s+per\s+\w+)?(?:,[^,.;\d]{{0,30}},)?\s+(?:of|was|is|equal(?:s|ed)?(?:\s+to)?)"
    rf"\s+(?:approximately\s+)?{_PRICE}",
    re.IGNORECASE,
)
_SHARES = re.compile(r"(?<![\d.,$])(\d{1,3}(?:,\d{3})+|\d+)\s+(?:[a-z.-]+\s+){0,4}?(?:shares|units|options)\b", re.I)
_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
_DATE = re.compile(rf"\b{_MONTH}\s+\d{{1,2}},?\s+\d{{4}}\b|\b\d{{1,2}}/\d{{1,2}}/(?:\d{{4}}|\d{{2}})\b", re.IGNORECASE)
_PLAN = re.compile(r"10\s?b\s?[-–—]?\s?5\s?[-–—]?\s?1", re.IGNORECASE)
_ADOPTED = re.compile(
    r"(?:adopt\w*|enter\w*\s+into|establish\w*|executed|signed|dated)\b(?:(?!\bamend|\bterminat).){0,60}$", re.I
)

_SENTENCE_END = re.compile(r"(?<!\bMr)(?<!\bMs)(?<!\bMrs)(?<!\bDr)(?<!\bInc)(?<!\bCo)(?<!\b[A-Z])[.;]\s+(?=[A-Z(])")


@dataclass(frozen=True, slots=True)
class NoteFacts:
    """What one footnote states, in its order; dates are ISO, `adopted` those on which a 10b5-1 plan was adopted."""

    ranges: tuple[tuple[Decimal, Decimal], ...] = ()
    """Prices, low and high."""
    averages: tuple[Decimal, ...] = ()
    shares: tuple[Decimal, ...] = ()
    dates: tuple[str, ...] = ()
    plan: bool = False
    """Whether it speaks of a plan under Rule 10b5-1 (17 CFR 240.10b5-1(c))."""
    adopted: tuple[str, ...] = ()


def read_facts(text: str) -> NoteFacts:
    """The facts of a footnote's text."""
    plan = bool(_PLAN.search(text))
    dates = [(m.start(), day) for m in _DATE.finditer(text) if (day := _day(m.group()))]
    adopted = [day for at, day in dates if plan and _is_adoption(text, at)]
    return NoteFacts(
        ranges(text),
        tuple(Decimal(a.replace(",", "")) for a in _AVERAGE.findall(text)),
        tuple(Decimal(a.replace(",", "")) for a in _SHARES.findall(text)),
        tuple(day for _, day in dates),
        plan,
        tuple(adopted),
    )


def facts_of(text: str) -> FootnoteFacts:
    """The facts of a footnote's text in a record's words."""
    found = read_facts(text)
    return FootnoteFacts(
        price_ranges=tuple((str(low), str(high)) for low, high in found.ranges),
        average_prices=tuple(map(str, found.averages)),
        shares=tuple(map(str, found.shares)),
        dates=found.dates,
        plan_10b5_1=found.plan or None,
        plan_adopted=found.adopted,
    )


def ranges(text: str) -> tuple[tuple[Decimal, Decimal], ...]:
    """The price ranges that a footnote states, low and high in dollars, in its order."""
    found = [m.groups() for m in (*_RANGE.finditer(text), *_HIGH_LOW.finditer(text))]
    pairs = [(Decimal(a.replace(",", "")), Decimal(b.replace(",", ""))) for a, b in found]
    return tuple((min(p), max(p)) for p in pairs)


def _day(text: str) -> str | None:
    readings = date.readings([text])
    return readings[0].value if readings and not readings[0].cost else None


def _is_adoption(text: str, at: int) -> bool:
    """Whether the words right before a date say that something was adopted then, and a plan stands in its sentence."""
    ends = [m.end() for m in _SENTENCE_END.finditer(text)]
    start = max((e for e in ends if e <= at), default=0)
    sentence = text[start : min((e for e in ends if e > at), default=len(text))]
    said = _ADOPTED.search(text[start:at])
    return said is not None and bool(_PLAN.search(sentence))
