import os
from pathlib import Path

import pytest

from extraction.batch.write import open_lines


def test_lines_replace_an_older_file_only_when_whole(tmp_path: Path) -> None:
    path = tmp_path / "records.jsonl"
    path.write_text("old\n")
    with open_lines(path) as write:
        write("é")
        assert path.read_text() == "old\n"
    assert path.read_text(encoding="utf-8") == "é\n"
    assert os.listdir(tmp_path) == ["records.jsonl"]


def test_a_run_cut_short_leaves_the_older_file_and_its_own_lines(tmp_path: Path) -> None:
    path = tmp_path / "records.jsonl"
    path.write_text("old\n")
    with pytest.raises(KeyboardInterrupt), open_lines(path) as write:
        write("first")
        raise KeyboardInterrupt
    assert path.read_text() == "old\n"
    assert (tmp_path / "records.jsonl.partial").read_text() == "first\n"


def test_what_is_no_file_is_written_to_and_not_replaced() -> None:
    with open_lines(Path(os.devnull)) as write:
        write("gone")
    assert not Path(os.devnull).is_file()


def test_no_path_is_standard_output(capsys: pytest.CaptureFixture[str]) -> None:
    with open_lines(None) as write:
        write("line")
    assert capsys.readouterr().out == "line\n"
