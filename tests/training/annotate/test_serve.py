from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from pathlib import Path
from shutil import copy
from threading import Thread
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from tests.training.annotate.make_filings import SAMPLES, models
from training.annotate.collect import open_filing
from training.annotate.live import Training, predict_from
from training.annotate.push import make_tasks
from training.annotate.serve import Backend, make_server

TOKEN = "let-me-in"


class Trainer:
    """Counts how often training was started."""

    started = 0

    def start(self) -> bool:
        self.started += 1
        return True


@pytest.fixture
def trainer() -> Trainer:
    return Trainer()


@pytest.fixture
def url(trainer: Trainer) -> Iterator[str]:
    """A backend on a free port that trains at two annotations."""
    backend = Backend(predict_from([], models, "m1"), trainer.start, lambda: "m1", TOKEN, train_at=2)
    with make_server(backend, "127.0.0.1", 0) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


def ask(url: str, body: Any = None, header: str = f"Token {TOKEN}") -> Any:
    data = None if body is None else json.dumps(body).encode()
    with urlopen(Request(url, data, {"Authorization": header}), timeout=30) as answer:
        return json.loads(answer.read())


def finish(number: int, action: str = "ANNOTATION_CREATED") -> dict[str, Any]:
    return {"action": action, "annotation": {"id": number, "was_cancelled": False}}


@pytest.mark.parametrize("route", ["health", "setup", "predict", "webhook", "versions"])
@pytest.mark.parametrize(
    "header", ["", "Token wrong", "Basic !", f"Basic {base64.b64encode(b'tieout:wrong').decode()}"]
)
def test_every_route_asks_for_the_token(url: str, route: str, header: str) -> None:
    with pytest.raises(HTTPError) as refused:
        ask(f"{url}/{route}", {} if route in ("setup", "predict", "webhook") else None, header)
    assert refused.value.code == 401


def test_label_studio_shows_the_token_as_a_password(url: str) -> None:
    header = f"Basic {base64.b64encode(f'tieout:{TOKEN}'.encode()).decode()}"
    assert ask(f"{url}/health", header=header)["status"] == "UP"
    assert ask(f"{url}/setup", {"project": "1.2"})["model_version"] == "m1"
    assert ask(f"{url}/versions")["versions"] == ["m1"]


def test_predictions_are_those_that_push_sends(url: str, tmp_path: Path) -> None:
    path = Path(copy(SAMPLES / "form4-messy.txt", tmp_path))
    (pushed,) = make_tasks(open_filing(path), models(), "m1")
    (prediction,) = ask(f"{url}/predict", {"tasks": [{"id": 1, "data": pushed.task["data"]}]})["results"]
    assert prediction == json.loads(json.dumps(pushed.task["predictions"][0]))


def test_a_task_whose_filing_is_gone_has_no_prediction(url: str) -> None:
    data = {"filing": "gone.txt", "digest": "0", "page": 1, "text": "x"}
    assert ask(f"{url}/predict", {"tasks": [{"data": data}]})["results"][0]["result"] == []


def test_training_starts_at_the_number_that_was_set(url: str, trainer: Trainer) -> None:
    assert ask(f"{url}/webhook", finish(1))["annotations"] == 1
    assert ask(f"{url}/webhook", finish(1, "ANNOTATION_UPDATED"))["annotations"] == 1
    assert trainer.started == 0
    assert ask(f"{url}/webhook", finish(2)) == {"annotations": 0, "training": "started"}
    assert trainer.started == 1


def test_training_starts_when_told(url: str, trainer: Trainer) -> None:
    assert ask(f"{url}/webhook", {"action": "START_TRAINING"})["training"] == "started"
    assert trainer.started == 1


def test_one_training_at_a_time(tmp_path: Path) -> None:
    training = Training((["sleep", "30"],), tmp_path / "log")
    assert training.start() and not training.start()
    training.stop()
    assert training.start()
    training.stop()


def test_a_training_that_fails_first_goes_on(tmp_path: Path) -> None:
    training = Training((["false"], ["sh", "-c", "echo learned"]), tmp_path / "log")
    assert training.start()
    assert training.running[0].wait(30) == 0
    assert "learned" in (tmp_path / "log").read_text()
