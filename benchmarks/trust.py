"""How far the probabilities of values, rows and records can be believed: figures and pictures, by kind of source."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

from benchmarks.accuracy import GOLD, inputs_of
from benchmarks.readme import update_readme
from extraction.document import Source
from extraction.labelers.judge import Judge, probabilities
from extraction.labelers.models import Models
from training.annotated import AnnotatedFiling
from training.fit_judge import Sample, look
from training.prepare import Batch, make_batch
from training.render import invent
from training.render.designs import make_one, pages_for_print
from training.render.make import make

if TYPE_CHECKING:
    from matplotlib.axes import Axes

HERE = Path(__file__).parent
PICTURES = HERE / "pictures"
STORED = HERE / "trust.json"
SEED = 20261121
FILINGS = 30
"""Invented filings of each kind of source."""
OWN = 150
"""Invented filings whose own pages are made, four of each."""
BINS = 10
WRITTEN = (Source.HTML, Source.MARKDOWN, Source.ASCII)
PRINTED = (Source.PDF, Source.LAYOUT, Source.MESSY, Source.OCR)
DEV = ("html", "pdf", "layout", "markdown", "messy1", "messy2", "ocrtext")


@dataclass(frozen=True, slots=True)
class Judged:
    """Probabilities with whether what they were given to was right."""

    sure: tuple[float, ...]
    right: tuple[bool, ...]

    @classmethod
    def joined(cls, parts: Iterable[Judged]) -> Judged:
        held = list(parts)
        return cls(tuple(p for j in held for p in j.sure), tuple(r for j in held for r in j.right))


@dataclass(frozen=True, slots=True)
class Kind:
    """What was judged of one kind of source."""

    name: str
    values: Judged
    rows: Judged
    passed: tuple[bool, ...]
    """Of the rows that pass: whether they are right."""


def invented(rng: Random, most: int = FILINGS) -> Iterator[AnnotatedFiling]:
    """So many fresh filings of each kind of source, the same for the same seed."""
    records = [invent.filing(rng) for _ in range(most * len(WRITTEN))]
    for i, record in enumerate(records):
        yield make_one(f"written-{i}", record, WRITTEN[i % len(WRITTEN)], rng)
    named = ((f"printed-{i}", record) for i, record in enumerate(records[:most]))
    yield from make(pages_for_print(named, rng), PRINTED, rng, (1.5,))


def own_pages(most: int = OWN) -> Iterator[AnnotatedFiling]:
    """The form's own pages of so many fresh filings, each as HTML, as Markdown, printed, and as text of the print."""
    rng = Random(f"{SEED}/own")
    records = tuple((f"own-{i}", invent.filing(rng)) for i in range(most))
    yield from make_batch(Batch(f"{SEED}-own", records, printed=True, own=True))


def of_folder(folder: Path) -> Iterator[AnnotatedFiling]:
    """Real filings with their gold records; nothing tells where their values stand."""
    for path in inputs_of(folder):
        gold = json.loads(path.with_name(path.name.removesuffix(path.suffix) + GOLD).read_text(encoding="utf-8"))
        yield AnnotatedFiling(path.name, Source.HTML, path.stem, path.read_bytes(), gold, ())


def judge_kinds(filings: Iterable[tuple[str, AnnotatedFiling]], models: Models) -> list[Kind]:
    """The probabilities of every value and row, by the name that comes with each filing."""
    assert models.judge is not None
    samples: dict[str, list[Sample]] = {}
    for name, filing in filings:
        if sample := look(filing, models):
            samples.setdefault(name, []).append(sample)
    return [_kind(name, held, models.judge) for name, held in samples.items()]


def _kind(name: str, samples: Sequence[Sample], judge: Judge) -> Kind:
    values = [Judged(tuple(probabilities(s.values.signs, judge.values)), tuple(s.values.right)) for s in samples]
    rows = [Judged(tuple(probabilities(s.rows.signs, judge.rows)), tuple(s.rows.right)) for s in samples]
    strata = [stratum for s in samples for stratum in s.rows.strata]
    whole = Judged.joined(rows)
    passed = (r for p, r, k in zip(whole.sure, whole.right, strata, strict=True) if p >= judge.row_passes[k])
    return Kind(name, Judged.joined(values), whole, tuple(passed))


def bins(judged: Judged, most: int = BINS) -> list[tuple[float, float, int]]:
    """Bins of like numbers, the least sure first: mean probability, share right, how many (ties stay together)."""
    order = sorted(zip(judged.sure, judged.right, strict=True))
    size = max(1, -(-len(order) // most))
    parts: list[list[tuple[float, bool]]] = []
    for pair in order:
        if parts and (len(parts[-1]) < size or parts[-1][-1][0] == pair[0]):
            parts[-1].append(pair)
        else:
            parts.append([pair])
    return [(sum(p for p, _ in b) / len(b), sum(r for _, r in b) / len(b), len(b)) for b in parts]


def calibration_error(judged: Judged) -> float:
    """Expected calibration error: how far probability and share right lie apart, weighted by bin (Naeini 2015)."""
    return sum(abs(sure - right) * n for sure, right, n in bins(judged)) / max(1, len(judged.sure))


def risks(judged: Judged) -> list[tuple[float, float]]:
    """Share passed and share wrong among what passes, the surest first; what is equally sure passes together."""
    order = sorted(zip(judged.sure, judged.right, strict=True), key=lambda pair: -pair[0])
    points, wrong = [], 0
    for n, (sure, right) in enumerate(order, 1):
        wrong += not right
        if n == len(order) or order[n][0] < sure:
            points.append((n / len(order), wrong / n))
    return points


def figures_of(kinds: Sequence[Kind]) -> dict[str, dict[str, Any]]:
    """By kind of source: how many values and rows, share right, calibration error; how many rows pass, and wrongly."""
    return {
        kind.name: {"passed": {"count": len(kind.passed), "wrong": kind.passed.count(False)}}
        | {
            what: {
                "count": len(judged.sure),
                "right": round(sum(judged.right) / max(1, len(judged.right)), 4),
                "calibration_error": round(calibration_error(judged), 4),
            }
            for what, judged in (("values", kind.values), ("rows", kind.rows))
        }
        for kind in kinds
    }


def draw_pictures(kinds: Sequence[Kind], name: str) -> None:
    """Reliability of values and of rows, and the risk that is left where the surest rows pass, as PNG."""
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    PICTURES.mkdir(exist_ok=True)
    figure, (values, rows, risk) = pyplot.subplots(1, 3, figsize=(13, 4.2), constrained_layout=True)
    for kind in kinds:
        _reliability(values, kind.values, kind.name)
        _reliability(rows, kind.rows, kind.name)
        passed = risks(kind.rows)
        risk.plot([x for x, _ in passed], [y for _, y in passed], label=kind.name, linewidth=1.2)
    for axes, title in ((values, "values"), (rows, "rows")):
        axes.plot([0, 1], [0, 1], color="grey", linewidth=0.8, linestyle=":")
        axes.set(title=f"{title}: said and true", xlabel="probability given", ylabel="share right")
    risk.set(title="rows: risk and coverage", xlabel="share passed, the surest first", ylabel="share wrong of these")
    risk.set_ylim(bottom=-0.005)
    risk.legend(fontsize=8)
    figure.savefig(PICTURES / f"{name}.png", dpi=110, metadata={"Software": None})
    pyplot.close(figure)


def _reliability(axes: Axes, judged: Judged, name: str) -> None:
    points = bins(judged)
    axes.plot([p for p, _, _ in points], [r for _, r, _ in points], marker="o", markersize=3, linewidth=1, label=name)


def table(figures: dict[str, dict[str, Any]]) -> str:
    """The figures as Markdown, a row a kind of source."""
    lines = [
        "| source | values | right | calibration error | rows | right | calibration error | pass | wrong of these |"
    ]
    lines.append("| --- |" + " ---: |" * 8)
    for name, held in figures.items():
        parts = [held[what] for what in ("values", "rows", "passed")]
        cells = [f"{n:.3f}" if isinstance(n, float) else str(n) for part in parts for n in part.values()]
        lines.append(f"| {name} | {' | '.join(cells)} |")
    return "\n".join(lines)


def _picture(name: str) -> str:
    return f"![Reliability, and the risk that is left](benchmarks/pictures/{name}.png)"


def main() -> int:
    """Figures and pictures of invented filings, and of real ones where they are at hand."""
    from extraction.pipeline import load_models

    models = load_models()
    if models.judge is None:
        print("skipped: the models hold no judge")
        return 0
    fresh = judge_kinds(((f.source.value, f) for f in invented(Random(SEED))), models)
    own = judge_kinds(((f"{f.source.value}, the form's own", f) for f in own_pages()), models)
    stored = {"invented": figures_of([*fresh, *own])}
    draw_pictures(fresh, "trust-invented")
    shown = f"{table(stored['invented'])}\n\n{_picture('trust-invented')}"
    dev = Path(os.environ.get("TIEOUT_SHARED", HERE.parent.parent / "shared")) / "filings" / "dev"
    if dev.is_dir():
        real = judge_kinds(((name, f) for name in DEV for f in of_folder(dev / name)), models)
        stored["real"] = figures_of(real)
        draw_pictures(real, "trust-real")
        shown += f"\n\nOn the real filings above:\n\n{table(stored['real'])}\n\n{_picture('trust-real')}"
    STORED.write_text(json.dumps(stored, indent=1) + "\n", encoding="utf-8")
    print(shown)
    update_readme("trust", shown)
    return 0


if __name__ == "__main__":
    sys.exit(main())
