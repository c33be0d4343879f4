"""Footnote marks that a fax has broken: found by where they stand, told by their shape, settled all together."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import numpy as np

from extraction.document import Block, Cell, Layout, Row, Word
from extraction.labelers.labelled_row import LabelledRow
from extraction.labelers.settle_marks import settle_marks
from extraction.scan.clean import find_ink, whiten
from extraction.scan.find_marks import MarkFinder
from extraction.scan.letters import Char
from extraction.scan.part_words import other_figures, other_readings, part_words
from extraction.scan.segments import Segment, find_segments, make_segment
from extraction.scan.sheet import Grey
from extraction.scan.tell_mark import load_marks, tell_marks
from extraction.values.amount import in_thousands, in_thousandths
from extraction.values.reading import Reading
from training.fit_marks import pictures_of
from training.render.mark_sheet import DPI, DrawnMarks, make_mark_sheet

SCALE = DPI / 72


def parts_of(ink: Grey) -> list[Segment]:
    segments, _ = find_segments(ink, np.zeros_like(ink), SCALE)
    return MarkFinder(ink, SCALE, lambda box: tell_marks(ink, SCALE, load_marks(), box)).part(segments)


def told_at(mark: DrawnMarks, parts: list[Segment]) -> tuple[str, ...]:
    """What was told within a mark's box, from left to right."""
    told = [m for p in parts for m in (p.instead or (p,)) if m.marks]
    inside = [m for m in told if mark.box[0] - 3 < m.box[0] < mark.box[2] and mark.box[1] - 3 < m.box[1] < mark.box[3]]
    return tuple(m.marks[0][0] for m in sorted(inside, key=lambda m: m.box[0]))


def test_most_marks_of_a_fax_are_found_and_told() -> None:
    sheet = make_mark_sheet(Random("held out"))
    parts = parts_of(find_ink(whiten(sheet.grey)))
    ones = [m for m in sheet.marks if len(m.numbers) == 1]
    right = sum(told_at(m, parts) == (f"({m.numbers[0]})",) for m in ones)
    assert right > 0.6 * len(ones)


def test_what_a_sheet_teaches_are_its_numbers_and_what_is_none() -> None:
    taught = list(pictures_of(make_mark_sheet(Random("a sheet"))))
    numbers = {number for _, number in taught}
    assert {0, *range(1, 10)} <= numbers
    assert {picture.shape for picture, _ in taught} == {(227,)}


def test_a_page_without_a_mark_has_none() -> None:
    ink = np.zeros((300, 300), dtype=np.uint8)
    for x in range(40, 240, 18):
        ink[100:118, x : x + 10] = 255
    assert not any(p.marks for p in parts_of(ink))


def row_of(*words: Word) -> LabelledRow:
    row = Row(tuple(Cell((w,), i) for i, w in enumerate(words)))
    return LabelledRow(Block(Layout.GRID, (row,)), row, "nd", 1.0)


def mark(text: str, *others: tuple[str, float]) -> Word:
    return Word(text, (0, 0, 1, 1), raised=True, others=others)


def texts(rows: tuple[LabelledRow, ...]) -> list[str]:
    return [w.text for r in rows for w in r.row.words]


def test_marks_are_those_of_notes_that_exist_in_their_order() -> None:
    rows = [row_of(mark("(4)", ("(1)", 1.0)), mark("(2)", ("(7)", 0.1)), mark("(8)", ("(3)", 2.0), ("(1)", 1.5)))]
    assert texts(settle_marks(rows, {"1", "2", "3"})) == ["(1)", "(2)", "(3)"]


def test_what_is_plain_stays_and_notes_whose_numbers_were_lost_still_exist() -> None:
    plain = Word("100(2)", (0, 0, 1, 1))
    rows = [row_of(mark("(1)", ("(4)", 3.0)), plain, mark("(3)", ("(8)", 0.5)))]
    assert texts(settle_marks(rows, {"3"})) == ["(1)", "100(2)", "(3)"]
    assert settle_marks(rows, set()) == tuple(rows)
    figure = Word("3.382", (0, 0, 1, 1), others=(("3,382", 0.9),))
    assert texts(settle_marks([row_of(figure)], {"1"})) == ["3.382"]


def test_figures_keep_what_else_they_may_be() -> None:
    word = [Char("3", 1, 1.0), Char(".", 2, 0.6, ((",", 0.9),)), *(Char(c, 3 + i, 1.0) for i, c in enumerate("382"))]
    assert list(other_figures(word)) == [("3,382", 0.9)]
    assert list(other_figures([Char(c, i, 0.5, (("1", 0.1),)) for i, c in enumerate("Trust")])) == []
    both = [replace(c, others=(("4", 1.0),)) if c.text in "32" else c for c in word]
    assert ("4.384", 2.0) in other_figures(both)


def test_thousands_of_shares_are_likelier_than_thousandths_where_both_were_seen() -> None:
    seen = (Reading("3.382", 0.0), Reading("3382", 1.0, "lookalike"))
    assert in_thousands(seen)[0].value == "3382"
    plain = (Reading("25.830", 0.0), Reading("25830", 2.56, "lookalike"))
    assert in_thousands(plain) == plain


def test_thousandths_of_a_price_are_likelier_than_thousands_where_both_were_seen() -> None:
    seen = (Reading("3382", 0.0), Reading("3.382", 1.0, "lookalike"))
    assert in_thousandths(seen)[0].value == "3.382"
    assert in_thousandths(seen[:1]) == seen[:1]


def words_of(text: str, ragged: bool) -> list[str]:
    """What the words of a line are read as whose signs stand side by side."""
    segment = make_segment([(12 * i, 0, 12 * i + 10, 20) for i in range(len(text))])
    chars = [Char(c, 12.0 * i + 5, 1.0) for i, c in enumerate(text)]
    return ["".join(c.text for c in word) for word, _ in part_words(segment, chars, ragged)]


def test_ragged_print_has_thousands_and_no_specks_for_accents() -> None:
    assert words_of("1.600.000 Sée |D", ragged=True) == ["1,600,000", "See", "D"]
    assert words_of("1.600 Sée |", ragged=False) == ["1.600", "Sée", "|"]


def test_open_letters_and_lone_signs_keep_what_else_they_may_be() -> None:
    open_letter = [Char("S", 1, 1.0), Char("n", 2, 0.5, (("m", 0.4), (".", 0.1)))]
    assert other_readings(open_letter) == (("Sm", 0.4),)
    assert ("I", 0.5) in other_readings([Char("1", 1, 1.0)])
    assert other_readings([Char("S", 1, 1.0), Char("n", 2, 1.0, (("m", 0.4),))]) == ()
