"""Trains the models in use, end to end: annotated filings in, model files and their card out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from extraction.errors import Unreadable
from extraction.labelers.judge import Judge
from extraction.labelers.models import Models, save_judge, save_models
from training.annotated import AnnotatedFiling, from_json
from training.fit_cells import fit_cells
from training.fit_judge import fit_judge, look
from training.fit_rows import fit_rows
from training.fit_text import fit_corpus, fit_text
from training.fit_tokens import fit_tokens
from training.labelled import Labelled, label_filing
from training.prepare import is_held_out

FEW = 60
"""Held-out filings without which nothing can be said of how sure the models are."""


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


def train(paths: Iterable[Path], out: Path, seed: int = 0, corpus: Path | None = None) -> Models:
    """Fit all models on files of annotated filings, the lexicon on all of a corpus, and write them into a folder.

    Filings of held-out issuers teach only the judge, which must see what the other models have not seen.
    """
    everything = label_all(paths)
    filings = [f for f in everything if not is_held_out(f.filing.group)]
    models = Models(
        rows=fit_rows(filings, seed=seed),
        cells=fit_cells(filings, seed=seed),
        tokens=fit_tokens(filings, seed=seed),
        lexicon=fit_corpus(corpus) if corpus else fit_text((f.filing.group, f.filing.gold) for f in filings),
    )
    save_models(models, out)
    return replace(models, judge=train_judge(models, (f.filing for f in everything), out, seed))


def train_judge(models: Models, filings: Iterable[AnnotatedFiling], out: Path, seed: int = 0) -> Judge | None:
    """Fit the judge on the filings of held-out issuers and write it; None, and all is reviewed, where they are few."""
    held = (look(f, models) for f in filings if is_held_out(f.group))
    samples = [sample for sample in held if sample]
    if len(samples) < FEW:
        return None
    judge = fit_judge(samples, seed)
    save_judge(judge, out)
    return judge
