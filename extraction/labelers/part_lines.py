"""Lines of tables without rules put into rows again: where a row begins, by what its columns already show."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from math import log

from extraction.document import Layout, Row
from extraction.labelers.labelled_row import LabelledRow
from extraction.labelers.mend_rows import goes_below
from extraction.layout.corridors import FIGURE, MARK, Reach, find_columns, part_cell

FEWEST = 4
"""Columns of a table at least."""
LONGEST = 12
"""Lines of one row at most."""
MOST = 3.0
"""Log odds that the model's own word counts for at most."""
TWICE, EMPTY, LATE, SPACE = 2.5, 6.0, 0.1, 2.0
"""What a column with two figures costs, a row without any figure, one whose first line has none, and a space that
tells against a beginning."""
UNENDED = frozenset("-/,")
"""How a date ends that goes on in the next line."""
PARTED = 0.12
"""Line heights by which the spaces between rows exceed those within them."""


def part_lines(rows: Sequence[LabelledRow]) -> list[LabelledRow]:
    """Labels of table rows in aligned lines, with rows begun where their figures, spaces and the model's word tell."""
    out = list(rows)
    for heads, run in _runs(rows):
        if len(run) > 1 and not _is_stacked([rows[i] for i in run]):
            kind = rows[run[0]].label.rstrip("+")
            begun = set(_begin([rows[i] for i in run], [rows[i].row for i in heads]))
            for k, i in enumerate(run):
                label = kind + ("" if k in begun else "+")
                out[i] = out[i] if out[i].label == label else replace(out[i], label=label)
    return out


def _runs(rows: Sequence[LabelledRow]) -> Iterator[tuple[list[int], list[int]]]:
    """Headings and lines of each table, or piece of one, in a block of aligned lines."""
    heads: list[int] = []
    run: list[int] = []
    for i, labelled in enumerate(rows):
        kind = labelled.label.rstrip("+")
        inside = kind in ("nd", "dv") and labelled.block.layout is Layout.ALIGNED
        if run and not (inside and rows[run[-1]].label.rstrip("+") == kind and rows[run[-1]].block is labelled.block):
            yield heads, run
            heads, run = ([] if kind.startswith("title") else heads), []
        if inside:
            run.append(i)
        elif kind == "head":
            heads = [*heads, i] if heads and heads[-1] == i - 1 else [i]
        elif kind.startswith("title"):
            heads = []
    if run:
        yield heads, run


def _is_stacked(lines: Sequence[LabelledRow]) -> bool:
    """Whether the table sets a row's figures under its title on purpose."""
    first = lines[0]
    for line in lines:
        if not line.label.endswith("+"):
            first = line
        elif goes_below(first, line) and first.row.cells[0].words[0].text[:1].isalpha():
            return True
    return False


def _begin(lines: Sequence[LabelledRow], heads: Sequence[Row]) -> list[int]:
    """The lines with which rows begin: the parting that costs least."""
    columns = find_columns([r.row for r in lines], heads)
    if len(columns) < FEWEST:
        return [k for k, r in enumerate(lines) if not r.label.endswith("+")]
    shown = [_shown(r.row, columns) for r in lines]
    figures = [_figures(line, above) for line, above in zip(shown, [{}, *shown], strict=False)]
    starts = [_starting(r, k, _edge(lines)) for k, r in enumerate(lines)]
    best: list[tuple[float, int]] = [(0.0, 0)]
    for end in range(1, len(lines) + 1):
        best.append(
            min((best[at][0] + starts[at] + _within(figures[at:end]), at) for at in range(max(0, end - LONGEST), end))
        )
    begun, at = [], len(lines)
    while at:
        at = best[at][1]
        begun.append(at)
    return begun[::-1]


def _shown(row: Row, columns: Sequence[Reach]) -> dict[int, list[str]]:
    """What a line shows in each column, marks left out."""
    shown: dict[int, list[str]] = {}
    for cell in row.cells:
        for k, words in part_cell(cell, columns):
            shown.setdefault(k, []).extend(w.text for w in words if not (w.raised or MARK.fullmatch(w.text)))
    return shown


def _figures(shown: Mapping[int, Sequence[str]], above: Mapping[int, Sequence[str]]) -> frozenset[int]:
    """The columns in which a line shows a whole figure, none that the line above began."""
    found = {k for k, texts in shown.items() if any(FIGURE.fullmatch(t) or t.isdigit() for t in texts)}
    return frozenset(k for k in found if not (above.get(k) and above[k][-1][-1:] in UNENDED and len(shown[k]) == 1))


def _edge(lines: Sequence[LabelledRow]) -> float | None:
    """The space that parts lines within rows from lines between them, where there are two kinds."""
    gaps = sorted(r.row.gap for r in lines[1:])
    printed = all(w.span is None for w in lines[0].row.words)
    if printed and gaps[0] > PARTED:
        gaps = [0.0, *gaps]
    jumps = [(b - a, (a + b) / 2) for a, b in pairwise(gaps)]
    widest = max(jumps, default=(0.0, 0.0))
    return widest[1] if widest[0] > PARTED else None


def _starting(labelled: LabelledRow, place: int, edge: float | None) -> float:
    """What it costs to begin a row with a line, beside not to."""
    likely = min(max(labelled.probability, 0.5), 0.95)
    odds = log(likely / (1 - likely)) * (1 if labelled.label.endswith("+") else -1)
    cost = min(max(odds, -MOST), MOST)
    if edge is not None and place:
        cost += SPACE if labelled.row.gap < edge else -SPACE
    return cost


def _within(figures: Sequence[frozenset[int]]) -> float:
    """What a row of some lines costs: figures that stand in one column, or none at all."""
    twice = sum(map(len, figures)) - len(frozenset().union(*figures))
    return TWICE * twice + (0.0 if any(figures) else EMPTY) + (0.0 if figures[0] else LATE)
