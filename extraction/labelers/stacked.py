"""Lines told apart in mis-cut rows, each of whose cells holds a bit of every line: what stands in which line.

A beam over a row's tokens: what the token model says of each, the order of lines in a cell, and whether the bits of a
line make words where cells meet.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import NamedTuple

from extraction.labels import NONE
from extraction.values.spacing import Memo, Path, ahead, begin, go_on
from extraction.values.words import Lexicon

BLOCKS: tuple[tuple[str, ...], ...] = (
    ("OWNER", "STREET1", "STREET2", "CITY STATE ZIP"),
    ("ISSUER", "TICKER", "PERIOD", "AMENDED"),
    ("OFFICER_TITLE",),
)
"""Labels in the order of their lines, top to bottom, for what stands side by side in the form's box."""
_RANKS: Mapping[str, tuple[int, int]] = MappingProxyType(
    {label: (b, r) for b, block in enumerate(BLOCKS) for r, line in enumerate(block) for label in line.split()}
)
"""Labels with their block and line."""
SPELLED = frozenset({"OWNER", "STREET1", "STREET2", "CITY", "ISSUER", "OFFICER_TITLE"})
"""Labels of words, which may run over two lines, and where it tells something whether bits make words."""
BEAM, HOPELESS = 12, 6.0
"""Guesses kept, and nats behind the best from which one is not gone on with."""
WEIGHT = 0.25
"""Of a nat of spelling against one of the token model."""
OPEN, SECOND, LATE, GAP, BACK, ORDER, OTHER, APART, MIXED = 3.0, 2.0, 2.5, 3.0, 2.0, 4.0, 2.0, 3.0, 1.0
"""Nats: a line, a second line of a label, a line that begins behind the first cell, a cell left out, a line above after
one below, a city after its state, a street's token by the other street's label, a block left of another after it, two
blocks in one cell."""
NARROW = 1.0
"""Nats of a second line of a city, whose box is narrow."""
STREETS = {"STREET1": "STREET2", "STREET2": "STREET1"}
CODES, LONG = {"STATE": 2, "ZIP": 5}, 4.0
"""Characters of codes, and nats of one that runs on without a hyphen."""
PLACES = {"CITY": 0, "STATE": 1, "ZIP": 2}


class Bit(NamedTuple):
    """A token of a mis-cut row: its text, its cell, and what the labels worth trying cost, in nats."""

    text: str
    cell: int
    labels: Mapping[str, float]


class Slot(NamedTuple):
    """A line of a row: the label it began with its block and rank, and whether it is the second of that label."""

    block: int
    rank: int
    second: bool


@dataclass(frozen=True, slots=True)
class _Line:
    """What a line holds so far: its likeliest texts, and what the likeliest costs."""

    paths: tuple[Path, ...]
    cost: float


_NOTHING = _Line((), 0.0)


_NOWHERE: Mapping[int, tuple[int, bool]] = MappingProxyType({})


class _Guess(NamedTuple):
    """What the tokens so far may be."""

    cost: float = 0.0
    lines: Mapping[Slot, tuple[_Line, int]] = MappingProxyType({})
    """Each line with the cell that it was last seen in."""
    reached: Mapping[int, tuple[int, bool]] = _NOWHERE
    """Of each block the line reached in the cell `cell`."""
    cell: int = -1
    shift: int = 0
    """Cells that were taken for two so far."""
    place: int = 0
    """How far the line of the city is: city, state, code."""
    block: int = 0
    """The rightmost block reached."""
    code: int = 0
    """Characters of the state or the postal code so far."""
    taken: tuple[tuple[int, str, Slot | None], ...] = ()
    """Bits that bear a label, by index."""
    state: tuple[object, ...] = ()
    """What guesses are told apart by."""
    starts: Mapping[int, int] = MappingProxyType({})
    """Of each block the cell that its first line begins in."""

    def costing(self, cost: float, taken: tuple[int, str, Slot | None]) -> _Guess:
        """The guess with a bit of no line."""
        return self._replace(cost=self.cost + cost, taken=(*self.taken, taken) if taken[1] != NONE else self.taken)


@dataclass(frozen=True, slots=True)
class _Speller:
    """What spelling costs, each thing once."""

    lexicon: Lexicon
    closings: Memo
    lines: dict[tuple[int, str, bool], _Line]
    starts: dict[str, _Line]
    held: list[_Line]
    """Keeps lines alive, whose identities are keys."""
    aheads: dict[str, float]

    def likely(self, word: str) -> float:
        """What an open word will at least cost."""
        if word not in self.aheads:
            self.aheads[word] = ahead(word, self.lexicon)
        return self.aheads[word]

    def start(self, text: str) -> _Line:
        """A line that begins with a bit."""
        if text not in self.starts:
            self.starts[text] = _Line((begin(text),), self.likely(text))
        return self.starts[text]

    def lengthen(self, line: _Line, text: str, met: bool) -> _Line:
        """A line with a bit at its end."""
        at = (id(line), text, met)
        if at not in self.lines:
            paths = go_on(line.paths, text, met, self.lexicon, self.closings, self.likely)
            self.lines[at] = _Line(paths, paths[0].cost + self.likely(paths[0].open))
            self.held.append(line)
        return self.lines[at]


def tell_lines(bits: Sequence[Bit], lexicon: Lexicon) -> list[tuple[str, Slot | None]]:
    """For each bit its label and its line (None for what the form prints)."""
    speller = _Speller(lexicon, {}, {}, {}, [], {})
    guesses = [_Guess()]
    for i, bit in enumerate(bits):
        if bit.labels.keys() == {NONE}:
            continue
        found: dict[object, _Guess] = {}
        limit = math.inf
        for guess in guesses:
            for new in _further(guess, i, bit, limit, speller):
                limit = min(limit, new.cost + HOPELESS)
                if new.state not in found or new.cost < found[new.state].cost:
                    found[new.state] = new
        guesses = sorted(found.values(), key=lambda g: g.cost)[:BEAM]
    out: list[tuple[str, Slot | None]] = [(NONE, None)] * len(bits)
    for i, label, slot in guesses[0].taken:
        out[i] = (label, slot)
    return out


def _further(guess: _Guess, i: int, bit: Bit, limit: float, speller: _Speller) -> Iterator[_Guess]:
    """The guess with one more bit, in every line that it may stand in where that may cost less than the limit."""
    for label, cost in bit.labels.items():
        if label not in _RANKS:
            toll = WEIGHT * speller.start(bit.text).cost if label == NONE else 0.0
            yield guess.costing(cost + toll, (i, label, None))
            continue
        for slot, toll in _slots(label, guess):
            if guess.cost + cost + toll < limit:
                yield _put(guess, i, bit, label, slot, cost + toll, speller)


def _slots(label: str, guess: _Guess) -> Iterator[tuple[Slot, float]]:
    """The lines that a label may stand in, and what that costs."""
    block, rank = _RANKS[label]
    first = Slot(block, rank, False)
    yield first, 0.0
    if label in SPELLED and first in guess.lines:
        yield first._replace(second=True), 0.0
    if label in STREETS:
        other = Slot(*_RANKS[STREETS[label]], False)
        yield other, OTHER
        if other in guess.lines:
            yield other._replace(second=True), OTHER


def _put(guess: _Guess, i: int, bit: Bit, label: str, slot: Slot, cost: float, speller: _Speller) -> _Guess:
    """The guess with a bit put at the end of a line."""
    cell, at = bit.cell + guess.shift, (slot.rank, slot.second)
    reached = guess.reached if guess.cell == cell else _NOWHERE
    if _goes_back(label, at, reached.get(slot.block)):
        cell, reached, cost = cell + 1, _NOWHERE, cost + BACK
    line, seen = guess.lines.get(slot, (None, cell))
    cost += GAP * max(0, cell - seen - 1) if line else _opening(guess, label, slot, cell)
    if slot.block != guess.block:
        cost += APART * (slot.block < guess.block) + MIXED * bool(reached)
    place, written = PLACES.get(label, -1), _written(guess, bit, label)
    if label in CODES and bit.text.isalnum():
        cost += LONG * (written - len(bit.text) <= CODES[label] + (cell > seen) < written)
    cost += ORDER * (0 <= place < guess.place and not slot.second)
    new = line or _NOTHING
    if label in SPELLED:
        new = speller.lengthen(line, bit.text, seen < cell) if line and line.paths else speller.start(bit.text)
        cost += WEIGHT * (new.cost - (line.cost if line else 0.0))
    lines, reached = {**guess.lines, slot: (new, cell)}, {**reached, slot.block: at}
    place, block = max(place, guess.place), max(slot.block, guess.block)
    state = (*((s, id(x), c) for s, (x, c) in lines.items()), *reached.items(), place, block, written)
    taken = (*guess.taken, (i, label, slot))
    starts = guess.starts if slot.block in guess.starts else {**guess.starts, slot.block: cell}
    return _Guess(guess.cost + cost, lines, reached, cell, cell - bit.cell, place, block, written, taken, state, starts)


def _goes_back(label: str, at: tuple[int, bool], reached: tuple[int, bool] | None) -> bool:
    """Whether a line stands above the one that its cell has reached; codes stand beside either line of their city."""
    return reached is not None and at < reached and (label in SPELLED or at[0] < reached[0])


def _opening(guess: _Guess, label: str, slot: Slot, cell: int) -> float:
    """What a line costs that begins with this bit."""
    late = guess.starts.get(slot.block, cell) < cell
    second = NARROW if label == "CITY" else OPEN + SECOND
    return (second if slot.second else OPEN) + LATE * late * (1 + slot.second)


def _written(guess: _Guess, bit: Bit, label: str) -> int:
    """Characters of the state or the postal code so far, with this bit."""
    if label not in CODES:
        return guess.code
    return (guess.code if PLACES[label] == guess.place else 0) + len(bit.text.rstrip(",."))
