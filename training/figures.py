"""Counts of what is right and wrong, and the contract's figures made of them (names as in contract/score.py)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import astuple, dataclass
from operator import add

RATES = (
    "field_precision",
    "field_recall",
    "field_f1",
    "row_exact",
    "filing_exact",
    "link_f1",
    "rows_passed",
    "rows_passed_exact",
    "straight_through",
    "straight_through_field_precision",
    "straight_through_filing_exact",
)
"""Figures that are shares of something, in the contract's order."""


@dataclass(frozen=True, slots=True)
class Counts:
    """Values (or footnote links) found and right, found and wrong, and missed. A wrong value is two errors."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(self.right + other.right, self.wrong + other.wrong, self.missed + other.missed)

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    @property
    def perfect(self) -> bool:
        return not (self.wrong or self.missed)


@dataclass(frozen=True, slots=True)
class Figures:
    """What is counted over filings, and the shares that follow; None where there is nothing to take a share of.

    Passed rows are those with `needs_review` false, straight-through filings the records that have it false.
    """

    filings: int = 0
    missing: int = 0
    fields_right: int = 0
    fields_wrong: int = 0
    fields_missed: int = 0
    links_right: int = 0
    links_wrong: int = 0
    links_missed: int = 0
    rows: int = 0
    rows_right: int = 0
    passed: int = 0
    passed_right: int = 0
    exact: int = 0
    through: int = 0
    through_exact: int = 0
    through_fields_right: int = 0
    through_fields_wrong: int = 0

    def __add__(self, other: Figures) -> Figures:
        return Figures(*map(add, astuple(self), astuple(other)))

    @property
    def fields(self) -> Counts:
        return Counts(self.fields_right, self.fields_wrong, self.fields_missed)

    @property
    def links(self) -> Counts:
        return Counts(self.links_right, self.links_wrong, self.links_missed)

    def rates(self) -> dict[str, float | None]:
        """The figures named in `RATES`, exact."""
        fields, through = self.fields, Counts(self.through_fields_right, self.through_fields_wrong)
        values = (
            fields.precision,
            fields.recall,
            fields.f1,
            _share(self.rows_right, self.rows),
            _share(self.exact, self.filings),
            self.links.f1,
            _share(self.passed, self.rows),
            _share(self.passed_right, self.passed),
            _share(self.through, self.filings),
            through.precision if self.through else None,
            _share(self.through_exact, self.through),
        )
        return dict(zip(RATES, values, strict=True))

    def as_json(self) -> dict[str, int | float | None]:
        """What contract/score.py prints with --json."""
        rates = {name: None if rate is None else round(rate, 5) for name, rate in self.rates().items()}
        return {"filings": self.filings, "missing": self.missing, **rates}


def total(figures: Iterable[Figures]) -> Figures:
    """The figures of many filings."""
    return sum(figures, Figures())


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None
