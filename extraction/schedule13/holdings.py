"""Who of the funds or persons holds what, where Items 2 or 5 of Schedule 13D say so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extraction.document import Span
from extraction.record import ReportingPerson
from extraction.schedule13.dates import DATE, MONTH
from extraction.schedule13.items import Item, text_of
from extraction.schedule13.linearise import fold


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
_PERCENT = r"(?P<p>\d{1,3}(?:\.\d+)?|\.\d+)\s*%"
_NAME = (
    r"(?P<who>(?:the\s+|mr\.?\s+|ms\.?\s+|mrs\.?\s+|dr\.?\s+)?[A-Z0-9][\w.&’'-]*(?:,?\s+(?:[A-Z(][\w.&’')"
    r"-]*|of|and|III|II|IV|de|van|von)){0,9}?)"
)
_OWNS = re.compile(
    rf"{_NAME},?\s+(?:currently\s+|directly\s+|also\s+)?(?:beneficially\s+|directly\s+)?"
    rf"(?:owns?|holds?|is\s+(?:deemed\s+to\s+be\s+)?the\s+(?:direct\s+|record\s+and\s+|sole\s+)?(?:beneficial\s+|"
    rf"record\s+)?(?:owner|holder)\s+of|has\s+beneficial\s+ownership\s+of)"
    rf"[^.;%\d]{{0,60}}?{_COUNT}\s+(?:of\s+the\s+)?[^;%]{{0,160}}?"
    rf"(?:\bor|\(|representing|represents?|represented|constitut\w+|which\s+is|equal\s+to|approximately|"
    rf"being|comprising)\s+(?:about\s+|approximately\s+|an\s+aggregate\s+of\s+)*{_PERCENT}"
)
_LIMITS = (2, 5)
_ROW = re.compile(
    rf"^[ \t]*(?P<who>[A-Z0-9][^\t\n]{{2,80}}?)[ \t]*(?:\t[ \t]*|[ ]{{2,}}){_COUNT}[*\s\t(]*(?:\([\d,]+\))"
    rf"?[\s\t]*(?P<p>\d{{1,3}}(?:\.\d+)?|\.\d+)[ \t]*%?[ \t]*$",
    re.MULTILINE,
)
_HEAD = re.compile(r"percent|%", re.IGNORECASE)
_NOT_A_HOLDER = re.compile(
    r"^(?:total|aggregate|in\s+the\s+aggregate|the\s+group|group\s+members|reporting\s+persons|the\s+reporting\s+persons|"
    r"funds|the\s+funds|subtotal|and\b|each\b)",
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
        found = list(_tabled(body, start)) or list(_told(body, start))
        named = [HoldingReading(spell_out(h.holder, aliases, persons), h.shares, h.percent, h.place) for h in found]
        if named:
            return tuple({(h.holder.casefold(), h.shares): h for h in reversed(named)}.values())[::-1]
    return ()


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
    last = runs[-1].strip(" ,")
    return last if re.match(r"[A-Z0-9]", last) and len(last.split()) <= 9 else None


def _subject(words: str) -> str:
    """The holder in what stands before the verb, without the end of a sentence or paragraph before it."""
    last = fold(re.split(r"\n\s*\n|(?<=\d{4})\.\s+", words)[-1])
    last = re.sub(rf"^(?:On|As of|At)\s+(?:{DATE.pattern}),?\s*", "", last, flags=re.IGNORECASE)
    return re.sub(r"^(?:\((?:[ivx]+|\w)\)\s*|(?:and|or|also)\s+)+", "", last, flags=re.IGNORECASE)


def _is_holder(name: str) -> bool:
    """Whether words can name a holder: no total, no date, no number."""
    dated = DATE.match(name) or MONTH.match(name)
    return (
        not dated
        and not _NOT_A_HOLDER.match(name)
        and bool(re.search(r"[A-Za-z]{3}|L\.\s?P", name))
        and name[:3] != "000"
    )


def _told(body: str, start: int) -> Iterator[HoldingReading]:
    for found in _OWNS.finditer(body):
        holder = _subject(found["who"])
        holder = re.split(r"(?<=[a-z]{4})(?<!Corp)\.\s+", holder)[-1]
        if not _is_holder(holder) or re.search(r"\d{4}\b|\bRow\b|\bItem\b|shares", holder):
            continue
        yield HoldingReading(
            holder, found["n"].replace(",", ""), _decimal(found["p"]), (start + found.start(), start + found.end())
        )


def _tabled(body: str, start: int) -> Iterator[HoldingReading]:
    for found in _ROW.finditer(body):
        if (
            not _is_holder(found["who"].strip())
            or not _HEAD.search(body[max(found.start() - 600, 0) : found.end()])
            or len(found["who"].split()) > 9
        ):
            continue
        yield HoldingReading(
            fold(found["who"]),
            found["n"].replace(",", ""),
            _decimal(found["p"]),
            (start + found.start(), start + found.end()),
        )


def spell_out(holder: str, aliases: dict[str, str], persons: Sequence[ReportingPerson]) -> str:
    """The full name behind a short one."""
    bare = re.sub(r"^(?:the|mr|ms|mrs|dr)\.?\s+", "", holder, flags=re.IGNORECASE).strip()
    named = aliases.get(holder.casefold()) or aliases.get(bare.casefold())
    if named:
        return named
    if re.fullmatch(r"reporting\s+person", bare, re.IGNORECASE) and len(persons) == 1 and persons[0].name:
        return persons[0].name
    surname = [p.name for p in persons if p.name and " " not in bare and re.search(rf"\b{re.escape(bare)}\W*$", p.name)]
    return surname[0] if len(surname) == 1 else holder


def _decimal(digits: str) -> str:
    return "0" + digits if digits.startswith(".") else digits
