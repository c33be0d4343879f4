"""Lines of mis-cut rows: what stands in which line."""

from __future__ import annotations

import math

import pytest

from extraction.labelers.cut.stacked import Bit, Slot, tell_lines
from extraction.labelers.models import IN_USE
from extraction.labels import NONE
from extraction.values.lexicon import load_lexicon
from extraction.values.spacing import Speller

STREET1, STREET2, CITY = Slot(0, 1, False), Slot(0, 2, False), Slot(0, 3, False)


@pytest.fixture(scope="module")
def speller() -> Speller:
    return Speller(load_lexicon(IN_USE / "lexicon.safetensors"))


def bit(text: str, cell: int, **chances: float) -> Bit:
    return Bit(text, cell, {label.replace("_", NONE): -math.log(chance) for label, chance in chances.items()})


def test_each_cell_holds_a_bit_of_every_line(speller: Speller) -> None:
    bits = [
        bit("100", 0, STREET1=1.0), bit("MAI", 0, STREET1=1.0), bit("SUI", 0, STREET2=1.0),
        bit("N", 1, STREET1=0.5, STREET2=0.5), bit("STREET", 1, STREET1=1.0), bit("TE", 1, STREET1=0.2, STREET2=0.8),
    ]  # fmt: skip
    assert [slot for _, slot in tell_lines(bits, speller)] == [STREET1, STREET1, STREET2, STREET1, STREET1, STREET2]


def test_what_the_form_prints_has_no_line(speller: Speller) -> None:
    assert tell_lines([bit("(Last)", 0, _=1.0), bit("AUSTIN", 0, CITY=1.0)], speller) == [(NONE, None), ("CITY", CITY)]


def test_a_line_of_one_label_may_run_over_two(speller: Speller) -> None:
    bits = [
        bit("INTE", 0, ISSUER=1.0), bit("ACQ", 0, ISSUER=1.0), bit("GRATED", 1, ISSUER=1.0),
        bit("UISITION", 1, ISSUER=1.0), bit("CORP", 2, ISSUER=1.0),
    ]  # fmt: skip
    seconds = [slot is not None and slot.second for _, slot in tell_lines(bits, speller)]
    assert seconds[:4] == [False, True, False, True]


def test_a_code_does_not_run_on(speller: Speller) -> None:
    bits = [
        bit("SUITE", 0, STREET2=1.0), bit("CT", 0, STATE=1.0),
        bit("202", 1, STREET2=0.3, ZIP=0.7), bit("06830", 1, ZIP=1.0),
    ]  # fmt: skip
    assert [label for label, _ in tell_lines(bits, speller)] == ["STREET2", "STATE", "STREET2", "ZIP"]


def test_nothing_is_told_of_nothing(speller: Speller) -> None:
    assert tell_lines([], speller) == []


def test_a_street_is_not_longer_than_its_field_holds(speller: Speller) -> None:
    words = ["1200", "NORTHERN", "HARBOUR", "BOULEVARD", "TOWER", "12TH", "FLOOR"]
    chances = [bit(word, 0, STREET1=0.6, STREET2=0.4) for word in words]
    assert {slot for _, slot in tell_lines(chances, speller)} == {STREET1, STREET2}


def test_a_line_that_fills_its_cell_goes_on_in_the_next(speller: Speller) -> None:
    bits = [
        Bit("HIGH", 0, {"STREET1": 0.0}, 0, 3.0), Bit("ACRE", 0, {"STREET2": 0.0}, 0, 1.0),
        Bit("ROAD", 1, {"STREET1": 0.7, "STREET2": 0.7}, 1, 2.0),
    ]  # fmt: skip
    assert tell_lines(bits, speller, {0: {0: 3.0, 1: 9.0}})[2][1] == STREET1
