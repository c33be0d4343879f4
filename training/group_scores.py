"""Scores of many inputs put together: over all, by form, by source kind, by field, each figure with its interval."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import astuple, dataclass
from typing import Any

from training.bootstrap import Interval, interval, resample
from training.figures import RATES, Counts, Figures
from training.score import FilingScore, total

SHARES = ("precision", "recall", "f1")
OK = "ok"


@dataclass(frozen=True, slots=True)
class Scored:
    """An input and its score. `name` is the gold's: inputs of one name are one filing in several guises.

    Without a record `status` and `error` say why.
    """

    name: str
    source: str
    form: str
    kind: str
    status: str
    score: FilingScore
    error: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """The figures of some inputs, and intervals of those in `RATES`; None where the draws are all alike."""

    figures: Figures
    intervals: dict[str, Interval | None]

    def as_json(self) -> dict[str, Any]:
        return self.figures.as_json() | {"intervals": _rounded(self.intervals)}


@dataclass(frozen=True, slots=True)
class FieldGroup:
    """A field's counts, and intervals of its precision, recall and F1."""

    counts: Counts
    intervals: dict[str, Interval | None]

    def as_json(self) -> dict[str, Any]:
        shares = {name: round(getattr(self.counts, name), 5) for name in SHARES}
        counts = {"right": self.counts.right, "wrong": self.counts.wrong, "missed": self.counts.missed}
        return counts | shares | {"intervals": _rounded(self.intervals)}


@dataclass(frozen=True, slots=True)
class Evaluation:
    """`by_field` starts with the field of most errors, `worst` with the input of most misses."""

    overall: Group
    by_form: dict[str, Group]
    by_source_kind: dict[str, Group]
    by_field: dict[str, FieldGroup]
    worst: tuple[Scored, ...]
    without_record: dict[str, int]

    def as_json(self) -> dict[str, Any]:
        return {
            "overall": self.overall.as_json(),
            "by_form": {name: group.as_json() for name, group in self.by_form.items()},
            "by_source_kind": {name: group.as_json() for name, group in self.by_source_kind.items()},
            "by_field": {name: group.as_json() for name, group in self.by_field.items()},
            "worst": [_as_json(scored) for scored in self.worst],
            "without_record": self.without_record,
        }


def group_scores(scored: Sequence[Scored], worst: int = 10, seed: int = 0) -> Evaluation:
    """All figures of some inputs, and the `worst` of them that have misses."""
    missed = sorted((s for s in scored if s.score.misses), key=lambda s: (-len(s.score.misses), s.source))
    return Evaluation(
        group(scored, seed),
        _group_by(scored, lambda s: s.form, seed),
        _group_by(scored, lambda s: s.kind, seed),
        group_fields(scored, seed),
        tuple(missed[:worst]),
        dict(Counter(s.status for s in scored if s.status != OK)),
    )


def group(scored: Sequence[Scored], seed: int = 0) -> Group:
    """The figures of inputs, their intervals over the filings behind them."""
    filings: defaultdict[str, Figures] = defaultdict(Figures)
    for one in scored:
        filings[one.name] += one.score.figures
    drawn = [Figures(*sums).rates() for sums in resample([astuple(f) for f in filings.values()], seed)]
    intervals = {name: interval(rates[name] for rates in drawn) for name in RATES}
    return Group(total(s.score for s in scored), intervals)


def group_fields(scored: Sequence[Scored], seed: int = 0) -> dict[str, FieldGroup]:
    """Each field over all inputs."""
    names = sorted({s.name for s in scored})
    fields: defaultdict[str, defaultdict[str, Counts]] = defaultdict(lambda: defaultdict(Counts))
    for one in scored:
        for field, counts in one.score.by_field.items():
            fields[field][one.name] += counts
    groups = {field: _field_group([of[name] for name in names], seed) for field, of in fields.items()}
    return dict(sorted(groups.items(), key=lambda item: (-item[1].counts.wrong - item[1].counts.missed, item[0])))


def _field_group(filings: Sequence[Counts], seed: int) -> FieldGroup:
    drawn = [Counts(*sums) for sums in resample([astuple(counts) for counts in filings], seed)]
    intervals = {
        "precision": interval(counts.precision for counts in drawn if counts.right + counts.wrong),
        "recall": interval(counts.recall for counts in drawn if counts.right + counts.missed),
        "f1": interval(counts.f1 for counts in drawn if counts != Counts()),
    }
    return FieldGroup(sum(filings, Counts()), intervals)


def _group_by(scored: Sequence[Scored], key: Callable[[Scored], str], seed: int) -> dict[str, Group]:
    groups: defaultdict[str, list[Scored]] = defaultdict(list)
    for one in scored:
        groups[key(one)].append(one)
    return {name: group(groups[name], seed) for name in sorted(groups)}


def _rounded(intervals: dict[str, Interval | None]) -> dict[str, list[float] | None]:
    return {name: [round(end, 5) for end in ends] if ends else None for name, ends in intervals.items()}


def _as_json(scored: Scored) -> dict[str, Any]:
    misses = [{"pointer": miss.pointer, "gold": miss.gold, "got": miss.got} for miss in scored.score.misses]
    names = ("source", "form", "kind", "status", "error")
    return {name: getattr(scored, name) for name in names} | {"misses": misses}
