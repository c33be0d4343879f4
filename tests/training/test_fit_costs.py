"""The costs of mendings: learned from choices, written where values look for them."""

from __future__ import annotations

from pathlib import Path

import pytest

from extraction.document import Source
from extraction.values import costs
from training.annotated import AnnotatedFiling, Annotation
from training.fit_costs import LEAST, NOTHING, Pair, case, fit, pairs, same, write

DOUBLED = Pair("shares", ("6", "6,344"), "6344")
FORM = """UNITED STATES SECURITIES AND EXCHANGE COMMISSION FORM 4
STATEMENT OF CHANGES IN BENEFICIAL OWNERSHIP OF SECURITIES
Name and Address of Reporting Person. Issuer Name and Ticker or Trading Symbol.
Table I - Non-Derivative Securities Acquired, Disposed of, or Beneficially Owned
"""
NOT_DOUBLED = Pair("shares", ("1", "1,250"), "11250")


def test_a_case_names_the_mendings_and_the_right_one() -> None:
    steps, right = case(NOT_DOUBLED)
    assert (steps[0], steps[right]) == (("overlap",), ("joined", "not_overlap"))
    assert case(Pair("direct_or_indirect", ("~",), "D")) == ((), -1)


@pytest.mark.parametrize(("value", "gold", "equal"), [("6.50", "6.5", True), ("A", "A", True), ("A", "D", False)])
def test_values_are_equal_as_numbers(value: str, gold: str, equal: bool) -> None:
    assert same(value, gold) is equal


def test_what_is_right_more_often_costs_less() -> None:
    mostly = fit([case(DOUBLED)] * 90 + [case(NOT_DOUBLED)] * 10).costs
    seldom = fit([case(DOUBLED)] * 10 + [case(NOT_DOUBLED)] * 90).costs
    assert LEAST <= mostly["overlap"] < mostly["not_overlap"]
    assert seldom["overlap"] > seldom["not_overlap"]


def test_unreadable_values_make_nothing_cheaper() -> None:
    sure, unsure = [case(DOUBLED)] * 50, [((), -1), case(Pair("shares", ("5",), "51"))] * 20
    assert fit([*sure, *unsure]).costs[NOTHING] < fit(sure).costs[NOTHING]


def test_costs_are_read_where_they_are_written(tmp_path: Path) -> None:
    fitted = fit([case(DOUBLED)] * 9 + [case(NOT_DOUBLED)])
    write(fitted, tmp_path / "costs.json")
    read = costs.load(tmp_path / "costs.json")
    assert read["overlap"] == fitted.costs["overlap"]
    assert read["no_slash"] == costs.ESTIMATES["no_slash"]
    assert costs.load(tmp_path / "none.json") == costs.ESTIMATES


def test_pairs_of_a_filing() -> None:
    text = FORM + "Common Stock\t6\t6,344\tD\n" + "1. Title\t2. Date\t3. Code\t4. Amount\n" * 3
    marked = {"/non_derivative/0/shares": "6\t6,344", "/non_derivative/0/direct_or_indirect": "\tD\n"}
    annotations = tuple(
        Annotation(pointer, (text.index(part), text.index(part) + len(part))) for pointer, part in marked.items()
    )
    gold = {"non_derivative": [{"shares": "6344", "direct_or_indirect": "D"}]}
    filing = AnnotatedFiling("invented", Source.MESSY, "1", text.encode(), gold, annotations)
    assert list(pairs(filing)) == [DOUBLED, Pair("direct_or_indirect", ("D",), "D")]
