"""Text of a known build out of a recogniser's answers: the likeliest way through a grammar, whatever else was seen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from extraction.scan.letters import LEAST

Log = NDArray[np.float64]
"""Logarithms of probabilities; -inf where something cannot be."""
Places = Mapping[str, tuple[str, Mapping[str, float]]]
"""By name: the signs that may stand at a place, and the places that may follow with what each costs (nats).

`^` is where a text begins, `$` where it ends."""
Alike = Mapping[str, Mapping[str, float]]
"""For a sign those that it may look like, and what that costs."""


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign, its first column of answers, and the one behind its last."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, eq=False)
class Grammar:
    """States, each a sign at a place, doubled: each also stands for the gap behind it."""

    signs: tuple[str, ...]
    starts: Log
    steps: Log
    ends: Log


def make_grammar(places: Places) -> Grammar:
    """The states of places."""
    states = [(name, sign) for name, (signs, _) in places.items() for sign in signs]
    n = len(states)
    costs = np.array([[places[a][1].get(b, np.inf) for b, _ in states] for a, _ in states])
    equal = np.array([[one == other for _, other in states] for _, one in states])
    steps = np.full((2 * n, 2 * n), -np.inf)
    steps[:n, :n] = np.where(equal, -np.inf, -costs)  # a sign twice needs a gap between
    steps[n:, :n] = -costs
    both = np.arange(n)
    steps[both, both] = steps[both, n + both] = steps[n + both, n + both] = 0.0
    starts = np.array([-places["^"][1].get(name, np.inf) for name, _ in states])
    ends = np.array([-places[name][1].get("$", np.inf) for name, _ in states] * 2)
    return Grammar(tuple(sign for _, sign in states), starts, steps, ends)


def follow(
    answers: NDArray[np.float32], letters: Sequence[str], grammar: Grammar, alike: Alike | None = None
) -> tuple[tuple[Sign, ...], float]:
    """The signs along the likeliest way, and by how many nats that is less likely than the likeliest text.

    `answers` are probabilities by column and letter, the first letter "nothing".
    """
    log = np.log(np.maximum(answers.astype(np.float64), LEAST))
    shown = {sign: _shown(log, letters, sign, (alike or {}).get(sign, {})) for sign in set(grammar.signs)}
    emissions = np.stack([shown[s] for s in grammar.signs] + [log[:, 0]] * len(grammar.signs), axis=1)
    path, score = _best_path(emissions, grammar)
    return tuple(_signs(path, grammar.signs)), float(log.max(axis=1).sum()) - score


def _shown(log: Log, letters: Sequence[str], sign: str, alike: Mapping[str, float]) -> Log:
    """How likely each column shows a sign, or what it looks like."""
    ways = [log[:, letters.index(sign)], *(log[:, letters.index(c)] - cost for c, cost in alike.items())]
    return np.asarray(np.max(ways, axis=0))


def _best_path(emissions: Log, grammar: Grammar) -> tuple[list[int], float]:
    """The best states by column, -1 before the first sign, and their log probability."""
    length, count = emissions.shape
    n = count // 2
    before = np.concatenate([[0.0], np.cumsum(emissions[:, n])])
    best = np.full(count, -np.inf)
    back = np.full((length, count), -1)
    for t in range(length):
        ways = best[:, None] + grammar.steps
        came = ways.argmax(axis=0)
        best = ways[came, np.arange(count)]
        opened = before[t] + grammar.starts
        first = opened > best[:n]
        best[:n] = np.where(first, opened, best[:n])
        came[:n] = np.where(first, -1, came[:n])
        back[t] = came
        best += emissions[t]
    state = int((best + grammar.ends).argmax())
    score = float(best[state] + grammar.ends[state])
    path = [-1] * length
    for t in range(length - 1, -1, -1):
        if state < 0 or not np.isfinite(score):
            break
        path[t] = state
        state = int(back[t, state])
    return path, score


def _signs(path: Sequence[int], signs: Sequence[str]) -> Iterator[Sign]:
    """The signs of a path; -1 stands before the first, what is beyond the last for gaps."""
    for state, held in groupby(range(len(path)), key=path.__getitem__):
        if 0 <= state < len(signs):
            columns = list(held)
            yield Sign(signs[state], columns[0], columns[-1] + 1)
