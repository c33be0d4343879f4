"""Facts that footnotes state."""

from __future__ import annotations

from decimal import Decimal

import pytest

from extraction.values.note_facts import NoteFacts, facts_of, read_facts


def test_all_facts_of_one_footnote() -> None:
    text = (
        "The weighted average sale price was $12.35; the lots went at prices ranging from $12.10 to $12.60 under a "
        "Rule 10b5-1 plan that Mr. Poe adopted on March 3, 2022. Leaves out 1,200 restricted shares."
    )
    facts = facts_of(text)
    assert facts.price_ranges == (("12.10", "12.60"),)
    assert facts.average_prices == ("12.35",)
    assert facts.shares == ("1200",)
    assert (facts.plan_10b5_1, facts.plan_adopted) == (True, ("2022-03-03",))


@pytest.mark.parametrize(
    "text",
    [
        "Sold under a 10b5-1 plan entered into by Ms. Vane and the Vane Trust on May 18, 2022.",
        "Under the seller's Rule 10b5-1 trading plan dated 05/18/2022.",
        "A plan meeting Rule 10b-5-1, established May 18, 2022, set this sale.",
    ],
)
def test_when_a_plan_was_adopted(text: str) -> None:
    assert read_facts(text).adopted == ("2022-05-18",)


@pytest.mark.parametrize(
    "text",
    [
        "Sold under a Rule 10b5-1 plan that expires on March 1, 2024.",
        "The board adopted a bonus scheme on May 18, 2022.",
        "Entered into a loan on May 18, 2022. These shares went under a Rule 10b5-1 plan.",
    ],
)
def test_other_dates_are_no_adoption(text: str) -> None:
    facts = read_facts(text)
    assert not facts.adopted and len(facts.dates) == ("18, 2022" in text or "2024" in text)


def test_several_ranges_stay_in_order() -> None:
    text = "(a) 100 shares between $4.10 and $4.90; (b) orders filled at prices of $5.00 to $5.75 a share."
    assert read_facts(text).ranges == ((Decimal("4.10"), Decimal("4.90")), (Decimal("5.00"), Decimal("5.75")))


def test_a_text_without_facts() -> None:
    assert read_facts("Owned by a trust of which the filer is no trustee.") == NoteFacts()
