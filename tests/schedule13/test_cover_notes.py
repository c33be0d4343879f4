"""Notes of a cover: below its last row, among its rows, never what the form prints."""

from __future__ import annotations

from extraction.schedule13.covers import blank_printed, find_covers
from extraction.schedule13.footnotes import find_notes

COVER = """CUSIP No. 848568309

1  NAMES OF REPORTING PERSONS

Ostrel Fund, L.P.

2  CHECK THE APPROPRIATE BOX IF A MEMBER OF A GROUP
(a) [ ]
(b) [X]{among}
3  SEC USE ONLY

4  CITIZENSHIP OR PLACE OF ORGANIZATION

Delaware

5  SOLE VOTING POWER  0
6  SHARED VOTING POWER  2,914,200
7  SOLE DISPOSITIVE POWER  0
8  SHARED DISPOSITIVE POWER  2,914,200

9  AGGREGATE AMOUNT BENEFICIALLY OWNED BY EACH REPORTING PERSON

2,914,200

10  CHECK IF THE AGGREGATE AMOUNT IN ROW (9) EXCLUDES CERTAIN SHARES [ ]

11  PERCENT OF CLASS REPRESENTED BY AMOUNT IN ROW (9)

4.3%

12  TYPE OF REPORTING PERSON
{last}
"""


def notes_of(among: str = "", last: str = "\nPN\n") -> list[tuple[str, str]]:
    text = COVER.format(among=among, last=last).replace("  ", "\t")
    (cover,) = find_covers(text, blank_printed(text))
    return [(n.id, n.text) for n in find_notes(cover, text, cover.rest, frozenset())]


def test_a_note_among_the_rows_ends_at_the_next_row() -> None:
    among = "**\n**  The persons who file this hold\n5,888,900 Shares, which is 8.7% of the class."
    assert notes_of(among) == [("**", "The persons who file this hold 5,888,900 Shares, which is 8.7% of the class.")]


def test_a_note_where_the_last_rows_answer_lacks() -> None:
    last = "\n*Of this amount, 14,231 shares are voted by\nthe adviser.\n"
    assert notes_of(last=last) == [("*", "Of this amount, 14,231 shares are voted by the adviser.")]


def test_what_the_form_prints_is_no_note() -> None:
    last = "\nPN\n\n(1) The information required in the remainder of this cover page shall not be deemed to be filed.\n"
    assert notes_of("\n*SEE INSTRUCTIONS BEFORE FILLING OUT!", last) == []
