"""Whether a document's letters were misread: the words that the form prints are known beforehand."""

from __future__ import annotations

import re
from collections.abc import Iterable

from extraction.schedule13.captions import ROWS
from extraction.schedule13.covers import Cover

_SIGNS = re.compile(
    r"(?<![\w/])[J4Il1]s/\s?[A-Z]|(?<![\w.])[1l|]\.\s?R\.\s?S\.|\b[1l]dentification\b|\b[A-Z]{4,}[015][A-Z]{2,}\b"
    r"|\b[A-Za-z][a-z]{2,}[015][a-z]{2,}\b"
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
    }
)


def is_misread(text: str, covers: Iterable[Cover]) -> bool:
    """Whether captions had to be guessed, or a word beside the form's own is one of them but for a letter."""
    covers = tuple(covers)
    if any(c.worn for c in covers):
        return True
    first = covers[0].start if covers else 0
    return bool(_SIGNS.search(text[:8000]) or any(_has_worn_word(text[c.start : c.rest]) for c in covers)) or bool(
        _SIGNS.search(text[first : first + 8000])
    )


def _has_worn_word(cover: str) -> bool:
    """A cover's word that differs from a printed one in one letter."""
    from rapidfuzz.distance import Levenshtein

    printed = printed_words()
    near = {w for w in re.findall(r"[a-z]{5,}", cover.lower())} - printed - _INFLECTED
    return any(
        abs(len(word) - len(known)) <= 1 and Levenshtein.distance(word, known, score_cutoff=1) == 1
        for word in near
        for known in printed
        if len(known) >= _LEAST
        if word not in (f"{known}s", known.removesuffix("s"))
    )


def printed_words() -> frozenset[str]:
    """The words of the captions in small letters."""
    return frozenset(word for row in ROWS for word in re.findall(r"[a-z]+", row.printed.lower()))
