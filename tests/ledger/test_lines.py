from decimal import Decimal

import pytest

from extraction.ledger.lines import Stretch, line_of, lines_of, title_key
from tests.ledger.make_records import Json, filing, holding, option, trade


def stretches(*rows: Json) -> list[Stretch]:
    return [s for own in lines_of(filing("f", "2020-01-02", *rows)).values() for s in own]


def ends(*rows: Json) -> list[tuple[Decimal | None, Decimal | None, bool]]:
    return [(s.opening, s.closing, s.ties) for s in stretches(*rows)]


def test_a_line_begins_before_its_first_trade() -> None:
    assert ends(trade(5, "A", 105), trade(30, "D", 75)) == [(100, 75, True)]


def test_rows_may_be_filed_latest_first() -> None:
    assert ends(trade(30, "D", 75, "2020-01-03"), trade(5, "A", 105, "2020-01-02")) == [(100, 75, True)]


def test_several_trades_may_be_reported_against_one_total() -> None:
    assert ends(trade(5, "A", 75), trade(30, "D", 75)) == [(100, 75, True)]


def test_only_the_last_balance_may_be_shown() -> None:
    assert ends(trade(5, "A", None), trade(30, "D", 75)) == [(100, 75, True)]


def test_trades_that_do_not_run_on_still_begin_and_end() -> None:
    assert ends(trade(5, "A", 105), trade(30, "D", 70)) == [(100, 70, False)]


def test_lines_of_two_trusts_that_look_alike_are_kept_apart() -> None:
    trust = {"direct_or_indirect": "I", "nature_of_ownership": "By Trust"}
    assert ends(trade(5, "A", 105, **trust), holding(40, **trust)) == [(100, 105, True), (40, 40, True)]


def test_shares_that_moved_neither_way_leave_the_beginning_unknown() -> None:
    assert ends(trade(5, "A", 105, acquired_disposed=None)) == [(None, 105, True)]


def test_form_3_counts_the_securities_underlying() -> None:
    row = option({**holding(0), "shares_owned_following": None}, underlying_shares="400")
    (line,) = lines_of(filing("f", "2020-01-02", row, form_type="3")).values()
    assert line[0].closing == 400


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Common Stock", "COMMON STOCK, par value $0.001 per share"),
        ("Common Stock, $.01 par value", "Common stock"),
        ("Ordinary Shares", "Ordinary Share"),
    ],
)
def test_titles_of_one_security(one: str, other: str) -> None:
    assert title_key(one) == title_key(other)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ({"nature_of_ownership": "By Trust"}, {"nature_of_ownership": "trust"}, True),
        ({"nature_of_ownership": "By Spouse (2)"}, {"nature_of_ownership": "By spouse"}, True),
        ({"nature_of_ownership": "By Son"}, {"nature_of_ownership": "By Daughter"}, False),
        ({"direct_or_indirect": "D"}, {"nature_of_ownership": "By Son"}, False),
    ],
)
def test_how_it_is_held(one: Json, other: Json, same: bool) -> None:
    rows = [{**holding(5), "direct_or_indirect": "I", **more} for more in (one, other)]
    a, b = (line_of(filing("f", "2020-01-02", row).rows[0]) for row in rows)
    assert (a == b) == same


def test_a_footnote_may_say_how_it_is_held() -> None:
    held = {
        "direct_or_indirect": "I",
        "nature_of_ownership": "See footnote",
        "footnotes": {"nature_of_ownership": ["1"]},
    }
    one, other = (
        filing("f", "2020-01-02", holding(5, **held), footnotes={"1": text}).rows[0]
        for text in ("Held by Elm Trust.", "Held by Oak Trust.")
    )
    assert line_of(one) != line_of(other)


def test_a_grant_is_its_price_and_expiration_whatever_its_title() -> None:
    one, other = option(holding(5)), option(holding(5), price="2.50", security_title="Employee option")
    a, b = (line_of(filing("f", "2020-01-02", row).rows[0]) for row in (one, other))
    assert a == b and a.certain


def test_units_without_price_and_date_are_counted_grant_by_grant() -> None:
    unit = option(holding(5), price="0", expiration=None, security_title="Restricted Stock Units")
    assert not line_of(filing("f", "2020-01-02", unit).rows[0]).certain
