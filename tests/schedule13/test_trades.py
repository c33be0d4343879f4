"""Trades of Item 5(c): tables whose columns stand in any order, lists, sentences; what is not said is not guessed."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from extraction.record import ReportingPerson
from extraction.schedule13.items import find_items
from extraction.schedule13.trade_terms import TradeReading
from extraction.schedule13.trades import find_torn_holders, read_trades

ITEM = """
Item 5.  Interest in Securities of the Issuer.

(a) See the cover pages as of March 3, 2009.

(c) {told}

Item 6.  Contracts.

None.
"""
OWNERS = (ReportingPerson(name="Ostrel Fund, L.P."), ReportingPerson(name="Tamsin B. Orrell"))


def trades_of(told: str, behind: str = "") -> tuple[TradeReading, ...]:
    """The trades of an Item 5(c); two spaces or more part the cells of a row."""
    text = re.sub(r"(?<=\S) {2,}(?=\S)", "\t", ITEM.format(told=told) + behind)
    return read_trades(text, 0, find_items(text, 0), OWNERS)


def rows_of(told: str, behind: str = "") -> list[tuple[str | None, ...]]:
    return [(t.holder, t.kind, t.date, t.shares, t.price) for t in trades_of(told, behind)]


def test_the_date_may_stand_last_and_brackets_tell_a_sale() -> None:
    told = (
        "The transactions were:\n\nShares of Common Stock\nPurchased/(Sold)  Price Per Share ($)  Date of Transaction\n"
        "OSTREL FUND, L.P.\n5,204  1.08  09/24/2015\n(300)  1.16  09/25/2015\nTAMSIN B. ORRELL\n75  1  10/02/2015\n"
    )
    assert rows_of(told) == [
        ("OSTREL FUND, L.P.", "purchase", "2015-09-24", "5204", "1.08"),
        ("OSTREL FUND, L.P.", "sale", "2015-09-25", "300", "1.16"),
        ("TAMSIN B. ORRELL", "purchase", "2015-10-02", "75", "1"),
    ]


def test_one_letter_tells_the_kind() -> None:
    told = "They were:\n\nDate  Transaction  Amount  Class  Price\n4/5/05  P  6  Common  36.5\n4/6/05  S  75  Common  38.8\n"
    assert [r[1] for r in rows_of(told)] == ["purchase", "sale"]


def test_a_blank_cell_of_holders_stands_for_the_one_above() -> None:
    told = (
        "These purchases were made:\n\nName  Date  Number of Shares  Price\n"
        "Trust A  8/30/07  560  25.00\n10/17/07  100  24.42\nTrust B  9/4/07  30  26.30\n"
    )
    assert [r[0] for r in rows_of(told)] == ["Trust A", "Trust A", "Trust B"]


def test_columns_of_shares_tell_whose_they_are_and_a_row_that_lacks_one_is_nobodys() -> None:
    told = (
        "The following were made:\n\n"
        "Date  Price  Shares Purchased by Ostrel Fund  Shares Purchased by Weir Fund\n"
        "9-28-09  .90  1,000  2,000\n9-29-09  .91  700\n"
    )
    trades = trades_of(told)
    assert [(t.holder, t.shares, t.price) for t in trades] == [
        ("Ostrel Fund", "1000", "0.90"),
        ("Weir Fund", "2000", "0.90"),
        (None, "700", "0.91"),
    ]
    assert [t.proved for t in trades] == [True, True, False]


def test_prices_before_shares_ranges_and_totals_are_told_by_their_headings() -> None:
    told = (
        "Purchases:\n\nTrade Date  Price Range  Average Price  Quantity  Settlement Date  Total Cost\n"
        "3/5/10  $9.00 - $11.00  $10  250  3/8/10  $2,500\n"
    )
    assert rows_of(told) == [(None, "purchase", "2010-03-05", "250", "10")]


def test_two_tables_side_by_side_are_two_trades_a_line() -> None:
    told = (
        "Purchases were:\n\nDate  Shares  Price  Date  Shares  Price\n"
        "17-Mar-97  162,500  16.338  24-Mar-97  17,100  16.399\n18-Mar-97  25,000  16.425\n"
    )
    assert [r[2:] for r in rows_of(told)] == [
        ("1997-03-17", "162500", "16.338"),
        ("1997-03-24", "17100", "16.399"),
        ("1997-03-18", "25000", "16.425"),
    ]


def test_a_day_without_a_year_has_that_of_the_date_before_and_is_unsure() -> None:
    told = "Acquisitions:\n\nDATE  SHARE PRICE  SHARES  TOTAL COST\nJuly 29  $11.64  6,000  $69,840.00\n"
    (trade,) = trades_of(told)
    assert (trade.date, trade.shares, trade.price) == ("2009-07-29", "6000", "11.64")
    assert trade.certainty < 1


@pytest.mark.parametrize(
    ("shown", "date"),
    [("6/1/06 - 6/15/06", "2006-06"), ("6/28/06 through 7/3/06", None), ("June 2006", "2006-06")],
)
def test_days_from_one_to_another_are_no_day(shown: str, date: str | None) -> None:
    told = f"Purchases:\n\nDate  Shares  Weighted Average Price\n{shown}  4,000  $7.10\n"
    assert [(t.date, t.shares) for t in trades_of(told)] == [(date, "4000")]


def test_brackets_that_contradict_the_words_tell_nothing() -> None:
    told = "They were:\n\nDate  Shares  Price  Type\n12/23/2003  (5,000)  1.44  Purchase\n12/24/2003  (60)  1.3  Sale\n"
    assert [(t.kind, t.certainty < 1) for t in trades_of(told)] == [(None, True), ("sale", False)]


def test_a_table_of_another_item_is_read_where_item_5_refers_to_it() -> None:
    text = (
        "Item 3.  Funds.\n\nSales were:\n\nDate  Shares  Price\n1/2/04  500  1.40\n\nItem 4.  Purpose.\n\nNone.\n\n"
        "Item 5.  Interest.\n\n(c) There were no transactions other than as described above in\nItem 3. See there.\n\n"
        "Item 6.  Contracts.\n"
    )
    text = re.sub(r"(?<=\S) {2,}(?=\S)", "\t", text)
    items = find_items(text, 0)
    assert [i.number for i in items] == [3, 4, 5, 6]
    assert [(t.kind, t.shares) for t in read_trades(text, 0, items, OWNERS)] == [("sale", "500")]


def test_sentences_that_go_on_tell_several_trades() -> None:
    told = (
        "Orrell Group acquired from the issuer on May 4, 2009 1,500 shares of Common Stock at an exercise price per "
        "share of $1.91 (plus $3.53 per share withheld); and 250 shares of Common Stock at a price per share of $2.05."
    )
    assert [r[1:] for r in rows_of(told)] == [
        ("purchase", "2009-05-04", "1500", "1.91"),
        ("purchase", "2009-05-04", "250", "2.05"),
    ]


def test_who_gave_notice_and_sold_is_the_seller() -> None:
    told = (
        "On March 17, 2009, Weir-Japan gave notice of conversion of the 600 Preferred Shares owned by it and sold the "
        "1,325 Common Shares issuable upon conversion at a price of $36.125 per share."
    )
    assert rows_of(told) == [("Weir-Japan", "sale", "2009-03-17", "1325", "36.125")]


def test_a_holder_that_wraps_is_read_whole() -> None:
    told = "These trades were made:\n\nName  Date  Shares  Price\nOstrel\n  Fund, L.P.  02/20/2009  6,000  $10.25\n"
    assert [t.holder for t in trades_of(told)] == ["Ostrel Fund, L.P."]


def test_the_end_of_a_longer_name_asks_for_review() -> None:
    torn = TradeReading("Fund, L.P.", "sale", "2009-02-20", "10", "1", (0, 1))
    assert find_torn_holders([torn], OWNERS) == ["trades of Fund, L.P.: the end of a longer name"]
    assert not find_torn_holders([replace(torn, holder="Orrell"), replace(torn, holder="Ostrel Fund, L.P.")], OWNERS)


def test_the_date_of_a_sentence_is_its_own_before_that_of_another() -> None:
    told = (
        "On March 3, 2009 Weir Fund disposed of 273 shares at a price of $55.98 per share. Ostrel Fund acquired 359 "
        "shares at $64.40 each on 03/05/2009. 61 of the shares were sold by Weir Fund at a price of $49.91 per share. "
        "The closing of this transaction occurred on March 11, 2009. Concurrently with it, Ostrel Fund sold 40 shares "
        "at $50.10 each."
    )
    assert [(t.holder, t.date, t.shares, t.certainty == 1) for t in trades_of(told)] == [
        ("Weir Fund", "2009-03-03", "273", True),
        ("Ostrel Fund", "2009-03-05", "359", True),
        ("Weir Fund", "2009-03-11", "61", True),
        ("Ostrel Fund", "2009-03-11", "40", False),
    ]


def test_a_sum_of_money_is_no_number_of_shares() -> None:
    told = (
        "On May 4, 2009, Weir Fund sold 100 shares for $70.31 per share, or $7,031 in all. 43 of the shares were sold "
        "by Weir Fund at a price of $78.90 per share."
    )
    assert [t.shares for t in trades_of(told)] == ["100", "43"]


def test_without_letters_item_5_tells_of_trades_from_the_paragraph_on_that_speaks_of_sixty_days() -> None:
    text = (
        "Item 5.  Interest.\n\nSee the covers.\n\nThe following purchases were made in the past 60 days:\n\n"
        "Date  Shares  Price  Date of Purchase/Sale\n8/30/13  280  1.75\n\nItem 6.  Contracts.\n"
    )
    text = re.sub(r"(?<=\S) {2,}(?=\S)", "\t", text)
    assert [t.kind for t in read_trades(text, 0, find_items(text, 0), OWNERS)] == ["purchase"]
