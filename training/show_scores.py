"""An evaluation as a person reads it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.console import Group as Screen
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from training.bootstrap import Interval
from training.figures import RATES
from training.group_scores import Evaluation, FieldGroup, Group, Scored

SHOWN = 8
"""Misses of a filing that are shown."""
WIDEST = 60
"""Characters of a value that are shown."""

_COLUMNS = {
    "field_f1": "field F1",
    "row_exact": "row exact",
    "filing_exact": "filing exact",
    "link_f1": "link F1",
    "rows_passed": "rows passed",
    "rows_passed_exact": "right of them",
}


def show(evaluation: Evaluation) -> Screen:
    """All figures with their 95% intervals, then the worst filings."""
    return Screen(
        _overall(evaluation),
        Text(),
        _groups("form", evaluation.by_form),
        Text(),
        _groups("source kind", evaluation.by_source_kind),
        Text(),
        _fields(evaluation.by_field),
        *(line for scored in evaluation.worst for line in _misses(scored)),
    )


def _overall(evaluation: Evaluation) -> Table:
    figures, intervals = evaluation.overall.figures, evaluation.overall.intervals
    table = _table("all filings", "figure", "95% interval")
    table.add_row("filings", str(figures.filings), "")
    table.add_row("missing", str(figures.missing), "")
    for status, count in evaluation.without_record.items():
        table.add_row(f"no record: {status}", str(count), "")
    for name, rate in figures.rates().items():
        table.add_row(name.replace("_", " "), _figure(rate), _between(intervals[name]))
    return table


def _groups(what: str, groups: Mapping[str, Group]) -> Table:
    table = _table(what, "filings", *_COLUMNS.values())
    for name, group in groups.items():
        rates = group.figures.rates()
        cells = (_with_interval(rates[r], group.intervals[r]) for r in RATES if r in _COLUMNS)
        table.add_row(name, str(group.figures.filings), *cells)
    return table


def _fields(fields: Mapping[str, FieldGroup]) -> Table:
    table = _table("field", "right", "wrong", "missed", "precision", "recall", "F1")
    for name, field in fields.items():
        counts, intervals = field.counts, field.intervals
        shares = {"precision": counts.precision, "recall": counts.recall, "f1": counts.f1}
        cells = (_with_interval(share, intervals[s]) for s, share in shares.items())
        table.add_row(name, str(counts.right), str(counts.wrong), str(counts.missed), *cells)
    return table


def _table(first: str, *others: str) -> Table:
    table = Table(box=SIMPLE_HEAD, show_edge=False, pad_edge=False)
    table.add_column(first, overflow="fold")
    for heading in others:
        table.add_column(heading, justify="right", overflow="fold")
    return table


def _misses(scored: Scored) -> Iterator[RenderableType]:
    misses = scored.score.misses
    count = f"{len(misses)} misses" if len(misses) > 1 else "1 miss"
    yield Text.assemble("\n", (scored.source, "bold"), f"  {scored.form}, {scored.kind}: {count}")
    for miss in misses[:SHOWN]:
        yield Text(f"  {miss.pointer}: gold {_value(miss.gold)}, got {_value(miss.got)}", no_wrap=True)
    if len(misses) > SHOWN:
        yield Text(f"  and {len(misses) - SHOWN} more")


def _value(value: Any) -> str:
    shown = "nothing" if value is None else json.dumps(value, ensure_ascii=False)
    return shown if len(shown) <= WIDEST else f"{shown[: WIDEST - 1]}…"


def _figure(rate: float | None) -> str:
    return "–" if rate is None else f"{rate:.4f}"


def _between(interval: Interval | None) -> str:
    return f"{interval[0]:.3f} to {interval[1]:.3f}" if interval else ""


def _with_interval(rate: float | None, interval: Interval | None) -> str:
    if rate is None:
        return "–"
    return f"{rate:.3f} ({interval[0]:.3f}–{interval[1]:.3f})" if interval else f"{rate:.3f}"
