"""Elimination against trying everything."""

from __future__ import annotations

from itertools import product
from math import prod

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from extraction.reconcile.cheapest import Factor, cheapest

COST = st.integers(0, 50).map(float)


@st.composite
def problems(draw: st.DrawFn) -> tuple[dict[str, int], list[Factor]]:
    sizes = {name: draw(st.integers(1, 3)) for name in "abcde"[: draw(st.integers(1, 5))]}
    scopes = [(name,) for name in sizes] + draw(
        st.lists(st.lists(st.sampled_from(sorted(sizes)), min_size=1, max_size=3, unique=True).map(tuple), max_size=4)
    )
    shapes = [[sizes[v] for v in scope] for scope in scopes]
    tables = [draw(st.lists(COST, min_size=prod(s), max_size=prod(s))) for s in shapes]
    return sizes, [(scope, np.array(t).reshape(s)) for scope, t, s in zip(scopes, tables, shapes, strict=True)]


@given(problems())
def test_it_finds_the_least_cost_of_all_and_with_each_candidate(problem: tuple[dict[str, int], list[Factor]]) -> None:
    sizes, factors = problem

    def price(chosen: dict[str, int]) -> float:
        return float(sum(table[tuple(chosen[v] for v in scope)] for scope, table in factors))

    everything = [dict(zip(sizes, picks, strict=True)) for picks in product(*map(range, sizes.values()))]
    chosen, least = cheapest(sizes, factors)
    assert price(chosen) == min(map(price, everything))
    for name, size in sizes.items():
        assert list(least[name]) == [min(price(c) for c in everything if c[name] == i) for i in range(size)]
