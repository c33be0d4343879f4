"""Rows that took in the lines of a page, parted into these lines."""

from __future__ import annotations

import pytest

from extraction.document import Block, Cell, Layout, Row, Word
from extraction.labelers.cut.cell_widths import width
from extraction.labelers.cut.page_lines import Column, part_lines
from extraction.labelers.cut.part_pages import LINES, part_pages
from extraction.labelers.cut.stacked import SPACE
from extraction.labelers.labelled_row import LabelledRow
from extraction.labelers.models import IN_USE
from extraction.values.lexicon import load_lexicon
from extraction.values.spacing import Speller

NOTES = [
    "1. The shares were sold to pay taxes upon the vesting of restricted stock units in the second quarter.",
    "2. Held by trusts of which the reporting person is the trustee, for the benefit of members of the family of",
    "the reporting person, who disclaims beneficial ownership of these shares.",
    "3. The options vest in four equal annual installments.",
]
EDGES = [5.1, 9.8, 16.2, 24.0, 28.5, 33.9, 38.2, 45.0]


@pytest.fixture(scope="module")
def speller() -> Speller:
    return Speller(load_lexicon(IN_USE / "lexicon.safetensors"))


def cut(line: str) -> list[str]:
    """A line as cells show it that end at the edges, in ems."""
    out, far = [""] * (len(EDGES) + 1), 0.0
    for letter in line:
        far += SPACE if letter == " " else width(letter)
        out[sum(edge < far for edge in EDGES)] += letter
    return out


def page(lines: list[str], own: list[str]) -> LabelledRow:
    """A mis-cut row of Table II that took in lines."""
    cells = [" ".join(bits).split() for bits in zip(own, *map(cut, lines), strict=True)]
    held = [
        Cell(tuple(Word(text, (float(k), 7.0, k + 1.0, 8.0)) for text in words), k) for k, words in enumerate(cells)
    ]
    row = Row(tuple(cell for cell in held if cell.words))
    return LabelledRow(Block(Layout.CUT, (row,)), row, "dv", 1.0)


def text_of(row: LabelledRow) -> str:
    return "".join(cell.text.replace(" ", "") for cell in row.row.cells)


OWN = ["Stock Option", "$12.50", "", "01/02/2020", "", "5,000", "", "", ""]


def test_lines_below_a_row_are_told_apart(speller: Speller) -> None:
    given = page([LINES[0], *NOTES, *LINES[2:]], OWN)
    own, *rest = part_pages([given], lambda: speller)
    assert own.row.text.split("\t") == [text for text in OWN if text]
    assert [text_of(r) for r in rest if r.label == "foot"] == [note.replace(" ", "") for note in NOTES]


def test_remarks_are_no_footnotes(speller: Speller) -> None:
    given = page([LINES[0], NOTES[0], "Remarks:", "The power of attorney is on file.", *LINES[2:]], OWN)
    labels = [r.label for r in part_pages([given], lambda: speller)]
    assert labels[0] == "dv"
    assert labels[1:] == ["foot", "remark", "remark"]


def test_a_number_read_for_a_letter_is_a_number(speller: Speller) -> None:
    given = page([LINES[0], "l" + NOTES[0][1:], NOTES[3], *LINES[2:]], OWN)
    first = next(r for r in part_pages([given], lambda: speller) if r.label == "foot")
    assert first.row.words[0].text == "1."


def test_other_rows_stay_as_they_are(speller: Speller) -> None:
    short = page([LINES[0]], OWN)
    without = page([*NOTES, *LINES[2:]], OWN)
    assert part_pages([short, without], lambda: speller) == (short, without)


def test_words_of_lines_keep_their_places(speller: Speller) -> None:
    rest = part_pages([page([LINES[0], *NOTES, *LINES[2:]], OWN)], lambda: speller)[1:]
    assert all(word.box[0] == cell.column for r in rest for cell in r.row.cells for word in cell.words)
    tops = [r.row.words[0].box[1] for r in rest]
    assert tops == sorted(set(tops))


def test_lines_go_on_where_they_make_words(speller: Speller) -> None:
    lines = part_lines([Column(["1.", "transa", "2.", "vest"]), Column(["ction", "ing"])], speller)
    assert [[(bit.cell, bit.start, bit.end) for bit in line] for line in lines] == [
        [(0, 0, 2), (1, 0, 1)],
        [(0, 2, 4), (1, 1, 2)],
    ]


def test_nothing_has_no_lines(speller: Speller) -> None:
    assert part_lines([Column([])], speller) == []
