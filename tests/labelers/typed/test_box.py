"""The box and the signatures of typewritten forms by their captions."""

from collections.abc import Iterator

import pytest

from extraction.labelers.typed.address import name_owner
from extraction.labelers.typed.box import _company
from extraction.labelers.typed.items import find_items, kind_of, said
from extraction.labelers.typed.relation import name_relation
from extraction.labelers.typed.signatures import name_signatures
from extraction.layout.typed import Line, Typed, typed_lines


def lines(text: str) -> list[Line]:
    return list(typed_lines(text, 0, len(text)))


def shown(named: Iterator[tuple[str, Typed]]) -> list[tuple[str, str]]:
    return [(label, held.text) for label, held in named]


def under(text: str) -> list[tuple[object, ...]]:
    return [line.runs for line in lines(text) if line.runs]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("1. Name and Address of Reporting Person*", "name"),
        ("ITEM 2.  ISSUER NAME AND TICKER OR TRADING SYMBOL:", "issuer"),
        ("4) Statement for Month/Year", "period"),
        ("5. If Amendment, Date of Original", "amended"),
        ("Relationship to Issuer:", "relation"),
        ("3. SS No.", "number"),
        ("Month/Year", None),
        ("4. Month/Year", "period"),
        ("100 Issuer Street", None),
    ],
)
def test_captions_are_told_by_how_they_begin(text: str, kind: str | None) -> None:
    assert kind_of(text) == kind


def test_items_side_by_side_hold_what_stands_below_their_captions() -> None:
    text = (
        "1. Name and Address of     | 2. Issuer Name and Ticker  | 6. Relationship\n"
        "   Reporting Person        |    or Trading Symbol       |    to Issuer\n"
        "   Arden, Jo               |    Quillwort Corp. (QWC)   |    X Director\n"
        "   1 Elm St                |----------------------------|      Officer\n"
        "   Salem, OR 97301         | 3. IRS No.  | 4. Statement |\n"
        "                           |             |    for Month/Year\n"
        "                           |             |    5/99      |\n"
    )
    told = {item.kind: said(item).text for item in find_items(lines(text))}
    assert told["name"] == "Arden, Jo 1 Elm St Salem, OR 97301"
    assert told["issuer"] == "Quillwort Corp. (QWC)"
    assert told["relation"] == "X Director Officer"
    assert told["period"] == "5/99"


def test_what_begins_with_a_word_of_its_caption_keeps_it() -> None:
    (item,) = find_items(lines("1.  Name and Address of\n    Reporting Person*\n    The Person Trust\n"))
    assert said(item).text == "The Person Trust"


def test_a_rule_across_the_page_ends_the_items_above_it() -> None:
    text = (
        "1. Name and Address of Reporting Person | 6. Relationship to Issuer\n"
        "   Arden, Jo                            |    X Director\n"
        "-------------------------------------------------------------\n"
        "2. Issuer Name and Ticker or Trading Symbol\n"
        "   Quillwort Corp.                        QWC\n"
    )
    told = {item.kind: said(item).text for item in find_items(lines(text))}
    assert told["issuer"] == "Quillwort Corp. QWC"


@pytest.mark.parametrize(
    ("text", "named"),
    [
        (
            "Arden   Jo   Q.\n(Last)  (First)  (Middle)\n1 Elm St\n(Street)\nSalem  OR  97301\n(City) (State) (Zip)\n",
            ["Arden Jo Q.", "1 Elm St", "Salem", "OR", "97301"],
        ),
        ("Arden, Jo\nc/o Quillwort\n1 Elm St\nSalem, New Mexico  97301\nUSA\n",
         ["Arden, Jo", "c/o Quillwort", "1 Elm St", "Salem", "New Mexico", "97301"]),
        ("Jo Arden, 1 Elm St, Salem, OR 97301-1234\n", ["Jo Arden", "1 Elm St", "Salem", "OR", "97301-1234"]),
        ("Arden Jo  (Last, First, Middle)\n1 Elm St\nToronto, A6  M5V 1A1\n",
         ["Arden Jo", "1 Elm St", "Toronto", "A6", "M5V 1A1"]),
        ("Arden  Jo\n(Last)  (First)\nHof 12\n(Street)\n2011 Haarlem   The Netherlands\n(City)   (State)   (Zip)\n",
         ["Arden Jo", "Hof 12", "2011 Haarlem", "The Netherlands"]),
        ("Last, First, Middle:   Arden, Jo\nStreet:   1 Elm St\nCity, State, Zip:   Salem, OR 97301\n",
         ["Arden, Jo", "1 Elm St", "Salem", "OR", "97301"]),
    ],
)  # fmt: skip
def test_an_address_is_told_by_its_captions_or_line_by_line(text: str, named: list[str]) -> None:
    assert [held for _, held in shown(name_owner(under(text)))] == named


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("( ) Director  (X) 10% Owner\n", {"TEN_PERCENT": "(X)"}),
        ("__X__ Director     _____ 10% Owner\n", {"DIRECTOR": "__X__"}),
        ("/X/ Officer (give title below)   / / Other\n  Chief Executive Officer\n",
         {"OFFICER": "/X/", "OFFICER_TITLE": "Chief Executive Officer"}),
        ("[ X ] Officer: Treasurer\n", {"OFFICER": "[ X ]", "OFFICER_TITLE": "Treasurer"}),
        ("XX  DIRECTOR     XX  OFFICER\n(TITLE:  PRESIDENT)\n",
         {"DIRECTOR": "XX", "OFFICER": "XX", "OFFICER_TITLE": "PRESIDENT"}),
        ("Director (X)   Officer ( )\n", {"DIRECTOR": "(X)"}),
        ("Director:  No\nOfficer (give title below):  Yes\nVice President\n",
         {"OFFICER": ":  Yes", "OFFICER_TITLE": "Vice President"}),
        ("Director and Officer - Treasurer\n",
         {"DIRECTOR": "Director", "OFFICER": "Officer", "OFFICER_TITLE": "Treasurer"}),
        ("Vice President\n", {"OFFICER": "Vice President", "OFFICER_TITLE": "Vice President"}),
        ("[x] Director        [x]\n10% Owner\n[ ] Officer       [ ]\nOther\n",
         {"DIRECTOR": "[x]", "TEN_PERCENT": "[x]"}),
        ("X Other (specify below)\nTrustee\n", {"OTHER": "X", "OTHER_TEXT": "Trustee"}),
    ],
)  # fmt: skip
def test_a_relationship_is_told_by_ticks_or_in_words(text: str, named: dict[str, str]) -> None:
    assert {label: " ".join(held.split()) for label, held in shown(name_relation(under(text)))} == {
        label: " ".join(held.split()) for label, held in named.items()
    }


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Quillwort Corp. (QWC)", ["Quillwort Corp.", "QWC"]),
        ('Quillwort Corp. ("QWC")', ["Quillwort Corp.", "QWC"]),
        ("Quillwort Corp. (Nasdaq NM: QWC)", ["Quillwort Corp.", "QWC"]),
        ("QUILLWORT CORP - QWC", ["QUILLWORT CORP", "QWC"]),
        ("QUILLWORT CORP       QWC", ["QUILLWORT CORP", "QWC"]),
        ("QUILLWORT CORP", ["QUILLWORT CORP"]),
        ("QUILLWORT MILLS, INC. QWC", ["QUILLWORT MILLS, INC.", "QWC"]),
        ("QUILLWORT MILLS", ["QUILLWORT MILLS"]),
        ("Symbol Name Corp.  SNC", ["Symbol Name Corp.", "SNC"]),
        ("Quillwort Corp. /DE/   QWC", ["Quillwort Corp. /DE/", "QWC"]),
    ],
)
def test_an_issuers_symbol_is_told_from_its_name(text: str, named: list[str]) -> None:
    (item,) = find_items(lines(f"2. Issuer Name and Ticker or Trading Symbol\n   {text}\n"))
    assert [held for _, held in shown(_company([item]))] == named


@pytest.mark.parametrize(
    ("text", "signed"),
    [
        ("/s/ Jo Arden          May 5, 2000\nSignature      Date\n", [("/s/ Jo Arden", "May 5, 2000")]),
        ("QUILLWORT L.P.\nBy: /s/ Jo Arden\n    Manager\n    Date: 5/5/00\n", [("/s/ Jo Arden", "5/5/00")]),
        ("Dated: May 5, 2000     /s/ Jo Arden\n", [("/s/ Jo Arden", "May 5, 2000")]),
        ("/s/ Jo Arden        /s/ Al Bell\nDate: 5/5/00        Date: 5/6/00\n",
         [("/s/ Jo Arden", "5/5/00"), ("/s/ Al Bell", "5/6/00")]),
        ("THE TRUSTEE IS A BANK.\nSIGNATURE OF REPORTING PERSON\nJo Arden\nDATE\n05/05/00\n",
         [("Jo Arden", "05/05/00")]),
        ("Dated:  May 5, 2000\nQUILLWORT L.P.\nBy: Quill Inc.\nBy:  /s/ Jo Arden\n", [("/s/ Jo Arden", "May 5, 2000")]),
        ("QUILLWORT L.P.\nBy: Quill Corp.\nBy: Jo Arden\nDate: 5/5/00\n", [("Jo Arden", "5/5/00")]),
        ("/s/ Jo Arden\n5/5/00\nAl Bell\n5/6/00\n", []),
    ],
)  # fmt: skip
def test_signers_stand_with_their_dates(text: str, signed: list[tuple[str, str]]) -> None:
    found = name_signatures(lines(text), captioned="/s/" not in text)
    assert [(name.text, date.text) for name, date in found] == signed
