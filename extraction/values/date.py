"""Dates: text to ranked readings in ISO form."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence

from extraction.values.join import Joined, Piece, halved, join
from extraction.values.lookalikes import digits, fold, nearest
from extraction.values.reading import Reading, mended, rank

_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
_SPELT = {form: i for i, m in enumerate(_MONTHS, 1) for form in (m, m[:3])} | {"sept": 9}
_PIVOT = 60
"""Two-digit years below it are of this century."""
_FIRST, _LAST = 1990, 2069
"""Years that a filing on EDGAR bears."""
SHAPED = re.compile(r"\d{1,3}/\d{1,3}/\d{2,5}")
"""A date, though misread so far that it may name no day: others of the filing can tell which."""
_EXACT = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_PADDED = re.compile(r"[01]\d/[0-3]\d/\d{4}")
_NUMBER = r"[\dOoQlIiSsBZzgqG|!]"
_MONTH = r"(?P<month>[^\W\d_][\w]{1,8})\.?"
_WORDED = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_MONTH}[\s.,]*(?P<day>{_NUMBER}{{1,2}})(?:st|nd|rd|th)?[\s.,]+(?P<year>{_NUMBER}{{3}}[\w|!])",
        rf"{_MONTH}\s*(?P<day>\d{{1,2}})(?P<year>\d{{4}})",
        rf"(?P<day>{_NUMBER}{{1,2}})(?:st|nd|rd|th)?[\s~-]*(?:of\s+)?{_MONTH}[\s,~-]*(?P<year>{_NUMBER}{{3}}[\w|!])",
        rf"{_MONTH}\s*,?\s*(?P<year>\d{{4}})",
        rf"(?P<day>\d{{1,2}})[\s-]+{_MONTH}[\s,-]+['’]?(?P<year>\d\d)",
    )
)
_ISO = re.compile(r"(\d{4})[-/](\d{2})[-/](\d{2})")
_SLASHED = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})")
_THREE = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{3})")
_DOUBLED = re.compile(r"(\d{1,2}[/.-]\d{1,2}[/.-])(\d{5})")
_TWICE = re.compile(r"(\d{1,3})[/.-](\d{1,3})[/.-](\d{4})")
_NO_SLASH = re.compile(r"(\d{1,2})/?(\d{1,2})/?(\d{4})")
_SLASH_DIGITS = tuple(
    re.compile(rf"(\d{{{m}}}){a}(\d{{{d}}}){b}(\d{{4}})")
    for m, d in ((2, 2), (1, 2), (2, 1), (1, 1))
    for a, b in (("[/.-]", "[17]"), ("[17]", "[/.-]"), ("[17]", "[17]"))
)
_HEADLESS = re.compile(r"/(\d{1,2})/(\d{4})")
_GLUED = re.compile(r"(?<=[A-Za-z:)])\d{1,2}/\d{1,2}/(?:\d{4}|\d{2})$")
_YEAR_AND_MORE = re.compile(r"([\s,-](?:19|20)\d\d)\d$")
_MONTHLESS = re.compile(r"(\d{1,2})\s*,\s*(\d{4})")
_NAMED = "|".join(sorted(_SPELT, key=len, reverse=True))
_IN_TEXT = re.compile(
    rf"\b(?:(?:{_NAMED})\b\.?[\s,/-]*(?:\d{{1,2}}(?:st|nd|rd|th)?[\s,/-]+)?(?:\d{{4}}|['’]?\d\d)(?!\d)"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?[\s-]+(?:{_NAMED})\b\.?[\s,-]*(?:\d{{4}}|\d\d)\b|\d{{4}}-\d\d-\d\d"
    r"|\d{1,2} ?[/.-] ?(?:\d{1,2} ?[/.-] ?)?(?:\d{4}|\d\d))(?![\d/])",
    re.I,
)
_OF_MONTH = re.compile(rf"(?:(?P<number>\d{{1,2}})|(?P<name>{_NAMED})\.?)[\s,/.-]*['’]?(?P<year>\d{{4}}|\d\d)", re.I)
_PIECED = frozenset({"joined", "overlap", "half_seen", "half_seen_other"})
_EDGES = " .,;:'’‘\"`´!|_-–—~^•·/\\()[]{}*†‡®©™”“°?&@«»"
_INNER_EDGES = "".join(set(_EDGES) - set("/.-"))


def readings(fragments: Sequence[str]) -> tuple[Reading, ...]:
    """Readings of a date from its pieces: YYYY-MM-DD, or YYYY-MM where the text gives no day.

    A year is kept as filed (0022); a day that no month has is no date.
    """
    if len(fragments) == 1 and (exact := _EXACT.fullmatch(fragments[0])):
        value = _iso(int(exact[3]), int(exact[1]), int(exact[2]))
        if value:
            return (Reading(value, 0.0),)
    folded = [fold(f) for f in fragments]
    if sum(c.isalpha() for f in folded for c in f) > 1 and (worded := rank(_worded(folded))):
        return worded
    if glued := _GLUED.search(folded[-1]) if folded else None:
        return rank(mended(v, (*s, "dropped")) for v, s in _whole(glued.group(), False) if v)
    if monthless := _MONTHLESS.fullmatch(" ".join(folded).strip()):
        days = (_day(monthless[2], str(m), monthless[1]) for m in range(1, 13))
        return rank(mended(day, ("lost",)) for day in days if day)
    pieces = [(w, ("space",) if i else ()) for f in folded for i, w in enumerate(f.split())]
    return rank(r for j in _joined(pieces) for r in _parse(j))


def in_text(text: str) -> tuple[int, int] | None:
    """From where to where the first date of a text stands, or the first month with its year."""
    found = _IN_TEXT.search(text)
    return found.span() if found else None


def of_month(fragments: Sequence[str]) -> tuple[Reading, ...]:
    """The readings of a date that may be a month with its year, as the forms of before 2002 ask for: `10/98`."""
    found = _OF_MONTH.fullmatch(" ".join(fragments).strip(_EDGES))
    if not found:
        return readings(fragments)
    month = int(found["number"]) if found["number"] else _SPELT[found["name"].lower()]
    return (Reading(f"{_century(found['year']):04}-{month:02}", 0.0),) if 1 <= month <= 12 else readings(fragments)


def read_pieces(pieces: Sequence[str]) -> tuple[Reading, ...]:
    """Readings of a date; pieces that simply make a padded date are that date, whatever they seem to share."""
    bare = [p.strip(".") for p in pieces]
    whole = "".join(bare)
    return readings([whole] if len(bare) > 1 and _PADDED.fullmatch(whole) else bare)


def _joined(pieces: Sequence[Piece]) -> Iterator[Joined]:
    """Ways to put the pieces together, and a piece alone that is a whole date once more."""
    if not pieces:
        return
    yield from join([_forms(p, i == 0, i == len(pieces) - 1) for i, p in enumerate(pieces)])
    if len(pieces) > 1:
        cleaned = (_clean(text, ()) for text, _ in pieces)
        yield from (Joined(t, (*steps, "echo")) for t, steps in cleaned if re.fullmatch(r"\d\d?/\d\d?/\d{4}", t))


def _forms(piece: Piece, first: bool, last: bool) -> list[Piece]:
    """What a piece may be, its look-alikes as digits."""
    text = piece[0].lstrip(_EDGES) if first and not piece[0].startswith("/") else piece[0]
    text = text.rstrip(_EDGES) if last else text
    steps = piece[1] + ("dropped_soft",) * (len(piece[0]) - len(text))
    return [_clean(form, (*steps, *more)) for form, more in halved(text, first, last)]


def _clean(text: str, steps: tuple[str, ...]) -> Piece:
    """A piece without stray signs at its ends; those that part a date may belong to it."""
    read, alike, _ = digits(text)
    return read.strip(_INNER_EDGES), (*steps, *alike)


def _worded(pieces: Sequence[str]) -> Iterator[Reading]:
    """Readings of a date that names its month."""
    whole = " ".join(" ".join(pieces).split()).strip(_EDGES)
    forms = [Joined(whole, ("joined",) if len(pieces) > 1 else ())]
    forms += join([[(p.strip() if i > 0 else p, ())] for i, p in enumerate(pieces)]) if len(pieces) > 1 else []
    for joined in forms:
        text = _YEAR_AND_MORE.sub(r"\1", joined.text.strip(_EDGES))
        found = next((f for shape in _WORDED if (f := shape.fullmatch(text))), None)
        month = nearest(found["month"], _SPELT) if found else None
        if found is None or month is None:
            continue
        day, more, _ = digits(found.groupdict().get("day") or "")
        year, alike, _ = digits(found["year"])
        if not (day + year).isdigit():
            continue
        value = _iso(_century(year), month[0], int(day)) if day else f"{year}-{month[0]:02}"
        if value:
            cut = ("digit_behind",) if text != joined.text.strip(_EDGES) else ()
            yield mended(value, (*joined.steps, *cut, *more, *alike, *(("word",) if month[1] else ())))


def _parse(joined: Joined) -> Iterator[Reading]:
    """The readings of one string of digits and slashes, and of what may be behind it."""
    text, pieced = (
        joined.text.strip("/.-") if not joined.text.startswith("/") else joined.text,
        not _PIECED.isdisjoint(joined.steps),
    )
    found = list(_dates(text, pieced, joined.cuts))
    for behind in (1, 2):
        if not found and len(text) - behind >= 8:
            found = [(v, (*s, *("dropped",) * behind)) for v, s in _whole(text[:-behind], pieced)]
    yield from (mended(value, joined.steps + steps) for value, steps in found if value)


def _dates(text: str, pieced: bool, cuts: tuple[int, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Days that a text names, each with the mendings of its grammar."""
    yield from _whole(text, pieced)
    if three := _THREE.fullmatch(text):
        yield from _years(three)
        if not pieced:
            yield _day(three[3][:2], three[1], three[2]), ("mark_digit",)
    elif (full := _SLASHED.fullmatch(text)) and full[2] in ("80", "81"):
        yield _day(full[3], full[1], full[2].replace("8", "3")), ("lookalike_far",)
    if five := _DOUBLED.fullmatch(text):
        yield from ((v, ("doubled",)) for y in sorted(_once(five[2])) for v, _ in _whole(five[1] + y, False))
    if twice := _TWICE.fullmatch(text):
        yield from ((_day(twice[3], m, d), ("doubled",)) for m, d in sorted(_halves(twice[1], twice[2])))
    if bare := _NO_SLASH.fullmatch(text):
        yield from _unslashed(bare, text, cuts)
    for shape in _SLASH_DIGITS:
        if found := shape.fullmatch(text):
            yield _day(found[3], found[1], found[2]), ("slash_digit",) * (2 - text.count("/"))
    if text.count("/") > 2:
        for once in sorted({text[:i] + text[i + 1 :] for i, c in enumerate(text) if c == "/"}):
            yield from ((v, (*s, "slash_more")) for v, s in _whole(once, False))
    if headless := _HEADLESS.fullmatch(text):
        yield from ((_day(headless[2], str(m), headless[1]), ("lost",)) for m in range(1, 13))
    if pieced:
        filled = {text[:at] + d + text[at:] for at in cuts for d in "0123456789/"}
        yield from ((v, ("lost_unseen",)) for t in sorted(filled) for v, s in _whole(t, True) if not s)


def _whole(text: str, pieced: bool) -> Iterator[tuple[str, tuple[str, ...]]]:
    """A day with all its signs."""
    if iso := _ISO.fullmatch(text):
        yield _day(*iso.groups()), ()
    elif slashed := _SLASHED.fullmatch(text):
        month, day, year = slashed.groups()
        short = pieced and (len(month) < 2 or len(day) < 2)
        odd = pieced and not _FIRST <= _century(year) <= _LAST
        steps = (("unpadded", short), ("short_year", pieced and len(year) == 2), ("odd_year", odd))
        yield _day(year, month, day), tuple(step for step, true in steps if true)


def _years(found: re.Match[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """A year with one of its digits lost, the last one most often."""
    month, day, rest = found.groups()
    years = {rest[:i] + d + rest[i:] for i in range(4) for d in "0123456789"}
    likely = sorted(years, key=lambda y: (not y.startswith(rest), y))
    yield from ((_day(y, month, day), ("lost",)) for y in likely if _FIRST <= int(y) <= _LAST)


def _halves(month: str, day: str) -> set[tuple[str, str]]:
    """Months and days without a digit that stands twice, where there is no such month or no such day with it."""
    months = {(m, day) for m in _singled(month)} if len(month) > 2 or int(month) > 12 else set()
    days = {(month, d) for d in _singled(day)} if len(day) > 2 or int(day) > 31 else set()
    return {(m, d) for m, d in months ^ days if len(m) < 3 and len(d) < 3}


def _singled(number: str) -> set[str]:
    return {number[:i] + number[i + 1 :] for i in range(1, len(number)) if number[i] == number[i - 1]}


def _once(year: str) -> set[str]:
    """Years of which five digits bear one too many."""
    return {y for i in range(5) if _FIRST <= int(y := year[:i] + year[i + 1 :]) <= _LAST}


def _unslashed(found: re.Match[str], text: str, cuts: tuple[int, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """A slash lost: between two digits each, or on a cut."""
    if len(found[1]) == len(found[2]) == 2 and _FIRST <= int(found[3]) <= _LAST:
        yield _day(found[3], found[1], found[2]), ("no_slash",)
    for at in cuts:
        yield from ((v, (*s, "no_slash")) for v, s in _whole(f"{text[:at]}/{text[at:]}", False))


def _century(year: str) -> int:
    if len(year) == 4:
        return int(year)
    return int(year) + (2000 if int(year) < _PIVOT else 1900)


def _day(year: str, month: str, day: str) -> str:
    return _iso(_century(year), int(month), int(day))


def _iso(year: int, month: int, day: int) -> str:
    """ISO form, '' for a day that does not exist."""
    exists = 1 <= month <= 12 and year >= 1 and 1 <= day <= monthrange(year, month)[1]
    return f"{year:04}-{month:02}-{day:02}" if exists else ""
