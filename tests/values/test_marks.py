"""Codes, CUSIP numbers and footnote marks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction.values import code, cusip, footnote


@pytest.mark.parametrize(
    ("fragments", "alphabet", "letter"),
    [
        (["М"], code.TRANSACTION, "M"),
        (["S"], code.TRANSACTION, "S"),
        (["5"], code.TRANSACTION, "S"),
        (["E"], code.ACQUIRED_DISPOSED, "D"),
        (["["], code.ACQUIRED_DISPOSED, "D"),
        (["I)"], code.ACQUIRED_DISPOSED, "D"),
        (["0", "A"], code.ACQUIRED_DISPOSED, "A"),
        (["l"], code.DIRECT_INDIRECT, "I"),
        (["|"], code.DIRECT_INDIRECT, "I"),
        (["1"], code.DIRECT_INDIRECT, "I"),
        (["D"], code.DIRECT_INDIRECT, "D"),
        (["d"], code.DIRECT_INDIRECT, "D"),
        (["Indirect"], code.DIRECT_INDIRECT, "I"),
        (["Ind", "direct"], code.DIRECT_INDIRECT, "I"),
        (["Di", "irect"], code.DIRECT_INDIRECT, "D"),
        (["pb"], code.DIRECT_INDIRECT, "D"),
        (["oD"], code.ACQUIRED_DISPOSED, "D"),
        (["(Disposed)"], code.ACQUIRED_DISPOSED, "D"),
        (["cquired"], code.ACQUIRED_DISPOSED, "A"),
        (["A - Acquired"], code.ACQUIRED_DISPOSED, "A"),
        (["M - Exercise"], code.TRANSACTION, "M"),
        (["M-Exercise or conversion"], code.TRANSACTION, "M"),
        (["Sale"], code.TRANSACTION, "S"),
        (["S-Sale"], code.TRANSACTION, "S"),
        (["S®"], code.TRANSACTION, "S"),
        (["J(1)"], code.TRANSACTION, "J"),
        (["F2"], code.TRANSACTION, "F"),
        (["J("], code.TRANSACTION, "J"),
        (["G/E"], code.TRANSACTION, "G"),
        (["SS"], code.TRANSACTION, "S"),
    ],
)
def test_letters(fragments: list[str], alphabet: str, letter: str) -> None:
    assert code.readings(fragments, alphabet)[0].value == letter


@pytest.mark.parametrize("text", ["", "Common", "11/25/2003", "150,000", "~"])
def test_no_letter(text: str) -> None:
    assert code.readings([text], code.ACQUIRED_DISPOSED) == ()


@pytest.mark.parametrize("number", ["037833100", "17275R102", "38259P508"])
def test_check_digits(number: str) -> None:
    assert cusip.is_valid(number)
    assert not cusip.is_valid(number[:-1] + str((int(number[-1]) + 1) % 10))


def test_a_lookalike_is_mended_where_only_one_makes_the_check_digit_right() -> None:
    assert [r.value for r in cusip.readings(["O37833100"])] == ["037833100", "O37833100"]


def test_spaces_and_label_are_no_part_of_a_number() -> None:
    assert cusip.readings(["CUSIP No. 037833", "10 0"])[0].value == "037833100"


@given(st.text("0123456789ABCDEFGHJKLMNPQRSTUVWXYZ", min_size=8, max_size=8))
def test_the_check_digit_makes_a_number_valid(body: str) -> None:
    assert cusip.readings([body + cusip.check_digit(body)])[0].cost == 0


@pytest.mark.parametrize(
    ("mark", "found"),
    [
        ("(1)", ("1",)),
        ("(1)(2)", ("1", "2")),
        ("(1,2)", ("1", "2")),
        ("(2", ("2",)),
        ("3)", ("3",)),
        ("⁽¹⁰⁾", ("10",)),
        ("F4", ("4",)),
        ("(l)", ("1",)),
        ("(a)", ("a",)),
        ("*", ("*",)),
        ("", ()),
    ],
)
def test_ids(mark: str, found: tuple[str, ...]) -> None:
    assert footnote.ids(mark) == found


@pytest.mark.parametrize(
    ("text", "bare", "found"),
    [
        ("$0.35(1)(2)", "$0.35", ("1", "2")),
        ("By Plan(3)", "By Plan", ("3",)),
        ("D(2)", "D", ("2",)),
        ("1,000*", "1,000", ("*",)),
        ("1,000(a)", "1,000", ("a",)),
        ("401(k)", "401(k)", ()),
        ("Section 16(b)", "Section 16(b)", ()),
        ("(1)", "(1)", ()),
    ],
)
def test_marks_glued_to_a_value(text: str, bare: str, found: tuple[str, ...]) -> None:
    assert footnote.split(text) == (bare, found)
