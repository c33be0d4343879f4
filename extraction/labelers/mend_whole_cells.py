"""Labels of the tokens of whole cells held against each other: dates in the form's order, marks with their values."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extraction.labelers.features import CellToken
from extraction.labels import NONE

_DATE = re.compile(r"\d{1,4}[/-]\d{1,2}[/-]\d{1,4}")


def mend_whole_cells(tokens: Sequence[CellToken], path: Sequence[int], labels: Sequence[str]) -> list[int]:
    """Labels where of two transaction dates the second is the deemed one, and a mark bears its cell's one label."""
    return join_marks(tokens, part_dates(tokens, path, labels), labels.index(NONE))


def part_dates(tokens: Sequence[CellToken], path: Sequence[int], labels: Sequence[str]) -> list[int]:
    """Of two dates in two cells labelled as the transaction's, the second is the deemed execution's."""
    out = list(path)
    traded, deemed = labels.index("transaction_date"), labels.index("deemed_execution_date")
    at = [p for p, k in enumerate(path) if k == traded and _DATE.fullmatch(tokens[p].token.text)]
    if len(at) == 2 and tokens[at[0]].slot < tokens[at[1]].slot and deemed not in path:
        out[at[1]] = deemed
    return out


def join_marks(tokens: Sequence[CellToken], path: Sequence[int], none: int) -> list[int]:
    """Marks of a cell whose other tokens bear one label bear it too."""
    held: dict[int, set[int]] = {}
    for token, label in zip(tokens, path, strict=True):
        if token.token.mark is None and any(map(str.isalnum, token.token.text)):
            held.setdefault(token.slot, set()).add(label)
    only = {slot: next(iter(found)) for slot, found in held.items() if len(found) == 1 and none not in found}
    return [only.get(t.slot, k) if t.token.mark else k for t, k in zip(tokens, path, strict=True)]
