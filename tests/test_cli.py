import json
import pickle
import subprocess
import sys
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage

import pytest
from typer.testing import CliRunner, Result

from extraction import cli
from extraction.cli import LoadModels
from tests.batch.stand_in import prepare, prepare_without_models, write_filings
from tests.conftest import ROOT

SAMPLES = ROOT / "annotations" / "samples"
HEAVY = ("spacy", "sklearn", "numpy", "pydantic", "pdfplumber", "pypdfium2", "rich.console")


@pytest.fixture(autouse=True)
def no_models(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cli, "LoadModels", lambda *args: prepare)


def tieout(*args: str | Path) -> Result:
    return CliRunner().invoke(cli.app, [str(a) for a in args])


def sources(lines: str) -> list[str]:
    return [json.loads(line)["source"] for line in lines.splitlines()]


def test_without_a_terminal_records_come_as_json_lines(tmp_path: Path) -> None:
    write_filings(tmp_path, ["4", "3"])
    result = tieout("extract", tmp_path)
    assert (result.exit_code, result.stderr) == (0, "")
    assert [json.loads(line)["form_type"] for line in result.stdout.splitlines()] == ["4", "3"]


@pytest.mark.parametrize("workers", ["1", "2"])
def test_bad_inputs_are_named_with_their_reasons_and_the_rest_go_on(tmp_path: Path, workers: str) -> None:
    paths = write_filings(tmp_path, ["4", "recipe", "bug", "5"])
    out = tmp_path / "records.jsonl"
    result = tieout("extract", *paths, tmp_path / "gone.txt", "--out", out, "--workers", workers)
    assert result.exit_code == 1
    assert result.stderr.splitlines() == [
        f"{paths[1]}: no ownership form found in it (not_an_ownership_filing)",
        f"{paths[2]}: ValueError: two lines (failed)",
        f"{tmp_path / 'gone.txt'}: no such file (not_found)",
        "3 of 5 gave no record",
    ]
    assert result.stdout == ""
    lines = [json.loads(line) for line in out.read_text().splitlines()]
    assert [line["source"] for line in lines] == [*(p.name for p in paths), "gone.txt"]
    assert [line["status"] for line in lines] == ["ok", "not_an_ownership_filing", "failed", "ok", "not_found"]


def test_a_filing_that_kills_its_worker_is_named(tmp_path: Path) -> None:
    write_filings(tmp_path, ["4", "dies", "5"])
    result = tieout("extract", tmp_path, "--workers", "2")
    assert result.exit_code == 1
    assert "(crashed)" in result.stderr
    assert sources(result.stdout) == ["000.txt", "001.txt", "002.txt"]


def test_tables_show_on_demand(tmp_path: Path) -> None:
    write_filings(tmp_path, ["4", "recipe"])
    result = tieout("extract", "--table", tmp_path)
    assert "Form 4" in result.stdout
    assert "not_an_ownership_filing: no ownership form found in it" in result.stdout
    assert result.stdout.endswith("? needs review\n")


def test_tracebacks_show_only_when_asked_for(tmp_path: Path) -> None:
    write_filings(tmp_path, ["bug"])
    assert "Traceback" not in tieout("extract", tmp_path).stderr
    assert "Traceback" in tieout("extract", tmp_path, "--debug").stderr


def test_nothing_to_read_is_an_error(tmp_path: Path) -> None:
    result = tieout("extract", tmp_path)
    assert (result.exit_code, result.stderr) == (1, "no files to read\n")


@pytest.mark.parametrize("out", [[], ["--out", "nowhere/records.jsonl"]])
def test_what_stops_the_whole_run_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, out: list[str]) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(cli, "LoadModels", lambda *args: prepare_without_models)
    write_filings(tmp_path, ["4"])
    result = tieout("extract", "000.txt", *out)
    assert result.exit_code == 1
    assert result.stderr.startswith("tieout: FileNotFoundError: ")
    assert result.stderr.count("\n") == 1


def test_without_models_the_run_stops_and_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cli, "LoadModels", LoadModels)
    form = tmp_path / "form.txt"
    form.write_text("FORM 4\nSTATEMENT OF CHANGES IN BENEFICIAL OWNERSHIP\n1. Name and Address of Reporting Person\n")
    for workers in ("1", "2"):
        result = tieout("extract", form, form, "--model", tmp_path, "--workers", workers)
        assert result.exit_code == 1
        assert result.stderr.startswith(f"tieout: no models in {tmp_path}: run `make train`, or give --model")
        assert result.stderr.count("\n") == 1


def test_xml_needs_no_models(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cli, "LoadModels", LoadModels)
    result = tieout("extract", SAMPLES / "form4-ownership.xml", "--model", tmp_path)
    assert (result.exit_code, result.stderr) == (0, "")
    assert sources(result.stdout) == ["form4-ownership.xml"]


def test_what_loads_models_goes_to_workers_and_is_known_there_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cli, "LoadModels", LoadModels)
    load = LoadModels(Path("models"))
    assert {load: "kept"}[pickle.loads(pickle.dumps(load))] == "kept"


def test_schema_is_that_of_the_record() -> None:
    schema = json.loads(tieout("schema").stdout)
    assert {"source", "form_type", "non_derivative", "evidence", "checks"} <= set(schema["properties"])


def test_version() -> None:
    assert tieout("--version").stdout.startswith("tieout ")


def test_help_is_there_at_once() -> None:
    """Seconds of the processor, so that a busy machine does not fail it."""
    seconds = []
    for _ in range(3):
        before = getrusage(RUSAGE_CHILDREN)
        subprocess.run([sys.executable, "-m", "extraction.cli", "--help"], check=True, capture_output=True)
        after = getrusage(RUSAGE_CHILDREN)
        seconds.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    assert min(seconds) < 0.5


@pytest.mark.parametrize("module", ["extraction", "extraction.cli"])
def test_importing_loads_nothing_heavy(module: str) -> None:
    code = f"import sys, {module}; print([m for m in {HEAVY} if m in sys.modules])"
    found = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert found.stdout.strip() == "[]"


def test_the_face_of_the_package() -> None:
    import extraction

    assert extraction.Document.__name__ == "Document"
    assert extraction.Record.__name__ == "Record"
    with pytest.raises(AttributeError):
        _ = extraction.nothing
