"""The judge of newly fitted models: fitted where enough filings bear it out, else the known one, checked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extraction.labelers.judge import Judge, probabilities
from training.fit_judge import NEVER, WRONG, Sample, fit_judge

FEW, MANY = 60, 600
"""Filings without which nothing can be said of how sure models are; so many that a known judge is given up for them."""


def calibrate(samples: Sequence[Sample], known: Judge | None = None, seed: int = 0) -> Judge | None:
    """The judge of what was seen of held-out filings; None, and all is reviewed, where they are few.

    A known judge, fitted on more filings than these, stays, but lets nothing pass where they contradict it.
    """
    if known and len(samples) < MANY:
        return known if holds(known, samples) else replace(known, row_passes=NEVER, record_passes=NEVER)
    return fit_judge(samples, seed) if len(samples) >= FEW else None


def holds(judge: Judge, samples: Sequence[Sample]) -> bool:
    """Whether no more rows pass wrongly than the share that is borne, chance allowed for (one-sided binomial test)."""
    from scipy.stats import binomtest

    sure = [p for sample in samples for p in probabilities(sample.rows.signs, judge.rows)]
    right = [r for sample in samples for r in sample.rows.right]
    passed = [r for p, r in zip(sure, right, strict=True) if p >= judge.row_passes]
    wrong = passed.count(False)
    return not wrong or bool(binomtest(wrong, len(passed), WRONG, alternative="greater").pvalue > 0.05)
