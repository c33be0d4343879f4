"""Models measured on annotated filings: whole records as the contract scores them, labels, how sure they are."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from extraction.batch.attempt import attempt
from extraction.errors import Unreadable
from extraction.labelers.models import Models
from extraction.pipeline import extract_bytes
from training.annotated import AnnotatedFiling
from training.evaluate import score_outcome
from training.group_scores import Scored
from training.label_scores import Pairs, label_pairs
from training.labelled import label_filing
from training.score import ROWS, judged_rows, judged_values

Judged = list[tuple[float, bool]]
"""How sure a model is, and whether it is right."""


@dataclass(frozen=True, slots=True)
class Measured:
    """What came of each filing, in order: its score, the labels of it, its record; over all, how sure and how right."""

    scored: list[Scored] = field(default_factory=list)
    labels: list[Pairs] = field(default_factory=list)
    records: list[dict[str, Any]] = field(default_factory=list)
    values: Judged = field(default_factory=list)
    rows: Judged = field(default_factory=list)

    def extend(self, more: Measured) -> None:
        """Add what came of further filings."""
        for name in ("scored", "labels", "records", "values", "rows"):
            getattr(self, name).extend(getattr(more, name))


def measure(filings: Iterable[AnnotatedFiling], models: Models) -> Measured:
    """Extract filings and hold them against their gold, the same way as `tieout evaluate`."""
    measured = Measured()
    for number, filing in enumerate(filings):
        extract = partial(extract_bytes, filing.content, models=models)
        outcome = attempt(lambda path, extract=extract: extract(path.name), Path(filing.name))  # type: ignore[misc]
        source = f"{filing.name} ({filing.source.value}, {number})"
        unread = f"no record ({filing.source.value})"
        record: dict[str, Any] = json.loads(outcome.line)
        measured.scored.append(score_outcome(filing.name, source, filing.gold, outcome, unread))
        measured.labels.append(_labels(filing, models))
        measured.records.append(record)
        if not outcome.failed:
            measured.values.extend(_values(filing.gold, record))
            measured.rows.extend(_rows(filing.gold, record))
    return measured


def _labels(filing: AnnotatedFiling, models: Models) -> Pairs:
    try:
        labelled = label_filing(filing)
    except Unreadable:
        return {}
    return label_pairs(labelled, models) if labelled else {}


def _values(gold: dict[str, Any], record: dict[str, Any]) -> Iterator[tuple[float, bool]]:
    """Confidence of each value that the gold can judge."""
    evidence = record.get("evidence", {})
    right = judged_values(gold, record)
    return ((evidence[at]["confidence"], right[at]) for at in right if at in evidence)


def _rows(gold: dict[str, Any], record: dict[str, Any]) -> Iterator[tuple[float, bool]]:
    """How sure each row is by the judge; without one, as sure as the least sure of its values."""
    evidence: dict[str, Any] = record.get("evidence", {})
    judged: dict[str, float] = record.get("row_confidence", {})
    for (table, number), right in judged_rows(gold, record).items():
        at = f"/{table}/{number}"
        values = [told["confidence"] for place, told in evidence.items() if place.startswith(f"{at}/")]
        if table in ROWS and (at in judged or values):
            yield judged.get(at, min(values, default=0.0)), right
