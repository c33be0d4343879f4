"""Training as a command: on the samples alone, twice, interrupted, and on from known models."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import typer
from typer.testing import CliRunner, Result

from extraction.labelers.models import PARTS, load_models
from extraction.pipeline import extract
from tests.conftest import ROOT
from training import cli, train
from training.fit_rows import OWN_CHAIN
from training.render import chromium

SAMPLES = ROOT / "annotations" / "samples"
ALONE = ("--annotations", SAMPLES, "--filings", "0", "--no-track")


def run(*args: str | Path) -> Result:
    app = typer.Typer()
    app.command()(cli.train)
    return CliRunner().invoke(app, [str(a) for a in args])


def files(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def test_the_same_seed_gives_the_same_bytes_interrupted_or_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One training in a process of its own, with other hashes; one interrupted before its last model, then gone on."""
    code = "from training.cli import train; import typer; typer.run(train)"
    command = [sys.executable, "-c", code, *map(str, ALONE), "--out", "straight", "--work", "elsewhere"]
    environment = {**os.environ, "PYTHONHASHSEED": "77", "OPENBLAS_NUM_THREADS": "1", "PYTHONPATH": str(ROOT)}
    told = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stderr

    def interrupt(*args: Any, **settings: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.chdir(tmp_path)
    with monkeypatch.context() as patch:
        patch.setattr(train, "fit_tokens", interrupt)
        assert run(*ALONE, "--out", "resumed").exit_code != 0
    assert not Path("resumed").exists()
    (work,) = (tmp_path / "work" / "training").iterdir()
    assert {"given.jsonl", "rows", "cells"} <= {p.name for p in work.iterdir()}
    with monkeypatch.context() as patch:
        for fitted_before in ("fit_rows", "fit_cells"):
            patch.setattr(train, fitted_before, interrupt)
        result = run(*ALONE, "--out", "resumed")
    assert result.exit_code == 0, result.output
    assert "fitting tokens" in result.stderr
    assert "fitting rows" not in result.stderr
    assert not work.exists()
    straight, resumed = files(tmp_path / "straight"), files(tmp_path / "resumed")
    assert {Path(name).parts[0] for name in straight} >= set(PARTS)
    assert [name for name in straight if straight[name] != resumed.get(name)] == []
    assert straight.keys() == resumed.keys()

    record = extract(SAMPLES / "form4-edgar.html", models=load_models(tmp_path / "resumed"))
    assert record.form_type == "4"
    assert record.non_derivative


def test_going_on_keeps_what_the_models_know(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A few filings move the models in use a little: labels, captions and lexicon stay, chains nearly, readings too."""
    monkeypatch.chdir(tmp_path)
    result = run(*ALONE, "--continue", "--out", "on")
    assert result.exit_code == 0, result.output
    base, on = load_models(), load_models(tmp_path / "on")
    assert on.lexicon == base.lexicon
    assert (on.tokens.captions, on.tokens.tags) == (base.tokens.captions, base.tokens.tags)
    moved = np.abs(np.exp(on.rows.transitions) - np.exp(base.rows.transitions)).max()
    assert 0 < moved <= OWN_CHAIN + 1e-5
    assert not (on.rows.layers[0][0] == base.rows.layers[0][0]).all()
    for name in ("form4-edgar.html", "form4-printed.pdf", "form3-vendor.html"):
        before, after = (extract(SAMPLES / name, models=models) for models in (base, on))
        assert after.issuer == before.issuer
        assert len(after.non_derivative) == len(before.non_derivative)


def test_nothing_to_learn_from_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = run("--filings", "0", "--out", "models")
    assert result.exit_code == 1
    assert result.stderr.startswith("tieout: nothing to learn from")
    (tmp_path / "empty").mkdir()
    result = run("--filings", "0", "--annotations", "empty", "--out", "models")
    assert result.exit_code == 1
    assert "no annotated filing" in result.stderr
    assert not Path("models").exists()


def test_without_chromium_filings_are_only_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(chromium, "NAMES", ())
    planned: list[train.Plan] = []
    monkeypatch.setattr("training.run.run", lambda plan, *rest: planned.append(plan))
    result = run("--filings", "6")
    assert result.exit_code == 0, result.output
    assert "HTML, Markdown and fixed-width text only: printing needs Chromium" in result.stderr
    assert [plan.printed for plan in planned] == [False]


def test_a_name_where_nothing_was_ever_registered_leaves_no_store_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("MLFLOW_TRACKING_URI", raising=False)
    result = run(*ALONE, "--continue", "--model", "champion")
    assert result.exit_code == 1
    assert "no registered model is named 'champion'" in result.stderr
    assert list(tmp_path.iterdir()) == []
    assert run(*ALONE, "--model", "champion").exit_code == 2
