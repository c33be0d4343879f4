"""The rows of a draft as rules see them: pointers, and what stands there as it is read plainly."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from extraction.draft import Draft, DraftRow, Value, rows_of
from extraction.reconcile.tie import Meaning, number

AMOUNTS = frozenset(
    {"shares", "price_per_share", "shares_owned_following", "underlying_shares", "conversion_or_exercise_price"}
)
COLUMNS = {"shares_acquired": "A", "shares_disposed": "D"}
"""Columns of Table II that say the direction (Form 4, Table II, column 5)."""
_IN_DOLLARS = frozenset({"shares_owned_following", "underlying_shares"})
_WORD = re.compile(r"[a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Line:
    """A row of Table I or II."""

    at: str
    table: str
    values: Mapping[str, Value]
    """By the record's names; in a row of Table II `shares` stands for either column 5."""
    direction: str | None
    """What the column says, where it says it."""
    marks: Mapping[str, tuple[str, ...]]
    holding: bool

    def pointer(self, name: str) -> str:
        return f"{self.at}/{name}"

    def text(self, name: str) -> str:
        """A text folded to its words, '' where there is none."""
        value = self.values.get(name)
        return " ".join(_WORD.findall((value.best or "").casefold())) if value else ""


@dataclass(frozen=True, slots=True)
class Figures:
    """All that can tie: rows, values by pointer, their plain meanings, footnotes by id."""

    form_type: str
    lines: tuple[Line, ...]
    values: Mapping[str, Value]
    plain: Mapping[str, Meaning]
    footnotes: Mapping[str, str]
    signed: tuple[str, ...]
    """Pointers of the dates of signatures."""

    def of(self, table: str) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.table == table)


def meaning(pointer: str, text: str | None) -> Meaning:
    """A reading as it is compared."""
    return number(text) if pointer.rpartition("/")[2] in AMOUNTS else text


def figures(draft: Draft) -> Figures:
    """The figures of a draft."""
    lines = [_line(row, at, draft.form_type.startswith("3")) for at, row in rows_of(draft)]
    values = {line.pointer(name): value for line in lines for name, value in line.values.items()}
    values |= {p: v for p, v in draft.top.items() if p == "/period_of_report"}
    signed = {f"/signatures/{i}/date": s["date"] for i, s in enumerate(draft.signatures) if "date" in s}
    values |= signed
    meanings = {pointer: meaning(pointer, value.best) for pointer, value in values.items()}
    meanings |= {line.pointer("acquired_disposed"): line.direction for line in lines if line.direction}
    notes = {i: v.best or "" for i, v in draft.footnotes}
    return Figures(draft.form_type, tuple(lines), values, meanings, notes, tuple(signed))


def column_of(row: DraftRow) -> str | None:
    """The field that bears a row's number of shares: the first of those that could be read."""
    names = [n for n in ("shares", *COLUMNS) if n in row.values]
    return next((n for n in names if row.values[n].best is not None), names[0] if names else None)


def _line(row: DraftRow, at: str, form3: bool) -> Line:
    column = column_of(row)
    values = {n: v for n, v in row.values.items() if n not in COLUMNS and not _dollars(n, v)}
    if column:
        values["shares"] = row.values[column]
    code = "transaction_code" in values
    holding = form3 or not (code or ("transaction_date" in values and column))
    return Line(at, row.table, values, COLUMNS.get(column or ""), row.marks, holding)


def _dollars(name: str, value: Value) -> bool:
    """A dollar value where a number of shares is asked for."""
    return name in _IN_DOLLARS and value.text.startswith(("$", "\\$"))
