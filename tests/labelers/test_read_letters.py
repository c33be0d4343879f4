"""Lone signs of a scan under headings of letters: the letter that was as likely seen."""

from __future__ import annotations

from extraction.document import Layout, Word
from extraction.labelers.read_letters import read_letters
from extraction.layout.logical import LogicalRow, LogicalTable, Slot


def table_of(*words: Word) -> LogicalTable:
    slots = tuple(Slot((w,), k, float(k), k + 1.0) for k, w in enumerate(words))
    return LogicalTable("non_derivative", Layout.GRID, (LogicalRow(slots, 0),), tuple("?" for _ in words))


def sign(text: str, *others: tuple[str, float]) -> Word:
    return Word(text, (0, 0, 1, 1), others=others)


def shown(table: LogicalTable) -> list[str]:
    return [s.words[0].text for row in table.rows for s in row.slots]


def test_a_stroke_is_a_letter_only_where_a_heading_asks_for_one() -> None:
    table = table_of(sign("1", ("l", 0.3), ("I", 0.5)), sign("1", ("I", 0.5)))
    assert shown(read_letters(table, ["direct_or_indirect", "shares"])) == ["I", "1"]


def test_the_likeliest_letter_that_may_stand_there_is_taken() -> None:
    table = table_of(sign("0", ("O", 0.5), ("D", 1.5), ("I", 3.0)))
    assert shown(read_letters(table, ["direct_or_indirect"])) == ["D"]


def test_what_no_image_showed_and_what_is_a_letter_stays() -> None:
    table = table_of(sign("1"), sign("I", ("D", 0.1)))
    assert shown(read_letters(table, ["direct_or_indirect", "direct_or_indirect"])) == ["1", "I"]
