"""Models are data: what is missing or is something else is refused with a word on what to do."""

from __future__ import annotations

import pickle
import shutil
from pathlib import Path

import pytest

from extraction.errors import NoModels
from extraction.labelers.models import IN_USE, PARTS, load_models

PLANTED = Path("planted")


class Planted:
    """Makes a file where it is unpickled."""

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        return Path.touch, (PLANTED,)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a file for each part, none of them a model."""
    monkeypatch.chdir(tmp_path)
    models = tmp_path / "models"
    models.mkdir()
    for name in PARTS:
        (models / name).write_text("garbage\n")
    return models


def test_a_folder_without_models_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(NoModels, match=r"no models in .*nowhere: run `make train`, or give --model \(missing: rows"):
        load_models(tmp_path / "nowhere")


@pytest.mark.parametrize("part", PARTS)
def test_a_missing_part_is_named(folder: Path, part: str) -> None:
    (folder / part).unlink()
    with pytest.raises(NoModels, match=rf"missing: {part}\)"):
        load_models(folder)


@pytest.mark.parametrize("content", [b"garbage", b"", pickle.dumps(Planted()), b"\x08\0\0\0\0\0\0\0{}      "])
def test_what_is_no_model_is_refused_and_never_run(folder: Path, content: bytes) -> None:
    (folder / "rows.safetensors").write_bytes(content)
    with pytest.raises(NoModels, match=r"rows\.safetensors is no model file of Tieout"):
        load_models(folder)
    assert not PLANTED.exists()


def test_a_pickle_would_have_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    pickle.loads(pickle.dumps(Planted()))
    assert PLANTED.exists()


@pytest.mark.skipif(not (IN_USE / "tokens").is_dir(), reason="no models in models/ yet: run `make train`")
def test_a_pipeline_that_is_none_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copytree(IN_USE, tmp_path / "models")
    shutil.rmtree(tmp_path / "models" / "tokens")
    (tmp_path / "models" / "tokens").mkdir()
    (tmp_path / "models" / "tokens" / "tagger").write_bytes(pickle.dumps(Planted()))
    with pytest.raises(NoModels, match="tokens is no spaCy pipeline"):
        load_models(tmp_path / "models")
    assert not PLANTED.exists()
