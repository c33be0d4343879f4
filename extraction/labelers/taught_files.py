"""Taught layouts as files: one safetensors file each, whose header tells what it is; loading them runs no code."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from extraction.document import Source
from extraction.errors import NoModels
from extraction.labelers.correction import Correction
from extraction.labelers.printed import Printed
from extraction.labelers.taught import Taught

FOLDER = "taught"
SUFFIX = ".safetensors"
PARTS = ("rows", "cells", "tokens")
Arrays = Mapping[str, np.ndarray[Any, Any]]


def save_taught(layouts: Iterable[Taught], folder: Path) -> None:
    """Write each layout into a folder of models, under its name."""
    from safetensors.numpy import save_file

    for layout in layouts:
        path = folder / FOLDER / f"{layout.name}{SUFFIX}"
        path.parent.mkdir(parents=True, exist_ok=True)
        words = np.array(sorted(layout.printed.words), dtype=np.uint32)
        arrays = {"signs": layout.signs, "words": words}
        for name in PARTS:
            arrays |= {f"{name}.{k}": a for k, a in _arrays(getattr(layout, name)).items()}
        told = {"source": layout.source.value, "least": layout.least, "told": dict(layout.told)}
        save_file(arrays, path, metadata={"layout": json.dumps(told, sort_keys=True)})


def _arrays(correction: Correction) -> dict[str, np.ndarray[Any, Any]]:
    held = {"weights": correction.weights, "transitions": correction.transitions, "start": correction.start}
    small = {name: np.ascontiguousarray(a.astype(np.float16)) for name, a in held.items()}
    return {"hints": correction.hints, "trust": np.array([correction.trust], dtype=np.float32), **small}


def load_taught(folder: Path, labels: Sequence[int]) -> tuple[Taught, ...]:
    """The layouts of a folder of models, by name; `labels` counts those of the models of rows, cells and tokens.

    NoModels where a file is none of a taught layout, or of one taught beside other models.
    """
    return tuple(_load(path, labels) for path in sorted((folder / FOLDER).glob(f"*{SUFFIX}")))


def _load(path: Path, labels: Sequence[int]) -> Taught:
    from safetensors import SafetensorError, safe_open

    try:
        with safe_open(path, framework="numpy") as held:
            arrays = {name: held.get_tensor(name) for name in held.keys()}  # noqa: SIM118
            told = json.loads(held.metadata()["layout"])
        source = Source(told["source"])
        rows, cells, tokens = (_correction(arrays, name) for name in PARTS)
        printed = Printed(frozenset(arrays["words"].tolist()))
    except (SafetensorError, KeyError, TypeError, ValueError) as error:
        raise NoModels(f"{path} is no taught layout of Tieout ({error}): teach it anew, or remove it") from error
    for part, count in zip((rows, cells, tokens), labels, strict=True):
        if part.weights.shape != (len(part.hints) + 1, count):
            raise NoModels(f"{path} was taught beside other models: teach it anew, or remove it")
    return Taught(path.stem, source, arrays["signs"], float(told["least"]), printed, rows, cells, tokens, told["told"])


def _correction(arrays: Arrays, name: str) -> Correction:
    a = {k.removeprefix(f"{name}."): held for k, held in arrays.items() if k.startswith(f"{name}.")}
    weights, transitions, start = (a[k].astype(np.float32) for k in ("weights", "transitions", "start"))
    return Correction(a["hints"], weights, float(a["trust"][0]), transitions, start)
