"""Headings composed of words' synonyms and abbreviations."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction.labels import CELLS
from training.render.phrases import PATTERNS, Voice, entitle, invent_headings, say, say_above, speak


@given(st.integers(0, 10_000), st.sampled_from(sorted(CELLS)), st.booleans())
def test_every_field_of_the_models_is_put_into_words(seed: int, field: str, derivative: bool) -> None:
    rng = Random(seed)
    heading = say(field, derivative, speak(rng), rng, 3)
    assert any(c.isalnum() or c in "#+/" for c in heading)
    assert "{" not in heading


def test_one_seed_makes_one_list() -> None:
    assert list(invent_headings(50, Random(1))) == list(invent_headings(50, Random(1)))


def test_composed_headings_differ() -> None:
    told = list(invent_headings(2000, Random(2)))
    assert len({heading for heading, _ in told}) > 1500
    assert {field for _, field in told} >= set(CELLS) - {"timeliness"}


@pytest.mark.parametrize("case", ["snake", "camel"])
def test_names_of_data_columns_are_one_word(case: str) -> None:
    rng = Random(3)
    voice = Voice(case, 0.0, "", 1.0)
    assert all(" " not in say(field, False, voice, rng) for field in PATTERNS)


def test_what_stands_above_is_of_columns_that_go_together() -> None:
    voice = Voice("", 0.0, "", 0.0)
    assert say_above("exercise_date", voice, Random(4))
    assert say_above("security_title", voice, Random(4)) == ""


def test_titles_tell_the_tables_apart() -> None:
    first, second = ({entitle(number, Random(seed)) for seed in range(300)} for number in (1, 2))
    assert not first & second
