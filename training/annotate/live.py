"""What the ML backend does: predictions for a task from its own filing, and a training in a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from extraction.errors import Unreadable
from extraction.labelers.models import Models
from training.annotate.collect import open_filing
from training.annotate.configure import TEXT
from training.annotate.pull import find_input
from training.annotate.push import make_tasks
from training.annotate.server import Task

IN_TURN = """import json, subprocess, sys
codes = [subprocess.run(command).returncode for command in json.loads(sys.argv[1])]
sys.exit(codes[-1])"""
"""Runs commands one after the other, whatever becomes of one: a filing with a problem holds up no other."""
KEPT = 64
"""Filings whose predictions are kept: a person goes from page to page."""


def predict_from(
    folders: Sequence[Path], models: Callable[[], Models], version: str
) -> Callable[[Mapping[str, Any]], dict[str, Any]]:
    """Predictions for a task's data: those of its part of the filing that it was made of, found by its digest.

    A task whose filing is gone or has another text now gets none, which Label Studio shows as no prediction.
    """

    @lru_cache(KEPT)
    def predict_all(path: Path, digest: str) -> dict[int, tuple[str, dict[str, Any]]]:
        tasks = [p.task for p in make_tasks(open_filing(path), models(), version)]
        return {t["data"]["page"]: (t["data"][TEXT], t["predictions"][0]) for t in tasks}

    def predict(data: Mapping[str, Any]) -> dict[str, Any]:
        nothing = {"model_version": version, "score": 0.0, "result": []}
        path = find_input(Task(0, data, ()), folders)
        if path is None:
            return nothing
        try:
            text, prediction = predict_all(path, str(data.get("digest")))[int(data.get("page", 1))]
        except (Unreadable, KeyError):
            return nothing
        return prediction if text == data.get(TEXT) else nothing

    return predict


@dataclass
class Training:
    """Trains in the background, one training at a time: `commands` one after the other, their words in `log`."""

    commands: Sequence[Sequence[str]]
    log: Path
    running: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def start(self) -> bool:
        """Whether a training was started; False while one runs."""
        if self.running and self.running[-1].poll() is None:
            return False
        self.log.parent.mkdir(parents=True, exist_ok=True)
        with self.log.open("ab") as log:
            command = [sys.executable, "-c", IN_TURN, json.dumps([list(c) for c in self.commands])]
            self.running.append(subprocess.Popen(command, stdout=log, stderr=log))
        return True

    def stop(self) -> None:
        """End a training that still runs."""
        for process in self.running:
            process.terminate()
            process.wait()
