"""A spaCy tagger's network computed by numpy as spaCy does it; what several tokens share is looked up once.

No word of a filing goes through spaCy's vocabulary, which keeps whatever it is shown.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from itertools import groupby
from typing import TYPE_CHECKING, Any

import numpy as np

from extraction.labelers.hashing import Matrix

if TYPE_CHECKING:
    from spacy.language import Language

TEXT = "TEXT"
"""The name of tokens' own text; what else they are given has the name of a spaCy attribute."""
REMEMBERED = 65536
"""Strings whose numbers are kept."""
TINY = 1e-8
"""What the norm adds to a variance (thinc)."""


@cache
def _ops() -> Any:
    """What of spaCy's own arithmetic is used: hashes of numbers, sums of rows of tables, neighbours side by side.

    Matrices are multiplied by numpy, which is a third faster at it."""
    from thinc.api import NumpyOps

    return NumpyOps(use_blis=False)


@dataclass(frozen=True, slots=True)
class Source:
    """A string of each token: the numbers that it is known by, and for each a table of hashed ones and a seed."""

    name: str
    numbers: Callable[[str], tuple[int, ...]]
    tables: tuple[tuple[Matrix, int], ...]

    def look_up(self, strings: Sequence[str]) -> Matrix:
        """What the tables say of strings (strings x tables' widths)."""
        places = {text: k for k, text in enumerate(dict.fromkeys(strings))}
        numbers = np.array(list(map(self.numbers, places)), dtype=np.uint64).T
        shown = [
            _ops().gather_add(table, _ops().hash(np.ascontiguousarray(ids), seed) % len(table))
            for ids, (table, seed) in zip(numbers, self.tables, strict=True)
        ]
        told: Matrix = np.concatenate(shown, axis=1)
        return told[[places[text] for text in strings]]


@dataclass(frozen=True, slots=True)
class Layer:
    """Sums of inputs, of each unit's sums the greatest, and a norm over units."""

    weights: Matrix
    """Inputs x (units and their pieces)."""
    bias: Matrix
    gain: Matrix
    shift: Matrix

    def apply(self, inputs: Matrix) -> Matrix:
        """Units of tokens (tokens x units)."""
        sums = inputs @ self.weights + self.bias
        pieces = sums.shape[1] // len(self.gain)
        units: Matrix = sums[:, ::pieces]
        for k in range(1, pieces):
            units = np.maximum(units, sums[:, k::pieces])
        centred = units - units.mean(axis=1, keepdims=True)
        spread = np.square(centred).mean(axis=1, keepdims=True) + TINY
        return np.asarray(centred * spread**-0.5 * self.gain + self.shift)


@dataclass(frozen=True, slots=True)
class Network:
    """The layers of a tagger: strings looked up and mixed, windows over so many neighbours, and scores of tags."""

    sources: tuple[Source, ...]
    mixed: Layer
    windows: tuple[Layer, ...]
    reach: int
    output: tuple[Matrix, Matrix]

    def score(self, given: Mapping[str, Sequence[str]]) -> Matrix:
        """Scores (tokens x tags) of tokens by their strings, a list for each source."""
        units = self.mixed.apply(np.concatenate([s.look_up(given[s.name]) for s in self.sources], axis=1))
        beyond = self.reach * len(self.windows)
        edge = np.zeros((beyond, units.shape[1]), dtype=units.dtype)
        units = np.concatenate([edge, units, edge])
        for layer in self.windows:
            units = units + layer.apply(_ops().seq2col(units, self.reach))
        weights, bias = self.output
        return np.asarray(units[beyond : len(units) - beyond] @ weights + bias)


def network_of(nlp: Language) -> Network:
    """The network of a pipeline's tagger."""
    tagger: Any = nlp.get_pipe("tagger")
    nodes: dict[str, list[Any]] = {}
    for node in tagger.model.walk():
        nodes.setdefault(node.name, []).append(node)
    mixed, *windows = map(_layer, nodes["maxout"], nodes["layernorm"])
    sources = _sources(nlp, nodes["extract_features"][0].attrs["columns"], nodes["hashembed"])
    reach, (output,) = nodes["expand_window"][0].attrs["window_size"], nodes["softmax"]
    return Network(sources, mixed, tuple(windows), reach, (_turned(output.get_param("W")), output.get_param("b")))


def _layer(maxout: Any, norm: Any) -> Layer:
    weights = maxout.get_param("W")
    flat = weights.reshape(-1, weights.shape[2])
    return Layer(_turned(flat), maxout.get_param("b").ravel(), norm.get_param("G"), norm.get_param("b"))


def _turned(weights: Matrix) -> Matrix:
    return np.ascontiguousarray(weights.T)


def _sources(nlp: Language, columns: Sequence[str], embeds: Sequence[Any]) -> tuple[Source, ...]:
    """The strings that a network is shown, by the attributes that it looks up; several are forms of the text."""
    from spacy.strings import get_string_id

    out = []
    vocabulary: Any = nlp.vocab
    forms_of = (vocabulary.lex_attr_getters.get(get_string_id(name)) for name in columns)
    known = zip(columns, forms_of, embeds, strict=True)
    for source, held in groupby(known, lambda one: TEXT if one[1] else one[0]):
        _, forms, tables = zip(*held, strict=True)
        numbers = lru_cache(REMEMBERED)(partial(_numbers, forms))
        out.append(Source(source, numbers, tuple((t.get_param("E"), int(t.attrs["seed"])) for t in tables)))
    return tuple(out)


def _numbers(forms: Sequence[Callable[[str], str] | None], text: str) -> tuple[int, ...]:
    """The numbers that spaCy knows the forms of a text by."""
    from spacy.strings import get_string_id

    return tuple(get_string_id(form(text) if form else text) for form in forms)
