"""Footnote marks: what is one, what is none."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction.layout.marks import find_marks, split_marks, without_marks

CERTAIN = [
    ("$0(1)", "$0", ("1",)),
    ("$0 (1)", "$0", ("1",)),
    ("16.88(4)", "16.88", ("4",)),
    ("5,864(12)", "5,864", ("12",)),
    ("(1)(2)", "", ("1", "2")),
    ("(1) (2)", "", ("1", "2")),
    ("(1), (2)", ",", ("1", "2")),
    ("(1,2)", "", ("1", "2")),
    ("1,000 (3)(5)", "1,000", ("3", "5")),
    ("Common Stock(1)", "Common Stock", ("1",)),
    ("M(2)", "M", ("2",)),
    ("250⁽¹⁾", "250", ("1",)),
    ("250 ⁽¹⁾⁽²⁾", "250", ("1", "2")),
    ("250¹²", "250", ("12",)),
    ("250<sup>(1)</sup>", "250", ("1",)),
    ("250 <sup>1</sup>", "250", ("1",)),
    ("250 <sup>( 1 )</sup>", "250", ("1",)),
    ("250<sup>(1)(2)</sup>", "250", ("1", "2")),
    ("250<sup>(1),(2)</sup>", "250", ("1", "2")),
    ("By Trust[3]", "By Trust", ("3",)),
    ("1,250 <F2>", "1,250", ("2",)),
    ("9.9%*", "9.9%", ("*",)),
    ("9.9% **", "9.9%", ("**",)),
    ("Option (right to buy)(1)", "Option (right to buy)", ("1",)),
]

UNCERTAIN = [
    ("17 {2)", ("2",)),
    ("17 (2", ("2",)),
    ("17(2", ("2",)),
    ("17,5003)", ("3",)),
    ("1)", ("1",)),
    ("250<sup>(1</sup>", ("1",)),
    ("250 (l)", ("1",)),
    ("250⁽ˡ⁾", ("1",)),
]

NONE = [
    "Stock Option (right to buy)",
    "By 401(k) Plan",
    "(A)",
    "(A) or (D)",
    "(Instr. 3 and 4)",
    "Rule 10b5-1(c)(1)",
    "Section 16(1)",
    "Instruction 4 (b)(v)",
    "(2021)",
    "(212) 555-0100",
    "12,500",
    "1.9375",
    "Reporting Person*",
    "(e.g., puts, calls)",
    "10% Owner",
    "",
]


@pytest.mark.parametrize(("text", "rest", "ids"), CERTAIN)
def test_certain_marks_are_split_off(text: str, rest: str, ids: tuple[str, ...]) -> None:
    assert split_marks(text) == (rest, ids)
    assert all(m.certain for m in find_marks(text))


@pytest.mark.parametrize(("text", "ids"), UNCERTAIN)
def test_damaged_marks_are_found_but_stay(text: str, ids: tuple[str, ...]) -> None:
    marks = find_marks(text)
    assert tuple(i for m in marks for i in m.ids) == ids
    assert not any(m.certain for m in marks)
    assert without_marks(text) == text


@pytest.mark.parametrize("text", NONE)
def test_words_codes_and_citations_are_no_marks(text: str) -> None:
    assert find_marks(text) == ()


@given(st.text(alphabet="(){}[]<>/sup0129*¹⁽⁾, $.Rkl|", max_size=40))
def test_marks_stand_apart_and_in_order(text: str) -> None:
    marks = find_marks(text)
    assert all(a.end <= b.start for a, b in pairwise(marks))
    assert all(0 <= m.start < m.end <= len(text) and m.ids for m in marks)
