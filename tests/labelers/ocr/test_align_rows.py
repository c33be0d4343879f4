"""Fields of rows whose columns are lost, in the form's order."""

from __future__ import annotations

import math

import pytest

from extraction.document import Word
from extraction.labelers.features import CellToken
from extraction.labelers.ocr.align_rows import align_row, is_figure
from extraction.labels import CELLS, NONE
from extraction.layout.tokens import split_word

NAMES = {
    "t": "security_title", "k": "conversion_or_exercise_price", "x": "transaction_date", "m": "deemed_execution_date",
    "c": "transaction_code", "s": "shares", "d": "shares_disposed", "a": "acquired_disposed", "e": "exercise_date",
    "z": "expiration_date", "u": "underlying_security_title", "n": "underlying_shares", "p": "price_per_share",
    "f": "shares_owned_following", "o": "direct_or_indirect", "-": NONE,
}  # fmt: skip
LETTERS = {name: letter for letter, name in NAMES.items()}


def aligned(
    text: str, labels: str, days: frozenset[str] = frozenset(), table: str = "derivative", sure: float = 0.7
) -> str:
    """Labels, a letter each, of tokens of lines divided by `/ `, of which the model is as sure as `sure`."""
    tokens, lines = [], []
    for line, words in enumerate(text.split(" / ")):
        for word in words.split():
            for token in split_word(Word(word, (0.0, 0.0, 1.0, 1.0))):
                tokens.append(CellToken(token, line))
                lines.append(line)
    path = [NAMES[c] for c in labels]
    costs = [{f: -math.log(sure if f == given else 0.03) for f in (*CELLS, NONE)} for given in path]
    return "".join(LETTERS[f] for f in align_row(tokens, lines, costs, path, table, days))


@pytest.mark.parametrize(
    ("text", "labels", "better"),
    [
        pytest.param(
            "Units 03/04/2021 M 7,350 7,350 / Stock", "txcdfu", "txcdnu", id="the number traded is underlying"
        ),
        pytest.param("Option $8.15 03/01/2015 03/19/2024 900 900", "tkxznf", "tkeznf", id="no trade: dates move on"),
        pytest.param("Units 03/04/2021 pb 5,000 5,000", "tx-dn", "txcdn", id="a letter right behind a trade's date"),
        pytest.param("Units 03/04/2021 A 5,000 5,000 / 8", "txcdnf", "txcdnf", id="another line's figure stays"),
        pytest.param("Units 03/04/2021 A 5,000 5,000 / 8", "txcdnn", "txcdn-", id="but once a row"),
    ],
)
def test_fields_stand_in_the_forms_order(text: str, labels: str, better: str) -> None:
    assert aligned(text, labels) == better


def test_a_day_of_the_box_is_one_of_trades() -> None:
    assert aligned("Stock 03/04/2021 5,000", "t-f", table="non_derivative") == "t-f"
    assert aligned("Stock 03/04/2021 5,000", "t-f", frozenset({"2021-03-04"}), "non_derivative") == "txf"


def test_a_page_of_another_order_and_spelt_months_stay() -> None:
    assert aligned("Stock 1,000 $5.00 03/04/2021 S", "tspxc", table="non_derivative", sure=0.99) == "tspxc"
    assert aligned("Stock May 15, 2021 M", "txxxc", table="non_derivative") == "txxxc"


def test_a_letter_that_is_spelt_has_its_column() -> None:
    assert aligned("Stock 7,350 Direct", "tfo", table="non_derivative") == "tfo"


def test_a_day_that_there_is_none_keeps_the_place_of_a_date() -> None:
    assert aligned("Units 10/67/2012 M 7,350 7,350 / Stock", "tzcdfu") == "txcdnu"


@pytest.mark.parametrize(
    ("text", "figure"),
    [("7.25%", False), ("7,250", True), ("03/1972024", True), ("10/67/2012", True), ("Stock", False)],
)
def test_a_percentage_is_no_figure(text: str, figure: bool) -> None:
    assert is_figure(text) is figure
