"""Golden schedules in the styles that filers use, and what holds for every record."""

from __future__ import annotations

from decimal import Decimal

import pytest

from extraction.schedule13 import is_schedule, read_schedule
from tests.schedule13.covers_in_text import (
    BOXED_13G,
    HTML_13G,
    ONE_LINE_13G,
    SPLIT_13D,
    ascii_document,
    html_document,
    schedule_13d,
    schedule_13g,
)


def test_ascii_boxes() -> None:
    record = read_schedule(schedule_13g(BOXED_13G)).as_json()
    assert record["form_type"] == "SC 13G"
    assert "amendment_number" not in record
    assert record["date_of_event"] == "2011-03-14"
    assert record["security_class_title"] == "Common Stock, par value $.05 per share"
    assert record["issuer"] == {
        "name": "Quillback Foundries Inc.",
        "cusip": "74839X109",
        "address": "12 Anvil Row Tolland Mills, CT 06999",
    }
    assert record["rule"] == "13d-1(c)"
    (person,) = record["reporting_persons"]
    assert person.pop("needs_review") is False
    assert person == {
        "name": "Heronsgate Partners, L.P.",
        "group_member": "b",
        "citizenship": "Delaware",
        "sole_voting_power": "0",
        "shared_voting_power": "1250000",
        "sole_dispositive_power": "0",
        "shared_dispositive_power": "1250000",
        "aggregate_amount": "1250000",
        "excludes_shares": False,
        "percent_of_class": "6.3",
        "person_types": ["PN", "IA"],
        "footnotes": {f: ["1"] for f in ("shared_voting_power", "shared_dispositive_power", "aggregate_amount")},
    }
    assert record["footnotes"] == [
        {"id": "1", "text": "Held by two accounts that the firm advises, and by no one else."}
    ]
    assert record["signatures"] == [{"name": "Ottoline Farr", "date": "2011-03-21", "capacity": "Managing Member"}]


def test_one_line_items() -> None:
    (person,) = read_schedule(schedule_13g(ONE_LINE_13G)).reporting_persons
    assert (person.name, person.group_member, person.citizenship) == ("Marlow Vane", "a", "Canada")
    assert (person.sole_voting_power, person.shared_voting_power) == ("0", "88000")
    assert (person.aggregate_amount, person.percent_of_class, person.person_types) == ("88000", "0.45", ("IN",))
    assert person.excludes_shares is False


def test_two_covers_and_one_outstanding() -> None:
    record = read_schedule(schedule_13g(BOXED_13G, ONE_LINE_13G))
    assert [p.name for p in record.reporting_persons] == ["Heronsgate Partners, L.P.", "Marlow Vane"]
    fits = [c.status for c in record.checks if c.rule == "percent_fits_shares_outstanding"]
    assert fits == ["passed", "passed"]


def test_13d_with_values_beside_captions_and_in_their_midst() -> None:
    record = read_schedule(schedule_13d(SPLIT_13D))
    assert (record.form_type, record.amendment_number) == ("SC 13D/A", 2)
    assert record.issuer.address == "12 Anvil Row, Tolland Mills, CT 06999"
    (person,) = record.reporting_persons
    assert person.source_of_funds == ("PF", "OO")
    assert (person.legal_proceedings, person.excludes_shares, person.group_member) == (True, False, None)
    assert (person.sole_voting_power, person.shared_voting_power) == ("300000", None)
    assert (person.sole_dispositive_power, person.shared_dispositive_power) == ("300000", None)
    assert (person.aggregate_amount, person.percent_of_class) == ("300000", "1.5")
    assert person.footnotes == {"sole_voting_power": ("*",), "sole_dispositive_power": ("*",)}


def test_13d_narrative() -> None:
    record = read_schedule(schedule_13d(SPLIT_13D))
    assert [(h.holder, h.shares, h.percent) for h in record.holdings] == [
        ("Pellworm Fund, L.P.", "200000", "1.0"),
        ("Sandgate Offshore Ltd.", "100000", "0.5"),
    ]
    assert [(t.holder, t.kind, t.date, t.shares, t.price_per_share) for t in record.transactions] == [
        ("Pellworm Fund, L.P.", "purchase", "2011-03-02", "1000", "12.50"),
        ("Sandgate Offshore Ltd.", "sale", "2011-03-01", "1500", "12.25"),
        ("Sandgate Offshore Ltd.", "sale", "2011-03-03", "700", "12.75"),
    ]
    sums = {c.rule: c.status for c in record.checks if c.rule.startswith("holdings_make")}
    assert sums == {"holdings_make_aggregate_amount": "passed", "holdings_make_percent_of_class": "passed"}
    assert [(s.name, s.date) for s in record.signatures] == [("Tamsin Okoro", "2011-03-20")]


def test_html_table_with_side_label_and_raised_mark() -> None:
    record = read_schedule(html_document(HTML_13G))
    assert (record.form_type, record.amendment_number) == ("SC 13G/A", 3)
    (person,) = record.reporting_persons
    assert (person.name, person.group_member, person.citizenship) == ("Dunmore Asset Management LLC", "a", "Texas")
    assert (person.sole_voting_power, person.sole_dispositive_power) == ("410000", "455000")
    assert person.person_types == ("IA", "OO")
    assert person.footnotes == {"sole_voting_power": ("1",)}


@pytest.mark.parametrize(
    ("shown", "value"), [("-0-", "0"), ("NONE", "0"), ("N/A", None), ("-", None), ("(See Item 4)", None), ("", None)]
)
def test_what_is_nothing_and_what_is_zero(shown: str, value: str | None) -> None:
    cover = ONE_LINE_13G.replace("Shared Voting Power 88,000", f"Shared Voting Power {shown}")
    (person,) = read_schedule(schedule_13g(cover)).reporting_persons
    assert person.shared_voting_power == value


def test_sums_that_do_not_tie_ask_for_review() -> None:
    cover = BOXED_13G.replace("PERSON\n\n     1,250,000", "PERSON\n\n     1,520,000")
    record = read_schedule(schedule_13g(cover))
    assert record.reporting_persons[0].aggregate_amount == "1520000"
    assert record.reporting_persons[0].needs_review
    assert any("sole_and_shared" in reason for reason in record.review_reasons)


def test_one_name_in_two_spellings_is_flagged() -> None:
    body = schedule_13d(SPLIT_13D.replace("/s/ Tamsin Okoro", "/s/ Tamsine Okoro"))
    failed = [c.rule for c in read_schedule(body).checks if c.status == "failed"]
    assert "name_spelt_alike" in failed


@pytest.mark.parametrize("document", [schedule_13g(BOXED_13G), schedule_13d(SPLIT_13D)], ids=["13G", "13D"])
def test_evidence_points_at_what_was_read(document) -> None:  # type: ignore[no-untyped-def]
    record = read_schedule(document)
    for i, person in enumerate(record.reporting_persons):
        evidence = record.evidence[f"/reporting_persons/{i}/aggregate_amount"]
        assert evidence.span is not None and document.text is not None
        shown = document.text[slice(*evidence.span)]
        assert Decimal(shown.split("(")[0].replace(",", "")) == Decimal(person.aggregate_amount or 0)


def test_is_schedule() -> None:
    assert is_schedule(schedule_13g(BOXED_13G)) == "SC 13G"
    assert is_schedule(schedule_13d(SPLIT_13D)) == "SC 13D/A"
    assert is_schedule(ascii_document("FORM 4\nStatement of changes in beneficial ownership of securities\n")) is None


def test_a_document_without_covers_gives_a_record_that_needs_review() -> None:
    record = read_schedule(ascii_document("SCHEDULE 13D\n\nNothing else is left of this filing.\n"))
    assert record.reporting_persons == ()
    assert record.needs_review


def test_items_are_kept_with_their_places() -> None:
    document = schedule_13d(SPLIT_13D)
    record = read_schedule(document)
    assert [i.number for i in record.items] == [1, 2, 5, 6]
    assert record.items[2].text.startswith("Item 5. Interest in Securities of the Issuer. (a) Pellworm owns 200,000")
    span = record.evidence["/items/2"].span
    assert span and document.text and document.text[slice(*span)].split()[:3] == ["Item", "5.", "Interest"]
    lettered = read_schedule(schedule_13g(BOXED_13G)).items
    assert [(i.number, i.part) for i in lettered] == [(1, "a"), (1, "b"), (2, "a")]


def test_who_may_receive_notices() -> None:
    asked = """
                           Rosamund Inchbald
                           9 Mill Pond Lane, Marlow Bay, CA 94999
                           (555) 555-0142
      (Name, Address and Telephone Number of Person Authorized to
                   Receive Notices and Communications)

                             March 14, 2011
"""
    body = (schedule_13d(SPLIT_13D).text or "").replace("\n                             March 14, 2011\n", asked)
    record = read_schedule(ascii_document(body))
    assert record.notices == "Rosamund Inchbald 9 Mill Pond Lane, Marlow Bay, CA 94999 (555) 555-0142"
    assert record.date_of_event == "2011-03-14"


def test_joint_filing_agreement() -> None:
    agreed = """
                         JOINT FILING AGREEMENT

The undersigned agree that this Schedule 13D is filed on behalf of each.

Dated: March 19, 2011

/s/ Tamsin Okoro

PELLWORM FUND, L.P.
By: /s/ Marlow Vane
Title: General Partner
"""
    record = read_schedule(schedule_13d(SPLIT_13D + agreed))
    assert [s.name for s in record.signatures] == ["Tamsin Okoro"]
    assert [(s.name, s.date) for s in record.joint_filing] == [
        ("Tamsin Okoro", "2011-03-19"),
        ("Marlow Vane", "2011-03-19"),
    ]


def test_a_stated_number_of_shares_outstanding_bears_out_the_percent() -> None:
    said = SPLIT_13D.replace(
        "private funds.", "private funds. There are 20,000,000 shares of Common Stock outstanding."
    )
    rules = [c.rule for c in read_schedule(schedule_13d(said)).checks if c.status == "passed"]
    assert "percent_fits_stated_outstanding" in rules
    other = read_schedule(schedule_13d(said.replace("20,000,000", "90,000,000")))
    assert "percent_fits_stated_outstanding" not in [c.rule for c in other.checks]
