"""Rows of tables that pages parted: words over a page break, and further columns below a table's first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby

from extraction.document import Layout
from extraction.labelers.cells import LabelledTableRow
from extraction.labels import NONE, WORDY


def join_rows(rows: Iterable[LabelledTableRow]) -> list[LabelledTableRow]:
    """Rows with those that only go on with the words of the row before (over a page break) put to it; words that the
    row behind lacks, and the row before does not, are its own."""
    out: list[LabelledTableRow] = []
    words: list[LabelledTableRow] = []
    for row in (*rows, None):
        if row is not None and _labels(row) and _labels(row) <= WORDY and (out or words):
            words.append(row)
            continue
        mine = [w for w in words if not out or out[-1].table.name != w.table.name]
        if row is not None and out and words and row.table is words[0].table:
            shown = set().union(*map(_labels, words))
            mine = mine or (words if shown <= _labels(out[-1]) - _labels(row) else [])
        alone = [w for w in mine if row is None or w.table.name != row.table.name]
        for w in words:
            if w in alone:
                out.append(w)
            elif w not in mine:
                out[-1] = replace(out[-1], tokens=out[-1].tokens + w.tokens)
        if row is not None:
            out.append(replace(row, tokens=(*(t for w in mine if w not in alone for t in w.tokens), *row.tokens)))
        words = []
    return out


def join_parts(rows: Sequence[LabelledTableRow]) -> list[LabelledTableRow]:
    """Rows of aligned text with those put to them that show their further columns, in a part of the table below.

    These are as many rows, none with a title nor with anything that the rows above show; a lone one goes with the last.
    """
    out: list[LabelledTableRow] = []
    parts = [list(part) for _, part in groupby(rows, key=lambda r: id(r.table))]
    above: list[LabelledTableRow] = []
    for part in parts:
        if above and _is_further(above, part):
            kept = len(above) - len(part)
            joined = [replace(a, tokens=a.tokens + b.tokens) for a, b in zip(above[kept:], part, strict=True)]
            out[-len(part) :] = joined
            above = [*above[:kept], *joined]
        else:
            out += part
            above = part
    return out


def _is_further(above: Sequence[LabelledTableRow], part: Sequence[LabelledTableRow]) -> bool:
    """Whether rows are but the further columns of the rows above."""
    if part[0].table.name != above[0].table.name or not (len(part) == len(above) or len(part) == 1):
        return False
    shown, more = set().union(*map(_labels, above)), set().union(*map(_labels, part))
    aligned = part[0].table.layout is above[0].table.layout is Layout.ALIGNED
    return aligned and bool(more) and "security_title" in shown - more and not shown & more


def _labels(row: LabelledTableRow) -> set[str]:
    return {n.label for n in row.tokens if n.held.token.mark is None} - {NONE}
