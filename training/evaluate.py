"""The command `tieout evaluate`: filings extracted and scored against their gold. Heavy imports where they are used."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from glob import escape
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from extraction.cli import MODEL
from extraction.errors import NoModels

if TYPE_CHECKING:
    from extraction.batch.attempt import Outcome, Prepare
    from training.group_scores import Scored

GOLD = ".gold.json"
PAPER = 160
"""Characters across a table that goes to no terminal."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A gold record and an input that should become it; None where there is none."""

    name: str
    gold: Path
    source: Path | None


def evaluate(
    gold_dir: Annotated[
        Path, typer.Argument(metavar="GOLD_DIR", exists=True, file_okay=False, help="NAME.gold.json beside NAME.*")
    ],
    model: Annotated[str | None, typer.Option(help=MODEL)] = None,
    workers: Annotated[int, typer.Option(min=1, help="Worker processes.")] = 1,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object on standard output.")] = False,
    worst: Annotated[int, typer.Option(min=0, help="How many of the worst filings to show.")] = 10,
) -> None:
    """Extract filings and score them against their gold: figures with 95% intervals, by form, source and field."""
    from extraction.cli import LoadModels, find_models

    pairs = list(find_pairs(gold_dir))
    try:
        scored = score_pairs(pairs, gold_dir, LoadModels(find_models(model)), workers)
    except (NoModels, OSError, ValueError) as error:
        typer.echo(f"tieout: {error}", err=True)
        raise typer.Exit(1) from None
    if not scored:
        typer.echo(f"no gold records (NAME{GOLD}) in {gold_dir}", err=True)
        raise typer.Exit(1)
    for one in scored:
        if one.error:
            typer.echo(f"{one.source}: {one.error} ({one.status})", err=True)
    _put_out(scored, worst, as_json)


def find_pairs(folder: Path) -> Iterator[Pair]:
    """Every gold record below a folder with each input beside it that has its name and is no JSON."""
    for gold in sorted(folder.rglob(f"*{GOLD}")):
        name = gold.name.removesuffix(GOLD)
        beside = sorted(p for p in gold.parent.glob(f"{escape(name)}.*") if p.stem == name and p.suffix != ".json")
        yield from (Pair(name, gold, source) for source in beside)
        if not beside:
            yield Pair(name, gold, None)


def score_pairs(pairs: Sequence[Pair], folder: Path, prepare: Prepare, workers: int = 1) -> list[Scored]:
    """Each input extracted and scored, with a progress bar where someone watches; names are relative to `folder`."""
    given = [(pair, pair.source) for pair in pairs if pair.source]
    outcomes = _outcomes([source for _, source in given], prepare, workers)
    scored = [_score(pair, outcome, folder) for (pair, _), outcome in zip(given, outcomes, strict=True)]
    return scored + [_score(pair, None, folder) for pair in pairs if not pair.source]


def _outcomes(sources: list[Path], prepare: Prepare, workers: int) -> Iterable[Outcome]:
    """What comes of each input, in order."""
    from extraction.batch.attempt import attempt_all
    from extraction.batch.workers import attempt_in_workers

    outcomes = attempt_all(sources, prepare) if workers == 1 else attempt_in_workers(sources, prepare, workers)
    if not sys.stderr.isatty():
        return outcomes

    from rich.console import Console

    from extraction.batch.progress import with_progress

    return with_progress(outcomes, lambda: len(sources), Console(stderr=True))


def _score(pair: Pair, outcome: Outcome | None, folder: Path) -> Scored:
    source = str((pair.source or pair.gold).relative_to(folder))
    return score_outcome(pair.name, source, _read_gold(pair.gold), outcome, _without_record(pair.source))


def score_outcome(name: str, source: str, gold: dict[str, Any], outcome: Outcome | None, unread: str) -> Scored:
    """The score of what came of an input, if anything did; `unread` stands for the source kind without a record."""
    from training.group_scores import Scored
    from training.score import score_filing

    record = json.loads(outcome.line) if outcome else None
    failed = outcome is None or outcome.failed
    return Scored(
        name=name,
        source=source,
        form=_form(gold.get("form_type"), record or {}),
        kind=unread if failed else (record or {}).get("source_kind") or "unknown",
        status=outcome.status if outcome else "missing",
        score=score_filing(gold, record),
        error=outcome.error if outcome else "no input beside it",
    )


def _without_record(source: Path | None) -> str:
    """In place of the source kind, which only a record tells."""
    return f"no record ({source.suffix.lstrip('.')})" if source else "no input"


def _read_gold(path: Path) -> dict[str, Any]:
    try:
        gold = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise ValueError(f"{path}: no JSON: {error}") from None
    if not isinstance(gold, dict):
        raise ValueError(f"{path}: not one record")
    return gold


def _form(gold: Any, record: dict[str, Any]) -> str:
    """The gold's form type, of a choice the first; the record's where the gold knows none."""
    first = gold["any_of"][0] if isinstance(gold, dict) else gold
    return str(first if first not in (None, "?") else record.get("form_type") or "unknown")


def _put_out(scored: Sequence[Scored], worst: int, as_json: bool) -> None:
    from training.group_scores import group_scores

    evaluation = group_scores(scored, worst)
    if as_json:
        typer.echo(json.dumps(evaluation.as_json(), ensure_ascii=False))
        return

    from rich.console import Console

    from training.show_scores import show

    Console(width=None if sys.stdout.isatty() else PAPER).print(show(evaluation))
