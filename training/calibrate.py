"""The judge of newly fitted models: fitted where enough filings bear it out, else the known one, checked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extraction.labelers.judge import Judge, probabilities
from training.fit_judge import NOTHING, WRONG, Sample, fit_judge

FEW, MANY = 60, 600
"""Filings without which nothing can be said of how sure models are; so many that a known judge is given up for them."""


def calibrate(samples: Sequence[Sample], known: Judge | None = None, seed: int = 0) -> Judge | None:
    """The judge of what was seen of held-out filings; None, and all is reviewed, where they are few.

    A known judge, fitted on more filings than these, stays, but lets nothing pass where they contradict it.
    """
    if known and len(samples) < MANY:
        return known if holds(known, samples) else replace(known, row_passes=NOTHING, record_passes=NOTHING)
    return fit_judge(samples, seed) if len(samples) >= FEW else None


def holds(judge: Judge, samples: Sequence[Sample]) -> bool:
    """Whether no more rows pass wrongly than the share that is borne, chance allowed for (one-sided binomial test)."""
    from scipy.stats import binomtest

    seen = [
        (p, s.rows.right[k], s.rows.strata[k])
        for s in samples
        for k, p in enumerate(probabilities(s.rows.signs, judge.rows))
    ]
    passed = [right for p, right, stratum in seen if p >= judge.row_passes[stratum]]
    wrong = passed.count(False)
    return not wrong or bool(binomtest(wrong, len(passed), WRONG, alternative="greater").pvalue > 0.05)
