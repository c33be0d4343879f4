"""Labelled rows to tables: which rows belong to one table, which lines to one row, which headings stand above."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from extraction.document import Block, Layout, Row
from extraction.labelers.cards import find_cards
from extraction.labelers.mend_rows import LabelledRow, is_captioned
from extraction.labelers.trim_rows import is_stretched, trim_row
from extraction.labels import TABLES
from extraction.layout.logical import LogicalTable, make_table


@dataclass(slots=True)
class _Run:
    """Rows of one table in one block, while they are gathered."""

    kind: str
    block: Block
    heads: list[Row]
    groups: list[tuple[int, list[Row]]] = field(default_factory=list)


def _own(labelled: LabelledRow) -> Row:
    """What of a row is a table's: one that took in the text below it is trimmed."""
    stretched = labelled.block.layout is Layout.CUT and is_stretched(labelled.row)
    return trim_row(labelled.row) if stretched else labelled.row


def _runs(rows: Sequence[LabelledRow]) -> Iterator[_Run]:
    run: _Run | None = None
    heads: list[Row] = []
    latest: dict[str, list[Row]] = {}
    for i, labelled in enumerate(rows):
        kind = labelled.label.rstrip("+")
        if kind == "head":
            heads.append(labelled.row)
        elif kind.startswith("title"):
            heads = []
        elif kind in TABLES:
            again = bool(heads) and is_captioned(heads[0])
            if heads:
                latest[kind], heads = heads, []
            further = labelled.label.endswith("+")
            if run and run.kind == kind and further and run.groups:
                run.groups[-1][1].append(labelled.row)
                continue
            if run is None or run.kind != kind or run.block is not labelled.block or again:
                if run:
                    yield run
                run = _Run(kind, labelled.block, latest.get(kind, []))
            run.groups.append((i, [_own(labelled)]))
    if run:
        yield run


def find_tables(rows: Sequence[LabelledRow]) -> tuple[LogicalTable, ...]:
    """Tables I and II in their pieces, in reading order."""
    cards = list(find_cards(rows))
    taken = {i for stretch, _ in cards for i in stretch}
    others = [replace(r, label="printed") if i in taken else r for i, r in enumerate(rows)]
    tables = [make_table(TABLES[r.kind], r.block.layout, r.groups, r.heads) for r in _runs(others)]
    return tuple(sorted([*(table for _, table in cards), *tables], key=lambda t: t.rows[0].first))
