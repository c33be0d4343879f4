"""Holdings, funds and trades: what the token model names, and how it and the rules are brought together."""

from __future__ import annotations

import re
from random import Random

import pytest

from extraction.errors import NoModels
from extraction.labelers.narrative import IN_USE, NarrativeModel, narrative_in_use
from extraction.pipeline import extract_bytes
from extraction.record import ReportingPerson
from extraction.schedule13 import read_schedule
from extraction.schedule13.agreement import ALONE, agree
from extraction.schedule13.narrative import Told, read_narrative, stretches
from extraction.schedule13.trade_terms import TradeReading
from tests.schedule13.covers_in_text import SPLIT_13D, ascii_document, schedule_13d
from training.render.schedule13_page import draw


@pytest.fixture(scope="module")
def model() -> NarrativeModel:
    if not IN_USE.is_dir():
        pytest.skip("no narrative model: python -m training.fit_narrative models/narrative")
    return narrative_in_use()


def _no_model() -> NarrativeModel:
    raise NoModels("none here")


SAID = """SCHEDULE 13D

Item 3.  Source and Amount of Funds or Other Consideration.

Pellworm Fund, L.P. used $1,234,567 of its working capital to purchase the shares.

Item 5.  Interest in Securities of the Issuer.

(a) Pellworm Fund, L.P. beneficially owned 200,000 shares of Common Stock, representing approximately 1.2% of
the 16,666,667 shares outstanding.

(c) {trades}

Item 6.  Contracts.  None.
"""


@pytest.mark.parametrize(
    ("trades", "found"),
    [
        (
            "On May 4, 2004, Pellworm Fund, L.P. sold 1,500 shares at $12.25 per share.",
            [("sale", "2004-05-04", "1500", "12.25")],
        ),
        (
            "A. Pellworm Fund, L.P.\n\n(Purchases)\n\nDuring June 2003 1,900 $.61",
            [("purchase", "2003-06", "1900", "0.61")],
        ),
        (
            "The following purchases of shares were made on the open market:\n\n"
            "  Date       Shares     Price\n  6/02/04     1,000     10.50\n"
            "  6/03/04       700     10.75\n",
            [("purchase", "2004-06-02", "1000", "10.50"), ("purchase", "2004-06-03", "700", "10.75")],
        ),
        ("None.", []),
    ],
)
def test_the_model_names_trades_however_they_are_told(
    model: NarrativeModel, trades: str, found: list[tuple[str, str, str, str]]
) -> None:
    told = read_narrative(re.sub(r" {2,}", "\t", SAID.format(trades=trades)), 0, model)
    assert [(t.kind, t.date, t.shares, t.price) for t, _ in told.trades] == found


def test_the_model_names_holdings_and_funds(model: NarrativeModel) -> None:
    told = read_narrative(SAID.format(trades="None."), 0, model)
    assert [(h.holder, h.shares, h.percent) for h, _ in told.holdings] == [("Pellworm Fund, L.P.", "200000", "1.2")]
    assert [(f.holder, f.amount) for f in told.funds] == [("Pellworm Fund, L.P.", "1234567")]


def test_invented_schedules_are_read_as_they_were_told(model: NarrativeModel) -> None:
    """Trades and funds of schedules that the model was not fitted on (their seeds are others)."""
    right = there = 0
    for seed in range(9_000, 9_012):
        filing = draw("made", Random(seed))
        record = extract_bytes(filing.content, "made").as_json()
        got = [(t["date"][:7], t["shares"]) for t in record.get("transactions", [])]
        for trade in filing.gold["transactions"]:
            there += 1
            right += (trade["date"][:7], trade["shares"]) in got
    assert there > 20
    assert right / there > 0.9


def test_what_both_readers_find_is_sure(model: NarrativeModel) -> None:
    record = read_schedule(schedule_13d(SPLIT_13D))
    assert not [r for r in record.review_reasons if "alone" in r]
    assert all(record.evidence[f"/transactions/{i}"].confidence == 1 for i in range(3))


def test_without_a_model_the_rules_stand_alone_and_ask_for_review() -> None:
    record = read_schedule(schedule_13d(SPLIT_13D), _no_model)
    assert len(record.transactions) == 3
    assert "narrative items were read by rules alone" in record.review_reasons
    assert record.evidence["/transactions/0"].confidence == ALONE


def _trade(day: str, place: int, shares: str = "100") -> TradeReading:
    return TradeReading("Pellworm", "purchase", day, shares, "9.50", (place, place + 10))


def test_a_trade_that_one_reader_missed_is_kept_and_flagged() -> None:
    seen, missed = _trade("2004-05-04", 40), _trade("2004-05-05", 80)
    told = Told(trades=((seen, 0.99), (missed, 0.95), (_trade("2004-05-06", 120), 0.4)))
    joined = agree((), (seen,), told, "", (ReportingPerson(name="Pellworm Fund, L.P."),))
    assert [(t.date, t.certainty) for t in joined.trades] == [("2004-05-04", 1.0), ("2004-05-05", ALONE)]
    assert joined.doubts == ("1 trades were found by the token model alone",)


def test_where_they_differ_the_rules_stand_and_are_flagged() -> None:
    rule, other = _trade("2004-05-04", 40, "100"), _trade("2004-05-04", 42, "700")
    joined = agree((), (rule,), Told(trades=((other, 0.99),)), "", ())
    assert [(t.shares, t.certainty) for t in joined.trades] == [("100", ALONE)]
    assert joined.doubts == ("1 trades were found by rules alone",)


def test_the_model_reads_items_2_3_and_5_and_what_follows_them() -> None:
    text = SAID.format(trades="See Schedule A.") + "\nSIGNATURE\n\nSchedule A:\n\n5/4/04   1,500   $12.25\n"
    assert [item for *_, item in stretches(text)] == ["3", "5", "annex"]


def test_a_folder_without_a_model_says_so(tmp_path) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(NoModels):
        narrative_in_use(tmp_path / "none")
    with pytest.raises(NoModels):
        narrative_in_use(tmp_path)


def test_nothing_of_the_narrative_is_asked_of_a_13g() -> None:
    from tests.schedule13.covers_in_text import BOXED_13G, schedule_13g

    assert read_schedule(schedule_13g(BOXED_13G), _no_model).needs_review is False
    assert read_schedule(ascii_document("SCHEDULE 13D\n"), _no_model).needs_review
