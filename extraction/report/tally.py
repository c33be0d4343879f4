"""What came of a whole run, in two lines: filings, rows, checks, mends."""

from __future__ import annotations

import json
from dataclasses import astuple, dataclass

from rich.text import Text

ROWS = ("non_derivative", "derivative", "reporting_persons")


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts over filings; add those of one filing to go on."""

    filings: int = 0
    records: int = 0
    passed: int = 0
    """Records that need no review."""
    rows: int = 0
    rows_passed: int = 0
    tied: int = 0
    """Checks that passed."""
    untied: int = 0
    mended: int = 0
    """Values."""

    def __add__(self, other: Tally) -> Tally:
        return Tally(*(a + b for a, b in zip(astuple(self), astuple(other), strict=True)))


def tally_of(line: str) -> Tally:
    """The counts of one line of the output."""
    record = json.loads(line)
    if record["status"] != "ok":
        return Tally(filings=1)
    rows = [row for table in ROWS for row in record.get(table, ())]
    checks = [check["status"] for check in record.get("checks", ())]
    return Tally(
        filings=1,
        records=1,
        passed=not record["needs_review"],
        rows=len(rows),
        rows_passed=sum(not row["needs_review"] for row in rows),
        tied=checks.count("passed"),
        untied=checks.count("failed"),
        mended=sum(evidence["status"] == "repaired" for evidence in record.get("evidence", {}).values()),
    )


def show_tally(tally: Tally) -> Text:
    """The counts as a person reads them."""
    none = tally.filings - tally.records
    first = [
        (_count(tally.filings, "filing"), "bold"),
        (f"{tally.passed} stand as they are", "green"),
        (f"{tally.records - tally.passed} to look at", "yellow"),
        *([(f"{none} without a record", "red")] if none else []),
    ]
    second = [
        (_count(tally.rows, "row"), "bold"),
        (f"{tally.rows_passed} pass unseen", "green"),
        (f"{tally.tied} of {_count(tally.tied + tally.untied, 'check')} tie", ""),
        *([(f"{_count(tally.mended, 'value')} mended", "yellow")] if tally.mended else []),
    ]
    return Text("\n").join(Text("  ").join(Text(*part) for part in line) for line in (first, second))


def _count(number: int, thing: str) -> str:
    return f"{number:,} {thing}" + ("" if number == 1 else "s")
