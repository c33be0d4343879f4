"""Who of the funds or persons holds what, where Items 2 or 5 of Schedule 13D say so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from extraction.document import Span
from extraction.record import ReportingPerson
from extraction.schedule13.dates import DATE, MONTH
from extraction.schedule13.items import Item, text_of
from extraction.schedule13.linearise import fold
from extraction.schedule13.trade_terms import plain


@dataclass(frozen=True, slots=True)
class HoldingReading:
    """What one holder owns as read, with its place in the text."""

    holder: str
    shares: str | None
    percent: str | None
    place: Span
    certainty: float = 1.0
    """Below 1 where the rules or the token model found it, not both."""


_COUNT = r"(?P<n>\d{1,3}(?:,\d{3})+|\d{2,})"
_PERCENT = r"(?P<p>\d{1,3}(?:\.\d+)?|\.\d+)\s*(?:%|per\s?cent\b)"
_NAME = (
    r"(?P<who>(?:the\s+|mr\.?\s+|ms\.?\s+|mrs\.?\s+|dr\.?\s+)?[A-Z0-9][\w.&’'-]*(?:,?\s+(?:[A-Z(][\w.&’')"
    r"-]*|(?:(?<=Trust\s)|(?<=Fund\s)|(?<=Partnership\s))\d{1,2}|of|and|III|II|IV|de|van|von)){0,9}?)"
)
_OWNER = r"(?:direct\s+|record\s+and\s+|sole\s+)?(?:beneficial\s+|record\s+)?(?:owner|holder)"
_HOLDS = (
    rf"(?:(?:currently|directly|also|indirectly|co-)\s*)?(?:beneficially\s+|directly\s+)?(?:(?:owns?|owned|holds?|held)"
    rf"(?:\s+beneficially|\s+directly|\s+of\s+record)?|(?:is|was)\s+(?:deemed\s+to\s+be\s+)?the\s+{_OWNER}\s+of|"
    rf"(?:has|had)\s+(?:direct\s+)?beneficial\s+ownership\s+of)"
)
_ABBREVIATED = r"(?<!\bInc)(?<!\bCorp)(?<!\bCo)(?<!\bLtd)(?<!\bNo)(?<![A-Z])"
_WITHIN = rf"(?:(?!{_ABBREVIATED}\.\s+[A-Z(])[^;%])"
"""A character of the same sentence."""
_MAKES = (
    r"(?:\bor\b|\(|representing|represents?|represented|constitut\w+|which\s+is|;?\s*that\s+is|amounts?\s+to|equal\s+to|approximately|being|"
    r"comprising|\.?\s*[Pp]ercent(?:age|\s+of\s+class):)\s*(?:(?i:about|approximately|an\s+aggregate\s+of)\s+)*"
)
_OWNS = re.compile(
    rf"{_NAME}(?:,\s+(?:as|an?|the)\s[^.;,]{{3,70}},)?,?\s+{_HOLDS}[^.;%\d]{{0,60}}?{_COUNT}(?P<between>\s+(?:of\s+the\s+)?{_WITHIN}{{0,160}}?){_MAKES}{_PERCENT}",
)
_BY = _NAME.replace("who", "by")
_THAT = re.compile(
    rf"(?:number\s+of\s+{_WITHIN}{{3,60}}?|[Aa]mount\s+beneficially\s+)(?:\bthat\s+{_NAME}\s+{_HOLDS}|"
    rf"\b(?:owned|held)\s+by\s+{_BY}(?=,?\s+[a-z(]|[:,])){_WITHIN}{{0,120}}?(?:\bis\b|\bwas\b|:)\s+{_COUNT}"
    rf"(?P<between>,?\s+{_WITHIN}{{0,160}}?){_MAKES}{_PERCENT}"
)
"""`The number of shares that A beneficially owns is 1,000, which constitutes 5%`."""
_LISTED = re.compile(
    rf"(?:^|(?<=\n)|(?<=\t)|(?<=[.;][ ]))(?:\([a-z]+\)\s+)?{_NAME}[:,]\s+{_COUNT}(?P<between>\s+(?:[\w.]+\s+){{1,5}}?)"
    rf"\(\s*(?:approximately\s+)?{_PERCENT}"
)
"""`(i) A, 1,000 shares (5%);`."""
_OWNED = re.compile(
    rf"{_COUNT}(?P<between>\s+{_WITHIN}{{0,80}}?)(?:(?:owned|held)\s+(?:beneficially\s+|of\s+record\s+)?by\s+{_NAME}|"
    rf"that\s+{_BY}\s+{_HOLDS}),?\s+(?:will\s+|would\s+)?{_MAKES}{_PERCENT}"
)
"""`The 1,000 shares owned by A represent 5%`."""
_HELD = re.compile(
    rf"{_COUNT}(?P<between>\s+(?:[\w.]+,?\s+){{1,5}}?){_MAKES}{_PERCENT}{_WITHIN}{{0,50}}?(?:is|are|was|were)\s+"
    rf"(?:beneficially\s+|directly\s+)?(?:owned|held)\s+(?:of\s+record\s+)?by\s+{_NAME}(?=\.*(?:[,;\n]|\s|$))"
)
"""`1,000 shares, or 5% of the class, are held by A`."""
_READ = (_OWNS, _THAT, _LISTED, _OWNED, _HELD)
_EACH = re.compile(
    rf"(?P<who>{_WITHIN}{{3,160}}?)\s+{_HOLDS}\s+(?P<n>(?:[\d,]+,?\s+(?:and\s+)?){{2,}}){_WITHIN}{{0,120}}?"
    rf"(?P<p>(?:[\d.]+\s*%,?\s*(?:and\s+)?){{2,}})"
)
"""`A and B own 1,000 and 2,000 shares, or 5% and 10%, respectively`."""
_LIMITS = (2, 5)
_HEAD = re.compile(r"percent|%", re.IGNORECASE)
_NOT_A_HOLDER = re.compile(
    r"^(?:total|aggregate|amount\b|number\b|percent|in\s+the\s+aggregate|the\s+group|group\s+members|reporting\s+persons|the\s+reporting\s+persons|"
    r"funds|the\s+funds|subtotal|and\b|each\b|(?:the\s+)?(?:accounts|stockholders|shareholders|entities|clients)\b)",
    re.IGNORECASE,
)
_ALIAS = re.compile(
    r"\((?:the\s+|hereinafter\s+|herein\s+|collectively\s+|referred\s+to\s+as\s+)*[\"“”?]+(?P<alias>[\w.&’' -]{2,40}?"
    r")[,.]?[\"“”?]+\)"
)


def read_holdings(items: tuple[Item, ...], text: str, persons: Sequence[ReportingPerson]) -> tuple[HoldingReading, ...]:
    """Holders with shares and percent, told in sentences or shown in a table of Item 5 or 2; aliases are spelt out."""
    aliases = find_aliases(text, [p.name for p in persons if p.name])
    for number in reversed(_LIMITS):
        body, start = text_of(items, text, number)
        found = list(_tabled(body, start)) or sorted([*_told(body, start), *_told_each(body, start)], key=_place)
        named = [replace(h, holder=spell_out(h.holder, aliases, persons)) for h in found]
        if named:
            return tuple({(h.holder.casefold(), h.shares): h for h in reversed(named)}.values())[::-1]
    return ()


def find_unread(
    items: tuple[Item, ...], text: str, persons: Sequence[ReportingPerson], found: Sequence[HoldingReading]
) -> list[str]:
    """What Item 5 says of shares and their percent that is neither among the holdings nor on a cover."""
    body, start = text_of(items, text, 5)
    covers = {p.aggregate_amount for p in persons}
    unread = [
        m["n"]
        for m in _SAID.finditer(body)
        if plain(m["n"]) not in covers
        and not _OTHERS_ALL.match(body, m.end("n"))
        and not any(h.place[0] < start + m.end() and start + m.start("n") < h.place[1] for h in found)
    ]
    return [f"Item 5 gives a percent of {unread[0]} shares that was not read"] if unread else []


_SAID = re.compile(rf"(?P<n>\d{{1,3}}(?:,\d{{3}})+)(?={_WITHIN}{{0,160}}?{_PERCENT})")
_OTHERS_ALL = re.compile(r"(?:\s+[\w’'.]+){0,7}\s+(?:issued|outstanding)", re.IGNORECASE)


def _place(holding: HoldingReading) -> Span:
    return holding.place


def find_aliases(text: str, names: Sequence[str]) -> dict[str, str]:
    """Short names that the text introduces in quotes, to the names before them."""
    aliases: dict[str, str] = {}
    for found in _ALIAS.finditer(text):
        before = re.split(
            r"[()\"“”?;]|\n\s*\n|\.\s+(?=[A-Z][a-z]+\s+[a-z])", text[max(found.start() - 220, 0) : found.start()]
        )[-1]
        before = re.split(r",\s+an?\s(?=[A-Za-z])", before)[0]
        name = _last_name(fold(before), names)
        if (
            name
            and (name in names or _is_short_for(found["alias"], name))
            and not re.match(
                r"(?:shares?|common|issuer|company|schedule|act|commission|sec|stock)\b", found["alias"], re.IGNORECASE
            )
        ):
            aliases.setdefault(found["alias"].strip().casefold(), name)
    return aliases


def _is_short_for(alias: str, name: str) -> bool:
    """Whether a short name has a word of the name that it stands for, or is made of its capitals."""
    words = {w.casefold() for w in re.findall(r"\w{3,}", name)}
    capitals = iter(re.findall(r"[A-Z0-9]", name))
    short = re.sub(r"\W", "", alias)
    return any(w.casefold() in words for w in re.findall(r"\w{3,}", alias)) or (
        len(short) > 1 and all(letter in capitals for letter in short)
    )


def _last_name(words: str, names: Sequence[str]) -> str | None:
    """The name at the end of a phrase: a reporting person's, else its last run of capitalised words."""
    for name in sorted(names, key=len, reverse=True):
        if words.casefold().endswith(name.casefold()):
            return name
    runs = re.split(
        r"\b(?:of|to|by|with|as|is|are|for|through|between|from|in|adviser|advisor|partner|manager)\s+(?=[A-Z0-9])"
        r"|\band\s+(?=[A-Z][\w.]+\s+[A-Z])|[;:]\s+|(?:^|\s)\((?:[ivx]+|[a-z]|\d)\)\s*",
        words,
    )
    last = _undated(runs[-1].strip(" ,"))
    return last if re.match(r"[A-Z0-9]", last) and len(last.split()) <= 9 else None


def _subject(words: str) -> str:
    """The holder in what stands before the verb, without the end of a sentence or paragraph before it."""
    last = fold(
        re.split(
            r"\n\s*\n|\n(?=\([a-z]\))|\n\s*\d{1,3}\s*\n|^\d{1,3}\s*\n|(?<=\d{4})\.\s+|(?<=[a-z]{4})(?<!Corp)\.\s+",
            words,
        )[-1]
    )
    last = re.sub(r"^(?:\((?:[ivx]+|\w)\)\s*|(?:and|or|also)\s+)+", "", last, flags=re.IGNORECASE)
    return _FULL_STOP.sub("", _PAPER.sub("", _undated(last)))


_FULL_STOP = re.compile(r"(?<![A-Z])(?<!Inc)(?<!Ltd)(?<!Corp)(?<!Co)(?<![JS]r)\.$")


_PAPER = re.compile(r"^(?:Statement|Schedule|Amendment|Filing|Form|13D)\b[^,]{0,20},\s+", re.IGNORECASE)
"""The end of `as of the date of this Schedule 13D, `."""
_SINCE = re.compile(
    rf"^(?:(?:on|as\s+of|at|since)\s+)?(?:the\s+(?:close\s+of\s+business\s+on|date\s+of|date\s+hereof)\s*)?"
    rf"(?:(?:{DATE.pattern})|(?:\d{{1,2}},\s+)?(?:19|20)\d\d(?=,)|this\s+\w+(?:\s+13D)?(?=,)|(?<=hereof)),?\s+",
    re.IGNORECASE,
)


def _undated(words: str) -> str:
    """Words without the `On May 1, 2003, ` that a sentence began with."""
    return _SINCE.sub("", words)


def _is_holder(name: str) -> bool:
    """Whether words can name a holder: no total, no date, no number."""
    dated = DATE.match(name) or MONTH.match(name)
    return (
        not dated
        and not _NOT_A_HOLDER.match(name)
        and bool(re.search(r"[A-Za-z]{3}|[A-Z]{2}|L\.\s?P", name))
        and name[:3] != "000"
    )


def _told(body: str, start: int) -> Iterator[HoldingReading]:
    """Holdings told one by one; what stands between number and percent is no number of other shares."""
    for found in (m for pattern in _READ for m in pattern.finditer(body)):
        holder = _subject(found["who"] or found["by"])
        if not _is_holder(holder) or re.search(r"\d{4}\b|\bRow\b|\bItem\b|\b[Ss]hares\b", holder):
            continue
        if found.re is _OWNED and _DEEMED.search(body, max(found.start() - 80, 0), found.start()):
            continue
        if _OTHERS.search(found["between"]) or re.match(r"\W*(?:and\b|,\s*\d)", found["between"]):
            continue
        place = (start + found.start(), start + found.end())
        yield HoldingReading(holder, plain(found["n"]), plain(found["p"]), place)


_DEEMED = re.compile(r"(?:deemed|owner\s+of)[^.;]*$")
_OTHERS = re.compile(r"\d,\d{3}(?!,?\d)(?!(?:\s+[\w’'.]+){0,7}\s+(?:issued|outstanding))|respectively", re.IGNORECASE)
"""A number of other shares, which is not that of all outstanding."""


def _told_each(body: str, start: int) -> Iterator[HoldingReading]:
    """Several holders in one sentence, their numbers and percents in the same order."""
    for found in _EACH.finditer(body):
        rest = body[found.end("p") : found.end("p") + 40]
        names = [n for n in re.split(r",\s+(?:and\s+)?|\s+and\s+", _subject(found["who"])) if n]
        counts, percents = re.findall(r"\d[\d,]*\d", found["n"]), re.findall(r"[\d.]+(?=\s*%)", found["p"])
        if "respectively" in found.group() + rest and len(names) == len(counts) == len(percents) > 1:
            for name, count, percent in zip(names, counts, percents, strict=True):
                if _is_holder(name):
                    place = (start + found.start(), start + found.end())
                    yield HoldingReading(name, plain(count), plain(percent), place)


_MARKED = re.compile(r"(?:\s*(?:\(\w{1,2}\)|[*†‡]+|\.(?=\s*\.)|\)))+\s*\.?$")
_CELL_COUNT = re.compile(r"(\d{1,3}(?:,\d{3})+|\d{2,})\s*(?:\(\w{1,2}\)|[*†‡]+)*")
_CELL_PERCENT = re.compile(
    r"(?:approximately\s+)?(\d{1,3}(?:\.\d+)?|\.\d+)\s*(%?|per\s?cent)\s*(?:\(\w{1,2}\)|[*†‡]+)*", re.IGNORECASE
)


def _tabled(body: str, start: int) -> Iterator[HoldingReading]:
    """Rows that name a holder and give, side by side, the number of shares and the percent."""
    for line in re.finditer(r"[^\n\f]+", body):
        name, *cells = [c.strip() for c in re.split(r"\t| {2,}", line.group().strip())]
        name = _MARKED.sub("", name)
        pair = _pair(cells)
        headed = _HEAD.search(body[max(line.start() - 600, 0) : line.end()])
        if pair and headed and _is_cell(name) and not DATE.search(line.group()):
            yield HoldingReading(fold(name), plain(pair[0]), plain(pair[1]), (start + line.start(), start + line.end()))


def _is_cell(name: str) -> bool:
    """Whether a row's first cell names a holder."""
    return len(name) > 1 and len(name.split()) < 10 and _is_holder(name) and not name[0].islower()


def _pair(cells: Sequence[str]) -> tuple[str, str] | None:
    """The largest number of a row with the percent that follows it; a percent without its sign ends the row."""
    counts = [m[1] for c in cells if (m := _CELL_COUNT.fullmatch(c)) and "," in m[1]]
    for i, (one, other) in enumerate(pairwise(cells)):
        count, percent = _CELL_COUNT.fullmatch(one), _CELL_PERCENT.fullmatch(other)
        if not count or not percent or Decimal(percent[1]) > 100:
            continue
        signed = percent[2] or "%" in cells[i + 2 : i + 3] or i + 2 == len(cells)
        if signed and all(Decimal(plain(c)) <= Decimal(plain(count[1])) for c in counts):
            return count[1], percent[1]
    return None


def spell_out(holder: str, aliases: dict[str, str], persons: Sequence[ReportingPerson]) -> str:
    """The full name behind a short one."""
    bare = re.sub(r"^(?:the|mr|ms|mrs|dr)\.?\s+", "", holder, flags=re.IGNORECASE).strip()
    named = aliases.get(holder.casefold()) or aliases.get(bare.casefold())
    if named:
        return named
    if re.fullmatch(r"reporting\s+person", bare, re.IGNORECASE) and len(persons) == 1 and persons[0].name:
        return persons[0].name
    surname = [
        p.name for p in persons if p.name and " " not in bare and re.search(rf"\b{re.escape(bare)}\W*$", p.name, re.I)
    ]
    return surname[0] if len(surname) == 1 else holder
