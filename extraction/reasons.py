"""Why a record needs a person's eyes, in sentences that say where to look."""

from __future__ import annotations

from collections.abc import Iterator

from extraction.confidence import Verdict
from extraction.document import Document
from extraction.place import tell_handwriting
from extraction.reconcile import Reconciled
from extraction.record import Record

MOST = 12
"""Reasons shown; what is left over is counted."""
UNSURE = 0.9
"""Values less likely right than this are named one by one."""
_TABLES = {"non_derivative": "Table I", "derivative": "Table II"}


def place_of(pointer: str) -> str:
    """A JSON pointer in words: `/derivative/1/shares` is `Table II, row 2, shares`."""
    first, *rest = pointer.strip("/").split("/")
    if first in _TABLES and rest:
        words = [_TABLES[first], f"row {int(rest[0]) + 1}", *rest[1:]]
    else:
        words = [first, *(str(int(r) + 1) if r.isdigit() else r for r in rest)]
    return ", ".join(w.replace("_", " ") for w in words)


def reasons_of(record: Record, found: Reconciled, verdict: Verdict | None, document: Document) -> tuple[str, ...]:
    """The sentences; none where the whole record may pass."""
    look = [*tell_handwriting(document), *_doubts(found), *_contradictions(found, verdict), *_unsure(record, verdict)]
    told = [*_missing(record), *look]
    reasons = list(dict.fromkeys([*told, *_rows(record)]))
    if not reasons and verdict is None:
        reasons.append("no model judges how sure this record is: look it through.")
    elif not reasons and verdict and not verdict.passes:
        reasons.append(f"the record as a whole is right with probability {verdict.record:.3f} only: look it through.")
    left = len(reasons) - MOST
    return tuple(reasons[:MOST] + ([f"and {left} more."] if left > 0 else []))


def _missing(record: Record) -> Iterator[str]:
    """What every form shows and this record lacks."""
    if not record.issuer.name:
        yield "issuer: no name could be read."
    if not record.period_of_report:
        yield "period of report: no date could be read."
    if not record.reporting_owners:
        yield "reporting owners: none could be read."
    for i, owner in enumerate(record.reporting_owners):
        if not owner.name:
            yield f"reporting owner {i + 1}: no name could be read."
    if not record.signatures:
        yield "signatures: none could be read."


def _doubts(found: Reconciled) -> Iterator[str]:
    for pointer, sentence in found.doubts.items():
        yield f"{place_of(pointer)}: {sentence}"


def _contradictions(found: Reconciled, verdict: Verdict | None) -> Iterator[str]:
    """Figures that do not tie, where they may have been misread; in a record that passes the filer wrote them so."""
    for check in () if verdict and verdict.passes else found.checks:
        if check.status == "failed":
            where = f"{place_of(check.pointers[-1])}: " if check.pointers else ""
            yield f"{where}{check.message}"


def _unsure(record: Record, verdict: Verdict | None) -> Iterator[str]:
    """Values that the judge doubts, where nothing but the models stands behind the record."""
    for pointer, probability in (verdict.values if verdict and not verdict.passes else {}).items():
        if probability < UNSURE:
            held = record.evidence.get(pointer)
            shown = f"{held.text[:60]!r} " if held else ""
            yield f"{place_of(pointer)}: {shown}is read right with probability {probability:.2f} only."


def _rows(record: Record) -> Iterator[str]:
    """Rows that do not pass, one by one; all at once where none does."""
    rows = [(name, i, row) for name in _TABLES for i, row in enumerate(getattr(record, name))]
    if len(rows) > 1 and all(row.needs_review for _, _, row in rows):
        yield "rows: none of them is sure enough to pass unseen; compare them with the source."
        return
    for name, i, row in rows:
        if row.needs_review:
            yield f"{place_of(f'/{name}/{i}')}: not sure enough to pass unseen; compare it with the source."
