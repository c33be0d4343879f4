"""Drafts made of facts: every value read plainly, or with the readings given."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from extraction.document import Word
from extraction.draft import Draft, DraftRow, Value
from extraction.values.reading import Reading

_SKIPPED = {"kind", "footnotes", "value_owned_following", "underlying_value"}
_COLUMNS = {"A": "shares_acquired", "D": "shares_disposed"}


def value(text: str, *readings: str | tuple[str, float], pieces: Sequence[str] = ()) -> Value:
    """A value that stands as `text`, read as such or as the readings given."""
    words = tuple(Word(p, (0.0, 0.0, 1.0, 1.0)) for p in pieces or [text])
    read = tuple(Reading(*r) if isinstance(r, tuple) else Reading(r, 0.0) for r in readings or [text])
    return Value(words, read, 1.0)


def unread(*pieces: str) -> Value:
    """A place whose pieces nobody can read."""
    return Value(tuple(Word(p, (0.0, 0.0, 1.0, 1.0)) for p in pieces), (), 1.0)


def row(table: str, facts: Mapping[str, Any]) -> DraftRow:
    """A row of plain facts; values that are a Value already stay."""
    values = {k: v if isinstance(v, Value) else value(v) for k, v in facts.items() if v and k not in _SKIPPED}
    if table == "derivative" and "shares" in values:
        letter = values.pop("acquired_disposed", None)
        values[_COLUMNS.get(letter.best or "" if letter else "", "shares_acquired")] = values.pop("shares")
    marks = {k: tuple(v) for k, v in facts.get("footnotes", {}).items()}
    return DraftRow(table, values, marks, 0)


def draft(facts: Mapping[str, Any]) -> Draft:
    """A draft of a gold record's facts."""
    rows = [row(t, r) for t in ("non_derivative", "derivative") for r in facts.get(t, ())]
    top = {"/period_of_report": value(facts["period_of_report"])} if facts.get("period_of_report") else {}
    notes = tuple((str(i), value(text)) for i, text in facts.get("footnotes", {}).items() if text)
    signed = tuple({"date": value(s["date"])} for s in facts.get("signatures", ()) if s.get("date"))
    return Draft(facts.get("form_type", "4"), top, (), tuple(rows), notes, signed)


def sale(shares: Any, after: Any, letter: str | None = "D", **more: Any) -> dict[str, Any]:
    """A row of Table I of common stock held directly."""
    return {
        "security_title": "Common Stock",
        "transaction_date": "2021-03-04",
        "transaction_code": "S" if letter == "D" else "P",
        "acquired_disposed": letter,
        "shares": shares,
        "shares_owned_following": after,
        "direct_or_indirect": "D",
    } | more
