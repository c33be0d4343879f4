"""What tables and sentences about trades have in common: the reading of one, figures, and words that buy or sell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from extraction.document import Span

Kind = Literal["purchase", "sale"]
UNSURE, CONTRADICTED = 0.5, 0.3
"""Certainty of a trade part of which was guessed, and of one whose row says two things of it."""
NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+"


@dataclass(frozen=True, slots=True)
class TradeReading:
    """A trade as read, with its place in the text."""

    holder: str | None
    kind: Kind | None
    date: str | None
    shares: str | None
    price: str | None
    place: Span
    certainty: float = 1.0
    """Below 1 where the rules or the token model found it, not both."""
    proved: bool = False
    """Whether the table's own headings name each of its columns."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number in a row: a plain decimal, whether it is whole, money, a sum of money below nothing, and its place."""

    value: str
    whole: bool
    money: bool
    negative: bool
    fraction: bool
    place: Span


_FIGURE = re.compile(
    rf"(?P<open>\()?(?P<minus>-)?[ \t]*(?P<money>(?:US|CDN|C|A)?\\?[$£€][ \t]*)?(?P<n>{NUMBER})"
    r"(?P<fraction>[ \t-]+\d{1,2}/\d{1,2}(?!\d|/))?[ \t]*(?P<close>\))?(?![\w/%]|[.,]\d|-[A-Za-z])"
)
_BUYS = re.compile(
    r"\b(?:purchase[ds]?|buys?|bought|acquired|acquisitions?|BOT|BUY)\b|(?<=\t)[BP](?=\t|\n|$)", re.IGNORECASE
)
_SELLS = re.compile(r"\b(?:sales?|sells?|sold|dispos(?:ed|als?|itions?)|SLD)\b|(?<=\t)S(?=\t|\n|$)", re.IGNORECASE)


def find_figures(text: str, start: int = 0) -> Iterator[Figure]:
    """The numbers of a text that stands at `start`."""
    for found in _FIGURE.finditer(text):
        value, whole = _value(found)
        negative = bool(found["minus"] or (found["open"] and found["close"]))
        place = (start + found.start(), start + found.end())
        yield Figure(value, whole, bool(found["money"]), negative, bool(found["fraction"]), place)


def _value(figure: re.Match[str]) -> tuple[str, bool]:
    """A figure as a plain decimal, and whether it is a whole number."""
    digits = plain(figure["n"])
    if figure["fraction"]:
        over, under = re.findall(r"\d+", figure["fraction"])
        value = Decimal(digits) + (Decimal(over) / Decimal(under) if int(under) else 0)
        return format(value.normalize(), "f"), False
    return digits, "." not in digits


def plain(number: str) -> str:
    """A printed number as a plain decimal."""
    digits = number.replace(",", "")
    return "0" + digits if digits.startswith(".") else digits


def find_kind(text: str) -> Kind | None:
    """Purchase or sale, where the words say only one of them."""
    buys, sells = _BUYS.search(text), _SELLS.search(text)
    return None if bool(buys) == bool(sells) else "purchase" if buys else "sale"


def bare(name: str) -> str:
    """A name as names are compared: its letters and figures, small."""
    return re.sub(r"\W+", "", name).casefold()


def overlap(one: Span, other: Span) -> bool:
    """Whether two places share a character."""
    return one[0] < other[1] and other[0] < one[1]
