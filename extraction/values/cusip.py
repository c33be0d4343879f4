"""CUSIP numbers: the check digit is modulus 10, double add double."""

from __future__ import annotations

_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ*@#"


def check_digit(body: str) -> str:
    """The ninth character that belongs to the first eight."""
    values = (_ALPHABET.index(c) * (2 if i % 2 else 1) for i, c in enumerate(body))
    return str(-sum(v // 10 + v % 10 for v in values) % 10)
