"""Labels of the tokens of whole cells held against each other: dates in the form's order, marks with their values."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence, Set
from itertools import groupby

import numpy as np

from extraction.document import Row, Word
from extraction.labelers.features import CellToken
from extraction.labelers.hashing import Matrix
from extraction.labels import NONE
from extraction.values.code import ALPHABETS, readings

SPELT = ("acquired_disposed", "direct_or_indirect")
"""Fields of one letter that some pages spell."""
SIDES = ("shares_acquired", "shares_disposed")
EVEN = math.log(0.5)
_SIGNED = re.compile(r"([+-])\d")
_DATE = re.compile(r"\d{1,4}[/-]\d{1,2}[/-]\d{1,4}")


def mend_whole_cells(
    tokens: Sequence[CellToken], path: Sequence[int], labels: Sequence[str], told: Sequence[int]
) -> list[int]:
    """Labels where of two transaction dates the second is the deemed one, a mark bears its cell's one label, of one
    mark twice the second is the expiration's, and a word below a letter's heading that spells it is the letter's.

    `told` is the field that the heading of each token's column names; -1 where it names none.
    """
    path = sign_sides(tokens, part_dates(tokens, path, labels), labels)
    path = join_marks(tokens, path, labels.index(NONE))
    path = join_fractions(tokens, tell_voluntary(tokens, path, labels))
    return spell_letters(tokens, part_twins(tokens, path, labels), labels, told)


def sign_sides(tokens: Sequence[CellToken], path: Sequence[int], labels: Sequence[str]) -> list[int]:
    """A number of shares with a sign, in a row that tells no side, is what was acquired or disposed of."""
    out = list(path)
    if labels.index("acquired_disposed") not in path:
        for p, (held, label) in enumerate(zip(tokens, path, strict=True)):
            if labels[label] == "shares" and (signed := _SIGNED.match(held.token.text)):
                out[p] = labels.index(SIDES["+-".index(signed[1])])
    return out


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
    for name in SPELT:
        field = labels.index(name)
        places = [p for p, k in enumerate(told) if k == field and tokens[p].token.mark is None]
        if field in path or not places or any(path[p] != none for p in places):
            continue
        found = readings([tokens[p].token.text for p in places], ALPHABETS[name])
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


def tell_voluntary(tokens: Sequence[CellToken], path: Sequence[int], labels: Sequence[str]) -> list[int]:
    """A lone `V` behind the transaction's code, in its cell or the next, is column V's."""
    out = list(path)
    told = [labels[k] for k in path]
    for p in range(1, len(tokens)):
        near = told[p - 1] == "transaction_code" and tokens[p].slot - tokens[p - 1].slot < 2
        free = told[p] in ("transaction_code", NONE) and "timeliness" not in told
        if near and free and tokens[p].token.text.strip("()") == "V":
            out[p] = labels.index("timeliness")
    return out


_FRACTION = re.compile(r"\d{1,2}/(?:2|4|8|16|32|64)")


def join_fractions(tokens: Sequence[CellToken], path: Sequence[int]) -> list[int]:
    """A fraction behind a whole number of its cell goes on with it: `24 1/4`."""
    out = list(path)
    for p in range(1, len(tokens)):
        whole = tokens[p - 1].token.text.strip("$").replace(",", "").isdigit()
        if whole and tokens[p].slot == tokens[p - 1].slot and _FRACTION.fullmatch(tokens[p].token.text):
            out[p] = out[p - 1]
    return out


def fill_tails(tokens: Sequence[CellToken], path: Sequence[int], wordy: Set[int], none: int) -> list[int]:
    """Labels where what ends a ruled cell whose only field is a title, or a nature of ownership, belongs to it."""
    out = list(path)
    for _, held in groupby(range(len(tokens)), key=lambda p: tokens[p].slot):
        places = [p for p in held if tokens[p].token.mark is None]
        label = path[places[0]] if places else none
        if label in wordy and {path[p] for p in places} == {label, none}:
            for p in places:
                out[p] = label
    return out


def part_sides(tokens: Sequence[CellToken], path: Sequence[int], emissions: Matrix, labels: Sequence[str]) -> list[int]:
    """Of two numbers taken for shares acquired and disposed in a row, the one that is unsure is what it else may be."""
    out = list(path)
    at = [[p for p, k in enumerate(path) if labels[k] == name and _is_number(tokens[p])] for name in SIDES]
    if any(len(places) != 1 for places in at):
        return out
    weak, strong = sorted((places[0] for places in at), key=lambda p: float(emissions[p, path[p]]))
    if emissions[weak, path[weak]] < EVEN < emissions[strong, path[strong]]:
        out[weak] = next(k for k in map(int, np.argsort(-emissions[weak])) if k not in path)
    return out


def face_sides(
    tokens: Sequence[CellToken], path: Sequence[int], heads: Sequence[Row], labels: Sequence[str]
) -> list[int]:
    """Numbers of shares in aligned text on the side whose letter, `(A)` or `(D)`, stands above them in the headings."""
    out = list(path)
    letters = next((found for row in reversed(heads) if (found := _letters(row))), None)
    if letters is None:
        return out
    sides = [labels.index(name) for name in SIDES]
    for p, k in enumerate(path):
        if k in sides and _is_number(tokens[p]):
            off = [_apart(tokens[p].token.word, letter) for letter in letters]
            if min(off) < CLOSE <= max(off):
                out[p] = sides[off.index(min(off))]
    return out


CLOSE = 2.0
"""Characters that a number may stand beside its side's letter."""


def _letters(row: Row) -> tuple[Word, Word] | None:
    """`(A)` and `(D)`, each at the head of a column of its own."""
    held = [w for cell in row.cells for w in cell.words if w.text in ("(A)", "(D)")]
    alone = all(cell.text in ("(A)", "(D)", "(A) (D)") for cell in row.cells if any(w in held for w in cell.words))
    return (held[0], held[1]) if alone and [w.text for w in held] == ["(A)", "(D)"] else None


def _apart(word: Word, letter: Word) -> float:
    """How far a word stands beside another above it; none where they overlap."""
    return max(letter.box[0] - word.box[2], word.box[0] - letter.box[2], 0.0)


def _is_number(held: CellToken) -> bool:
    return held.token.mark is None and any(map(str.isdigit, held.token.text))
