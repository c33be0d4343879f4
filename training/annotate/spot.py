"""Known values found among a filing's tokens, with the tolerance that values are read with."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from extraction.assembly.assemble import Read, readers
from extraction.labelers.mend_rows import MONTHS
from extraction.layout.tokens import Token
from extraction.values import date
from extraction.values.code import ALPHABETS
from extraction.values.text import as_filed

Run = tuple[Token, ...]
"""Tokens that stand together."""
ALIKE = 0.9
"""Of a text's letters the share that must stand as known: less is another text, or too much spoiled to be sure."""
MOST = 3
"""Tokens that a number, a date or a code can be cut into."""
READERS: dict[str, Read] = readers(as_filed)
LONGEST = 24
"""Characters of the longest number, date or code."""
_TEXT = frozenset({"security_title", "underlying_security_title", "nature_of_ownership"})
_LETTERS = re.compile(r"[^a-z0-9]+")
_WORDS = {
    "direct_or_indirect": {"direct": "D", "indirect": "I"},
    "acquired_disposed": {"acquired": "A", "disposed": "D"},
}
Same = Callable[[Run], bool]


def fold(text: str) -> str:
    """A text's letters and figures in lower case: what is left of it whatever was set around them."""
    return _LETTERS.sub("", text.lower())


def is_text(field: str) -> bool:
    return field in _TEXT


def shows(field: str, value: str) -> Same:
    """Whether a run of tokens can be read as the value of a field of Tables I or II."""
    wanted = _plain(value)
    return lambda run: wanted in _read(field, tuple(t.text for t in run))


@lru_cache(maxsize=1 << 16)
def _read(field: str, texts: tuple[str, ...]) -> frozenset[str | Decimal]:
    """All that texts can mean as a field's value."""
    letters = "".join(texts)
    figures = any(c.isdigit() for c in letters)
    if figures == (field in ALPHABETS) or len(letters) > LONGEST or (len(texts) > 1 and field in ALPHABETS):
        return frozenset()
    spelled = _WORDS.get(field, {}).get(fold(letters))
    return frozenset(_plain(r.value) for r in READERS[field](texts)) | ({spelled} if spelled else set())


def shows_date(value: str) -> Same:
    """Whether a run of tokens can be read as a date."""
    return lambda run: value in _dates(" ".join(t.text for t in run))


@lru_cache(maxsize=1 << 14)
def _dates(text: str) -> frozenset[str]:
    if len(text) > LONGEST or not any(c.isdigit() for c in text):
        return frozenset()
    return frozenset(reading.value for reading in date.readings([text]))


def _plain(value: str) -> str | Decimal:
    """A value so that 1000 and 1,000.00 are the same."""
    try:
        return Decimal(value.replace(",", "").replace("$", "")).normalize()
    except InvalidOperation:
        return value.strip()


def find_runs(tokens: Sequence[Token], same: Same, most: int = MOST) -> list[Run]:
    """The shortest runs that are the value, none within another; a date with the month that stands beside it."""
    found: list[tuple[int, int]] = []
    for length in range(1, most + 1):
        for start in range(len(tokens) - length + 1):
            if not any(a < start + length and start < b for a, b in found) and same(
                tuple(tokens[start : start + length])
            ):
                found.append((start, start + length))
    return [tuple(tokens[slice(*_with_month(tokens, a, b, same))]) for a, b in sorted(found)]


def _with_month(tokens: Sequence[Token], start: int, end: int, same: Same) -> tuple[int, int]:
    """A run with a month beside it, and then with the figures beside these, where that is still the same date."""
    dated = any(_is_month(t) for t in tokens[start:end])
    for a, b in ((start - 1, end), (start, end + 1)):
        if a < 0 or b > len(tokens):
            continue
        beside = tokens[a] if a < start else tokens[end]
        if (_has_figures(beside) if dated else _is_month(beside)) and same(tuple(tokens[a:b])):
            return _with_month(tokens, a, b, same)
    return start, end


def _is_month(token: Token) -> bool:
    return token.text[:3].lower() in MONTHS and token.text[:3].isalpha()


def _has_figures(token: Token) -> bool:
    return token.mark is None and any(c.isdigit() for c in token.text)


def find_text(tokens: Sequence[Token], value: str, any_order: bool = False, spoiled: bool = True) -> list[Run]:
    """Runs whose letters are a text's, or where it may be `spoiled` nearly so; `any_order` where a name may stand
    with its first name first."""
    wanted = fold(value)
    if not wanted:
        return []
    found = list(_runs_of(tokens, wanted))
    if not found and any_order:
        words = sorted(filter(None, map(fold, value.split())))
        found = [run for k in (len(words), len(words) + 1) for run in _windows(tokens, k) if _words(run) == words]
    if not found and spoiled and len(wanted) > 6:
        found = list(_nearly(tokens, wanted))
    return found


def _words(run: Run) -> list[str]:
    return sorted(filter(None, (fold(t.text) for t in run)))


def _windows(tokens: Sequence[Token], length: int) -> Iterator[Run]:
    return (tuple(tokens[i : i + length]) for i in range(len(tokens) - length + 1))


def _runs_of(tokens: Sequence[Token], wanted: str) -> Iterator[Run]:
    folded = [fold(t.text) for t in tokens]
    for start, first in enumerate(folded):
        if not first or not wanted.startswith(first):
            continue
        text = ""
        for end in range(start, len(tokens)):
            text += folded[end]
            if text == wanted:
                yield tuple(tokens[start : end + 1])
                break
            if not wanted.startswith(text):
                break


def _nearly(tokens: Sequence[Token], wanted: str) -> Iterator[Run]:
    """Runs that are spoiled a little, the best of those that overlap."""
    folded = [fold(t.text) for t in tokens]
    tried: list[tuple[float, int, int]] = []
    for start, first in enumerate(folded):
        text = ""
        for end in range(start, len(tokens) if first else start):
            text += folded[end]
            if len(text) > len(wanted) / ALIKE:
                break
            alike = Levenshtein.normalized_similarity(text, wanted, score_cutoff=ALIKE)
            if alike:
                tried.append((-alike, start, end + 1))
    taken: list[tuple[int, int]] = []
    for _, a, b in sorted(tried):
        if not any(c < b and a < d for c, d in taken):
            taken.append((a, b))
    yield from (tuple(tokens[a:b]) for a, b in sorted(taken))
