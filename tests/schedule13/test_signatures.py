"""Who signed: strokes, names by whom companies act, lone names, and where the schedule's signatures end."""

from __future__ import annotations

import re

import pytest

from extraction.schedule13 import read_schedule
from extraction.schedule13.signatures import read_signatures
from tests.schedule13.covers_in_text import ascii_document

HEAD = "Item 7.\n\nNone.\n\nSIGNATURE\n\nI certify that this is true, complete and correct.\n\nDated: May 4, 2009\n\n"


def signed(block: str, *persons: str) -> list[tuple[str | None, str | None]]:
    text = HEAD + re.sub(r"(?<=\S) {2,}(?=\S)", "\t", block)
    return [(s.name, s.capacity) for s in read_signatures(text, 0, persons)]


def test_a_name_by_whom_a_company_acts_is_no_signature() -> None:
    block = (
        "OSTREL PARTNERS, LLC\nBy: Weir Holdings, LLC\nBy: Tamsin Orrell, Managing Member\nBy:  /s/ Tamsin Orrell\n"
        "Name: Tamsin Orrell\n\nWEIR HOLDINGS, LLC\nBy:  Tamsin Orrell\nName:  Tamsin Orrell\nTitle:  President\n"
        "OSTREL FUND, L.P.\nBy:  /s/ Tamsin Orrell\n"
    )
    assert [name for name, _ in signed(block)] == ["Tamsin Orrell"] * 3


def test_below_a_title_a_lone_name_signs_for_itself() -> None:
    block = "Ostrel Management\nBy: Tamsin B. Orrell\nPresident\nTamsin B. Orrell\n"
    assert [name for name, _ in signed(block, "Tamsin B. Orrell")] == ["Tamsin B. Orrell"] * 2
    assert (
        len(signed("Ostrel Management\nBy: Tamsin B. Orrell\nTamsin B. Orrell\nPresident\n", "Tamsin B. Orrell")) == 1
    )


@pytest.mark.parametrize(
    ("block", "capacity"),
    [
        ("/s/ Tamsin Orrell\nSignature\nTamsin Orrell\nName/Title Attorney-in-Fact", "Attorney-in-Fact"),
        ("/s/ Tamsin Orrell\nTitle: Assistant Vice\nPresident", "Assistant Vice President"),
        ("/s/ Tamsin Orrell\nTitle:  Managing  Member", "Managing Member"),
        ("/s/ /Tamsin Orrell, by Piet Weir, Attorney-in-Fact", None),
        ("By:  /s/ Tamsin Orrell\n(Date)  Tamsin Orrell, President", None),
    ],
)
def test_names_and_capacities(block: str, capacity: str | None) -> None:
    assert signed(block) == [("Tamsin Orrell", capacity)]


@pytest.mark.parametrize(
    "begins", ["FOR IMMEDIATE RELEASE", "Dear Piet:", "Gentlemen:", "KNOW ALL MEN BY THESE PRESENTS"]
)
def test_a_letter_or_a_release_behind_the_signatures_is_none_of_the_schedule(begins: str) -> None:
    block = f"/s/ Tamsin Orrell\nVice President\n\f\n{begins}\n\nThe offer begins today.\n\n/s/ Piet Weir\n"
    assert [name for name, _ in signed(block)] == ["Tamsin Orrell"]


def test_a_short_amendment_without_covers_is_read_behind_its_first_page() -> None:
    record = read_schedule(
        ascii_document(
            "SCHEDULE 13D\n\nUnder the Securities Exchange Act of 1934\n(Amendment No. 3)\n\nWeir Corporation\n"
            "(Name of Issuer)\n\nCommon Stock\n(Title of Class of Securities)\n\n57038N105\n(CUSIP Number)\n\n"
            "May 1, 2009\n(Date of Event which Requires Filing of this Statement)\n\n"
            "Item 4. Purpose of Transaction\n\nOstrel made an offer.\n\nItem 7. Exhibits\n\nA letter.\n\n"
            "After reasonable inquiry I certify that the above is true, complete and correct.\n\nDate: May 4, 2009\n\n"
            "/s/ Tamsin Orrell\n"
        )
    )
    assert [(s.name, s.date) for s in record.signatures] == [("Tamsin Orrell", "2009-05-04")]
    assert [i.number for i in record.items] == [4, 7]
