"""A record before it is decided: every value with the pieces it was read from and its ranked readings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from extraction.document import Word
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
    doubts: tuple[str, ...] = field(default=())
    """Sentences about what could not be read."""
