"""Tables of trades that say in columns of their own who traded in what: these columns are the form's box."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from extraction.document import Cell, Layout, Row
from extraction.labelers.labelled_row import DATE, TITLES, LabelledRow, bears_figures

_HEADS = tuple(
    (name, re.compile(pattern, re.I))
    for name, pattern in (
        ("ticker", r"(?:ticker|trading|stock)?\s*(?:ticker|symbol)"),
        ("issuer", r"(?:company|issuer)(?:\s+name)?|name of (?:issuer|company)"),
        ("owner", r"(?:name of )?(?:insider|reporting (?:owner|person)|owner|filer|filed by)(?:'s)?(?:\s+name)?"),
        ("relation", r"(?:insider )?(?:relationship|title|position|role)(?: to (?:issuer|company))?"),
    )
)  # fmt: skip
_TRADE = re.compile(r"price|cost|qty|quantity|shares|amount|code|trade|owned|security", re.I)
FEWEST, TRADES = 2, 3
"""Columns of the box at least, and of a trade."""


def part_box(rows: Sequence[LabelledRow]) -> tuple[LabelledRow, ...]:
    """Rows with what such tables say of issuer and owners in rows of the box before them, each once."""
    out: list[LabelledRow] = []
    columns: Mapping[int, Cell] = {}
    told: set[str] = set()
    kind = "nd"
    for i, this in enumerate(rows):
        kind = TITLES.get(this.label, kind)
        if found := _box_columns(this):
            columns, block = found, this.block
            below = [r for r in rows[i + 1 :] if r.block is block]
            out += _box_rows(below, columns, told)
        elif columns and this.block is not block:
            columns = {}
        elif columns:
            this = _without(this, columns, kind)
        out.append(this)
    return tuple(out)


def _box_columns(labelled: LabelledRow) -> dict[int, Cell]:
    """The headings of the box by their columns, where a row of a table's headings has several of them."""
    if labelled.label != "head" or labelled.block.layout is not Layout.GRID:
        return {}
    named = {name: cell for cell in labelled.row.cells for name, head in _HEADS if head.fullmatch(cell.text)}
    trades = sum(_TRADE.search(cell.text) is not None for cell in labelled.row.cells if cell not in named.values())
    heads = len(named) >= FEWEST and trades >= TRADES
    if not heads or not named.keys() & {"owner", "issuer"}:
        return {}
    return {cell.column: cell for name, cell in named.items() if name != "relation" or "owner" in named}


def _box_rows(rows: Sequence[LabelledRow], columns: Mapping[int, Cell], told: set[str]) -> Iterator[LabelledRow]:
    """Each caption with its value as a row of the box; what stands once is not said again."""
    for labelled in rows:
        for cell in labelled.row.cells:
            head = columns.get(cell.column)
            if head and cell.words and cell.text not in told:
                told.add(cell.text)
                pair = (replace(head, column=0, width=1), replace(cell, column=1, width=1))
                yield replace(labelled, row=Row(pair, labelled.row.page), label="box", probability=1.0)


def _without(labelled: LabelledRow, columns: Mapping[int, Cell], kind: str) -> LabelledRow:
    """A row without what the box says, of its table if it bears figures."""
    row = replace(labelled.row, cells=tuple(c for c in labelled.row.cells if c.column not in columns))
    figures = bears_figures(row) or any(DATE.match(w.text) for w in row.words)
    label = kind if labelled.label in ("box", "sign", "printed") and figures else labelled.label
    return replace(labelled, row=row, label=label)
