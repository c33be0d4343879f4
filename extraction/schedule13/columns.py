"""A cover on which several reporting persons stand side by side, each in a column of the table."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from extraction.document import Span
from extraction.schedule13.covers import Cover

_TELLING = {
    "name": re.compile(r"[A-Za-z]{2}|[A-Z]\.\s?[A-Z]\b"),
    "aggregate_amount": re.compile(r"[-–]?0[-–]?|\d[\d,]*(?:\s*\S{1,4}|\s+shares)?|none|nil", re.IGNORECASE),
    "percent_of_class": re.compile(r"(?:less than\s*)?[\d.]+\s*%?(?:\s*\S{1,4})?", re.IGNORECASE),
}
"""Rows whose cells tell how many persons there are, and what each cell must be."""


def part_columns(cover: Cover, plain: str) -> tuple[Cover, ...]:
    """A cover for each column where name, amount and percent have as many cells; else the cover itself."""
    cells = {field: _cells(plain, span) for field, span in cover.rows.items()}
    count = len(cells.get("name", ()))
    if count < 2 or not all(_tells(cells.get(field, []), plain, field, count) for field in _TELLING):
        return (cover,)
    whole = all(len(spans) in (0, 1, count) for spans in cells.values())
    return tuple(replace(cover, rows=_column(cells, i, count), clean=cover.clean and whole) for i in range(count))


def _cells(plain: str, span: Span) -> list[Span]:
    """Where the cells of an answer stand that are not empty."""
    found = [(span[0] + m.start(), span[0] + m.end()) for m in re.finditer(r"[^\t]+", plain[slice(*span)])]
    return [(a, b) for a, b in found if plain[a:b].strip()]


def _tells(spans: list[Span], plain: str, field: str, count: int) -> bool:
    shown = [plain[slice(*span)].strip() for span in spans]
    pattern = _TELLING[field]
    fits = (pattern.search(s) if field == "name" else pattern.fullmatch(s) for s in shown)
    return len(spans) == count and all(fits)


def _column(cells: Mapping[str, list[Span]], index: int, count: int) -> dict[str, Span]:
    """One person's answers; a row with one cell for all is everybody's, one that lacks some nobody's."""
    column = {}
    for field, spans in cells.items():
        if len(spans) in (1, count):
            column[field] = spans[index] if len(spans) == count else spans[0]
    return column
