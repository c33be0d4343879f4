"""Trades told in sentences: a date, who, a verb, a number of shares and a price for one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from extraction.document import Span
from extraction.schedule13.dates import DATE, find_dates
from extraction.schedule13.linearise import fold
from extraction.schedule13.trade_terms import NUMBER, UNSURE, Kind, TradeReading, plain

_VERB = r"(?P<verb>purchased|bought|acquired|sold|disposed\s+of|puchased)"
_COUNT = (
    rf"(?:(?:a\s+total|an\s+aggregate)\s+of\s+|an?\s+additional\s+|approximately\s+|(?:all\s+of\s+)?(?:the|its|his)\s+)?"
    rf"(?<![\d,.$])(?P<n>{NUMBER})"
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
    rf"{_COUNT}\s+{_UNITS}(?:\s+of\s+[\w\s]{{1,40}}?)?\s+(?:were|was)\s+{_VERB}(?:\s+by\s+(?P<who>[^;]{{2,70}}?)"
    rf"(?=,\s|\s+(?:at|for|on|in|from|through|pursuant|directly)\b))?(?P<between>[^;]{{0,200}}?){_PRICE}",
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
    begin, end = _sentence(paragraph, told)
    date, certainty = _date_of(paragraph, told, dates, (begin, end))
    if date is None:
        return None
    kind: Kind = "sale" if told["verb"].lower().startswith(("sold", "dispos")) else "purchase"
    last = max((d[1] for d in dates if begin <= d[0] and d[1] <= told.start()), default=begin)
    who = told.groupdict().get("who") or _subject(paragraph[last : told.start()])
    place = (at + told.start(), at + told.end())
    return TradeReading(who, kind, date, plain(told["n"]), plain(told["p"]), place, certainty)


_STOP = re.compile(
    r"(?<!\bInc)(?<!\bCorp)(?<!\bCo)(?<!\bLtd)(?<!\bM[rs])(?<!\bMrs)(?<!\b[DJ]r)(?<!\bNo)(?<![A-Z])\.\s+(?=[A-Z\d(])"
)
_CLOSED = re.compile(r"\s*\.?\s*(?:The\s+)?(?:closing|settlement)\b", re.IGNORECASE)


def _sentence(paragraph: str, told: re.Match[str]) -> Span:
    """Where the sentence of a trade begins and ends."""
    before = [m.end() for m in _STOP.finditer(paragraph, 0, told.start() + 1)]
    after = _STOP.search(paragraph, told.end())
    return before[-1] if before else 0, after.start() if after else len(paragraph)


def _date_of(
    paragraph: str, told: re.Match[str], dates: list[tuple[int, int, str]], sentence: Span
) -> tuple[str | None, float]:
    """The date of a trade: before its number in the sentence, behind it, that of its closing; else one told before."""
    own = [d for d in dates if sentence[0] <= d[0] < sentence[1]]
    before = [d for d in own if d[1] <= told.start("n")]
    if own:
        return (before[-1] if before else own[0])[2], 1.0
    closed = _CLOSED.match(paragraph, sentence[1])
    after = [d for d in dates if d[0] >= sentence[1]]
    if after and closed:
        return after[0][2], 1.0
    earlier = [d for d in dates if d[1] <= sentence[0]]
    return (earlier[-1][2], UNSURE) if earlier else (None, UNSURE)


def _subject(clause: str) -> str | None:
    """Who did it: the words between the date and the verb."""
    words = re.sub(r"^\s*\(?[A-Za-z]{1,3}[.)]\t|[\s,]+$", "", clause)
    words = _LED.sub("", re.sub(r"^[\s,:;-]+", "", fold(words)))
    found = re.match(
        r"(?:an?\s+)?(?P<who>(?:the\s+)?[A-Z][\w.,&’' -]{1,70}?)(?:\s+(?:also|directly|has|have|had|then))?$", words
    )
    return found["who"] if found else _first_subject(words)


_LED = re.compile(
    r"^(?i:concurrent|simultaneous|following|in|pursuant|as|upon|after|before|prior|during|between|through|since|with|"
    r"immediately|also|additional|subsequent|under)(?:\w{2})?\b.*?,\s+(?=[A-Z]|the\b)"
)
"""What stands before the subject: `Concurrent with the closing, `."""


def _first_subject(words: str) -> str | None:
    """The subject of an earlier clause: `the Fund bought ... and sold`."""
    found = re.match(
        r"(?P<who>(?:the\s+)?[A-Z][\w.&’'-]*(?:\s+[A-Z][\w.&’'-]*){0,6})\s+(?:bought|sold|gave|[a-z]{2,}ed)\b", words
    )
    return found["who"] if found else None
