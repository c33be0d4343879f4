"""A record as the ledger needs it: names, dates, and rows whose amounts are numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

Json = Mapping[str, Any]

OWNERSHIP = ("3", "4", "5")


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote of a filing."""

    source: str
    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Row:
    """A row of Table I or II. `moved` is signed; None where the filing does not say how many or which way."""

    source: str
    pointer: str
    table: int
    kind: str
    title: str | None
    date: str | None
    code: str | None
    moved: Decimal | None
    following: Decimal | None
    ownership: str | None
    nature: str | None
    price: Decimal | None
    expiration: str | None
    marks: tuple[tuple[str, Note], ...]


@dataclass(frozen=True, slots=True)
class Filing:
    """A Form 3, 4 or 5. `period` falls back on the first trade, then on the signature."""

    source: str
    form: str
    issuer: str | None
    symbol: str | None
    owners: tuple[str, ...]
    period: str
    signed: str
    original: str | None
    rows: tuple[Row, ...]
    notes: tuple[Note, ...]
    remarks: str | None
    signers: tuple[str, ...]
    amended_by: tuple[str, ...] = ()
    inferred: bool = False

    @property
    def amends(self) -> bool:
        return self.form.endswith("/A")


def is_ownership(data: Json) -> bool:
    """Whether a record is of a Form 3, 4 or 5: schedules hold no lines to follow."""
    return str(data.get("form_type") or "").removesuffix("/A") in OWNERSHIP


def owner_names(data: Json) -> tuple[str, ...]:
    """The names of the reporting owners that were read, in the filing's order."""
    return tuple(o["name"] for o in data.get("reporting_owners") or () if o.get("name"))


def filing_of(data: Json) -> Filing:
    """The filing of a record. ValueError where an amount is no number, KeyError or TypeError where a shape is."""
    source = str(data["source"])
    notes = tuple(_notes(source, data.get("footnotes") or ()))
    rows = (*_rows(data, "non_derivative", 1, notes), *_rows(data, "derivative", 2, notes))
    issuer = data.get("issuer") or {}
    signatures = data.get("signatures") or ()
    signed = max((s["date"] for s in signatures if s.get("date")), default="")
    first = min((r.date for r in rows if r.date), default="")
    return Filing(
        source=source,
        form=str(data.get("form_type") or ""),
        issuer=issuer.get("name"),
        symbol=issuer.get("trading_symbol"),
        owners=owner_names(data),
        period=data.get("period_of_report") or first or signed,
        signed=signed,
        original=data.get("date_of_original_submission"),
        rows=rows,
        notes=notes,
        remarks=data.get("remarks"),
        signers=tuple(s["name"] for s in signatures if s.get("name")),
    )


def _notes(source: str, notes: Any) -> Iterator[Note]:
    """Footnotes, as a list of ids and texts or as an object of them: the contract allows both."""
    pairs = notes.items() if isinstance(notes, Mapping) else ((n["id"], n["text"]) for n in notes)
    yield from (Note(source, str(name), str(text)) for name, text in pairs)


def _rows(data: Json, name: str, table: int, notes: tuple[Note, ...]) -> tuple[Row, ...]:
    first = str(data.get("form_type") or "").startswith("3")
    known = {n.id: n for n in notes}
    return tuple(
        _row(row, str(data["source"]), f"/{name}/{i}", table, known, first)
        for i, row in enumerate(data.get(name) or ())
    )


def _row(row: Json, source: str, pointer: str, table: int, notes: Mapping[str, Note], first: bool) -> Row:
    following = _amount(row, "shares_owned_following", pointer)
    if first and table == 2 and following is None:
        # Form 3, Table II, column 3: it asks for the securities underlying, not for the derivative's own number.
        following = _amount(row, "underlying_shares", pointer)
    marks = ((f, notes[str(i)]) for f, ids in (row.get("footnotes") or {}).items() for i in ids if str(i) in notes)
    return Row(
        source=source,
        pointer=pointer,
        table=table,
        kind=row["kind"],
        title=row.get("security_title"),
        date=row.get("transaction_date"),
        code=row.get("transaction_code"),
        moved=_moved(row, pointer),
        following=following,
        ownership=row.get("direct_or_indirect"),
        nature=row.get("nature_of_ownership"),
        price=_amount(row, "conversion_or_exercise_price", pointer),
        expiration=row.get("expiration_date"),
        marks=tuple(marks),
    )


def _moved(row: Json, pointer: str) -> Decimal | None:
    """What a row adds to its line; a holding adds nothing."""
    if row["kind"] == "holding":
        return Decimal(0)
    shares, way = _amount(row, "shares", pointer), row.get("acquired_disposed")
    if shares is None or way not in ("A", "D"):
        return None
    return shares if way == "A" else -shares


def _amount(row: Json, field: str, pointer: str) -> Decimal | None:
    text = row.get(field)
    if text is None:
        return None
    try:
        number = Decimal(text)
    except (InvalidOperation, TypeError):
        raise ValueError(f"{pointer}/{field}: {text!r} is no amount") from None
    if not number.is_finite():
        raise ValueError(f"{pointer}/{field}: {text!r} is no amount")
    return number
