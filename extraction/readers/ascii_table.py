"""Typewritten filings: lines that keep their places, and tables with `|` between the columns."""

from __future__ import annotations

from collections.abc import Iterator

from extraction.document import Layout, Row
from extraction.readers.lines import run_cells, split_lines, split_runs


def read_rows(text: str) -> Iterator[tuple[Layout, Row]]:
    """Tables ruled with pipes are grids; every other line is aligned."""
    for line in split_lines(text):
        yield Layout.ALIGNED, Row(run_cells(split_runs(text, line)), line.page, line.gap)
