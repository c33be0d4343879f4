from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from extraction.values import amount
from extraction.values.costs import price

shares = st.integers(0, 10**10)
prices = st.decimals(0, 99_999, places=4)


def best(*fragments: str) -> str | None:
    found = amount.readings(fragments)
    return found[0].value if found else None


@pytest.mark.parametrize(
    ("fragments", "value"),
    [
        (["150,000"], "150000"),
        (["\\$0.35"], "0.35"),
        (["$1.9375"], "1.9375"),
        ([".61"], "0.61"),
        (["+1,200"], "1200"),
        (["-40"], "40"),
        (["$6.50"], "6.50"),
        (["-0-"], "0"),
        (["0"], "0"),
        (["$", "4.28"], "4.28"),
        (["(1,234)"], "1234"),
        (["5,864*"], "5864"),
        (["12 1/4"], "12.25"),
        (["1O,O00"], "10000"),
        (["$l"], "1"),
        (["USD 1.94"], "1.94"),
        (["1.94 USD"], "1.94"),
        (["US\\$1.84"], "1.84"),
        (["5,864 (A)"], "5864"),
        (["5,864D"], "5864"),
        (["5,864”"], "5864"),
        (["59,025®"], "59025"),
        (["16,8161)"], "16816"),
        (["5,864Feb"], "5864"),
        (["S14.8221"], "14.8221"),
        (["\\$S0"], "0"),
        (["$2.O986"], "2.0986"),
        (["47226O"], "472260"),
        (["7.942,974"], "7942974"),
    ],
)
def test_whole_values(fragments: list[str], value: str) -> None:
    assert best(*fragments) == value


@pytest.mark.parametrize(
    ("fragments", "value"),
    [
        (["17,00", "0"], "17000"),
        (["305", "5,300"], "305300"),
        (["288", "3,300"], "288300"),
        (["19,10", "19,100"], "19100"),
        (["6", "6,344"], "6344"),
        (["311,", ".1,159"], "311159"),
        (["302", ",962"], "302962"),
        (["161,60", "00"], "161600"),
        (["1", "7,0", "00"], "17000"),
        (["3C", "0,000"], "30000"),
        (["120,C", "000"], "120000"),
        (["$10", "C6.12"], "106.12"),
        (["US$15.77", "US$15.77"], "15.77"),
        (["$10. 5", "$10.85"], "10.85"),
    ],
)
def test_cut_values(fragments: list[str], value: str) -> None:
    assert best(*fragments) == value


@pytest.mark.parametrize("text", ["", "$", "Common", "(Instr.", "11/25/2003", "-", "A", "N/A", "By Trust"])
def test_no_amount(text: str) -> None:
    assert all(r.cost > 2 for r in amount.readings([text]))


def test_a_doubled_digit_keeps_the_other_reading() -> None:
    assert [r.value for r in amount.readings(["6", "6,344"])][:2] == ["6344", "66344"]


def test_commas_tell_that_a_digit_is_lost() -> None:
    found = amount.readings(["12,45", ",678"])
    assert {r.value for r in found if r.how == "lost"} == {f"1245{d}678" for d in range(10)}


def test_half_a_digit_keeps_both_readings() -> None:
    assert {"146988", "146938"} <= {r.value for r in amount.readings(["146,93", "88"])}


@pytest.mark.parametrize(
    ("fragments", "value"),
    [
        (["12.000"], "12000"),
        (["34,66"], "34.66"),
        (["2", ",000"], "20000"),
        (["0,714,287"], "10714287"),
        ([",539"], "1539"),
        (["10,4302"], "10430"),
        (["‘82,968"], "182968"),
        (["9?", "7"], "927"),
    ],
)
def test_the_value_is_among_the_readings(fragments: list[str], value: str) -> None:
    assert value in [r.value for r in amount.readings(fragments)]


@given(st.integers(10, 10**9), st.data())
def test_a_nought_half_seen_on_the_cut_is_no_digit_more(number: int, data: st.DataObject) -> None:
    text = f"{number:,}"
    noughts = [i for i, c in enumerate(text) if c == "0" and i]
    assume(noughts)
    at = data.draw(st.sampled_from(noughts))
    assert str(number) in [r.value for r in amount.readings([text[:at] + "C", text[at:]])]


@given(st.lists(st.text("0123456789,.$SOCl()? ", max_size=9), max_size=3))
def test_a_cost_is_the_sum_of_its_mendings(fragments: list[str]) -> None:
    assert all(r.cost == price(r.steps) for r in amount.readings(fragments))


@given(shares)
def test_shares_as_printed(number: int) -> None:
    found = amount.readings([f"{number:,}"])
    assert (found[0].value, found[0].cost) == (str(number), 0)


@given(prices)
def test_prices_as_printed(price: object) -> None:
    found = amount.readings([f"${price:,}"])
    assert (found[0].value, found[0].cost) == (str(price), 0)


@given(shares, st.data())
def test_a_cut_without_loss_is_undone(number: int, data: st.DataObject) -> None:
    text = f"{number:,}"
    assume(len(text) > 1)
    at = data.draw(st.integers(1, len(text) - 1))
    assume(text[at - 1] != text[at] and not text.startswith(text[at:]) and not text.endswith(text[:at]))
    left, right = text[:at], text[at:]
    assume(not any(left.endswith(right[:k]) for k in range(1, len(right) + 1)))
    assert best(left, right) == str(number)


@given(st.integers(1_000, 10**9), st.data())
def test_a_doubled_character_is_seen_once(number: int, data: st.DataObject) -> None:
    text = f"{number:,}"
    at = data.draw(st.integers(1, len(text) - 1))
    assert str(number) in [r.value for r in amount.readings([text[:at], text[at - 1 :]])]


@given(st.lists(st.text(max_size=12), max_size=4))
def test_any_text_gives_decimals_or_nothing(fragments: list[str]) -> None:
    found = amount.readings(fragments)
    assert [r.cost for r in found] == sorted(r.cost for r in found) and len(found) <= 12
    assert all(float(r.value) is not None for r in found)
