"""The lexicon as a file: names one below the other, their costs as bytes; safetensors, so that loading runs no code."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import numpy as np

from extraction.errors import NoModels
from extraction.values.words import Lexicon, shorten

_TABLES = ("words", "pairs", "grams")
_FIGURES = ("edges", "cases", "costs")


def save_lexicon(lexicon: Lexicon, path: Path) -> None:
    """Write a lexicon."""
    from safetensors.numpy import save_file

    arrays = {}
    for name in _TABLES:
        table: Mapping[str, int] = getattr(lexicon, name)
        arrays[name] = np.frombuffer("\n".join(table).encode(), dtype=np.uint8)
        arrays[f"{name}_costs"] = np.array(list(table.values()), dtype=np.uint8)
    path.parent.mkdir(parents=True, exist_ok=True)
    save_file(arrays, path, metadata={name: json.dumps(getattr(lexicon, name)) for name in _FIGURES})
    _put_in_order(path)


def _put_in_order(path: Path) -> None:
    """The same file with its header's names in order: safetensors writes metadata in another order each time."""
    content = path.read_bytes()
    size = int.from_bytes(content[:8], "little")
    header = json.dumps(json.loads(content[8 : 8 + size]), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    spelled = header.encode()
    spelled = spelled.ljust(-(-len(spelled) // 8) * 8)
    path.write_bytes(len(spelled).to_bytes(8, "little") + spelled + content[8 + size :])


def load_lexicon(path: Path) -> Lexicon:
    """The lexicon of a file; NoModels where it is none."""
    from safetensors import SafetensorError, safe_open

    try:
        with safe_open(path, framework="numpy") as held:
            words, pairs, grams = (_table(held.get_tensor(n), held.get_tensor(f"{n}_costs")) for n in _TABLES)
            figures = {name: json.loads(held.metadata()[name]) for name in _FIGURES}
    except (SafetensorError, KeyError, TypeError, ValueError) as error:
        raise NoModels(f"{path} is no lexicon of Tieout ({error}); train anew or bring the models back") from error
    return Lexicon(words, pairs, grams, **figures, shortened=shorten(words))


def _table(
    names: np.ndarray[tuple[int], np.dtype[np.uint8]], costs: np.ndarray[tuple[int], np.dtype[np.uint8]]
) -> dict[str, int]:
    return dict(zip(names.tobytes().decode().split("\n"), costs.tobytes(), strict=True))
