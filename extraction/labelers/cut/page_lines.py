"""Lines told apart where a row holds the text of a whole page: in each of its cells a bit of every line, one behind
the other.

A beam over cells, and in each over the lines so far: whether bits make words where cells meet, how wide cells are, and
what ends a line.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, pairwise
from typing import NamedTuple

from extraction.labelers.cut.cell_widths import width
from extraction.labelers.cut.stacked import SPACE
from extraction.values.spacing import Speller, meetings, seen_as

GUESSES, WITHIN, ALIKE, HOPELESS = 8, 16, 3, 12.0
"""Guesses kept from cell to cell, from line to line, and of these such as have used as many words; nats behind the best
from which one is not gone on with."""
OPEN, LATE, ENDED, UNENDED = 1.0, 8.0, 1.5, 3.0
"""Nats of a line, of one that begins behind the first cell, of one that ends, and of one that does so in the midst of a
sentence."""
NUMBERED = 3.0
"""Nats that a line gains that begins with a number."""
STRAY = 6.0
"""Nats of a word at a cell's head that is of no line."""
RUN_ON = 3.0
"""Nats of a small letter or a figure behind a sentence's end."""
MISFIT, WORST, LOOSE = 2.0, 6.0, 0.6
"""Nats of an em that a bit is too wide for its cell, or too narrow though its line goes on; at most; ems forgiven."""
RATIOS = (1.1, 1.0, 1.2)
"""How wide lines may be set beside the form's."""
LONGEST = 40
"""Words that a line has in a cell at most."""
_NUMBER = re.compile(r"[(\[]?\d{1,2}[.)\]]+")
_ENDS = re.compile(r"[.:;!?][\"”')\]]*$")


class Bit(NamedTuple):
    """What a line holds in a cell: the first and behind the last of the cell's words."""

    cell: int
    start: int
    end: int


class _Line(NamedTuple):
    """A line so far: its place among all, its bits, its last word, which may go on; what it will at least cost more,
    counted already, and what it costs that it ends here, or goes on."""

    place: int
    bits: tuple[Bit, ...]
    word: str
    ahead: float
    ending: float
    going: float


class _Guess(NamedTuple):
    """What the words up to one may be: the lines settled in this cell, the number of its words used, the lines that are
    not settled yet, those that ended, and how many there are."""

    cost: float
    lines: tuple[_Line, ...] = ()
    used: int = 0
    waiting: tuple[_Line, ...] = ()
    ended: tuple[_Line, ...] = ()
    begun: int = 0


@dataclass(frozen=True, slots=True)
class _Costs:
    """What words and their meetings cost, each asked for once."""

    speller: Speller
    whole: dict[str, float] = field(default_factory=dict)
    last: dict[str, tuple[float, float]] = field(default_factory=dict)
    met: dict[tuple[str, str, bool], tuple[float, str]] = field(default_factory=dict)

    def word(self, word: str) -> float:
        """What a whole word costs."""
        if word not in self.whole:
            self.whole[word] = self.speller.lexicon.cost(word)
        return self.whole[word]

    def open(self, word: str) -> float:
        """What a word will at least cost that may go on in the next cell; behind punctuation none does."""
        return self.speller.ahead(word) if word[-1:].isalnum() else self.word(word)

    def end(self, word: str) -> tuple[float, float]:
        """What a line's last word costs while it is open, and how much more if the line ends with it."""
        if word not in self.last:
            stops = _ENDS.search(word) is not None and not _NUMBER.fullmatch(word)
            ahead = self.open(word)
            self.last[word] = ahead, self.word(word) - ahead + ENDED + UNENDED * (not stops)
        return self.last[word]

    def gain(self, last: str, word: str) -> float:
        """What a word costs less behind another."""
        return self.speller.lexicon.gain(seen_as(last)[1], seen_as(word)[1])

    def meet(self, left: str, right: str, closed: bool) -> tuple[float, str]:
        """What it costs at least that a line goes on with a word in the next cell, and the word it then ends with;
        `closed` says that the right one is whole at its end."""
        at = (left, right, closed)
        if at not in self.met:
            self.met[at] = min(self._ways(left, right, closed))
        return self.met[at]

    def _ways(self, left: str, right: str, closed: bool) -> Iterator[tuple[float, str]]:
        costs = self.speller.lexicon.costs
        price = self.word if closed else self.open
        toll = costs["space"] + RUN_ON * (_ENDS.search(left) is not None and not right[0].isupper())
        yield self.word(left) + toll + price(right) - self.gain(left, right), right
        for word, how in meetings(left, right):
            if word.isprintable():
                yield costs[how] + price(word), word


class Column(NamedTuple):
    """A cell: its words; what it costs to take the first of them, that seem to stand above the lines, for a line's; how
    wide it is in ems where that is known, and whether lines are known to begin in it."""

    words: Sequence[str]
    above: Sequence[float] = ()
    width: float | None = None
    begins: bool = False


def part_lines(columns: Sequence[Column], speller: Speller) -> list[list[Bit]]:
    """The lines of cells side by side, top to bottom, each as its bits from left to right."""
    costs = _Costs(speller)
    guesses = [_Guess(0.0)]
    ratio = _ratio(columns[0], costs)
    for cell, column in enumerate(columns):
        guesses = _Cell.of(cell, column, ratio, costs).settle(guesses)
    lines = (*guesses[0].lines, *guesses[0].ended) if guesses else ()
    return [list(line.bits) for line in sorted(lines, key=lambda line: line.place)]


def _ratio(first: Column, costs: _Costs) -> float:
    """How wide lines are set beside the form's, by the ratio with which those of the first cell fill it best."""
    if first.width is None:
        return RATIOS[0]
    found = {ratio: _Cell.of(0, first, ratio, costs).settle([_Guess(0.0)]) for ratio in RATIOS}
    return min((guesses[0].cost, ratio) for ratio, guesses in found.items() if guesses)[1]


def _short(room: float) -> float:
    """What it costs that a line goes on that far from its cell's edge."""
    return min(WORST, MISFIT * max(0.0, room - LOOSE))


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell: its words, what each costs in the midst of a line and open at its end, how wide they reach."""

    number: int
    words: Sequence[str]
    above: Sequence[float]
    width: float | None
    opening: float
    costs: _Costs
    gains: Sequence[float]
    inner: Sequence[float]
    """What words cost up to each, behind the one before."""
    ahead: Sequence[float]
    """What the words from each on will cost at least."""
    reach: Sequence[float]

    @classmethod
    def of(cls, number: int, column: Column, ratio: float, costs: _Costs) -> _Cell:
        words, above, wide, begins = column
        wide = wide if wide is None else wide * ratio
        opening = LATE if number and not begins else OPEN
        gains = [costs.gain(a, b) for a, b in pairwise(("", *words))]
        inner = accumulate((costs.word(w) - g for w, g in zip(words, gains, strict=True)), initial=0.0)
        ahead = list(accumulate((costs.open(w) for w in reversed(words)), initial=0.0))[::-1]
        reach = accumulate((width(w) + SPACE for w in words), initial=0.0)
        return cls(number, words, above, wide, opening, costs, gains, list(inner), ahead, list(reach))

    def settle(self, guesses: Sequence[_Guess]) -> list[_Guess]:
        """The likeliest ways in which the cell's words go on with the lines of guesses, and begin new ones."""
        tolls = [sum(self.above[used:]) for used in range(len(self.above) + 1)] + [STRAY] * (self.number > 0)
        tolls = tolls[: len(self.words) + 1]
        beam = [
            _Guess(g.cost + self.ahead[0] + toll, (), used, g.lines, g.ended, g.begun)
            for g in guesses
            for used, toll in enumerate(tolls)
        ]
        done: dict[tuple[str, ...], _Guess] = {}
        limit = math.inf
        while beam:
            for guess in beam:
                if not guess.waiting and guess.used == len(self.words):
                    words = tuple(line.word for line in guess.lines)
                    if words not in done or guess.cost < done[words].cost:
                        done[words] = guess
                        limit = min(limit, guess.cost + HOPELESS)
            beam = _best(new for g in beam for new in (self._after(g) if g.waiting else self._begun(g)))
            beam = [g for g in beam if g.cost <= limit]
        return sorted(done.values(), key=_cost)[:GUESSES]

    def _after(self, guess: _Guess) -> Iterator[_Guess]:
        """The guess with its next line ended before this cell, or gone on with some of the words."""
        line, *waiting = guess.waiting
        left, least = tuple(waiting), min(line.ending, line.going)
        cost, lines, used, _, ended, count = guess
        yield _Guess(cost + line.ending - least, lines, used, left, (*ended, line), count)
        cost += line.going - least - line.ahead
        for end in self._ends(used):
            met, word = self.costs.meet(line.word, self.words[used], end > used + 1)
            added, new = self._with(line.place, line.bits, used, end, word)
            yield _Guess(cost + met + added, (*lines, new), end, left, ended, count)

    def _begun(self, guess: _Guess) -> Iterator[_Guess]:
        """The guess with a new line of some of the words that are left."""
        cost, lines, used, _, ended, count = guess
        if used == len(self.words):
            return
        first = self.words[used]
        cost += self.opening - NUMBERED * (not self.number and _NUMBER.fullmatch(first) is not None)
        for end in self._ends(used):
            whole = self.costs.word(first) if end > used + 1 else self.costs.open(first)
            added, new = self._with(count, (), used, end, first)
            yield _Guess(cost + whole + added, (*lines, new), end, (), ended, count + 1)

    def _ends(self, start: int) -> Iterator[int]:
        """Behind which words a line may leave the cell that enters it with one."""
        for end in range(start + 1, min(len(self.words), start + LONGEST) + 1):
            if self.width is not None and self._far(start, end - 1) > self.width + WORST:
                return
            yield end

    def _far(self, start: int, end: int) -> float:
        return self.reach[end] - self.reach[start] - SPACE

    def _with(self, place: int, bits: tuple[Bit, ...], start: int, end: int, word: str) -> tuple[float, _Line]:
        """What a line costs with words of this cell, whose first, as it was met (`word`), is paid for; and the line."""
        cost, room = self.ahead[end] - self.ahead[start], 0.0
        ahead, ending = self.costs.end(self.words[end - 1] if end > start + 1 else word)
        if end > start + 1:
            word = self.words[end - 1]
            cost += self.inner[end - 1] - self.inner[start + 1] + ahead - self.gains[end - 1]
        if self.width is not None and (bits or not self.number):
            room = self.width - self._far(start, end)
            cost += _short(-room)
        going = _short(room)
        return cost + min(ending, going), _Line(
            place, (*bits, Bit(self.number, start, end)), word, ahead, ending, going
        )


def _cost(guess: _Guess) -> float:
    return guess.cost


def _best(guesses: Iterable[_Guess]) -> list[_Guess]:
    """The cheapest guesses, of those that used as many words a few."""
    out: list[_Guess] = []
    held: dict[int, int] = {}
    for guess in sorted(guesses, key=_cost):
        if held.get(guess.used, 0) < ALIKE:
            held[guess.used] = held.get(guess.used, 0) + 1
            out.append(guess)
            if len(out) == WITHIN:
                break
    return out
