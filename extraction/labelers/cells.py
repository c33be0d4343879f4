"""Names the tokens of table rows with the field that they belong to."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby, pairwise

import numpy as np

from extraction.document import Layout
from extraction.labelers.column_fields import Scored, settle_columns
from extraction.labelers.correction import Correction, correct
from extraction.labelers.features import CellToken, best_beside, column_shapes, row_matrix, tokens_of
from extraction.labelers.hashing import Indices, Matrix, best_path, forward, indices, log_softmax, score
from extraction.labelers.hints import cell_hints
from extraction.labelers.mend_cells import mend_cells
from extraction.labelers.mend_whole_cells import face_sides, fill_tails, mend_whole_cells, part_sides
from extraction.labelers.ocr.align_rows import align_row
from extraction.labelers.read_letters import read_letters
from extraction.labelers.taught import Taught
from extraction.labels import DERIVATIVE_ONLY, NONE, WORDY
from extraction.layout.logical import LogicalRow, LogicalTable

BITS, HALF_BITS = 15, 14
"""Columns of headings' features: whole headings have the first half, cut ones the second."""
WHOLE = (Layout.GRID, Layout.ALIGNED)
"""Layouts whose cells are not cut."""
JOINING = frozenset(("of", "shares", "units", "at"))
"""What joins a number to the title behind it."""
SEPARATORS = frozenset(",;&")
"""What parts the marks of one cell."""
RANGES = frozenset(("-", "–", "—", "/", "to", "until"))
"""What stands between the dates of a cell that shows when a security can be exercised and when it expires."""
SURE, EVEN, UNLIKELY, TELLING = 0.9, 0.5, 0.1, 2
"""From what probability a heading names a field beyond doubt, names it, below which it does not, and how many fields
tell a table."""
IMPOSSIBLE = -30.0
"""Log probability of a field that a table does not have."""
TRUST = 0.5
"""How much the chain over labels weighs beside the tokens' own evidence."""
LIKELY = -0.1
"""Log probability from which a mark's own field stands against its column's."""


@dataclass(frozen=True, slots=True)
class Namer:
    """A perceptron over token features, and chains over labels.

    `transitions` is (table, same cell or next, from, to), `start` (table, label); all log probabilities.
    """

    layers: tuple[tuple[Matrix, Matrix], ...]
    transitions: Matrix
    start: Matrix


@dataclass(frozen=True, slots=True)
class CellModel:
    """A linear model over headings, and what names tokens: of mis-cut text, and of all else (`whole`)."""

    labels: tuple[str, ...]
    heading_weights: Matrix
    heading_bias: Matrix
    whole: Namer
    cut: Namer

    def namer(self, layout: Layout) -> Namer:
        """What names the tokens of a table that is laid out so."""
        return self.cut if layout is Layout.CUT else self.whole


@dataclass(frozen=True, slots=True)
class LabelledToken:
    """A token of a table row, the field it belongs to and how sure that is."""

    held: CellToken
    label: str
    probability: float


@dataclass(frozen=True, slots=True)
class LabelledTableRow:
    """A logical row with its tokens named."""

    table: LogicalTable
    row: LogicalRow
    tokens: tuple[LabelledToken, ...]


_BUMPS = re.compile(r"(?<=[a-z])(?=[A-Z])|_")
_WORDS = re.compile(r"[a-z]+|\d+|[^\sa-z\d]")
_VOWELS = re.compile(r"(?<=[a-z])[aeiou]+")


@lru_cache(maxsize=4096)
def heading_features(heading: str, cut: bool = False) -> Indices:
    """Columns of a heading: its words, their beginnings and consonants for those that are written short, and runs of
    letters for misread ones; one of mis-cut text is known by its pieces as they stand, figures too."""
    if cut:
        return np.union1d((1 << HALF_BITS) + indices(_cut_names(heading.lower()), HALF_BITS), (1 << BITS) - 1)
    parted = _BUMPS.sub(" ", heading).lower()
    words = _WORDS.findall(parted)
    letters = [w for w in words if w.isalpha()]
    bones = [_VOWELS.sub("", w) for w in letters]
    squeezed = "".join(letters)
    names = [f"w:{w}" for w in words] + [f"p:{a} {b}" for a, b in pairwise(letters)]
    names += [f"s:{w[:3]}" for w in letters] + [f"k:{b[:3]}" for b in bones] + [f"l:{b[:2]}" for b in bones]
    names += [f"q:{a[:2]} {b[:2]}" for a, b in pairwise(bones)]
    names += [f"g:{squeezed[i : i + 4]}" for i in range(len(squeezed) - 3)] + [f"all:{squeezed}"]
    names += [f"{end}:{bones[at]}" for end, at in (("f", 0), ("e", -1)) if bones]
    return indices(names, HALF_BITS)


def _cut_names(heading: str) -> list[str]:
    words, squeezed = heading.split(), "".join(c for c in heading if c.isalnum())
    names = [f"w:{w}" for w in words] + [f"p:{a} {b}" for a, b in pairwise(words)]
    return [*names, *(f"g:{squeezed[i : i + 4]}" for i in range(len(squeezed) - 3)), f"all:{squeezed}"]


def heading_fields(table: LogicalTable, weights: Matrix, bias: Matrix) -> Matrix:
    """Probabilities of each field for each column's heading (columns x fields); zeros where there is none."""
    fields = weights.shape[1]
    cut = table.layout is Layout.CUT
    out = np.zeros((len(table.headings), fields), dtype=np.float32)
    told = [k for k, heading in enumerate(table.headings) if heading.strip()]
    columns = [heading_features(table.headings[k], cut) for k in told]
    out[told] = np.exp(log_softmax(score(columns, weights, bias)))
    return out


def table_features(
    table: LogicalTable, heads: Matrix, form3: bool
) -> list[tuple[LogicalRow, tuple[CellToken, ...], Matrix]]:
    """Tokens and features of each row of a table."""
    columns, others = column_shapes(table), best_beside(heads)
    out = []
    for row in table.rows:
        tokens = tokens_of(row)
        out.append((row, tokens, row_matrix(table, row, tokens, (heads, others), columns, form3)))
    return out


def decode(emissions: Matrix, slots: Sequence[int], transitions: Matrix, start: Matrix) -> list[int]:
    """The best labels of a row: `transitions` is (same cell or next, from, to)."""
    return best_path(emissions, TRUST * transitions, [int(a != b) for a, b in pairwise(slots)], TRUST * start)


def _attached(tokens: Sequence[CellToken], path: Sequence[int], whole: bool, none: int) -> list[int]:
    """Labels where a mark written against a value, or after it in a whole cell, bears the value's label."""
    out = list(path)
    for p in range(1, len(tokens)):
        held, before = tokens[p], tokens[p - 1]
        glued = held.token.start > 0 and held.token.word is before.token.word
        follows = whole and held.slot == before.slot and out[p - 1] != none
        parts = before.token.mark and held.token.text in SEPARATORS
        if (held.token.mark and (glued or follows)) or (parts and follows):
            out[p] = out[p - 1]
    return out


def _alone(tokens: Sequence[CellToken], path: Sequence[int], emissions: Matrix, none: int) -> list[int]:
    """Labels where a mark that is surely of a field that nothing else of the row bears is that field's: it stands alone
    in its cell, and cells that stand close were taken for one."""
    out = list(path)
    for p, (held, own) in enumerate(zip(tokens, map(int, emissions.argmax(axis=1)), strict=True)):
        apart = held.token.mark is not None and held.token.start == 0
        if apart and own not in (none, *path) and emissions[p, own] > LIKELY:
            out[p] = own
    return out


def _mended(tokens: Sequence[CellToken], path: Sequence[int], emissions: Matrix, labels: tuple[str, ...]) -> list[int]:
    """Labels of a mis-cut row held against what its cells can bear."""
    number = {name: k for k, name in enumerate(labels)}

    def chance(place: int, name: str) -> float:
        return float(np.exp(emissions[place, number[name]]))

    return [number[name] for name in mend_cells(tokens, [labels[k] for k in path], chance)]


def _in_order(
    tokens: Sequence[CellToken],
    path: Sequence[int],
    emissions: Matrix,
    labels: tuple[str, ...],
    row: LogicalRow,
    name: str,
    days: Set[str],
) -> list[int]:
    """Labels of a row of lines without columns in the order of the form's columns."""
    costs = [dict(zip(labels, map(float, -line), strict=True)) for line in emissions]
    lines = [row.slots[t.slot].column for t in tokens]
    return [labels.index(field) for field in align_row(tokens, lines, costs, [labels[k] for k in path], name, days)]


def _ranged(tokens: Sequence[CellToken], path: Sequence[int], dates: tuple[int, int]) -> list[int]:
    """Labels where of two marks with a range's sign between them, in a whole cell, the second marks the expiration."""
    out = list(path)
    for p in range(2, len(tokens)):
        first, sign, second = tokens[p - 2 : p + 1]
        marks = first.slot == second.slot and first.token.mark and second.token.mark
        if marks and sign.token.text in RANGES and {out[p - 2], out[p]} <= set(dates):
            out[p - 2], out[p] = dates
    return out


def _filled(tokens: Sequence[CellToken], path: Sequence[int], wordy: Set[int]) -> list[int]:
    """Labels where what stands between words of one title, in a whole cell, belongs to that title."""
    out = list(path)
    last: dict[tuple[int, int], int] = {}
    for p, (held, label) in enumerate(zip(tokens, path, strict=True)):
        if label not in wordy or held.token.mark:
            continue
        before = last.get((held.slot, label))
        between = range(before + 1 if before is not None else p, p)
        if all(_is_small(tokens[q]) and path[q] not in wordy for q in between):
            for q in between:
                out[q] = label
        last[held.slot, label] = p
    return out


_OPENING = re.compile(r"[A-Za-z][\w.,&'/-]+|(?:19|20)\d\d")
"""A word that a title may open with."""


def _led(
    tokens: Sequence[CellToken], path: Sequence[int], row: LogicalRow, told: Sequence[int], wordy: Set[int], none: int
) -> list[int]:
    """Labels where words that stand before a title's first, in a whole cell under the title's heading, belong to it;
    `told` is the field that each column's heading names."""
    out = list(path)
    for _, held in groupby(range(len(tokens)), key=lambda p: tokens[p].slot):
        places = list(held)
        first = next((p for p in places if path[p] in wordy), places[0])
        before = places[: first - places[0]]
        column = row.slots[tokens[first].slot].column
        under = column < len(told) and told[column] == path[first]
        if under and all(path[p] == none and _opens(tokens[p]) for p in before):
            for p in before:
                out[p] = path[first]
    return out


def _opens(held: CellToken) -> bool:
    text = held.token.text
    return held.token.mark is None and text.lower() not in JOINING and _OPENING.fullmatch(text) is not None


def _is_small(held: CellToken) -> bool:
    """No mark, no date, no amount of several digits: what a title may hold as well as words."""
    text = held.token.text
    return held.token.mark is None and sum(c.isdigit() for c in text) < 3 and "," not in text


def emit_cells(x: Matrix, namer: Namer) -> Matrix:
    """Log probabilities of fields of a row's tokens (tokens x fields)."""
    (weights, bias), *layers = namer.layers
    return forward(x @ weights + bias, layers)


def _told_fields(heads: Matrix) -> list[int]:
    """The field that each column's heading names; -1 where it names none."""
    return [int(k) if likely > EVEN else -1 for k, likely in zip(heads.argmax(axis=1), heads.max(axis=1), strict=True)]


def _told_table(table: LogicalTable, heads: Matrix, fields: Sequence[int], labels: Sequence[str]) -> str:
    """The table that headings tell: Table II heads several fields that Table I has not; else the one it is."""
    if table.layout not in WHOLE or not len(heads):
        return table.name
    foreign = heads[:, [k for k, name in enumerate(labels) if name in DERIVATIVE_ONLY]]
    told = {labels[k] for k in fields if k >= 0}
    if len(told & DERIVATIVE_ONLY) >= TELLING:
        return "derivative"
    return "non_derivative" if foreign.max() < UNLIKELY and len(told - {NONE}) > TELLING else table.name


def _take_sides(rows: Sequence[Scored], heads: Matrix, labels: tuple[str, ...]) -> None:
    """Put to each row's log probabilities, in place, that a column headed as one side's is not the other's."""
    sides = [labels.index(name) for name in ("shares_acquired", "shares_disposed")]
    for mine, other in (sides, sides[::-1]):
        columns = {k for k, line in enumerate(heads) if line[mine] > SURE}
        for row, tokens, scores in rows:
            for p, held in enumerate(tokens):
                if row.slots[held.slot].column in columns:
                    scores[p, other] = IMPOSSIBLE


def label_table(
    table: LogicalTable,
    model: CellModel,
    form3: bool = False,
    taught: Taught | None = None,
    days: Set[str] | None = None,
) -> tuple[LabelledTableRow, ...]:
    """Every row of a table with its tokens named; `days` are those of the form's box, if an OCR engine printed it."""
    heads = heading_fields(table, model.heading_weights, model.heading_bias)
    told = _told_fields(heads)
    table = replace(table, name=_told_table(table, heads, told, model.labels))
    table = read_letters(table, [model.labels[k] if k >= 0 else None for k in told])
    which, none = int(table.name == "derivative"), model.labels.index(NONE)
    wordy = {k for k, name in enumerate(model.labels) if name in WORDY}
    dates = (model.labels.index("exercise_date"), model.labels.index("expiration_date"))
    foreign = [k for k, name in enumerate(model.labels) if name in DERIVATIVE_ONLY]
    namer = model.namer(table.layout)
    chain: Namer | Correction = taught.cells if taught else namer
    scored = []
    for row, tokens, x in table_features(table, heads, form3):
        if tokens:
            emissions = emit_cells(x, namer)
            if taught:
                emissions = correct(emissions, cell_hints(table, row, tokens), taught.cells)
            if not which:
                emissions[:, foreign] = IMPOSSIBLE
            scored.append((row, tokens, emissions))
    if table.layout in WHOLE:
        _take_sides(scored, heads, model.labels)
    if table.layout is Layout.GRID:
        settle_columns(scored, model.labels)
    out = []
    for row, tokens, emissions in scored:
        path = decode(emissions, [t.slot for t in tokens], chain.transitions[which], chain.start[which])
        if table.layout in WHOLE:
            path = _ranged(tokens, _filled(tokens, path, wordy), dates)
            path = _led(tokens, path, row, told, wordy, none)
        path = _attached(tokens, path, table.layout in WHOLE, none)
        if table.layout in WHOLE:
            columns = (row.slots[t.slot].column for t in tokens)
            path = mend_whole_cells(tokens, path, model.labels, [told[c] if c < len(told) else -1 for c in columns])
            path = part_sides(tokens, _alone(tokens, path, emissions, none), emissions, model.labels)
        if table.layout is Layout.ALIGNED:
            path = face_sides(tokens, path, table.heads, model.labels)
            path = fill_tails(tokens, path, {model.labels.index("nature_of_ownership")}, none)
        if table.layout is Layout.GRID:
            path = fill_tails(tokens, path, wordy, none)
        if table.layout is Layout.CUT:
            path = _mended(tokens, path, emissions, model.labels)
        if days is not None and table.layout is Layout.FLOW:
            path = _in_order(tokens, path, emissions, model.labels, row, table.name, days)
        named = tuple(
            LabelledToken(t, model.labels[k], float(np.exp(emissions[p, k])))
            for p, (t, k) in enumerate(zip(tokens, path, strict=True))
        )
        out.append(LabelledTableRow(table, row, named))
    return tuple(out)
