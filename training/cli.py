"""The command `tieout train`. Known to `tieout` by the entry points of its group; heavy imports where they are used."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from training.annotated import AnnotatedFiling
    from training.prepare import Facts

EVERY = 50
"""Filings between two words on how far it is."""


def train(
    annotations: Annotated[
        Path | None, typer.Option(exists=True, file_okay=False, help="Learn from the annotated filings in this folder.")
    ] = None,
    corpus: Annotated[
        Path | None, typer.Option(exists=True, help="Ownership XML (folder or archive) to make filings of.")
    ] = None,
    filings: Annotated[int, typer.Option(min=0, help="Filings to make, of the corpus or else of invented facts.")] = 40,
    out: Annotated[Path, typer.Option(file_okay=False, help="Where the models go.")] = Path("models"),
    seed: Annotated[int, typer.Option(help="The same seed makes the same filings.")] = 0,
) -> None:
    """Fit the models on annotated filings, and on filings made in many layouts. Making them needs Chromium."""
    from training.annotated import save
    from training.render.chromium import NoChromium

    start = monotonic()
    with TemporaryDirectory(prefix="tieout-train-") as folder:
        path = Path(folder) / "annotated.jsonl"
        try:
            count = save(_told(_gather(annotations, corpus, filings, seed), start), path)
        except NoChromium as error:
            typer.echo(f"tieout: {error}; --filings 0 learns from the annotations alone", err=True)
            raise typer.Exit(1) from None
        if not count:
            typer.echo("tieout: nothing to learn from: give --annotations, --corpus or --filings", err=True)
            raise typer.Exit(1)
        _tell(start, f"{count} filings in all; fitting the models")
        from training.train import train as fit

        fit([path], out, seed, corpus)
    _tell(start, f"models written to {out}; try them with `tieout extract --model {out}`")


def _gather(annotations: Path | None, corpus: Path | None, filings: int, seed: int) -> Iterator[AnnotatedFiling]:
    """The annotated filings of a folder, then those made of a corpus or of invented facts."""
    from random import Random

    from training.annotation_files import load_files
    from training.prepare import choose, facts, prepare

    if annotations:
        yield from load_files(annotations)
    if filings:
        records = facts(corpus) if corpus else _invent(filings, seed)
        for held_out, count in ((False, filings), (True, filings // 3)):
            yield from prepare(choose(records, count, held_out, Random(seed)), seed)


def _invent(count: int, seed: int) -> dict[str, Facts]:
    """Invented records, enough of them to choose from."""
    from random import Random

    from training.render.invent import filing

    rng = Random(seed)
    return {f"invented-{i:05}": filing(rng) for i in range(2 * count)}


def _told(filings: Iterable[AnnotatedFiling], start: float) -> Iterator[AnnotatedFiling]:
    """The filings, with a word now and then on how many there are."""
    for number, filing in enumerate(filings, 1):
        if number % EVERY == 0:
            _tell(start, f"{number} filings made")
        yield filing


def _tell(start: float, what: str) -> None:
    typer.echo(f"{monotonic() - start:6.1f} s  {what}", err=True)
