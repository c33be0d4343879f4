"""What a column over all its rows says of the fields of its cells: that they are dates, that another holds a field."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from extraction.labelers.features import CellToken
from extraction.labelers.hashing import Matrix
from extraction.labels import NONE, WORDY
from extraction.layout.logical import LogicalRow

Scored = tuple[LogicalRow, Sequence[CellToken], Matrix]
"""A row, its tokens, and their log probabilities (tokens x labels)."""

FOREIGN = 0.6
"""A field whose mean probability in a column is less than this may be another column's."""
KNOWN = 0.8
"""A column whose mean probability of a field, or of none, is at least this has it."""
AGAINST = -12.0
"""What is put to the log probability of a field that a column cannot hold."""
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_DATE = re.compile(rf"\d{{1,2}}[ -]{_MONTH}[ ,-]*\d{{2,4}}|{_MONTH} \d{{1,2}},? \d{{4}}", re.I)


def settle_columns(rows: Sequence[Scored], labels: Sequence[str]) -> None:
    """Put to each row's log probabilities what its columns tell, in place: for tables with cells."""
    means = _means(rows, labels)
    if not means:
        return
    none = list(labels).index(NONE)
    best = np.max(np.stack(list(means.values())), axis=0)
    against = {column: (mean < FOREIGN) & (best >= KNOWN) for column, mean in means.items()}
    for column, mean in means.items():
        against[column][none] = False
        if mean[none] < KNOWN and _is_dated(rows, column):
            mine = _best_date(mean, against[column], labels)
            against[column] = np.arange(len(labels)) != mine
    for row, tokens, scores in rows:
        alone = Counter(held.slot for held in tokens)
        for p, held in enumerate(tokens):
            column = row.slots[held.slot].column
            if held.token.mark is None:
                scores[p, against[column]] += AGAINST
                if (
                    alone[held.slot] == 1
                    and held.token.text.isdigit()
                    and np.delete(means[column], none).max() >= FOREIGN
                ):
                    scores[p, none] += AGAINST


def _best_date(mean: Matrix, against: NDArray[np.bool_], labels: Sequence[str]) -> int:
    """The likeliest date of a column, if it can one that no other column holds."""
    dates = [k for k, name in enumerate(labels) if name.endswith("_date")]
    return max(dates, key=lambda k: (not against[k], float(mean[k])))


def _means(rows: Sequence[Scored], labels: Sequence[str]) -> dict[int, Matrix]:
    """For each column the mean probability of each field, marks left out: of fields of words over its tokens, of
    others over its cells, the likeliest token of each."""
    cells: dict[int, list[Matrix]] = {}
    for row, tokens, scores in rows:
        held: dict[int, list[Matrix]] = {}
        for token, line in zip(tokens, np.exp(scores), strict=True):
            if token.token.mark is None:
                held.setdefault(row.slots[token.slot].column, []).append(line)
        for column, lines in held.items():
            cells.setdefault(column, []).append(np.array(lines))
    wordy = np.array([name in WORDY or name == NONE for name in labels])
    return {
        column: np.where(wordy, np.concatenate(found).mean(axis=0), np.mean([c.max(axis=0) for c in found], axis=0))
        for column, found in cells.items()
    }


def _is_dated(rows: Sequence[Scored], column: int) -> bool:
    """Whether every cell of a column that shows letters or digits is a date with its month spelled."""
    shown = (
        " ".join(t.token.text for t in tokens if t.token.mark is None and row.slots[t.slot].column == column)
        for row, tokens, _ in rows
    )
    cells = [text for text in shown if any(c.isalnum() for c in text)]
    return bool(cells) and all(_DATE.fullmatch(text) for text in cells)
