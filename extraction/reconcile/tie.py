"""A tie: values that must agree, told by a rule."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

Meaning = Decimal | str | None
"""A value as it is compared: an amount as a number, a letter or date as text."""

BROKEN = ""
"""The pattern of a tie that does not hold."""
OPEN = "open"
"""The pattern of a tie of which a value is missing."""


@dataclass(frozen=True, slots=True)
class Tie:
    """`over` are pointers; the functions take the meanings that stand there, in that order.

    `pattern` names the way in which the values agree; `implied` gives values that would make them agree, as
    (index, meaning); `say` tells what was expected, what was found, and a sentence. A tie that is not `strict` fails
    only where a small misspelling explains it, for filers have good reasons to break it.
    """

    rule: str
    prior: str
    over: tuple[str, ...]
    pattern: Callable[[Sequence[Meaning]], str]
    implied: Callable[[Sequence[Meaning]], Iterable[tuple[int, Meaning]]]
    say: Callable[[Sequence[Meaning]], tuple[str, str, str]]
    strict: bool = True
    silent: bool = False
    """What is only likely: it helps to choose between readings, and is no check."""


def number(text: str | None) -> Decimal | None:
    """The number that a plain decimal stands for."""
    try:
        return Decimal(text) if text is not None else None
    except InvalidOperation:
        return None


def plain(meaning: Meaning) -> str:
    """A meaning as a record writes it: no exponent, no needless noughts."""
    if not isinstance(meaning, Decimal):
        return meaning or ""
    text = f"{meaning:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def shown(meaning: Meaning) -> str:
    """A meaning as a sentence shows it."""
    return f"{Decimal(plain(meaning)):,}" if isinstance(meaning, Decimal) else (meaning or "nothing")
