"""Printed text led back to placed characters."""

from __future__ import annotations

from tests.training.render.placed_pages import SHOWN, letters, page
from training.render.layout_text import trace
from training.render.placed import PlacedPage
from training.render.traced import text_and_spans

PRINTED = """ 1. A line of text above the table

 Title of Security                     Amount
 Common Stock                          12,345(1)
"""


def test_each_value_is_found_in_the_printed_text() -> None:
    text, spans = text_and_spans(trace(PRINTED, page()))
    assert text == PRINTED
    assert {pointer: text[start:end] for pointer, (start, end) in spans} == SHOWN


def test_equal_words_are_told_apart_by_their_place() -> None:
    chars = [
        *letters("Alpha", 10, 10, 0),
        *letters("500", 100, 10, 1, 0),
        *letters("500", 200, 10, 2, 1),
        *letters("Beta", 10, 30, 3),
        *letters("500", 100, 30, 4, 2),
    ]
    text = "Alpha          500          500\nBeta           500\n"
    _, spans = text_and_spans(trace(text, PlacedPage(1, 612, 792, tuple(chars), (), ())))
    assert [pointer for pointer, _ in spans] == [0, 1, 2]


def test_words_that_the_page_does_not_bear_belong_to_nothing() -> None:
    assert text_and_spans(trace("Other words", page()))[1] == []
