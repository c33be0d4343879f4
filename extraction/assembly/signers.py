"""Signatures of several persons in mis-cut text, whose lines are whole but run on: where each begins and ends.

Every signature has one date, at the middle of its lines; most begin with the name of an owner and hold one `/s/`.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from rapidfuzz.fuzz import ratio

from extraction.assembly.box import Group
from extraction.document import Layout, Word
from extraction.labelers.labelled_row import LabelledRow
from extraction.labelers.named import NamedToken
from extraction.layout.tokens import Token, split_word

_DATE = re.compile(r"[\dOlIS]{1,2}/[\dOlIS]{1,2}/[\dOlIS]{4}")
_CAPTION = re.compile(r"\W*(?:signature of reporting person|reminder\b|if the form is filed|intentional mis)", re.I)
_SIGN = re.compile(r"/[s5]/", re.I)
_BY = frozenset({"by", "for", "of", "the", "and", "its", "name", "title", "as", "a", "an"})
"""Words that a signature goes on behind."""
_ENDS = frozenset({"llc", "lp", "llp", "inc", "corp", "ltd", "trust", "co"})
"""Words that no name begins with."""
SIGNED, LINE, INSIDE, BEHIND, LATE = 0.3, 1.6, 4.0, 3.0, 0.4
"""What it costs that a signature begins with `/s/`, with a line, within one, behind such a word, and with an owner's
name or `/s/` within a line."""
LONGEST = 12
"""Words by which a name is told."""
UNSIGNED, SIGNED_TWICE, NAMELESS = 1.5, 2.0, 9.0
"""What a signature costs without `/s/`, each further one in it, and a date without a name."""
LEVEL, WIDE = 0.6, 30
"""What it costs that a date stands a line off the middle, and the characters of a line."""
ALIKE = 85
"""Likeness, in percent, of a name and an owner's."""
ABOVE, SHORT = 6, 60
"""Lines above the first that was taken for a signature which may be one's, and their characters at most."""
SURE = 0.9
"""How sure a signature's token is that the token model did not name."""


@dataclass(frozen=True, slots=True)
class _Signed:
    """A token of the signatures, the index of its row, and whether a line begins with it."""

    token: Token
    row: int
    opens: bool


def part_signatures(rows: Sequence[LabelledRow], named: Sequence[NamedToken]) -> list[Group] | None:
    """The signatures of lines of text above the form's caption of them, where they have several dates; else None."""
    signed = [i for i, r in enumerate(rows) if r.label == "sign"]
    if not signed or any(rows[i].block.layout is not Layout.FLOW for i in signed):
        return None
    end = next((i for i in range(signed[0], len(rows)) if _CAPTION.match(rows[i].row.text)), 0)
    names = _names(named)
    held = list(_tokens(rows, _first(rows, signed[0], names), end))
    dates = [n for n, s in enumerate(held) if _DATE.fullmatch(s.token.text)]
    if len(dates) < 2 or len(dates) == len(held):
        return None
    words = [s for s in held if not _DATE.fullmatch(s.token.text)]
    at = [n - k for k, n in enumerate(dates)]
    beside = [_beside(held, n) for n in dates]
    cuts = _cut(words, at, beside, names)
    sure = {(t.row, t.token.span): t.probability for t in named}
    out = []
    for k, (start, stop) in enumerate(zip(cuts, [*cuts[1:], len(words)], strict=True)):
        name = [_named("SIGNER", s, sure) for s in words[start:stop]]
        out.append({"date": [_named("SIGN_DATE", held[dates[k]], sure)]} | ({"name": name} if name else {}))
    return out


def unsigned(words: Iterable[Word], groups: Iterable[Group]) -> list[Word]:
    """Words of the remarks without those that turned out to be a signature's."""
    signed = {id(t.token.word) for group in groups for t in group.get("name", ())}
    return [w for w in words if id(w) not in signed]


def _named(label: str, signed: _Signed, sure: Mapping[tuple[int, tuple[int, int] | None], float]) -> NamedToken:
    probability = sure.get((signed.row, signed.token.span), SURE)
    return NamedToken(signed.token, label, False, probability, signed.row, signed.row, Layout.FLOW.value)


def _tokens(rows: Sequence[LabelledRow], start: int, end: int) -> Iterator[_Signed]:
    """The tokens of lines, each line once."""
    last = ""
    for i in range(start, end):
        text = rows[i].row.text
        if text != last:
            tokens = [t for w in rows[i].row.words for t in split_word(w)]
            yield from (_Signed(t, i, k == 0) for k, t in enumerate(tokens))
        last = text


def _first(rows: Sequence[LabelledRow], at: int, names: Sequence[Sequence[str]]) -> int:
    """The line that signatures begin with: an owner's name may stand above what was taken for the first."""
    for i in range(at - 1, max(-1, at - 1 - ABOVE), -1):
        text = rows[i].row.text
        if rows[i].block.layout is not Layout.FLOW or len(text) > SHORT or text.endswith((".", ":")):
            break
        if _is_named([_bare(w) for r in rows[i : i + ABOVE] for w in r.row.text.split()], names):
            at = i
    return at


def _names(named: Sequence[NamedToken]) -> list[list[str]]:
    """The words of each owner's name."""
    out: list[list[str]] = []
    last = None
    for t in named:
        if t.label == "OWNER":
            if last is None or t.begins or t.row - last > 1:
                out.append([])
            out[-1].append(_bare(t.token.text))
            last = t.row
    return [[w for w in words if w] for words in out if len("".join(words)) > len("abcd")]


def _bare(word: str) -> str:
    return "".join(filter(str.isalnum, word)).lower()


def _is_named(words: Sequence[str], names: Sequence[Sequence[str]]) -> bool:
    """Whether words begin with an owner's name, a person's as signed (`First Middle Last` for `Last First Middle`)."""
    shown = [w for w in words if w]
    for name in names:
        mine = shown[: len(name)]
        if mine and _alike(mine[0], name[0]) and ratio("".join(mine), "".join(name)) >= ALIKE:
            return True
        long = [w for w in name if len(w) > 2]
        if (
            len(name) <= PERSON
            and len(long) > 1
            and mine
            and len(mine[0]) > 1
            and any(_alike(mine[0], w) for w in name[1:])
        ):
            at = [next((k for k, s in enumerate(shown[: len(name) + 1]) if _alike(w, s)), -1) for w in long]
            if min(at) >= 0 and max(at) == at[0]:
                return True
    return False


PERSON = 4
"""Words of a person's name at most."""


def _alike(first: str, second: str) -> bool:
    return ratio(first, second) >= ALIKE


def _beside(held: Sequence[_Signed], at: int) -> float:
    """How far before a date, in characters, the middle of the line is that it stands beside."""
    line = sum(len(s.token.text) + 1 for s in held[:at] if s.row == held[at].row)
    return min(line, WIDE) / 2


def _cut(
    words: Sequence[_Signed], dates: Sequence[int], beside: Sequence[float], names: Sequence[Sequence[str]]
) -> tuple[int, ...]:
    """Where each signature begins: the way that costs least; `dates` are the places of the dates among the words."""
    starts = [_opening(n, words, names) for n in range(len(words))]
    ends = [0, *accumulate(len(s.token.text) + 1 for s in words)]
    signs = [0, *accumulate(_SIGN.search(s.token.text) is not None for s in words)]

    def cost(start: int, stop: int, middle: float) -> float:
        count = signs[stop] - signs[start]
        level = LEVEL * abs(ends[start] + ends[stop] - 2 * middle) / WIDE
        return level + (SIGNED_TWICE * (count - 1) if count else UNSIGNED) if stop > start else NAMELESS

    ways: dict[int, tuple[float, tuple[int, ...]]] = {0: (0.0, (0,))}
    for k, at in enumerate(dates):
        last = k == len(dates) - 1
        middle = ends[at] - beside[k]
        following = [len(words)] if last else range(at, dates[k + 1] + 1)
        found: dict[int, tuple[float, tuple[int, ...]]] = {}
        for start, (so_far, cuts) in ways.items():
            for stop in following:
                toll = 0.0 if last or stop >= len(words) else starts[stop]
                if stop < start or math.isinf(toll):
                    continue
                new = so_far + cost(start, stop, middle) + toll
                if new < found.get(stop, (math.inf, ()))[0]:
                    found[stop] = (new, cuts if last else (*cuts, stop))
        ways = found
    return min(ways.values())[1]


def _opening(n: int, words: Sequence[_Signed], names: Sequence[Sequence[str]]) -> float:
    """What it costs that a signature begins with a word."""
    this = words[n]
    if not (this.opens or this.token.text[:1].isupper() or _SIGN.match(this.token.text)):
        return math.inf
    before = words[n - 1].token.text if n else ""
    behind = BEHIND * (_bare(before) in _BY or before.endswith((",", "-")))
    inside = 0.0 if this.opens else LATE
    if _is_named([_bare(s.token.text) for s in words[n : n + LONGEST]], names):
        return inside + behind
    if _SIGN.match(this.token.text):
        return SIGNED + 4 * inside + behind
    if _bare(this.token.text) == "by" and n + 1 < len(words) and _SIGN.match(words[n + 1].token.text):
        return LINE + SIGNED + inside
    lower = this.token.text[:1].islower() or _bare(this.token.text) in _BY | _ENDS
    return (LINE if this.opens else INSIDE) + behind + BEHIND * lower
