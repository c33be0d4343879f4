"""How one filer of an invented schedule writes names, numbers, money and dates, each in its mark."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from decimal import Decimal
from random import Random

from training.render.schedule13_facts import Facts, Trade

Table = tuple[tuple[str, ...], ...]
Block = str | Table
"""A paragraph (lines within it stay lines), or a table of rows of cells; both marked."""


def mark(pointer: str, text: str) -> str:
    """A value as text in the span that names it."""
    return f'<span data-p="{pointer}">{text}</span>'


@dataclass(frozen=True, slots=True)
class Teller:
    """Facts and the habits in which one filer tells them."""

    facts: Facts
    rng: Random
    unit: str
    owner_style: int
    """How a holder is called: by the whole name, by a short one, or as they come."""

    def pick(self, *options: str) -> str:
        return self.rng.choice(options)

    def holder(self, index: int, pointer: str) -> str:
        """A holder's name as this filer writes it."""
        known = self.facts.holders[index]
        names = ((known.name,), known.short, (known.name, *known.short))[self.owner_style]
        lone = len(self.facts.holders) == 1 and self.rng.random() < 0.25
        return mark(pointer, "the Reporting Person" if lone else self.rng.choice(names))

    def shares(self, number: int, pointer: str) -> str:
        return mark(pointer, f"{number:,}" if self.rng.random() < 0.97 else str(number))

    def percent(self, value: Decimal, pointer: str) -> str:
        shown = f"{value:f}" if value >= 1 or self.rng.random() < 0.5 else f"{value:f}".lstrip("0")
        return mark(pointer, shown) + self.pick("%", "%", "%", " percent", " %")

    def money(self, amount: int, pointer: str) -> str:
        cents = f".{self.rng.randint(0, 99):02}" if self.rng.random() < 0.2 else ""
        return "$" + mark(pointer, f"{amount:,}{cents}")

    def price(self, trade: Trade, pointer: str, bare: bool = False) -> str:
        shown = f"{trade.price:f}"
        if trade.day.year < 2001 and trade.eighths and self.rng.random() < 0.8:
            shown = f"{int(trade.price)} {trade.eighths}/8" if self.rng.random() < 0.5 else shown
        if trade.price < 1 and self.rng.random() < 0.4:
            shown = shown.lstrip("0")
        return ("" if bare else "$") + mark(pointer, shown)

    def date(self, day: datetime.date, pointer: str, style: int) -> str:
        return mark(pointer, show_date(day, style))

    def plain_date(self) -> str:
        return show_date(self.facts.event - datetime.timedelta(self.rng.randint(1, 90)), self.rng.choice((0, 0, 1)))


def show_date(day: datetime.date, style: int) -> str:
    """A date as filers write it."""
    return (
        f"{day:%B} {day.day}, {day.year}",
        f"{day.month}/{day.day}/{day:%y}",
        f"{day:%m/%d/%Y}",
        f"{day.day}-{day:%b}-{day:%y}",
        f"{day:%b} {day.day}, {day.year}",
        f"{day:%Y-%m-%d}",
        f"{day:%B} {day.year}",
        f"{day:%m-%d-%y}",
    )[style]


def capital(sentence: str) -> str:
    """A sentence that begins with a capital letter, whatever stands in its first mark."""
    for lead in (">the ", "the "):
        at = sentence.find(lead)
        if 0 <= at < (40 if lead[0] == ">" else 1):
            at += len(lead) - 4
            return sentence[:at] + "T" + sentence[at + 1 :]
    return sentence
