from pathlib import Path

import pytest

from benchmarks.accuracy import Score, find_sets, inputs_of, score_set
from benchmarks.readme import END, begin, put_between
from benchmarks.run import accuracy_table
from extraction.record import Record
from tests.conftest import ROOT


def test_figures_replace_those_between_the_markers() -> None:
    text = f"a\n{begin('')}old{END}\nb\n{begin('x')}old{END}\n"
    assert put_between(text, "new") == f"a\n{begin('')}new{END}\nb\n{begin('x')}old{END}\n"
    assert put_between(text, "new", "x") == f"a\n{begin('')}old{END}\nb\n{begin('x')}new{END}\n"
    with pytest.raises(ValueError, match="markers"):
        put_between("a", "new")


def test_the_readme_has_its_markers() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert all(readme.count(begin(name)) == 1 for name in ("", "planted", "trust", "teach"))
    assert readme.count(END) == 4


def test_sets_are_folders_with_gold(tmp_path: Path) -> None:
    folder = tmp_path / "filings" / "dev" / "html"
    folder.mkdir(parents=True)
    for name in ("a.gold.json", "a.html", "a.xml", "b.txt"):
        (folder / name).touch()
    assert list(find_sets(tmp_path)) == [("dev/html", folder)]
    assert inputs_of(folder) == [folder / "a.html"]


def test_a_set_is_scored_and_shown(shared: Path) -> None:
    def read(path: Path) -> Record:
        raise ValueError("not today")

    score = score_set(shared / "filings" / "edgar", read, shared)
    assert score.without_record == {"failed": 2}
    assert accuracy_table({"edgar": Score(score.figures, score.without_record)}).endswith("| 2 failed |")
