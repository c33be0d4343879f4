"""Pieces of a cut text put together: where words were cut, where spaces stood, what was seen twice or lost."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

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
Memo = dict[str, list[tuple[str, str, str, float, str]]]
"""Of each open word: the words that it may be, their shapes, counted forms and costs, and how each was mended."""


@dataclass(frozen=True, slots=True)
class Path:
    """A text so far: its closed words, the word still open, how many words of each piece are used."""

    cost: float
    text: str
    open: str
    last: tuple[str, str]
    """Shape of the last closed word, and the word as it is counted."""
    piece: int
    used: tuple[int, ...]
    how: str = ""


def put_together(pieces: Sequence[str], lexicon: Lexicon, one_line: bool) -> list[tuple[float, str, str]]:
    """The likeliest texts of pieces: cost, text and the costliest mending, the cheapest first."""
    wrapped = 0 if one_line else WRAPPED
    words = without_strays([p.split() for p in pieces])
    memo: Memo = {}
    start = Path(0.0, "", words[0][0], ("^", "^"), 0, (1,) + (0,) * (len(words) - 1))
    paths = [start]
    likely = cache(lambda word: ahead(word, lexicon))
    for _ in range(sum(map(len, words)) - 1):
        found: dict[tuple[str, str, tuple[int, ...]], Path] = {}
        for path in paths:
            for new in _steps(path, words, wrapped, lexicon, memo):
                at = (new.text, new.open, new.used)
                if at not in found or new.cost < found[at].cost:
                    found[at] = new
        paths = sorted(found.values(), key=lambda p: p.cost + likely(p.open))[:BEAM]
    ends = [end for path in paths for end in _close(path, lexicon, memo)]
    best: dict[str, Path] = {}
    for end in sorted(ends, key=lambda p: p.cost):
        best.setdefault(end.text, end)
    return [(p.cost, p.text, p.how) for p in list(best.values())[:FINAL]]


def begin(word: str) -> Path:
    """A text that begins with a word."""
    return Path(0.0, "", word, ("^", "^"), 0, (1,))


def go_on(
    paths: Sequence[Path], word: str, met: bool, lexicon: Lexicon, memo: Memo, likely: Callable[[str], float]
) -> tuple[Path, ...]:
    """The likeliest texts that go on with a word: one of the next piece, which may be one word with the last
    (`met`), or one behind a space. `likely` is `ahead` of words, remembered."""
    found: dict[tuple[str, str], tuple[float, Path]] = {}
    for path in paths:
        for new in _onward(path, word, met, lexicon, memo):
            at, cost = (new.text, new.open), new.cost + likely(new.open)
            if at not in found or cost < found[at][0]:
                found[at] = (cost, new)
    return tuple(path for _, path in sorted(found.values(), key=lambda x: x[0])[:KEPT])


def _onward(path: Path, word: str, met: bool, lexicon: Lexicon, memo: Memo) -> Iterator[Path]:
    """The path with a word behind a space, or across a cut where nothing was lost."""
    toll = lexicon.costs["space"] if met else 0.0
    for p in _close(path, lexicon, memo):
        yield Path(p.cost + toll, p.text, word, p.last, 0, (1,), p.how)
    for open_, name in _meetings(path.open, word) if met else ():
        if lexicon.costs[name] < UNSEEN:
            yield Path(path.cost + lexicon.costs[name], path.text, open_, path.last, 0, (1,), path.how)


def seen_as(word: str) -> tuple[str, str]:
    """The shape of a word and the word as it is counted."""
    core = split(word)[1]
    return shape(core), key(core)


def ahead(word: str, lexicon: Lexicon) -> float:
    """What an open word will at least cost, about."""
    if not word:
        return 0.0
    counted = key(split(word.replace(LOST, ""))[1])
    known = lexicon.words.get(counted)
    spelled = 0.7 * lexicon.spelling("^" + counted)
    return spelled if known is None else min(spelled, known / FINE)


def _close(path: Path, lexicon: Lexicon, memo: Memo) -> Iterator[Path]:
    """The path with its open word closed, as it stands or mended."""
    if not path.open:
        yield path
        return
    if path.open not in memo:
        ways = sorted(spellings(path.open, lexicon), key=lambda s: s[1])[:4]
        memo[path.open] = [(text, *seen_as(text.split()[-1]), cost, how) for text, cost, how in ways]
    for text, this, counted, cost, how in memo[path.open]:
        gain = lexicon.gain(path.last[1], counted)
        if how in NEEDS_CONTEXT and (not gain or path.last[1] in OPENINGS):
            continue
        cost += path.cost + lexicon.case(path.last[0], this) - gain
        joined = f"{path.text} {text}" if path.text else text
        how = max(path.how, "lookalike" if how in ("sign", "letter") else "", key=_WORSE.index)
        yield Path(cost, joined, "", (this, counted), path.piece, path.used, how)


def _steps(path: Path, words: Sequence[Sequence[str]], wrapped: int, lexicon: Lexicon, memo: Memo) -> Iterator[Path]:
    """The path with one more word: the same piece's next, the next piece's across the cut, or one of a new line."""
    k, used = path.piece, path.used
    left = used[k] < len(words[k])
    if left:
        yield from _spaced(path, k, words, 0.0, lexicon, memo)
    onward = next((i for i in range(k + 1, len(words)) if used[i] < len(words[i])), None)
    if onward is not None and (not left or len(words) <= wrapped):
        toll = lexicon.costs["wrap"] if left else 0.0
        yield from _across(path, onward, words, toll, lexicon, memo)
    back = next((i for i in range(k) if used[i] < len(words[i])), None)
    if back is not None:
        yield from _spaced(path, back, words, 0.0, lexicon, memo)


def _taken(used: tuple[int, ...], k: int) -> tuple[int, ...]:
    return (*used[:k], used[k] + 1, *used[k + 1 :])


def _spaced(
    path: Path,
    k: int,
    words: Sequence[Sequence[str]],
    toll: float,
    lexicon: Lexicon,
    memo: Memo,
) -> Iterator[Path]:
    """The path with the open word closed and the next word of a piece opened."""
    word, used = words[k][path.used[k]], _taken(path.used, k)
    for p in _close(path, lexicon, memo):
        yield Path(p.cost + toll, p.text, word, p.last, k, used, p.how)


def _across(
    path: Path,
    k: int,
    words: Sequence[Sequence[str]],
    toll: float,
    lexicon: Lexicon,
    memo: Memo,
) -> Iterator[Path]:
    """The path across a cut: words apart, one word, a character seen on both sides, one lost, one half seen."""
    costs, word, used = lexicon.costs, words[k][path.used[k]], _taken(path.used, k)
    yield from _spaced(path, k, words, toll + costs["space"], lexicon, memo)
    tail = path.open
    for open_, name in _meetings(tail, word):
        how = max(path.how, _HOW.get(name, "joined"), key=_WORSE.index)
        yield Path(path.cost + toll + costs[name], path.text, open_, path.last, k, used, how)


def _meetings(left: str, right: str) -> Iterator[tuple[str, str]]:
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
