"""Code against A or D: what a transaction code says about the direction (Form 4, General Instruction 8)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extraction.reconcile.exercises import CODES
from extraction.reconcile.figures import Figures, Line
from extraction.reconcile.tie import BROKEN, OPEN, Meaning, Tie, plain, shown

ACQUIRES = {"non_derivative": "PAMCXOL", "derivative": "PA"}
DISPOSES = {"non_derivative": "SFD", "derivative": "SFDMCXOEH"}
"""Codes of one direction only: an exercise or conversion gives shares (Table I) and takes a derivative (Table II)."""


def ties(figures: Figures) -> Iterator[Tie]:
    """A tie for each transaction."""
    for line in figures.lines:
        if not line.holding and "transaction_code" in line.values:
            over = (line.pointer("transaction_code"), line.pointer("acquired_disposed"))
            says = dict.fromkeys(ACQUIRES[line.table], "A") | dict.fromkeys(DISPOSES[line.table], "D")
            table = "I" if line.table == "non_derivative" else "II"
            yield _tie(over, says, table, _turned(line, figures))


def _turned(line: Line, figures: Figures) -> bool:
    """Whether one security of the table became another of it: the same code and day, given and taken."""
    kind = [figures.plain.get(line.pointer(name)) for name in ("transaction_code", "transaction_date")]
    letter = figures.plain.get(line.pointer("acquired_disposed"))
    return kind[0] in CODES and any(
        other is not line
        and [figures.plain.get(other.pointer(name)) for name in ("transaction_code", "transaction_date")] == kind
        and figures.plain.get(other.pointer("acquired_disposed")) not in (letter, None)
        for other in figures.of(line.table)
    )


def _tie(over: tuple[str, str], says: dict[str, str], table: str, turned: bool) -> Tie:
    def pattern(values: Sequence[Meaning]) -> str:
        code, direction = values
        if code is None or direction is None:
            return OPEN
        usual = says.get(str(code))
        if usual is None or usual == direction:
            return "either" if usual is None else "agrees"
        return "into another" if turned else BROKEN

    def implied(values: Sequence[Meaning]) -> Iterator[tuple[int, Meaning]]:
        usual = says.get(str(values[0]))
        if usual:
            yield 1, usual

    def say(values: Sequence[Meaning]) -> tuple[str, str, str]:
        code, direction = values
        usual = says.get(str(code), "")
        word = {"A": "acquires", "D": "disposes of", "": "acquires or disposes of"}[usual]
        found = {"A": "acquired", "D": "disposed of"}.get(str(direction), "neither")
        return usual, plain(direction), f"code {shown(code)} {word} securities in Table {table}; the row says {found}"

    return Tie("code_and_direction", f"letters {table}", over, pattern, implied, say)
