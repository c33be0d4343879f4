"""Typewritten lines: the runs that stand in their places, and pieces of them that know where in the text they are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

_TAG = re.compile(r"</?[A-Z][A-Z0-9-]*>", re.I)
_PIPED_TICK = re.compile(r"\|( ?[xX_ ] ?)\|(?=\s*[A-Z1])")
_RUN = re.compile(r"[^\s|]+(?: [^\s|]+)*")
_WORD = re.compile(r"\S+")
_RULE = re.compile(r"[\s|+=_~*-]*[-_=~]{3}[\s|+=_~*-]*")
_DRAWN = re.compile(r"[-_=~ ]{3,}")


@dataclass(frozen=True)
class Run:
    """Words of a line with single spaces between them: `line` counts the text's lines, `at` is where it begins in the
    text, `column` where in the line; `walled` the column behind the rule to its left, where only space is between."""

    text: str
    line: int
    column: int
    at: int
    walled: int = -1

    @property
    def left(self) -> int:
        """Where the run's column of the page begins, as far as the line shows."""
        return self.column if self.walled < 0 else self.walled

    @property
    def end(self) -> int:
        return self.column + len(self.text)


@dataclass(frozen=True)
class Typed:
    """Words one after the other, with single spaces between them, each with its place in the text."""

    words: tuple[tuple[str, int], ...]

    @cached_property
    def text(self) -> str:
        return " ".join(word for word, _ in self.words)

    def cut(self, start: int, end: int) -> Typed:
        """The words, and bits of words, between two places of `text`."""
        out, at = [], 0
        for word, place in self.words:
            first, last = max(start - at, 0), min(end - at, len(word))
            if first < last:
                out.append((word[first:last], place + first))
            at += len(word) + 1
        return Typed(tuple(out))


def typed(runs: Sequence[Run]) -> Typed:
    """The words of runs."""
    return Typed(tuple((w.group(), run.at + w.start()) for run in runs for w in _WORD.finditer(run.text)))


@dataclass(frozen=True, slots=True)
class Line:
    """The runs of a line, and from where to where rules are drawn in it, each up to the next corner."""

    runs: tuple[Run, ...]
    rules: tuple[tuple[int, int], ...]


def typed_lines(text: str, start: int, end: int) -> Iterator[Line]:
    """The lines between two places of a text; tags are left out, ticks between pipes in brackets."""
    at, number = start, 0
    while at < end:
        stop = text.find("\n", at, end)
        stop = end if stop < 0 else stop
        shown = _TAG.sub(lambda m: " " * len(m.group()), text[at:stop])
        yield _line(_PIPED_TICK.sub(r"[\1]", shown), number, at)
        at, number = stop + 1, number + 1


def _line(shown: str, number: int, at: int) -> Line:
    runs, rules = [], []
    for found in _RUN.finditer(shown):
        if is_rule(found.group()):
            rules += [(found.start() + r.start(), found.start() + r.end()) for r in _DRAWN.finditer(found.group())]
        else:
            runs.append(Run(found.group(), number, found.start(), at + found.start(), _wall(shown, found.start())))
    return Line(tuple(runs), tuple(rules))


def is_rule(text: str) -> bool:
    """Whether a line or a run is drawn, not written."""
    return _RULE.fullmatch(text) is not None


def _wall(shown: str, at: int) -> int:
    """The column behind the pipe that only space parts from a place; -1 for none."""
    before = shown[:at].rstrip()
    return len(before) if before.endswith("|") else -1
