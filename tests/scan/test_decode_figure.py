"""Dates and amounts out of a recogniser's answers: what is open becomes one, what is none stays."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from extraction.scan.decode_figure import decode_figure, is_figure
from extraction.scan.letters import Char
from extraction.scan.recognise import preferred

LETTERS = ["", *"abcdefghijklmnopqrstuvwxyzABDGIMOQSTUZ0123456789 ,./()$:-_'|!?"]


def seen(text: str, sure: float = 0.97) -> NDArray[np.float32]:
    """Answers that show a text, nothing behind each sign."""
    answers = np.full((2 * len(text), len(LETTERS)), 1e-5, dtype=np.float32)
    for i, sign in enumerate(text):
        answers[2 * i, LETTERS.index(sign)] = sure
        answers[2 * i, 0] = 1 - sure
        answers[2 * i + 1, 0] = 0.9995
    return answers


def read(text: str, sure: bool = False) -> str:
    return "".join(s.text for s in decode_figure(text, seen(text), LETTERS, sure))


@pytest.mark.parametrize("text", ["05:11/2031", "05.112031", "05 11 2031", "O5/1l/2031", "05112031"])
def test_a_date_is_one_whatever_its_slashes_became(text: str) -> None:
    assert read(text) == "05/11/2031"


def test_of_what_is_sure_only_slashes_are_something_else() -> None:
    assert read("12:092027", sure=True) == "12/09/2027"
    assert read("47l", sure=True) == ""


@pytest.mark.parametrize(("text", "figure"), [("$.36.19", "$36.19"), ("1471.432", "1,471,432"), ("81,5OO", "81,500")])
def test_an_amount_is_one_whatever_its_signs_became(text: str, figure: str) -> None:
    assert read(text) == figure


@pytest.mark.parametrize("text", ["so", "S0", "$O"])
def test_a_price_of_nought_is_one_however_sure_its_letters_are(text: str) -> None:
    assert read(text, sure=True) == "$0"


@pytest.mark.parametrize(
    "text", ["3235-0287", "10174-1234", "11/02/2031", "1,205", "$0", "0.0000", "2.5", "05-11-2031"]
)
def test_a_figure_stays_as_it_was_read(text: str) -> None:
    assert is_figure(text)
    assert read(text) == ""


@pytest.mark.parametrize("text", ["Trust 2", "1211353 1 By", "March 20, 2031", "abc123", "12 345"])
def test_what_is_no_figure_stays(text: str) -> None:
    assert read(text) == ""


def test_what_a_grammar_asks_for_is_not_dearer_than_what_else_was_seen() -> None:
    char = Char(",", 1.0, 0.1, ((".", -4.0), ("1", 2.0)))
    assert preferred(char).others == ((".", 1.0), ("1", 2.0))
