"""The cheapest choice of candidates under ties, exactly: variables eliminated one by one, then looked back upon."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Costs = NDArray[np.float64]
Factor = tuple[tuple[str, ...], Costs]
"""Variables, and what each combination of their candidates costs: an axis for each variable."""


@dataclass(frozen=True, slots=True)
class Bucket:
    """What was known when a variable was eliminated: the others in `scope`, then the variable itself as last axis."""

    name: str
    scope: tuple[str, ...]
    costs: Costs

    @property
    def axes(self) -> tuple[str, ...]:
        return (*self.scope, self.name)

    @property
    def message(self) -> Costs:
        least: Costs = self.costs.min(axis=-1)
        return least


def cheapest(sizes: Mapping[str, int], factors: Sequence[Factor]) -> tuple[dict[str, int], dict[str, Costs]]:
    """The candidate of each variable in the choice of least cost, and for each candidate the least cost with it.

    Min-sum over a bucket tree: Dechter, Bucket elimination (1999). Every variable has at least one factor of its own.
    """
    buckets = _eliminate_all(sizes, factors)
    chosen: dict[str, int] = {}
    for bucket in reversed(buckets):
        chosen[bucket.name] = int(bucket.costs[tuple(chosen[v] for v in bucket.scope)].argmin())
    return chosen, _look_back(buckets)


def _eliminate_all(sizes: Mapping[str, int], factors: Sequence[Factor]) -> list[Bucket]:
    """The buckets in the order of elimination: the variable with the least table first."""
    left, waiting, buckets = list(factors), dict.fromkeys(sizes), []
    while waiting:
        name = min(waiting, key=lambda v: _table_size(v, left, sizes))
        del waiting[name]
        mine = [f for f in left if name in f[0]]
        left = [f for f in left if name not in f[0]]
        scope = _scope(name, mine)
        costs = np.zeros(tuple(sizes[v] for v in (*scope, name)))
        for factor in mine:
            costs = costs + _spread(factor, (*scope, name))
        buckets.append(Bucket(name, scope, costs))
        if scope:
            left.append((scope, buckets[-1].message))
    return buckets


def _look_back(buckets: Sequence[Bucket]) -> dict[str, Costs]:
    """For each candidate of each variable the least cost of all: what the other buckets say comes back to each."""
    total = sum(float(b.costs.min()) for b in buckets if not b.scope)
    beliefs: dict[str, Bucket] = {}
    for bucket in reversed(buckets):
        costs = bucket.costs
        if bucket.scope:
            parent = beliefs[next(b.name for b in buckets if b.name in bucket.scope)]
            message = (bucket.scope, bucket.message)
            others = tuple(i for i, v in enumerate(parent.axes) if v not in bucket.scope)
            back = (parent.costs - _spread(message, parent.axes)).min(axis=others)
            kept = tuple(v for v in parent.axes if v in bucket.scope)
            costs = costs + _spread((kept, back), bucket.axes)
        else:
            costs = costs + (total - float(costs.min()))
        beliefs[bucket.name] = Bucket(bucket.name, bucket.scope, costs)
    return {name: b.costs.min(axis=tuple(range(len(b.scope)))) for name, b in beliefs.items()}


def _scope(name: str, factors: Sequence[Factor]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(v for scope, _ in factors if name in scope for v in scope if v != name))


def _table_size(name: str, factors: Sequence[Factor], sizes: Mapping[str, int]) -> int:
    size = sizes[name]
    for v in _scope(name, factors):
        size *= sizes[v]
    return size


def _spread(factor: Factor, axes: tuple[str, ...]) -> Costs:
    """A factor with its axes in this order, of length one where it has none."""
    scope, table = factor
    order = sorted(range(len(scope)), key=lambda i: axes.index(scope[i]))
    shape = [1] * len(axes)
    for i, v in enumerate(scope):
        shape[axes.index(v)] = table.shape[i]
    return table.transpose(order).reshape(shape)
