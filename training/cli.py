"""The command `tieout train`. Known to `tieout` by the entry points of its group; heavy imports where they are used."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from extraction.errors import NoModels

if TYPE_CHECKING:
    from training.tell import Teller
    from training.train import Plan

CORES = 2


def train(
    annotations: Annotated[
        Path | None,
        typer.Option(exists=True, file_okay=False, help="Learn from annotated filings: a folder [annotations]."),
    ] = None,
    corpus: Annotated[
        Path | None, typer.Option(exists=True, help="Ownership XML (folder or archive) to make filings of.")
    ] = None,
    filings: Annotated[
        int, typer.Option(min=0, help="Filings to make to learn from, of the corpus or else of invented facts.")
    ] = 240,
    out: Annotated[Path, typer.Option(file_okay=False, help="Where the models go.")] = Path("work/models"),
    seed: Annotated[int, typer.Option(help="The same data and seed make the same models, byte for byte.")] = 0,
    on: Annotated[bool, typer.Option("--continue", help="Go on from the models in use, or from --model.")] = False,
    model: Annotated[str | None, typer.Option(help="With --continue: a folder of models or a registered name.")] = None,
    work: Annotated[
        Path, typer.Option(file_okay=False, help="Where finished stages are kept until the training is done.")
    ] = Path("work/training"),
    workers: Annotated[int, typer.Option(min=1, help="Processes that make filings.")] = CORES,
    track: Annotated[bool, typer.Option(help="Log the run to MLflow and register the models.")] = True,
    promote: Annotated[
        bool, typer.Option("--promote", help="Promote the models if nothing speaks against it.")
    ] = False,
) -> None:
    """Train: prepare, split by issuer, fit, calibrate, evaluate, log, register. Interrupted, it goes on when run again.

    Without --corpus the filings to learn from are invented; printing them needs Chromium, without it they are only
    written (HTML, Markdown, fixed-width text).
    """
    from extraction.cli import find_models
    from extraction.labelers.models import IN_USE
    from training.run import run
    from training.tell import Teller

    if model and not on:
        raise typer.BadParameter("--model names what --continue goes on from")
    teller = Teller()
    try:
        base = (find_models(model) or IN_USE) if on else None
        plan = _plan(annotations, corpus, filings, seed, base, teller)
        run(plan, out, work, workers, track, promote, teller)
    except (NoModels, OSError, ValueError) as error:
        typer.echo(f"tieout: {error}", err=True)
        raise typer.Exit(1) from None


def _plan(
    annotations: Path | None, corpus: Path | None, filings: int, seed: int, base: Path | None, teller: Teller
) -> Plan:
    """What to learn from; ValueError where it is nothing."""
    from training.render.chromium import NoChromium, find_chromium
    from training.train import Plan

    usual = Path("annotations")
    given = annotations or (usual if usual.is_dir() else None)
    if not given and not filings:
        raise ValueError("nothing to learn from: give --annotations, --corpus or --filings")
    printed = bool(filings)
    try:
        printed = printed and bool(find_chromium())
    except NoChromium as error:
        teller.say(f"filings are made as HTML, Markdown and fixed-width text only: {error}")
        printed = False
    return Plan(given, corpus, filings, seed, base, printed)
