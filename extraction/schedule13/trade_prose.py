"""Trades told in sentences: a date, who, a verb, a number of shares and a price for one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from extraction.schedule13.dates import DATE, find_dates
from extraction.schedule13.linearise import fold
from extraction.schedule13.trade_terms import NUMBER, Kind, TradeReading, plain

_VERB = r"(?P<verb>purchased|bought|acquired|sold|disposed\s+of|puchased)"
_COUNT = (
    rf"(?:(?:a\s+total|an\s+aggregate)\s+of\s+|an?\s+additional\s+|approximately\s+|(?:all\s+of\s+)?(?:the|its|his)\s+)?"
    rf"(?P<n>{NUMBER})"
)
_UNITS = (
    r"(?:of\s+the\s+|of\s+(?:its|his|their)\s+)?(?:[\w.’'-]+\s+){0,6}?(?:shares?|ads(?:s|es)?|units?|warrants?"
    r"|depositary)\b"
)
_PRICE = (
    rf"(?:at|for)\s+(?:at\s+)?[^.;$]{{0,60}}?(?:price[^.;$]{{0,40}}?\s(?:of|was)\s+(?:approximately\s+)"
    rf"?)?(?:US)?\\?(?P<money>\$)?\s*(?P<p>{NUMBER})"
)
_DAY = re.sub(r"[?]P<[^>]*>", "?:", DATE.pattern)
_ACTIVE = re.compile(
    rf"{_VERB}\s+(?:from\s+[^.;\d]{{2,40}}?\s+)?(?:on\s+(?:{_DAY}),?\s+)?{_COUNT}\s*{_UNITS}"
    rf"(?P<between>(?:(?!{_VERB.replace('?P<verb>', '?:')})[^;]){{0,160}}?){_PRICE}",
    re.IGNORECASE,
)
_PASSIVE = re.compile(
    rf"{_COUNT}\s+{_UNITS}(?:\s+of\s+[\w\s]{{1,40}}?)?\s+(?:were|was)\s+{_VERB}\s+by\s+(?P<who>(?:(?:Mr|"
    rf"Ms|Mrs|Dr)\.\s+)?[^.;]{{2,60}}?)(?:\s+from\s+[^.;]{{2,60}}?)?\s+(?P<between>[^;]{{0,200}}?){_PRICE}",
    re.IGNORECASE,
)
_MORE = re.compile(
    rf"(?:\s+per\s+\w+)?(?:\s*\([^)]*\))?[,;]?\s+(?:and\s+)?(?P<n>{NUMBER})\s+(?:more\s+)?"
    rf"(?:{_UNITS}\s+(?:of\s+[\w\s]{{1,40}}?\s+)?)?{_PRICE}",
    re.IGNORECASE,
)
"""What a list goes on with: `, 500 shares at $5.20 per share`."""


def read_sentences(text: str, begin: int, end: int) -> Iterator[TradeReading]:
    """Trades told in the paragraphs of a stretch."""
    for paragraph, at in _paragraphs(text, begin, end):
        dates = list(find_dates(paragraph))
        if not dates:
            continue
        for told in sorted([*_ACTIVE.finditer(paragraph), *_PASSIVE.finditer(paragraph)], key=lambda m: m.start()):
            trade = _told(paragraph, told, dates, at)
            if trade:
                yield trade
                yield from _listed(paragraph, told.end(), trade, at)


def _listed(paragraph: str, stop: int, first: TradeReading, at: int) -> Iterator[TradeReading]:
    """The trades that follow one in the same sentence, with its date and its verb."""
    while more := _MORE.match(paragraph, stop):
        if not more["n"].replace(",", "").isdigit():
            return
        place = (at + more.start(), at + more.end())
        yield replace(first, shares=plain(more["n"]), price=plain(more["p"]), place=place)
        stop = more.end()


def _paragraphs(text: str, begin: int, end: int) -> Iterator[tuple[str, int]]:
    """Stretches of text between empty lines and pages, and where each begins."""
    at = begin
    for gap in re.finditer(r"\n[ \t]*\n(?![ \t]*[a-z])|\f", text[begin:end] + "\f"):
        yield text[at : begin + gap.start()], at
        at = begin + gap.end()


def _told(paragraph: str, told: re.Match[str], dates: list[tuple[int, int, str]], at: int) -> TradeReading | None:
    if (
        re.search(r"aggregate\s+(?:purchase\s+|sales?\s+)?(?:price|cost|consideration)", told.group(), re.IGNORECASE)
        or not told["n"].replace(",", "").isdigit()
    ):
        return None
    before = [d for d in dates if d[1] <= told.start("n")]
    date = before[-1] if before else next((d for d in dates if d[0] >= told.start()), None)
    if date is None:
        return None
    kind: Kind = "sale" if told["verb"].lower().startswith(("sold", "dispos")) else "purchase"
    last = max((d[1] for d in dates if d[1] <= told.start()), default=0)
    who = told.groupdict().get("who") or _subject(paragraph[last : told.start()])
    return TradeReading(who, kind, date[2], plain(told["n"]), plain(told["p"]), (at + told.start(), at + told.end()))


def _subject(clause: str) -> str | None:
    """Who did it: the words between the date and the verb."""
    words = re.sub(r"^\s*\(?[A-Za-z]{1,3}[.)]\t|[\s,]+$", "", clause)
    words = re.sub(r"^[\s,:;-]+", "", fold(words))
    found = re.match(
        r"(?:an?\s+)?(?P<who>(?:the\s+)?[A-Z][\w.,&’' -]{1,70}?)(?:\s+(?:also|directly|has|have|had|then))?$", words
    )
    return found["who"] if found else _first_subject(words)


def _first_subject(words: str) -> str | None:
    """The subject of an earlier clause: `the Fund bought ... and sold`."""
    found = re.match(
        r"(?P<who>(?:the\s+)?[A-Z][\w.&’'-]*(?:\s+[A-Z][\w.&’'-]*){0,6})\s+(?:bought|sold|gave|[a-z]{2,}ed)\b", words
    )
    return found["who"] if found else None
