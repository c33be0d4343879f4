"""Marks glued to what they belong to, in digital sources."""

import pytest

from extraction.document import Block, Cell, Document, Layout, Page, Row, Source, Word
from extraction.readers.glued import set_marks_apart


def read(text: str, source: Source = Source.HTML) -> list[tuple[str, bool]]:
    word = Word(text, (0.0, 0.0, float(len(text)), 1.0), span=(0, len(text)))
    row = Row((Cell((word,), 0),))
    document = Document("x", source, (Page(1, 9, 9, (Block(Layout.GRID, (row,)),)),), text)
    words = [w for _, r in set_marks_apart(document).rows() for w in r.words]
    assert all(w.span and text[slice(*w.span)] == w.text for w in words)
    return [(w.text, w.raised) for w in words]


@pytest.mark.parametrize(
    ("text", "value", "marks"),
    [
        ("33,3611", "33,361", ["1"]),
        ("$1,234,56712", "$1,234,567", ["12"]),
        ("Units/1/", "Units", ["1"]),
        ("F/2//3/", "F", ["2", "3"]),
        ("139,765/3/", "139,765", ["3"]),
    ],
)
def test_marks_are_words_of_their_own(text: str, value: str, marks: list[str]) -> None:
    assert read(text) == [(value, False), *((m, True) for m in marks)]


@pytest.mark.parametrize(
    "text", ["33,361", "1,234,567", "05/02/", "5/2/1999", "1/2", "N/A", "12,34", "and/or/", "1.2345"]
)
def test_figures_and_dates_stay_whole(text: str) -> None:
    assert read(text) == [(text, False)]


def test_what_was_misread_stays_whole() -> None:
    assert read("33,3611", Source.MESSY) == [("33,3611", False)]
