"""The stages of a training, each kept when it is finished: prepare, split, fit, calibrate."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import asdict, dataclass, replace
from functools import cache
from multiprocessing import get_context
from pathlib import Path
from random import Random
from types import MappingProxyType
from typing import Any, TypeAlias

from extraction.batch.cores import keep_to_one_core
from extraction.errors import Unreadable
from extraction.labelers.models import (
    JUDGE,
    LEXICON,
    Models,
    load_cells,
    load_judge,
    load_models,
    load_rows,
    load_tokens,
    save_cells,
    save_judge,
    save_models,
    save_rows,
    save_tokens,
)
from extraction.values.lexicon import load_lexicon, save_lexicon
from training.annotated import AnnotatedFiling, load, save
from training.annotation_files import load_files
from training.calibrate import calibrate
from training.fit_cells import fit_cells
from training.fit_judge import look
from training.fit_rows import fit_rows
from training.fit_text import fit_corpus, fit_text
from training.fit_tokens import fit_tokens
from training.in_use import CORPUS
from training.keep import digest_code, digest_path, once
from training.labelled import Labelled, label_filing
from training.prepare import Batch, Facts, Side, batches, digest, facts, make_batch, own_pages, side_of
from training.tell import Curve, Teller
from training.watch import Epoch

Split: TypeAlias = dict[Side, list[AnnotatedFiling]]

CURVES = "curves"
INVENTED = 10
"""Records to choose from for each filing to make: few issuers are held out, and they must do."""
WATCHED = 60
"""Held-out filings that learning curves are drawn of."""
PASSES = MappingProxyType({"rows": 4, "cells": 8, "tokens": 5})
ON_EPOCHS = 4
ON_RATES = {"rows": 0.0003, "cells": 0.0005, "tokens": 0.0003}
"""Passes and learning rates from known models on: few and small, so that little of what they know is lost."""
OWN, MOST_OFTEN = 0.25, 8
"""Annotated filings beside made ones when going on: shown so often that they are this part of what is shown."""
GIVEN = "given.jsonl"


@dataclass(frozen=True, slots=True)
class Plan:
    """What to learn from: annotated filings, and filings made of a corpus' facts or else of invented ones.

    `base` holds the models to go on from; `printed` tells whether Chromium is there to print what is made.
    """

    annotations: Path | None
    corpus: Path | None
    filings: int
    seed: int = 0
    base: Path | None = None
    printed: bool = True

    @property
    def facts(self) -> dict[str, Any]:
        """All that the models will depend on, files by the digest of their contents."""
        paths = {"annotations": self.annotations, "corpus": self.corpus, "base": self.base}
        digests = {name: digest_path(path)[:16] if path else None for name, path in paths.items()}
        counts = {"filings": self.filings, "seed": self.seed, "printed": self.printed}
        return {**digests, **counts, "code": digest_code()[:16]}


def key_of(plan: Plan) -> str:
    """A name for the work on a plan: the same for the same data, seed and code."""
    return f"{digest(json.dumps(plan.facts)):064x}"[:12]


def gather(plan: Plan, work: Path, workers: int, teller: Teller) -> list[Path]:
    """Files of annotated filings: those given, then those made, batch by batch in several processes."""
    files = []
    if plan.annotations:
        given = plan.annotations
        files.append(once(work / GIVEN, lambda path: _discard(save(load_files(given), path))))
    to_do = []
    if plan.filings:
        known = _facts(plan)
        makers = (batches,) if plan.base else (batches, own_pages)
        to_do = [b for make in makers for b in make(known, plan.filings, plan.seed, plan.printed)]
    made = {batch.name: work / "made" / f"{batch.name}.jsonl" for batch in to_do}
    with teller.stage("making filings of so many records", sum(len(b.records) for b in to_do)) as advance:
        missing = [b for b in to_do if not made[b.name].exists()]
        advance(sum(len(b.records) for b in to_do) - sum(len(b.records) for b in missing))
        for batch in _make_all(missing, made, workers):
            advance(len(batch.records))
    return files + list(made.values())


def _discard(_: object) -> None:
    """Nothing, of something."""


def _facts(plan: Plan) -> dict[str, Facts]:
    """Records of the corpus, or invented ones, enough of them to choose from."""
    from training.render.invent import filing

    if plan.corpus:
        return facts(plan.corpus)
    rng = Random(plan.seed)
    return {f"invented-{i:05}": filing(rng) for i in range(INVENTED * plan.filings)}


def _make_all(missing: Sequence[Batch], made: dict[str, Path], workers: int) -> Iterator[Batch]:
    """Each batch when its file is written."""
    if workers == 1 or len(missing) < 2:
        for batch in missing:
            _make(batch, made[batch.name])
            yield batch
        return
    # spawn: a fork of a process with threads can hang.
    with ProcessPoolExecutor(workers, get_context("spawn"), initializer=keep_to_one_core) as pool:
        futures = {pool.submit(_make, batch, made[batch.name]): batch for batch in missing}
        for future in as_completed(futures):
            future.result()
            yield futures[future]


def _make(batch: Batch, path: Path) -> None:
    once(path, lambda partial: _discard(save(make_batch(batch), partial)))


def split(files: Iterable[Path]) -> Split:
    """All filings by what they are for, which their issuer decides."""
    sides: Split = {side: [] for side in Side}
    for path in files:
        for filing in load(path):
            sides[side_of(filing.group)].append(filing)
    return sides


def label_all(filings: Sequence[AnnotatedFiling], teller: Teller, what: str = "labelling filings") -> list[Labelled]:
    """The filings that their reader can lay out, labelled."""
    labelled = (_label(filing) for filing in teller.each(what, filings, len(filings)))
    return [one for one in labelled if one]


def _label(filing: AnnotatedFiling) -> Labelled | None:
    try:
        return label_filing(filing)
    except Unreadable:
        return None


def fit(sides: Split, plan: Plan, work: Path, teller: Teller) -> Models:
    """All models but the judge, each as it was saved."""
    base = load_models(plan.base) if plan.base else None

    @cache
    def labelled() -> tuple[list[Labelled], list[Labelled]]:
        return (
            label_all(sides[Side.LEARN], teller),
            label_all(sides[Side.CALIBRATE][:WATCHED], teller, "labelling filings to watch by"),
        )

    def fitted(name: str, fit: Callable[..., Any], put: Callable[[Any, Path], None]) -> Path:
        chosen = settings(name, plan) | {"seed": plan.seed, "known": getattr(base, name) if base else None}
        names = names_of(work / GIVEN) if base else frozenset()

        def make(folder: Path) -> None:
            learned, watched = labelled()
            with teller.stage(f"fitting {name}, passes", chosen["epochs"]) as advance:
                curve = Curve(advance)
                own = [one for one in learned if one.filing.name in names]
                more = own * (_times(len(own), len(learned)) - 1)
                model = fit(learned + more, **chosen, held=watched, watch=curve, own=own)
            folder.mkdir()
            put(model, folder)
            (folder / CURVES).write_text(json.dumps([asdict(epoch) for epoch in curve.epochs]), encoding="utf-8")

        return once(work / name, make)

    return Models(
        load_rows(fitted("rows", fit_rows, save_rows)),
        load_cells(fitted("cells", fit_cells, save_cells)),
        load_tokens(fitted("tokens", fit_tokens, save_tokens)),
        load_lexicon(once(work / LEXICON, lambda path: save_lexicon(_lexicon(sides, plan, base), path))),
        taught=base.taught if base else (),
    )


def is_further(sides: Split, plan: Plan, work: Path) -> bool:
    """Whether models are to be fitted: anew, from a corpus, or from annotated filings that are set in no layout of
    their own. What teaches a layout of its own is no reason to move what all others are read by.
    """
    names = names_of(work / GIVEN)
    return bool(not plan.base or plan.corpus or not names or any(f.name in names for f in sides[Side.LEARN]))


def settings(name: str, plan: Plan) -> dict[str, Any]:
    """Passes and learning rate of a model; without a rate, its own."""
    return {"epochs": ON_EPOCHS, "rate": ON_RATES[name]} if plan.base else {"epochs": PASSES[name]}


def names_of(given: Path) -> frozenset[str]:
    """The names of the annotated filings that were given."""
    return frozenset(filing.name for filing in load(given)) if given.exists() else frozenset()


def _times(own: int, learned: int) -> int:
    """How often each of one's own filings is shown beside the made ones."""
    return max(1, min(MOST_OFTEN, round(OWN * (learned - own) / own))) if own else 1


def _lexicon(sides: Split, plan: Plan, base: Models | None) -> Any:
    """The lexicon of the corpus; without one, the base's; without a base, that of the gold records."""
    if plan.corpus:
        return fit_corpus(plan.corpus)
    return base.lexicon if base else fit_text((f.group, f.gold) for f in sides[Side.LEARN])


def curves(work: Path) -> dict[str, list[Epoch]]:
    """The learning curve of each model."""
    files = {path.parent.name: path for path in sorted(work.glob(f"*/{CURVES}"))}
    return {name: [Epoch(**e) for e in json.loads(path.read_text(encoding="utf-8"))] for name, path in files.items()}


def add_judge(models: Models, sides: Split, plan: Plan, work: Path, teller: Teller) -> Models:
    """The models with their judge, if the filings kept for it bear one out."""

    def make(folder: Path) -> None:
        filings = sides[Side.CALIBRATE]
        looked = (look(f, models) for f in teller.each("calibrating on filings", filings, len(filings)))
        known = load_judge(plan.base / JUDGE) if plan.base else None
        judge = calibrate([sample for sample in looked if sample], known, plan.seed)
        folder.mkdir()
        if judge:
            save_judge(judge, folder)

    return replace(models, judge=load_judge(once(work / "judge", make) / JUDGE))


def write_models(models: Models, sides: Split, plan: Plan, folder: Path) -> None:
    """The models as a folder, with the accession numbers of the filings whose facts taught them."""
    save_models(models, folder)
    if models.judge:
        save_judge(models.judge, folder)
    known = plan.base / CORPUS if plan.base else None
    names = set(known.read_text(encoding="utf-8").split()) if known and known.exists() else set()
    if plan.corpus:
        names |= {filing.name for side in (Side.LEARN, Side.CALIBRATE) for filing in sides[side] if _filed(filing.name)}
    (folder / CORPUS).write_text("".join(f"{name}\n" for name in sorted(names)), encoding="utf-8")


def _filed(name: str) -> bool:
    """Whether a name is an accession number: 0000014272-23-000035."""
    parts = name.split("-")
    return [len(p) for p in parts] == [10, 2, 6] and all(p.isdigit() for p in parts)
