"""What speaks against a challenger, and what does not."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from training.compare import Comparison, compare
from training.group_scores import Scored
from training.measure import Measured
from training.score import score_filing

GOLD: dict[str, Any] = {
    "form_type": "4",
    "issuer": {"name": "Quillmoor Tidal Works", "trading_symbol": "QTW"},
    "non_derivative": [{"security_title": "Common Stock", "shares": "100", "price_per_share": "2.5"}],
}


def measured(count: int, cells: dict[tuple[str, str], int] | None = None, **wrong: set[int]) -> Measured:
    """A model on `count` filings; `wrong` names fields of the row and the filings where they are wrong."""
    passed = wrong.pop("passed", set())
    whole = Measured()
    for i in range(count):
        row = GOLD["non_derivative"][0] | {name: "7" for name, where in wrong.items() if i in where}
        record = GOLD | {"non_derivative": [row | {"needs_review": i not in passed}], "needs_review": i not in passed}
        score = score_filing(GOLD, record)
        whole.scored.append(Scored(f"filing {i}", f"{i}.txt", "4", "layout", "ok", score))
        whole.labels.append({"cells": Counter(cells or {("shares", "shares"): 5})})
    return whole


def against(comparison: Comparison, what: str) -> list[str]:
    return [reason for reason in comparison.reasons if what in reason]


def test_nothing_speaks_against_an_equal_or_a_better_one() -> None:
    one, other = measured(20, shares={1, 2, 3}), measured(20, shares={1})
    assert compare(one, one).reasons == ()
    assert compare(other, one).reasons == ()


def test_a_field_that_got_worse_is_named_with_its_interval() -> None:
    comparison = compare(measured(30, price_per_share=set(range(12))), measured(30))
    (reason,) = against(comparison, "field non_derivative.price_per_share")
    assert "1.000 → 0.600 (difference -0." in reason
    assert against(comparison, "records row_exact")
    assert not against(comparison, "shares:")


def test_a_difference_that_chance_explains_is_none() -> None:
    assert compare(measured(30, shares={1, 2, 3}), measured(30, shares={4, 5})).reasons == ()


def test_what_is_lost_everywhere_alike_is_worse() -> None:
    """Where every filing shows the same loss the draws do not spread, and yet it is no chance."""
    worse = measured(10, cells={("shares", "-"): 5})
    assert against(compare(worse, measured(10)), "significantly worse: cells shares: 1.000 → 0.000")


def test_many_labels_are_many_chances() -> None:
    """One of forty labels is a little worse: what would count alone does not among so many (Holm)."""
    names = [f"label {i}" for i in range(40)]
    champion, challenger = measured(12), measured(12)
    for i in range(12):
        champion.labels[i]["cells"] = Counter({(name, name): 5 for name in names})
        lost = Counter({("label 0", "-"): 2, ("label 0", "label 0"): -2}) if i < 4 else Counter()
        challenger.labels[i]["cells"] = Counter(champion.labels[i]["cells"])
        challenger.labels[i]["cells"].update(lost)
    comparison = compare(challenger, champion)
    (difference,) = (d for d in comparison.differences if d.name == "label 0")
    assert difference.interval and difference.interval[1] < 0
    assert difference.chance is not None and difference.chance < 0.025
    assert not against(comparison, "label 0")


def test_wrong_rows_that_pass_are_refused() -> None:
    careful, careless = measured(40, shares={1}), measured(40, shares={1}, passed={0, 1, 2})
    assert against(compare(careless, careful), "1 of 3 rows that pass are wrong (33.33%); at most 0.20% is borne")
    assert compare(careless, careless).reasons == ()
    assert compare(careful, careless).reasons == ()


def test_few_filings_tell_nothing() -> None:
    comparison = compare(measured(3, shares={0, 1, 2}), measured(3))
    assert comparison.reasons == ("only 3 filings to compare on: fewer than 5 tell nothing",)


def test_other_filings_are_no_comparison() -> None:
    with pytest.raises(ValueError, match="not measured on the same filings"):
        compare(measured(5), measured(6))
