import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import typer
from typer.testing import CliRunner, Result

from extraction import cli
from tests.batch.stand_in import prepare, prepare_without_models
from tests.conftest import ROOT
from training.bootstrap import interval, resample
from training.evaluate import evaluate, find_pairs
from training.figures import RATES
from training.group_scores import Scored, group, group_scores
from training.score import score_filing

GOLD = {"form_type": "4", "issuer": {"name": "Quillmoor Tidal Works"}}


@pytest.fixture(autouse=True)
def no_models(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cli, "LoadModels", lambda model: prepare)


def tieout(*args: str | Path) -> Result:
    app = typer.Typer()
    app.command()(evaluate)
    return CliRunner().invoke(app, [str(a) for a in args])


def put(folder: Path, name: str, gold: dict[str, Any], **texts: str) -> None:
    folder.mkdir(exist_ok=True, parents=True)
    (folder / f"{name}.gold.json").write_text(json.dumps(gold))
    for suffix, text in texts.items():
        (folder / f"{name}.{suffix}").write_text(text)


def test_each_input_of_a_gold_is_a_pair(tmp_path: Path) -> None:
    put(tmp_path, "a", GOLD, html="4", xml="4", json="{}")
    put(tmp_path, "a.b", GOLD, txt="4")
    put(tmp_path / "below", "c[1]", GOLD, txt="4")
    put(tmp_path, "lost", GOLD)
    found = [(pair.name, pair.source and pair.source.name) for pair in find_pairs(tmp_path)]
    assert found == [("a.b", "a.b.txt"), ("a", "a.html"), ("a", "a.xml"), ("c[1]", "c[1].txt"), ("lost", None)]


@pytest.mark.parametrize("workers", ["1", "2"])
def test_figures_come_as_json(tmp_path: Path, workers: str) -> None:
    put(tmp_path, "a", GOLD, html="4", txt="3")
    put(tmp_path, "b", GOLD | {"form_type": {"any_of": ["5", "5/A"]}}, txt="bug")
    put(tmp_path, "lost", GOLD)
    result = tieout(tmp_path, "--json", "--workers", workers)
    assert result.exit_code == 0
    assert result.stderr.splitlines() == [
        "b.txt: ValueError: two lines (failed)",
        "lost.gold.json: no input beside it (missing)",
    ]
    shown = json.loads(result.stdout)
    overall = shown["overall"]
    assert (overall["filings"], overall["missing"], overall["field_precision"]) == (4, 1, 0.5)
    assert overall["intervals"]["field_precision"] == [0.5, 1.0]
    assert {form: g["filings"] for form, g in shown["by_form"].items()} == {"4": 3, "5": 1}
    assert sorted(shown["by_source_kind"]) == ["no input", "no record (txt)", "unknown"]
    assert shown["by_field"]["form_type"] | {"intervals": None} == {
        "right": 1, "wrong": 1, "missed": 3, "precision": 0.5, "recall": 0.25, "f1": 0.33333, "intervals": None,
    }  # fmt: skip
    assert shown["without_record"] == {"failed": 1, "missing": 1}
    assert [w["source"] for w in shown["worst"]] == ["a.txt", "b.txt", "lost.gold.json", "a.html"]
    assert shown["worst"][3]["misses"] == [{"pointer": "/issuer/name", "gold": "Quillmoor Tidal Works", "got": None}]


def test_figures_come_as_tables(tmp_path: Path) -> None:
    put(tmp_path, "a", GOLD, txt="3")
    put(tmp_path, "b", GOLD, txt="4")
    result = tieout(tmp_path, "--worst", "1")
    assert result.exit_code == 0
    for said in ("95% interval", "field f1", "unknown", "issuer.name", "a.txt", 'gold "4", got "3"'):
        assert said in result.stdout
    assert "b.txt" not in result.stdout


def test_what_stops_a_run_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "no gold records" in tieout(tmp_path).stderr
    put(tmp_path, "a", GOLD, txt="4")
    monkeypatch.setattr(cli, "LoadModels", lambda model: prepare_without_models)
    assert "models/tokens" in tieout(tmp_path).stderr
    monkeypatch.setattr(cli, "LoadModels", lambda model: prepare)
    (tmp_path / "a.gold.json").write_text("{")
    result = tieout(tmp_path)
    assert result.exit_code == 1
    assert "a.gold.json: no JSON" in result.stderr


def test_the_command_is_registered_and_light() -> None:
    code = (
        "import sys, training.evaluate;"
        "print([m for m in ('numpy', 'rich.console', 'pydantic', 'training.score') if m in sys.modules])"
    )
    told = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"
    assert 'evaluate = "training.evaluate:evaluate"' in (ROOT / "pyproject.toml").read_text(encoding="utf-8")


def scored(name: str, got: str, source: str = "txt") -> Scored:
    return Scored(name, f"{name}.{source}", "4", source, "ok", score_filing({"form_type": "4"}, {"form_type": got}))


def test_intervals_hold_the_rate_and_come_again() -> None:
    many = [scored(f"f{i}", "4" if i % 4 else "3") for i in range(80)]
    one, again = group(many), group(many)
    assert one == again
    low, high = one.intervals["filing_exact"] or (1.0, 0.0)
    assert low < 0.75 < high
    # The binomial's own interval: 0.75 ± 1.96 √(0.75·0.25/80).
    assert (low, high) == pytest.approx((0.655, 0.845), abs=0.025)
    assert one.intervals["row_exact"] is None


def test_guises_of_one_filing_are_drawn_together() -> None:
    guises = [scored("f", "4", "txt"), scored("f", "3", "html")]
    assert not any(group(guises).intervals[name] for name in RATES)
    evaluation = group_scores([*guises, scored("g", "4")])
    assert evaluation.overall.figures.filings == 3
    assert [s.source for s in evaluation.worst] == ["f.html"]


def test_draws_keep_their_size() -> None:
    assert {row[0] for row in resample([[1]] * 7)} == {7}
    assert resample([[1]]) == []
    assert interval([None, None]) is None
    assert interval([1.0, 1.0, None]) is None
    assert interval([*np.linspace(0, 1, 41), None]) == pytest.approx((0.025, 0.975))
