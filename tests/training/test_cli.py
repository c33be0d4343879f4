from __future__ import annotations

from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from extraction.pipeline import extract, load_models
from tests.conftest import ROOT
from training.cli import train
from training.render import chromium

SAMPLES = ROOT / "annotations" / "samples"


def run(*args: str | Path) -> Result:
    app = typer.Typer()
    app.command()(train)
    return CliRunner().invoke(app, [str(a) for a in args])


def test_models_fitted_on_the_samples_alone_read_a_sample(tmp_path: Path) -> None:
    result = run("--annotations", SAMPLES, "--filings", "0", "--out", tmp_path)
    assert result.exit_code == 0, result.output
    assert "13 filings in all" in result.stderr
    record = extract(SAMPLES / "form4-edgar.html", models=load_models(tmp_path))
    assert record.form_type == "4"
    assert record.non_derivative


def test_nothing_to_learn_from_is_an_error(tmp_path: Path) -> None:
    result = run("--filings", "0", "--out", tmp_path)
    assert (result.exit_code, list(tmp_path.iterdir())) == (1, [])
    assert result.stderr.startswith("tieout: nothing to learn from")


def test_without_chromium_it_says_what_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chromium, "NAMES", ())
    result = run("--filings", "1", "--out", tmp_path)
    assert result.exit_code == 1
    assert "--filings 0 learns from the annotations alone" in result.stderr
