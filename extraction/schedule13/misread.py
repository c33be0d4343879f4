"""Whether a document's letters were misread: the words that the form prints are known beforehand."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from extraction.schedule13.captions import ROWS
from extraction.schedule13.covers import Cover

_SIGNS = re.compile(
    r"(?<![\w/])[J4Il1]s/\s?[A-Z]|(?<![\w.])[1l|]\.\s?R\.\s?S\.|\b[1l]dentification\b|\b[A-Z]{4,}[015][A-Z]{2,}\b"
    r"|\b[A-Za-z][a-z]{2,}[015][a-z]{2,}\b|\b[015][a-z]{4,}\b"
)
"""`/s/`, `I.R.S.` and words as only a reading tool writes them."""
_LEAST = 6
_INFLECTED = frozenset(
    {
        "beneficial",
        "beneficiall",
        "percentage",
        "organisation",
        "excluded",
        "exclude",
        "includes",
        "shareds",
        "filing",
        "owners",
        "checkbox",
        "without",
        "within",
    }
)


_FIRST_PAGE = """
    Under the Securities Exchange Act of 1934 Amendment No. Name of Issuer, Title of Class of Securities, CUSIP Number.
    Name, Address and Telephone Number of Person Authorized to Receive Notices and Communications. Date of Event Which
    Requires Filing of this Statement. Check the appropriate box to designate the rule pursuant to which this Schedule
    is filed. The remainder of this cover page shall be filled out for a reporting person's initial filing on this form
    with respect to the subject class of securities, and for any subsequent amendment containing information which would
    alter the disclosures provided in a prior cover page. Identification. Securities and Exchange Commission.
"""
"""What the form prints on its first page."""
_IN_FIGURE = re.compile(
    r"(?<![\w,])(?=[\d,]*[OolISBG])[\dOolISBG]{1,3}(?:,[\dOolISBG]{3})+(?!\w)"
    r"|(?<!\w)(?=\w*-?\w*[OolISBG])(?:\d[\dOolISBG]|[OolISBG]\d)-[\dOolISBG]{7}(?!\w)"
)
"""A letter within a number of shares or a tax number."""


def is_misread(text: str, covers: Iterable[Cover]) -> bool:
    """Whether captions had to be guessed, or what stands beside the form's own words and figures is one of them but for
    a letter or a space."""
    covers = tuple(covers)
    first = covers[0].start if covers else 0
    pages = [text[c.start : c.rest] for c in covers]
    front = _front_words()
    return (
        any(c.worn for c in covers)
        or any(_SIGNS.search(text[at : at + 8000]) for at in (0, first))
        or any(_IN_FIGURE.search(page) or _has_worn_word(page, printed_words(), _LEAST) for page in pages)
        or _has_worn_word(text[:first], front, 8)
        or any(_has_joined_words(page, front) for page in (text[:first], *pages))
    )


def _has_worn_word(page: str, printed: frozenset[str], least: int) -> bool:
    """A word that differs in one letter from a printed one of so many letters at least."""
    from rapidfuzz.distance import Levenshtein

    near = {w for w in re.findall(r"[a-z]{5,}", page.lower())} - printed - _INFLECTED
    return any(
        abs(len(word) - len(known)) <= 1 and Levenshtein.distance(word, known, score_cutoff=1) == 1
        for word in near
        for known in printed
        if len(known) >= least
        if word not in (f"{known}s", known.removesuffix("s"))
    )


def _has_joined_words(page: str, printed: frozenset[str]) -> bool:
    """Two printed words without the space between them."""
    words = {w for w in re.findall(r"[a-z]{6,}", page.lower())} - printed - _INFLECTED
    return any(
        w[:i] in printed and w[i:] in printed for w in words for i in range(2, len(w) - 1) if max(i, len(w) - i) > 3
    )


@cache
def printed_words() -> frozenset[str]:
    """The words of the captions in small letters."""
    return frozenset(word for row in ROWS for word in re.findall(r"[a-z]+", row.printed.lower()))


@cache
def _front_words() -> frozenset[str]:
    return printed_words() | frozenset(re.findall(r"[a-z]+", _FIRST_PAGE.lower()))
