"""The command `tieout drift`: a batch of records beside the filings that the models were measured on."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from extraction.errors import NoModels

if TYPE_CHECKING:
    from rich.table import Table

    from training.measure_drift import Drift


def drift(
    records: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="Records, one a line (JSON Lines).")],
    against: Annotated[
        str | None, typer.Option(help="Models (folder or registered name) or a profile; else the models in use.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object on standard output.")] = False,
    picture: Annotated[Path | None, typer.Option(help="Draw it into this file too (PNG, SVG, PDF).")] = None,
    write_profile: Annotated[
        Path | None, typer.Option(help="Write the batch's own profile here, to measure later batches against.")
    ] = None,
    track: Annotated[bool, typer.Option(help="Log it to MLflow.")] = True,
) -> None:
    """Tell how far a batch has drifted from what the models know: sources, labels, confidence, repairs, review."""
    from training.measure_drift import LARGE, MODERATE, measure_drift
    from training.pictures import draw_drift
    from training.profile import ORDERS, load_profile, profile, save_profile

    try:
        lines = [json.loads(line) for line in records.read_text(encoding="utf-8").splitlines() if line.strip()]
        if write_profile:
            save_profile(profile(lines), write_profile)
            typer.echo(f"profile of {len(lines)} records written to {write_profile}", err=True)
            return
        reference = load_profile(_place(against))
    except (NoModels, OSError, ValueError) as error:
        typer.echo(f"tieout: {error}", err=True)
        raise typer.Exit(1) from None
    found = measure_drift(reference, profile(lines, reference.get(ORDERS, {})))
    figure = draw_drift({d.measure: d.psi for d in found}, (MODERATE, LARGE))
    if picture:
        figure.savefig(picture)
    if track:
        from training.tracking.log import log_drift

        log_drift(records.name, len(lines), found, figure)
    _put_out(found, as_json)


def _place(against: str | None) -> Path:
    """The folder or file of the reference."""
    from extraction.cli import find_models
    from extraction.labelers.models import IN_USE

    return (Path(against) if Path(against).is_file() else find_models(against) or IN_USE) if against else IN_USE


def _put_out(found: list[Drift], json_wanted: bool) -> None:
    from training.measure_drift import as_json

    if json_wanted:
        typer.echo(json.dumps({"drift": as_json(found), "drifted": any(d.size != "none" for d in found)}))
        return
    from rich.console import Console

    Console(width=None if sys.stdout.isatty() else 160).print(_table(found))


def _table(found: Iterable[Drift]) -> Table:
    from rich.box import SIMPLE_HEAD
    from rich.table import Table

    table = Table("measure", "PSI", "drift", "what moved most: share before → now", box=SIMPLE_HEAD, show_edge=False)
    for d in found:
        moved = ", ".join(f"{v} {a:.1%} → {b:.1%}" for v, (a, b) in d.moved.items() if abs(b - a) >= 0.0005)
        table.add_row(d.measure, f"{d.psi:.3f}", d.size, moved)
    return table
