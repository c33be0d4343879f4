"""What the token model says of a Schedule 13D's Items 2, 3 and 5: who holds what, funds used, trades."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from extraction.document import Span
from extraction.labelers.narrative import Mention, NarrativeModel, label_narrative, pieces_of
from extraction.schedule13.dates import MONTH, find_dates, read_month
from extraction.schedule13.holdings import HoldingReading
from extraction.schedule13.items import find_items
from extraction.schedule13.linearise import fold
from extraction.schedule13.trade_terms import TradeReading

READ = (2, 3, 5)
LONGEST = 16_000
"""Characters of a stretch that the model reads: the rest of a very long schedule is left to the rules."""
NEAR = 420
"""Characters within which what belongs together stands."""
_ANNEX = re.compile(
    r"(?:^|\n)[ \t]*(?:schedule|exhibit|annex|appendix|attachment)[ \t]+[\w.]{1,4}[ \t]*[:.\n\t-]", re.IGNORECASE
)
_FIGURE = re.compile(r"(\d[\d,]*(?:\.\d+)?|\.\d+)(?:[ \t-]+(\d{1,2})/(\d{1,2}))?")


@dataclass(frozen=True, slots=True)
class FundsReading:
    """Money used to acquire shares, by whom, with its place in the text."""

    holder: str | None
    amount: str
    place: Span
    probability: float


@dataclass(frozen=True, slots=True)
class Told:
    """What the model found; `read` are the spans of text that it saw."""

    holdings: tuple[tuple[HoldingReading, float], ...] = ()
    trades: tuple[tuple[TradeReading, float], ...] = ()
    funds: tuple[FundsReading, ...] = ()
    read: tuple[Span, ...] = ()

    def saw(self, place: Span) -> bool:
        return any(a <= place[0] and place[1] <= b for a, b in self.read)


def stretches(text: str, start: int = 0) -> Iterator[tuple[int, int, str]]:
    """The stretches that the model reads: Items 2, 3, 5 and what follows the items as a schedule of trades."""
    items = find_items(text, start)
    for item in items:
        if item.number in READ:
            yield item.start, min(item.end, item.start + LONGEST), str(item.number)
    annex = _ANNEX.search(text, max((i.end for i in items), default=start))
    if annex:
        yield annex.start(), min(len(text), annex.start() + LONGEST), "annex"


def read_narrative(text: str, start: int, model: NarrativeModel) -> Told:
    """Holdings, trades and funds that the model finds in the items from `start` on, each with its probability."""
    holdings: list[tuple[HoldingReading, float]] = []
    trades: list[tuple[TradeReading, float]] = []
    funds: list[FundsReading] = []
    seen: list[Span] = []
    for begin, end, item in stretches(text, start):
        mentions = label_narrative(pieces_of(text, begin, end, item), model)
        seen.append((begin, end))
        if item == "3":
            funds += _funds(text, mentions)
        if item in ("2", "5"):
            holdings += _holdings(text, mentions)
        if item in ("5", "annex"):
            trades += _trades(text, mentions)
    return Told(tuple(holdings), tuple(trades), tuple(funds), tuple(seen))


def _figure(words: str) -> str | None:
    """A figure as a plain decimal; eighths and the like are added."""
    found = _FIGURE.search(words)
    if not found:
        return None
    digits = found[1].replace(",", "")
    if found[2] and int(found[3]):
        return f"{float(digits) + int(found[2]) / int(found[3]):.8f}".rstrip("0").rstrip(".")
    return "0" + digits if digits.startswith(".") else digits


def _date(words: str) -> str | None:
    whole = next((value for *_, value in find_dates(words)), None)
    month = MONTH.search(words)
    return whole or (read_month(month) if month else None)


def _of(mentions: Sequence[Mention], *labels: str) -> list[Mention]:
    return [m for m in mentions if m.label in labels]


def _between(text: str, one: Mention, other: Mention) -> str:
    first, last = sorted((one.span, other.span))
    return text[first[1] : last[0]]


def _distance(text: str, one: Mention, other: Mention, before: float) -> float:
    """How far apart two mentions stand: lines, sentences and paragraphs count as well; `before` weighs the order."""
    gap = _between(text, one, other)
    far = len(gap) + 60 * gap.count("\n") * ("\t" in gap) + 40 * len(re.findall(r"[.;]\s", gap))
    far += 150 * len(re.findall(r"\n\s*\n", gap))
    return far * (before if other.span[0] < one.span[0] else 1.0)


def _nearest(text: str, one: Mention, others: Sequence[Mention], before: float, reach: float = NEAR) -> Mention | None:
    """The mention nearest to another one; those before it at `before` times the distance."""
    ranked = sorted((_distance(text, one, o, before), o.span, o) for o in others)
    return ranked[0][2] if ranked and ranked[0][0] <= reach else None


def _after(one: Mention, others: Sequence[Mention], anchors: Sequence[Mention]) -> list[Mention]:
    """The mentions after one and before the next like it."""
    stop = next((a.span[0] for a in anchors if a.span[0] > one.span[0]), one.span[1] + NEAR)
    return [o for o in others if one.span[1] <= o.span[0] < stop]


def _around(parts: Sequence[Mention]) -> Span:
    return min(m.span[0] for m in parts), max(m.span[1] for m in parts)


_LONE_TITLE = re.compile(r"(?:mr|ms|mrs|dr|messrs)\.?", re.IGNORECASE)


def _words(text: str, mention: Mention | None) -> str | None:
    """A mention's words; a title alone takes the name that follows it, `A. ` before a name numbers it."""
    if mention is None:
        return None
    words = fold(text[slice(*mention.span)].replace("\t", " "))
    if _LONE_TITLE.fullmatch(words):
        name = re.match(r"\.?\s+[A-Z][\w’'-]+(?:\s+[A-Z][\w’'-]+)?", text[mention.span[1] : mention.span[1] + 60])
        words = fold(words + (name.group() if name else ""))
    return re.sub(r"^(?:(?:[A-Z]\.|\(?\w\))\s+(?=\S+\s)|(?:and|or|by|of)\s+)", "", words)


def _holdings(text: str, mentions: Sequence[Mention]) -> Iterator[tuple[HoldingReading, float]]:
    """For each number held its percent, which follows it, and its holder, who mostly stands before it."""
    held, percents, holders = _of(mentions, "HELD"), _of(mentions, "PERCENT"), _of(mentions, "HOLDER")
    for one in held:
        percent = _nearest(text, one, _after(one, percents, held), 1.0)
        holder = _nearest(text, one, holders, 0.7)
        shares = _figure(text[slice(*one.span)])
        named, share = _words(text, holder), _figure(text[slice(*percent.span)]) if percent else None
        if percent and holder and share and named and shares and shares.isdigit() and _can_hold(named):
            parts = (one, percent, holder)
            yield HoldingReading(named, shares, share, _around(parts)), min(m.probability for m in parts)


def _can_hold(name: str) -> bool:
    """Whether words can name one holder: a capital letter, and no group."""
    return bool(re.search(r"[A-Z]", name)) and not re.match(
        r"messrs|the\s+funds|total|(?:all\s+|the\s+)?(?:reporting\s+persons|group)|each\b|persons?$|based\b|cusip\b|"
        r"schedule\b|item\b|(?:quarterly|annual)\s",
        name,
        re.IGNORECASE,
    )


def _funds(text: str, mentions: Sequence[Mention]) -> Iterator[FundsReading]:
    """For each amount of money whoever is named nearest to it."""
    for one in _of(mentions, "FUNDS"):
        holder = _nearest(text, one, _of(mentions, "HOLDER"), 0.8)
        amount = _figure(text[slice(*one.span)])
        if amount and _is_sum(text, one):
            place = _around((one, holder)) if holder else one.span
            yield FundsReading(_words(text, holder), amount, place, one.probability)


def _is_sum(text: str, mention: Mention) -> bool:
    """Whether an amount is money in full: a dollar sign or a currency beside it, no millions, no price of one share."""
    before, after = text[max(mention.span[0] - 12, 0) : mention.span[0]], text[mention.span[1] : mention.span[1] + 24]
    money = re.search(r"(?:\$|US|USD|EUR|Cdn)[\s\t]*$", before) or re.match(
        r"\s*(?:dollars|euros|roubles|pounds|yen)", after
    )
    return bool(money) and not re.match(r"\s*(?:million|billion|per\s|a\s+share|each)", after)


def _trades(text: str, mentions: Sequence[Mention]) -> Iterator[tuple[TradeReading, float]]:
    """For each number traded its price, its date, and who bought or sold, from its row or its sentence."""
    traded = _of(mentions, "TRADED")
    prices, dates = _of(mentions, "PRICE"), _of(mentions, "TRADE_DATE")
    for one in traded:
        price = _nearest(text, one, _after(one, prices, traded), 1.0) or _nearest(text, one, prices, 1.0, 60)
        date = _nearest(text, one, dates, 0.8)
        shares = _figure(text[slice(*one.span)])
        if not (price and date and shares and shares.isdigit()):
            continue
        day, parts = _date(text[slice(*date.span)]), (one, price, date)
        if day:
            kind = _kind(text, one, mentions)
            holder = _nearest(text, one, _of(mentions, "HOLDER"), 0.8, 160)
            money = _figure(text[slice(*price.span)])
            read = TradeReading(_words(text, holder), kind, day, shares, money, _around(parts))
            yield read, min(m.probability for m in parts)


def _kind(text: str, one: Mention, mentions: Sequence[Mention]) -> Literal["purchase", "sale"] | None:
    """Purchase or sale by the nearest word that says so, in the row, the sentence or the heading above."""
    verbs = _of(mentions, "BOUGHT", "SOLD")
    near = _nearest(text, one, verbs, 0.9) or max(
        (v for v in verbs if v.span[0] < one.span[0]), key=lambda v: v.span[0], default=None
    )
    return None if near is None else "purchase" if near.label == "BOUGHT" else "sale"
