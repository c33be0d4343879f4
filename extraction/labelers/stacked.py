"""Lines told apart in mis-cut rows, each of whose cells holds a bit of every line: what stands in which line.

A beam over a row's tokens: what the token model says of each, the order of lines in a cell, and whether the bits of a
line make words where cells meet.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
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
BEAM = 14
WEIGHT = 0.2
"""Of a nat of spelling against one of the token model."""
OPEN, SECOND, LATE, GAP, BACK, ORDER, OTHER, APART, MIXED = 3.0, 2.0, 1.5, 3.0, 2.0, 4.0, 2.0, 3.0, 1.0
"""Nats: a line, a second line of a label, a line that begins behind the first cell, a cell left out, a line above after
one below, a city after its state, a street's token by the other street's label, a block left of another after it, two
blocks in one cell."""
STREETS = {"STREET1": "STREET2", "STREET2": "STREET1"}
CODES, LONG = {"STATE": 2, "ZIP": 5}, 4.0
"""Characters of codes, and nats of one that runs on without a hyphen."""
PLACES = {"CITY": 0, "STATE": 1, "ZIP": 2}
UNLIKELY = 0.01
"""Probability under which a label is not tried."""


class Bit(NamedTuple):
    """A token of a mis-cut row: its text, its cell, and the probabilities of labels worth trying."""

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


@dataclass(frozen=True, slots=True)
class _Guess:
    """What the tokens so far may be."""

    cost: float
    lines: Mapping[Slot, tuple[_Line, int]]
    """Each line with the cell that it was last seen in."""
    reached: Mapping[int, tuple[int, bool]]
    """Of each block the line reached in the cell at hand."""
    cell: int
    place: int = 0
    """How far the line of the city is: city, state, code."""
    block: int = 0
    """The rightmost block reached."""
    code: int = 0
    """Characters of the state or the postal code so far."""
    taken: tuple[tuple[str, Slot | None], ...] = ()


@dataclass(frozen=True, slots=True)
class _Speller:
    """What spelling costs, each thing once."""

    lexicon: Lexicon
    closings: Memo
    lines: dict[tuple[int, str, bool], _Line]
    starts: dict[str, _Line]
    held: list[_Line]
    """Keeps lines alive, whose identities are keys."""

    def start(self, text: str) -> _Line:
        """A line that begins with a bit."""
        if text not in self.starts:
            self.starts[text] = _Line((begin(text),), ahead(text, self.lexicon))
        return self.starts[text]

    def lengthen(self, line: _Line, text: str, met: bool) -> _Line:
        """A line with a bit at its end."""
        at = (id(line), text, met)
        if at not in self.lines:
            paths = go_on(line.paths, text, met, self.lexicon, self.closings)
            self.lines[at] = _Line(paths, paths[0].cost + ahead(paths[0].open, self.lexicon))
            self.held.append(line)
        return self.lines[at]


def tell_lines(bits: Sequence[Bit], lexicon: Lexicon) -> list[tuple[str, Slot | None]]:
    """For each bit its label and its line (None for what the form prints)."""
    speller = _Speller(lexicon, {}, {}, {}, [])
    guesses = [_Guess(0.0, {}, {}, 0)]
    last = bits[0].cell if bits else 0
    for bit in bits:
        if bit.cell != last:
            guesses = [replace(g, reached={}, cell=g.cell + bit.cell - last) for g in guesses]
            last = bit.cell
        found: dict[object, _Guess] = {}
        for new in (new for guess in guesses for new in _further(guess, bit, speller)):
            state = tuple((slot, id(line), cell) for slot, (line, cell) in sorted(new.lines.items()))
            same = (state, new.place, new.code, new.block, tuple(sorted(new.reached.items())))
            if same not in found or new.cost < found[same].cost:
                found[same] = new
        guesses = sorted(found.values(), key=lambda g: g.cost)[:BEAM]
    return list(guesses[0].taken)


def _further(guess: _Guess, bit: Bit, speller: _Speller) -> Iterator[_Guess]:
    """The guess with one more bit, in every line that it may stand in."""
    for label, cost in bit.labels.items():
        if label not in _RANKS:
            toll = WEIGHT * speller.start(bit.text).cost if label == NONE else 0.0
            yield replace(guess, cost=guess.cost + cost + toll, taken=(*guess.taken, (label, None)))
            continue
        for slot, toll in _slots(label, guess):
            yield _put(guess, bit, label, slot, cost + toll, speller)


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


def _put(guess: _Guess, bit: Bit, label: str, slot: Slot, cost: float, speller: _Speller) -> _Guess:
    """The guess with a bit put at the end of a line."""
    cell, reached, at = guess.cell, guess.reached, (slot.rank, slot.second)
    if slot.block in reached and at < reached[slot.block] and (label in SPELLED or slot.rank < reached[slot.block][0]):
        cell, reached, cost = cell + 1, {}, cost + BACK
    line, seen = guess.lines.get(slot, (None, cell))
    if line is None:
        late = slot.block not in reached and any(s.block == slot.block for s in guess.lines)
        cost += OPEN + SECOND * slot.second + LATE * late * (1 + slot.second)
    else:
        cost += GAP * max(0, cell - seen - 1)
    if slot.block != guess.block:
        cost += APART * (slot.block < guess.block) + MIXED * bool(reached)
    place = PLACES.get(label, -1)
    written = guess.code
    if label in CODES:
        written = (written if place == guess.place else 0) + len(bit.text.rstrip(",."))
        cost += LONG * (bit.text.isalnum() and written - len(bit.text) <= CODES[label] + (cell > seen) < written)
    cost += ORDER * (0 <= place < guess.place and not slot.second)
    if label in SPELLED:
        new = speller.lengthen(line, bit.text, seen < cell) if line and line.paths else speller.start(bit.text)
        cost += WEIGHT * (new.cost - (line.cost if line else 0.0))
    else:
        new = line or _NOTHING
    return _Guess(
        guess.cost + cost,
        {**guess.lines, slot: (new, cell)},
        {**reached, slot.block: at},
        cell,
        max(place, guess.place),
        max(slot.block, guess.block),
        written,
        (*guess.taken, (label, slot)),
    )
