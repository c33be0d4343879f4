"""Texts without spaces and signs: what was cut apart, or is written with other signs, reads the same."""

from __future__ import annotations

from string import digits

_SIGNS = bytes(c for c in range(128) if not chr(c).isalnum())


def squeeze(text: str) -> str:
    """The ASCII letters and digits of a text, in lower case."""
    return text.casefold().encode("ascii", "ignore").translate(None, _SIGNS).decode()


def squeeze_letters(text: str) -> str:
    """The ASCII letters of a text, in lower case."""
    return text.casefold().encode("ascii", "ignore").translate(None, _SIGNS + digits.encode()).decode()
