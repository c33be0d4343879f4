"""A real Label Studio, started by the test in its own environment: pushed, annotated, pulled, shown in Chromium.

`make test-annotations` runs it; elsewhere it is skipped, for the server is heavy.
"""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from shutil import copy
from time import monotonic, sleep
from typing import Any
from urllib.request import Request, urlopen

import pytest
from typer.testing import CliRunner

from extraction.labelers.models import IN_USE, load_models
from extraction.pipeline import extract
from tests.conftest import ROOT
from tests.training.annotate.browser import PATIENCE, Browser
from tests.training.annotate.make_filings import SAMPLES, write_strange
from training.annotate.collect import open_filing
from training.annotate.command import app
from training.annotate.configure import INSTRUCTION, label_config
from training.annotate.marks import from_regions
from training.annotate.push import key_of, make_tasks, version_of
from training.annotate.server import Client, Project, add_tasks, connect, find_project, list_tasks, make_project
from training.annotate.studio import PROGRAM, Studio, run_studio
from training.annotation_files import load_files
from training.render.chromium import NoChromium, find_chromium

pytestmark = [
    pytest.mark.skipif(not os.environ.get("TIEOUT_LABEL_STUDIO"), reason="asked for by `make test-annotations` alone"),
    pytest.mark.skipif(not PROGRAM.exists(), reason="no Label Studio: `make label-studio` installs it"),
]
PROJECT, GUARD = "Tieout test", "a guard of the test's own"
SCREENSHOT = ROOT / "docs" / "label-studio.png"


def free_port() -> int:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        return int(held.getsockname()[1])


@pytest.fixture(scope="module")
def studio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Studio]:
    with run_studio(tmp_path_factory.mktemp("label-studio"), free_port()) as running:
        yield running


@pytest.fixture(scope="module")
def filings(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """A text, a PDF, an HTML page, and a text with tabs, other letters and emoji."""
    folder = tmp_path_factory.mktemp("filings")
    names = ("form4-messy.txt", "form4-printed.pdf", "form3-vendor.html")
    return [*(Path(copy(SAMPLES / name, folder)) for name in names), write_strange(folder)]


def tieout(studio: Studio, *words: object) -> str:
    told = CliRunner().invoke(
        app, [*map(str, words), "--url", studio.url, "--token", studio.token, "--project", PROJECT]
    )
    assert told.exit_code == 0, told.output
    return told.output


@pytest.fixture(scope="module")
def pushed(studio: Studio, filings: list[Path]) -> Client:
    """The filings on the server, pushed twice."""
    assert "0 were there already" in tieout(studio, "push", *filings)
    assert tieout(studio, "push", *filings).startswith("0 pages of 0 filings sent")
    return connect(studio.url, studio.token)


def annotate(client: Client) -> dict[int, list[dict[str, Any]]]:
    """Each task as a person would finish it: a wrong label corrected, a row's value taken away, submitted."""
    project = find_project(client, PROJECT)
    assert project
    made: dict[int, list[dict[str, Any]]] = {}
    for task in client.tasks.list(project=project.id, fields="all"):
        (prediction,) = (p if isinstance(p, dict) else p.dict() for p in task.predictions)
        result = [dict(region) for region in prediction["result"]]
        cells = [r for r in result if r.get("from_name") == "cells" and r["value"]["labels"] == ["nature_of_ownership"]]
        relations = {end for r in result if r["type"] == "relation" for end in (r["from_id"], r["to_id"])}
        dropped = next((r for r in cells if r["id"] not in relations), None)
        made[task.id] = [r for r in result if r is not dropped]
        client.annotations.create(id=task.id, result=made[task.id], was_cancelled=False)
    return made


def test_pulled_spans_are_those_annotated_character_by_character(
    studio: Studio, pushed: Client, filings: list[Path], tmp_path: Path
) -> None:
    made = annotate(pushed)
    tieout(studio, "pull", "--out", tmp_path)
    project = find_project(pushed, PROJECT)
    assert project
    wanted: dict[str, set[tuple[str, int, int, str]]] = {}
    offset: dict[str, int] = {}
    for task in sorted(list_tasks(pushed, project), key=lambda t: (t.data["filing"], t.data["page"])):
        name, text = str(task.data["filing"]), str(task.data["text"])
        at = offset.get(name, 0)
        marks = from_regions(made[task.id], (at, at + len(text)))
        wanted.setdefault(name, set()).update((m.label, m.start, m.end, text[m.start - at : m.end - at]) for m in marks)
        offset[name] = at + len(text)
    for path in filings:
        told = json.loads((tmp_path / f"{path.stem}.spans.json").read_text(encoding="utf-8"))
        back = {(a["label"], *a["at"], a["text"]) for a in told["annotations"]}
        framed = {tuple(f) for f in told["frames"]}
        assert wanted[path.name] == back | {m for m in wanted[path.name] if m[:3] in framed}
        assert told["by"] == [studio.user]
    assert len(list(load_files(tmp_path))) == len(filings)
    assert_learned(tmp_path, filings)


def assert_learned(annotations: Path, filings: list[Path]) -> None:
    """Training goes on from what was pulled, and its models read the filings."""
    models = annotations / "models"
    words = ["train", "--continue", "--annotations", annotations, "--filings", 0, "--no-track", "--out", models]
    command = [sys.executable, "-m", "extraction.cli", *map(str, words), "--work", str(annotations / "work")]
    subprocess.run(command, check=True, cwd=ROOT)
    taught = load_models(models)
    assert all(extract(path, models=taught).non_derivative or path.suffix == ".html" for path in filings)


@pytest.fixture
def backed(studio: Studio, filings: list[Path]) -> Iterator[tuple[Client, Project, str]]:
    """A project of bare tasks with `tieout annotate backend` attached: client, project, the backend's address."""
    client = connect(studio.url, studio.token)
    project = make_project(client, "Tieout backed", label_config(), INSTRUCTION)
    bare = [p.task["data"] for path in filings[:2] for p in make_tasks(open_filing(path), load_models(), "none")]
    add_tasks(client, project, [{"data": data} for data in bare])
    command = [sys.executable, "-m", "extraction.cli", "annotate", "backend", "--port", "0", "--url", studio.url]
    words = ["--project", project.title, "--files", str(filings[0].parent)]
    secrets = {"LABEL_STUDIO_TOKEN": studio.token, "TIEOUT_BACKEND_TOKEN": GUARD}
    with subprocess.Popen(
        [*command, *words], cwd=ROOT, env={**os.environ, **secrets}, stdout=subprocess.PIPE, text=True
    ) as running:
        assert running.stdout
        said = [running.stdout.readline() for _ in range(2)]
        assert "attached" in said[1]
        yield client, project, said[0].split()[2].rstrip(";")
        running.terminate()


def test_a_backend_on_a_live_project_predicts_and_counts(backed: tuple[Client, Project, str]) -> None:
    """A task without a prediction gets the backend's when it is opened; what is finished is told to the backend."""
    client, project, at = backed
    wanted = {
        p.key: p.task["predictions"][0]
        for path in (task.data["path"] for task in list_tasks(client, project))
        for p in make_tasks(open_filing(Path(path)), load_models(), version_of(IN_USE))
    }
    opened = [client.tasks.get(id=task.id) for task in list_tasks(client, project)]
    assert len(opened) == len(wanted) >= 2
    for task in opened:
        (prediction,) = (p if isinstance(p, dict) else p.dict() for p in task.predictions)
        sent = wanted[key_of(task.data)]
        assert prediction["model_version"] == sent["model_version"]
        assert json.loads(json.dumps(prediction["result"])) == json.loads(json.dumps(sent["result"]))
        assert sent["result"]
    made = client.annotations.create(id=opened[0].id, result=wanted[key_of(opened[0].data)]["result"])
    assert await_count(at, 1)
    client.annotations.update(id=made.id, result=[])
    client.annotations.create(id=opened[1].id, result=[])
    assert await_count(at, 2)


def await_count(at: str, wanted: int) -> bool:
    """Whether the backend has counted so many finished annotations soon, and no more."""
    asked = Request(f"{at}/health", headers={"Authorization": f"Token {GUARD}"})
    end = monotonic() + PATIENCE
    while (count := json.load(urlopen(asked))["annotations"]) < wanted and monotonic() < end:
        sleep(0.3)
    return bool(count == wanted)


def test_the_labelling_page_shows_the_predictions(studio: Studio, pushed: Client) -> None:
    """Headless Chromium opens the page as a person does; what it marks is what was sent, emoji and all."""
    try:
        find_chromium()
    except NoChromium:
        pytest.skip("no Chromium is installed")
    project = find_project(pushed, PROJECT)
    assert project
    tasks = {str(t.data["filing"]): t for t in list_tasks(pushed, project) if t.data["page"] == 1}
    with Browser() as browser:
        browser.log_in(studio.url, studio.user, studio.password)
        for name in ("strange.txt", "form4-printed.pdf"):
            task = tasks[name]
            browser.open(f"{studio.url}/projects/{project.id}/data?task={task.id}")
            browser.wait(f"document.body.textContent.includes({json.dumps(name)}) && !!window.Htx")
            browser.wait("document.querySelectorAll('[class*=htx-highlight]').length > 20")
            shown = browser.run(
                "Htx.annotationStore.selected.serializeAnnotation().filter(r => r.type == 'labels')"
                ".map(r => [r.value.text, r.value.start, r.value.end])"
            )
            text = str(task.data["text"])
            assert len(shown) > 20
            assert all(text[start:end] == words for words, start, end in shown)
        browser.wait("[...document.querySelectorAll('img')].some(i => i.naturalWidth > 500)")
        picture = browser.picture()
    assert picture.startswith(b"\x89PNG") and len(picture) > 50_000
    if os.environ.get("TIEOUT_SCREENSHOT") or not SCREENSHOT.exists():
        SCREENSHOT.write_bytes(picture)
