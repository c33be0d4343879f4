"""Fits the judge: how likely values, rows and records are right, and from which probability they may pass."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from scipy.stats import beta

from extraction.document import Document
from extraction.draft import rows_of
from extraction.errors import Unreadable
from extraction.finish import finish, pointers_of
from extraction.labelers.judge import Judge, Layers, Stratum, probabilities
from extraction.labelers.models import Models
from extraction.pipeline import reconcile_document
from extraction.readers import read
from extraction.reconcile import Reconciled
from extraction.signs import record_signs, record_stratum, row_signs, row_stratum, value_signs
from training.annotated import AnnotatedFiling
from training.perceptron import perceptron
from training.prepare import digest
from training.score import judged_rows, judged_values, score_filing

WRONG = 0.002
"""Share of wrong among what passes that is borne."""
SURE = 0.95
"""Confidence with which that share holds."""
RECORDS_WRONG = 0.02
"""Share of wrong records that is borne: a record has some forty times the values of a row."""
HIDDEN = (20,)
NEVER = 2.0
"""A threshold that nothing passes."""
NOTHING = (NEVER,) * len(Stratum)


@dataclass(slots=True)
class Seen:
    """Signs and whether what they speak of was right."""

    signs: list[list[float]] = field(default_factory=list)
    right: list[bool] = field(default_factory=list)
    strata: list[Stratum] = field(default_factory=list)

    def add(self, signs: list[float], right: bool, stratum: Stratum = Stratum.OTHER) -> None:
        self.signs.append(signs)
        self.right.append(right)
        self.strata.append(stratum)


@dataclass(frozen=True, slots=True)
class Sample:
    """What was seen of one filing."""

    group: str
    values: Seen
    rows: Seen
    found: Reconciled
    document: Document
    exact: bool


def look(filing: AnnotatedFiling, models: Models) -> Sample | None:
    """Extract a filing and hold it against its gold record; None where no record comes out."""
    try:
        document = read(filing.content, filing.name)
        if not isinstance(document, Document):
            return None
        found = reconcile_document(document, models)
    except Unreadable:
        return None
    record = finish(found, None, document).as_json()
    return Sample(
        filing.group,
        _values(found, filing.gold, record, document),
        _rows(found, filing.gold, record, document),
        found,
        document,
        score_filing(filing.gold, record).exact,
    )


def _values(found: Reconciled, gold: dict[str, Any], record: dict[str, Any], document: Document) -> Seen:
    seen, right = Seen(), judged_values(gold, record)
    for pointer, value in pointers_of(found.draft):
        if pointer in right:
            seen.add(value_signs(value, pointer, found, document.source), right[pointer])
    return seen


def _rows(found: Reconciled, gold: dict[str, Any], record: dict[str, Any], document: Document) -> Seen:
    seen, right = Seen(), judged_rows(gold, record)
    for at, row in rows_of(found.draft):
        _, table, number = at.split("/")
        stratum = row_stratum(row, found.draft.form_type, document.source)
        seen.add(row_signs(row, at, found, document.source), right.get((table, int(number)), False), stratum)
    return seen


def bound(wrong: int, passed: int, sure: float = SURE) -> float:
    """The share of wrong that is not exceeded with confidence `sure` (Clopper and Pearson 1934)."""
    return float(beta.ppf(sure, wrong + 1, passed - wrong)) if passed > wrong else 1.0


def thresholds(seen: Judged, borne: float = WRONG) -> tuple[float, ...]:
    """By stratum, the lowest probability to pass at; that all hold has confidence SURE (Bonferroni)."""
    each = 1 - (1 - SURE) / len(Stratum)
    out = []
    for stratum in Stratum:
        mine = [(p, r) for p, r, s in zip(seen.sure, seen.right, seen.strata, strict=True) if s is stratum]
        out.append(threshold([p for p, _ in mine], [r for _, r in mine], borne, each))
    return tuple(out)


def threshold(sure: Sequence[float], right: Sequence[bool], borne: float = WRONG, confidence: float = SURE) -> float:
    """The lowest probability to pass at, walking down while the bound holds (fixed sequence testing).

    Angelopoulos et al., Learn then Test (2021): the first step at which the bound fails ends the walk.
    """
    order = sorted(range(len(sure)), key=lambda i: -sure[i])
    passed = wrong = 0
    best = NEVER
    for place, i in enumerate(order):
        passed += 1
        wrong += not right[i]
        last_of_equals = place + 1 == len(order) or sure[order[place + 1]] < sure[i]
        if not last_of_equals:
            continue
        if bound(wrong, passed, confidence) <= borne:
            best = sure[i]
        elif best < NEVER:
            break
    return best


def fit_judge(samples: Iterable[Sample], seed: int = 0, epochs: int = 150) -> Judge:
    """The judge of samples: each half of the issuers is judged by what the other half taught, to set the thresholds."""
    halves: tuple[list[Sample], list[Sample]] = ([], [])
    for sample in samples:
        halves[digest(sample.group + "judge") % 2].append(sample)
    rows, records = Judged(), Judged()
    for fit, hold in (halves, halves[::-1]):
        layers = _fit([s.rows for s in fit], epochs, seed)
        whole = _fit([_records(fit, layers)], epochs, seed)
        rows.add(_joined([s.rows for s in hold]), layers)
        records.add(_records(hold, layers), whole)
    everything = [*halves[0], *halves[1]]
    layers = _fit([s.rows for s in everything], epochs, seed)
    return Judge(
        _fit([s.values for s in everything], epochs, seed),
        layers,
        _fit([_records(everything, layers)], epochs, seed),
        thresholds(rows),
        thresholds(records, RECORDS_WRONG),
    )


@dataclass(slots=True)
class Judged:
    """Probabilities, and whether what they were given to was right."""

    sure: list[float] = field(default_factory=list)
    right: list[bool] = field(default_factory=list)
    strata: list[Stratum] = field(default_factory=list)

    def add(self, seen: Seen, layers: Layers) -> None:
        self.sure += probabilities(seen.signs, layers)
        self.right += seen.right
        self.strata += seen.strata


def _records(samples: Iterable[Sample], rows: Layers) -> Seen:
    seen = Seen()
    for s in samples:
        signs = record_signs(s.found, probabilities(s.rows.signs, rows), s.document.source)
        seen.add(signs, s.exact, record_stratum(s.found.draft, s.rows.strata, s.document.source))
    return seen


def _joined(parts: Iterable[Seen]) -> Seen:
    whole = Seen()
    for part in parts:
        whole.signs += part.signs
        whole.right += part.right
        whole.strata += part.strata
    return whole


def _fit(parts: Iterable[Seen], epochs: int, seed: int) -> Layers:
    whole = _joined(parts)
    x = np.asarray(whole.signs, dtype=np.float32)
    return perceptron(x, [int(r) for r in whole.right], 2, HIDDEN, epochs, seed, alpha=1e-4)
