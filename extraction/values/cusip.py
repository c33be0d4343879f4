"""CUSIP numbers: text to ranked readings; the check digit is modulus 10, double add double."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from extraction.values.lookalikes import fold
from extraction.values.reading import Reading, mended, rank

_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ*@#"
_SHAPE = re.compile(r"[0-9A-Z*@#]{8}[0-9]")
_SWAPS = {"O": "0", "0": "O", "I": "1", "1": "I", "L": "1", "S": "5", "5": "S", "B": "8", "8": "B", "Z": "2", "2": "Z"}
_LABEL = re.compile(r"^\s*CUSIP\s*(?:NO|NUMBER|#)?\.?\s*[:#]?\s*", re.IGNORECASE)


def check_digit(body: str) -> str:
    """The ninth character that belongs to the first eight."""
    values = (_ALPHABET.index(c) * (2 if i % 2 else 1) for i, c in enumerate(body))
    return str(-sum(v // 10 + v % 10 for v in values) % 10)


def is_valid(cusip: str) -> bool:
    """Nine characters, the last of them the check digit of the others."""
    return _SHAPE.fullmatch(cusip) is not None and check_digit(cusip[:8]) == cusip[8]


def readings(fragments: Sequence[str]) -> tuple[Reading, ...]:
    """As it stands, and mended where exactly one exchange of look-alikes makes the check digit right."""
    whole = re.sub(r"[\s.-]", "", fold(_LABEL.sub("", " ".join(fragments)))).upper()
    if is_valid(whole):
        return (Reading(whole, 0.0),)
    if not re.fullmatch(r"[0-9A-Z*@#]{9}", whole):
        return ()
    filed = mended(whole, ("check_digit",))
    for count in (1, 2):
        valid = sorted({m for m in _exchanged(whole, count) if is_valid(m)})
        if len(valid) == 1:
            return rank([mended(valid[0], ("lookalike",) * count), filed])
        if valid:
            break
    return (filed,)


def _exchanged(text: str, count: int) -> Iterator[str]:
    """The text with `count` of its characters as their look-alikes."""
    for places in combinations([i for i, c in enumerate(text) if c in _SWAPS], count):
        yield "".join(_SWAPS[c] if i in places else c for i, c in enumerate(text))
