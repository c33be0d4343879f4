"""What a run of a training holds: figures, tables and pictures of a measurement, as plain data."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from training.annotated import AnnotatedFiling
from training.compare import MODELS
from training.group_scores import SHARES, Evaluation, Group
from training.label_scores import add_up, count_labels
from training.measure import Measured
from training.pictures import draw_confusion, draw_curves, draw_reliability, draw_risk
from training.watch import Epoch

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_STRANGE = re.compile(r"[^\w.\- /]")
SHOWN = 40
"""Misses of a filing that its row in the table of the worst tells."""


def figures_of(measured: Measured, evaluation: Evaluation) -> dict[str, float]:
    """Every figure by name: `records/field_f1`, its interval's `/low` and `/high`, `form/4/...`, `cells/shares/f1`."""
    found = dict(_of_group("records", evaluation.overall))
    for what, groups in (("form", evaluation.by_form), ("source", evaluation.by_source_kind)):
        for name, group in groups.items():
            found.update(_of_group(f"{what}/{name}", group))
    for model, pairs in add_up(measured.labels).items():
        for label, counts in count_labels(pairs).items():
            found.update({f"{model}/{label}/{share}": float(getattr(counts, share)) for share in SHARES})
    return {metric_name(name): value for name, value in found.items()}


def metric_name(name: str) -> str:
    """A name without what a metric's may not bear: `nd+` becomes `nd_more`."""
    return _STRANGE.sub("_", name.replace("+", "_more"))


def _of_group(name: str, group: Group) -> Iterator[tuple[str, float]]:
    yield f"{name}/filings", float(group.figures.filings)
    for rate, value in group.figures.rates().items():
        ends = group.intervals[rate]
        if value is not None:
            yield f"{name}/{rate}", value
        if ends:
            yield f"{name}/{rate}/low", ends[0]
            yield f"{name}/{rate}/high", ends[1]


def labels_table(measured: Measured) -> list[dict[str, Any]]:
    """Precision, recall and F1 of each label of each model."""
    whole = add_up(measured.labels)
    return [
        {"model": model, "label": label, "right": c.right, "wrong": c.wrong, "missed": c.missed}
        | {share: round(getattr(c, share), 4) for share in SHARES}
        for model in MODELS
        for label, c in sorted(count_labels(whole.get(model, Counter())).items())
    ]


def worst_table(evaluation: Evaluation) -> list[dict[str, Any]]:
    """The filings of most misses, and what was missed in each."""
    return [
        {
            "filing": scored.source,
            "form": scored.form,
            "source": scored.kind,
            "misses": len(scored.score.misses),
            "what": "; ".join(f"{m.pointer}: {m.gold!r}, got {m.got!r}" for m in scored.score.misses[:SHOWN]),
        }
        for scored in evaluation.worst
    ]


def pictures(measured: Measured, curves: Mapping[str, Sequence[Epoch]]) -> dict[str, Figure]:
    """Confusion of each model's labels, reliability, risk and coverage, learning curves."""
    drawn = {f"confusion-{m}": draw_confusion(pairs, f"Labels of {m}") for m, pairs in add_up(measured.labels).items()}
    drawn["reliability"] = draw_reliability(measured.values)
    drawn["risk-coverage"] = draw_risk(measured.rows)
    if curves:
        drawn["learning-curves"] = draw_curves(curves)
    return drawn


def data_table(filings: Iterable[AnnotatedFiling]) -> list[dict[str, Any]]:
    """A row for each filing of a data set, without its content."""
    columns = ((f.name, f.source.value, f.group, len(f.annotations)) for f in filings)
    return [dict(zip(("name", "source", "issuer", "annotations"), row, strict=True)) for row in columns]


def counts_by_source(filings: Iterable[AnnotatedFiling]) -> dict[str, int]:
    """How many filings of each source kind."""
    return dict(sorted(Counter(f.source.value for f in filings).items()))
