"""What it costs to believe a reading, in nats: minus the logarithm of how often it happens, as far as known."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

COSTS: Mapping[str, float] = MappingProxyType(
    {
        # joining the pieces of a cut value
        "overlap": 0.5,  # the characters on the cut stand in both pieces
        "not_overlap": 1.5,  # one equal character on either side of a cut, and yet not doubled
        "not_overlap_long": 3.0,  # the same for two characters or more
        "half_seen": 2.0,  # the character on the cut stands in both pieces, in one of them as its own half: 3 for 8
        "half_seen_other": 2.6,  # the same, the misread one kept; or two digits that are not known to be confused
        "lost": 5.0,  # a character on the cut stands in neither piece; one of ten digits
        # characters
        "homoglyph": 0.2,  # the same shape in another alphabet
        "lookalike": 1.0,  # a shape that is often confused
        "lookalike_far": 2.0,  # a shape that is sometimes confused
        "case": 0.3,
        "dropped": 1.0,  # a stray character at the end of a value
        "dropped_soft": 0.2,  # a bracket, a star or a full stop at the end of a value
        "space": 0.5,  # white space inside a value
        # grammar
        "grouping": 5.0,  # commas that do not divide groups of three
        "ungrouped": 1.0,  # four digits or more without commas, put together from pieces
        "point_for_comma": 4.5,  # 1.234 meant 1,234
        "points_for_commas": 2.0,  # 1.234.567
        "brackets": 1.0,  # an amount in brackets: taken without a sign
        "small_in_brackets": 3.0,  # one or two digits in brackets: rather a footnote mark
        "letters_only": 2.0,  # a number without one sure digit
        "unpadded": 1.5,  # a date put together from pieces whose month or day has lost its nought
        "no_slash": 3.0,  # a date with a slash lost
        "odd_year": 2.0,  # a year that no filing of EDGAR's bears, put together from pieces
        "check_digit": 3.0,  # a CUSIP whose check digit is wrong
    }
)
