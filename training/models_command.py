"""The command `tieout models`: registered models compared, promoted, brought into use, and back."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from extraction.errors import NoModels

if TYPE_CHECKING:
    from rich.table import Table

    from training.annotated import AnnotatedFiling
    from training.compare import Comparison

PAPER = 160

app = typer.Typer(help="Registered models: compare, promote, bring into use, and back.", no_args_is_help=True)

Challenger = Annotated[str, typer.Argument(help="A registered version: alias or number.")]
Annotations = Annotated[
    Path | None,
    typer.Option(exists=True, file_okay=False, help="Compare on these; else on what the challenger was measured on."),
]
Into = Annotated[Path | None, typer.Option(file_okay=False, help="The folder of models; else the one in use.")]


@app.command()
def compare(
    challenger: Challenger = "challenger",
    champion: Challenger = "champion",
    annotations: Annotations = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object on standard output.")] = False,
) -> None:
    """Put a challenger beside the champion on the same held-out filings, figure by figure and label by label."""
    comparison = _compare(challenger, champion, annotations)
    if as_json:
        typer.echo(json.dumps(comparison.as_json(), ensure_ascii=False))
        return
    from rich.console import Console

    Console(width=None if sys.stdout.isatty() else PAPER).print(show(comparison, challenger, champion))
    for reason in comparison.reasons:
        typer.echo(f"against it: {reason}")
    if not comparison.reasons:
        typer.echo("nothing speaks against it")


@app.command()
def promote(
    challenger: Challenger = "challenger",
    annotations: Annotations = None,
    force: Annotated[bool, typer.Option("--force", help="Whatever speaks against it; this is recorded.")] = False,
) -> None:
    """Make a challenger the champion if nothing got significantly worse; else say why not (exit status 1)."""
    from training.gate import decide
    from training.tracking.registry import champion, find_version

    try:
        version, known = find_version(challenger), champion()
        comparison = _compare(version, known, annotations) if known and known != version else None
        told, promoted = decide(version, comparison, force)
    except NoModels as error:
        raise _ended(error) from None
    typer.echo(told)
    if not promoted:
        raise typer.Exit(1)


@app.command()
def use(
    name: Annotated[str, typer.Argument(help="A registered version: alias or number.")] = "champion",
    into: Into = None,
) -> None:
    """Bring a registered version into models/, where `tieout extract` finds it; `rollback` undoes it."""
    from training.gate import bring_into_use

    try:
        typer.echo(bring_into_use(name, into))
    except NoModels as error:
        raise _ended(error) from None


@app.command()
def rollback(into: Into = None) -> None:
    """Bring back the models that were in use before the last `use` (and forth again, if called twice)."""
    from training.tracking.registry import PREVIOUS

    use(PREVIOUS, into)


def _ended(error: Exception) -> typer.Exit:
    typer.echo(f"tieout: {error}", err=True)
    return typer.Exit(1)


def _compare(challenger: str, champion: str, annotations: Path | None) -> Comparison:
    """Both models measured on the same filings."""
    from extraction.pipeline import load_models
    from training.compare import compare
    from training.measure import measure
    from training.tell import Teller
    from training.tracking.registry import find_models

    try:
        filings, teller = _filings(challenger, annotations), Teller()
        new, old = (
            measure(teller.each(f"measuring {name}", filings, len(filings)), load_models(find_models(name)))
            for name in (challenger, champion)
        )
    except NoModels as error:
        raise _ended(error) from None
    return compare(new, old)


def _filings(challenger: str, annotations: Path | None) -> list[AnnotatedFiling]:
    """The filings to compare on."""
    from training.annotation_files import load_files
    from training.tracking.registry import find_version, held_out

    return list(load_files(annotations)) if annotations else held_out(find_version(challenger))


def show(comparison: Comparison, challenger: str, champion: str) -> Table:
    """Every figure of both."""
    from rich.box import SIMPLE_HEAD
    from rich.table import Table

    title = f"{comparison.filings} filings"
    table = Table(title, "", champion, challenger, "difference, 95%", "", box=SIMPLE_HEAD, show_edge=False)
    last = ""
    for d in comparison.differences:
        shares = ("–" if share is None else f"{share:.3f}" for share in (d.champion, d.challenger))
        ends = f"{d.interval[0]:+.3f} to {d.interval[1]:+.3f}" if d.interval else ""
        table.add_row(d.group if d.group != last else "", d.name, *shares, ends, "worse" if d.worse else "")
        last = d.group
    return table
