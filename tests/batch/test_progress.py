import io
from pathlib import Path

import pytest
from rich.console import Console

from extraction.batch import progress
from extraction.batch.attempt import Outcome, failure


def watch(count: int, monkeypatch: pytest.MonkeyPatch, patience: float) -> str:
    monkeypatch.setattr(progress, "PATIENCE", patience)
    console = Console(file=io.StringIO(), force_terminal=True, width=100)
    outcomes = [Outcome(Path("a"), "{}"), *[failure(Path("b"), "empty", "no bytes")] * (count - 1)]
    assert list(progress.with_progress(outcomes, lambda: count, console)) == outcomes
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def test_the_bar_counts_what_is_done_and_what_failed(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = watch(3, monkeypatch, patience=-1)
    assert "3/3" in drawn and "2 failed" in drawn and "/s" in drawn


def test_a_short_run_shows_no_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    assert watch(3, monkeypatch, patience=60) == ""
