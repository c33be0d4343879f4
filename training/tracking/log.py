"""What is logged: a training's run with its data, figures, tables, pictures and models; a drift; a comparison."""

from __future__ import annotations

import gzip
import subprocess
import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from training.annotated import AnnotatedFiling, to_json
from training.contents import (
    counts_by_source,
    data_table,
    figures_of,
    labels_table,
    metric_name,
    pictures,
    worst_table,
)
from training.group_scores import group_scores
from training.keep import ROOT
from training.tracking.store import connect, experiment, pinned

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from mlflow.entities import Run

    from extraction.labelers.models import Models
    from training.group_scores import Evaluation
    from training.measure import Measured
    from training.measure_drift import Drift
    from training.prepare import Side
    from training.teach import Lesson
    from training.watch import Epoch

HELD_OUT = "held-out/held-out.jsonl.gz"
"""The artifact with the annotated filings that models are measured on."""
GATE = "gate"


@contextmanager
def a_run(name: str, kind: str, run_id: str | None = None) -> Iterator[Run]:
    """A run in our experiment, or one that goes on, tagged with the commit that made it."""
    where = experiment()
    import mlflow

    # Kept from the screen: MLflow warns of types and environments that are as they should be.
    with warnings.catch_warnings(record=True):
        started = mlflow.start_run(run_id=run_id) if run_id else mlflow.start_run(experiment_id=where, run_name=name)
        with started as run:
            mlflow.set_tags({"mlflow.source.git.commit": commit(), "mlflow.source.name": "tieout", "kind": kind})
            yield run


def commit() -> str:
    """The commit that is checked out, with `-dirty` where files differ from it; `unknown` outside a clone."""
    command = ["git", "describe", "--always", "--abbrev=40", "--dirty", "--exclude=*"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    return done.stdout.strip() or "unknown"


def log_parameters(parameters: Mapping[str, Any]) -> None:
    """All that a training was told."""
    import mlflow

    mlflow.log_params(dict(parameters))


def log_data(sides: Mapping[Side, Sequence[AnnotatedFiling]], digests: Mapping[Side, str]) -> None:
    """Each side of the split as a data set: its digest, its filings by name, source and issuer, counts by source."""
    import mlflow
    import pandas as pd

    for side, filings in sides.items():
        counts = counts_by_source(filings)
        mlflow.log_params({f"data.{side}.{source}": n for source, n in counts.items()})
        mlflow.log_params({f"data.{side}": len(filings), f"data.{side}.issuers": len({f.group for f in filings})})
        if filings:
            table = pd.DataFrame(data_table(filings))
            data = mlflow.data.from_pandas(table, name=f"tieout-{side}", digest=digests[side][:16])  # type: ignore[attr-defined]
            mlflow.log_input(data, context=side.value, tags={s: str(n) for s, n in counts.items()})


def log_held_out(filings: Sequence[AnnotatedFiling]) -> None:
    """The filings themselves, so that other models can be measured on them later."""
    import mlflow

    with TemporaryDirectory() as folder:
        path = Path(folder) / Path(HELD_OUT).name
        with gzip.GzipFile(path, "wb", mtime=0) as out:
            out.writelines((to_json(filing) + "\n").encode() for filing in filings)
        mlflow.log_artifact(str(path), str(Path(HELD_OUT).parent))


def log_measured(measured: Measured, evaluation: Evaluation, curves: Mapping[str, Sequence[Epoch]]) -> None:
    """Figures as metrics, learning curves as metrics by pass, tables, and pictures."""
    import mlflow
    import pandas as pd

    mlflow.log_metrics(figures_of(measured, evaluation))
    for name, epochs in curves.items():
        for epoch in epochs:
            right = {} if epoch.right is None else {f"curve/{name}/held-out-right": epoch.right}
            mlflow.log_metrics({f"curve/{name}/loss": epoch.loss} | right, step=epoch.number)
    mlflow.log_dict(evaluation.as_json(), "evaluation.json")
    for name, rows in (("labels", labels_table(measured)), ("worst", worst_table(evaluation))):
        if rows:
            mlflow.log_table(pd.DataFrame(rows), f"tables/{name}.json")
    for name, figure in pictures(measured, curves).items():
        mlflow.log_figure(figure, f"pictures/{name}.png")


def log_flavours(models: Models) -> None:
    """The models as their own libraries know them: the token pipeline, and the perceptrons as classifiers."""
    import mlflow.sklearn
    import mlflow.spacy

    from training.perceptron import as_classifier

    mlflow.spacy.log_model(models.tokens.nlp, name="tokens", pip_requirements=pinned("spacy"))
    layers = {
        "rows": models.rows.layers,
        "cells": models.cells.whole.layers,
        "cells-cut": models.cells.cut.layers,
        "headings": ((models.cells.heading_weights, models.cells.heading_bias),),
    }
    for name, held in layers.items():
        classifier = as_classifier(held)
        # The optimiser's moments double the size and are a type that skops does not know.
        del classifier._optimizer
        mlflow.sklearn.log_model(classifier, name=name, pip_requirements=pinned("scikit-learn"))


def log_lesson(lesson: Lesson) -> None:
    """A taught layout: its own filings, read without it, and each by what the others taught."""
    import mlflow

    name, read = f"taught/{lesson.taught.name}", {"before": lesson.before, "after": lesson.after}
    first, last = lesson.rows_right
    mlflow.set_tag(name, f"{len(lesson.filings)} filings, row exact {first:.3f} to {last:.3f}")
    mlflow.log_metrics({f"{name}/filings": float(len(lesson.filings))})
    for when, measured in read.items():
        rates = group_scores(measured.scored).overall.figures.rates()
        mlflow.log_metrics({metric_name(f"{name}/{rate}/{when}"): v for rate, v in rates.items() if v is not None})


def log_figures(run_id: str, figures: Mapping[str, float]) -> None:
    """Figures found later, of the models that a run made."""
    client = connect()
    for name, value in figures.items():
        client.log_metric(run_id, metric_name(name), value)


def log_gate(run_id: str, promoted: bool, reasons: Sequence[str], forced: bool, comparison: Mapping[str, Any]) -> None:
    """What the gate said of a challenger, in the run that made it."""
    client = connect()
    client.set_tag(run_id, GATE, "forced" if forced else "promoted" if promoted else "refused")
    client.set_tag(run_id, f"{GATE}.reasons", "\n".join(reasons))
    client.log_dict(run_id, dict(comparison), "comparison.json")


def log_drift(name: str, records: int, found: Sequence[Drift], figure: Figure) -> str:
    """A run of its own for a batch: its drift by measure, the picture; the run's id."""
    import mlflow

    from training.measure_drift import as_json

    with a_run(f"drift of {name}", "drift") as run:
        mlflow.log_params({"records": records, "batch": name})
        mlflow.log_metrics({f"psi/{d.measure}": d.psi for d in found})
        mlflow.log_dict({"drift": as_json(found)}, "drift.json")
        mlflow.log_figure(figure, "pictures/drift.png")
        return str(run.info.run_id)
