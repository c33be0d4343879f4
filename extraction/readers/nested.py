"""Tables that a converter to Markdown flattened into one line of pipes, as a cell's content: their rows again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

_DASHES = re.compile(r"\s*:?-{3,}:?\s*")
WIDE = 6
"""Columns from which a nested table is one of the form's tables, not a part of its box."""

Segment = tuple[int, int]
"""What stands between two pipes: start and end in the text."""


def find_rows(text: str, segments: list[Segment]) -> tuple[list[Segment], list[list[Segment]]]:
    """The segments before a wide table flattened into a line, and its rows, headings first; no rows where none is.

    The table's rule of dashes tells its columns, and the line's break between two rows is left as one space between
    pipes, like a cell that another covers: a row has as many cells as there are columns, or is short of them.
    """
    start, stop = _find_rule(text, segments)
    columns = stop - start
    if columns < WIDE or any(_DASHES.fullmatch(text, *s) for s in segments[stop:]):
        return segments, []
    rows = list(_part(text, segments[stop:], columns))
    if not any(len(row) == columns for row in rows):
        return segments, []
    heading = _heading(text, segments[:start], columns)
    return segments[: start - 1 - len(heading)], [row for row in (heading, *rows) if _shows(text, row)]


def _find_rule(text: str, segments: Sequence[Segment]) -> Segment:
    """Where the last run of dashes begins and ends."""
    stop = len(segments)
    while stop and not _DASHES.fullmatch(text, *segments[stop - 1]):
        stop -= 1
    start = stop
    while start and _DASHES.fullmatch(text, *segments[start - 1]):
        start -= 1
    return start, stop


def _heading(text: str, before: Sequence[Segment], columns: int) -> list[Segment]:
    """The cells of the row above the rule."""
    row = list(before[:-1])[-columns:] if before and _is_break(text, before[-1]) else []
    return row if len(row) == columns else []


def _part(text: str, segments: Sequence[Segment], columns: int) -> Iterator[list[Segment]]:
    """Segments to rows: runs between breaks put together while that makes no more cells than there are columns."""
    row: list[Segment] = []
    run: list[Segment] = []
    for segment in [*segments, None]:
        if segment is not None and not _is_break(text, segment):
            run.append(segment)
            continue
        if row and len(row) + len(run) > columns:
            yield row[:-1]
            row = []
        row += run
        run = []
        if len(row) >= columns or segment is None:
            yield row
            row = []
        elif row:
            row.append(segment)


def _is_break(text: str, segment: Segment) -> bool:
    return text[slice(*segment)] == " "


def _shows(text: str, row: Sequence[Segment]) -> bool:
    return any(text[slice(*s)].strip() for s in row)
