"""Addresses of owners who file together."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extraction.document import Word
from extraction.draft import Value
from extraction.recall.owners import ADDRESS, recall_addresses
from extraction.values.reading import Reading


def value(text: str) -> Value:
    return Value(tuple(Word(w, (0, 0, 1, 1)) for w in text.split()), (Reading(text, 0.0),), 0.9)


def owner(**fields: str) -> dict[str, Value]:
    return {name: value(text) for name, text in fields.items()}


WHOLE = {"street1": "12 HARBOUR STREET, SUITE 4", "city": "ELMSTEAD", "state": "CT", "zip": "06902"}


def test_a_damaged_address_is_the_one_that_others_show() -> None:
    damaged = owner(street1="12 HARBOUR RD STREET, SUITE", city="ELMSTEA", zip="0690")
    *_, last = recall_addresses([owner(**WHOLE), owner(**WHOLE), damaged])
    assert {name: v.best for name, v in last.items()} == WHOLE
    assert last["city"].readings[0].how == "implied"
    assert last["city"].readings[1].value == "ELMSTEA"


def test_another_address_stays() -> None:
    other = owner(street1="700 LAKE ROAD", city="NORTHAM", state="NY", zip="10001")
    assert recall_addresses([owner(**WHOLE), owner(**WHOLE), other])[2] == other


def test_one_owner_alone_tells_nothing() -> None:
    owners = (owner(**WHOLE), owner(street1="12 HARBOUR STREET, SUITE", city="ELMSTEAD", state="CT", zip="06902"))
    assert recall_addresses(owners) == owners


def test_a_state_that_cannot_be_read_is_that_of_the_zip_code() -> None:
    misread, lost, foreign = recall_addresses(
        [
            owner(city="ELMSTEAD", state="Cr", zip="06902"),
            owner(city="ELMSTEAD", zip="06902-1234"),
            owner(city="ST. HELIER", state="Y9", zip="JE2 3QA"),
        ]
    )
    assert [misread["state"].best, lost["state"].best, foreign["state"].best] == ["CT", "CT", "Y9"]
    assert misread["state"].readings[1].value == "Cr"


def test_a_state_that_was_read_stays_whatever_its_zip_code() -> None:
    filed = owner(city="ELMSTEAD", state="NY", zip="06902")
    assert recall_addresses([filed]) == (filed,)


def test_a_damaged_city_is_that_of_its_state_unless_several_owners_show_it() -> None:
    damaged = owner(street1="1 QUAY", city="SEATLE", state="WA", zip="98101")
    (alone,) = recall_addresses([damaged])
    assert (alone["city"].best, alone["city"].readings[1].value) == ("SEATTLE", "SEATLE")
    assert [o["city"].best for o in recall_addresses([damaged, damaged])] == ["SEATLE"] * 2


@pytest.mark.parametrize(
    ("state", "code", "mended"),
    [
        ("IN", "6140", ("IN", "46140")),
        ("FL", "13762", ("FL", "33762")),
        ("MI", "4830", ("MI", None)),
        ("WY", "93 83014", ("WY", "83014")),
        ("A0", "2K 4E6", ("A0", "T2K 4E6")),
        ("A", "A1 V5T 4W1", ("A1", "V5T 4W1")),
        ("N", "9 KY1-1104", ("E9", "KY1-1104")),
        ("X0", "EC2V 5", ("X0", None)),
        ("D0", "HM 08", ("D0", "HM 08")),
    ],
)
def test_a_code_that_its_place_refutes_is_mended_in_mis_cut_text_or_not_read(
    state: str, code: str, mended: tuple[str, str | None]
) -> None:
    damaged = owner(city="ELMSTEAD", state=state, zip=code)
    (found,) = recall_addresses([damaged], cut=True)
    assert (found["state"].best, found["zip"].best) == mended
    assert recall_addresses([damaged])[0]["zip"].best == code


def test_a_city_and_its_code_refute_a_state_read_with_doubt() -> None:
    held = owner(city="SEATTLE", state="PA", zip="98101")
    doubtful = {**held, "state": replace(held["state"], probability=0.5)}
    assert recall_addresses([doubtful], cut=True)[0]["state"].best == "WA"
    sure = {**held, "state": replace(held["state"], probability=0.95)}
    assert recall_addresses([sure], cut=True)[0]["state"].best == "PA"


def test_what_damaged_copies_agree_on_is_their_address() -> None:
    damaged = [
        owner(street1="12 HARBOUR STREET", street2="ELM HOUSE, SUITE 4 C", city="ELMSTEA", state="CT", zip="06902"),
        owner(street1="12 HARBOUR STREET", street2="ELM HOUSE,", city="ELMSTEAD SUITE 4", state="CT", zip="06902"),
        owner(street1="12 HARBOUR STREET", street2="ELM HOUSE, SUITE 4", city="ELMSTEAD", state="CT", zip="0690"),
        owner(street1="12 HARBOUR STREE", street2="ELM HOUSE,", city="ELMSTEAD SUITE 4", state="CT", zip="06902"),
    ]
    whole = ("12 HARBOUR STREET", "ELM HOUSE, SUITE 4", "ELMSTEAD", "CT", "06902")
    found = recall_addresses(damaged, cut=True)
    assert {tuple(o[name].best for name in ADDRESS) for o in found} == {whole}


def test_an_address_with_a_code_of_its_own_is_another() -> None:
    other = owner(street1="12 HARBOUR STREET, SUITE 4", city="ELMSTEAD", state="NY", zip="10001")
    assert recall_addresses([owner(**WHOLE), owner(**WHOLE), other])[2] == other


def test_a_name_without_an_address_among_others_with_one_is_no_owner_in_mis_cut_text() -> None:
    bare = owner(name="Class A Common Stock")
    assert recall_addresses([owner(name="Ada", **WHOLE), bare], cut=True) == (owner(name="Ada", **WHOLE),)
    assert recall_addresses([bare, owner(name="Ada", **WHOLE)], cut=True)[0] == bare
    assert len(recall_addresses([owner(name="Ada", **WHOLE), bare])) == 2
