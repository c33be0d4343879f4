from decimal import Decimal

import pytest

from extraction.ledger.breaks import Step, follow
from extraction.ledger.grants import same_price
from tests.ledger.make_records import Json, filing, holding, option, trade


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("1.9375", "1.94", True),
        ("2", "2.00", True),
        ("2", "1.94", False),
        ("0.72", "0.7", False),
        ("10.5", "10.50", True),
    ],
)
def test_a_price_may_be_rounded(one: str, other: str, same: bool) -> None:
    assert same_price(Decimal(one), Decimal(other)) == same


def follow_options(*rows: Json) -> list[Step]:
    return list(follow([filing(f"f{i}", f"20{10 + i}-01-02", row) for i, row in enumerate(rows)]))


def test_a_grant_is_followed_over_the_years() -> None:
    steps = follow_options(
        option(holding(2750)),
        option(trade(50, "D", 2700), security_title="Non-qualified option"),
        option(trade(700, "D", 2000), price="2.50"),
    )
    assert [s.status for s in steps] == ["first", "ties", "ties"]
    assert len({s.line for s in steps}) == 1


def test_a_grant_rounded_and_dated_otherwise_is_still_the_one_alike() -> None:
    steps = follow_options(
        option(holding(2250), price="1.9375", expiration="2020-10-19"),
        option(trade(250, "D", 2000), price="1.94", expiration="2020-10-20"),
    )
    assert [s.status for s in steps] == ["first", "ties"]


def test_two_grants_alike_are_not_guessed_between() -> None:
    grants = [option(holding(n), price="1.9375", expiration=f"2020-10-{d}") for n, d in ((500, 18), (900, 19))]
    sold = option(trade(100, "D", 400), price="1.94", expiration="2020-10-20")
    steps = list(follow([filing("a", "2011-01-02", *grants), filing("b", "2012-01-02", sold)]))
    assert steps[-1].status == "first"


def test_a_new_award_does_not_go_on_an_old_one() -> None:
    units = {"price": "0", "expiration": None, "security_title": "Restricted Stock Units"}
    steps = follow_options(
        option(holding(500), **units), option(trade(300, "A", 300), **units), option(trade(100, "D", 200), **units)
    )
    assert [s.status for s in steps] == ["first", "first", "ties"]
    assert steps[-1].before is not None and steps[-1].before.source == "f1"


def test_awards_that_cannot_be_told_apart_make_no_break() -> None:
    units = {"price": "0", "expiration": None, "security_title": "Restricted Stock Units"}
    steps = follow_options(option(holding(500), **units), option(trade(100, "D", 150), **units))
    assert [s.status for s in steps] == ["first", "unclear"]
