"""Names that a damaged place shows nearly as the filing writes them elsewhere."""

from __future__ import annotations

import pytest

from extraction.document import Word
from extraction.draft import Draft, Value
from extraction.recall.names import recall_names
from extraction.values.reading import Reading


def value(text: str) -> Value:
    return Value(tuple(Word(w, (0, 0, 1, 1)) for w in text.split()), (Reading(text, 0.0),), 0.9)


def named(name: str, issuer: str = "Elmstead Corp", signed: str = "", note: str = "") -> Draft:
    signatures = ({"name": value(signed)},) if signed else ()
    return Draft("4", {"/issuer/name": value(issuer)}, ({"name": value(name)},), (), (("1", value(note)),), signatures)


def knows(word: str) -> bool:
    return word in {"corp", "trust"}


@pytest.mark.parametrize(
    ("name", "signed", "expected"),
    [
        ("Querrendorf Ottolne", "/s/ Ottoline Querrendorf", "Querrendorf Ottoline"),
        ("dorf Ottoline", "/s/ Ottoline Querrendorf", "Querrendorf Ottoline"),
        ("QUERRENDRF OTTOLINE", "Ottoline Querrendorf", "QUERRENDORF OTTOLINE"),
        ("Querrendorf Ottoline", "/s/ Ottolina Querrendorf", "Querrendorf Ottolina"),
    ],
)
def test_an_owner_is_spelled_as_he_signs(name: str, signed: str, expected: str) -> None:
    (owner,) = recall_names(named(name, signed=signed), knows).owners
    assert owner["name"].best == expected
    assert owner["name"].readings[1].value == name


@pytest.mark.parametrize("signed", ["", "/s/ Perpetua Farr", "/s/ Ottolyne and Ottolane"])
def test_without_one_answer_a_name_stays(signed: str) -> None:
    (owner,) = recall_names(named("Querrendorf Ottolne", signed=signed), knows).owners
    assert owner["name"].best == "Querrendorf Ottolne"


def test_an_issuer_is_written_as_the_notes_write_it() -> None:
    draft = named("Farr Ada", issuer="Pell mere Holdngs Corp", note="Pellmere Holdings pays in cash.")
    assert recall_names(draft, knows).top["/issuer/name"].best == "Pellmere Holdings Corp"


def test_a_common_word_needs_no_bearing_out() -> None:
    draft = named("Farr Ada", issuer="Elmstead Trust", note="Trusts of the family.")
    assert recall_names(draft, knows).top["/issuer/name"].best == "Elmstead Trust"


def test_an_issuer_is_called_as_the_text_says_that_it_calls_it() -> None:
    draft = named("Farr Ada", issuer="jE Holdings, Corp", note="Shares of Pellmere Holdings, Corp (an affiliate).")
    assert recall_names(draft, knows).top["/issuer/name"].best == "jE Holdings, Corp"
    draft = named("Farr Ada", issuer="jE Holdings, Corp", note='Shares of Pellmere Holdings, Corp (the "Company").')
    assert recall_names(draft, knows).top["/issuer/name"].best == "Pellmere Holdings, Corp"


def test_words_read_as_one_stand_apart_where_the_filing_has_them_so() -> None:
    draft = named("Farr Ada", signed="/s/AdaFarr", note="Held by Ada Farr in trust.")
    assert recall_names(draft, knows).signatures[0]["name"].best == "/s/ Ada Farr"
