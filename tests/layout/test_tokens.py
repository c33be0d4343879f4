"""Words to tokens: footnote marks in every way that pages write them."""

import pytest

from extraction.document import Word
from extraction.layout.tokens import split_word


def marks(text: str, *, raised: bool) -> list[str]:
    return [t.mark for t in split_word(Word(text, (0, 0, 1, 1), raised=raised)) if t.mark]


@pytest.mark.parametrize("text", ["(1)(12)", "[1][12]", "(F1)(F12)", "[F1][F12]"])
@pytest.mark.parametrize("raised", [True, False])
def test_bracketed_marks_are_marks_anywhere(text: str, raised: bool) -> None:
    assert marks(text, raised=raised) == ["1", "12"]


@pytest.mark.parametrize("text", ["1,12", "1)12)", "F1,F12", "1;12"])
def test_bare_marks_are_marks_where_raised(text: str) -> None:
    assert marks(text, raised=True) == ["1", "12"]
    assert marks(text, raised=False) in ([], ["12"])


@pytest.mark.parametrize("text", ["123", "2nd", "TM", "a"])
def test_other_raised_words_are_none(text: str) -> None:
    assert marks(text, raised=True) == []


def test_a_tick_that_ran_together_with_its_box_is_set_apart() -> None:
    word = Word("X10%", (0, 0, 1, 1), span=(5, 9))
    assert [(t.text, t.span) for t in split_word(word)] == [("X", (5, 6)), ("10%", (6, 9))]
    assert [t.text for t in split_word(Word("XOMA", (0, 0, 1, 1)))] == ["XOMA"]


def test_a_caption_that_ran_together_with_a_value_is_set_apart() -> None:
    assert [t.text for t in split_word(Word("(Street)OSLO", (0, 0, 1, 1)))] == ["(Street)", "OSLO"]
