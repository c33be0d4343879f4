"""Text out of a scanner or out of its order: it is read as far as it goes, and it never passes."""

from __future__ import annotations

import pytest

from extraction.schedule13 import read_schedule
from extraction.schedule13.covers import blank_printed, find_covers
from extraction.schedule13.misread import is_misread
from tests.schedule13.covers_in_text import (
    BOXED_13G,
    ONE_LINE_13G,
    SPLIT_13D,
    ascii_document,
    schedule_13d,
    schedule_13g,
)


def _misread(body: str) -> bool:
    return is_misread(body, find_covers(body, blank_printed(body)))


@pytest.mark.parametrize("cover", [BOXED_13G, ONE_LINE_13G, SPLIT_13D])
def test_a_clean_cover_is_not_misread(cover: str) -> None:
    assert not _misread(cover)


@pytest.mark.parametrize(
    ("printed", "misread"),
    [
        ("SHARED VOTING POWER", "SHARED VOTlNG POWER"),
        ("SOLE DISPOSITIVE", "SOLE DISPOSITIE"),
        ("I.R.S. IDENTIFICATION", "1.R.S. IDENTIFICATION"),
        ("CITIZENSHIP OR PLACE", "CITIZEN5HIP OR PLACE"),
        ("AGGREGATE AMOUNT BENEFICIALLY", "AGGREGATE AOUNT BENEFICIALLY"),
    ],
)
def test_a_misread_caption_keeps_a_schedule_from_passing(printed: str, misread: str) -> None:
    spoiled = BOXED_13G.replace(printed, misread)
    assert spoiled != BOXED_13G
    record = read_schedule(schedule_13g(spoiled))
    assert record.needs_review and all(p.needs_review for p in record.reporting_persons)
    assert record.reporting_persons[0].aggregate_amount == "1250000"


def test_what_is_misread_in_i_r_s_is_no_name() -> None:
    for printed in ("1.R.S. Identification Nos. of above persons", "l.R.S. Identification Nos. of above persons"):
        cover = BOXED_13G.replace("I.R.S. IDENTIFICATION NOS. OF ABOVE PERSONS (ENTITIES ONLY)", printed)
        assert read_schedule(schedule_13g(cover)).reporting_persons[0].name == "Heronsgate Partners, L.P."


def test_letters_of_another_alphabet_are_folded() -> None:
    cover = BOXED_13G.replace("SOLE VOTING POWER", "S\u041eLE V\u041eTING POWER")
    assert read_schedule(schedule_13g(cover)).reporting_persons[0].sole_voting_power == "0"


COLUMNS_APART = """NAMES OF REPORTING PERSONS

2

Heronsgate Partners, L.P.
CHECK THE APPROPRIATE BOX IF A MEMBER OF A GROUP

3

(a) [ ]
(b) [X]
SEC USE ONLY

4

CITIZENSHIP OR PLACE OF ORGANIZATION

5

Delaware
SOLE VOTING POWER

6

0
SHARED VOTING POWER

7

1,250,000
SOLE DISPOSITIVE POWER

8

0
SHARED DISPOSITIVE POWER

9

1,250,000
AGGREGATE AMOUNT BENEFICIALLY OWNED BY EACH REPORTING PERSON

10

1,250,000
CHECK BOX IF THE AGGREGATE AMOUNT IN ROW (9) EXCLUDES CERTAIN SHARES

11

[ ]
PERCENT OF CLASS REPRESENTED BY AMOUNT IN ROW (9)

12

6.3%
TYPE OF REPORTING PERSON

PN
"""


def test_row_numbers_that_come_before_the_answers_are_no_answers() -> None:
    record = read_schedule(schedule_13g(COLUMNS_APART))
    (person,) = record.reporting_persons
    assert (person.name, person.citizenship) == ("Heronsgate Partners, L.P.", "Delaware")
    assert (person.sole_voting_power, person.shared_voting_power) == ("0", "1250000")
    assert person.needs_review


def test_an_amount_that_can_only_be_a_rows_number_is_not_believed() -> None:
    cover = ONE_LINE_13G.replace("Sole Voting Power 0", "Sole Voting Power\n6")
    record = read_schedule(schedule_13g(cover))
    assert record.reporting_persons[0].sole_voting_power is None
    assert record.reporting_persons[0].needs_review


def test_a_power_named_in_a_sentence_begins_no_cover() -> None:
    said = "SHARED VOTING POWER\n     1,250,000, of which the manager may be deemed to have sole voting power (1)"
    cover = BOXED_13G.replace("SHARED VOTING POWER\n    EACH              1,250,000 (1)", said)
    assert len(read_schedule(schedule_13g(cover)).reporting_persons) == 1


def test_rules_glued_to_words_part_lines() -> None:
    cover = ONE_LINE_13G.replace("Canada\n", "Canada -----------------------------Number of Shares\n")
    assert read_schedule(schedule_13g(cover)).reporting_persons[0].citizenship == "Canada"


def test_what_a_blank_says_is_kept_as_evidence() -> None:
    record = read_schedule(schedule_13d(SPLIT_13D))
    assert record.reporting_persons[0].shared_dispositive_power is None
    assert record.evidence["/reporting_persons/0/shared_dispositive_power"].text == "N/A"
    assert "/reporting_persons/0/shared_voting_power" not in record.evidence


def test_a_schedule_without_covers_is_told_by_its_first_page() -> None:
    from extraction.schedule13 import is_schedule

    page = schedule_13d().text or ""
    assert is_schedule(ascii_document(page + "\nItem 4. Purpose. The plan is amended.\n")) == "SC 13D/A"
