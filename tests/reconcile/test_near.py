"""Dates and prices that one misreading explains, where nothing implies them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extraction.draft import Draft
from extraction.reconcile import Reconciled, reconcile
from tests.reconcile.drafts import draft, sale, unread, value

NOTE = "The orders were filled at prices of $21.60 to $22.10 a share."


def filing(*rows: dict[str, object], **more: object) -> Draft:
    signed = {"signatures": [{"date": "2021-03-06"}]}
    return draft({"non_derivative": rows, "period_of_report": "2021-03-04", **signed, **more})


def day(out: Reconciled, row: int) -> str | None:
    return out.draft.rows[row].values["transaction_date"].best


@pytest.mark.parametrize("text", ["03/044/2021", "03/40/2021", "30/04/2021", "03/0/2021", "83/04/2021", "03/04/2201"])
def test_a_day_that_no_month_has_is_mended_by_the_period_of_report(text: str) -> None:
    out = reconcile(filing(sale("100", "900", transaction_date=unread(text)), sale("50", "850")), digital=False)
    assert day(out, 0) == "2021-03-04"
    assert out.inferred["/non_derivative/0/transaction_date"].stood == text


def test_a_year_that_nothing_bears_out_is_mended() -> None:
    out = reconcile(filing(sale("100", "900", transaction_date=value("03/04/2081", "2081-03-04"))), digital=False)
    assert day(out, 0) == "2021-03-04"


def test_a_signature_lies_soon_after_the_trades() -> None:
    start = replace(filing(sale("100", "900")), signatures=({"date": unread("03/066/2021")},))
    assert reconcile(start, digital=False).draft.signatures[0]["date"].best == "2021-03-06"


def test_a_later_trade_stays_where_it_is() -> None:
    start = filing(sale("100", "900"), sale("50", "850", transaction_date=value("03/05/2021", "2021-03-05")))
    out = reconcile(start, digital=False)
    assert day(out, 1) == "2021-03-05" and not out.repairs and not out.doubts


def test_a_digit_lost_from_a_price_is_found_in_its_range() -> None:
    row = sale("100", "900", price_per_share=value("1.84", "1.84"), footnotes={"price_per_share": ["1"]})
    out = reconcile(filing(row, footnotes={"1": NOTE}), digital=False)
    assert out.draft.rows[0].values["price_per_share"].best == "21.84"


def test_a_digit_that_could_be_any_is_nothing() -> None:
    guess = value("17,00", ("17000", 5.7), ("17001", 5.7), ("17002", 5.7))
    filled = [r.__class__(r.value, r.cost, "lost") for r in guess.readings]
    row = sale(value("17,00"), "900") | {"shares": guess.__class__(guess.words, tuple(filled), 1.0)}
    out = reconcile(filing(row), digital=False)
    assert out.draft.rows[0].values["shares"].best is None
    assert "another reading is as likely" in out.doubts["/non_derivative/0/shares"]


def test_a_digital_source_keeps_its_days() -> None:
    start = filing(sale("100", "900", transaction_date="2081-03-04"))
    assert reconcile(start, digital=True).draft == start
