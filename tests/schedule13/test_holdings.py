"""Who holds what: sentences and tables; a percent of Item 5 that is read nowhere asks for review."""

from __future__ import annotations

import re

import pytest

from extraction.record import ReportingPerson
from extraction.schedule13.agreement import agree
from extraction.schedule13.holdings import HoldingReading, find_unread, read_holdings
from extraction.schedule13.items import find_items
from extraction.schedule13.narrative import Told
from extraction.schedule13.trades import find_unread_trades, read_trades

OWNERS = (ReportingPerson(name="Ostrel Fund, L.P.", aggregate_amount="4000", percent_of_class="2.5"),)


def _text(told: str, traded: str = "None.") -> str:
    text = (
        "Item 2.  Identity.\n\nOstrel Fund, L.P. and Weir Offshore Ltd.\n\nItem 5.  Interest in Securities.\n\n"
        f"(a) {told}\n\n(c) {traded}\n\n(d) None.\n\nItem 6.  Contracts.\n\nNone.\n"
    )
    return re.sub(r"(?<=\S) {2,}(?=\S)", "\t", text)


def held(told: str) -> list[tuple[str, str | None, str | None]]:
    return [(h.holder, h.shares, h.percent) for h in _read(_text(told))]


def _read(text: str) -> tuple[HoldingReading, ...]:
    return read_holdings(find_items(text, 0), text, OWNERS)


@pytest.mark.parametrize(
    "told",
    [
        "Ostrel is the record and beneficial owner of 4,000 shares (2.5%) of the Common Stock.",
        "As of the close of business on May 2, 2015, Ostrel beneficially owned 4,000 Shares.\nPercentage: About 2.5%",
        "As of February 9, 2004, Ostrel owned beneficially 4,000 (2.5%, based upon 160,000 shares outstanding).",
        "As of the date of this Schedule 13D, Ostrel holds 4,000 shares, or 2.5 percent of the class.",
        "The aggregate number of shares that Ostrel owns beneficially under the Act is 4,000, which constitutes 2.5%.",
        "The 4,000 shares held by Ostrel will constitute approximately 2.5% of the class.",
        "The 4,000 shares that Ostrel beneficially owns represent 2.5% of the class.",
        "4,000 shares, or 2.5% of the class, are held by Ostrel.",
        "Ostrel, as trustee, is the owner of 4,000 shares, which amount to 2.5% of the class.",
        "The number of shares owned by Ostrel as of May 2, 2015 was 4,000 (2.5% of the class).",
        "Amount beneficially owned by Ostrel: 4,000\nPercent of class: 2.5%",
        "See below.\n(i) Ostrel, 4,000 shares (2.5% of the class);",
    ],
)
def test_a_holding_however_it_is_told(told: str) -> None:
    assert held(told) == [("Ostrel", "4000", "2.5")]


def test_holders_numbers_and_percents_in_the_same_order() -> None:
    told = (
        "Ostrel Fund and Weir Offshore Ltd. owned 4,000 and 1,600 shares, respectively, or 2.5% and 1.0% of the class."
    )
    assert held(told + " respectively") == [("Ostrel Fund", "4000", "2.5"), ("Weir Offshore Ltd.", "1600", "1.0")]


@pytest.mark.parametrize(
    "told",
    [
        "Ostrel owns 4,000 preferred shares, which convert into 5,000 common shares, representing 2.5% of these.",
        "Weir GP may be deemed the beneficial owner of the 4,000 Shares owned by Ostrel.\nPercentage: About 2.5%",
        "The Accounts own 4,000 shares, or 2.5%.",
    ],
)
def test_what_does_not_say_who_holds_how_much_is_not_read(told: str) -> None:
    assert held(told) == []


def test_a_row_gives_its_largest_number_and_the_percent_beside_it() -> None:
    told = (
        "The table:\n\nOwner  Sole  Shared  Total  Percent of Class  Manager\n"
        "Ostrel (1) )  0  4,000  4,000  2.5  %  Weir\nWO  0  1,600  1,600  1.0  %  Weir\nTotal  0  5,600  5,600  3.5%\n"
    )
    assert held(told) == [("Ostrel", "4000", "2.5"), ("WO", "1600", "1.0")]


def test_a_percent_that_is_neither_read_nor_on_a_cover_asks_for_review() -> None:
    for told, unread in (
        ("His wife has 5,000 shares, some 3.1% of the class.", True),
        ("The group may be deemed to own 4,000 shares, or 2.5%.", False),
        ("The percentages rest on 160,000 shares outstanding; more than 5% was held.", False),
    ):
        text = _text(told)
        assert bool(find_unread(find_items(text, 0), text, OWNERS, ())) is unread


@pytest.mark.parametrize(
    ("traded", "unread"),
    [
        ("It sold, on three days in May, 1,500 of its shares to a bank, which paid $12,000 for them.", True),
        ("Except as described in Item 4, none was effected.", True),
        ("Ostrel has not sold 500 shares at $3; it agreed to 600.", False),
        ("None of the persons listed in Schedule I has effected any.", False),
    ],
)
def test_a_trade_that_is_not_read_asks_for_review(traded: str, unread: bool) -> None:
    text = _text("None.", traded)
    items = find_items(text, 0)
    assert bool(find_unread_trades(text, 0, items, read_trades(text, 0, items, OWNERS))) is unread


def test_what_the_holders_own_cover_says_needs_no_model() -> None:
    own = HoldingReading("Ostrel Fund, L.P.", "4000", "2.5", (0, 10))
    other = HoldingReading("Weir Offshore Ltd.", "4000", "2.5", (0, 10))
    for holding, certain in ((own, True), (other, False)):
        found = agree([holding], [], Told(read=((0, 90),)), "", OWNERS)
        assert (found.holdings[0].certainty == 1) is certain
        assert bool(found.doubts) is not certain
