"""Rows of tables whose columns are lost, as an OCR engine prints them: each has one line of figures, and the lines of
its cells that wrap stand about it, as many above as below."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from extraction.document import Layout, Row
from extraction.labelers.labelled_row import AMOUNT, DATE, TITLES, LabelledRow

UNEVEN = 0.8
"""Nats for each line more on one side of a row's figures."""
AGAIN, EMPTY = 3.0, 2.0
"""Nats for a second line of figures in a row, and for a row without one."""
LONGEST = 20
"""Lines of a row."""
LEAST, MOST = 0.5, 0.98
"""How sure the model is, at least and at most, of whether a row begins with a line."""
SURE = 0.9
"""Lines at a page's beginning that go on so surely do go on with the row of the page before."""
_EDGES = "|[](){}'‘’\"”“.,;:*®©@"
_NUMBER = re.compile(r"(?!(?:19|20)\d\d$)\d{3,}")
_VALUED = frozenset({"value", "par", "of", "no"})
"""Words behind which a figure is part of a title."""


def balance_rows(rows: Sequence[LabelledRow]) -> tuple[LabelledRow, ...]:
    """Lines of tables without columns as rows about their figures."""
    out = list(rows)
    for start, end in _runs(rows):
        mains = [i for i in range(start, end) if bears_row(rows[i].row)]
        if mains:
            first = next((i for i in range(start, mains[0]) if not _is_rest(rows[i])), mains[0])
            begins = _begins(rows, first, end, mains)
            out[first:end] = [_labelled(rows[i], i in begins) for i in range(first, end)]
    return tuple(out)


def _runs(rows: Sequence[LabelledRow]) -> Iterator[tuple[int, int]]:
    """Stretches of lines of one table without columns."""
    start = 0
    while start < len(rows):
        end = start + 1
        if _is_flowing(rows[start]):
            while end < len(rows) and _is_flowing(rows[end]) and rows[end].label[:2] == rows[start].label[:2]:
                end += 1
            yield start, end
        start = end


def _is_flowing(labelled: LabelledRow) -> bool:
    return labelled.block.layout is Layout.FLOW and labelled.label[:2] in TITLES.values()


def _is_rest(labelled: LabelledRow) -> bool:
    return labelled.label.endswith("+") and labelled.probability > SURE


def bears_row(row: Row) -> bool:
    """Whether a line bears a row's figures: one beside words, or several."""
    figures = sum(_figures(row))
    return figures > 1 or (figures == 1 and len(row.words) > 1)


def _figures(row: Row) -> tuple[int, int]:
    """How many dates and how many amounts a line shows."""
    texts = [w.text.strip(_EDGES) for w in row.words]
    dates = sum(DATE.match(text) is not None for text in texts)
    pairs = zip(["", *texts], texts, strict=False)
    amounts = sum(_is_amount(text) and before.lower() not in _VALUED for before, text in pairs)
    return dates, amounts


def _is_amount(text: str) -> bool:
    return not text.endswith("%") and (AMOUNT.match(text) or _NUMBER.fullmatch(text)) is not None


def _begins(rows: Sequence[LabelledRow], start: int, end: int, mains: Sequence[int]) -> tuple[int, ...]:
    """The lines with which rows begin."""
    ways: dict[int, tuple[float, tuple[int, ...]]] = {start: (0.0, ())}
    for stop in range(start + 1, end + 1):
        for first in [i for i in ways if stop - i <= LONGEST]:
            cost, path = ways[first]
            spent = cost + _cost(rows, first, stop, [main for main in mains if first <= main < stop])
            if stop not in ways or spent < ways[stop][0]:
                ways[stop] = spent, (*path, first)
    return ways[end][1]


def _cost(rows: Sequence[LabelledRow], first: int, stop: int, mains: Sequence[int]) -> float:
    """What it costs that lines are a row."""
    if not mains:
        return EMPTY + sum(_doubt(rows[i], i == first) for i in range(first, stop))
    again = sum(_collide(rows[a].row, rows[b].row) for a, b in pairwise(mains))
    doubts = sum(_doubt(rows[i], i == first) for i in range(first, stop))
    return AGAIN * again + UNEVEN * abs((mains[0] - first) - (stop - 1 - mains[-1])) + doubts


def _collide(above: Row, below: Row) -> bool:
    """Whether two lines both show dates, or both amounts."""
    return any(a and b for a, b in zip(_figures(above), _figures(below), strict=True))


def _doubt(labelled: LabelledRow, begins: bool) -> float:
    """What it costs, by the model, that a row begins with a line, or does not."""
    agrees = begins != labelled.label.endswith("+")
    sure = min(max(labelled.probability, LEAST), MOST)
    return -math.log(sure if agrees else 1 - sure)


def _labelled(labelled: LabelledRow, begins: bool) -> LabelledRow:
    label = labelled.label[:2] + ("" if begins else "+")
    return labelled if label == labelled.label else replace(labelled, label=label)
