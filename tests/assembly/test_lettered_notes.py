"""Footnotes that letters or asterisks mark."""

import pytest

from extraction.assembly.lettered_notes import find_lettered
from extraction.document import Block, Cell, Layout, Row, Word
from extraction.labelers.labelled_row import LabelledRow
from extraction.layout.tokens import split_word


def row(label: str, text: str) -> LabelledRow:
    words, at = [], 0
    for piece in text.split():
        words.append(Word(piece, (at, 0, at + len(piece), 1), span=(at, at + len(piece))))
        at += len(piece) + 1
    held = Row((Cell(tuple(words), 0),))
    return LabelledRow(Block(Layout.ALIGNED, (held,)), held, label, 1.0)


@pytest.mark.parametrize(
    ("table", "notes", "texts"),
    [
        (["D (a)", "I(b)"], ["(a) Held for", "another.", "(b) Sold."], {"a": "Held for another.", "b": "Sold."}),
        (["1,420.55*", "By son**"], ["* With a plan.", "** A minor."], {"*": "With a plan.", "**": "A minor."}),
        (["7,500 1/", "Trust 2/"], ["1/ Sold.", "2/ A trust."], {"1": "Sold.", "2": "A trust."}),
        (["D"], ["(a) Held for another."], {}),
        (["D*"], ["* If the form is filed by more than one person, see Instruction 4."], {}),
        (["D (b)"], ["(b) Held for another."], {}),
    ],
)
def test_notes_begin_with_the_first_mark_that_a_row_bears(
    table: list[str], notes: list[str], texts: dict[str, str]
) -> None:
    found, rows = find_lettered([*(row("nd", text) for text in table), *(row("foot", text) for text in notes)])
    assert {note.id: " ".join(w.text for w in note.words) for note in found} == texts
    marks = [t.mark for r in rows if r.label == "nd" for w in r.row.words for t in split_word(w) if t.mark]
    assert marks == list(texts)


def test_numbered_notes_stay_beside_those_of_asterisks() -> None:
    rows = [row("nd", "D*"), row("foot", "* With a plan."), row("foot", "(1) Disclaimed.")]
    notes, rest = find_lettered(rows)
    assert [" ".join(w.text for w in note.words) for note in notes] == ["With a plan."]
    assert [r.label for r in rest] == ["nd", "printed", "foot"]


def test_what_bears_a_mark_keeps_its_place() -> None:
    _, (first, _) = find_lettered([row("nd", "1,420.55*"), row("foot", "* With a plan.")])
    assert [(w.text, w.span) for w in first.row.words] == [("1,420.55", (0, 8)), ("(*)", (8, 9))]
