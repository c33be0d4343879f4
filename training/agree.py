"""Whether a value agrees with the gold's: both normalised, of a choice any, of the undecidable nothing said."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

UNKNOWN = "?"
"""In a gold record: the filing does not show it, so it is not scored."""

_DATE = re.compile(r"\d{4}-\d\d(-\d\d)?")
_SIGNED = re.compile(r"^(by:?\s*)?/s/\s*")
_PUNCTUATION = re.compile(r"[^\w%$]+")


def normalise(value: Any) -> Any:
    """A value as it is compared: figures exact, text without case and punctuation, nothing as None."""
    if isinstance(value, str):
        return _normalise_text(" ".join(value.split()))
    if isinstance(value, int | float) and not isinstance(value, bool):
        return +Decimal(str(value))
    return None if value == [] else value


def _normalise_text(text: str) -> Decimal | str | None:
    figure = _figure(text.replace(",", "").lstrip("$"))
    if figure is not None:
        return figure
    if _DATE.fullmatch(text):
        return text
    return _PUNCTUATION.sub(" ", _SIGNED.sub("", text.casefold())).strip() or None


def _figure(text: str) -> Decimal | None:
    """A finite number to 28 digits, zero without a sign."""
    try:
        figure = Decimal(text)
        return +figure if figure.is_finite() else None
    except ArithmeticError:
        return None


def flatten(part: Mapping[str, Any], path: str = "") -> Iterator[tuple[str, Any]]:
    """The values of a part of a record by dotted path, without its footnote marks; a list is one value, unordered."""
    for name, value in part.items():
        at = f"{path}.{name}" if path else name
        if name == "footnotes":
            continue
        if isinstance(value, Mapping) and "any_of" not in value:
            yield from flatten(value, at)
        elif isinstance(value, list):
            yield at, " ".join(sorted(map(str, value)))
        else:
            yield at, value


@dataclass(frozen=True, slots=True)
class Expected:
    """A value of the gold: as it is written there, and normalised all that is right; `unsure` where `?` is among it."""

    path: str
    gold: Any
    accepted: tuple[Any, ...]
    unsure: bool

    def judge(self, normalised: Any) -> bool | None:
        """Whether a normalised value is right; None where that cannot be said."""
        return True if normalised in self.accepted else (None if self.unsure else False)


def expect(part: Mapping[str, Any]) -> tuple[Expected, ...]:
    """What a part of the gold expects, value by value."""
    return tuple(_expected(path, gold) for path, gold in flatten(part))


def _expected(path: str, gold: Any) -> Expected:
    choices = gold["any_of"] if isinstance(gold, Mapping) else [gold]
    return Expected(path, gold, tuple(normalise(c) for c in choices if c != UNKNOWN), UNKNOWN in choices)
