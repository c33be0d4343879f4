"""Fits what a taught layout corrects in the models: weights of hints, beside the models' own word."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from extraction.document import Layout
from extraction.labelers.cells import emit_cells, heading_fields, table_features
from extraction.labelers.correction import Correction, Hashes, find_hints, hash_all, soften
from extraction.labelers.hashing import Matrix
from extraction.labelers.hints import cell_hints, piece_hints, row_hints
from extraction.labelers.models import Models
from extraction.labelers.printed import Printed
from extraction.labelers.rows import emit_rows
from extraction.labelers.taught import Taught
from extraction.labelers.tokens import emit_tokens
from extraction.labels import NONE
from training.fit_cells import Example, count_chains, examples
from training.fit_rows import Counts, blend, count_chain
from training.fit_tokens import count_tags, tagged_pieces
from training.labelled import Labelled

PULL = 0.1
"""How strongly weights are held near zero (or near known ones)."""
OWN = 0.9
"""What own filings weigh in a chain of a taught layout."""
PASSES = 60
SHOWN_BY = 2
"""Filings that must show a hint, where there are more than that: names and figures of one filing teach nothing."""
Floats: TypeAlias = NDArray[np.float64]


class Chain(Protocol):
    """What has chains over labels: a model, or a correction of one."""

    @property
    def transitions(self) -> Matrix: ...

    @property
    def start(self) -> Matrix: ...


@dataclass(frozen=True, slots=True)
class Steps:
    """Of one filing: the model's log probabilities (steps x labels), the hints at each step, the right labels."""

    emissions: Matrix
    hints: Sequence[Sequence[str]]
    labels: Sequence[int]


def fit_corrections(
    filings: Sequence[Labelled], models: Models, printed: Printed, known: Taught | None = None
) -> tuple[Correction, Correction, Correction]:
    """What labelled filings of one layout correct in the models of rows, of cells and of tokens; on from known ones."""
    return (
        _fit_rows(filings, models, printed, known.rows if known else None),
        _fit_cells(filings, models, known.cells if known else None),
        _fit_tokens(filings, models, printed, known.tokens if known else None),
    )


def _fit_rows(filings: Sequence[Labelled], models: Models, printed: Printed, known: Correction | None) -> Correction:
    model, number = models.rows, {name: i for i, name in enumerate(models.rows.labels)}
    named = [[number[r.label] for r in filing.rows] for filing in filings]
    steps = []
    for filing, labels in zip(filings, named, strict=True):
        rows = [(r.block, r.row) for r in filing.rows]
        steps.append(Steps(emit_rows(rows, model), row_hints(rows, printed), labels))
    counts, start = count_chain(named, len(number))
    return fit_correction(steps, known or model, counts, start, known)


def _fit_cells(filings: Sequence[Labelled], models: Models, known: Correction | None) -> Correction:
    model = models.cells
    tables = [examples([filing]) for filing in filings]
    steps = [_joined(_cell_steps(held, models), len(model.labels)) for held in tables]
    counts, start = count_chains(example for held in tables for example in held)
    layouts = Counter(example.table.layout for held in tables for example in held)
    usual = max(layouts, key=layouts.__getitem__, default=Layout.GRID)
    return fit_correction(steps, known or model.namer(usual), counts, start, known)


def _cell_steps(tables: Iterable[Example], models: Models) -> Iterator[Steps]:
    model = models.cells
    for example in tables:
        namer = model.namer(example.table.layout)
        heads = heading_fields(example.table, model.heading_weights, model.heading_bias)
        found = table_features(example.table, heads, example.form3)
        for (row, tokens, x), labels in zip(found, example.labels, strict=True):
            if tokens:
                yield Steps(emit_cells(x, namer), cell_hints(example.table, row, tokens), labels)


def _joined(parts: Iterable[Steps], labels: int) -> Steps:
    """The steps of a filing's parts as one."""
    held = list(parts)
    emissions = [p.emissions for p in held] or [np.zeros((0, labels), dtype=np.float32)]
    return Steps(np.concatenate(emissions), [h for p in held for h in p.hints], [k for p in held for k in p.labels])


def _fit_tokens(filings: Sequence[Labelled], models: Models, printed: Printed, known: Correction | None) -> Correction:
    model, number = models.tokens, {tag: i for i, tag in enumerate(models.tokens.tags)}
    tagged = tagged_pieces(filings, model.captions)
    given = [(pieces, [tag if tag in number else NONE for tag in tags]) for pieces, tags in tagged]
    steps = []
    for pieces, tags in given:
        held = [i for i, p in enumerate(pieces) if p.token is not None]
        shown = [pieces[i] for i in held]
        emissions = emit_tokens(pieces, model)[held]
        steps.append(Steps(emissions, piece_hints(shown, printed), [number[tags[i]] for i in held]))
    counts, start = count_tags(given, model.tags)
    return fit_correction(steps, known or model, counts, start, known)


def fit_correction(
    filings: Sequence[Steps], chain: Chain, counts: Counts, start: Counts, known: Correction | None
) -> Correction:
    """The weights under which the right labels are likeliest (maximum entropy), held near zero, or near known ones."""
    hints = np.union1d(_hints_of(filings), known.hints) if known else _hints_of(filings)
    nothing = np.zeros((0, chain.start.shape[-1]), dtype=np.float32)
    emissions = soften(np.concatenate([nothing, *(f.emissions for f in filings)])).astype(np.float64)
    x = _matrix([names for f in filings for names in f.hints], hints)
    y = np.array([k for f in filings for k in f.labels], dtype=np.int64)
    first = np.append(_spread(known, hints, emissions.shape[1]), known.trust if known else 1.0)
    found = minimize(_loss, first, (x, emissions, y, first), "CG", jac=True, options={"maxiter": PASSES})
    weights = found.x[:-1].reshape(len(hints) + 1, -1).astype(np.float32)
    chains = blend(chain.transitions, counts, OWN), blend(chain.start, start, OWN)
    return Correction(hints, weights, float(found.x[-1]), *chains)


def _spread(known: Correction | None, hints: Hashes, labels: int) -> Floats:
    """Known weights in the places of more hints; zeros where nothing is known."""
    out = np.zeros((len(hints) + 1, labels))
    if known:
        out[np.append(np.searchsorted(hints, known.hints), len(hints))] = known.weights
    return out


def _hints_of(filings: Sequence[Steps]) -> Hashes:
    """The hints that enough filings show."""
    counts = Counter(name for f in filings for name in {name for names in f.hints for name in names})
    least = SHOWN_BY if len(filings) > SHOWN_BY else 1
    return hash_all(name for name, n in counts.items() if n >= least)


def _matrix(hints: Sequence[Iterable[str]], known: Hashes) -> csr_matrix:
    """Steps by hints, ones; the last column is every step's."""
    columns = [np.append(find_hints(names, known), len(known)) for names in hints]
    ends = np.cumsum([0, *map(len, columns)])
    flat = np.concatenate(columns) if columns else np.zeros(0, dtype=np.int64)
    return csr_matrix((np.ones(len(flat)), flat, ends), shape=(len(columns), len(known) + 1))


def _loss(flat: Floats, x: csr_matrix, emissions: Floats, y: NDArray[np.int64], first: Floats) -> tuple[float, Floats]:
    """Minus the log likelihood of the right labels, and the pull to where it began; and how both change."""
    weights, trust, away = flat[:-1].reshape(x.shape[1], -1), flat[-1], flat - first
    scores = trust * emissions + x @ weights
    scores -= scores.max(axis=1, keepdims=True)
    chances = np.exp(scores)
    total = chances.sum(axis=1, keepdims=True)
    right = np.arange(len(y)), y
    loss = float((np.log(total[:, 0]) - scores[right]).sum())
    chances /= total
    chances[right] -= 1.0
    change = np.append((x.T @ chances).ravel(), (chances * emissions).sum())
    return loss + PULL / 2 * float(away @ away), change + PULL * away
