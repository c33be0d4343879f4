from pathlib import Path

import pytest

from extraction.batch.attempt import attempt_all
from extraction.batch.workers import AHEAD, attempt_in_workers
from tests.batch.stand_in import prepare, prepare_without_models, write_filings


def test_workers_give_what_one_process_gives_in_the_same_order(tmp_path: Path) -> None:
    paths = write_filings(tmp_path, ["4", "bug", "3", "recipe", "5"] * 5)
    lines = [o.line for o in attempt_in_workers(paths, prepare, 2)]
    assert lines == [o.line for o in attempt_all(paths, prepare)]


def test_a_filing_that_kills_workers_is_reported_and_nothing_is_lost(tmp_path: Path) -> None:
    texts = ["4", "4", "dies", "bug", "dies", *["4"] * 12]
    paths = write_filings(tmp_path, texts)
    outcomes = list(attempt_in_workers(paths, prepare, 2))
    assert [o.path for o in outcomes] == paths
    assert [o.status for o in outcomes] == ["ok", "ok", "crashed", "failed", "crashed", *["ok"] * 12]


def test_inputs_are_taken_as_room_is_made(tmp_path: Path) -> None:
    taken: list[Path] = []
    paths = write_filings(tmp_path, ["4"] * 20)
    outcomes = attempt_in_workers((taken.append(p) or p for p in paths), prepare, 1)
    next(outcomes)
    assert len(taken) <= AHEAD + 1
    assert len(list(outcomes)) == 19


def test_missing_models_are_no_fault_of_a_filing(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        list(attempt_in_workers(write_filings(tmp_path, ["4"]), prepare_without_models, 1))
