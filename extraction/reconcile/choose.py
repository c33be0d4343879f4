"""The readings of least cost under all ties at once, and how far behind the next different answer is."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from math import prod

import numpy as np

from extraction.reconcile.candidates import Candidate, Candidates
from extraction.reconcile.cheapest import Costs, Factor, cheapest
from extraction.reconcile.tie import BROKEN, OPEN, Tie

WIDEST = 10
"""Places with a choice that one tie may have."""
Price = Callable[[str, str], float]
"""What a pattern of a tie costs, by its prior."""
NONE = 1e6
"""The margin of the only answer, or more."""
LARGEST = 4000
"""Combinations of one tie that are looked at; beyond it only the cheapest candidates of each place."""


@dataclass(frozen=True, slots=True)
class Choice:
    """The candidate chosen for a place, and by how many nats the next different one is dearer."""

    candidate: Candidate
    margin: float
    behind: float = 0.0
    """By how many nats what stands is dearer than what is chosen."""


def choose(candidates: Candidates, ties: Sequence[Tie], price: Price) -> dict[str, Choice]:
    """A choice for every place that has more than one candidate."""
    open_ = {p: c for p, c in candidates.items() if len(c) > 1}
    out: dict[str, Choice] = {}
    for places, together in _parts(open_, ties):
        out |= _choose_part({p: candidates[p] for p in places}, together, candidates, price)
    return out


def _parts(open_: Candidates, ties: Sequence[Tie]) -> list[tuple[list[str], list[Tie]]]:
    """Places and ties that hang together through places with a choice."""
    part = {p: p for p in open_}

    def root(p: str) -> str:
        while part[p] != p:
            p = part[p]
        return p

    for tie in ties:
        free = [p for p in tie.over if p in open_]
        for other in free[1:]:
            part[root(other)] = root(free[0])
    places: dict[str, list[str]] = {}
    for p in open_:
        places.setdefault(root(p), []).append(p)
    held: dict[str, list[Tie]] = {r: [] for r in places}
    for tie in ties:
        first = next((p for p in tie.over if p in open_), None)
        if first is not None:
            held[root(first)].append(tie)
    return [(places[r], held[r]) for r in places]


def _choose_part(part: Candidates, ties: Sequence[Tie], everywhere: Candidates, price: Price) -> dict[str, Choice]:
    part = _narrow(part, ties, everywhere, price)
    sizes = {p: len(c) for p, c in part.items()}
    factors: list[Factor] = [((p,), np.array([c.cost for c in cs])) for p, cs in part.items()]
    factors += [_factor(tie, part, everywhere, price) for tie in ties]
    chosen, least = cheapest(sizes, factors)
    return {
        p: Choice(part[p][i], _margin(part[p], i, least[p]), float(least[p][0] - least[p][i]))
        for p, i in chosen.items()
    }


def _margin(candidates: Sequence[Candidate], chosen: int, least: Costs) -> float:
    """By how much the next answer is dearer; nothing is no answer."""
    others = (least[i] for i, c in enumerate(candidates) if i != chosen and c.meaning is not None)
    return float(min(others, default=NONE) - least[chosen])


def _narrow(part: Candidates, ties: Sequence[Tie], everywhere: Candidates, price: Price) -> Candidates:
    """Fewer candidates where a tie has too many combinations: of places that nothing else speaks against, then of all.

    What stands is always kept, beside what the ties of its place like best.
    """
    if wide := _too_wide(part, ties):
        part = {p: _liked(p, c, ties, everywhere, price) for p, c in part.items()}
        suspects = {p for t in ties if len(t.over) <= WIDEST and _is_broken(t, everywhere) for p in t.over}
        part = {p: c[:1] if p in wide - suspects else c for p, c in part.items()}
    for most in (4, 3, 2, 1):
        wide = _too_wide(part, ties)
        part = {p: c[:most] if p in wide else c for p, c in part.items()}
    return part


def _too_wide(part: Candidates, ties: Sequence[Tie]) -> set[str]:
    """The places of ties that have too many combinations."""
    wide = (t for t in ties if prod(len(part[p]) for p in t.over if p in part) > LARGEST)
    return {p for t in wide for p in t.over}


def _liked(
    pointer: str, held: Sequence[Candidate], ties: Sequence[Tie], everywhere: Candidates, price: Price
) -> list[Candidate]:
    """What stands, then the others by their cost and what their ties cost where all else stands."""
    mine = [(t, [everywhere[p][0].meaning for p in t.over], t.over.index(pointer)) for t in ties if pointer in t.over]

    def cost(candidate: Candidate) -> float:
        around = (price(t.prior, t.pattern([*m[:i], candidate.meaning, *m[i + 1 :]])) for t, m, i in mine)
        return candidate.cost + sum(around)

    return [held[0], *sorted(held[1:], key=cost)]


def _is_broken(tie: Tie, everywhere: Candidates) -> bool:
    """Whether a tie does not hold, or not all of it can be read, as things stand."""
    return tie.pattern([everywhere[p][0].meaning for p in tie.over]) in (BROKEN, OPEN)


def _factor(tie: Tie, part: Candidates, everywhere: Mapping[str, Sequence[Candidate]], price: Price) -> Factor:
    """What each combination of the candidates that a tie looks at costs."""
    free = tuple(dict.fromkeys(p for p in tie.over if p in part))
    table = np.empty([len(part[p]) for p in free])
    for picks in product(*(range(len(part[p])) for p in free)):
        at = dict(zip(free, picks, strict=True))
        meanings = [part[p][at[p]].meaning if p in at else everywhere[p][0].meaning for p in tie.over]
        table[picks] = price(tie.prior, tie.pattern(meanings))
    return free, table
