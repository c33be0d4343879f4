"""Whether a draft holds what every ownership filing shows: papers that only speak of a form hold none of it."""

from __future__ import annotations

from itertools import chain

from extraction.draft import Draft, DraftRow

_DATED = ("transaction_date", "exercise_date", "expiration_date")
_NUMBERS = ("shares", "shares_acquired", "shares_disposed", "shares_owned_following", "underlying_shares")


def is_filing(draft: Draft) -> bool:
    """Whether there is a date where a filing has one, or a row with a title and a number."""
    top = (draft.top.get(at) for at in ("/period_of_report", "/date_of_original_submission"))
    signed = (signature.get("date") for signature in draft.signatures)
    return any(value is not None and value.best for value in chain(top, signed)) or any(map(_is_row, draft.rows))


def _is_row(row: DraftRow) -> bool:
    read = {name for name, value in row.values.items() if value.best}
    return not read.isdisjoint(_DATED) or ("security_title" in read and not read.isdisjoint(_NUMBERS))
