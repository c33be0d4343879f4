"""The pieces of a cut value put together: as they stand, or without what stands on both sides of the cut."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extraction.values.costs import COSTS
from extraction.values.lookalikes import HALVES

_BEAM = 24


@dataclass(frozen=True, slots=True)
class Joined:
    """A value put together; `cut` is the last place where two pieces met."""

    text: str
    cost: float = 0.0
    how: str = ""
    cut: int | None = None


def join(pieces: Sequence[str]) -> list[Joined]:
    """Every likely way to put the pieces together, the cheapest first."""
    found = [Joined(pieces[0])] if pieces else []
    for piece in pieces[1:]:
        found = sorted((new for old in found for new in _ways(old, piece)), key=lambda j: j.cost)[:_BEAM]
    return found


def _ways(left: Joined, right: str) -> Iterator[Joined]:
    """The ways to put one more piece behind."""
    shared = _overlaps(left.text, right)
    naive = COSTS["not_overlap_long" if max(shared) > 1 else "not_overlap"] if any(shared) else 0.0
    yield Joined(left.text + right, left.cost + naive, left.how or "joined", len(left.text))
    for k in shared:
        if k:
            yield Joined(left.text + right[k:], left.cost + COSTS["overlap"], "overlap", len(left.text))
    a, b = left.text[-1:], right[:1]
    if a != b and a.isdigit() and b.isdigit():
        for kept, other in ((a, b), (b, a)):
            cost = COSTS["half_seen" if HALVES.get(other) == kept else "half_seen_other"]
            yield Joined(left.text[:-1] + kept + right[1:], left.cost + cost, "overlap", len(left.text))


def _overlaps(left: str, right: str) -> list[int]:
    """How many characters the end of one piece may share with the beginning of the next, longest first; 0 for none."""
    return [k for k in range(min(len(left), len(right)), 0, -1) if left.endswith(right[:k])] or [0]
