"""Trains the models in use, end to end: annotated filings in, model files and their card out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from extraction.errors import Unreadable
from extraction.labelers.models import Models, save_models
from training.annotated import AnnotatedFiling, from_json
from training.fit_cells import fit_cells
from training.fit_rows import fit_rows
from training.fit_tokens import fit_tokens
from training.labelled import Labelled, label_filing

_WORD = re.compile(r"[A-Za-z][A-Za-z'’]*")
SEEN_TWICE = 2


def label_line(line: str) -> Labelled | None:
    """A line of annotated filings, labelled; None where its reader cannot read it."""
    try:
        return label_filing(from_json(line))
    except Unreadable:
        return None


def label_all(paths: Iterable[Path]) -> list[Labelled]:
    """Every filing of files of annotated filings, labelled."""
    lines = (line for path in paths for line in path.open(encoding="utf-8"))
    return [labelled for labelled in map(label_line, lines) if labelled]


def words_of(filings: Iterable[AnnotatedFiling]) -> Iterator[str]:
    """The words of the gold records, once a filing."""
    for filing in filings:
        yield from {w.lower() for text in _texts(filing.gold) for w in _WORD.findall(text)}


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for held in value.values():
            yield from _texts(held)
    elif isinstance(value, list):
        for held in value:
            yield from _texts(held)


def make_lexicon(filings: Iterable[AnnotatedFiling]) -> frozenset[str]:
    """Words that at least two filings show."""
    counts = Counter(words_of(filings))
    return frozenset(word for word, count in counts.items() if count >= SEEN_TWICE and len(word) > 1)


def train(paths: Iterable[Path], out: Path, seed: int = 0) -> Models:
    """Fit all models on files of annotated filings and write them into a folder."""
    filings = label_all(paths)
    models = Models(
        rows=fit_rows(filings, seed=seed),
        cells=fit_cells(filings, seed=seed),
        tokens=fit_tokens(filings, seed=seed),
        lexicon=make_lexicon(f.filing for f in filings),
    )
    save_models(models, out)
    return models
