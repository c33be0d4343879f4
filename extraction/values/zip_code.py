"""ZIP codes out of damaged pieces: five digits, or nine; other countries' postal codes are text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import product

from extraction.values.reading import Reading

_DIGITS = str.maketrans("OoQDCIl|SBZ", "00000111582")
_CODE = re.compile(r"\d{5}(?:-?\d{4})?")
_END = re.compile(r"(?:(?<=\w)\d{5}|\d{5}-\d{4})$")
"""A code behind what is left of another line."""
MENDED = 1.0
"""Nats of a code that had to be mended."""
MOST = 6
"""Pieces that are still tried in every way."""


def readings(pieces: Sequence[str]) -> tuple[Reading, ...]:
    """The one ZIP code that pieces make with look-alikes mended and characters doubled at a cut dropped; else none."""
    plain = " ".join(pieces)
    if _CODE.fullmatch(plain):
        return (Reading(plain, 0.0, ""),)
    read = [p.replace(" ", "").translate(_DIGITS) for p in pieces]
    found = list(dict.fromkeys(_codes(read)))
    if not found and (end := _END.search("".join(read))):
        found = [end.group()]
    return (Reading(found[0], MENDED, "lookalike"),) if len(found) == 1 else ()


def _codes(pieces: Sequence[str]) -> list[str]:
    """Codes that pieces make, each cut with or without a character that both sides bear."""
    if not pieces or len(pieces) > MOST:
        return []
    out = []
    for drops in product((False, True), repeat=len(pieces) - 1):
        text = pieces[0]
        for piece, drop in zip(pieces[1:], drops, strict=True):
            text += piece[1:] if drop and piece[:1] == text[-1:] else piece
        if _CODE.fullmatch(text):
            out.append(text)
    return out
