from decimal import Decimal

from extraction.ledger.filing import Filing
from extraction.ledger.order import put_in_order
from tests.ledger.make_records import filing, holding, trade


def sources(filings: tuple[Filing, ...]) -> list[str]:
    return [f.source for f in filings]


def test_period_then_signature_then_source() -> None:
    signed = [{"name": "N", "date": "2020-03-09"}]
    a = filing("a", "2020-03-01", trade(1, "A", 10), signatures=signed)
    b = filing("b", "2020-03-01", trade(1, "A", 9))
    c = filing("c", "2020-02-01", trade(1, "A", 8))
    d = filing("d", "2020-03-01", trade(1, "A", 11), signatures=signed)
    assert sources(put_in_order([d, a, b, c])) == ["c", "b", "a", "d"]


def test_a_filing_without_period_goes_by_its_first_trade() -> None:
    late = filing("late", "", trade(1, "A", 9, "2020-02-03"), trade(1, "A", 10, "2020-02-01"))
    assert late.period == "2020-02-01"


def test_a_filing_sent_twice_counts_once() -> None:
    rows = (trade(5, "A", 105),)
    assert sources(put_in_order([filing("b", "2020-03-01", *rows), filing("a", "2020-03-01", *rows)])) == ["a"]


def amendment(*rows: dict[str, object], day: str = "2020-03-01", of: str = "2020-03-01") -> Filing:
    return filing(
        "amends",
        day,
        *rows,
        form_type="4/A",
        date_of_original_submission=of,
        signatures=[{"name": "N", "date": "2020-04-01"}],
        footnotes=[{"id": "1", "text": "Mended."}],
    )


def test_an_amendment_replaces_the_row_it_restates_and_no_other() -> None:
    kept = trade(20, "D", 85, "2020-03-02")
    original = filing("first", "2020-03-01", trade(5, "A", 105), kept, holding(7, direct_or_indirect="I"))
    (settled,) = put_in_order([amendment(trade(6, "A", 106)), original])
    assert [(r.source, r.following) for r in settled.rows] == [
        ("amends", Decimal(106)),
        ("first", Decimal(85)),
        ("first", Decimal(7)),
    ]
    assert (settled.source, settled.form, settled.amended_by) == ("first", "4", ("amends",))
    assert [n.source for n in settled.notes] == ["amends"]


def test_an_amendment_adds_the_row_that_was_left_out() -> None:
    original = filing("first", "2020-03-01", trade(5, "A", 105), trade(5, "A", 110))
    (settled,) = put_in_order([original, amendment(trade(7, "A", 117))])
    assert [r.following for r in settled.rows] == [105, 110, 117]


def test_an_amendment_that_restates_all_replaces_all() -> None:
    rows = [trade(5, "A", 105), trade(5, "A", 110), holding(3, direct_or_indirect="I", nature_of_ownership="By Son")]
    new = [trade(5, "A", 205), trade(5, "A", 210), holding(4, direct_or_indirect="I", nature_of_ownership="By Son")]
    (settled,) = put_in_order([filing("first", "2020-03-01", *rows), amendment(*new)])
    assert [r.following for r in settled.rows] == [205, 210, 4]


def test_the_original_is_told_by_its_date_of_submission() -> None:
    one = filing("one", "2020-03-01", trade(5, "A", 105))
    two = filing("two", "2020-03-09", trade(5, "A", 110))
    settled = put_in_order([one, two, amendment(trade(6, "A", 111), day="2020-03-09", of="2020-03-10")])
    assert [f.amended_by for f in settled] == [(), ("amends",)]


def test_an_amendment_of_what_is_not_at_hand_stands_for_itself() -> None:
    one = filing("one", "2020-01-01", trade(5, "A", 105))
    assert sources(put_in_order([one, amendment(trade(6, "A", 111))])) == ["one", "amends"]
