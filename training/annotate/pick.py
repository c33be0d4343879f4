"""Which filings to label first: those that the models are unsure of, that fail checks, that look like none known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from extraction.errors import NotOwnership
from extraction.labelers.cells import heading_fields
from extraction.labelers.hashing import indices
from extraction.labelers.models import Models
from extraction.labelers.rows import row_features
from extraction.labelers.sections import find_tables
from extraction.labels import NONE
from extraction.pipeline import extract_document
from training.annotate.collect import Filing
from training.annotate.suggest import Named, name_all

LOOK_BITS = 10
KNOWN_HEADING = 0.8
"""A heading whose field is surer than this is known."""
WEIGHTS = (1.0, 1.0, 1.0)
"""What uncertainty, failed checks and unknown layout count."""


@dataclass(frozen=True)
class Judged:
    """Why a filing is worth labelling, each part from 0 to 1; `look` is its layout as a vector of length 1."""

    filing: Filing
    unsure: float
    failed: float
    unknown: float
    look: NDArray[np.float32]

    @property
    def worth(self) -> float:
        return float(np.dot(WEIGHTS, (self.unsure, self.failed, self.unknown)) / sum(WEIGHTS))

    def __str__(self) -> str:
        parts = (("unsure", self.unsure), ("checks failed", self.failed), ("unknown headings", self.unknown))
        return f"{self.filing.path.name}: " + ", ".join(f"{name} {part:.0%}" for name, part in parts)


def judge(filing: Filing, models: Models) -> Judged:
    """How much a filing would teach."""
    named = name_all(filing.document, models)
    return Judged(filing, _unsure(named), _failed(filing, models), _unknown(named, models), _look(filing))


def _unsure(named: Named) -> float:
    """The mean doubt about the least sure tenth of rows, and of tokens."""
    sure = [r.probability for r in named.rows]
    held = [t.probability for row in named.table_rows for t in row.tokens] + [t.probability for t in named.tokens]
    return float(np.mean([_least(sure), _least(held)]))


def _least(probabilities: Sequence[float]) -> float:
    if not probabilities:
        return 1.0
    worst = sorted(probabilities)[: max(1, len(probabilities) // 10)]
    return 1.0 - float(np.mean(worst))


def _failed(filing: Filing, models: Models) -> float:
    """The share of checks that failed, of those that apply; all where no row was found or nothing could be read."""
    try:
        record = extract_document(filing.document, models)
    except NotOwnership:
        return 1.0
    told = [check.status == "failed" for check in record.checks if check.status != "not_applicable"]
    if not (record.non_derivative or record.derivative) or not told:
        return 1.0
    return sum(told) / len(told)


def _unknown(named: Named, models: Models) -> float:
    """The share of columns with values whose heading the models do not know."""
    known = total = 0
    for table in find_tables(named.rows):
        heads = heading_fields(table, models.cells.heading_weights, models.cells.heading_bias)
        fields = np.delete(heads, models.cells.labels.index(NONE), axis=1)
        known += int((fields.max(axis=1, initial=0.0) > KNOWN_HEADING).sum())
        total += len(heads) or 1
    return 1.0 - known / total if total else 1.0


def _look(filing: Filing) -> NDArray[np.float32]:
    """What a page looks like, whatever it says: the shapes of its rows, and the words that stand in them."""
    look = np.zeros(1 << LOOK_BITS, dtype=np.float32)
    for block, row in filing.document.rows():
        own, told = row_features(block, row)
        look[indices([f for f in (*own, *told) if not f.startswith(("g:", "b:"))], LOOK_BITS)] += 1.0
    counted = np.log1p(look)
    return np.asarray(counted / max(float(np.linalg.norm(counted)), 1e-6), dtype=np.float32)


def pick(judged: Sequence[Judged], count: int) -> list[Judged]:
    """The filings to label first: worth most, and each unlike those picked before it."""
    left = list(judged)
    picked: list[Judged] = []
    while left and len(picked) < count:
        best = max(left, key=lambda j: (j.worth * _fresh(j, picked), j.filing.path.name))
        picked.append(best)
        left.remove(best)
    return picked


def _fresh(one: Judged, picked: Sequence[Judged]) -> float:
    """How unlike a filing is to all that are picked: 1 like none, 0 the same."""
    return 1.0 - max((float(one.look @ other.look) for other in picked), default=0.0)
