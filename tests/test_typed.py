"""Filings typed for EDGAR before mid-2003, of invented issuers and persons, through the whole way."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

from extraction import extract, load_models
from extraction.errors import NoModels
from tests.conftest import ROOT


@cache
def record(name: str) -> dict[str, Any]:
    try:
        return extract(ROOT / "tests" / "typed" / f"{name}.txt", models=load_models()).as_json()
    except NoModels as error:
        pytest.skip(str(error))


def shown(rows: list[dict[str, Any]], *fields: str) -> list[tuple[Any, ...]]:
    return [tuple(row.get(field) for field in fields) for row in rows]


def test_a_table_too_wide_for_its_page_goes_on_below_itself() -> None:
    first, second = record("two-parts")["non_derivative"], record("two-parts")["derivative"]
    assert shown(first, "transaction_code", "shares", "price_per_share", "shares_owned_following") == [
        ("M", "2400", "9.875", None),
        ("S", "2400", "21.500", "5812"),
    ]
    assert shown(second, "transaction_code", "exercise_date", "underlying_shares", "direct_or_indirect") == [
        ("M", "1996-02-01", "2400", "D"),
        ("A", "2000-03-01", "6000", "D"),
    ]


def test_a_statement_for_a_month_is_kept_as_a_month_and_holds() -> None:
    held = record("two-parts")
    assert held["period_of_report"] == "1999-03"
    assert [c["status"] for c in held["checks"] if c["rule"] == "earliest_transaction"] == ["passed"]


def test_the_box_is_told_by_its_captions() -> None:
    (owner,) = record("two-parts")["reporting_owners"]
    assert owner["address"] == {
        "street1": "One Stockade Plaza",
        "city": "Schenectady",
        "state": "New York",
        "zip": "12305",
    }
    assert (owner["is_officer"], owner["officer_title"]) == (True, "Senior Vice President, Marketing")


def test_items_side_by_side_are_told_apart() -> None:
    held = record("side-by-side")
    (owner,) = held["reporting_owners"]
    assert (owner["name"], owner["address"]["street1"]) == ("Dragomir Elena V.", "88 Binney Street")
    assert owner["officer_title"] == "Chief Scientific Officer"
    assert held["issuer"] == {"name": "Solstice Therapeutics Corp.", "trading_symbol": "SLTX"}
    assert held["period_of_report"] == "2000-01"
    assert shown(held["derivative"], "transaction_code", "timeliness") == [("A", "V")]


def test_owners_of_further_pages_and_lettered_notes_are_found() -> None:
    held = record("joint")
    assert [(o["name"], o["is_ten_percent_owner"]) for o in held["reporting_owners"]] == [
        ("Sable Ridge Capital, L.P.", True),
        ("Harlan W. Teague", True),
    ]
    assert [n["id"] for n in held["footnotes"]] == ["a"]
    assert [row["footnotes"] for row in held["non_derivative"]] == [{"direct_or_indirect": ["a"]}] * 3
    assert [s.get("date") for s in held["signatures"]] == ["2001-04-09", None]


@pytest.mark.parametrize("name", ["two-parts", "side-by-side", "joint"])
def test_nothing_of_a_typed_filing_passes_unseen(name: str) -> None:
    held = record(name)
    rows = [row for table in ("non_derivative", "derivative") for row in held.get(table, [])]
    assert held["needs_review"] and rows and all(row["needs_review"] for row in rows)
