from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction.values import date

days = st.dates(dt.date(1994, 1, 1), dt.date(2059, 12, 31))


def best(*fragments: str) -> str | None:
    found = date.readings(fragments)
    return found[0].value if found else None


@pytest.mark.parametrize(
    ("fragments", "value"),
    [
        (["11/25/2003"], "2003-11-25"),
        (["12/288/2005"], "2005-12-28"),
        (["044/08/2008"], "2008-04-08"),
        (["77/20/2011"], "2011-07-20"),
        (["12/09/20055"], "2005-12-09"),
        (["1/5/2004"], "2004-01-05"),
        (["1/5/99"], "1999-01-05"),
        (["June 10, 2009"], "2009-06-10"),
        (["Sept. 3, 2001"], "2001-09-03"),
        (["10 June 2009"], "2009-06-10"),
        (["2009-06-10"], "2009-06-10"),
        (["2009/06/10"], "2009-06-10"),
        (["November 2002"], "2002-11"),
        (["03/01/0022"], "0022-03-01"),
        (["O6/23/2OO9"], "2009-06-23"),
        (["11/2", "11/25/2003"], "2003-11-25"),
        (["11/1", "/18/2009"], "2009-11-18"),
        (["08/2", "0/200", "/2009"], "2009-08-20"),
        (["04/19/2", "02", "3"], "2023-04-19"),
        (["11/17/2009)9"], "2009-11-17"),
        (["2/7/0", "0"], "2000-02-07"),
        (["0112/2003"], "2003-01-12"),
        (["C)4/19/2011"], "2011-04-19"),
        (["03/1872025]"], "2025-03-18"),
        (["03/1972024]"], "2024-03-19"),
        (["03/1/7/2025"], "2025-03-17"),
        (["03/01/", "/2025"], "2025-03-01"),
        (["7/10", "0/202 7/10/2023"], "2023-07-10"),
        (["03-01-", "2033"], "2033-03-01"),
        (["10-Ma", "ar-2023"], "2023-03-10"),
        (["Apr 11, 2O23"], "2023-04-11"),
        (["ay 8, 2023"], "2023-05-08"),
        (["Smith06/02/2023"], "2023-06-02"),
        (["06/80/2023"], "2023-06-30"),
        (["May 3, 20233"], "2023-05-03"),
        (["(Month/Day/Year):1/24/23"], "2023-01-24"),
    ],
)
def test_dates(fragments: list[str], value: str) -> None:
    assert best(*fragments) == value


@pytest.mark.parametrize("text", ["", "25/20", "02/30/2003", "13/13/2003", "150,000", "June", "(Month/Day/Year)"])
def test_no_date(text: str) -> None:
    assert date.readings([text]) == ()


@pytest.mark.parametrize(
    ("fragments", "value"),
    [
        (["/6/2023"], "2023-06-06"),
        (["21, 2024"], "2024-02-21"),
        (["05/19/", "023"], "2023-05-19"),
        (["12/03/202"], "2021-12-03"),
        (["0", "/25/2031"], "2031-02-25"),
        (["04", "/14/20", "3"], "2023-04-14"),
        (["4", "3/2024"], "2024-04-03"),
    ],
)
def test_a_lost_digit_leaves_every_day_it_may_have_made(fragments: list[str], value: str) -> None:
    assert value in [r.value for r in date.readings(fragments)]


@given(days, st.sampled_from(["%m/%d/%Y", "%Y-%m-%d", "%B %d, %Y", "%d %B %Y", "%b. %d, %Y", "%m/%d/%y"]))
def test_dates_as_printed(day: dt.date, form: str) -> None:
    assert date.readings([day.strftime(form)])[0].value == day.isoformat()


@given(days, st.integers(1, 9))
def test_a_cut_without_loss_is_undone(day: dt.date, at: int) -> None:
    text = day.strftime("%m/%d/%Y")
    assert best(text[:at], text[at:]) == day.isoformat()


@given(days, st.integers(2, 9))
def test_a_doubled_character_is_seen_once(day: dt.date, at: int) -> None:
    text = day.strftime("%m/%d/%Y")
    assert day.isoformat() in [r.value for r in date.readings([text[:at], text[at - 1 :]])]


@given(st.lists(st.text("0123456789/OlI-. ", max_size=11), max_size=4))
def test_any_text_gives_days_that_exist(fragments: list[str]) -> None:
    for reading in date.readings(fragments):
        assert dt.date.fromisoformat(reading.value)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("10/98", "1998-10"),
        ("5/1999", "1999-05"),
        ("October, 1998", "1998-10"),
        ("September/1996", "1996-09"),
        ("JUNE/97", "1997-06"),
        ("12/31/99", "1999-12-31"),
        ("March 1, 2002", "2002-03-01"),
        ("Dec. 2000", "2000-12"),
    ],
)
def test_a_month_with_its_year_is_a_date_where_the_form_asks_for_one(text: str, value: str) -> None:
    assert date.of_month([text])[0].value == value


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Fiscal year ended September 28, 1997", "September 28, 1997"),
        ("January 2000 (Fiscal Year)", "January 2000"),
        ("/s/ Jo Arden  10-9-00", "10-9-00"),
        ("for 15-Dec-00", "15-Dec-00"),
        ("see Rule 16b-3", None),
        ("1 May Street", None),
    ],
)
def test_the_first_date_of_a_text_is_found(text: str, found: str | None) -> None:
    span = date.in_text(text)
    assert (text[slice(*span)] if span else None) == found


def test_a_day_with_a_short_month_and_year_is_a_date() -> None:
    assert best("15-Dec-00") == "2000-12-15"
