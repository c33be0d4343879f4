"""Titles of securities put together from pieces."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction.values.title import USUAL, is_sound, make_title, nearest_title


@pytest.mark.parametrize(
    ("pieces", "title"),
    [
        pytest.param("Cla Com Sto ss B mmon ock", "Class B Common Stock", id="two lines cut through"),
        pytest.param("S Common Stock", "Common Stock", id="a letter of the neighbour's"),
        pytest.param("Class B Common Stock n", "Class B Common Stock", id="a letter seen twice"),
        pytest.param("Common Sock", "Common Stock", id="a letter lost"),
        pytest.param("Deferrec Stock Units", "Deferred Stock Units", id="a letter half seen"),
        pytest.param("Class C Common Stock", None, id="another class"),
        pytest.param("CA common stock", None, id="a letter that may tell a class"),
        pytest.param("Common Stock, $.01", None, id="a par value"),
        pytest.param("Comi", None, id="too little of it"),
        pytest.param("Widget Units", None, id="something else"),
    ],
)
def test_pieces_are_the_one_title_that_they_fit(pieces: str, title: str | None) -> None:
    assert make_title(pieces.split(), USUAL) == title


def test_two_titles_as_near_are_none() -> None:
    assert make_title(["Series", "Prefered", "Stock"], ["Series A Preferred", "Series B Preferred"]) is None
    assert make_title(["Tracking", "Stok"], ["Tracking Stock", "Tracking Stork"]) is None


@given(st.sampled_from(USUAL), st.randoms(use_true_random=False))
def test_a_title_in_any_order_is_itself(title: str, random: object) -> None:
    words = title.split()
    random.shuffle(words)  # type: ignore[attr-defined]
    assert make_title(words, USUAL) == title


@pytest.mark.parametrize(
    ("title", "sound"),
    [("Class B Common Stock", True), ("Common Shares", True), ("S Common Stock", False), ("Common Stock 7", False)],
)
def test_a_sound_title_is_of_words_of_titles(title: str, sound: bool) -> None:
    assert is_sound(title, ()) is sound


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Connon Stoc k", "Common Stock"),
        ("Jass A Common Stock", "Class A Common Stock"),
        ("Class C Common Stotk", None),
        ("Nonqualified employee stock options (right to buy)", None),
        ("Widget Units", None),
    ],
)
def test_the_one_title_with_most_of_the_letters_is_meant(text: str, title: str | None) -> None:
    assert nearest_title(text, USUAL) == title
