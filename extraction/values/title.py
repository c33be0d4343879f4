"""Titles of securities: which known title the pieces of a damaged one make up."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from operator import ne

from extraction.values.lookalikes import closest, fold

USUAL = (
    "Common Stock", "Class A Common Stock", "Class B Common Stock", "Restricted Stock Units", "Restricted Stock Unit",
    "Stock Option (right to buy)", "Employee Stock Option (right to buy)", "Non-Qualified Stock Option (right to buy)",
    "Common Shares", "Ordinary Shares", "Class A Ordinary Shares", "Class B Ordinary Shares", "Stock Option",
    "Stock Options", "Phantom Stock", "Phantom Stock Units", "Common Units", "Deferred Stock Units", "Warrants",
    "Performance Stock Units", "Performance Share Units", "Series A Preferred Stock",
)  # fmt: skip
"""Titles that many issuers use: each of them on 15 filings or more among 5,901 (ownership XML, mostly of 2023)."""
LOST = 1.0
"""For a letter of the title that no piece shows."""
STRAY = 1.0
"""For a letter of the pieces that has no place in the title."""
AGAIN = 0.15
"""For a letter that its neighbour on the cut shows as well."""
CHANGED = 0.6
"""For a letter read as another."""
PRICED = 2.0
"""More, for a figure of a price or a par value."""
MOST = 0.26
"""The cost up to which pieces are a title, in parts of its letters."""
FAR, FARTHEST = 0.34, 7
"""The part of a title's letters, and how many of them, up to which a scan may show others."""
BEHIND = 1.5
"""By how much the next title must be dearer, where any letter is not quite right."""
_PRICE = re.compile(r"\$|\d?\.\d")
_TOKEN = re.compile(r"[^\W_]+")
_TELLING = re.compile(r"[a-z]|\d+|[ivx]{2,}")
"""Words that tell one security from another of its kind: a class, a series, a number."""


def make_title(pieces: Sequence[str], known: Iterable[str]) -> str | None:
    """The one known title that pieces are, whatever their order; None where none or several fit."""
    words = [w for p in pieces for w in _TOKEN.findall(fold(p))]
    priced = sum(len(w) for p in pieces if _PRICE.search(p) for w in _TOKEN.findall(p))
    near = [title for title in dict.fromkeys(known) if _may_be(words, title)]
    costs = {title: cost for title in near if (cost := _cost(words, title)) is not None}
    ranked = sorted(costs, key=costs.__getitem__)
    if not ranked or costs[ranked[0]] + PRICED * priced > MOST * len("".join(_TOKEN.findall(ranked[0]))):
        return None
    least = costs[ranked[0]]
    alone = len(ranked) == 1 or costs[ranked[1]] - least >= (BEHIND if least else LOST)
    return ranked[0] if alone or _same(ranked[0], ranked[1]) else None


def nearest_title(text: str, known: Iterable[str]) -> str | None:
    """The one known title that a misread text is, as many of its letters say; None where none or several fit."""
    alike = [title for title in dict.fromkeys(known) if _told_by(title) == _told_by(text)]
    found = closest(text.lower(), ((title.lower(), title) for title in alike))
    return found[1] if found and found[0] <= min(FAR * len(found[1]), FARTHEST) else None


def _told_by(title: str) -> list[str]:
    """The words of a title that tell it from others of its kind; a small letter alone is what was left of a word."""
    return sorted(w for w in _TOKEN.findall(title) if _TELLING.fullmatch(w.lower()) and not w.islower())


def is_sound(title: str, known: Iterable[str]) -> bool:
    """Whether each word of a title is a word of titles, letters and numbers only behind a word that asks for one."""
    vocabulary = {w for t in (*USUAL, *known) for word in _TOKEN.findall(t.lower()) for w in (word, f"{word}s")}
    vocabulary |= {w.removesuffix("s") for w in vocabulary}
    words = _TOKEN.findall(title.lower())
    return all(
        word in vocabulary if not _TELLING.fullmatch(word) else before in ("class", "series")
        for before, word in zip(["", *words], words, strict=False)
    )


def _may_be(pieces: Sequence[str], title: str) -> bool:
    """Whether pieces have about the letters of a title."""
    shown, letters = Counter("".join(pieces).lower()), Counter("".join(_TOKEN.findall(title.lower())))
    most = MOST * letters.total() + BEHIND
    return CHANGED * (letters - shown).total() <= most and AGAIN * (shown - letters).total() <= most


def _same(one: str, other: str) -> bool:
    return _TOKEN.findall(one.lower()) == _TOKEN.findall(other.lower())


def _cost(pieces: Sequence[str], title: str) -> float | None:
    """What it costs to believe that pieces are a title; None where a word that tells it is another or not there."""
    words = _TOKEN.findall(title.lower())
    text = "".join(words)
    taken = [False] * len(text)
    cost = 0.0
    stray: list[str] = []
    for piece in sorted(pieces, key=len, reverse=True):
        found = _place(piece.lower(), text, taken)
        if found is None:
            stray.append(piece)
            continue
        taken[found[0] : found[0] + len(piece)] = [True] * len(piece)
        cost += found[1]
    starts = _starts(words)
    if any(_TELLING.fullmatch(word) and not all(taken[at : at + len(word)]) for at, word in starts):
        return None
    if any(not any(taken[at : at + len(word)]) for at, word in starts):
        return None
    edges = {text[at] for at, _ in starts} | {text[at + len(word) - 1] for at, word in starts}
    edges |= _shown_twice([p for p in pieces if p not in stray])
    cost += sum(LOST for shown in taken if not shown)
    if any(piece.isupper() and not edges.issuperset(piece.lower()) for piece in stray):
        return None
    return cost + sum(AGAIN if len(p) == 1 and p.lower() in edges else STRAY * len(p) for p in stray)


def _shown_twice(pieces: Sequence[str]) -> set[str]:
    """Letters at the ends of pieces: what stands alone beside them was seen twice."""
    return {c for p in pieces if len(p) > 1 for c in (p[0].lower(), p[-1].lower())}


def _starts(words: Sequence[str]) -> list[tuple[int, str]]:
    """Each word with its place among the title's letters."""
    places, at = [], 0
    for word in words:
        places.append((at, word))
        at += len(word)
    return places


def _place(piece: str, text: str, taken: Sequence[bool]) -> tuple[int, float] | None:
    """Where a piece stands among the letters that no longer piece took, and what its differing letters cost.

    Its first or last letter may stand in another piece as well.
    """
    found: dict[int, float] = {}
    most = (len(piece) > 3) + (len(piece) > 8)
    for at in range(len(text) - len(piece) + 1):
        differ = sum(map(ne, piece, text[at:]))
        if differ > most:
            continue
        held = [i for i in range(len(piece)) if taken[at + i]]
        inside = [i for i in held if len(piece) == 1 or i not in (0, len(piece) - 1)]
        if not inside and len(held) < len(piece):
            found[at] = CHANGED * differ + AGAIN * len(held)
    return min(found.items(), key=lambda item: (item[1], item[0]), default=None)
