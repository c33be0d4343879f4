"""Dates and amounts out of a recogniser's answers, where what it makes of them is neither and is open."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from extraction.scan.follow_grammar import Sign, follow, make_grammar

DIGITS = "0123456789"
FIRST = "123456789"
SHORT = 2.0
"""What a month, a day or a year of fewer digits costs."""
_DAYS = {"d0": 0.0, "d1": 0.0, "d3": 0.0, "d": SHORT}
DATE = make_grammar(
    {
        "^": ("", {"m0": 0.0, "m1": 0.0, "m": SHORT}),
        **{"m0": ("0", {"month": 0.0}), "m1": ("1", {"tenth": 0.0})},
        **{name: (signs, {"/": 0.0}) for name, signs in (("month", FIRST), ("tenth", "012"), ("m", FIRST))},
        "/": ("/", _DAYS),
        **{"d0": ("0", {"day": 0.0}), "d1": ("12", {"teen": 0.0}), "d3": ("3", {"last": 0.0})},
        **{n: (signs, {"//": 0.0}) for n, signs in (("day", FIRST), ("teen", DIGITS), ("last", "01"), ("d", FIRST))},
        "//": ("/", {"y2": 0.0, "y1": 0.0, "short": SHORT}),
        **{"y2": ("2", {"y20": 0.0}), "y20": ("0", {"decade": 0.0}), "decade": ("0123456", {"year": 0.0})},
        **{"y1": ("1", {"y19": 0.0}), "y19": ("9", {"nineties": 0.0}), "nineties": ("9", {"year": 0.0})},
        **{"short": ("0123", {"year": 0.0}), "year": (DIGITS, {"$": 0.0})},
    }
)
"""Month/day/year."""
_BEGIN = {"a1": 0.0, "0": 0.0, ".": 1.0}
_END = {".": 0.0, "$": 0.0, "(": 0.5}
AMOUNT = make_grammar(
    {
        "^": ("", {"dollar": 0.0, **_BEGIN}),
        **{"dollar": ("$", _BEGIN), "0": ("0", _END)},
        **{"a1": (FIRST, {"a2": 0.0, ",": 0.0, **_END}), "a2": (DIGITS, {"a3": 0.0, ",": 0.0, **_END})},
        **{"a3": (DIGITS, {"more": 2.5, ",": 0.0, **_END}), "more": (DIGITS, {"more": 0.5, **_END})},
        **{",": (",", {"b1": 0.0}), "b1": (DIGITS, {"b2": 0.0}), "b2": (DIGITS, {"b3": 0.0})},
        "b3": (DIGITS, {",": 0.0, **_END}),
        **{".": (".", {"f1": 0.0}), "f1": (DIGITS, {"f2": 0.0, "$": 0.0}), "f2": (DIGITS, {"f3": 0.5, "$": 0.0})},
        **{"f3": (DIGITS, {"f": 0.0, "$": 1.5}), "f": (DIGITS, {"f": 0.5, "$": 0.0})},
        **{"(": ("(", {"n": 0.0}), "n": (FIRST, {")": 0.0, "nn": 1.5}), "nn": (DIGITS, {")": 0.0})},
        ")": (")", {"$": 0.0, "(": 0.0}),
    }
)
"""Digits, grouped or not, with what stands before and behind."""
ALIKE: Mapping[str, Mapping[str, float]] = MappingProxyType(
    {
        "/": {"": 3.0, ".": 1.5, ":": 1.5, "-": 1.5, "'": 2, "l": 2, "I": 2, "|": 2, ",": 2, " ": 2.5, "1": 3, "7": 3},
        **{",": {"": 2.5, ".": 1.0}, "$": {"S": 0.7, "s": 0.7, "5": 2.0, "8": 2.0}},
        **{"0": {"O": 0.3, "o": 0.3, "D": 1.0, "Q": 1.0, "U": 2.0}, "4": {"A": 2.0}},
        **{"1": {"l": 0.3, "I": 0.3, "|": 0.3, "i": 0.5, "!": 0.7}, "2": {"Z": 0.7, "z": 0.7, "_": 1.5}},
        **{"5": {"S": 0.7, "s": 0.7}, "6": {"G": 1.0, "b": 1.0}, "7": {"T": 2.0, "?": 1.5}},
        **{"8": {"B": 0.7, "S": 2.0}, "9": {"g": 0.7, "q": 0.7}},
    }
)
"""What broken print is taken for, and what that costs: of a slash often nothing is left."""
_READ = re.compile(
    r"\d{1,2}([/.-])\d{1,2}\1(?:\d{4}|\d\d)|\d+-\d{4}|\$? ?(?:[1-9]\d{0,2}(?:,\d{3})+|0|[1-9]\d{0,2})(?:\.\d{1,4})?"
    r"|\$? ?[1-9]\d*(?:\.(?:\d\d?|\d{4}))?"
)
"""What is a figure as it was read: a date, an amount, a number of the form's or of an address."""
_SHAPED = re.compile(r"[\dOolIiSsBZbGgqQDU|!?$.,:;'/()_ -]*")
"""Signs that figures are made of, and look like when broken."""
_PRICED = re.compile(r"[$Ss] ?(?:[0Oo]|\d+)(?:[.,][\dOo]+)*")
"""Begins with a dollar, or what one looks like, however few digits follow."""
LEAST_DIGITS = 3
COSTLY = 0.8
"""Nats for each sign beyond which nothing speaks for a figure."""
DATED = 1.0
"""So much dearer a date is still taken before an amount."""


def is_figure(text: str) -> bool:
    """Whether a text of more than a sign is a date or an amount as it was read."""
    return len(text) > 1 and _READ.fullmatch(text) is not None


def decode_figure(
    text: str, answers: NDArray[np.float32], letters: Sequence[str], sure: bool = False
) -> tuple[Sign, ...]:
    """The signs of the likeliest date or amount; none where the text that was read is one, or nothing like one.

    `sure`: nothing in the text is open, so that at most its slashes are something else.
    """
    digits, signs = sum(c.isdigit() for c in text), len(text.replace(" ", ""))
    priced = _PRICED.fullmatch(text) is not None
    few = digits < max(LEAST_DIGITS, 0.5 * signs) and not priced
    if few or is_figure(text) or not _SHAPED.fullmatch(text):
        return ()
    date, far = follow(answers, letters, DATE, ALIKE) if not priced else ((), np.inf)
    amount, off = follow(answers, letters, AMOUNT, ALIKE) if priced or not (sure or " " in text) else ((), np.inf)
    if sum(s.text.isdigit() for s in amount) < digits:
        amount, off = (), np.inf
    found, cost = (date, far) if far <= off + DATED else (amount, off)
    return found if cost <= COSTLY * signs else ()
