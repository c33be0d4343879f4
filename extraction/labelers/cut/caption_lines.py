"""The form's own captions in mis-cut rows: which tokens are theirs, however cells cut them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from types import MappingProxyType
from typing import NamedTuple

from rapidfuzz.fuzz import ratio

from extraction.values.misread import fold

OWNER_LINES = ("name", "parts", "street", "city")
"""Kinds of captions about an owner, top to bottom."""
CAPTIONS: tuple[tuple[str, str], ...] = (
    ("name", "1. Name and Address of Reporting Person*"),
    ("parts", "(Last) (First) (Middle)"),
    ("street", "(Street)"),
    ("city", "(City) (State) (Zip)"),
    ("issuer", "2. Issuer Name and Ticker or Trading Symbol"),
    ("date", "3. Date of Earliest Transaction (Month/Day/Year)"),
    ("date", "3. Statement for Issuer's Fiscal Year Ended (Month/Day/Year)"),
    ("date", "2. Date of Event Requiring Statement (Month/Day/Year)"),
    ("date", "4. If Amendment, Date of Original Filed (Month/Day/Year)"),
    ("relation", "5. Relationship of Reporting Person(s) to Issuer"),
    ("relation", "(Check all applicable)"),
    ("relation", "Director 10% Owner"),
    ("relation", "Officer (give title Other (specify"),
    ("relation", "Officer (give title below)"),
    ("relation", "Other (specify below)"),
    ("relation", "below) below)"),
    ("filing", "6. Individual or Joint/Group Filing (Check Applicable"),
    ("filing", "Line)"),
    ("filing", "Form filed by One Reporting Person"),
    ("filing", "Form filed by More than One Reporting Person"),
    ("head", "Check this box if no longer subject"),
    ("head", "to Section 16. Form 4 or Form 5"),
    ("head", "obligations may continue. See"),
    ("head", "Instruction 1(b)."),
    ("head", "Filed pursuant to Section 16(a) of the Securities Exchange Act of 1934"),
    ("head", "or Section 30(h) of the Investment Company Act of 1940"),
    ("head", "Estimated average burden"),
    ("head", "hours per response"),
    ("head", "(Print or Type Responses)"),
    ("foot", "Explanation of Responses:"),
    ("foot", "If the form is filed by more than one reporting person, see Instruction 4 (b)(v)."),
    (
        "foot",
        "Intentional misstatements or omissions of facts constitute Federal Criminal Violations See 18 U.S.C.",
    ),
    (
        "foot",
        "Reminder: Report on a separate line for each class of securities beneficially owned directly or",
    ),
    ("foot", "Note: File three copies of this Form, one of which must be manually signed."),
    ("foot", "If space is insufficient, see Instruction 6 for procedure."),
    ("foot", "Persons who respond to the collection of information contained in this form are not required to respond"),
    ("foot", "unless the form displays a currently valid OMB Number."),
    ("foot", "Signature of Reporting Person"),
)
"""Lines of Forms 3, 4 and 5 (SEC 1473, 1474, 2270) outside their tables, each with its kind."""
SEED, LONGEST = 3, 14
"""Characters of a token by which a caption is looked for, and of one that are looked up."""
STEPS, SLACK = 3, 7
"""Cells from a token of a caption to its next that is looked for, and characters between them."""
LEAST, SHARE = 5, 0.35
"""Characters of a caption, and the part of it, that must be seen."""
SEEDED = 0.2
"""Part of a caption that longer tokens must show before shorter ones are looked at."""
SHORT = 9
"""Characters of captions that must be seen to their end: what begins so may be a street."""
UNSEEN, WRONG = 0.3, 1.5
"""What a character left out, and one misread, take from the characters seen."""
ALIKE = 65
"""Likeness, in percent, of a badly read bit where the caption goes on."""
_LOOKS = str.maketrans("01|!", "olll")


class Shown(NamedTuple):
    """A caption that a row shows: by the index of each of its tokens the characters of the caption that it shows.

    Characters are counted without spaces.
    """

    caption: int
    at: Mapping[int, tuple[int, int]]
    score: float

    @property
    def kind(self) -> str:
        return CAPTIONS[self.caption][0]


class _Hit(NamedTuple):
    """A token, by index, that may show characters of a caption, and how many of them were misread."""

    i: int
    start: int
    end: int
    wrong: int


@lru_cache(maxsize=65536)
def likened(text: str) -> str:
    """A text with what looks alike the same."""
    return fold(text).translate(_LOOKS)


@lru_cache(maxsize=65536)
def key_of(text: str) -> str:
    """A text as captions are compared: small, what looks alike the same."""
    return likened(text).lower()


@cache
def letters(caption: int) -> str:
    """A caption as it is compared, without spaces."""
    return "".join(key_of(CAPTIONS[caption][1]).split())


@cache
def _places() -> Mapping[str, tuple[tuple[int, int], ...]]:
    """Where in which captions each run of characters stands."""
    out: dict[str, list[tuple[int, int]]] = {}
    for caption in range(len(CAPTIONS)):
        text = letters(caption)
        for start in range(len(text)):
            for end in range(start + 2, min(start + LONGEST, len(text)) + 1):
                out.setdefault(text[start:end], []).append((caption, start))
    return MappingProxyType({run: tuple(at) for run, at in out.items()})


def find_captions(tokens: Sequence[tuple[str, int]]) -> list[Shown]:
    """The captions that a row's tokens show, the surest first; each token comes with the number of its cell."""
    keys = [key_of(text) if not _is_loud(text) else "" for text, _ in tokens]
    cells = [cell for _, cell in tokens]
    hits: dict[int, list[_Hit]] = {}
    for i, key in enumerate(keys):
        if len(key) >= SEED:
            for caption, start, end, wrong in _look_up(key):
                hits.setdefault(caption, []).append(_Hit(i, start, end, wrong))
    ranks = {cell: k for k, cell in enumerate(dict.fromkeys(cells))}
    order = [ranks[cell] for cell in cells]
    found: list[Shown] = []
    taken: set[int] = set()
    waiting = [shown for caption in hits if (shown := _seen(caption, hits[caption], order, keys, taken))]
    while waiting:
        best = max(waiting, key=lambda shown: shown.score)
        waiting.remove(best)
        if not taken & best.at.keys():
            found.append(best)
            taken |= best.at.keys()
        elif again := _seen(best.caption, hits[best.caption], order, keys, taken):
            waiting.append(again)
    return found


def _is_loud(text: str) -> bool:
    """Whether a token is in capitals, which no caption is."""
    return len(text) > 1 and text.isupper() and text.isalpha()


@lru_cache(maxsize=65536)
def _look_up(key: str) -> tuple[tuple[int, int, int, int], ...]:
    """Captions, with first and last character, that a token may show; those without its first or last character, or
    with another in one place, where none is as it stands."""
    places, size = _places(), len(key)
    whole = [(c, s, s + size, 0) for c, s in places.get(key[:LONGEST], ()) if letters(c).startswith(key, s)]
    if whole:
        return tuple(whole)
    out = [(c, s, s + size - 1, 1) for bit in (key[1:], key[:-1]) for c, s in places.get(bit, ())]
    half = size // 2
    heads = [(c, s) for c, s in places.get(key[:half], ()) if size > SEED]
    tails = [(c, s - half) for c, s in places.get(key[half:], ()) if s >= half]
    for c, s in heads + tails:
        if sum(a != b for a, b in zip(letters(c)[s : s + size], key, strict=False)) == 1:
            out.append((c, s, s + size, 1))
    return tuple(dict.fromkeys(out))


def _seen(
    caption: int, hits: Sequence[_Hit], order: Sequence[int], keys: Sequence[str], taken: set[int]
) -> Shown | None:
    """The best chain of hits of a caption with what stands beside and between them; None where it is too little."""
    chain = _chain([h for h in hits if h.i not in taken], order)
    if sum(h.end - h.start for h in chain) < SEEDED * len(letters(caption)):
        return None
    at = {h.i: (h.start, h.end) for h in chain}
    for i in sorted(at):
        _extend(at, i, caption, order, keys, taken, 1)
        _extend(at, i, caption, order, keys, taken, -1)
    size = len(letters(caption))
    score = sum(end - start for start, end in at.values()) - WRONG * sum(h.wrong for h in chain)
    ends = max((end for _, end in at.values()), default=0)
    if score < max(min(LEAST, size), SHARE * size) or (size < SHORT and ends < size):
        return None
    return Shown(caption, dict(sorted(at.items())), score)


def _chain(hits: Sequence[_Hit], order: Sequence[int]) -> list[_Hit]:
    """The hits that follow each other and show most."""
    best: list[float] = []
    back: list[int] = []
    for b, hit in enumerate(hits):
        own = hit.end - hit.start - WRONG * hit.wrong
        top, before = own, -1
        for a in range(b - 1, -1, -1):
            last = hits[a]
            step = order[hit.i] - order[last.i]
            if step > STEPS:
                break
            if (cost := _gap(last, hit, step)) is not None and best[a] + own - cost > top:
                top, before = best[a] + own - cost, a
        best.append(top)
        back.append(before)
    out: list[_Hit] = []
    at = max(range(len(hits)), key=best.__getitem__, default=-1)
    while at >= 0:
        out.append(hits[at])
        at = back[at]
    return out[::-1]


def _gap(last: _Hit, hit: _Hit, step: int) -> float | None:
    """What it costs that a hit follows another so many cells on; None where it cannot."""
    gap = hit.start - last.end
    if hit.i == last.i or hit.start <= last.start or gap > SLACK or gap < (-2 if step else 0):
        return None
    if step == 0 and hit.i - last.i - 1 > gap:
        return None
    return UNSEEN * gap if gap >= 0 else -2.0 * gap


def _extend(
    at: dict[int, tuple[int, int]],
    i: int,
    caption: int,
    order: Sequence[int],
    keys: Sequence[str],
    taken: set[int],
    way: int,
) -> None:
    """Add to a caption's tokens what goes on from one of them, to the right or to the left."""
    while (n := _next(i, caption, at, order, keys, taken, way)) is not None:
        i = n


def _next(
    i: int,
    caption: int,
    at: dict[int, tuple[int, int]],
    order: Sequence[int],
    keys: Sequence[str],
    taken: set[int],
    way: int,
) -> int | None:
    """The token that goes on from one, which is added; None where there is none."""
    edge = at[i][1] if way > 0 else at[i][0]
    for n, first in _beside(i, order, way):
        if n in at:
            return None
        lone = len(keys[n]) == 1 and not first
        if n in taken or not keys[n] or (lone and not any(edge + way in span for span in at.values())):
            continue
        span = _fits(keys[n], caption, edge, way, order[n] != order[i])
        if span and 2 * sum(max(0, min(e, span[1]) - max(s, span[0])) for s, e in at.values()) <= span[1] - span[0]:
            at[n] = span
            return n
    return None


def _beside(i: int, order: Sequence[int], way: int) -> Iterator[tuple[int, bool]]:
    """The token beside one, and those of the cell beside its cell; with whether no token stands between."""
    n = i + way
    if 0 <= n < len(order) and order[n] == order[i]:
        yield n, True
        while 0 <= n < len(order) and order[n] == order[i]:
            n += way
    cell, first = order[n] if 0 <= n < len(order) else -1, True
    while 0 <= n < len(order) and order[n] == cell:
        yield n, first
        n, first = n + way, False


@lru_cache(maxsize=65536)
def _fits(key: str, caption: int, edge: int, way: int, met: bool) -> tuple[int, int] | None:
    """The characters of a caption that a token shows beside some, where it fits."""
    text, size = letters(caption), len(key)
    for off in (0, -1, 1) if met else (0, 1):
        start = edge + off if way > 0 else edge - off - size
        if start >= 0 and text.startswith(key, start) and (size > 1 or off == 0):
            return start, start + size
    start = edge if way > 0 else max(0, edge - size)
    room = text[start : start + size]
    return (start, start + len(room)) if size > 2 and room and ratio(key, room) >= ALIKE else None
