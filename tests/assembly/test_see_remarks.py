"""`See Remarks` in the bits of a mis-cut row."""

from extraction.assembly.see_remarks import point_to_remarks
from extraction.document import Block, Cell, Layout, Row, Word
from extraction.labelers.labelled_row import LabelledRow
from tests.recall.test_owners import owner


def box(text: str, layout: Layout = Layout.CUT) -> LabelledRow:
    words = tuple(Word(w, (k, 0, k + 1, 1)) for k, w in enumerate(text.split()))
    row = Row((Cell(words, 0),))
    return LabelledRow(Block(layout, (row,)), row, "box", 1.0)


SHOWN = "3. Date 01/02/2003 below) S ee Remark below) s"


def test_bits_of_it_are_the_first_owners_title() -> None:
    first, second = point_to_remarks([owner(name="Ada"), owner(name="Bo")], [box(SHOWN)])
    assert first["officer_title"].best == "See Remarks"
    assert "officer_title" not in second


def test_another_title_stays_and_whole_rows_tell_nothing() -> None:
    titled = owner(name="Ada", officer_title="General Counsel")
    assert point_to_remarks([titled], [box(SHOWN)]) == (titled,)
    assert point_to_remarks([owner(name="Ada")], [box(SHOWN, Layout.GRID)]) == (owner(name="Ada"),)
