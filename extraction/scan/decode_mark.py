"""Footnote marks out of a recogniser's answers: the likeliest numbers in brackets, whatever else was seen."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from extraction.scan.follow_grammar import Sign, follow, make_grammar

SECOND_COSTS = 1.5
"""Nats by which a number of two digits is less likely than one of one."""
MARKS = make_grammar(
    {
        "^": ("", {"(": 0.0}),
        "(": ("(", {"first": 0.0}),
        "first": ("123456789", {"second": SECOND_COSTS, ")": 0.0}),
        "second": ("0123456789", {")": 0.0}),
        ")": (")", {"(": 0.0, "$": 0.0}),
    }
)
"""A bracket, a first digit, perhaps a second one, a bracket; then perhaps another mark."""


def decode_mark(answers: NDArray[np.float32], letters: Sequence[str]) -> tuple[tuple[Sign, ...], float]:
    """The signs of the likeliest marks, and by how many nats they are less likely than the likeliest text.

    `answers` are probabilities by column and letter, the first letter "nothing".
    """
    return follow(answers, letters, MARKS)
