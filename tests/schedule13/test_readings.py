"""Readers of one row: tables of what stands there and what it means."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction.schedule13.checks import check_cusip, check_spellings
from extraction.schedule13.dates import find_dates
from extraction.schedule13.persons import read_name
from extraction.schedule13.readings import (
    PERSON_TYPES,
    SOURCES_OF_FUNDS,
    read_amount,
    read_check,
    read_codes,
    read_group,
    read_percent,
)


@pytest.mark.parametrize(
    ("shown", "value", "marks"),
    [
        ("1,234,567 shares of Common Stock", "1234567", ()),
        ("- - 0 -", "0", ()),
        ("1,000 (1)(2)", "1000", ("1", "2")),
        ("0*", "0", ("*",)),
        ("1,113,4735\n", "1113473", ("5",)),
        ("31,797.3 units", "31797.3", ()),
        ("See Item 5 below", None, ()),
        ("48.5%", None, ()),
        ("Not Applicable", None, ()),
    ],
)
def test_amounts(shown: str, value: str | None, marks: tuple[str, ...]) -> None:
    reading = read_amount(shown)
    assert (reading.value, reading.marks) == (value, marks)


@given(st.integers(min_value=0, max_value=10**10))
def test_any_amount_is_read_as_it_is_shown(amount: int) -> None:
    assert read_amount(f"   {amount:,} shares\n").value == str(amount)


@pytest.mark.parametrize(
    ("shown", "value"),
    [
        ("23.2%", "23.2"),
        (".1%", "0.1"),
        ("11.23.2%", "23.2"),
        ("5.4% based on 9,033,585 shares", "5.4"),
        ("6.31 %", "6.31"),
        ("-0-", "0"),
    ],
)
def test_percents(shown: str, value: str) -> None:
    assert read_percent(shown, 11).value == value


def test_a_bound_is_doubted() -> None:
    assert read_percent("less than 1%", 11).doubt


@pytest.mark.parametrize(
    ("shown", "codes"),
    [
        ("IA, IN", ("IA", "IN")),
        ("IA:PN", ("IA", "PN")),
        ("OO (LIMITED LIABILITY COMPANY IN OHIO)", ("OO",)),
        ("Heronsgate Corporation (HC)", ("HC",)),
        ("H.C.", ("HC",)),
        ("00", ("OO",)),
        ("in", ("IN",)),
        ("Not one of these", ()),
    ],
)
def test_person_types(shown: str, codes: tuple[str, ...]) -> None:
    assert read_codes(shown, PERSON_TYPES).value == codes


def test_funds_read_as_zeros_are_repaired() -> None:
    reading = read_codes("00-WC", SOURCES_OF_FUNDS)
    assert reading.value == ("OO", "WC") and reading.repaired


@pytest.mark.parametrize(
    ("shown", "member"),
    [
        ("(a) [ ]\n(b) [X]", "b"),
        ("(a) x\n(b)", "a"),
        ("/   / (a)      /X/ (b)", "b"),
        ("(a) ☐ (b) ☒", "b"),
        ("(a) o\n(b) o", None),
        ("(a)\t__X__\n(b)\t______", "a"),
        ("[ ] (a)\n[x] (b)", "b"),
        ("Not applicable", None),
    ],
)
def test_group_boxes(shown: str, member: str | None) -> None:
    assert read_group(shown).value == member


@pytest.mark.parametrize(
    ("shown", "checked"),
    [("[ ]", False), ("( X )", True), ("Yes        No  X", False), ("Yes X   No", True), ("", False)],
)
def test_boxes(shown: str, checked: bool) -> None:
    assert read_check(shown).value is checked


@pytest.mark.parametrize(
    ("shown", "name"),
    [
        ("Heronsgate Partners, L.P.   13-9999999", "Heronsgate Partners, L.P."),
        ("Marlow Vane - ###-##-####", "Marlow Vane"),
        ("Dunmore Trust\nI.R.S. # 36-9999999", "Dunmore Trust"),
        ("Dunmore\n  Trust Company (1)", "Dunmore Trust Company"),
    ],
)
def test_names(shown: str, name: str) -> None:
    assert read_name(shown).value == name


@pytest.mark.parametrize(
    ("shown", "date"),
    [
        ("May 1, 2003", "2003-05-01"),
        ("1st day of May, 2003", "2003-05-01"),
        ("05/01/03", "2003-05-01"),
        ("February 30, 2003", None),
        ("13d-1(b)", None),
    ],
)
def test_dates(shown: str, date: str | None) -> None:
    assert [d for _, _, d in find_dates(shown)] == ([date] if date else [])


@pytest.mark.parametrize(
    ("cusip", "status"), [("037833100", "passed"), ("037833101", "failed"), ("0378331", "not_applicable")]
)
def test_cusip_check_digit(cusip: str, status: str) -> None:
    assert check_cusip(cusip).status == status


def test_two_persons_with_like_names_are_no_misspelling() -> None:
    names = ["Sandgate Offshore Fund", "Sandgate Onshore Fund"]
    assert check_spellings(names, set(names)) == []
    assert len(check_spellings(["Ottoline Farrer", "Ottoline Farer"])) == 1
