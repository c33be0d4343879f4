"""What is known of each value: whether it ties, and whether it was read, mended or inferred."""

from __future__ import annotations

from dataclasses import dataclass

from rich.text import Text

from extraction.record import Record


@dataclass(frozen=True, slots=True)
class Marks:
    """JSON pointers of the values that bear each mark."""

    tied: frozenset[str]
    untied: frozenset[str]
    mended: frozenset[str]
    inferred: frozenset[str]


def marks_of(record: Record) -> Marks:
    """The marks of a record's values, from its checks and its evidence."""
    return Marks(
        _checked(record, "passed"), _checked(record, "failed"), _read(record, "repaired"), _read(record, "inferred")
    )


def _checked(record: Record, status: str) -> frozenset[str]:
    return frozenset(p for check in record.checks if check.status == status for p in check.pointers)


def _read(record: Record, status: str) -> frozenset[str]:
    return frozenset(p for p, evidence in record.evidence.items() if evidence.status == status)


def mark(shown: str, pointer: str, marks: Marks) -> Text:
    """A value with its marks: a failed check outweighs a passed one."""
    text = Text(shown)
    if pointer in marks.mended:
        text.append("~", "yellow")
    if pointer in marks.inferred:
        text.append("°", "yellow")
    if pointer in marks.untied:
        return text.append("✗", "bold red")
    return text.append("✓", "green") if pointer in marks.tied else text
