"""Lines that the form prints, spelt by words among others."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from extraction.labelers.cut.spell_lines import may_show, spell

LINE = "issuernameandtickerorsymbol"


def seen(words: str, cells: list[int] | None = None) -> list[str]:
    keys = words.split()
    return [keys[bit.i] for bit in spell(keys, LINE, cells)[1]]


def test_a_line_goes_on_behind_other_words() -> None:
    assert seen("issuer name an NORTH d ticker or symbol WIND") == [
        "issuer",
        "name",
        "an",
        "d",
        "ticker",
        "or",
        "symbol",
    ]


def test_a_character_misread_or_seen_twice_is_the_lines() -> None:
    assert seen("issucr name and ticker or symbol")[0] == "issucr"
    assert seen("issuer nam me and ticker or symbol")[1:3] == ["nam", "me"]


def test_what_a_cell_holds_of_a_line_stands_together() -> None:
    words = "issuer name of and ticker or symbol"
    assert seen(words, [0, 0, 0, 0, 1, 1, 1]) == ["issuer", "name", "ticker", "or", "symbol"]
    assert seen(words, [0, 0, 0, 1, 1, 1, 1]) == ["issuer", "name", "and", "ticker", "or", "symbol"]


def test_a_line_is_not_looked_for_where_little_of_it_stands() -> None:
    assert may_show(LINE, "xxissuernameandxx")
    assert not may_show(LINE, "harbor street 12")


@given(st.lists(st.text("issuernam", min_size=1, max_size=6), max_size=12))
def test_words_are_told_in_order_and_once(words: list[str]) -> None:
    worth, bits = spell(words, LINE)
    places = [bit.i for bit in bits]
    assert places == sorted(set(places))
    assert worth <= len(LINE) + len(words)
