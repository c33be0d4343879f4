"""The trained models: weights as safetensors, the pipeline in spaCy's format; loading them runs no code of theirs."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from extraction.errors import NoModels
from extraction.labelers.cells import CellModel
from extraction.labelers.hashing import Matrix
from extraction.labelers.judge import Judge
from extraction.labelers.lexicon import load_lexicon, save_lexicon
from extraction.labelers.rows import RowModel
from extraction.labelers.tokens import TokenModel
from extraction.values.words import Lexicon

IN_USE = Path(__file__).resolve().parents[2] / "models"
JUDGE = "judge.safetensors"
PARTS = ("rows.safetensors", "cells.safetensors", "tokens.safetensors", "tokens", "captions.txt", "lexicon.safetensors")


@dataclass(frozen=True, slots=True)
class Models:
    """All that extraction needs to have learned."""

    rows: RowModel
    cells: CellModel
    tokens: TokenModel
    lexicon: Lexicon
    judge: Judge | None = None


def load_models(path: Path = IN_USE) -> Models:
    """The models of a folder; NoModels where one is missing or is no model file. Nothing in them is executed."""
    missing = [name for name in PARTS if not (path / name).exists()]
    if missing:
        raise NoModels(f"no models in {path}: run `make train`, or give --model (missing: {', '.join(missing)})")
    rows, cells = _rows(path / "rows.safetensors"), _cells(path / "cells.safetensors")
    return Models(rows, cells, _tokens(path), load_lexicon(path / "lexicon.safetensors"), _judge(path / JUDGE))


def save_models(models: Models, path: Path) -> None:
    """Write the models into a folder, weights as half-precision floats."""
    path.mkdir(parents=True, exist_ok=True)
    _save(
        path / "rows.safetensors",
        {
            **_named(models.rows.layers),
            "transitions": models.rows.transitions,
            "start": models.rows.start,
        },
        models.rows.labels,
    )
    _save(
        path / "cells.safetensors",
        {
            "heading_weights": models.cells.heading_weights,
            "heading_bias": models.cells.heading_bias,
            "transitions": models.cells.transitions,
            "start": models.cells.start,
            **_named(models.cells.layers),
        },
        models.cells.labels,
    )
    models.tokens.nlp.to_disk(path / "tokens")
    chains = {"transitions": models.tokens.transitions, "start": models.tokens.start}
    _save(path / "tokens.safetensors", chains, models.tokens.tags)
    (path / "captions.txt").write_text("\n".join(sorted(models.tokens.captions)) + "\n", encoding="utf-8")
    save_lexicon(models.lexicon, path / "lexicon.safetensors")


def _save(
    path: Path, arrays: Mapping[str, Matrix], labels: tuple[str, ...], kind: type[np.floating[Any]] = np.float16
) -> None:
    from safetensors.numpy import save_file

    held = {name: np.ascontiguousarray(a.astype(kind)) for name, a in arrays.items()}
    save_file(held, path, metadata={"labels": json.dumps(labels)})


def _load(path: Path) -> tuple[dict[str, Matrix], tuple[str, ...]]:
    from safetensors import SafetensorError, safe_open

    try:
        with safe_open(path, framework="numpy") as held:
            arrays = {name: held.get_tensor(name).astype(np.float32) for name in held.keys()}  # noqa: SIM118
            return arrays, tuple(json.loads(held.metadata()["labels"]))
    except (SafetensorError, KeyError, TypeError) as error:
        raise NoModels(f"{path} is no model file of Tieout ({error}): train anew or bring the models back") from error


Layers = tuple[tuple[Matrix, Matrix], ...]


def _named(layers: Layers) -> dict[str, Matrix]:
    return {f"{kind}{i}": a for i, pair in enumerate(layers) for kind, a in zip("wb", pair, strict=True)}


def _layers(arrays: Mapping[str, Matrix]) -> Layers:
    count = sum(name[0] == "w" for name in arrays)
    return tuple((arrays[f"w{i}"], arrays[f"b{i}"]) for i in range(count))


def save_judge(judge: Judge, path: Path) -> None:
    """Write the judge into a folder of models."""
    parts = {"values": judge.values, "rows": judge.rows, "records": judge.records}
    arrays = {f"{name}.{k}": a for name, layers in parts.items() for k, a in _named(layers).items()}
    passes = np.array([judge.row_passes, judge.record_passes])
    _save(path / JUDGE, arrays | {"passes": passes}, (), np.float32)


def _judge(path: Path) -> Judge | None:
    if not path.exists():
        return None
    a, _ = _load(path)
    values, rows, records = (
        _layers({k.removeprefix(f"{name}."): v for k, v in a.items() if k.startswith(f"{name}.")})
        for name in ("values", "rows", "records")
    )
    return Judge(values, rows, records, float(a["passes"][0]), float(a["passes"][1]))


def _rows(path: Path) -> RowModel:
    a, labels = _load(path)
    return RowModel(labels, _layers(a), a["transitions"], a["start"])


def _tokens(path: Path) -> TokenModel:
    import spacy

    a, tags = _load(path / "tokens.safetensors")
    captions = frozenset((path / "captions.txt").read_text(encoding="utf-8").split())
    try:
        nlp = spacy.load(path / "tokens")
    except (OSError, ValueError, KeyError) as error:
        raise NoModels(f"{path}/tokens is no spaCy pipeline: train anew or bring the models back") from error
    return TokenModel(nlp, captions, tags, a["transitions"], a["start"])


def _cells(path: Path) -> CellModel:
    a, labels = _load(path)
    return CellModel(labels, a["heading_weights"], a["heading_bias"], _layers(a), a["transitions"], a["start"])
