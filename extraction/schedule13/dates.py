"""Dates as these schedules write them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAMES = (
    r"(?:jan(?:uary)?|feb(?:r?uary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = r"(?P<{0}>[0-3]?\d)(?:st|nd|rd|th)?"
DATE = re.compile(
    rf"(?<![A-Za-z])(?P<month>{_NAMES})\s*{_DAY.format('day')}\s*,?\s*(?:,\s*)?(?P<year>(?:19|20)\d\d)(?!\d)"
    rf"|(?<![\w/]){_DAY.format('day2')}\s*(?:day\s+of\s+|[-\s])(?P<month2>{_NAMES})[-,\s]+(?P<year2>(?:19|"
    rf"20)\d\d|\d\d)(?!\d)"
    r"|(?<![\w/.,-])(?P<month3>[01]?\d)\s?[/.-]\s?(?P<day3>[0-3]?\d)\s?[/.-]\s?(?P<year3>(?:19|20)\d\d|"
    r"\d\d)(?![\w/]|[.-]\d)"
    r"|(?<![\w/.,-])(?P<year4>(?:19|20)\d\d)-(?P<month4>[01]\d)-(?P<day4>[0-3]\d)(?!\d)",
    re.IGNORECASE,
)
"""A whole date: `May 1, 2003`, `1st day of May, 2003`, `05/01/03`, `2003-05-01`."""
MONTH = re.compile(rf"(?<![A-Za-z])(?P<month>{_NAMES})\s*,?\s+(?:of\s+)?(?P<year>(?:19|20)\d\d)(?!\d)", re.IGNORECASE)
"""A month without a day."""


def read_date(found: re.Match[str]) -> str | None:
    """A match of DATE as YYYY-MM-DD; None where the calendar has no such day."""
    parts = {k.rstrip("234"): v for k, v in found.groupdict().items() if v}
    month = parts["month"]
    number = int(month) if month.isdigit() else _month(month)
    try:
        return date(_year(parts["year"]), number, int(parts["day"])).isoformat()
    except ValueError:
        return None


def read_month(found: re.Match[str]) -> str:
    """A match of MONTH as YYYY-MM."""
    return f"{found['year']}-{_month(found['month']):02}"


def find_dates(text: str) -> Iterator[tuple[int, int, str]]:
    """Every whole date: where it begins and ends, and the date."""
    for found in DATE.finditer(text):
        value = read_date(found)
        if value:
            yield found.start(), found.end(), value


def _month(name: str) -> int:
    return _MONTHS.index(name[:3].casefold()) + 1


def _year(digits: str) -> int:
    year = int(digits)
    return year if year > 99 else year + (1900 if year > 50 else 2000)
