"""Hints: what can be said of a row, a cell's token, a box's token on a page whose printed words are known.

Names of features for `correction.py`. They lean on what a taught page prints, word for word: headings, captions, the
order of columns; what the models learn must hold for pages that nobody has seen.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from extraction.document import Block, Cell, Row
from extraction.labelers.features import SHAPES, CellToken, shape_of
from extraction.labelers.named import Piece
from extraction.labelers.printed import Printed, key_of
from extraction.layout.logical import LogicalRow, LogicalTable

LONGEST = 40
"""Characters of a text that are told apart."""
FAR = 4
"""Steps beyond which a distance counts no more."""
SHOWN = 12
"""Words of a row, or cells, that are looked at."""


def row_hints(rows: Sequence[tuple[Block, Row]], printed: Printed) -> list[list[str]]:
    """Of every row of a document: its words and shapes, its neighbours', and the printed row last seen above it."""
    own = [_of_row(row) for _, row in rows]
    captions = _captions(rows, printed)
    out = []
    for i, names in enumerate(own):
        near = [f"{o:+d} {name}" for o in (-2, -1, 1, 2) if 0 <= i + o < len(rows) for name in own[i + o][:4]]
        under, lines = captions[i]
        out.append([*names, *near, f"under {under}", f"under {under} {names[1]}", f"under {under} {lines}"])
    return out


def _of_row(row: Row) -> list[str]:
    """Its whole text, its cells' number and shapes, its first cell; its words."""
    first = key_of(row.cells[0].text)[:LONGEST] if row.cells else ""
    shapes = [_shape(cell) for cell in row.cells[:SHOWN]]
    names = [f"all {key_of(row.text)[:LONGEST]}", f"cells {len(row.cells)}", f"first {first}"]
    names += [f"ends {shapes[:1]}{shapes[-1:]}", f"shapes {' '.join(shapes)}"]
    return [*names, *(f"word {key_of(w.text)}" for w in row.words[:SHOWN])]


def _shape(cell: Cell) -> str:
    return SHAPES[shape_of(cell.words[0].text)] if cell.words else ""


def _captions(rows: Sequence[tuple[Block, Row]], printed: Printed) -> list[tuple[str, int]]:
    """For each row the printed row last seen above it, and how many rows ago."""
    out, last, lines = [], "", 0
    for _, row in rows:
        out.append((last, min(lines, FAR)))
        lines += 1
        if printed.is_all(w.text for w in row.words):
            last, lines = key_of(row.text)[:LONGEST], 0
    return out


def cell_hints(table: LogicalTable, row: LogicalRow, tokens: Sequence[CellToken]) -> list[list[str]]:
    """Of every token of a table's row: its column's heading, its place, its shape and those beside it."""
    places = _places([t.slot for t in tokens])
    shapes = [SHAPES[t.shape] for t in tokens]
    return [_of_cell(table, row, tokens, p, places[p], shapes) for p in range(len(tokens))]


def _places(groups: Sequence[int]) -> list[tuple[int, int]]:
    """For each step its place in its run of equal groups, from the start and from the end."""
    out: list[tuple[int, int]] = []
    for _, run in groupby(groups):
        count = len(list(run))
        out += [(k, count - 1 - k) for k in range(count)]
    return out


def _of_cell(
    table: LogicalTable,
    row: LogicalRow,
    tokens: Sequence[CellToken],
    p: int,
    place: tuple[int, int],
    shapes: Sequence[str],
) -> list[str]:
    slot, shape = row.slots[tokens[p].slot], shapes[p]
    heading = f"{table.name} {_heading(table, slot.column)}"
    column = f"{table.name} {slot.column}"
    before, after = _beside(shapes, p)
    left, right = _beside([t.token.text.lower()[:LONGEST] for t in tokens], p)
    k, end = min(place[0], FAR), min(place[1], FAR)
    word = tokens[p].token.text.lower()[:LONGEST]
    return [
        f"head {heading}", f"head {heading} {shape}", f"head {heading} {k} {end}",
        f"column {column}", f"column {column} {shape}", f"left {table.name} {_heading(table, slot.column - 1)} {shape}",
        f"right {table.name} {_heading(table, slot.column + 1)} {shape}",
        f"shape {shape} {k} {end}", f"shape {before} {shape} {after}", f"word {word}", f"word {heading} {word}",
        f"after {left} {shape}", f"after {left} {table.name} {k}", f"ahead {right} {shape}",
        f"from {table.name} {min(p, SHOWN)} {shape}", f"to {table.name} {min(len(tokens) - p, SHOWN)} {shape}",
    ]  # fmt: skip


def _heading(table: LogicalTable, column: int) -> str:
    return key_of(table.headings[column])[:LONGEST] if 0 <= column < len(table.headings) else ""


def _beside(shapes: Sequence[str], p: int) -> tuple[str, str]:
    return shapes[p - 1] if p else "", shapes[p + 1] if p + 1 < len(shapes) else ""


def piece_hints(pieces: Sequence[Piece], printed: Printed) -> list[list[str]]:
    """Of every token of the box and the signatures (no breaks): the words printed before it, beside it and above it."""
    lines = [list(run) for _, run in groupby(pieces, key=lambda p: p.segment)]
    out: list[list[str]] = []
    last, past, row = "", 0, -1
    for line in lines:
        whole = key_of(" ".join(p.text for p in line))[:LONGEST]
        beside = last if row == line[0].row else ""
        out += [
            [f"beside {beside}", f"beside {beside} {hint[0]}", f"caption {last} {min(past, FAR)}", *hint,
             *(f"caption {last} {min(past, FAR)} {name}" for name in hint[:3])]
            for hint in _of_line(line, printed)
        ]  # fmt: skip
        row, past = line[0].row, past + 1
        if printed.is_all(p.text for p in line):
            last, past = whole, 0
    return out


def _of_line(line: Sequence[Piece], printed: Printed) -> Iterator[list[str]]:
    """Of each token of a line of a cell: its place and shape, and the printed words of the line around it."""
    shapes = [SHAPES[shape_of(p.text)] for p in line]
    known = [printed.is_all([p.text]) for p in line]
    for k, piece in enumerate(line):
        before = next((i for i in range(k - 1, -1, -1) if known[i]), None)
        after = next((i for i in range(k + 1, len(line)) if known[i]), None)
        behind = f"{line[before].text.lower()} {min(k - before, FAR)}" if before is not None else ""
        ahead = f"{line[after].text.lower()} {min(after - k, FAR)}" if after is not None else ""
        left, right = _beside([p.text.lower() for p in line], k)
        signs = sum(not any(c.isalnum() for c in p.text) for p in line[:k])
        end = min(len(line) - 1 - k, FAR)
        yield [
            f"at {min(k, FAR)} {shapes[k]}", f"end {end} {shapes[k]}", f"signs {signs} {shapes[k]}",
            f"behind {behind} {shapes[k]}", f"behind {behind}", f"ahead {ahead} {shapes[k]}",
            f"between {behind} {ahead}",
            f"word {piece.text.lower()}", f"left {left} {shapes[k]}", f"right {right} {shapes[k]}",
            f"pair {left} {piece.text.lower()}", f"above {piece.above} {shapes[k]}", f"signs {signs} {left} {right}",
        ]  # fmt: skip
