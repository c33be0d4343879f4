"""A record before it is decided: every value with the pieces it was read from and its ranked readings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from extraction.document import Layout, Word
from extraction.values.reading import Reading


@dataclass(frozen=True, slots=True)
class Value:
    """One value: the words it was read from, what it can mean (the likeliest first), how sure its label is."""

    words: tuple[Word, ...]
    readings: tuple[Reading, ...]
    probability: float

    @property
    def best(self) -> str | None:
        return self.readings[0].value if self.readings else None

    @property
    def text(self) -> str:
        return " ".join(w.text for w in self.words)


@dataclass(frozen=True, slots=True)
class DraftRow:
    """A row of Table I or II: values and footnote ids by field."""

    table: str
    values: Mapping[str, Value]
    marks: Mapping[str, tuple[str, ...]]
    row: int
    """Index of its first row in the document."""
    sure: float = 1.0
    """Probability that it is a row of its table."""
    strays: int = 0
    """Tokens in it that no field took."""
    orphans: int = 0
    """Lines beside it in its block that no row took."""
    apart: bool = False
    """Whether its lines are all of it, beyond doubt."""
    layout: Layout = Layout.FLOW
    by_form: bool = False
    """Whether the form's own headings say of every token what the models say (forms/columns.py)."""
    pieces: int = 1
    """The most cells that one of its values was put together from."""


@dataclass(frozen=True, slots=True)
class Draft:
    """Forms 3, 4, 5: what was found, field by field."""

    form_type: str
    top: Mapping[str, Value]
    """Values by JSON pointer: issuer, dates, remarks."""
    owners: tuple[Mapping[str, Value], ...]
    rows: tuple[DraftRow, ...]
    footnotes: tuple[tuple[str, Value], ...]
    signatures: tuple[Mapping[str, Value], ...] = ()
    missed: int = 0
    """Rows with figures that were taken for something else than rows of a table."""
    weakest_row: float = 1.0
    """Probability of the least sure label of a row of the document."""
    captioned: bool = False
    """Whether the form's own captions say of issuer, dates and owners what was read (captions.py)."""


def rows_of(draft: Draft) -> Iterator[tuple[str, DraftRow]]:
    """Every table row with its JSON pointer in the record."""
    counts: dict[str, int] = {}
    for row in draft.rows:
        number = counts.get(row.table, 0)
        yield f"/{row.table}/{number}", row
        counts[row.table] = number + 1
