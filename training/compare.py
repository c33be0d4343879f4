"""A challenger beside the champion on the same filings: paired intervals, and what speaks against the challenger."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass, replace
from typing import Any

from training.bootstrap import OUTSIDE, Interval, interval, resample
from training.figures import RATES, Counts, Figures
from training.fit_judge import RECORDS_WRONG, WRONG
from training.label_scores import count_labels
from training.measure import Measured

LEAST = 5
"""Filings (and filings that show a label) below which nothing can be said."""
RECORDS = "records"
MODELS = ("rows", "cells", "tokens")
_PASSING = frozenset(RATES[6:])
"""Rates of what passes: no worse model where they fall, only one that asks more; `wrong_passed` judges them."""

Row = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """A figure of both models; `interval` is of challenger less champion, `worse` where that is significant."""

    group: str
    name: str
    champion: float | None
    challenger: float | None
    interval: Interval | None
    chance: float | None
    """Of a difference so bad where there is none; None where that cannot be said."""
    worse: bool = False

    def __str__(self) -> str:
        ends = f" (difference {self.interval[0]:+.3f} to {self.interval[1]:+.3f})" if self.interval else ""
        return f"{self.group} {self.name}: {_figure(self.champion)} → {_figure(self.challenger)}{ends}"


@dataclass(frozen=True, slots=True)
class Comparison:
    """Both models on `filings` distinct filings; `reasons` say what speaks against the challenger: none, none does."""

    filings: int
    differences: tuple[Difference, ...]
    reasons: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        names = ("group", "name", "champion", "challenger", "interval", "worse")
        rows = [{name: getattr(d, name) for name in names} for d in self.differences]
        return {"filings": self.filings, "differences": rows, "reasons": list(self.reasons)}


def compare(challenger: Measured, champion: Measured, seed: int = 0) -> Comparison:
    """Two models measured on the same filings in the same order, drawn again together (paired bootstrap by filing)."""
    names = [scored.name for scored in champion.scored]
    if names != [scored.name for scored in challenger.scored]:
        raise ValueError("the two models were not measured on the same filings")
    records = _records(challenger, champion, names, seed)
    fields = _counts("field", _fields(challenger), _fields(champion), names, seed)
    labels = [
        difference
        for model in MODELS
        for difference in _counts(model, _labels(challenger, model), _labels(champion, model), names, seed)
    ]
    differences = (*records, *_significant(list(fields)), *_significant(labels))
    count = len(set(names))
    few = [f"only {count} filings to compare on: fewer than {LEAST} tell nothing"] if count < LEAST else []
    worse = [f"significantly worse: {difference}" for difference in differences if difference.worse]
    return Comparison(count, differences, (*few, *worse, *wrong_passed(challenger, champion)))


def _figure(share: float | None) -> str:
    return "–" if share is None else f"{share:.3f}"


def _records(challenger: Measured, champion: Measured, names: Sequence[str], seed: int) -> Iterator[Difference]:
    """The contract's figures."""
    drawn = [[Figures(*sums).rates() for sums in resample(_by_name(m, names), seed)] for m in (challenger, champion)]
    whole = [sum((s.score.figures for s in m.scored), Figures()).rates() for m in (challenger, champion)]
    for name in RATES:
        pairs = ((a[name], b[name]) for a, b in zip(*drawn, strict=True))
        ends = interval(a - b for a, b in pairs if a is not None and b is not None)
        new, old = whole[0][name], whole[1][name]
        fell = new is not None and old is not None and new < old and (ends is None or ends[1] < 0)
        yield Difference(
            RECORDS, name, old, new, ends, None, fell and name not in _PASSING and len(set(names)) >= LEAST
        )


def _by_name(measured: Measured, names: Sequence[str]) -> list[Row]:
    held: dict[str, Figures] = dict.fromkeys(names, Figures())
    for scored in measured.scored:
        held[scored.name] += scored.score.figures
    return [astuple(figures) for figures in held.values()]


def _fields(measured: Measured) -> list[dict[str, Counts]]:
    return [scored.score.by_field for scored in measured.scored]


def _labels(measured: Measured, model: str) -> list[dict[str, Counts]]:
    return [count_labels(pairs[model]) if model in pairs else {} for pairs in measured.labels]


def _counts(
    group: str, new: Sequence[dict[str, Counts]], old: Sequence[dict[str, Counts]], names: Sequence[str], seed: int
) -> Iterator[Difference]:
    """F1 of every field or label that either model or the gold shows."""
    for label in sorted({label for counts in (*new, *old) for label in counts}):
        both = [_gathered(side, label, names) for side in (new, old)]
        drawn = [[Counts(*sums) for sums in resample([astuple(c) for c in side], seed)] for side in both]
        differences = [a.f1 - b.f1 for a, b in zip(*drawn, strict=True) if Counts() not in (a, b)]
        f1 = [sum(side, Counts()).f1 for side in both]
        shown = sum(a != Counts() or b != Counts() for a, b in zip(*both, strict=True))
        chance = _chance(f1[0] - f1[1], differences) if shown >= LEAST else None
        yield Difference(group, label, f1[1], f1[0], interval(differences), chance)


def _gathered(counts: Sequence[dict[str, Counts]], label: str, names: Sequence[str]) -> list[Counts]:
    held: defaultdict[str, Counts] = defaultdict(Counts)
    for name, one in zip(names, counts, strict=True):
        held[name] += one.get(label, Counts())
    return list(held.values())


def _chance(difference: float, drawn: Sequence[float]) -> float:
    """Of a difference at least so bad were there none: normal, as wide as the draws."""
    import numpy as np
    from scipy.stats import norm

    spread = float(np.std(drawn)) if drawn else 0.0
    if spread < 1e-12:
        return float(difference >= 0)
    return float(norm.cdf(difference / spread))


def _significant(differences: Sequence[Difference]) -> list[Difference]:
    """The same, marked where they are worse by more than the chance of many comparisons bears out (Holm 1979)."""
    ranked = sorted((d.chance, i) for i, d in enumerate(differences) if d.chance is not None)
    marked = list(differences)
    for place, (chance, i) in enumerate(ranked):
        if chance > OUTSIDE / 100 / (len(ranked) - place):
            break
        marked[i] = replace(marked[i], worse=True)
    return marked


def wrong_passed(challenger: Measured, champion: Measured) -> Iterator[str]:
    """Where more passes wrongly than is borne, and than the champion lets pass."""
    new, old = (sum((s.score.figures for s in m.scored), Figures()) for m in (challenger, champion))
    sides = (
        ("rows", (new.passed, new.passed_right), (old.passed, old.passed_right), WRONG),
        ("filings", (new.through, new.through_exact), (old.through, old.through_exact), RECORDS_WRONG),
    )
    for what, (passed, right), (before, right_before), borne in sides:
        wrong = (passed - right) / passed if passed else 0.0
        known = (before - right_before) / before if before else 0.0
        if wrong > max(borne, known):
            told = f"{passed - right} of {passed} {what} that pass are wrong ({wrong:.2%})"
            yield f"wrong but passed: {told}; at most {max(borne, known):.2%} is borne"
