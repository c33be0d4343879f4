"""Dates that a damaged place lacks and others tell."""

from __future__ import annotations

from extraction.document import Word
from extraction.draft import Draft, DraftRow, Value
from extraction.recall.dates import recall_dates
from extraction.values import date


def value(text: str) -> Value:
    return Value((Word(text, (0, 0, 1, 1)),), date.readings([text]), 0.9)


def draft(period: str, traded: str, *signed: str, form: str = "4") -> Draft:
    top = {"/period_of_report": value(period)} if period else {}
    row = DraftRow("non_derivative", {"transaction_date": value(traded)}, {}, 0)
    signatures = tuple({"date": value(text)} if text else {"name": value("Ada")} for text in signed)
    return Draft(form, top, (), (row,), (), signatures)


def period(*args: str, form: str = "4") -> str | None:
    held = recall_dates(draft(*args, form=form)).top.get("/period_of_report")
    return held.best if held else None


def test_the_earliest_transaction_is_the_period_where_none_stands_whole() -> None:
    assert period("", "03/04/2021") == "2021-03-04"
    assert period("3/04/20:", "03/04/2021") == "2021-03-04"
    assert period("03/05/2021", "03/04/2021") == "2021-03-05"
    assert period("", "03/04/2021", form="3") is None


def test_a_signature_without_a_date_was_signed_when_all_others_were() -> None:
    dates = [s["date"].best if "date" in s else None for s in recall_dates(
        draft("03/04/2021", "03/04/2021", "03/06/2021", "", "03/06/2021")).signatures]  # fmt: skip
    assert dates == ["2021-03-06"] * 3
    assert "date" not in recall_dates(draft("03/04/2021", "03/04/2021", "03/06/2021", "")).signatures[1]


def test_month_and_day_right_behind_the_period_tell_the_year() -> None:
    signed = recall_dates(draft("03/04/2021", "03/04/2021", "3/06,")).signatures
    assert signed[0]["date"].best == "2021-03-06"
    assert recall_dates(draft("03/04/2021", "03/04/2021", "9/06,")).signatures[0]["date"].best is None
