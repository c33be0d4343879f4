"""MLflow's own servers on our store: its pages in a real browser, and the models served over HTTP."""

from __future__ import annotations

import base64
import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep
from typing import Any
from urllib.error import URLError
from urllib.request import ProxyHandler, Request, build_opener

import pytest

from extraction.labelers.models import load_models
from extraction.pipeline import extract
from tests.training.tracking.conftest import SAMPLES
from training.render import chromium

PATIENCE = 400.0
"""Seconds for a server to start or a page to show: two cores may have much to do."""


@contextmanager
def serving(*command: str, health: str) -> Iterator[str]:
    """A server on a free port of this machine, with all its children gone at the end; its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    # MLflow looks for the server's programs on the path.
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    environment = {**os.environ, "MLFLOW_DISABLE_TELEMETRY": "true", "PATH": path}
    arguments = [*command, "--port", str(port)]
    process = subprocess.Popen(arguments, env=environment, stdout=subprocess.DEVNULL, start_new_session=True)
    address = f"http://127.0.0.1:{port}"
    try:
        wait(lambda: ask(f"{address}{health}"), (URLError, OSError))
        yield address
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait()


def ask(url: str, body: bytes | None = None) -> bytes:
    request = Request(url, body, {"Content-Type": "application/json"})
    with build_opener(ProxyHandler({})).open(request, timeout=60) as answer:
        content: bytes = answer.read()
        return content


def wait(ready: Callable[[], Any], errors: tuple[type[Exception], ...] = ()) -> Any:
    end = monotonic() + PATIENCE
    last: Exception | None = None
    while monotonic() < end:
        try:
            if found := ready():
                return found
        except errors as error:
            last = error
        sleep(0.5)
    raise AssertionError("nothing came in time") from last


class Browser(chromium.Printer):
    """Headless Chromium that looks at pages."""

    def open(self, url: str) -> None:
        self._call("Page.navigate", url=url)

    def tell(self, expression: str) -> Any:
        """The value of an expression on the page."""
        return self._call("Runtime.evaluate", expression=expression)["result"].get("value")


@pytest.fixture
def browser(monkeypatch: pytest.MonkeyPatch) -> Iterator[Browser]:
    monkeypatch.setattr(chromium, "NAMES", ("chromium", "chromium-browser", "google-chrome"))
    try:
        chromium.find_chromium()
    except chromium.NoChromium as error:
        pytest.skip(str(error))
    monkeypatch.setattr(chromium, "FLAGS", (*chromium.FLAGS, "--window-size=1400,1000"))
    with Browser() as opened:
        yield opened


def test_the_pages_show_the_run_with_its_pictures(told: str, browser: Browser) -> None:
    from training.tracking.store import connect, experiment

    (run,) = connect().search_runs([experiment()], "tags.kind = 'training'")
    code = "from training.tracking.command import tracking; import typer; typer.run(tracking)"
    with serving(sys.executable, "-c", code, "--no-browser", health="/health") as address:
        place = f"{address}/#/experiments/{experiment()}/runs/{run.info.run_id}"
        browser.open(place)
        wait(lambda: run.info.run_name in str(browser.tell("document.body.innerText")))
        browser.open(f"{place}/artifacts/pictures/reliability.png")
        wait(lambda: "risk-coverage.png" in str(browser.tell("document.body.innerText")))
        images = "[...document.images].filter(i => i.complete && i.naturalWidth > 300).length"
        assert wait(lambda: browser.tell(images)) >= 1


def test_the_models_are_served(told: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """`mlflow models serve` takes the registered pyfunc: bytes go in as base64, the record comes out."""
    from training.tracking.store import store_uri

    monkeypatch.setenv("MLFLOW_TRACKING_URI", store_uri())
    command = (sys.executable, "-m", "mlflow", "models", "serve", "--model-uri", "models:/tieout@challenger")
    content = (SAMPLES / "form4-printed.pdf").read_bytes()
    body = json.dumps({"inputs": [base64.b64encode(content).decode()]}).encode()
    with serving(*command, "--env-manager", "local", "--host", "127.0.0.1", health="/ping") as address:
        answer = json.loads(ask(f"{address}/invocations", body))
    (record,) = answer["predictions"]
    ours = extract(SAMPLES / "form4-printed.pdf", models=load_models(Path("work/models")))
    assert record | {"source": "form4-printed.pdf"} == ours.as_json()
