"""A reconciled draft to a record: the readings taken, their evidence, and what needs a person's eyes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Literal

from extraction.confidence import Verdict
from extraction.document import Document
from extraction.draft import Draft, DraftRow, Value, rows_of
from extraction.place import box_on_page
from extraction.reasons import reasons_of
from extraction.reconcile import Reconciled
from extraction.record import (
    Address,
    Derivative,
    Evidence,
    Footnote,
    Issuer,
    NonDerivative,
    Record,
    ReportingOwner,
    Signature,
)
from extraction.values.note_facts import facts_of
from extraction.values.reading import UNCHANGED

_ADDRESS = ("street1", "street2", "city", "state", "zip")
_FLAGS = ("is_director", "is_officer", "is_ten_percent_owner", "is_other")
_PLAIN = (
    "security_title", "transaction_date", "deemed_execution_date", "transaction_code", "timeliness",
    "price_per_share", "direct_or_indirect", "nature_of_ownership", "conversion_or_exercise_price", "exercise_date",
    "expiration_date", "underlying_security_title",
)  # fmt: skip
_IN_DOLLARS = {"shares_owned_following": "value_owned_following", "underlying_shares": "underlying_value"}
Status = Literal["read", "repaired", "inferred"]
_RENAMED = {"shares_acquired": "shares", "shares_disposed": "shares"}


def best(values: Mapping[str, Value], name: str) -> str | None:
    """The likeliest reading of a field, None where there is none."""
    return values[name].best if name in values else None


def finish(found: Reconciled, verdict: Verdict | None, document: Document) -> Record:
    """The record of a reconciled draft, with the place of every value; without a verdict all needs review."""
    draft = found.draft
    amended = best(draft.top, "/date_of_original_submission")
    form_type = draft.form_type + ("/A" if amended and not draft.form_type.endswith("/A") else "")
    tables: dict[str, list[dict[str, Any]]] = {"non_derivative": [], "derivative": []}
    for k, row in enumerate(draft.rows):
        passes = verdict is not None and verdict.passing[k]
        fields = _row(row, form_type.startswith("3"))
        tables[row.table].append(fields | {"needs_review": not passes or _is_gap(fields)})
    evidence = {p: _evidence(v, p, found, verdict, document) for p, v in pointers_of(draft)}
    record = Record(
        source=document.name,
        source_kind=document.source.value,
        form_type=form_type,
        period_of_report=best(draft.top, "/period_of_report"),
        date_of_original_submission=amended,
        issuer=Issuer(name=best(draft.top, "/issuer/name"), trading_symbol=best(draft.top, "/issuer/trading_symbol")),
        reporting_owners=tuple(_owner(o) for o in draft.owners),
        non_derivative=tuple(NonDerivative(**row) for row in tables["non_derivative"]),
        derivative=tuple(Derivative(**row) for row in tables["derivative"]),
        footnotes=tuple(Footnote(id=i, text=text, facts=facts_of(text)) for i, text, _ in _notes(draft)),
        remarks=best(draft.top, "/remarks"),
        signatures=tuple(Signature(name=best(s, "name"), date=best(s, "date")) for s in draft.signatures),
        evidence={k: v for k, v in evidence.items() if v},
        row_confidence={} if verdict is None else _by_row(draft, verdict),
        checks=found.checks,
    )
    reasons = reasons_of(record, found, verdict, document)
    return record.model_copy(update={"needs_review": bool(reasons), "review_reasons": reasons})


def _by_row(draft: Draft, verdict: Verdict) -> dict[str, float]:
    """The probability of each row by its pointer."""
    return {at: round(sure, 4) for (at, _), sure in zip(rows_of(draft), verdict.rows, strict=True)}


def _is_gap(fields: Mapping[str, Any]) -> bool:
    """Whether a row lacks what no row can do without."""
    return not (fields.get("security_title") and fields.get("direct_or_indirect"))


def _owner(values: Mapping[str, Value]) -> ReportingOwner:
    title = best(values, "officer_title")
    flags = {name: name in values for name in _FLAGS}
    if title and not flags["is_other"]:
        flags["is_officer"] = True
    return ReportingOwner(
        name=best(values, "name"),
        address=Address(**{name: best(values, name) for name in _ADDRESS}),
        officer_title=title,
        **flags,
    )


def _row(row: DraftRow, form3: bool) -> dict[str, Any]:
    """The fields of a table row in the contract's words."""
    values = row.values
    out: dict[str, Any] = {name: best(values, name) for name in _PLAIN if name in values}
    shares = _shares(row)
    out["kind"] = _kind(out, shares, form3)
    if shares:
        out["shares"] = shares[0]
    direction = best(values, "acquired_disposed") or (shares[1] if shares else None)
    if direction in ("A", "D"):
        out["acquired_disposed"] = direction
    for name, dollars in _IN_DOLLARS.items():
        if name in values:
            out[dollars if values[name].text.startswith(("$", "\\$")) else name] = best(values, name)
    marks: dict[str, tuple[str, ...]] = {}
    for name, ids in row.marks.items():
        renamed = _RENAMED.get(name, name)
        marks[renamed] = marks.get(renamed, ()) + tuple(i for i in ids if i not in marks.get(renamed, ()))
    out["footnotes"] = marks
    return out


def _shares(row: DraftRow) -> tuple[str, Literal["A", "D"] | None] | None:
    """The number acquired or disposed of, and which of the two its column says."""
    for name, direction in (("shares", None), ("shares_acquired", "A"), ("shares_disposed", "D")):
        found = best(row.values, name)
        if found is not None:
            return found, direction  # type: ignore[return-value]
    return None


def _kind(out: Mapping[str, Any], shares: object, form3: bool) -> str:
    """A line without a transaction is a holding (Form 4, General Instruction 4)."""
    if form3 or not (out.get("transaction_code") or (out.get("transaction_date") and shares)):
        return "holding"
    return "transaction"


def pointers_of(draft: Draft) -> Iterator[tuple[str, Value]]:
    """Every value of a draft with its JSON pointer in the record."""
    yield from draft.top.items()
    for i, owner in enumerate(draft.owners):
        for name, value in owner.items():
            yield f"/reporting_owners/{i}/{'address/' if name in _ADDRESS else ''}{name}", value
    for at, row in rows_of(draft):
        for name, value in row.values.items():
            yield f"{at}/{_RENAMED.get(name, name)}", value
    for i, (_, _, value) in enumerate(_notes(draft)):
        yield f"/footnotes/{i}/text", value
    for i, signature in enumerate(draft.signatures):
        for name, value in signature.items():
            yield f"/signatures/{i}/{name}", value


def _notes(draft: Draft) -> Iterator[tuple[str, str, Value]]:
    """The footnotes of which something could be read: ids, texts, values."""
    return ((id_, v.best, v) for id_, v in draft.footnotes if v.best)


def _evidence(
    value: Value, pointer: str, found: Reconciled, verdict: Verdict | None, document: Document
) -> Evidence | None:
    """Where a value stands: its box on a page, its span in a text."""
    if not value.words:
        return (
            Evidence(text="", confidence=_confidence(value, pointer, verdict), status="inferred")
            if value.readings
            else None
        )
    first = value.words[0]
    spans = [w.span for w in value.words if w.span]
    same = [w.box for w in value.words if w.page == first.page]
    return Evidence(
        page=first.page,
        bbox=box_on_page(same, first.page, document),
        span=(min(s[0] for s in spans), max(s[1] for s in spans)) if spans else None,
        text=value.text,
        confidence=_confidence(value, pointer, verdict),
        status=_status(value, pointer, found, document),
    )


def _confidence(value: Value, pointer: str, verdict: Verdict | None) -> float:
    return round(verdict.values[pointer] if verdict else value.probability, 4)


def _status(
    value: Value, pointer: str, found: Reconciled, document: Document
) -> Literal["read", "repaired", "inferred"]:
    """Whether a value stands as it was read, was mended, or follows from the rest."""
    if pointer in found.inferred or (not value.words and value.readings):
        return "inferred"
    mended = bool(value.readings) and value.readings[0].how not in UNCHANGED and not document.digital
    return "repaired" if pointer in found.repairs or mended else "read"
