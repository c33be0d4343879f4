"""Labels of the tokens of whole cells held against each other: dates in the form's order, marks with their values."""

from __future__ import annotations

import re
from collections.abc import Sequence
from types import MappingProxyType

from extraction.labelers.features import CellToken
from extraction.labels import NONE
from extraction.values.code import ACQUIRED_DISPOSED, DIRECT_INDIRECT, readings

LETTERED = MappingProxyType({"acquired_disposed": ACQUIRED_DISPOSED, "direct_or_indirect": DIRECT_INDIRECT})
"""Fields of one letter that some pages spell, with their letters."""
_DATE = re.compile(r"\d{1,4}[/-]\d{1,2}[/-]\d{1,4}")


def mend_whole_cells(
    tokens: Sequence[CellToken], path: Sequence[int], labels: Sequence[str], told: Sequence[int]
) -> list[int]:
    """Labels where of two transaction dates the second is the deemed one, a mark bears its cell's one label, of one
    mark twice the second is the expiration's, and a word below a letter's heading that spells it is the letter's.

    `told` is the field that the heading of each token's column names; -1 where it names none.
    """
    path = join_marks(tokens, part_dates(tokens, path, labels), labels.index(NONE))
    return spell_letters(tokens, part_twins(tokens, path, labels), labels, told)


def part_twins(tokens: Sequence[CellToken], path: Sequence[int], labels: Sequence[str]) -> list[int]:
    """Of the same mark twice in a cell of exercise dates, in a row without an expiration, the second is that's."""
    out = list(path)
    opens, ends = labels.index("exercise_date"), labels.index("expiration_date")
    at = [p for p, k in enumerate(path) if k == opens]
    if len(at) == 2 and ends not in path:
        first, second = (tokens[p] for p in at)
        if first.slot == second.slot and first.token.mark == second.token.mark is not None:
            out[at[1]] = ends
    return out


def spell_letters(
    tokens: Sequence[CellToken], path: Sequence[int], labels: Sequence[str], told: Sequence[int]
) -> list[int]:
    """Words without a field, below the heading of a field of one letter that they spell, are that field's."""
    out = list(path)
    none = labels.index(NONE)
    for name, alphabet in LETTERED.items():
        field = labels.index(name)
        places = [p for p, k in enumerate(told) if k == field and tokens[p].token.mark is None]
        if field in path or not places or any(path[p] != none for p in places):
            continue
        found = readings([tokens[p].token.text for p in places], alphabet)
        if found and found[0].cost == 0:
            for p in places:
                out[p] = field
    return out


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
