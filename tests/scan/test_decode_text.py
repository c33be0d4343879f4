"""Text out of a recogniser's answers: what is sure stays, what is open becomes the likelier word."""

from __future__ import annotations

import numpy as np
import pytest

from extraction.scan.decode_text import Answers, WordCosts, align, decode_text
from extraction.scan.recognise import LEXICON
from extraction.values.lexicon import load_lexicon

LETTERS = ["", *"abcdefghijklmnopqrstuvwxyz0123456789 ,./()"]


@pytest.fixture(scope="module")
def costs() -> WordCosts:
    return WordCosts(load_lexicon(LEXICON))


def seen(*columns: str | dict[str, float]) -> Answers:
    """Answers: a letter that is sure, or letters with how likely each is; nothing behind each."""
    rows = []
    for column in columns:
        likely = {column: 0.99} if isinstance(column, str) else column
        row = np.full(len(LETTERS), 1e-5, dtype=np.float32)
        for letter, probability in likely.items():
            row[LETTERS.index(letter)] = probability
        nothing = np.full(len(LETTERS), 1e-5, dtype=np.float32)
        nothing[0] = 0.9995
        rows += [row, nothing]
    return np.array(rows)


def test_an_open_letter_makes_the_likelier_word(costs: WordCosts) -> None:
    answers = seen(*"shate", " ", *"of")
    answers[6] = seen({"t": 0.6, "r": 0.35})[0]
    assert decode_text(answers, LETTERS, costs) == "share of"


def test_what_is_sure_is_read_whatever_it_spells(costs: WordCosts) -> None:
    assert decode_text(seen(*"xqzzo"), LETTERS, costs) == "xqzzo"


def test_an_open_sign_in_a_number_makes_a_grouped_one(costs: WordCosts) -> None:
    answers = seen(*"53", {".": 0.5, ",": 0.45}, *"635")
    assert decode_text(answers, LETTERS, costs) == "53,635"


def test_letters_that_repeat_stay_apart(costs: WordCosts) -> None:
    text = "class all"
    answers = seen(*text)
    assert decode_text(answers, LETTERS, costs) == text
    assert [(c, at) for c, at, _ in align(text, answers, LETTERS)] == [(c, 2.0 * n) for n, c in enumerate(text)]
    assert min(sure for _, _, sure in align(text, answers, LETTERS)) > 0.9
