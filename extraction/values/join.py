"""The pieces of a cut value put together: as they stand, or without what stands on both sides of the cut."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from extraction.values.costs import price
from extraction.values.lookalikes import HALF_SIGNS, HALVES

_BEAM = 32

Piece = tuple[str, tuple[str, ...]]
"""What a piece may have been, and the mendings that it took."""


class Joined(NamedTuple):
    """A value put together: its mendings, what they cost, and the places where pieces met."""

    text: str
    steps: tuple[str, ...] = ()
    cost: float = 0.0
    cuts: tuple[int, ...] = ()


def join(pieces: Sequence[Sequence[Piece]]) -> list[Joined]:
    """Every likely way to put the pieces together, the cheapest first; each piece comes in one form or in several."""
    found = [Joined(text, steps, price(steps)) for text, steps in pieces[0]] if pieces else []
    for forms in pieces[1:]:
        ways = (new for old in found for form in forms for new in _ways(old, *form))
        found = sorted(ways, key=lambda j: j.cost)[:_BEAM]
    return sorted(found, key=lambda j: j.cost)


def _ways(left: Joined, right: str, steps: tuple[str, ...]) -> Iterator[Joined]:
    """The ways to put one more piece behind."""
    if not right or not left.text:
        yield _met(left, left.text, right, steps)
        return
    shared = _overlaps(left.text, right)
    naive = ("joined", "not_overlap_long" if max(shared) > 1 else "not_overlap") if any(shared) else ("joined",)
    yield _met(left, left.text, right, (*steps, *naive))
    for k in shared:
        if k:
            yield _met(left, left.text, right[k:], (*steps, "overlap"))
    a, b = left.text[-1], right[0]
    if a != b and a.isdigit() and b.isdigit():
        yield _met(
            left, left.text[:-1] + a, right[1:], (*steps, "half_seen" if a in HALVES.get(b, "") else "half_seen_other")
        )
        yield _met(
            left, left.text[:-1] + b, right[1:], (*steps, "half_seen" if b in HALVES.get(a, "") else "half_seen_other")
        )


def _met(left: Joined, start: str, end: str, steps: tuple[str, ...]) -> Joined:
    cuts = (*left.cuts, len(start)) if start and end else left.cuts
    return Joined(start + end, left.steps + steps, left.cost + price(steps), cuts)


def _overlaps(left: str, right: str) -> list[int]:
    """How many characters the end of one piece may share with the beginning of the next, longest first; 0 for none."""
    return [k for k in range(min(len(left), len(right)), 0, -1) if left.endswith(right[:k])] or [0]


def halved(text: str, first: bool, last: bool) -> Iterator[Piece]:
    """The text, and what it is where a sign on a cut is half of a digit: without it, or with the digit."""
    yield text, ()
    if not first and len(text) > 1 and text[0] in HALF_SIGNS:
        yield text[1:], ("half_sign_dropped",)
        yield from ((digit + text[1:], ("half_sign",)) for digit in HALF_SIGNS[text[0]])
    if not last and len(text) > 1 and text[-1] in HALF_SIGNS:
        yield text[:-1], ("half_sign_dropped",)
        yield from ((text[:-1] + digit, ("half_sign",)) for digit in HALF_SIGNS[text[-1]])
