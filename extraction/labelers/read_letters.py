"""Letters of a scan that stand alone where a heading asks for one: of what the recogniser saw, what may stand there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from extraction.layout.logical import LogicalRow, LogicalTable, Slot
from extraction.values.code import ALPHABETS

HEADED = ("direct_or_indirect", "acquired_disposed", "transaction_code")
"""Fields of one letter whose columns have headings of their own."""


def read_letters(table: LogicalTable, told: Sequence[str | None]) -> LogicalTable:
    """A table whose lone signs are letters under headings of letters; `told` is what each column's heading names."""
    alphabets = {k: ALPHABETS[name] for k, name in enumerate(told) if name in HEADED}
    return replace(table, rows=tuple(_read_row(row, alphabets) for row in table.rows)) if alphabets else table


def _read_row(row: LogicalRow, alphabets: Mapping[int, str]) -> LogicalRow:
    return replace(row, slots=tuple(_read_slot(slot, alphabets.get(slot.column, "")) for slot in row.slots))


def _read_slot(slot: Slot, alphabet: str) -> Slot:
    """A slot with the likeliest letter that its lone sign may be."""
    if not alphabet or len(slot.words) != 1 or slot.words[0].text in alphabet:
        return slot
    word = slot.words[0]
    found = [(cost, text) for text, cost in word.others if text in alphabet]
    return replace(slot, words=(replace(word, text=min(found)[1], others=()),)) if found else slot
