"""Item 5(c): the trades of the last sixty days, as tables, lists or sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from extraction.document import Span
from extraction.record import ReportingPerson
from extraction.schedule13.dates import DATE, MONTH, find_dates, read_date, read_month
from extraction.schedule13.items import Item, text_of
from extraction.schedule13.linearise import blank, fold

Kind = Literal["purchase", "sale"]


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


_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+"
_FIGURE = re.compile(
    rf"(?P<open>\()?(?P<minus>-)?[ \t]*(?P<money>(?:US)?\\?\$[ \t]*)?(?P<n>{_NUMBER})"
    r"(?P<fraction>[ \t-]+\d{1,2}/\d{1,2}(?!\d|/))?(?P<close>\))?(?![\w/%]|[.,]\d)"
)
_BUYS = re.compile(
    r"\b(?:purchase[ds]?|buys?|bought|acquired|acquisitions?|BOT|BUY)\b|(?<=\t)[BP](?=\t|\n|$)", re.IGNORECASE
)
_SELLS = re.compile(r"\b(?:sales?|sells?|sold|dispos(?:ed|itions?)|SLD)\b|(?<=\t)S(?=\t|\n|$)", re.IGNORECASE)
_HEADING_WORDS = re.compile(
    r"\b(?:date|quantity|price|number|shares|amount|type|transactions?|purchases?|sales?|cost|nature|per|"
    r"trade|average|aggregate|total|footnote|buy|sell|how)\b",
    re.IGNORECASE,
)
_PROSE = re.compile(r"\b[a-z]{2,}\b")
_LEAD = r"(?:during|on|in|for|month of|from)?[ \t]*"


def read_trades(
    text: str, start: int, items: tuple[Item, ...], persons: Sequence[ReportingPerson]
) -> tuple[TradeReading, ...]:
    """The trades of Item 5 and of schedules of transactions after it, in the document's order."""
    sole = persons[0].name if len(persons) == 1 else None
    found: list[TradeReading] = []
    for begin, end, is_item in _regions(text, start, items):
        rows = list(_rows(text, begin, end, is_item))
        taken = [r.place for r in rows]
        said = (
            [s for s in _sentences(text, begin, end) if not any(a < s.place[1] and s.place[0] < b for a, b in taken)]
            if is_item
            else []
        )
        rows = [replace(r, kind=r.kind or _announced(text[begin : r.place[0]])) for r in rows]
        found += sorted([*rows, *said], key=lambda t: t.place)
    return tuple(replace(t, holder=t.holder or sole) for t in found)


def _announced(before: str) -> Kind | None:
    """The kind of which alone the words above a table speak."""
    return _kind(f"{before[-900:]}\t")


def _regions(text: str, start: int, items: tuple[Item, ...]) -> Iterator[tuple[int, int, bool]]:
    """Item 5 from its part (c) on, then whatever schedules follow the items."""
    body, at = text_of(items, text, 5)
    if body:
        part = re.search(
            r"(?:^|\n|\t)[ \t]*(?:5[ \t]*)?\(c\)|\bpast\s+(?:60|sixty)\b|(?:60|sixty)[\s-]+days?", body, re.IGNORECASE
        )
        yield at + (part.start() if part else 0), at + len(body), True
    ends = [i.end for i in items]
    behind = max(ends) if ends else start
    annex = re.compile(
        r"(?:^|\n)[ \t]*(?:schedule|exhibit|annex|appendix|attachment)[ \t]+[\w.]{1,4}[ \t]*[:.\n\t-]", re.IGNORECASE
    ).search(text, behind)
    if annex:
        yield annex.start(), len(text), False


def _rows(text: str, begin: int, end: int, is_item: bool) -> Iterator[TradeReading]:
    """Trades from lines that give a date, a number and a price."""
    kind: Kind | None = None
    holder: str | None = None
    heading = is_item
    lines = [(begin + m.start(), begin + m.end()) for m in re.finditer(r"[^\n\f]+", text[begin:end])]
    for i, (start, stop) in enumerate(lines):
        line = text[start:stop]
        dated = _dated(line)
        if dated is None:
            kind, holder = _heading_kind(line, kind), _heading_holder(line) or holder
            heading = heading or bool(re.search(r"price|cost", line, re.IGNORECASE))
            continue
        row_stop = _row_stop(text, lines, i)
        trade = _row(text, start, row_stop, dated, kind, holder)
        if trade and heading:
            yield trade


def _dated(line: str) -> tuple[int, int, str] | None:
    """The date at the head of a line or of one of its cells."""
    for found in DATE.finditer(line):
        value = read_date(found)
        if value and _heads_cell(line, found.start()):
            return found.start(), found.end(), value
    month = MONTH.search(line)
    return (month.start(), month.end(), read_month(month)) if month and _heads_cell(line, month.start()) else None


def _heads_cell(line: str, at: int) -> bool:
    return bool(re.search(rf"(?:^|\t)[ \t*]*(?:\(?\w\)[ \t]*)?{_LEAD}$", line[:at], re.IGNORECASE)) or not re.search(
        r"[a-z]{2}.*[a-z]{2}", line[:at]
    )


def _row_stop(text: str, lines: list[tuple[int, int]], i: int) -> int:
    """The end of a row: its line, or the short lines below where each cell stands on its own."""
    stop = lines[i][1]
    if len(list(_figures(text[lines[i][0] : stop]))) >= 2:
        return stop
    for start, end in lines[i + 1 : i + 5]:
        line = text[start:end]
        if _dated(line) or end - start > 40 or len(_PROSE.findall(_HEADING_WORDS.sub("", line))) > 2:
            break
        stop = end
        if len(list(_figures(text[lines[i][1] : stop]))) >= 2:
            break
    return stop


def _figures(text: str) -> Iterator[re.Match[str]]:
    return _FIGURE.finditer(text)


_TELLS = re.compile(r"\b(?:bought|sold|purchased|acquired)\b[^\t\n]{0,40}\d[^\t\n]{0,20}\bshares?\b", re.IGNORECASE)
"""A sentence about a trade, which is no row of a table."""


def _row(
    text: str, start: int, stop: int, dated: tuple[int, int, str], kind: Kind | None, holder: str | None
) -> TradeReading | None:
    """A trade from a row's cells: the first whole number is the shares, the first money or decimal the price."""
    before, rest = text[start : start + dated[0]], text[start + dated[1] : stop]
    if len(_PROSE.findall(_HEADING_WORDS.sub("", rest))) > 6 or _TELLS.search(rest):
        return None
    undated = blank(rest, [m.span() for pattern in (DATE, MONTH) for m in pattern.finditer(rest)])
    figures = [(m, *_value(m)) for m in _figures(undated)]
    whole = [f for f in figures if f[2] and not f[0]["money"]]
    shares = whole[0] if whole else None
    priced = [f for f in figures if f is not shares and (f[0]["money"] or not f[2] or f[0]["fraction"])] or [
        f for f in figures if f is not shares
    ]
    if shares is None or not priced:
        return None
    negative = bool(shares[0]["minus"] or (shares[0]["open"] and shares[0]["close"]))
    own = _kind(f"{before}\t{rest}\t")
    named = _holder_cell(before)
    if named and _SUFFIX.fullmatch(named):
        named = fold(f"{text[:start].rstrip().rsplit(chr(10), 1)[-1]} {named}")
    return TradeReading(
        named or holder, own or ("sale" if negative else kind), dated[2], shares[1], priced[0][1], (start, stop)
    )


_SUFFIX = re.compile(r"(?:L\.?P|L\.?L\.?C|Inc|Ltd|Limited|Corp|Company|N\.?A|S\.?A|plc)\.?")
"""What is left on a name's second line."""


def _value(figure: re.Match[str]) -> tuple[str, bool]:
    """A figure as a plain decimal, and whether it is a whole number."""
    digits = figure["n"].replace(",", "")
    digits = "0" + digits if digits.startswith(".") else digits
    if figure["fraction"]:
        over, under = re.findall(r"\d+", figure["fraction"])
        value = Decimal(digits) + (Decimal(over) / Decimal(under) if int(under) else 0)
        return format(value.normalize(), "f"), False
    return digits, "." not in digits


def _kind(text: str) -> Kind | None:
    """Purchase or sale, where the words say only one of them."""
    buys, sells = _BUYS.search(text), _SELLS.search(text)
    return None if bool(buys) == bool(sells) else "purchase" if buys else "sale"


def _heading_kind(line: str, kind: Kind | None) -> Kind | None:
    """The kind that a heading announces for the rows below."""
    return (_kind(f"\t{line}\t") or kind) if len(line) < 90 or re.search(r"following|below", line) else kind


_LISTED = re.compile(
    r"^[ \t]*(?:\(?[A-Za-z0-9]{1,3}[.)][ \t]+)?(?i:(?:on\s+behalf|for\s+the\s+account|transactions?|purchases|"
    r"sales)\s+(?:of|by|for)\s+)?(?P<name>[A-Z0-9][^:\t\n]{2,80}?)[ \t]*(?P<colon>:)?[ \t]*$"
)
_ENTITY = re.compile(
    r"\b(?:L\.?P\.?|L\.?L\.?C\.?|Inc\.?|Ltd\.?|Limited|Corp\.?|Fund|Trust|Partners|Company|Partnership|"
    r"Master|Offshore|Capital|Foundation|Plan)(?:$|[\s,.)])"
)


def _heading_holder(line: str) -> str | None:
    """The fund or person that a heading line names: an entity alone on its line, or a name before a colon."""
    found = _LISTED.match(line)
    if (
        not found
        or re.search(r"\b(?:the|of\s+the|this|item|date|price|shares)\b", found["name"], re.IGNORECASE)
        or len(found["name"].split()) > 9
    ):
        return None
    return fold(found["name"]) if _ENTITY.search(found["name"]) else None


def _holder_cell(before: str) -> str | None:
    cells = [c for c in re.split(r"\t|\n", before) if re.search(r"[A-Za-z]", c) and not _kind(f"\t{c}\t")]
    bare = re.sub(rf"{_LEAD}$", "", fold(cells[0]), flags=re.IGNORECASE).strip() if cells else ""
    return bare if len(bare) > 2 and not re.fullmatch(r"\(\w{1,3}\)", bare) else None


_VERB = r"(?P<verb>purchased|bought|acquired|sold|disposed\s+of|puchased)"
_COUNT = rf"(?:(?:a\s+total|an\s+aggregate)\s+of\s+|an?\s+additional\s+|approximately\s+)?(?P<n>{_NUMBER})"
_UNITS = (
    r"(?:of\s+the\s+|of\s+(?:its|his|their)\s+)?(?:[\w.’'-]+\s+){0,6}?(?:shares?|ads(?:s|es)?|units?|warrants?"
    r"|depositary)\b"
)
_PRICE = (
    rf"(?:at|for)\s+(?:at\s+)?[^.;$]{{0,60}}?(?:price[^.;$]{{0,40}}?\s(?:of|was)\s+(?:approximately\s+)"
    rf"?)?(?:US)?\\?(?P<money>\$)?\s*(?P<p>{_NUMBER})"
)
_ACTIVE = re.compile(
    rf"{_VERB}\s+{_COUNT}\s*{_UNITS}(?P<between>(?:(?!{_VERB.replace('?P<verb>', '?:')})[^;]){{0,160}}?){_PRICE}",
    re.IGNORECASE,
)
_PASSIVE = re.compile(
    rf"{_COUNT}\s+{_UNITS}(?:\s+of\s+[\w\s]{{1,40}}?)?\s+(?:were|was)\s+{_VERB}\s+by\s+(?P<who>(?:(?:Mr|"
    rf"Ms|Mrs|Dr)\.\s+)?[^.;]{{2,60}}?)(?:\s+from\s+[^.;]{{2,60}}?)?\s+(?P<between>[^;]{{0,200}}?){_PRICE}",
    re.IGNORECASE,
)


def _sentences(text: str, begin: int, end: int) -> Iterator[TradeReading]:
    """Trades told in sentences: a date, who, a verb, a number of shares and a price for one."""
    for paragraph, at in _paragraphs(text, begin, end):
        dates = list(find_dates(paragraph))
        if not dates:
            continue
        for told in sorted([*_ACTIVE.finditer(paragraph), *_PASSIVE.finditer(paragraph)], key=lambda m: m.start()):
            trade = _told(paragraph, told, dates, at)
            if trade:
                yield trade


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
    before = [d for d in dates if d[1] <= told.start()]
    date = before[-1] if before else next((d for d in dates if d[0] >= told.start()), None)
    if date is None:
        return None
    kind: Kind = "sale" if told["verb"].lower().startswith(("sold", "dispos")) else "purchase"
    who = told.groupdict().get("who") or _subject(paragraph[date[1] if before else 0 : told.start()])
    price = told["p"].replace(",", "")
    return TradeReading(
        who,
        kind,
        date[2],
        told["n"].replace(",", ""),
        "0" + price if price.startswith(".") else price,
        (at + told.start(), at + told.end()),
    )


def _subject(clause: str) -> str | None:
    """Who did it: the words between the date and the verb."""
    words = re.sub(r"^[\s,:;-]+|[\s,]+$", "", fold(clause))
    found = re.match(
        r"(?:an?\s+)?(?P<who>(?:the\s+)?[A-Z][\w.,&’' -]{1,70}?)(?:\s+(?:also|directly|has|have|had|then))?$", words
    )
    return found["who"] if found else _first_subject(words)


def _first_subject(words: str) -> str | None:
    """The subject of an earlier clause: `the Fund bought ... and sold`."""
    found = re.match(
        r"(?P<who>(?:the\s+)?[A-Z][\w.&’'-]*(?:\s+[A-Z][\w.&’'-]*){0,6})\s+(?:bought|sold|purchased|acquired|"
        r"disposed)\b",
        words,
    )
    return found["who"] if found else None
