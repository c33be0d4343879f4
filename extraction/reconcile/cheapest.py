"""The cheapest choice of candidates under ties, exactly: variables eliminated one by one (min-sum)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import product

Factor = tuple[tuple[str, ...], Mapping[tuple[int, ...], float]]
"""Variables, and what each combination of their candidates costs."""


def cheapest(sizes: Mapping[str, int], factors: Sequence[Factor]) -> tuple[float, dict[str, int]]:
    """The least cost and the candidate of each variable; every variable has at least one factor of its own."""
    left, steps, total = list(factors), [], 0.0
    waiting = dict.fromkeys(sizes)
    while waiting:
        name = min(waiting, key=lambda v: _scope_size(v, left, sizes))
        del waiting[name]
        mine = [f for f in left if name in f[0]]
        left = [f for f in left if name not in f[0]]
        factor, choice = _eliminate(name, mine, sizes)
        steps.append((name, factor[0], choice))
        if factor[0]:
            left.append(factor)
        else:
            total += factor[1][()]
    chosen: dict[str, int] = {}
    for name, scope, choice in reversed(steps):
        chosen[name] = choice[tuple(chosen[v] for v in scope)]
    return total, chosen


def _scope(name: str, factors: Sequence[Factor]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(v for scope, _ in factors if name in scope for v in scope if v != name))


def _scope_size(name: str, factors: Sequence[Factor], sizes: Mapping[str, int]) -> int:
    size = sizes[name]
    for v in _scope(name, factors):
        size *= sizes[v]
    return size


def _eliminate(
    name: str, factors: Sequence[Factor], sizes: Mapping[str, int]
) -> tuple[Factor, dict[tuple[int, ...], int]]:
    """The factors of one variable as one without it, and its best candidate for each combination of the others."""
    scope = _scope(name, factors)
    order = (*scope, name)
    picks = [(tuple(order.index(v) for v in vs), table) for vs, table in factors]
    costs: dict[tuple[int, ...], float] = {}
    choice: dict[tuple[int, ...], int] = {}
    for others in product(*(range(sizes[v]) for v in scope)):
        for i in range(sizes[name]):
            full = (*others, i)
            cost = sum(table[tuple(full[p] for p in places)] for places, table in picks)
            if i == 0 or cost < costs[others]:
                costs[others], choice[others] = cost, i
    return (scope, costs), choice
