import json
from pathlib import Path

import pytest

from extraction.batch.attempt import attempt, attempt_all
from tests.batch.stand_in import prepare, prepare_without_models, read, write_filings


@pytest.mark.parametrize(
    ("text", "status", "error"),
    [
        ("recipe", "not_an_ownership_filing", "no ownership form found in it"),
        ("bug", "failed", "ValueError: two lines"),
    ],
)
def test_what_goes_wrong_is_a_line_with_status_and_error(tmp_path: Path, text: str, status: str, error: str) -> None:
    (path,) = write_filings(tmp_path, [text])
    outcome = attempt(read, path)
    assert json.loads(outcome.line) == {"source": path.name, "status": status, "error": error}
    assert ("Traceback" in outcome.trace) == (status == "failed")


def test_files_that_cannot_be_opened(tmp_path: Path) -> None:
    assert attempt(read, tmp_path / "missing").status == "not_found"
    assert attempt(read, tmp_path).status == "unreadable"


def test_the_rest_go_on(tmp_path: Path) -> None:
    paths = write_filings(tmp_path, ["4", "bug", "3"])
    assert [o.status for o in attempt_all(paths, prepare)] == ["ok", "failed", "ok"]


def test_missing_models_are_no_fault_of_a_filing(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        list(attempt_all([tmp_path], prepare_without_models))
