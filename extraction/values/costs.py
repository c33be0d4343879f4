"""What it costs to believe a mending, in nats: measured by training/fit_costs.py, or as estimated below."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType

ESTIMATES: Mapping[str, float] = MappingProxyType(
    {
        # joining the pieces of a cut value
        "joined": 0.0,
        "overlap": 0.5,  # the characters on the cut stand in both pieces
        "not_overlap": 1.5,  # one equal character on either side of a cut, and yet not doubled
        "not_overlap_long": 3.0,  # the same for two characters or more
        "half_seen": 2.0,  # the character on the cut stands in both pieces, in one of them as its own half: 3 for 8
        "half_seen_other": 2.6,  # the same, the misread one kept; or two digits that are not known to be confused
        "half_sign": 1.0,  # half of a digit read as a sign stands for it: C for 0
        "half_sign_dropped": 1.0,  # the same, beside the digit itself
        "echo": 1.0,  # a piece, and after it the whole value once more
        "lost": 5.0,  # a character is missing, as commas or slashes tell; one of ten digits
        "lost_unseen": 6.0,  # the same, on a cut, where nothing but the cut tells
        "space": 0.5,  # white space inside a value
        # characters
        "homoglyph": 0.2,  # the same shape in another alphabet
        "lookalike": 1.0,  # a shape that is often confused
        "lookalike_far": 2.0,  # a shape that is sometimes confused
        "case": 0.3,
        "dropped": 1.0,  # a stray character at the end of a value
        "dropped_soft": 0.2,  # a bracket, a star or a full stop at the end of a value
        "remnant": 0.3,  # what is left of a raised mark: a sign that no value bears
        "mark_digit": 1.0,  # a digit before a lone bracket is a footnote mark
        "digit_behind": 3.0,  # a fourth digit in the last group: a footnote mark without its brackets
        "letter": 0.8,  # the letter of the next column stands behind
        "currency_alike": 0.8,  # S for $
        "not_currency": 1.0,  # S in front that is no $
        # grammar
        "grouping": 5.0,  # commas that do not divide groups of three
        "ungrouped": 1.0,  # four digits or more without commas, put together from pieces
        "point_for_comma": 4.5,  # 1.234 meant 1,234
        "points_for_commas": 2.0,  # 1.234.567
        "comma_for_point": 4.0,  # 34,66 meant 34.66
        "brackets": 1.0,  # an amount in brackets: taken without a sign
        "small_in_brackets": 3.0,  # one or two digits in brackets: rather a footnote mark
        "letters_only": 2.0,  # a number without one sure digit
        # dates
        "unpadded": 1.5,  # put together from pieces, month or day without a nought
        "short_year": 3.0,  # put together from pieces, a year of two digits
        "no_slash": 2.5,  # a slash is lost
        "slash_digit": 3.2,  # a slash read as 1 or 7
        "slash_more": 2.0,  # a slash too many
        "odd_year": 2.0,  # a year that no filing of EDGAR's bears, put together from pieces
        "doubled": 2.5,  # a character stands twice
        "word": 1.5,  # a word not quite as it is spelt
    }
)
"""Estimates that stand where nothing was measured."""

MEASURED = Path(__file__).parents[2] / "models" / "costs.json"


def load(path: Path = MEASURED) -> Mapping[str, float]:
    """The estimates, and in their place what was measured; a file that does not exist gives the estimates."""
    measured = json.loads(path.read_text(encoding="utf-8"))["costs"] if path.exists() else {}
    return MappingProxyType(dict(ESTIMATES) | {k: float(v) for k, v in measured.items() if k in ESTIMATES})


COSTS = load()


def price(steps: Iterable[str]) -> float:
    """What all these mendings cost together."""
    return round(sum((COSTS[s] for s in steps), 0.0), 3)
