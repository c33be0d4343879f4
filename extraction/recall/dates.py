"""Dates that a damaged place lacks and others tell: the earliest transaction, the day on which all signed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from extraction.draft import Draft, Value
from extraction.recall.names import IMPLIED
from extraction.values.reading import Reading

PERIOD = "/period_of_report"
WHOLE = 1.5
"""Nats up to which a date is read as it stands."""
SEEMED, SURE = 4.0, 0.97
"""Nats behind what a place must have been, for what it seemed to be; how sure a label is of what is not shown."""
SOON = 10
"""Days from the earliest transaction to the signature, as a rule."""
SEVERAL = 2
"""Signatures of one date that tell another's."""
_MONTH_DAY = re.compile(r"(?<!\d)([01]?\d)/([0-3]?\d)(?!\d)")


def recall_dates(draft: Draft) -> Draft:
    """The draft with the date of the earliest transaction that its rows show, where box 3 shows no whole one, and with
    the date of all other signatures for one whose date was lost."""
    top = dict(draft.top)
    held = top.get(PERIOD)
    traded = [v for row in draft.rows for name, v in row.values.items() if name == "transaction_date"]
    asked = not draft.form_type.startswith("3") and not (held and _is_whole(held))
    if asked and traded and all(map(_is_whole, traded)):
        top[PERIOD] = _implied(held, min(str(v.best) for v in traded))
    began = top[PERIOD].best if PERIOD in top else None
    signed = tuple({**s, "date": _dated(s["date"], began)} if "date" in s and began else s for s in draft.signatures)
    return replace(draft, top=top, signatures=_alike(signed))


def _alike(signatures: tuple[Mapping[str, Value], ...]) -> tuple[Mapping[str, Value], ...]:
    """Signatures with the one date of all others for one whose date was lost."""
    dates = [str(s["date"].best) for s in signatures if _is_dated(s)]
    if len(dates) < SEVERAL or len(set(dates)) > 1:
        return signatures
    return tuple(s if _is_dated(s) else {**s, "date": _implied(s.get("date"), dates[0])} for s in signatures)


def _is_dated(signature: Mapping[str, Value]) -> bool:
    return "date" in signature and signature["date"].best is not None


def _dated(value: Value, began: str) -> Value:
    """A signature's date of which only month and day were read, in the year that puts it right behind a day."""
    found = None if value.best else _MONTH_DAY.search(value.text)
    try:
        day = found and date.fromisoformat(f"{began[:4]}-{int(found[1]):02}-{int(found[2]):02}")
        soon = day and 0 <= (day - date.fromisoformat(began)).days <= SOON
    except ValueError:
        return value
    return _implied(value, str(day)) if soon else value


def _is_whole(value: Value) -> bool:
    """Whether a date stands as the form asks for it, year and all."""
    return value.best is not None and value.readings[0].cost < WHOLE and value.best[:4] in value.text


def _implied(value: Value | None, text: str) -> Value:
    """A value that other places bear out; what stood there is kept as dearer readings."""
    held = value or Value((), (), SURE)
    others = tuple(r for r in held.readings if r.value != text)
    return replace(held, readings=(Reading(text, 1.0, IMPLIED), *(replace(r, cost=r.cost + SEEMED) for r in others)))
