"""Ways in which filers set covers and first pages, one for each that was once read wrong."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extraction.document import Source
from extraction.record import Record
from extraction.schedule13 import read_schedule
from tests.schedule13.covers_in_text import (
    BOXED_13G,
    HEAD,
    HTML_13G,
    ITEMS_13G,
    ONE_LINE_13G,
    RULE,
    SPLIT_13D,
    ascii_document,
    html_document,
    schedule_13d,
    schedule_13g,
)


def _with(old: str, new: str, cover: str = BOXED_13G) -> Record:
    """The record of a schedule whose cover says one thing otherwise."""
    assert old in cover
    return read_schedule(schedule_13g(cover.replace(old, new)))


def _rule(shown: str) -> str | None:
    head = HEAD.format(kind="13G", amendment="1", rule=RULE.splitlines()[0] + "\nSchedule is filed:\n" + shown)
    return read_schedule(ascii_document(head + BOXED_13G + ITEMS_13G)).rule


@pytest.mark.parametrize(
    ("shown", "rule"),
    [
        ("|_| Rule 13d-1(b)\n|X| Rule 13d-1(c)\n|_| Rule 13d-1(d)\n", "13d-1(c)"),
        ("Rule 13d-1(b) [ ]\nRule 13d-1(c) [ ]\nRule 13d-1(d) [X]\n", "13d-1(d)"),
        ("Rule 13d-1(b)\nX Rule 13d-1(c)\nRule 13d-1(d)\n", "13d-1(c)"),
        ("[X] Rule 13d-1(b)   [ ] Rule 13d-1(c)   [ ] Rule 13d-1(d)\n", "13d-1(b)"),
        ("[ ] Rule 13d – 1(b)\n[X] Rule 13d – 1(c)\n", "13d-1(c)"),
        ("Rule 13d-1(b)\n[X]\nRule 13d-1(c)\n[ ]\nRule 13d-1(d)\n", None),
    ],
)
def test_the_box_of_a_rule_stands_on_its_line(shown: str, rule: str | None) -> None:
    assert _rule(shown) == rule


def test_a_mark_behind_what_is_counted() -> None:
    person = _with("1,250,000 (1)\n  REP", "1,250,000 shares (1)\n  REP").reporting_persons[0]
    assert person.footnotes["shared_voting_power"] == ("1",)


def test_a_note_below_the_last_row_marks_nothing_there() -> None:
    cover = BOXED_13G.split("                  *SEE")[0].replace("*", "").replace("1,250,000 (1)", "1,250,000*")
    person = _with("     PN, IA\n", "     PN, IA\n* See Item 4.\n", cover).reporting_persons[0]
    assert (person.person_types, "person_types" in person.footnotes) == (("PN", "IA"), False)
    assert person.footnotes["aggregate_amount"] == ("*",)


def test_marks_at_captions_are_those_of_the_rows() -> None:
    cover = BOXED_13G.replace("SOLE VOTING POWER", "SOLE VOTING POWER**").replace(
        "FILLING OUT!", "FILLING OUT!\n** See Item 4."
    )
    person = read_schedule(schedule_13g(cover)).reporting_persons[0]
    assert person.footnotes["sole_voting_power"] == ("**",)
    assert "group_member" not in person.footnotes


def test_a_note_within_a_row() -> None:
    record = _with("(b) [X]\n", "(b) [X]**\n     ** The persons on these pages hold 2,500,000 shares together.\n")
    assert record.reporting_persons[0].footnotes["group_member"] == ("**",)
    assert ("**", "The persons on these pages hold 2,500,000 shares together.") in [
        (n.id, n.text) for n in record.footnotes
    ]


@pytest.mark.parametrize(
    "shown",
    [
        "1,250,000 shares, which includes 20,000 under options",
        "1,250,000 shares (with disclaimer as to 70,000 shares)",
        "1,250,000   Beneficial ownership disclaimed pursuant to Rule 13d-4",
    ],
)
def test_what_is_part_of_an_amount_is_no_other(shown: str) -> None:
    person = _with("\n     1,250,000 (1)\n", f"\n     {shown}\n").reporting_persons[0]
    assert (person.aggregate_amount, person.needs_review) == ("1250000", False)


def test_amounts_of_two_classes_are_doubted() -> None:
    assert (
        _with("\n     1,250,000 (1)\n", "\n     1,250,000 Class A; 70,000 Class B\n").reporting_persons[0].needs_review
    )


@pytest.mark.parametrize(
    ("printed", "typed"),
    [
        ("SHARED DISPOSITIVE POWER", "SHARED DISPOTIVE POWER"),
        ("BY EACH REPORTING PERSON\n\n", "BY EACH REPORTING PARTY\n\n"),
        ("CLASS REPRESENTED BY", "CLASS REPRESENTING BY"),
        ("BOX IF A MEMBER OF A GROUP*          (a) [ ]\n", "BOX               (a) [ ]\n     IF A MEMBER OF A GROUP*"),
    ],
)
def test_captions_as_filers_type_them(printed: str, typed: str) -> None:
    assert _with(printed, typed).needs_review is False


def test_zeros_for_the_letters_of_a_code_need_no_review() -> None:
    person = read_schedule(schedule_13d(SPLIT_13D)).reporting_persons[0]
    assert (person.source_of_funds, person.needs_review) == (("PF", "OO"), False)


@pytest.mark.parametrize("numbers", [range(1, 13), (1, 4, 5, 6, 7, 8, 9, 11, 12)])
def test_numbered_rows_without_captions(numbers: tuple[int, ...]) -> None:
    answers = ["Marlow Vane", "(b) [X]", "", "Canada", "0", "88,000", "0", "88,000", "88,000", "", ".45%", "IN"]
    record = read_schedule(schedule_13g("\n".join(f"Item {n}: {answers[n - 1]}" for n in numbers) + "\n"))
    person = record.reporting_persons[0]
    assert (person.name, person.citizenship, person.aggregate_amount) == ("Marlow Vane", "Canada", "88000")
    assert (person.person_types, person.needs_review) == (("IN",), False)


def test_numbered_rows_of_a_13d() -> None:
    answers = ["Marlow Vane", "", "", "PF", "", "Canada", "88,000", "0", "88,000", "0", "88,000", "", ".45%", "IN"]
    record = read_schedule(schedule_13d("\n".join(f"Item {n}: {a}" for n, a in enumerate(answers, 1)) + "\n"))
    person = record.reporting_persons[0]
    assert (person.source_of_funds, person.citizenship, person.sole_voting_power) == (("PF",), "Canada", "88000")
    assert (person.percent_of_class, person.person_types) == ("0.45", ("IN",))


@pytest.mark.parametrize("cusip", ["74839X 10 A", "74839X1091"])
def test_a_cusip_that_cannot_be_one_asks_for_review(cusip: str) -> None:
    record = read_schedule(ascii_document(_head().replace("74839X 10 9", cusip) + ONE_LINE_13G + ITEMS_13G))
    assert any(c.rule == "cusip_check_digit" and c.status == "failed" for c in record.checks)


def _head() -> str:
    return HEAD.format(kind="13G", amendment="1", rule=RULE)


def test_items_may_follow_the_first_page_at_once() -> None:
    items = "Item 1.  Security and Issuer.\n\nThe principal offices are at 12 Anvil Row, Tolland Mills, CT 06999.\n"
    record = read_schedule(ascii_document(HEAD.format(kind="13D", amendment="1", rule="") + items))
    assert (record.reporting_persons, record.issuer.address) == ((), "12 Anvil Row, Tolland Mills, CT 06999")


@pytest.mark.parametrize(
    ("said", "address"),
    [
        (
            "are located at 12 Anvil Row, Porto, PT 06999, Minho, Portugal.",
            "12 Anvil Row, Porto, PT 06999, Minho, Portugal",
        ),
        (
            ":\n     Quillback Foundries Inc.\n     12 Anvil Row\n     Tolland Mills, CT 06999\n",
            "12 Anvil Row Tolland Mills, CT 06999",
        ),
    ],
)
def test_the_whole_address_and_no_more(said: str, address: str) -> None:
    shown = "are located at 12 Anvil Row, Tolland Mills, CT 06999."
    record = read_schedule(schedule_13d(SPLIT_13D.replace(" " + shown, said if said[0] == ":" else " " + said)))
    assert record.issuer.address == address


def test_a_caption_that_wraps_beside_its_answer() -> None:
    wrapped = "PERCENT OF CLASS REPRESENTED BY          6.3%\n     AMOUNT IN ROW (9)\n"
    record = _with("PERCENT OF CLASS REPRESENTED BY AMOUNT IN ROW (9)\n\n     6.3%\n", wrapped)
    assert (record.reporting_persons[0].percent_of_class, record.needs_review) == ("6.3", False)


def test_the_next_page_s_number_is_no_mark() -> None:
    cover = BOXED_13G.split("                  *SEE")[0] + "\n(1)  See Item 4.\n"
    record = read_schedule(schedule_13g(cover, "(1)  NAMES" + cover.split("1    NAMES", 1)[1]))
    assert all("person_types" not in p.footnotes for p in record.reporting_persons)


@pytest.mark.parametrize("bound", ["Under 5%", "below 5%", "5% or less", "up to 5%", "Less than 5%", "over 5%"])
def test_a_bound_of_a_percent_asks_for_review(bound: str) -> None:
    assert _with("     6.3%\n", f"     {bound}\n").reporting_persons[0].needs_review


@pytest.mark.parametrize(
    "spoilt",
    [
        ("Heronsgate Partners, L.P.   13-9999999", "Heronsgate Partners, L.P.   l3-9999999"),
        ("Delaware\n", "O Delaware\n"),
        ("Delaware\n", "Delaware O)\n"),
        ("\n     1,250,000 (1)\n", "\n     1,25O,000 (1)\n"),
        ("SHARED VOTING POWER", "SHAREDVOTING POWER"),
    ],
)
def test_what_only_a_reading_tool_writes_asks_for_review(spoilt: tuple[str, str]) -> None:
    assert _with(*spoilt).reporting_persons[0].needs_review


@pytest.mark.parametrize(
    ("printed", "misread"),
    [
        ("Securities Exchange Act", "Sccurities Exchange Act"),
        ("Title of Class", "Titleof Class"),
        ("Date of", "Dateof"),
    ],
)
def test_a_misread_first_page_asks_for_review(printed: str, misread: str) -> None:
    head = HEAD.format(kind="13G", amendment="1", rule=RULE).replace(printed, misread)
    assert "the source may be misread" in read_schedule(ascii_document(head + BOXED_13G + ITEMS_13G)).review_reasons


def test_powers_that_differ_by_a_slip_ask_for_review() -> None:
    cover = BOXED_13G.replace("1,250,000 (1)", "1,253,417").replace("1,253,417\n  REP", "1,253,147\n  REP")
    record = read_schedule(schedule_13g(cover))
    assert [c.rule for c in record.checks if c.status == "failed"] == ["powers_written_alike"]


def test_one_cusip_on_the_first_page_and_another_on_a_cover() -> None:
    record = read_schedule(schedule_13g(BOXED_13G.replace("CUSIP No. 74839X 10 9", "CUSIP No. 74839X 20 9")))
    assert "cusip: another stands elsewhere" in record.review_reasons


@pytest.mark.parametrize("said", ["None", "N/A", "Not applicable"])
def test_no_cusip_is_none_whatever_stands_below(said: str) -> None:
    head = _head().replace("74839X 10 9", said).replace("March 14, 2011", "2011-03-14")
    record = read_schedule(ascii_document(head + ONE_LINE_13G + ITEMS_13G))
    assert (record.issuer.cusip, record.date_of_event) == (None, "2011-03-14")


def test_a_13g_of_before_1998_asks_for_no_rule_and_no_event() -> None:
    old = HEAD.replace("March 14, 2011\n        (Date of Event Which Requires Filing of this Statement)", "")
    fee = "Check the following box if a fee is being paid with this statement [ ].\n"
    old_form, new_form = (
        ascii_document(old.format(kind="13G", amendment="1", rule=r) + BOXED_13G + ITEMS_13G) for r in (fee, "")
    )
    assert read_schedule(old_form).needs_review is False
    assert "date_of_event is not shown" in read_schedule(new_form).review_reasons


PICTURED = "<img src='Images/box-{}.jpg' alt='Checkbox {}' />"


@pytest.mark.parametrize(("ticked", "member"), [("a", "a"), ("b", "b"), ("", None)])
def test_boxes_of_edgar_s_own_pages_are_pictures(ticked: str, member: str | None) -> None:
    boxes = {on: PICTURED.format(*(("checked",) * 2 if on else ("unchecked", "not checked"))) for on in (True, False)}
    shown = "".join(f"{boxes[c == ticked]}&#160; ({c})<br/>" for c in "ab")
    page = HTML_13G.replace("(a) &#9746; (b) &#9744;", shown).replace("EXCLUDES CERTAIN SHARES &#9744;", boxes[True])
    page = page.replace("IN ROW (9) <img", "IN ROW (9) EXCLUDES CERTAIN SHARES <img")
    person = read_schedule(html_document(page)).reporting_persons[0]
    assert (person.group_member, person.excludes_shares) == (member, True)


@pytest.mark.parametrize(("source", "passes"), [(Source.PDF, False), (Source.HTML, True)])
def test_a_printed_page_without_its_boxes_asks_for_review(source: Source, passes: bool) -> None:
    document = html_document(HTML_13G.replace("(a) &#9746; (b) &#9744;", "(a) (b)"))
    person = read_schedule(replace(document, source=source)).reporting_persons[0]
    assert (person.group_member, person.needs_review) == (None, not passes)
