"""The trained models: weights as safetensors, the pipeline in spaCy's format; loading them runs no code of theirs."""

from __future__ import annotations

import gc
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from extraction.errors import NoModels
from extraction.labelers.cells import BITS as HEADING_BITS
from extraction.labelers.cells import CellModel, Namer
from extraction.labelers.features import width
from extraction.labelers.hashing import Matrix
from extraction.labelers.judge import Judge, Stratum
from extraction.labelers.rows import BITS as ROW_BITS
from extraction.labelers.rows import RowModel
from extraction.labelers.taught import Taught
from extraction.labelers.taught_files import load_taught, save_taught
from extraction.labelers.tokens import TokenModel
from extraction.labels import CELLS, NONE, ROWS, TOKENS
from extraction.values.lexicon import load_lexicon, save_lexicon
from extraction.values.words import Lexicon

IN_USE = Path(__file__).resolve().parents[2] / "models"
JUDGE = "judge.safetensors"
ROWS_FILE, CELLS_FILE, CHAINS, PIPELINE = "rows.safetensors", "cells.safetensors", "tokens.safetensors", "tokens"
CAPTIONS, LEXICON = "captions.txt", "lexicon.safetensors"
UNUSED = ("vocab", "tokenizer")
"""Parts of a spaCy pipeline that nothing needs where words come cut: a megabyte of the words it was trained on."""
PARTS = (ROWS_FILE, CELLS_FILE, CHAINS, PIPELINE, CAPTIONS, LEXICON)
SELDOM = 20_000
"""Objects made before the collector looks for rings of them: a filing leaves hardly any, and looking every 700 took a
fortieth of the time."""
PICKLES = frozenset({".pkl", ".pickle", ".joblib", ".pt", ".pth"})
_PROTOCOLS = tuple(bytes([0x80, protocol]) for protocol in range(2, 6))
"""How a pickle begins (PEP 3154); neither safetensors nor the MessagePack of a map begin so."""


Layers = tuple[tuple[Matrix, Matrix], ...]
Shape = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Models:
    """All that extraction needs to have learned."""

    rows: RowModel
    cells: CellModel
    tokens: TokenModel
    lexicon: Lexicon
    judge: Judge | None = None
    taught: tuple[Taught, ...] = ()
    """Layouts taught beside the models; only what is set in one of them is read otherwise for it."""


def load_models(path: Path = IN_USE) -> Models:
    """The models of a folder; NoModels where one is missing or is no model file. Nothing in them is executed."""
    missing = [name for name in PARTS if not (path / name).exists()]
    if missing:
        raise NoModels(f"no models in {path}: run `make train`, or give --model (missing: {', '.join(missing)})")
    refuse_pickles(path)
    rows, cells, tokens = load_rows(path), load_cells(path), load_tokens(path)
    taught = load_taught(path, (len(rows.labels), len(cells.labels), len(tokens.tags)))
    gc.freeze()  # the collector would go through all of spaCy again and again: a twentieth of the time
    gc.set_threshold(SELDOM)
    return Models(rows, cells, tokens, load_lexicon(path / LEXICON), load_judge(path / JUDGE), taught)


def refuse_pickles(path: Path) -> None:
    """NoModels where a file of a folder of models is a pickle, whatever its name: loading one runs what it says."""
    for file in sorted(path.rglob("*")):
        if file.suffix.lower() in PICKLES or (file.is_file() and _begins(file) in _PROTOCOLS):
            raise NoModels(f"{file} is a pickle, which runs code when it is loaded: models are data only; remove it")


def _begins(file: Path) -> bytes:
    with file.open("rb") as held:
        return held.read(2)


def save_models(models: Models, path: Path) -> None:
    """Write the models into a folder, weights as half-precision floats."""
    save_rows(models.rows, path)
    save_cells(models.cells, path)
    save_tokens(models.tokens, path)
    save_lexicon(models.lexicon, path / LEXICON)
    save_taught(models.taught, path)


def save_rows(model: RowModel, path: Path) -> None:
    """Write the row model into a folder of models."""
    arrays = {**_named(model.layers), "transitions": model.transitions, "start": model.start}
    _save(path / ROWS_FILE, arrays, model.labels)


def save_cells(model: CellModel, path: Path) -> None:
    """Write the cell model into a folder of models."""
    arrays = {"heading_weights": model.heading_weights, "heading_bias": model.heading_bias}
    for kind, namer in (("whole", model.whole), ("cut", model.cut)):
        held = {**_named(namer.layers), "transitions": namer.transitions, "start": namer.start}
        arrays |= {f"{kind}.{name}": array for name, array in held.items()}
    _save(path / CELLS_FILE, arrays, model.labels)


def save_tokens(model: TokenModel, path: Path) -> None:
    """Write the token model into a folder of models."""
    _save(path / CHAINS, {"transitions": model.transitions, "start": model.start}, model.tags)
    model.nlp.to_disk(path / PIPELINE, exclude=UNUSED)
    (path / CAPTIONS).write_text("\n".join(sorted(model.captions)) + "\n", encoding="utf-8")


def _save(
    path: Path, arrays: Mapping[str, Matrix], labels: tuple[str, ...], kind: type[np.floating[Any]] = np.float16
) -> None:
    from safetensors.numpy import save_file

    path.parent.mkdir(parents=True, exist_ok=True)
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


def _check(path: Path, labels: Sequence[str], known: Iterable[str], shapes: Mapping[str, tuple[Matrix, Shape]]) -> None:
    """NoModels where a model gives labels that this version does not know, or its arrays are of another shape."""
    strange = [f"label {label!r}" for label in labels if label not in {*known, NONE}]
    strange += [
        f"{name} is {array.shape}, not {shape}" for name, (array, shape) in shapes.items() if array.shape != shape
    ]
    if strange:
        raise NoModels(f"{path} was trained for another version of Tieout ({'; '.join(strange)}): train anew")


def _chained(layers: Layers, inputs: int, outputs: int) -> dict[str, tuple[Matrix, Shape]]:
    """What shape each layer's arrays must have so that one goes on from the other."""
    widths = [inputs, *(len(bias) for _, bias in layers[:-1]), outputs]
    pairs = {f"w{i}": (w, (a, b)) for i, ((w, _), a, b) in enumerate(zip(layers, widths[:-1], widths[1:], strict=True))}
    return {**pairs, **{f"b{i}": (bias, (n,)) for i, ((_, bias), n) in enumerate(zip(layers, widths[1:], strict=True))}}


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


def load_judge(path: Path) -> Judge | None:
    """The judge of a file; None where there is none, and nothing passes."""
    if not path.exists():
        return None
    a, _ = _load(path)
    values, rows, records = (_layers(_of(a, name)) for name in ("values", "rows", "records"))
    if a["passes"].shape != (2, len(Stratum)):
        raise NoModels(f"{path} was fitted for another version of Tieout: train anew, or bring back its models")
    row_passes, record_passes = (tuple(float(p) for p in kind) for kind in a["passes"])
    return Judge(values, rows, records, row_passes, record_passes)


def load_rows(path: Path) -> RowModel:
    """The row model of a folder of models."""
    a, labels = _load(path / ROWS_FILE)
    model, n = RowModel(labels, _layers(a), a["transitions"], a["start"]), len(labels)
    chains = {"transitions": (model.transitions, (n, n)), "start": (model.start, (n,))}
    _check(path / ROWS_FILE, labels, ROWS, _chained(model.layers, 1 << ROW_BITS, n) | chains)
    return model


def load_tokens(path: Path) -> TokenModel:
    """The token model of a folder of models."""
    import spacy

    a, tags = _load(path / CHAINS)
    n = len(tags)
    chains = {"transitions": (a["transitions"], (2, 2, n, n)), "start": (a["start"], (n,))}
    _check(path / CHAINS, [tag[2:] or tag for tag in tags], TOKENS, chains)
    captions = frozenset((path / CAPTIONS).read_text(encoding="utf-8").split())
    try:
        nlp = spacy.load(path / PIPELINE, exclude=UNUSED)
        tagger: Any = nlp.get_pipe("tagger")
    except Exception as error:
        raise NoModels(f"{path / PIPELINE} is no spaCy pipeline: train anew or bring the models back") from error
    if tuple(tagger.labels) != tags:
        raise NoModels(f"{path / PIPELINE} and {CHAINS} are not of one training: train anew or bring the models back")
    return TokenModel(nlp, captions, tags, a["transitions"], a["start"])


def load_cells(path: Path) -> CellModel:
    """The cell model of a folder of models."""
    file = path / CELLS_FILE
    a, labels = _load(file)
    model = CellModel(labels, a["heading_weights"], a["heading_bias"], _namer(a, "whole"), _namer(a, "cut"))
    n = len(labels)
    _check(
        file,
        labels,
        CELLS,
        {
            "heading_weights": (model.heading_weights, (1 << HEADING_BITS, n)),
            "heading_bias": (model.heading_bias, (n,)),
        },
    )
    for namer in (model.whole, model.cut):
        chains = {"transitions": (namer.transitions, (2, 2, n, n)), "start": (namer.start, (2, n))}
        _check(file, labels, CELLS, _chained(namer.layers, width(n), n) | chains)
    return model


def _namer(arrays: Mapping[str, Matrix], kind: str) -> Namer:
    own = _of(arrays, kind)
    if not own:
        raise NoModels(f"{CELLS_FILE} was trained for another version of Tieout (nothing for {kind} text): train anew")
    return Namer(_layers(own), own["transitions"], own["start"])


def _of(arrays: Mapping[str, Matrix], kind: str) -> dict[str, Matrix]:
    """The arrays of a part, by their names in it."""
    return {name.removeprefix(f"{kind}."): array for name, array in arrays.items() if name.startswith(f"{kind}.")}
