"""Labelled rows to tables: which rows belong to one table, which lines to one row, which headings stand above."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from extraction.document import Block, Layout, Row
from extraction.labelers.cards import find_cards
from extraction.labelers.cut.trim_rows import is_stretched, trim_row
from extraction.labelers.labelled_row import LabelledRow
from extraction.labelers.mend_rows import is_captioned
from extraction.labelers.stacked_cards import find_stacked
from extraction.labels import TABLES
from extraction.layout.logical import LogicalTable, make_table
from extraction.layout.paired import pair_lines


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


def _is_other(run: _Run, block: Block, heads: Sequence[Row]) -> bool:
    """Whether lines of text stand below other headings than the run's: no page's end said the same ones again."""
    if block.layout is not Layout.ALIGNED or not run.heads:
        return False
    words, before = ({w.text for row in held for w in row.words} for held in (heads, run.heads))
    return 2 * len(words & before) < len(words | before)


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
            parted = bool(heads) and run is not None and _is_other(run, labelled.block, heads)
            again = bool(heads) and is_captioned(heads[0])
            if heads:
                latest[kind], heads = heads, []
            further = labelled.label.endswith("+")
            if run and run.kind == kind and further and run.groups and not parted:
                run.groups[-1][1].append(labelled.row)
                continue
            if run is None or run.kind != kind or run.block is not labelled.block or parted or again:
                if run:
                    yield run
                run = _Run(kind, labelled.block, latest.get(kind, []))
            run.groups.append((i, [_own(labelled)]))
    if run:
        yield run


def _paired(run: _Run) -> _Run:
    """A run whose rows take two lines each, under two lines of headings, with these side by side."""
    lines = [row for _, held in run.groups for row in held]
    paired = pair_lines(lines, run.heads) if run.block.layout is Layout.GRID else None
    if paired is None:
        return run
    firsts = [first + k for first, held in run.groups for k in range(len(held))]
    return _Run(
        run.kind, run.block, [paired[1]], [(first, [row]) for first, row in zip(firsts[::2], paired[0], strict=True)]
    )


def _cards(rows: Sequence[LabelledRow]) -> list[tuple[range, LogicalTable]]:
    """The stretches of rows that are cards of either shape."""
    stacked = list(find_stacked(rows))
    return [*stacked, *find_cards(_without(rows, stacked))]


def _without(rows: Sequence[LabelledRow], cards: Sequence[tuple[range, LogicalTable]]) -> list[LabelledRow]:
    """Rows with those that are cards taken for nothing."""
    taken = {i for stretch, _ in cards for i in stretch}
    return [replace(r, label="-") if i in taken else r for i, r in enumerate(rows)]


def name_cards(rows: Sequence[LabelledRow]) -> tuple[LabelledRow, ...]:
    """Rows with all those of cards labelled as their table's, so that nothing else is looked for in them."""
    kinds = {name: kind for kind, name in TABLES.items()}
    told = {i: kinds[table.name] for stretch, table in _cards(rows) for i in stretch}
    return tuple(replace(r, label=told.get(i, r.label)) for i, r in enumerate(rows)) if told else tuple(rows)


def find_tables(rows: Sequence[LabelledRow]) -> tuple[LogicalTable, ...]:
    """Tables I and II in their pieces, in reading order."""
    cards = _cards(rows)
    others = _without(rows, cards)
    runs = map(_paired, _runs(others))
    tables = [make_table(TABLES[r.kind], r.block.layout, r.groups, r.heads) for r in runs]
    return tuple(sorted([*(table for _, table in cards), *tables], key=lambda t: t.rows[0].first))
