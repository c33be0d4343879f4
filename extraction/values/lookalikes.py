"""Shapes that reading tools confuse: each character with what it may have been, and what that costs."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from types import MappingProxyType

from extraction.values.costs import COSTS

_CYRILLIC_GREEK = "АВЕКМНОРСТХЅІЈаеорсхіѕјΑΒΕΖΗΙΚΜΝΟΡΤΥΧο"
_LATIN = "ABEKMHOPCTXSIJaeopcxisjABEZHIKMNOPTYXo"
_HOMOGLYPHS = str.maketrans(_CYRILLIC_GREEK, _LATIN)

_NEAR_DIGITS = {"O": "0", "o": "0", "l": "1", "I": "1", "ı": "1", "|": "1", "S": "5", "s": "5", "B": "8", "Z": "2"}
_FAR_DIGITS = {"Q": "0", "D": "0", "i": "1", "!": "1", "]": "1", "z": "2", "E": "3", "A": "4", "G": "6", "b": "6"} | {
    "T": "7",
    "g": "9",
    "q": "9",
}
DIGITS: Mapping[str, tuple[str, float]] = MappingProxyType(
    {c: (d, COSTS["lookalike"]) for c, d in _NEAR_DIGITS.items()}
    | {c: (d, COSTS["lookalike_far"]) for c, d in _FAR_DIGITS.items()}
)
"""Characters read for digits."""

HALVES: Mapping[str, str] = MappingProxyType({"3": "8", "5": "6", "1": "7", "0": "8", "9": "8", "6": "8", "7": "2"})
"""Digits as half of another shows them."""

LETTERS: Mapping[str, str] = MappingProxyType(
    {
        "D": "[E0OI)]lb",
        "I": "l1|!ı]iJT",
        "A": "4^ΛR",
        "S": "5$s8",
        "P": "FpR",
        "M": "NHW",
        "G": "6C",
        "F": "PE",
        "O": "0Q",
        "Z": "2",
        "C": "(Gc",
        "J": "jI",
        "X": "x×",
        "V": "vU",
        "U": "uV",
        "W": "w",
        "E": "F",
        "H": "N",
        "K": "k",
        "L": "l",
    }
)
"""What each letter of a code is read for."""


def fold(text: str) -> str:
    """Letters of other alphabets as the Latin ones they look like; full-width and raised forms as plain ones."""
    return unicodedata.normalize("NFKC", text).translate(_HOMOGLYPHS)


def digits(text: str) -> tuple[str, float, bool]:
    """A text with its look-alikes as digits, what that costs, and whether any digit was sure."""
    folded = fold(text).replace("C)", "O").replace("()", "O")
    found = [DIGITS.get(c, (c, 0.0)) for c in folded]
    return "".join(c for c, _ in found), sum(cost for _, cost in found), any(c.isdigit() for c in folded)
