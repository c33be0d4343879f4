"""The form's captions found in cells that were cut anywhere."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from extraction.labelers.cut.caption_lines import CAPTIONS, find_captions, letters

Cells = list[str]


def tokens(cells: Cells) -> list[tuple[str, int]]:
    return [(text, k) for k, cell in enumerate(cells) for text in cell.split()]


def shown(cells: Cells, kind: str) -> list[str]:
    bits = tokens(cells)
    return [bits[i][0] for one in find_captions(bits) if one.kind == kind for i in one.at]


def test_a_caption_is_taken_out_of_what_stands_below_it() -> None:
    cells = ["1. Nam Lind", "e a", "nd A q Da", "ddress vid", "of Reporting Person*"]
    caption = ["1.", "Nam", "e", "a", "nd", "A", "ddress", "of", "Reporting", "Person*"]
    assert shown(cells, "name") == caption


def test_captions_above_and_below_a_line_are_both_found() -> None:
    cells = ["(Street) OS (City)", "LO 0150 (Zip)"]
    assert shown(cells, "street") == ["(Street)"]
    assert shown(["(City) (Sta", "01 te) (Zi", "50 p)"], "city") == ["(City)", "(Sta", "te)", "(Zi", "p)"]


def test_a_misread_bit_is_the_captions_where_it_goes_on() -> None:
    assert "Nane" in shown(["2. Issuer Nane and", "Ticker or Trading Symbol"], "issuer")


def test_a_street_in_capitals_is_no_caption() -> None:
    assert shown(["12 HIGH STREET", "SUITE 3"], "street") == []


def test_nothing_is_found_in_nothing() -> None:
    assert find_captions([]) == []


@given(st.integers(0, 8), st.lists(st.integers(3, 9), min_size=1, max_size=6))
def test_wherever_a_caption_is_cut_all_of_it_is_found(caption: int, sizes: list[int]) -> None:
    text = CAPTIONS[caption][1]
    cells, at = [], 0
    for size in sizes:
        cells.append(text[at : at + size])
        at += size
    cells.append(text[at:])
    bits = tokens([cell for cell in cells if cell.strip()])
    best = next(one for one in find_captions(bits) if one.kind == CAPTIONS[caption][0])
    seen = {k for start, end in best.at.values() for k in range(start, end)}
    assert len(seen) >= 0.7 * len(letters(caption))
