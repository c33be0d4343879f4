"""The items of a schedule: 1 to 7 of 13D, 1 to 10 of 13G, kept as places in the text."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from extraction.schedule13.linearise import fold
from extraction.schedule13.readings import Reading

_ITEM = re.compile(
    r"(?:^|(?<=\n)|(?<=\f))[ \t]*(?:\(?[a-z]\)[ \t]*)?(?:re:?[ \t]*)?(?:item|ltem)[ \t\xa0]*(?P<n>10|[1-9])"
    r"[ \t]*(?P<sub>\(?[a-j]\)?(?![a-z]))?[ \t]*[.:\-–—)]*",
    re.IGNORECASE,
)
_BARE = re.compile(r"(?:^|(?<=\n))[ \t]*(?P<n>[12])[ \t]*(?P<sub>\([a-e]\))", re.IGNORECASE)
_SIGNED = re.compile(
    r"(?:^|(?<=\n)|(?<=\f))[ \t]*(?:signatures?[ \t]*[.:]?[ \t]*(?=\n)|after\s+reasonable\s+inquiry)", re.IGNORECASE
)
_ISSUER_ADDRESS = re.compile(
    r"address\s+(?:of|or)\s+(?:the\s+)?issuer[’'?`´s]*\s*(?:principal|principle)?\s*(?:\([c]\)\s*)?(?:executive|"
    r"business)?\s*offices?(?:,?\s*or\s*,?\s*if\s+none,?\s*residence)?\s*[:.]*",
    re.IGNORECASE,
)


_REFERS = re.compile(
    r"(?:\b(?:in|to|of|and|or|see|under|by|with|from|this|that|for|the|per|than|as|at)|[,(“\"])[ \t]*\n[ \t]*$",
    re.IGNORECASE,
)
"""What a line above ends with that goes on to name an item."""


@dataclass(frozen=True, slots=True)
class Item:
    """An item, or a lettered part of one (`1(b)` has part `b`): its place in the text, heading included."""

    number: int
    part: str | None
    start: int
    end: int


def find_items(text: str, start: int) -> tuple[Item, ...]:
    """The items after the covers, in order; each ends where the next begins, the last at the signatures."""
    found = [m for m in _ITEM.finditer(text, start) if not _REFERS.search(text, max(m.start() - 60, 0), m.start())]
    signed = _SIGNED.search(text, found[-1].end()) if found else None
    stops = [m.start() for m in found[1:]] + [signed.start() if signed else len(text)] if found else []
    items = [
        Item(int(m["n"]), m["sub"].strip("()").lower() if m["sub"] else None, m.start(), stop)
        for m, stop in zip(found, stops, strict=True)
    ]
    return tuple(items)


def text_of(items: tuple[Item, ...], text: str, number: int) -> tuple[str, int]:
    """The longest stretch under an item's number and where it begins; `("", 0)` where there is none."""
    runs: list[tuple[int, int]] = []
    for item in items:
        if item.number == number:
            if runs and runs[-1][1] == item.start:
                runs[-1] = (runs[-1][0], item.end)
            else:
                runs.append((item.start, item.end))
    if not runs:
        return "", 0
    start, end = max(runs, key=lambda r: r[1] - r[0])
    return text[start:end], start


def _first_of(items: tuple[Item, ...], text: str) -> tuple[str, int]:
    """The first stretch of Item 1 that says more than its number: later ones are references to it."""
    ones = [i for i, item in enumerate(items) if item.number == 1 and item.end - item.start > 30]
    if not ones:
        return "", 0
    last = next((i for i in range(ones[0], len(items)) if items[i].number != 1), len(items))
    return text[items[ones[0]].start : items[last - 1].end], items[ones[0]].start


def read_address(items: tuple[Item, ...], text: str, is_13d: bool, issuer: str | None, behind: int) -> Reading:
    """The issuer's address: Item 1(b) of 13G, or the sentence of 13D's Item 1 on its principal executive offices."""
    body, start = _first_of(items, text)
    said = bool(body)
    if not said:
        body, start = text[behind : behind + _FORE], behind
    reading = _address_in_prose(body) if is_13d else _address_in_part(body)
    if is_13d and said and not reading.value and issuer:
        reading = _address_after(body, issuer)
    return _without_name(reading, issuer).moved(start) if reading.value else reading


_FORE = 6000
"""Characters behind the covers that may say the address where there is no Item 1; others' stand further on."""


def _without_name(address: Reading, issuer: str | None) -> Reading:
    """An address without the issuer's name before it."""
    named = _named(issuer).match(address.value) if issuer else None
    rest = address.value[named.end() :].lstrip(" ,.;") if named else ""
    return replace(address, value=rest) if rest else address


def _named(issuer: str) -> re.Pattern[str]:
    """The issuer's name however it is set."""
    return re.compile(r"\W+".join(map(re.escape, re.findall(r"\w+", issuer))) + r"\.?", re.IGNORECASE)


def _address_after(body: str, issuer: str) -> Reading:
    """The lines between the issuer's name and a postal code."""
    named = _named(issuer).search(body)
    code = _POSTCODE.search(body, named.end(), named.end() + 200) if named else None
    if not named or not code:
        return Reading(None)
    return _joined(body, named.end(), code.end())


def _address_in_part(body: str) -> Reading:
    caption = _ISSUER_ADDRESS.search(body)
    lettered = re.search(r"(?:^|\n)[ \t]*(?:1[ \t]*)?\(b\)[ \t]*", body)
    at = caption.end() if caption else lettered.end() if lettered else None
    if at is None:
        return Reading(None)
    stop = re.search(
        r"\n[ \t]*(?:items?[ \t]*2|2[ \t]*[.(]|\([a-e]\)|name\s+of\s+persons?|cusip\b|page\s+\d)|\f|\bitem\s+2\s*\(",
        body[at:],
        re.IGNORECASE,
    )
    end = at + stop.start() if stop else len(body)
    prose = _address_in_prose(body[at:end]) if re.search(r"located\s+at", body[at:end]) else Reading(None)
    return prose.moved(at) if prose.value else _joined(body, at, end)


def _joined(body: str, start: int, end: int) -> Reading:
    aside = re.match(r"[\s,.]*\([^)]{1,40}\)", body[start:end])
    start += aside.end() if aside else 0
    core = re.search(r"[^\s:.,;\-–—_|].*?(?=[\s:_|,.\-]*$)", body[start:end], re.DOTALL)
    if not core or not re.search(r"\w{2}", core.group()) or core.end() - core.start() > 300:
        return Reading(None)
    if core.group()[0].islower() or re.match(r"see\s+(?:front|cover|item)", core.group(), re.IGNORECASE):
        return Reading(None)
    return Reading(fold(core.group()), start + core.start(), start + core.end())


_OFFICES = re.compile(
    r"(?:principal|executive)\s+(?:executive\s+|business\s+)?(?:offices?|officers?|place\s+of\s+business|"
    r"address)|(?:business\s+)?address(?:es)?\s+of\s+(?:the\s+)?(?:issuer|company|principal)",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"(?:\b(?:located|situated|maintained)\s+(?:at|in)\b|\b(?:is|are|at)\b(?!\s+(?:located|situated|maintained|"
    r"the|as))|:)\s*(?:as\s+follows\s*)?:?\s*",
    re.IGNORECASE,
)
_POSTCODE = re.compile(r"\b\d{5}(?:-\d{4})?\b")


def _address_in_prose(body: str) -> Reading:
    for offices in _OFFICES.finditer(body):
        lead = _LEAD.search(body, offices.start(), offices.end() + 220)
        while lead and re.match(
            r"(?:located|situated|maintained)?\s*(?:at|in)\b", body[lead.end() : lead.end() + 14], re.IGNORECASE
        ):
            lead = _LEAD.search(body, lead.end(), offices.end() + 220)
        if not lead:
            continue
        rest = body[lead.end() : lead.end() + 320]
        stop = _stop_of_address(rest)
        value = re.sub(r"^\([^)]{1,30}\),?\s*", "", fold(rest[:stop])).rstrip(" .,;")
        if value[:1].islower():
            continue
        if (re.search(r"\d", value) or value.count(",") > 1) and not re.search(
            r"schedule\s+13|title\s+of\s+class|^[(\"“]|\b(?:is|are|has|have|holds|was|were|will|shall)\b",
            value,
            re.IGNORECASE,
        ):
            return Reading(value, lead.end(), lead.end() + stop)
    return Reading(None)


def _stop_of_address(rest: str) -> int:
    """Where an address ends: after its postal code, else at the end of the sentence or paragraph."""
    ends = [
        m.end()
        for m in [
            re.search(
                r"[^.]{12,}?(?<![A-Z])(?<!\bInc)(?<!\bCorp)(?<!\bCo)(?<!\bLtd)(?<!\bSt)(?<!\bNo)(?<!\bRd)(?<!\bAve)"
                r"(?<!\bRt)(?<!\bStr)(?<!\bSte)(?<!\bBlvd)\.(?=\s|$)",
                rest,
                re.DOTALL,
            ),
            re.search(r"\S\s*(?=\n\s*\n|\f)", rest),
        ]
        if m
    ]
    postcode = next((m for m in _POSTCODE.finditer(rest) if m.start() > 15), None)
    sentence = min(ends, default=len(rest))
    if not postcode or postcode.end() > sentence + 1:
        return sentence
    country = _COUNTRY.match(rest, postcode.end())
    return country.end() if country else postcode.end()


_COUNTRY = re.compile(r"(?:,\s*[A-Z][A-Za-z]+(?:\s[A-Z][a-z]+)?){1,2}(?=\.(?:\s|$))")
"""Town and country behind a postal code, at the end of the sentence."""
