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
        (["1/5/2004"], "2004-01-05"),
        (["1/5/99"], "1999-01-05"),
        (["June 10, 2009"], "2009-06-10"),
        (["Sept. 3, 2001"], "2001-09-03"),
        (["10 June 2009"], "2009-06-10"),
        (["2009-06-10"], "2009-06-10"),
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
    ],
)
def test_dates(fragments: list[str], value: str) -> None:
    assert best(*fragments) == value


@pytest.mark.parametrize("text", ["", "25/20", "02/30/2003", "13/13/2003", "150,000", "June", "(Month/Day/Year)"])
def test_no_date(text: str) -> None:
    assert date.readings([text]) == ()


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
