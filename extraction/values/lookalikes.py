"""Shapes that reading tools confuse: each character with what it may have been, and what that costs."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import TypeVar

from rapidfuzz.distance import Levenshtein

T = TypeVar("T")

_CYRILLIC_GREEK = "АВЕКМНОРСТХЅІЈаеорсхіѕјΑΒΕΖΗΙΚΜΝΟΡΤΥΧο"
_LATIN = "ABEKMHOPCTXSIJaeopcxisjABEZHIKMNOPTYXo"
_FOREIGN = frozenset(_CYRILLIC_GREEK)
_HOMOGLYPHS = str.maketrans(_CYRILLIC_GREEK, _LATIN)

_AS_LETTERS = str.maketrans("01|5", "olls")

_NEAR_DIGITS = {"O": "0", "o": "0", "l": "1", "I": "1", "ı": "1", "|": "1", "S": "5", "s": "5", "B": "8", "Z": "2"}
_FAR_DIGITS = {
    "Q": "0",
    "D": "0",
    "i": "1",
    "!": "1",
    "]": "1",
    "z": "2",
    "E": "3",
    "A": "4",
    "G": "6",
    "b": "6",
    "C": "0",
} | {
    "T": "7",
    "g": "9",
    "q": "9",
}
DIGITS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {c: (d, "lookalike") for c, d in _NEAR_DIGITS.items()} | {c: (d, "lookalike_far") for c, d in _FAR_DIGITS.items()}
)
"""Characters read for digits, and the name of the mending."""

HALF_SIGNS: Mapping[str, str] = MappingProxyType(
    {"C": "0", "(": "0", ")": "05", ":": "3", "&": "8", "E": "8", "?": "2", "S": "9", "{": "0", "}": "0"}
)
"""Signs that half of a digit on a cut is read as."""

HALVES: Mapping[str, str] = MappingProxyType({"3": "89", "5": "6", "1": "47", "0": "8", "9": "8", "6": "8", "7": "2"})
"""Digits as half of another shows them: those that it may be."""

LETTERS: Mapping[str, str] = MappingProxyType(
    {
        "D": "[E0OI)]lbp",
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


def fold_mixed(word: str) -> str:
    """A word of the same length: letters of other alphabets among Latin ones as those that they look like."""
    mixed = not _FOREIGN.isdisjoint(word) and any(c.isascii() and c.isalpha() for c in word)
    return word.translate(_HOMOGLYPHS) if mixed else word


def digits(text: str) -> tuple[str, tuple[str, ...], bool]:
    """A folded text with its look-alikes as digits, the mendings that took, and whether any digit was sure."""
    bare = text.replace("C)", "O").replace("()", "O")
    steps = tuple(DIGITS[c][1] for c in bare if c in DIGITS)
    return "".join(DIGITS[c][0] if c in DIGITS else c for c in bare), steps, any(c.isdigit() for c in bare)


def nearest(text: str, known: Mapping[str, T]) -> tuple[T, bool] | None:
    """What the word most like a text means, and whether a mending was needed; None where no one word is near.

    Look-alike digits are taken for letters; a word of five letters or more may differ in two of them or have lost
    its beginning or end, a shorter one in one.
    """
    word = text.lower().strip(".").translate(_AS_LETTERS)
    if word in known:
        return known[word], word != text.lower().strip(".")
    near = {meaning for name, meaning in known.items() if _near(word, name)}
    return (near.pop(), True) if len(near) == 1 else None


def _near(word: str, name: str) -> bool:
    """Whether a word may be a name that was misread or cut."""
    if len(word) < 2:
        return False
    if name.endswith(word) and len(name) - len(word) <= (1 if len(name) < 4 else 2):
        return True
    most = 1 if len(name) < 6 else 2
    return len(name) > 3 and Levenshtein.distance(word, name, score_cutoff=most) <= most


def closest(text: str, known: Iterable[tuple[str, str]]) -> tuple[int, str] | None:
    """By how many letters the nearest of known names differs from a text, and that name; None where several are as
    near. Each comes with the form in which the text is compared."""
    near = sorted((Levenshtein.distance(text, form), name) for form, name in known)
    return None if not near or (len(near) > 1 and near[1][0] == near[0][0]) else near[0]
