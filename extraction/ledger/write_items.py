"""Line items for machines: what a line began with in a filing, where that came from, and what explains a break."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from extraction.ledger.breaks import Step
from extraction.ledger.filing import Filing, Row
from extraction.ledger.lines import Stretch
from extraction.ledger.reconcile_filings import Ledger


def items(ledger: Ledger) -> Iterator[dict[str, Any]]:
    """One object for each line of each filing, in order of time."""
    return (_item(ledger, step) for step in ledger.steps)


def _item(ledger: Ledger, step: Step) -> dict[str, Any]:
    difference = step.difference
    return {
        "person": ledger.person,
        "issuer": ledger.issuer,
        "line": _line(step),
        "status": step.status,
        "from": None if step.before is None or step.left is None else _end(step.before, step.left.rows[-1], step.left),
        "to": _end(step.filing, step.stretch.rows[0], step.stretch),
        "expected": plain(step.left.closing if step.left else None),
        "found": plain(step.stretch.opening),
        "difference": plain(difference),
        "explained_by": [
            {"source": e.note.source, "id": e.note.id, "text": e.note.text, "names_it": e.named, "why": list(e.why)}
            for e in step.explained_by
        ],
        "inferred": step.inferred,
    }


def _line(step: Step) -> dict[str, Any]:
    """The line as its latest filing words it."""
    row = step.stretch.rows[0]
    return {
        "table": "derivative" if step.line.table == 2 else "non_derivative",
        "security_title": row.title,
        "direct_or_indirect": step.line.ownership,
        "nature_of_ownership": row.nature if step.line.ownership == "I" else None,
        "exercise_price": plain(row.price),
        "expiration_date": row.expiration,
    }


def _end(filing: Filing, row: Row, stretch: Stretch) -> dict[str, Any]:
    return {
        "source": row.source,
        "pointer": row.pointer,
        "form_type": filing.form,
        "period_of_report": filing.period or None,
        "amended_by": list(filing.amended_by),
        "opening": plain(stretch.opening),
        "closing": plain(stretch.closing),
        "ties_within": stretch.ties,
    }


def plain(number: Decimal | None) -> str | None:
    """A number as the contract writes it: a plain decimal, without idle zeros."""
    if number is None:
        return None
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
