"""The suite of planted errors: what it plants, and what it takes for decidable."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks import misfiled
from benchmarks.misread import KINDS, origins, parse, spoil
from benchmarks.planted import Run, invented, seen_of, summary, table
from benchmarks.seen import figures_of, links_of
from benchmarks.trust import Judged, bins, calibration_error, risks

TEXTS = st.sampled_from(["17,000", "305,300", "12.75", "11/25/2003", "1/7/2020", "1,234,567", "88"])


@given(TEXTS, st.sampled_from(KINDS), st.integers(0, 1000))
def test_every_misreading_in_digits_is_known_backwards(text: str, kind: str, seed: int) -> None:
    misread = spoil(text, kind, Random(seed))
    if misread and all(c.isdigit() or c in ",./" for c in misread):
        assert text.replace(",", "") in origins(misread.replace(",", ""))


@pytest.mark.parametrize(("text", "date", "value"), [("17,000", False, "17000"), ("17,00", False, None)])
def test_amounts_with_commas_out_of_place_say_nothing(text: str, date: bool, value: str | None) -> None:
    assert parse(text, date) == value


def test_links_hold_in_what_is_invented() -> None:
    record = invented(Random(3))
    values = figures_of(record)
    assert len(links_of(record)) > 1 and all(link.agrees(values) for link in links_of(record))


def sales(*rows: tuple[str, str]) -> dict[str, object]:
    held = {"kind": "transaction", "security_title": "Stock", "direct_or_indirect": "D", "acquired_disposed": "D"}
    table_one = [held | {"shares": s, "shares_owned_following": f, "footnotes": {}} for s, f in rows]
    return {"form_type": "4", "non_derivative": table_one, "derivative": [], "signatures": [], "footnotes": {}}


@pytest.mark.parametrize(
    ("row", "misread", "seen"),
    [(1, "10,000", "told"), (0, "7,000", "unseen"), (2, "1,800", "either"), (2, "3,100", "told")],
    ids=["between two ties", "before all ties", "a balance explains it as well", "at the end"],
)
def test_what_the_other_figures_know(row: int, misread: str, seen: str) -> None:
    record = sales(("1000", "50000"), ("1000", "49000"), ("1300", "47700"))
    pointer = f"/non_derivative/{row}/shares"
    assert seen_of(pointer, misread, figures_of(record), links_of(record)) == seen


@pytest.mark.parametrize("kind", misfiled.KINDS)
def test_each_error_of_a_filer_changes_what_it_names(kind: str) -> None:
    rng = Random(7)
    record, error = next((r, e) for r in iter(lambda: invented(rng), None) if (e := misfiled.misfile(r, kind, rng)))
    assert error.kind == kind and error.pointers and error.record != record


def test_figures_of_an_empty_run_can_be_shown() -> None:
    run = Run()
    run.clock.whole = 1.0
    assert "none" in table(summary(run))


def test_a_calibrated_judge_has_no_error() -> None:
    judged = Judged((0.5,) * 10 + (1.0,) * 10, (True, False) * 5 + (True,) * 10)
    assert calibration_error(judged) == 0
    assert [n for _, _, n in bins(judged)] == [10, 10]
    assert risks(judged) == [(0.5, 0.0), (1.0, 0.25)]


def test_a_judge_too_sure_of_itself_has() -> None:
    assert calibration_error(Judged((0.9,) * 10, (True,) * 5 + (False,) * 5)) == pytest.approx(0.4)
