"""Models are data: what is missing or is something else is refused with a word on what to do."""

from __future__ import annotations

import pickle
import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from extraction.errors import NoModels
from extraction.labelers.judge import probabilities
from extraction.labelers.models import IN_USE, PARTS, load_models, save_cells, save_rows

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


@pytest.mark.parametrize("content", [b"garbage", b"", pickle.dumps(Planted(), 0), b"\x08\0\0\0\0\0\0\0{}      "])
def test_what_is_no_model_is_refused_and_never_run(folder: Path, content: bytes) -> None:
    (folder / "rows.safetensors").write_bytes(content)
    with pytest.raises(NoModels, match=r"rows\.safetensors is no model file of Tieout"):
        load_models(folder)
    assert not PLANTED.exists()


def test_a_pickle_would_have_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    pickle.loads(pickle.dumps(Planted()))
    assert PLANTED.exists()


@pytest.fixture
def trained(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the models in use."""
    if not (IN_USE / "tokens").is_dir():
        pytest.skip("no models in models/ yet: run `make train`")
    monkeypatch.chdir(tmp_path)
    return Path(shutil.copytree(IN_USE, tmp_path / "models"))


@pytest.mark.parametrize("protocol", [2, 5])
@pytest.mark.parametrize("place", ["rows.safetensors", "tokens/tagger/model", "tokens/notes", "judge.safetensors"])
def test_a_planted_pickle_is_refused_by_name(trained: Path, place: str, protocol: int) -> None:
    (trained / place).write_bytes(pickle.dumps(Planted(), protocol))
    with pytest.raises(NoModels, match=rf"{place} is a pickle, which runs code"):
        load_models(trained)
    assert not PLANTED.exists()


def test_a_pickle_is_known_by_its_name_too(trained: Path) -> None:
    (trained / "cells.joblib").write_bytes(pickle.dumps(Planted(), 0))
    with pytest.raises(NoModels, match=r"cells\.joblib is a pickle"):
        load_models(trained)


@pytest.mark.parametrize("content", [b"", b"garbage", pickle.dumps(Planted(), 0), b"\x81\xa5attrs\x90"])
def test_a_pipeline_that_is_none_is_refused(trained: Path, content: bytes) -> None:
    (trained / "tokens" / "tagger" / "model").write_bytes(content)
    with pytest.raises(NoModels, match="tokens is no spaCy pipeline"):
        load_models(trained)
    assert not PLANTED.exists()


def test_weights_of_another_shape_are_refused_with_their_shapes(trained: Path) -> None:
    models = load_models(trained)
    (weights, bias), *rest = models.cells.cut.layers
    narrow = replace(models.cells.cut, layers=((weights[:, :-1], bias[:-1]), *rest))
    save_cells(replace(models.cells, cut=narrow), trained)
    with pytest.raises(NoModels, match=r"another version of Tieout \(w1 is \(160, 19\), not \(159, 19\)\): train anew"):
        load_models(trained)


def test_labels_of_another_version_are_refused(trained: Path) -> None:
    models = load_models(trained)
    labels = ("horoscope", *models.rows.labels[1:])
    save_rows(replace(models.rows, labels=labels), trained)
    with pytest.raises(NoModels, match="label 'horoscope'"):
        load_models(trained)


def test_a_judge_of_other_signs_says_what_to_do() -> None:
    layers = ((np.zeros((5, 2), dtype=np.float32), np.zeros(2, dtype=np.float32)),)
    with pytest.raises(NoModels, match="learned from 5 signs, this version of Tieout tells 3: train anew"):
        probabilities([[0.0, 1.0, 2.0]], layers)
