"""One short real training for all tests of tracking, in a store of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from extraction.cli import app
from extraction.labelers.models import IN_USE
from tests.conftest import ROOT
from training import cli
from training.render import chromium

SAMPLES = ROOT / "annotations" / "samples"


@pytest.fixture(scope="session")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """What a training on the samples and 24 invented filings says; the working directory is its own until the end."""
    pytest.importorskip("mlflow")
    if not (IN_USE / "tokens").is_dir():
        pytest.skip("no models in models/")
    folder: Path = tmp_path_factory.mktemp("tracked")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.delenv("MLFLOW_TRACKING_URI", raising=False)
        patch.setattr(chromium, "NAMES", ())
        app.command("train")(cli.train)
        settings = ["--annotations", str(SAMPLES), "--filings", "24", "--workers", "1", "--promote"]
        result = CliRunner().invoke(app, ["train", *settings])
        assert result.exit_code == 0, result.output
        yield result.stderr
