"""What a run of a real, short training holds, and what its registered models do."""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import typer
from typer.testing import CliRunner, Result

from extraction import cli
from extraction.labelers.models import IN_USE, load_models, save_cells
from extraction.pipeline import extract
from tests.training.tracking.conftest import SAMPLES
from training.annotation_files import save_files
from training.drift import drift
from training.evaluate import evaluate
from training.in_use import bring, digest_models
from training.models_command import app as models_app

KINDS = {"html": "html", "markdown": "md", "ascii": "txt", "pdf": "pdf", "ownership_xml": "xml"}


@pytest.fixture
def run(told: str) -> Any:
    from training.tracking.store import connect, experiment

    (found,) = connect().search_runs([experiment()], "tags.kind = 'training'")
    return found


def artifacts(run: Any, folder: str = "") -> list[str]:
    from training.tracking.store import connect

    return [f.path for f in connect().list_artifacts(run.info.run_id, folder)]


def read(run: Any, path: str) -> Any:
    import mlflow

    return json.loads(Path(mlflow.artifacts.download_artifacts(run_id=run.info.run_id, artifact_path=path)).read_text())


def models(*args: str | Path) -> Result:
    return CliRunner().invoke(models_app, [str(a) for a in args])


def test_every_stage_is_told(told: str) -> None:
    stages = (
        "making filings",
        "to learn",
        "fitting rows",
        "fitting cells",
        "fitting tokens",
        "calibrating",
        "measuring",
    )
    places = [told.index(stage) for stage in (*stages, "logging", "registered as version 2")]
    assert places == sorted(places)


def test_a_run_holds_parameters_commit_and_data(run: Any) -> None:
    parameters, tags = run.data.params, run.data.tags
    assert {"seed", "filings", "annotations", "corpus", "code", "printed", "continue"} <= parameters.keys()
    assert re.fullmatch(r"[0-9a-f]{40}(-dirty)?|unknown", tags["mlflow.source.git.commit"])
    told = [({t.key: t.value for t in i.tags}, i.dataset) for i in run.inputs.dataset_inputs]
    assert {tags["mlflow.data.context"] for tags, _ in told} == {"learn", "calibrate", "measure"}
    assert all(re.fullmatch(r"[0-9a-f]{16}", dataset.digest) for _, dataset in told)
    (measured,) = (tags for tags, _ in told if tags["mlflow.data.context"] == "measure")
    assert sum(int(n) for source, n in measured.items() if source in KINDS) == int(parameters["data.measure"]) > 0


def test_a_run_holds_figures_with_intervals(run: Any) -> None:
    figures = run.data.metrics
    assert 0 < figures["records/field_f1/low"] < figures["records/field_f1"] < figures["records/field_f1/high"] < 1
    for name in ("form/4/field_f1", "rows/nd/f1", "rows/foot/recall", "cells/shares/precision", "tokens/ISSUER/f1"):
        assert 0 <= figures[name] <= 1
    assert not [name for name in figures if "+" in name]
    assert any(re.fullmatch(r"source/\w+/row_exact", name) for name in figures)
    from training.tracking.store import connect

    curve = connect().get_metric_history(run.info.run_id, "curve/cells/loss")
    assert [point.step for point in curve] == list(range(1, 9))
    assert curve[-1].value < curve[0].value


def test_a_run_holds_pictures_tables_and_models(run: Any) -> None:
    names = {Path(path).stem for path in artifacts(run, "pictures")}
    assert names == {
        *("confusion-rows", "confusion-cells", "confusion-tokens", "reliability", "risk-coverage", "learning-curves")
    }
    worst, labels = read(run, "tables/worst.json"), read(run, "tables/labels.json")
    assert 0 < len(worst["data"]) <= 10
    assert labels["columns"] == ["model", "label", "right", "wrong", "missed", "precision", "recall", "f1"]
    import mlflow

    where = [run.info.experiment_id]
    logged = {m.name: m for m in mlflow.search_logged_models(experiment_ids=where, output_format="list")}
    assert {"tokens", "rows", "cells", "cells-cut", "headings", "tieout"} <= logged.keys()
    tagger = mlflow.spacy.load_model(logged["tokens"].model_uri)
    assert tagger.get_pipe("tagger").labels == load_models(Path("work/models")).tokens.nlp.get_pipe("tagger").labels
    classifier = mlflow.sklearn.load_model(logged["cells"].model_uri)
    weights = load_models(Path("work/models")).cells.whole.layers[0][0]
    assert np.array_equal(classifier.coefs_[0], weights)


def test_evaluate_gives_the_figures_of_the_run(run: Any, tmp_path: Path) -> None:
    """The command on the held-out filings as files: the same code, the same figures to the digit."""
    from training.tracking.registry import held_out

    for number, filing in enumerate(held_out("2")):
        folder = tmp_path / str(number)
        folder.mkdir()
        save_files(filing, folder, KINDS[filing.source.value])
    app = typer.Typer()
    app.command()(evaluate)
    result = CliRunner().invoke(app, [str(tmp_path), "--model", "work/models", "--json"])
    shown = json.loads(result.stdout)
    assert shown["overall"] == read(run, "evaluation.json")["overall"]
    assert shown["overall"]["field_f1"] == round(run.data.metrics["records/field_f1"], 5)


def test_the_pyfunc_gives_the_record_that_extract_gives(told: str) -> None:
    import mlflow

    model = mlflow.pyfunc.load_model("models:/tieout@challenger")
    assert str(model.metadata.signature.inputs.input_types()[0]) == "DataType.binary"
    assert model.input_example
    pinned = Path(mlflow.pyfunc.get_model_dependencies("models:/tieout@challenger")).read_text().split()
    assert all(re.fullmatch(r"[\w.\-]+==[\w.]+", line) for line in pinned)
    assert {"mlflow", "spacy", "numpy", "pydantic"} <= {line.split("==")[0] for line in pinned}
    ours = load_models(Path("work/models"))
    names = ("form4-edgar.html", "form4-printed.pdf", "form4-ownership.xml", "sc13g-pellmere.html")
    records = model.predict([(SAMPLES / name).read_bytes() for name in names])
    for name, record in zip(names, records, strict=True):
        assert record | {"source": name} == extract(SAMPLES / name, models=ours).as_json()
    (nothing,) = model.predict([b"no filing at all"])
    assert nothing["status"] == "not_an_ownership_filing"


def test_extract_takes_names_of_registered_models(told: str) -> None:
    source = str(SAMPLES / "form4-edgar.html")
    by_name, by_number, by_path = (
        CliRunner().invoke(cli.app, ["extract", "--json", "--model", name, source])
        for name in ("challenger", "2", "work/models")
    )
    assert by_name.exit_code == 0, by_name.output
    assert by_name.stdout == by_number.stdout == by_path.stdout
    assert by_name.stdout != CliRunner().invoke(cli.app, ["extract", "--json", "--model", "champion", source]).stdout
    unknown = CliRunner().invoke(cli.app, ["extract", "--model", "nobody", source])
    assert unknown.exit_code == 1
    assert "no registered model is named 'nobody'" in unknown.stderr


def test_a_small_training_is_refused_and_the_models_in_use_stay_champion(told: str) -> None:
    from training.tracking.registry import aliases

    assert "version 2 is not promoted, version 1 stays the champion" in told
    assert "significantly worse: records field_f1" in told
    assert aliases() == {"champion": "1", "challenger": "2"}


def register(folder: Path) -> str:
    from training.tracking.log import a_run
    from training.tracking.registry import register

    with a_run("by a test", "test") as run:
        return register(folder, run.info.run_id, {}, None)


def test_the_gate(told: str, tmp_path: Path) -> None:
    """Models made worse on purpose are refused by label; their equals pass; force is recorded; use and back again."""
    from training.tracking.registry import CHAMPION, aliases, find_models, held_out, name_version
    from training.tracking.store import connect

    filings = tmp_path / "filings"
    for number, filing in enumerate(held_out("2")):
        (filings / str(number)).mkdir(parents=True)
        save_files(filing, filings / str(number), KINDS[filing.source.value])
    worse, good = tmp_path / "worse", load_models()
    bring(IN_USE, worse)
    (weights, bias), at = good.cells.whole.layers[-1], list(good.cells.labels).index("price_per_share")
    spoiled = bias.copy()
    spoiled[at] = -50.0
    whole = replace(good.cells.whole, layers=(*good.cells.whole.layers[:-1], (weights, spoiled)))
    save_cells(replace(good.cells, whole=whole), worse)
    bad = register(worse)
    shown = models("compare", bad, "--annotations", filings)
    assert "significantly worse: cells price_per_share" in shown.stdout
    refused = models("promote", bad, "--annotations", filings)
    assert refused.exit_code == 1
    assert f"version {bad} is not promoted, version 1 stays the champion" in refused.stdout
    assert "significantly worse: cells price_per_share" in refused.stdout
    assert aliases()["champion"] == "1"
    assert connect().get_model_version("tieout", bad).tags["gate"] == "refused"

    as_good = tmp_path / "as-good"
    bring(IN_USE, as_good)
    (as_good / "corpus.txt").write_text("")
    equal = register(as_good)
    assert json.loads(models("compare", equal, "--annotations", filings, "--json").stdout)["reasons"] == []
    promoted = models("promote", equal, "--annotations", filings)
    assert promoted.exit_code == 0, promoted.output
    assert aliases()["champion"] == equal

    forced = models("promote", bad, "--annotations", filings, "--force")
    assert forced.exit_code == 0
    assert "by force, although" in forced.stdout
    tags = connect().get_model_version("tieout", bad).tags
    assert tags["gate"] == "forced"
    assert "price_per_share" in tags["reasons"]

    place = tmp_path / "in-use"
    shutil.copytree(IN_USE, place)
    before = digest_models(place)
    used = models("use", "champion", "--into", place)
    assert used.exit_code == 0, used.output
    assert digest_models(place) == digest_models(find_models(bad)) != before
    assert (place / "costs.json").exists()
    back = models("rollback", "--into", place)
    assert back.exit_code == 0, back.output
    assert digest_models(place) == before
    name_version(CHAMPION, "1")


def test_a_drift_is_logged_with_its_picture(told: str, tmp_path: Path) -> None:
    """Filings much worse than those learned from: records of the champion on mis-cut text against written pages."""
    from training.tracking.store import connect, experiment

    records = tmp_path / "records.jsonl"
    sources = [str(SAMPLES / name) for name in ("form4-messy.txt", "form4-messier.txt", "form4-ocr.txt")]
    CliRunner().invoke(cli.app, ["extract", *sources, "--model", "challenger", "--out", str(records)])
    app = typer.Typer()
    app.command()(drift)
    result = CliRunner().invoke(app, [str(records), "--against", "challenger", "--json"])
    assert result.exit_code == 0, result.output
    assert json.loads(result.stdout)["drifted"]
    (run,) = connect().search_runs([experiment()], "tags.kind = 'drift'")
    assert run.data.metrics["psi/source kinds"] > 0.25
    assert artifacts(run, "pictures") == ["pictures/drift.png"]
