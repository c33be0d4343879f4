"""Errors of filers that no misreading makes: kept, and flagged with what would be right."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extraction.draft import Draft
from extraction.reconcile import reconcile
from tests.reconcile.drafts import draft, sale, value


def failed(start: Draft) -> dict[str, str | None]:
    out = reconcile(start, digital=True)
    assert out.draft == start and not out.repairs
    return {c.rule: c.expected for c in out.checks if c.status == "failed"}


def trade(price: str, shares: str = "1234", **more: object) -> dict[str, object]:
    return sale(shares, "90000", price_per_share=price, **more)


@pytest.mark.parametrize(("price", "each"), [("1542500.00", "1250"), ("15240.13", None), ("2097.8", "1.7")])
def test_a_total_typed_as_price(price: str, each: str | None) -> None:
    found = failed(draft({"non_derivative": [trade(price)]}))
    assert found == ({"price_of_one_share": each} if each else {})


def test_a_price_far_above_that_of_a_trade_of_the_same_kind() -> None:
    rows = [trade("12.5", "100"), sale("70", "89930", price_per_share="12.75")]
    assert not failed(draft({"non_derivative": rows}))
    rows[1] = sale("130", "89870", price_per_share="1663.01")
    assert list(failed(draft({"non_derivative": rows}))) == ["price_of_one_share"]


@pytest.mark.parametrize("price", ["7012.25", "950.1"])
def test_high_prices_are_prices(price: str) -> None:
    assert not failed(draft({"non_derivative": [trade(price, "300")]}))


def test_the_issuer_named_as_owner() -> None:
    start = draft({"non_derivative": [trade("12.5")]})
    top = {**start.top, "/issuer/name": value("Tallow Creek Mills, Inc.")}
    for name, rules in (("TALLOW CREEK MILLS INC", ["owner_is_not_issuer"]), ("Poe Ada", [])):
        assert list(failed(replace(start, top=top, owners=({"name": value(name)},)))) == rules


@pytest.mark.parametrize(("adopted", "fails"), [("January 4, 2021", False), ("March 3, 2022", True)])
def test_a_plan_comes_before_its_trades(adopted: str, fails: bool) -> None:
    note = f"Sold under a Rule 10b5-1 plan that the seller adopted on {adopted}."
    row = trade("12.5", footnotes={"transaction_code": ["1"]})
    assert ("plan_adopted_before" in failed(draft({"non_derivative": [row], "footnotes": {"1": note}}))) is fails


def test_a_trade_before_the_period_of_report() -> None:
    rows = [trade("12.5", "100"), sale("70", "89930", transaction_date="2020-03-04")]
    assert "earliest_transaction" in failed(draft({"non_derivative": rows, "period_of_report": "2021-03-04"}))


@pytest.mark.parametrize(("month", "fails"), [("2021-03", False), ("2021-05", False), ("2021-02", True)])
def test_a_statement_for_a_month_tells_of_what_was_traded_up_to_its_end(month: str, fails: bool) -> None:
    rows = [trade("12.5", transaction_date="2021-03-05")]
    found = failed(draft({"non_derivative": rows, "period_of_report": month}))
    assert ("earliest_transaction" in found) is fails
