"""A table that is never cut: where a screen is too narrow for it, its columns follow below each other in bands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.box import SIMPLE_HEAD
from rich.console import Console, ConsoleOptions, JustifyMethod
from rich.table import Table
from rich.text import Text

from extraction.report.columns import Column

Filled = tuple[Column, tuple[Text, ...]]
"""A column with its cells."""
BESIDE = 3
"""Characters between two columns."""
NARROWEST = 16
"""Characters that a column of words is given at least, if its words have as many."""


@dataclass(frozen=True, slots=True)
class Bands:
    """A table with its title; `last` stands at the end of each band, the first column at its beginning."""

    title: str
    columns: tuple[Filled, ...]
    last: Filled

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Table]:
        title: str | None = self.title
        for band in split(self.columns, options.max_width - _width(self.last) - BESIDE):
            yield _draw(title, [*band, self.last])
            title = None


def split(columns: Sequence[Filled], room: int) -> Iterator[list[Filled]]:
    """Columns in bands that `room` characters hold, each led by the first column."""
    first, *others = columns
    band = [first]
    for column in others:
        if len(band) > 1 and sum(_width(c) + BESIDE for c in (*band, column)) > room:
            yield band
            band = [first]
        band.append(column)
    yield band


def _width(filled: Filled) -> int:
    """The fewest characters across that show a column's cells whole."""
    column, cells = filled
    longest = max((cell.cell_len for cell in cells), default=0)
    if not column.wraps:
        return max([longest, *map(len, column.heading.split())])
    words = [len(word) for text in (column.heading, *(cell.plain for cell in cells)) for word in text.split()]
    return max([min(longest, NARROWEST), *words])


def _draw(title: str | None, columns: Sequence[Filled]) -> Table:
    table = Table(title=title, title_justify="left", title_style="italic", box=SIMPLE_HEAD, pad_edge=False)
    for column, cells in columns:
        width = _width((column, cells))
        heading = column.heading if column.wraps or len(column.heading) <= width else column.heading.replace(" ", "\n")
        justify: JustifyMethod = "right" if column.figure else "left"
        table.add_column(heading, justify=justify, min_width=width, no_wrap=not column.wraps)
    for cells in zip(*(cells for _, cells in columns), strict=True):
        table.add_row(*cells)
    return table
