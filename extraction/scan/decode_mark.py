"""Footnote marks out of a recogniser's answers: the likeliest numbers in brackets, whatever else was seen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from extraction.scan.letters import LEAST, Char

DIGITS = "0123456789"
FIRST = "123456789"
STATES = ("(", *FIRST, *DIGITS, ")")
"""What a mark is made of, in order: a bracket, a first digit, perhaps a second one, a bracket; then perhaps another."""
OPEN, CLOSE = 0, len(STATES) - 1
FIRSTS = range(1, 1 + len(FIRST))
SECONDS = range(1 + len(FIRST), CLOSE)
SECOND_COSTS = 1.5
"""Nats by which a number of two digits is less likely than one of one."""


def _steps() -> NDArray[np.float64]:
    """Log weights of one sign behind another; each sign also stands for the gap behind it (states doubled)."""
    n = len(STATES)
    behind = np.full((n, n), -np.inf)
    behind[OPEN, list(FIRSTS)] = 0.0
    behind[list(FIRSTS), CLOSE] = 0.0
    behind[CLOSE, OPEN] = 0.0
    for digit in FIRSTS:
        behind[digit, list(SECONDS)] = -SECOND_COSTS
    behind[list(SECONDS), CLOSE] = 0.0
    steps = np.full((2 * n, 2 * n), -np.inf)
    steps[:n, :n] = behind
    for i in range(0, n):
        steps[i, i] = steps[i, n + i] = steps[n + i, n + i] = 0.0
    for first in FIRSTS:  # a digit twice needs a gap between
        steps[first, SECONDS.start + int(STATES[first])] = -np.inf
    steps[n:, :n] = behind
    return steps


STEPS = _steps()


def decode_mark(answers: NDArray[np.float32], letters: Sequence[str], step: float) -> tuple[tuple[Char, ...], float]:
    """The signs of the likeliest marks, and by how many nats they are less likely than the likeliest text.

    `answers` are probabilities by column and letter, the first letter "nothing".
    """
    n = len(STATES)
    columns = [letters.index(s) for s in STATES]
    log = np.log(np.maximum(answers.astype(np.float64), LEAST))
    path, score = _best_path(np.concatenate([log[:, columns], np.repeat(log[:, :1], n, axis=1)], axis=1))
    return tuple(_signs(path, answers, columns, step)), float(log.max(axis=1).sum()) - score


def _signs(path: Sequence[int], answers: NDArray[np.float32], columns: Sequence[int], step: float) -> Iterable[Char]:
    """The signs of a path, each where its columns are."""
    start = 0
    for i in range(1, len(path) + 1):
        if i < len(path) and path[i] == path[start]:
            continue
        if 0 <= path[start] < len(STATES):
            sure = float(answers[start:i, columns[path[start]]].max())
            yield Char(STATES[path[start]], step * ((start + i - 1) / 2 + 0.5), sure)
        start = i


def _best_path(emissions: NDArray[np.float64]) -> tuple[list[int], float]:
    """The best states by column, -1 before the first sign, and their log probability."""
    length, count = emissions.shape
    n = count // 2
    nothing = emissions[:, n]
    before = np.concatenate([[0.0], np.cumsum(nothing)])
    best = np.full((length, count), -np.inf)
    back = np.full((length, count), -1)
    for t in range(length):
        if t:
            ways = best[t - 1][:, None] + STEPS
            back[t] = ways.argmax(axis=0)
            best[t] = ways.max(axis=0)
        if before[t] > best[t, OPEN]:
            best[t, OPEN], back[t, OPEN] = before[t], -1
        best[t] += emissions[t]
    state = CLOSE if best[-1, CLOSE] >= best[-1, n + CLOSE] else n + CLOSE
    if not np.isfinite(best[-1, state]):
        return [-1] * length, -np.inf
    last, path = state, [-1] * length
    for t in range(length - 1, -1, -1):
        path[t] = state
        state = int(back[t, state])
        if state < 0:
            break
    return path, float(best[-1, last])
