"""How likely the values, the rows and the whole of a reconciled draft are right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extraction.document import Source
from extraction.draft import Value, rows_of
from extraction.labelers.judge import Judge, probabilities
from extraction.reconcile import Reconciled
from extraction.signs import record_signs, row_signs, value_signs


@dataclass(frozen=True, slots=True)
class Verdict:
    """Probabilities of being right: by pointer for values, in order for rows, and for the record."""

    values: dict[str, float]
    rows: tuple[float, ...]
    record: float


def give_verdict(found: Reconciled, values: Sequence[tuple[str, Value]], source: Source, judge: Judge) -> Verdict:
    """How sure a reconciled draft is; `values` come with their JSON pointers."""
    sure = probabilities([value_signs(v, p, found, source) for p, v in values], judge.values)
    rows = probabilities([row_signs(r, at, found, source) for at, r in rows_of(found.draft)], judge.rows)
    (record,) = probabilities([record_signs(found, rows, source)], judge.records)
    return Verdict({p: c for (p, _), c in zip(values, sure, strict=True)}, tuple(rows), record)
