"""Codes and the check digits of CUSIP numbers."""

from __future__ import annotations

import pytest

from extraction.values import code, cusip


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
        (["Bought"], code.ACQUIRED_DISPOSED, "A"),
        (["Sold"], code.ACQUIRED_DISPOSED, "D"),
        (["Indirectly"], code.DIRECT_INDIRECT, "I"),
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
    assert cusip.check_digit(number[:8]) == number[8]
