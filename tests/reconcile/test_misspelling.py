"""How one number comes to be shown as another."""

from __future__ import annotations

import pytest

from extraction.reconcile.misspelling import COSTS, cost


@pytest.mark.parametrize(
    ("seen", "true", "kind"),
    [
        ("283300", "288300", "alike"),
        ("30530", "305300", "clipped"),
        ("5300", "15300", "clipped"),
        ("3055300", "305300", "doubled"),
        ("35300", "305300", "lost"),
        ("757756", "757576", "transposed"),
        ("431", "4.31", "point"),
        ("12345", "12945", "other"),
        ("123945", "12345", "stray"),
        ("338300", "888300", "two_alike"),
        ("3053", "305300", "two_clipped"),
    ],
)
def test_a_small_misspelling_has_its_cost(seen: str, true: str, kind: str) -> None:
    assert cost(seen, true) == COSTS[kind]


@pytest.mark.parametrize(("seen", "true"), [("123", "987"), ("1", "100000"), ("4.31", "43.1")])
def test_other_numbers_are_no_misspelling(seen: str, true: str) -> None:
    assert cost(seen, true) is None


def test_any_two_short_numbers_are_near_so_it_costs_more() -> None:
    assert (cost("3", "8") or 0) > COSTS["alike"]
