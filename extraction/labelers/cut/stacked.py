"""Lines told apart in mis-cut rows, each of whose cells holds a bit of every line: what stands in which line.

A beam over a row's tokens: what the token model says of each, the order of lines in a cell, and whether the bits of a
line make words where cells meet.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import NamedTuple

from extraction.labels import NONE
from extraction.values.spacing import Path, Speller, begin, go_on

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
BEAM, HOPELESS = 10, 4.5
"""Guesses kept, and nats behind the best from which one is not gone on with."""
GAINED = 0.5
"""Nats that a bit may gain at most by what it spells, or it is not spelled out."""
WEIGHT = 0.25
"""Of a nat of spelling against one of the token model."""
OPEN, SECOND, LATE, GAP, BACK, ORDER, OTHER, APART, MIXED = 3.0, 2.0, 2.5, 3.0, 2.0, 4.0, 2.0, 3.0, 1.0
"""Nats: a line, a second line of a label, a line that begins behind the first cell, a cell left out, a line above after
one below, a city after its state, a street's token by the other street's label, a block left of another after it, two
blocks in one cell."""
NARROW, TITLE = 1.0, 2.0
"""Nats of a second line of a city and of a title, whose boxes are narrow."""
STREETS = {"STREET1": "STREET2", "STREET2": "STREET1"}
CODES, LONG = {"STATE": 2, "ZIP": 5}, 4.0
"""Characters of codes, and nats of one that runs on without a hyphen."""
PLACES = {"CITY": 0, "STATE": 1, "ZIP": 2}


LIMITS = MappingProxyType({"STREET1": 40, "STREET2": 40, "CITY": 30, "OFFICER_TITLE": 30})
"""Characters that a field may hold (EDGAR Ownership XML Technical Specification)."""
TOO_LONG, TOLERATED = 6.0, 1
"""Nats of a line beyond its limit, and characters that a cut may have added."""
OVER, UNDER, WORST = 1.0, 1.0, 5.0
"""Nats of an em that a line runs over the edge of its cell, or ends before it though it goes on, and at most."""
LOOSE, LOOSER = 0.8, 0.08
"""Ems by which edges are known, and ems of this for each em from the line's begin."""


SPACE = 0.26
"""Ems between two words."""
Edges = Mapping[int, Mapping[int, float]]
"""Of each block the right edges of its cells, by column, in ems from where its lines begin."""


class Bit(NamedTuple):
    """A token of a mis-cut row: its text, its cell, what the labels worth trying cost, in nats, its column of the grid
    and how wide it is, in ems."""

    text: str
    cell: int
    labels: Mapping[str, float]
    column: int = 0
    width: float = 0.0


class Slot(NamedTuple):
    """A line of a row: the label it began with its block and rank, and whether it is the second of that label."""

    block: int
    rank: int
    second: bool


@dataclass(frozen=True, slots=True, eq=False)
class _Line:
    """What a line holds so far: its likeliest texts, and what the likeliest costs."""

    paths: tuple[Path, ...]
    cost: float

    @property
    def length(self) -> int:
        """Characters of the likeliest text."""
        return len(self.paths[0].text) + len(self.paths[0].open) + 1 if self.paths else 0


class _Held(NamedTuple):
    """A line, the cell and the column that it was last seen in, and how far it reaches, in ems."""

    line: _Line
    cell: int
    column: int
    reach: float


_SLOTS = MappingProxyType({label: (Slot(b, r, False), Slot(b, r, True)) for label, (b, r) in _RANKS.items()})
"""Labels with their line, and the second of it."""
_NOTHING = _Line((), 0.0)
_UNKNOWN: Mapping[int, float] = MappingProxyType({})
_Reached = tuple[tuple[int, bool] | None, ...]
_NOWHERE: _Reached = (None,) * len(BLOCKS)


class _Guess(NamedTuple):
    """What the tokens so far may be."""

    cost: float = 0.0
    lines: Mapping[Slot, _Held] = MappingProxyType({})
    told: int = 0
    """What the lines are told apart by: a hash over them all."""
    starts: Mapping[int, int] = MappingProxyType({})
    """Of each block the cell that its first line begins in."""
    reached: _Reached = _NOWHERE
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
    taken: _Taken | None = None

    @property
    def state(self) -> object:
        """What guesses are told apart by."""
        return self.told, self.reached, self.place, self.block, self.code

    def costing(self, cost: float, i: int, label: str) -> _Guess:
        """The guess with a bit of no line."""
        taken = self.taken if label == NONE else _Taken(self.taken, i, label, None)
        return self._replace(cost=self.cost + cost, taken=taken)


class _Taken(NamedTuple):
    """A bit that bears a label, by index, behind those before it."""

    before: _Taken | None
    i: int
    label: str
    slot: Slot | None


@dataclass(frozen=True, slots=True)
class _Row:
    """What was made for a row's guesses, each thing once: so guesses that agree hold the same."""

    speller: Speller
    edges: Edges
    lines: dict[tuple[_Line, str, bool], _Line] = field(default_factory=dict)
    begun: dict[str, _Line] = field(default_factory=dict)

    def begin(self, text: str) -> _Line:
        """A line that begins with a bit."""
        if text not in self.begun:
            self.begun[text] = _Line((begin(text),), self.speller.ahead(text))
        return self.begun[text]

    def lengthen(self, line: _Line, text: str, met: bool) -> _Line:
        """A line with a bit at its end."""
        at = (line, text, met)
        if at not in self.lines:
            paths = go_on(line.paths, text, met, self.speller)
            self.lines[at] = _Line(paths, paths[0].cost + self.speller.ahead(paths[0].open))
        return self.lines[at]


def tell_lines(
    bits: Sequence[Bit], speller: Speller, edges: Edges = MappingProxyType({})
) -> list[tuple[str, Slot | None]]:
    """For each bit its label and its line (None for what the form prints); `edges` are the cells' as far as known."""
    row = _Row(speller, edges)
    guesses = [_Guess()]
    for i, bit in enumerate(bits):
        if bit.labels.keys() == {NONE}:
            continue
        found: dict[object, _Guess] = {}
        limit = math.inf
        for guess in guesses:
            for new in _further(guess, i, bit, limit, row):
                limit = min(limit, new.cost + HOPELESS)
                state = new.state
                if state not in found or new.cost < found[state].cost:
                    found[state] = new
        guesses = sorted((g for g in found.values() if g.cost <= limit), key=lambda g: g.cost)[:BEAM]
    out: list[tuple[str, Slot | None]] = [(NONE, None)] * len(bits)
    taken = guesses[0].taken
    while taken:
        out[taken.i] = (taken.label, taken.slot)
        taken = taken.before
    return out


def _further(guess: _Guess, i: int, bit: Bit, limit: float, row: _Row) -> Iterator[_Guess]:
    """The guess with one more bit, in every line that it may stand in where that may cost less than the limit."""
    for label, cost in bit.labels.items():
        if label not in _RANKS:
            toll = WEIGHT * row.begin(bit.text).cost if label == NONE else 0.0
            yield guess.costing(cost + toll, i, label)
            continue
        for slot, toll in _slots(label, guess.lines):
            if guess.cost + cost + toll < limit and (new := _put(guess, i, bit, label, slot, cost + toll, limit, row)):
                limit = min(limit, new.cost + HOPELESS)
                yield new


def _slots(label: str, held: Mapping[Slot, object]) -> Iterator[tuple[Slot, float]]:
    """The lines that a label may stand in, and what that costs."""
    first, second = _SLOTS[label]
    yield first, 0.0
    if label in SPELLED and first in held:
        yield second, 0.0
    if label in STREETS:
        first, second = _SLOTS[STREETS[label]]
        yield first, OTHER
        if first in held:
            yield second, OTHER


def _put(
    guess: _Guess, i: int, bit: Bit, label: str, slot: Slot, cost: float, limit: float, row: _Row
) -> _Guess | None:
    """The guess with a bit put at the end of a line; None where that costs more than the limit."""
    cell, at = bit.cell + guess.shift, (slot.rank, slot.second)
    reached = guess.reached if guess.cell == cell else _NOWHERE
    if _goes_back(label, at, reached[slot.block]):
        cell, reached, cost = cell + 1, _NOWHERE, cost + BACK
    held = guess.lines.get(slot)
    line, seen = (held.line, held.cell) if held else (None, cell)
    cost += GAP * max(0, cell - seen - 1) if line else _opening(guess, label, slot, cell)
    if guess.cost + cost > limit + GAINED:
        return None
    if slot.block != guess.block:
        cost += APART * (slot.block < guess.block) + MIXED * (reached != _NOWHERE)
    place, written = PLACES.get(label, -1), guess.code
    if label in CODES:
        written = _written(guess, bit, label)
        if bit.text.isalnum():
            cost += LONG * (written - len(bit.text) <= CODES[label] + (cell > seen) < written)
    cost += ORDER * (0 <= place < guess.place and not slot.second)
    new, reach = line or _NOTHING, 0.0
    if label in SPELLED:
        misfit, reach = _fit(row.edges.get(slot.block, _UNKNOWN), bit, held)
        cost += misfit
        if guess.cost + cost > limit + GAINED:
            return None
        new = row.lengthen(line, bit.text, seen < cell) if line and line.paths else row.begin(bit.text)
        cost += WEIGHT * (new.cost - (line.cost if line else 0.0))
    if label in LIMITS:
        beside = guess.lines.get(Slot(slot.block, slot.rank, not slot.second))
        room = LIMITS[label] + TOLERATED - (beside.line.length if beside else 0)
        cost += TOO_LONG * (new.length > room >= (line.length if line else 0))
    if guess.cost + cost > limit:
        return None
    told = guess.told ^ hash((slot, new, cell)) ^ (hash((slot, line, seen)) if line else 0)
    return _Guess(
        guess.cost + cost,
        {**guess.lines, slot: _Held(new, cell, bit.column, reach)},
        told,
        guess.starts if slot.block in guess.starts else {**guess.starts, slot.block: cell},
        (*reached[: slot.block], at, *reached[slot.block + 1 :]),
        cell,
        cell - bit.cell,
        max(place, guess.place),
        max(slot.block, guess.block),
        written,
        _Taken(guess.taken, i, label, slot),
    )


def _fit(edges: Mapping[int, float], bit: Bit, held: _Held | None) -> tuple[float, float]:
    """What it costs, by the widths of the cells, that a line goes on with a bit, and how far it then reaches."""
    left, right = edges.get(bit.column - 1), edges.get(bit.column)
    cost = 0.0
    if held is None:
        start = left or 0.0
    elif held.column == bit.column:
        start = held.reach + SPACE
    elif left is None:
        start = held.reach
    else:
        start = left
        cost = min(WORST, UNDER * max(0.0, left - held.reach - LOOSE - LOOSER * left))
    end = start + bit.width
    if right is not None:
        room = right + LOOSE + LOOSER * right
        cost += min(WORST, OVER * (max(0.0, end - room) - max(0.0, start - room)))
    return cost, end


def _goes_back(label: str, at: tuple[int, bool], reached: tuple[int, bool] | None) -> bool:
    """Whether a line stands above the one that its cell has reached; codes stand beside either line of their city."""
    return reached is not None and at < reached and (label in SPELLED or at[0] < reached[0])


def _opening(guess: _Guess, label: str, slot: Slot, cell: int) -> float:
    """What a line costs that begins with this bit."""
    late = guess.starts.get(slot.block, cell) < cell
    second = NARROW if label == "CITY" else TITLE if label == "OFFICER_TITLE" else OPEN + SECOND
    return (second if slot.second else OPEN) + LATE * late * (1 + slot.second)


def _written(guess: _Guess, bit: Bit, label: str) -> int:
    """Characters of the state or the postal code so far, with this bit of it."""
    return (guess.code if PLACES[label] == guess.place else 0) + len(bit.text.rstrip(","))
