"""How likely the values, the rows and the whole of a reconciled draft are right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extraction.document import Source
from extraction.draft import Value, rows_of
from extraction.labelers.judge import Judge, probabilities
from extraction.reconcile import Reconciled
from extraction.signs import record_signs, record_stratum, row_signs, row_stratum, value_signs


@dataclass(frozen=True, slots=True)
class Verdict:
    """Probabilities of being right: by pointer for values, in order for rows, and for the record; and what passes."""

    values: dict[str, float]
    rows: tuple[float, ...]
    record: float
    passing: tuple[bool, ...]
    """Which rows pass."""
    passes: bool
    """Whether the record as a whole does."""


def give_verdict(found: Reconciled, values: Sequence[tuple[str, Value]], source: Source, judge: Judge) -> Verdict:
    """How sure a reconciled draft is; `values` come with their JSON pointers."""
    sure = probabilities([value_signs(v, p, found, source) for p, v in values], judge.values)
    rows = probabilities([row_signs(r, at, found, source) for at, r in rows_of(found.draft)], judge.rows)
    (record,) = probabilities([record_signs(found, rows, source)], judge.records)
    strata = [row_stratum(row, found.draft.form_type, source) for row in found.draft.rows]
    return Verdict(
        {p: c for (p, _), c in zip(values, sure, strict=True)},
        tuple(rows),
        record,
        tuple(p >= judge.row_passes[stratum] for p, stratum in zip(rows, strata, strict=True)),
        record >= judge.record_passes[record_stratum(found.draft, strata, source)],
    )
