"""Fields of mis-cut rows: tokens given to the neighbour that reads best with them."""

from __future__ import annotations

import pytest

from extraction.document import Word
from extraction.labelers.features import CellToken
from extraction.labelers.mend_cells import mend_cells
from extraction.layout.tokens import split_word

NAMES = {
    "t": "security_title", "x": "transaction_date", "m": "deemed_execution_date", "c": "transaction_code",
    "s": "shares", "a": "acquired_disposed", "p": "price_per_share", "f": "shares_owned_following",
    "o": "direct_or_indirect", "e": "exercise_date", "z": "expiration_date", "u": "underlying_security_title",
    "n": "underlying_shares", "k": "conversion_or_exercise_price", "-": "-",
}  # fmt: skip
UNSURE = {"likely": 0.7, "other": 0.25}


def row(text: str) -> list[CellToken]:
    """Tokens of cells divided by bars; `^` raises a word."""
    found = []
    for slot, cell in enumerate(text.split("|")):
        for word in cell.split():
            shown = Word(word.lstrip("^"), (0.0, 0.0, 1.0, 1.0), raised=word.startswith("^"))
            found += [CellToken(token, slot) for token in split_word(shown)]
    return found


def mended(text: str, labels: str) -> str:
    """Labels, a letter each, of tokens of which the model is nowhere sure."""
    tokens, given = row(text), [NAMES[c] for c in labels]
    letters = {name: letter for letter, name in NAMES.items()}

    def chance(place: int, name: str) -> float:
        return UNSURE["likely"] if given[place] == name else UNSURE["other"]

    return "".join(letters[name] for name in mend_cells(tokens, given, chance))


@pytest.mark.parametrize(
    ("cells", "labels", "better"),
    [
        pytest.param("Units|05/06/2|2014 05/|06/2023|D", "txmmmo", "txxmmo", id="a year is not cut from its day"),
        pytest.param("Units|$5|03/07/|/202|4 05/0|8/2026", "tkeezzz", "tkeeezz", id="the year's last digit"),
        pytest.param("Units|(1)|1|0/19/2030|D", "teezo", "tezzo", id="a date that a mark stands for needs no digit"),
        pytest.param("Stock|S|200|D|$8.40|6|9,300", "tcsappf", "tcsappf", id="a digit that both may bear stays"),
        pytest.param("Stock|S|200|D|$8.40 9|9,300|I", "tcsappfo", "tcsapffo", id="a digit seen twice"),
        pytest.param("Stock|S|200|D|$8.4|6 9,3|00|I", "tcsapfffo", "tcsappffo", id="two numbers in one cell"),
    ],
)
def test_cells_are_parted_where_both_sides_read(cells: str, labels: str, better: str) -> None:
    assert mended(cells, labels) == better


def test_fields_in_another_order_are_left_alone() -> None:
    """Vendors put the balance first: no cut is moved between fields that stand the other way round."""
    assert mended("Stock|9,300|8|$1.40|D", "tffpo") == "tffpo"


def test_a_sure_model_is_not_questioned() -> None:
    tokens = row("Stock|S|200|D|$8.40|9 9,300")
    given = [NAMES[c] for c in "tcsappf"]
    assert mend_cells(tokens, given, lambda place, name: float(given[place] == name)) == given


@pytest.mark.parametrize(
    ("cells", "labels", "better"),
    [
        ("6.5%|Series B Stock|D", "-ttto", "tttto"),
        ("3|Common Stock|D", "-tto", "-tto"),
        ("Class|lass B|Stock|D", "t-tto", "tttto"),
    ],
)
def test_a_title_begins_with_the_first_word_of_its_row(cells: str, labels: str, better: str) -> None:
    assert mended(cells, labels) == better


def test_money_is_no_letter() -> None:
    assert mended("Stock|400|A $2|6.10|900", "tsaapf") == "tsappf"


def test_a_second_letter_is_the_direction() -> None:
    assert mended("Stock|M|400|A|$6.10|900", "tcscpf") == "tcsapf"


@pytest.mark.parametrize(
    ("cells", "labels", "better"),
    [
        pytest.param("Common 4 Stock|4,100", "uuun", "unun", id="a digit of the next cell"),
        pytest.param("Series 4 Stock|4,100", "uuun", "uuun", id="a series has its number"),
    ],
)
def test_digits_among_words_complete_the_number(cells: str, labels: str, better: str) -> None:
    assert mended(cells, labels) == better


@pytest.mark.parametrize(
    ("cells", "labels", "better"),
    [
        pytest.param("$7.5|^(1) 3|8,400", "pfff", "ppff", id="in front of a number"),
        pytest.param("400|A|^(1)|900|D", "saafo", "sapfo", id="of a price without figures"),
        pytest.param("400|^(1) ^(2)|900|D", "sppfo", "sppfo", id="alone in their column"),
        pytest.param("B Stock ^(3) ^(4)|6,100", "uuunn", "uuuun", id="behind words"),
        pytest.param("2,100(1|^(1) 900|D", "ssffo", "sssfo", id="cut in two"),
    ],
)
def test_marks_stand_behind_what_they_mark(cells: str, labels: str, better: str) -> None:
    assert mended(cells, labels) == better
