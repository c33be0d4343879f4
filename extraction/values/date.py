"""Dates: text to ranked readings in ISO form."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence

from extraction.values.costs import COSTS
from extraction.values.join import Joined, join
from extraction.values.lookalikes import digits
from extraction.values.reading import Reading, rank

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_PIVOT = 60
"""Two-digit years below it are of this century."""
_NAME = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_WORDED = re.compile(
    rf"{_NAME}\s*(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s*,?\s*(?P<year>\d{{4}})"
    rf"|(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?[\s-]*(?:of\s+)?{_NAME.replace('month', 'month2')}[\s,-]*(?P<year2>\d{{4}})"
    rf"|{_NAME.replace('month', 'month3')}\s*,?\s*(?P<year3>\d{{4}})",
    re.IGNORECASE,
)
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_SLASHED = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})")
_NO_SLASH = re.compile(r"(\d{2})/?(\d{2})/?(\d{4})")
_EDGES = " .,;:'’‘\"`´!|_-–—~^•·\\()[]{}*†‡"


def readings(fragments: Sequence[str]) -> tuple[Reading, ...]:
    """Readings of a date from its pieces: YYYY-MM-DD, or YYYY-MM where the text gives no day.

    A year is kept as filed (0022); a day that no month has is no date.
    """
    whole = " ".join(" ".join(fragments).split()).strip(_EDGES)
    if worded := _WORDED.fullmatch(whole):
        return _worded_readings(worded)
    cleaned = [(text.strip(_EDGES), cost) for text, cost, _ in (digits(re.sub(r"\s+", "", f)) for f in fragments)]
    pieces = [text for text, _ in cleaned if text]
    spent = sum(cost for text, cost in cleaned if text)
    found = rank(_priced(r, spent) for j in join(pieces) for r in _parse(j))
    return found or _trimmed(pieces)


def _priced(reading: Reading, spent: float) -> Reading:
    return Reading(reading.value, round(reading.cost + spent, 3), reading.how or ("lookalike" if spent else ""))


def _trimmed(pieces: Sequence[str]) -> tuple[Reading, ...]:
    """A whole date with a few stray digits or signs behind it, as a cut leaves them."""
    found = _SLASHED.match(pieces[0]) if len(pieces) == 1 else None
    if found is None or not 0 < len(pieces[0]) - found.end() <= 2:
        return ()
    cost = COSTS["dropped"] * (len(pieces[0]) - found.end())
    return tuple(Reading(r.value, r.cost + cost, "overlap") for r in _parse(Joined(found.group())))


def _worded_readings(found: re.Match[str]) -> tuple[Reading, ...]:
    name = found["month"] or found["month2"] or found["month3"]
    month = _MONTHS.index(name[:3].lower()) + 1
    if found["year3"]:
        return (Reading(f"{found['year3']}-{month:02}", 0.0),)
    value = _iso(int(found["year"] or found["year2"]), month, int(found["day"] or found["day2"]))
    return (Reading(value, 0.0),) if value else ()


def _parse(joined: Joined) -> Iterator[Reading]:
    """The readings of one string of digits and slashes."""
    pieced = joined.cut is not None
    if iso := _ISO.fullmatch(joined.text):
        value = _iso(int(iso[1]), int(iso[2]), int(iso[3]))
        cost, how = joined.cost, joined.how
    elif slashed := _SLASHED.fullmatch(joined.text):
        month, day, year = slashed.groups()
        value = _iso(_century(year), int(month), int(day))
        short = pieced and (len(month) < 2 or len(day) < 2)
        odd = pieced and not 1930 <= _century(year) <= 2099
        cost = joined.cost + COSTS["unpadded"] * short + COSTS["odd_year"] * odd
        how = joined.how
    elif bare := _NO_SLASH.fullmatch(joined.text):
        value = _iso(int(bare[3]), int(bare[1]), int(bare[2])) if 1930 <= int(bare[3]) <= 2099 else ""
        cost, how = joined.cost + COSTS["no_slash"], "lost"
    else:
        return
    if value:
        yield Reading(value, cost, how)


def _century(year: str) -> int:
    if len(year) == 4:
        return int(year)
    return int(year) + (2000 if int(year) < _PIVOT else 1900)


def _iso(year: int, month: int, day: int) -> str:
    """ISO form, '' for a day that does not exist."""
    exists = 1 <= month <= 12 and year >= 1 and 1 <= day <= monthrange(year, month)[1]
    return f"{year:04}-{month:02}-{day:02}" if exists else ""
