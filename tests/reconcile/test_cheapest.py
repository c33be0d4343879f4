"""Elimination against trying everything."""

from __future__ import annotations

from itertools import product

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
    factors = [(s, {key: draw(COST) for key in product(*(range(sizes[v]) for v in s))}) for s in scopes]
    return sizes, factors


@given(problems())
def test_it_finds_the_least_cost(problem: tuple[dict[str, int], list[Factor]]) -> None:
    sizes, factors = problem

    def price(chosen: dict[str, int]) -> float:
        return sum(table[tuple(chosen[v] for v in scope)] for scope, table in factors)

    everything = (dict(zip(sizes, picks, strict=True)) for picks in product(*map(range, sizes.values())))
    least, chosen = cheapest(sizes, factors)
    assert least == min(map(price, everything)) == price(chosen)
