"""Pieces of a cut text put together: where words were cut, where spaces stood, what was seen twice or lost."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from extraction.values.misread import HALVES, LOST, NEEDS_CONTEXT, OPENINGS, spellings
from extraction.values.words import FINE, Lexicon, key, shape, split

_WORSE = ("", "joined", "lookalike", "overlap", "lost")
_HOW = {
    "join": "joined",
    "camel": "joined",
    "twice": "overlap",
    "echo": "overlap",
    "half": "overlap",
    "lost": "lost",
    "blurred": "lost",
}
BEAM = 8
FINAL = 6
KEPT = 2
UNSEEN = 5.0
"""Nats from which a way to meet is not tried while lines are told apart."""
WRAPPED = 3
"""Pieces that may hold several lines each; more make one line."""
Closing = tuple[str, str, str, float, str]
"""A word that an open one may be, its shape and counted form, what it costs, and how it was mended."""


@dataclass(frozen=True, slots=True)
class Speller:
    """A lexicon, and what it said so far: the bits of a filing's words are asked for again and again."""

    lexicon: Lexicon
    closings: dict[str, list[Closing]] = field(default_factory=dict)
    aheads: dict[str, float] = field(default_factory=dict)

    def close(self, word: str) -> list[Closing]:
        """The likeliest words that an open word may be."""
        if word not in self.closings:
            ways = sorted(spellings(word, self.lexicon), key=lambda s: s[1])[:4]
            self.closings[word] = [(text, *seen_as(text.split()[-1]), cost, how) for text, cost, how in ways]
        return self.closings[word]

    def ahead(self, word: str) -> float:
        """What an open word will at least cost, about."""
        if word not in self.aheads:
            self.aheads[word] = _ahead(word, self.lexicon)
        return self.aheads[word]


class Path(NamedTuple):
    """A text so far: its closed words, the word still open, how many words of each piece are used."""

    cost: float
    text: str
    open: str
    last: tuple[str, str]
    """Shape of the last closed word, and the word as it is counted."""
    piece: int
    used: tuple[int, ...]
    how: str = ""


def put_together(pieces: Sequence[str], speller: Speller, one_line: bool) -> list[tuple[float, str, str]]:
    """The likeliest texts of pieces: cost, text and the costliest mending, the cheapest first."""
    wrapped = 0 if one_line else WRAPPED
    words = without_strays([p.split() for p in pieces])
    start = Path(0.0, "", words[0][0], ("^", "^"), 0, (1,) + (0,) * (len(words) - 1))
    paths = [start]
    for _ in range(sum(map(len, words)) - 1):
        found: dict[tuple[str, str, tuple[int, ...]], Path] = {}
        for path in paths:
            for new in _steps(path, words, wrapped, speller):
                at = (new.text, new.open, new.used)
                if at not in found or new.cost < found[at].cost:
                    found[at] = new
        paths = sorted(found.values(), key=lambda p: p.cost + speller.ahead(p.open))[:BEAM]
    ends = [end for path in paths for end in _close(path, speller)]
    best: dict[str, tuple[float, str, str]] = {}
    for cost, text, _, how in sorted(ends, key=lambda end: end[0]):
        best.setdefault(text, (cost, text, how))
    return list(best.values())[:FINAL]


def begin(word: str) -> Path:
    """A text that begins with a word."""
    return Path(0.0, "", word, ("^", "^"), 0, (1,))


def go_on(paths: Sequence[Path], word: str, met: bool, speller: Speller) -> tuple[Path, ...]:
    """The likeliest texts that go on with a word: one of the next piece, which may be one word with the last
    (`met`), or one behind a space."""
    found: dict[tuple[str, str], tuple[float, Path]] = {}
    limit = math.inf
    for path in paths:
        for new in _onward(path, word, met, speller):
            if new.cost >= limit:
                continue
            at, cost = (new.text, new.open), new.cost + speller.ahead(new.open)
            if at not in found or cost < found[at][0]:
                found[at] = (cost, new)
                limit = sorted(cost for cost, _ in found.values())[KEPT - 1] if len(found) >= KEPT else limit
    return tuple(path for _, path in sorted(found.values(), key=lambda x: x[0])[:KEPT])


def _onward(path: Path, word: str, met: bool, speller: Speller) -> Iterator[Path]:
    """The path with a word behind a space, or across a cut where nothing was lost."""
    costs = speller.lexicon.costs
    toll = costs["space"] if met else 0.0
    for cost, text, last, how in _close(path, speller):
        yield Path(cost + toll, text, word, last, 0, (1,), how)
    for open_, name in meetings(path.open, word) if met else ():
        if costs[name] < UNSEEN:
            yield Path(path.cost + costs[name], path.text, open_, path.last, 0, (1,), path.how)


def seen_as(word: str) -> tuple[str, str]:
    """The shape of a word and the word as it is counted."""
    core = split(word)[1]
    return shape(core), key(core)


def _ahead(word: str, lexicon: Lexicon) -> float:
    if not word:
        return 0.0
    counted = key(split(word.replace(LOST, ""))[1])
    known = lexicon.words.get(counted)
    spelled = 0.7 * lexicon.spelling("^" + counted)
    return spelled if known is None else min(spelled, known / FINE)


def _close(path: Path, speller: Speller) -> Iterator[tuple[float, str, tuple[str, str], str]]:
    """Cost, text, last word and mending of a path with its open word closed, as it stands or mended."""
    before, shown, last = path.cost, path.text, path.last
    if not path.open:
        yield before, shown, last, path.how
        return
    lexicon = speller.lexicon
    for text, this, counted, cost, how in speller.close(path.open):
        gain = lexicon.gain(last[1], counted)
        if how in NEEDS_CONTEXT and (not gain or last[1] in OPENINGS):
            continue
        cost += before + lexicon.case(last[0], this) - gain
        worse = max(path.how, "lookalike", key=_WORSE.index) if how in ("sign", "letter") else path.how
        yield cost, f"{shown} {text}" if shown else text, (this, counted), worse


def _steps(path: Path, words: Sequence[Sequence[str]], wrapped: int, speller: Speller) -> Iterator[Path]:
    """The path with one more word: the same piece's next, the next piece's across the cut, or one of a new line."""
    k, used = path.piece, path.used
    left = used[k] < len(words[k])
    if left:
        yield from _spaced(path, k, words, 0.0, speller)
    onward = next((i for i in range(k + 1, len(words)) if used[i] < len(words[i])), None)
    if onward is not None and (not left or len(words) <= wrapped):
        toll = speller.lexicon.costs["wrap"] if left else 0.0
        yield from _across(path, onward, words, toll, speller)
    back = next((i for i in range(k) if used[i] < len(words[i])), None)
    if back is not None:
        yield from _spaced(path, back, words, 0.0, speller)


def _taken(used: tuple[int, ...], k: int) -> tuple[int, ...]:
    return (*used[:k], used[k] + 1, *used[k + 1 :])


def _spaced(path: Path, k: int, words: Sequence[Sequence[str]], toll: float, speller: Speller) -> Iterator[Path]:
    """The path with the open word closed and the next word of a piece opened."""
    word, used = words[k][path.used[k]], _taken(path.used, k)
    for cost, text, last, how in _close(path, speller):
        yield Path(cost + toll, text, word, last, k, used, how)


def _across(path: Path, k: int, words: Sequence[Sequence[str]], toll: float, speller: Speller) -> Iterator[Path]:
    """The path across a cut: words apart, one word, a character seen on both sides, one lost, one half seen."""
    costs, word, used = speller.lexicon.costs, words[k][path.used[k]], _taken(path.used, k)
    yield from _spaced(path, k, words, toll + costs["space"], speller)
    tail = path.open
    for open_, name in meetings(tail, word):
        how = max(path.how, _HOW.get(name, "joined"), key=_WORSE.index)
        yield Path(path.cost + toll + costs[name], path.text, open_, path.last, k, used, how)


def meetings(left: str, right: str) -> Iterator[tuple[str, str]]:
    """The words that two pieces of a word may have been, and how they were cut."""
    yield left + right, "camel" if left[-1:].islower() and right[:1].isupper() else "join"
    if not left or LOST in left:
        return
    same = left[-1] == right[0]
    if same:
        yield left + right[1:], "twice"
    shared = [n for n in range(2, min(len(left), len(right)) + 1) if left[-n:] == right[:n]]
    if shared:
        yield left + right[shared[-1] :], "echo"
    if len(left) > 1 and len(right) > 1:
        yield left + LOST + right, "lost"
        if not same:
            yield left[:-1] + LOST + right, "blurred"
            yield left + LOST + right[1:], "blurred"
    if right[0] in HALVES.get(left[-1], ""):
        yield left + right[1:], "half"
    if left[-1] in HALVES.get(right[0], ""):
        yield left[:-1] + right, "half"


def without_strays(pieces: Sequence[Sequence[str]]) -> list[list[str]]:
    """The words of pieces without a lone small letter that the next or last piece shows in its place: `C m | ommon`."""
    out = [list(p) for p in pieces]
    for left, right in pairwise(out):
        if len(left) > 1 and left[-1].islower() and len(left[-1]) == 1 and left[-1] in right[0][:2]:
            left.pop()
        elif len(right) > 1 and right[0].islower() and len(right[0]) == 1 and right[0] in left[-1][-2:-1]:
            right.pop(0)
    return out
