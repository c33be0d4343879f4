"""When a judge is fitted anew, kept, or kept from letting anything pass."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from extraction.labelers.judge import Judge, Stratum
from training import calibrate
from training.fit_judge import NOTHING

SURE = ((np.array([[0.0, 9.0]], dtype=np.float32), np.zeros(2, dtype=np.float32)),)
"""Takes a sign of 1 for a sure row."""
KNOWN = Judge(SURE, SURE, SURE, (0.9, 0.9), (0.9, 0.9))


def samples(count: int, wrong: int) -> list[Any]:
    """So many filings, each with a row that the judge is sure of; so many of the rows are wrong."""
    return [
        SimpleNamespace(rows=SimpleNamespace(signs=[[1.0]], right=[i >= wrong], strata=[Stratum.FORM]))
        for i in range(count)
    ]


@pytest.mark.parametrize(("wrong", "held"), [(0, True), (1, True), (5, False)])
def test_a_known_judge_stays_unless_it_is_contradicted(wrong: int, held: bool) -> None:
    judge = calibrate.calibrate(samples(100, wrong), KNOWN)
    assert judge == KNOWN if held else judge and (judge.row_passes, judge.record_passes) == (NOTHING, NOTHING)


def test_few_filings_bear_no_judge(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calibrate, "fit_judge", lambda seen, seed: "fitted")
    assert calibrate.calibrate(samples(59, 0)) is None
    assert calibrate.calibrate(samples(60, 0)) == "fitted"
    assert calibrate.calibrate(samples(600, 0), KNOWN) == "fitted"
