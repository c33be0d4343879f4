"""Text out of a recogniser's answers: of the readings that they leave open, the one made of likely words."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from extraction.scan.letters import LEAST
from extraction.values.words import Lexicon, key, split

Answers = NDArray[np.float32]
"""Probabilities by column and letter, the first letter "nothing"."""
BEAM = 8
"""Readings that are followed side by side."""
OPEN = 0.004
"""A letter less likely than this in a column is not tried there."""
CLEAR = 0.996
"""A column that shows nothing with this probability leaves every reading as it is."""
WEIGHT = 0.5
"""What a nat of the lexicon's weighs against one of the recogniser's."""
EACH = 2.0
"""Nats that a character may cost: without them taken off, short readings would be preferred."""
REMEMBERED = 1 << 16
"""Words whose costs are kept."""
AHEAD = 0.7
"""Of what spelling a word has cost, so much is taken while the word is not read to its end."""


@dataclass(frozen=True, slots=True)
class _Path:
    """A reading so far: its words, the one still open, what the words cost, and how likely it is when it ends in
    nothing and when it ends in its last letter."""

    text: str
    open: str = ""
    last: str = "^"
    closed: float = 0.0
    cost: float = 0.0
    blank: float = 0.0
    sign: float = 0.0

    @property
    def worth(self) -> float:
        return math.log(max(self.blank + self.sign, 1e-300)) - WEIGHT * (self.cost - EACH * len(self.text))


class WordCosts:
    """What words cost, remembered."""

    whole: Callable[[str, str], float]
    """The cost of a word behind another; `^` is none."""
    begun: Callable[[str], float]
    """About what a word that goes on costs so far."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.whole = lru_cache(REMEMBERED)(lambda last, word: _cost(last, word, lexicon))
        self.begun = lru_cache(REMEMBERED)(lambda word: AHEAD * lexicon.spelling("^" + key(split(word)[1])))


def _cost(last: str, word: str, lexicon: Lexicon) -> float:
    """The cost of a word behind another."""
    before = key(split(last)[1]) if last != "^" else last
    return max(0.0, lexicon.cost(word) - lexicon.gain(before, key(split(word)[1])))


def decode_text(answers: Answers, letters: Sequence[str], costs: WordCosts) -> str:
    """The likeliest text."""
    paths = [_Path("", blank=1.0)]
    for column in answers:
        if column[0] > CLEAR:
            paths = [_waited(p, float(column[0])) for p in paths]
            continue
        signs = [(letters[i], float(column[i])) for i in np.nonzero(column > OPEN)[0].tolist()]
        paths = _followed(paths, signs, costs)
    return max(paths, key=lambda p: _closed(p, costs).worth).text


def _waited(path: _Path, nothing: float) -> _Path:
    return _Path(path.text, path.open, path.last, path.closed, path.cost, (path.blank + path.sign) * nothing, 0.0)


def _followed(paths: Sequence[_Path], signs: Sequence[tuple[str, float]], costs: WordCosts) -> list[_Path]:
    """The likeliest readings with one column more."""
    found: dict[str, list[float]] = {}
    known = {p.text: p for p in paths}
    for path in paths:
        both = path.blank + path.sign
        for sign, likely in signs:
            if not sign:
                found.setdefault(path.text, [0.0, 0.0])[0] += both * likely
                continue
            if path.text[-1:] == sign:
                found.setdefault(path.text, [0.0, 0.0])[1] += path.sign * likely
                new = path.blank * likely
            else:
                new = both * likely
            if new > 0 and not (sign == " " and not path.open):
                text = path.text + sign
                if text not in known:
                    known[text] = _with_sign(path, sign, costs)
                found.setdefault(text, [0.0, 0.0])[1] += new
    most = max((b + s for b, s in found.values()), default=1.0) or 1.0
    out = [
        _Path(t, (k := known[t]).open, k.last, k.closed, k.cost, b / most, s / most)
        for t, (b, s) in found.items()
        if b + s > 1e-9 * most
    ]
    return sorted(out, key=lambda p: -p.worth)[:BEAM] or list(paths)


def _with_sign(path: _Path, sign: str, costs: WordCosts) -> _Path:
    if sign == " ":
        done = _closed(path, costs)
        return _Path(path.text + " ", "", path.open, done.cost, done.cost)
    word = path.open + sign
    return _Path(path.text + sign, word, path.last, path.closed, path.closed + costs.begun(word))


def _closed(path: _Path, costs: WordCosts) -> _Path:
    cost = path.closed + (costs.whole(path.last, path.open) if path.open else 0.0)
    return _Path(path.text, path.open, path.last, path.closed, cost, path.blank, path.sign)


def align(text: str, answers: Answers, letters: Sequence[str]) -> Iterable[tuple[str, float, float]]:
    """Each character of a text, the column where its middle stands, and how sure it is."""
    states = np.zeros(2 * len(text) + 1, dtype=np.int64)
    states[1::2] = [letters.index(c) for c in text]
    log = np.log(np.maximum(answers, LEAST))[:, states]
    may_skip = np.zeros(len(states), dtype=bool)
    may_skip[3::2] = states[3::2] != states[1:-2:2]
    best = np.full(len(states), -np.inf)
    best[:2] = log[0, :2]
    came = np.zeros(log.shape, dtype=np.int64)
    for t in range(1, len(log)):
        one, two = np.full(len(states), -np.inf), np.full(len(states), -np.inf)
        one[1:], two[2:] = best[:-1], best[:-2]
        ways = np.stack([best, one, np.where(may_skip, two, -np.inf)])
        came[t] = ways.argmax(axis=0)
        best = ways.max(axis=0) + log[t]
    state = len(states) - 1 if best[-1] >= best[-2] else len(states) - 2
    path = [0] * len(log)
    for t in range(len(log) - 1, -1, -1):
        path[t] = state
        state -= int(came[t, state])
    for n, char in enumerate(text):
        held = [t for t, s in enumerate(path) if s == 2 * n + 1]
        if held:
            yield char, (held[0] + held[-1]) / 2, float(answers[held, states[2 * n + 1]].max())
