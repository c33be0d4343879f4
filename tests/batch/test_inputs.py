from pathlib import Path

from extraction.batch.inputs import find_inputs


def test_folders_give_their_files_by_name_without_hidden_ones_and_records(tmp_path: Path) -> None:
    kept = ["b.txt", "c.PDF", "noname", "deep/a.html"]
    for name in [*kept, ".hidden", ".git/config", "b.gold.json", "x.json", "records.jsonl"]:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    assert list(find_inputs([tmp_path])) == [tmp_path / name for name in kept]


def test_named_files_come_as_named_whatever_they_are(tmp_path: Path) -> None:
    named = [tmp_path / "z.json", tmp_path / "missing", tmp_path / ".hidden"]
    assert list(find_inputs(named)) == named
