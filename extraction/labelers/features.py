"""What a token in a table row looks like, where it stands and what stands around it: for fitting and for running."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from extraction.document import Layout
from extraction.labelers.hashing import Matrix
from extraction.layout.logical import LogicalRow, LogicalTable, Slot
from extraction.layout.tokens import Token, split_word

SHAPES = (
    "mark", "date", "date_part", "money", "amount", "decimal", "integer", "zero", "letter_a", "letter_d",
    "letter_i", "code", "char", "title", "upper", "lower", "dollar", "symbol", "mixed", "clipped", "month",
)  # fmt: skip
_SHAPE_NUMBER = {name: i for i, name in enumerate(SHAPES)}
_AMOUNTS = frozenset(_SHAPE_NUMBER[s] for s in ("money", "amount", "decimal", "integer", "zero", "clipped"))
_LETTERS = frozenset(_SHAPE_NUMBER[s] for s in ("letter_a", "letter_d", "letter_i", "code", "char"))
_DATES = frozenset(_SHAPE_NUMBER[s] for s in ("date", "date_part", "month"))
_WORDS = frozenset(_SHAPE_NUMBER[s] for s in ("title", "upper", "lower", "mixed"))
_MARK = _SHAPE_NUMBER["mark"]
N = len(SHAPES)
WORD_BUCKETS = 160
REACH = 3

_PATTERNS = tuple(
    (_SHAPE_NUMBER[name], re.compile(pattern))
    for name, pattern in (
        ("date", r"\d{1,2}[/-]\d{1,2}[/-]\d{2,4}|\d{4}-\d\d-\d\d|\d{1,2}-[A-Za-z]{3}-\d{2,4}"),
        ("date_part", r"[\dOlI]*/[\dOlI/]*|\d{1,2}-[A-Za-z]{3}.*|(19|20)\d\d-[\d-]*"),
        ("dollar", r"\\?\$|USD"),
        ("money", r"\\?\$[\d.,OlIBS]+"),
        ("zero", r"0|-0-|0\.0+"),
        ("amount", r"[-+(]?\d{1,3}(,\d{3})+(\.\d*)?\)?"),
        ("decimal", r"\d*\.\d+"),
        ("integer", r"\d+"),
        ("clipped", r"[\d,.OolISBC]*\d[\d,.OolISBC]*"),
        ("letter_a", r"[Aa]|\(A\)"),
        ("letter_d", r"[D]|\(D\)"),
        ("letter_i", r"[Il]|\(I\)"),
        ("code", r"[PSVMFGJCXEWLHKUZOМ]"),
        ("month", r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?"),
        ("title", r"[A-Z][a-z]+.*"),
        ("upper", r"[A-Z]{2,}.*"),
        ("lower", r"[a-z]{2,}.*"),
        ("symbol", r"[^A-Za-z0-9]+"),
        ("char", r"."),
    )
)  # fmt: skip


@lru_cache(maxsize=65536)
def shape_of(text: str) -> int:
    """The number of the shape of a token that is no mark."""
    for number, pattern in _PATTERNS:
        if pattern.fullmatch(text):
            return number
    return _SHAPE_NUMBER["mixed"]


@lru_cache(maxsize=65536)
def _bucket(text: str) -> int:
    """A column for a word's letters, of WORD_BUCKETS; figures share the first."""
    letters = re.sub(r"[^a-z]+", "", text.lower())
    return 1 + crc32(letters.encode()) % (WORD_BUCKETS - 1) if letters else 0


@dataclass(frozen=True, slots=True)
class CellToken:
    """A token of a logical row and the number of the slot that it stands in."""

    token: Token
    slot: int

    @property
    def shape(self) -> int:
        return _MARK if self.token.mark else shape_of(self.token.text)


def tokens_of(row: LogicalRow) -> tuple[CellToken, ...]:
    """The tokens of a logical row, in reading order."""
    return tuple(CellToken(t, i) for i, slot in enumerate(row.slots) for w in slot.words for t in split_word(w))


def column_shapes(table: LogicalTable) -> dict[int, NDArray[np.float32]]:
    """For each column, how often each shape opens a cell of it."""
    counts: dict[int, NDArray[np.float32]] = {}
    for row in table.rows:
        for slot in row.slots:
            first = CellToken(next(split_word(slot.words[0])), 0)
            counts.setdefault(slot.column, np.zeros(N, dtype=np.float32))[first.shape] += 1
    return counts


WIDTH_OF_OWN = 8 + 4 + 3 + 6 + 10
LAYOUTS = tuple(Layout)


def width(fields: int) -> int:
    """Number of features where headings speak of `fields` fields."""
    return N * (2 + 2 * REACH) + 3 * WORD_BUCKETS + 4 * fields + 1 + WIDTH_OF_OWN


def best_beside(heads: Matrix) -> Matrix:
    """For each column and field, how likely the field is the likeliest other column's (columns x fields)."""
    if len(heads) < 2:
        return np.zeros_like(heads)
    last, best = np.sort(heads, axis=0)[-2:]
    return np.where(heads == best, last, best)


def row_matrix(
    table: LogicalTable,
    row: LogicalRow,
    tokens: Sequence[CellToken],
    headings: tuple[Matrix, Matrix],
    columns: dict[int, NDArray[np.float32]],
    form3: bool,
) -> Matrix:
    """Features of one row's tokens (tokens x features); `headings` holds each column's field probabilities, and
    those of the likeliest other column."""
    n, fields = len(tokens), headings[0].shape[1]
    out = np.zeros((n, width(fields)), dtype=np.float32)
    shapes = [t.shape for t in tokens]
    buckets = [_bucket(t.token.text) for t in tokens]
    before, after = _counts(shapes), _counts(shapes[::-1])[::-1]
    for p, held in enumerate(tokens):
        slot, line = row.slots[held.slot], out[p]
        for o in range(-REACH, REACH + 1):
            if 0 <= p + o < n:
                line[(o + REACH) * N + shapes[p + o]] = 1.0
        at = (2 * REACH + 1) * N
        shown = columns[slot.column]
        line[at : at + N] = shown / shown.sum()
        at += N
        for o in (0, -1, 1):
            if 0 <= p + o < n:
                line[at + buckets[p + o]] = 1.0
            at += WORD_BUCKETS
        at = _put_headings(line, at, headings, slot)
        line[at:] = _own(table, row, tokens, p, slot, form3) + before[p] + after[p]
    return out


def _put_headings(line: NDArray[np.float32], at: int, headings: tuple[Matrix, Matrix], slot: Slot) -> int:
    heads, others = headings
    fields = heads.shape[1]
    for k in (slot.column, slot.column - 1, slot.column + 1):
        if 0 <= k < len(heads):
            line[at : at + fields] = heads[k]
        at += fields
    if 0 <= slot.column < len(others):
        line[at : at + fields] = others[slot.column]
    at += fields
    line[at] = float(slot.column < len(heads) and heads[slot.column].any())
    return at + 1


def _counts(shapes: Sequence[int]) -> list[list[float]]:
    """For each token how many dates, amounts, letters, marks and words come before it, in parts."""
    out, seen = [], [0.0] * 5
    for shape in shapes:
        out.append(list(seen))
        for i, group in enumerate((_DATES, _AMOUNTS, _LETTERS, (_MARK,), _WORDS)):
            if shape in group:
                seen[i] = min(seen[i] + 0.34, 2.0)
    return out


def _own(
    table: LogicalTable, row: LogicalRow, tokens: Sequence[CellToken], p: int, slot: Slot, form3: bool
) -> list[float]:
    held = tokens[p]
    text = held.token.text
    back = tokens[p - 1] if p else None
    ahead = tokens[p + 1] if p + 1 < len(tokens) else None
    return [
        p / 20,
        (len(tokens) - 1 - p) / 20,
        float(back is None),
        float(ahead is None),
        held.slot / 16,
        min(len(table.rows), 8) / 8,
        min(len(text), 12) / 12,
        float(held.token.word.raised),
        float(back is not None and back.slot == held.slot),
        float(ahead is not None and ahead.slot == held.slot),
        _gap(row, back, held),
        _gap(row, held, ahead),
        float(table.name == "derivative"),
        float(form3),
        sum(c.isdigit() for c in text) / 8,
        *(float(table.layout is name) for name in LAYOUTS),
        float("," in text),
        float("." in text),
    ]


def _gap(row: LogicalRow, left: CellToken | None, right: CellToken | None) -> float:
    """Columns between two tokens, in parts of four."""
    if left is None or right is None:
        return 1.0
    return min(abs(row.slots[right.slot].column - row.slots[left.slot].column), 4) / 4
