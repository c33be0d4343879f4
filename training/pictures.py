"""Pictures of a training and of a batch; matplotlib is imported where something is drawn."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from training.measure import Judged
from training.watch import Epoch

if TYPE_CHECKING:
    from matplotlib.figure import Figure

BINS = 10
"""Bars of the reliability diagram, each of like many values."""


def draw_confusion(pairs: Counter[tuple[str, str]], title: str) -> Figure:
    """How often a label (downwards) is given as another (across): shares of each label."""
    labels = sorted({label for pair in pairs for label in pair})
    at = {label: i for i, label in enumerate(labels)}
    counts = np.zeros((len(labels), len(labels)))
    for (gold, got), n in pairs.items():
        counts[at[gold], at[got]] = n
    shares = counts / np.maximum(counts.sum(axis=1, keepdims=True), 1)
    figure = _figure(3 + 0.38 * len(labels), 2 + 0.34 * len(labels))
    axes = figure.add_subplot(title=title, xlabel="given", ylabel="right")
    axes.imshow(shares, cmap="Blues", vmin=0, vmax=1, aspect="auto")
    axes.set_xticks(range(len(labels)), labels, rotation=90)
    axes.set_yticks(range(len(labels)), labels)
    for i, j in zip(*np.nonzero(counts), strict=True):
        colour = "white" if shares[i, j] > 0.5 else "black"
        axes.text(j, i, f"{counts[i, j]:.0f}", ha="center", va="center", fontsize=6, color=colour)
    return figure


def draw_reliability(values: Judged) -> Figure:
    """How often values are right beside how sure the judge is of them: on the diagonal it can be believed."""
    figure = _figure(5.5, 5)
    title = f"How far to believe a confidence ({len(values)} values)"
    axes = figure.add_subplot(title=title, xlabel="confidence", ylabel="share right")
    axes.plot([0, 1], [0, 1], color="grey", linewidth=0.8)
    ranked = sorted(values)
    parts = [part for part in np.array_split(np.array(ranked), min(BINS, len(ranked))) if len(part)] if ranked else []
    axes.plot([part[:, 0].mean() for part in parts], [part[:, 1].mean() for part in parts], marker="o")
    return figure


def draw_risk(rows: Judged) -> Figure:
    """The share of wrong rows among the surest ones, from the surest row to all rows."""
    figure = _figure(5.5, 4)
    title = f"Risk and coverage ({len(rows)} rows)"
    axes = figure.add_subplot(title=title, xlabel="share of rows taken, surest first", ylabel="share of them wrong")
    coverage, risk = risk_by_coverage(rows)
    axes.plot(coverage, risk)
    axes.set_ylim(bottom=0)
    return figure


def risk_by_coverage(rows: Judged) -> tuple[list[float], list[float]]:
    """Share taken and share wrong among it, a step for each row from the surest on; equally sure rows as they come."""
    wrong = np.cumsum([not right for _, right in sorted(rows, key=lambda row: -row[0])])
    taken = np.arange(1, len(wrong) + 1)
    return (taken / max(len(wrong), 1)).tolist(), (wrong / taken).tolist()


def draw_curves(curves: Mapping[str, Sequence[Epoch]]) -> Figure:
    """Loss on what is learned from, and share right of what is held out, pass by pass."""
    figure = _figure(3.6 * max(len(curves), 1), 3.4)
    for place, (name, epochs) in enumerate(curves.items(), 1):
        axes = figure.add_subplot(1, len(curves), place, title=name, xlabel="passes")
        numbers = [epoch.number for epoch in epochs]
        axes.plot(numbers, [epoch.loss for epoch in epochs], label="loss, learned from")
        seen = [(epoch.number, epoch.right) for epoch in epochs if epoch.right is not None]
        axes.plot([n for n, _ in seen], [right for _, right in seen], label="share right, held out")
        axes.legend(fontsize=7)
    return figure


def draw_drift(drifts: Mapping[str, float], limits: tuple[float, float]) -> Figure:
    """What drifted how far, beside the limits from which it is moderate and from which it is large."""
    figure = _figure(6.5, 1.5 + 0.35 * len(drifts))
    axes = figure.add_subplot(title="Drift of a batch", xlabel="population stability index")
    colours = ["tab:green" if d < limits[0] else "tab:orange" if d < limits[1] else "tab:red" for d in drifts.values()]
    axes.barh(list(drifts), list(drifts.values()), color=colours)
    axes.invert_yaxis()
    for limit in limits:
        axes.axvline(limit, color="grey", linewidth=0.8, linestyle="--")
    return figure


def _figure(width: float, height: float) -> Figure:
    from matplotlib.figure import Figure

    return Figure(figsize=(width, height), layout="constrained")
