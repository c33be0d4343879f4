"""Tables that show one part of each row's columns, and the rest in another table below: one table again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from extraction.labelers.cells import EVEN, CellModel, heading_fields
from extraction.labels import NONE
from extraction.layout.logical import LogicalRow, LogicalTable, Slot

FEWEST = 3
"""Fields that the headings of either part name, at least."""
TITLE = "security_title"


def join_tables(tables: Sequence[LogicalTable], model: CellModel) -> list[LogicalTable]:
    """Tables, each with the one below it that goes on with its rows."""
    if not any(above.name == table.name for above, table in pairwise(tables)):
        return list(tables)
    out: list[LogicalTable] = []
    told: list[str] = []
    for table in tables:
        fields = _fields(table, model)
        if out and _goes_on(out[-1], told, table, fields):
            out[-1] = _joined(out[-1], table, fields)
            told = [*told, *fields]
        else:
            out.append(table)
            told = fields
    return out


def _fields(table: LogicalTable, model: CellModel) -> list[str]:
    """The field that each column's heading names, or none."""
    heads = heading_fields(table, model.heading_weights, model.heading_bias)
    return [model.labels[int(line.argmax())] if line.size and line.max() > EVEN else NONE for line in heads]


def _goes_on(above: LogicalTable, told: Sequence[str], table: LogicalTable, fields: Sequence[str]) -> bool:
    """Whether a table has as many rows as the one above and other columns, but for the title that may stand in both."""
    first, second = set(told) - {NONE}, set(fields) - {NONE}
    parts = TITLE in first and not (first & second) - {TITLE} and min(len(first), len(second)) >= FEWEST
    same = above.name == table.name and above.layout is table.layout and len(above.rows) == len(table.rows)
    return same and parts and all(_title(a, told) == _title(b, fields) for a, b in _both(above, table, second))


def _both(above: LogicalTable, table: LogicalTable, second: set[str]) -> list[tuple[LogicalRow, LogicalRow]]:
    """The rows of both, where both show titles to hold against each other."""
    return list(zip(above.rows, table.rows, strict=True)) if TITLE in second else []


def _title(row: LogicalRow, fields: Sequence[str]) -> str:
    held = (slot for slot in row.slots if slot.column < len(fields) and fields[slot.column] == TITLE)
    return " ".join(word.text for slot in held for word in slot.words)


def _joined(above: LogicalTable, table: LogicalTable, fields: Sequence[str]) -> LogicalTable:
    """One table of both parts' columns, the title once."""
    width = max((slot.column + 1 for row in above.rows for slot in row.slots), default=0)
    width = max(width, len(above.headings))
    rows = (
        replace(first, slots=(*first.slots, *_moved(second, fields, width)))
        for first, second in zip(above.rows, table.rows, strict=True)
    )
    headings = (*above.headings, *[""] * (width - len(above.headings)), *table.headings)
    return replace(above, rows=tuple(rows), headings=headings, heads=(*above.heads, *table.heads))


def _moved(row: LogicalRow, fields: Sequence[str], width: int) -> list[Slot]:
    told = (slot for slot in row.slots if slot.column >= len(fields) or fields[slot.column] != TITLE)
    return [replace(s, column=s.column + width, x0=s.x0 + width, x1=s.x1 + width) for s in told]
