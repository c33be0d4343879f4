"""The command `tieout drift`: a batch of records beside the filings that the models were measured on."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from extraction.errors import NoModels

if TYPE_CHECKING:
    from rich.table import Table

    from training.profile import Distributions

MODERATE, LARGE = 0.1, 0.25
"""Population stability indices from which a drift is moderate and from which it is large: the usual limits."""
CHANCE = 0.01
"""A drift that chance brings about more often than this is none."""
PRIOR = 0.5
"""Added to each count, so that what one side never shows does not weigh without end."""
MOVED = 3
"""Values that moved most, named for each measure."""


@dataclass(frozen=True, slots=True)
class Drift:
    """How far a measure drifted, what chance has of it, and the values whose shares moved most (before, now)."""

    measure: str
    psi: float
    chance: float
    moved: dict[str, tuple[float, float]]

    @property
    def size(self) -> str:
        """`none`, `moderate` or `large`."""
        if self.psi < MODERATE or self.chance > CHANCE:
            return "none"
        return "large" if self.psi >= LARGE else "moderate"


def measure_drift(reference: Distributions, batch: Distributions) -> list[Drift]:
    """The drift of every distribution that both profiles show."""
    from training.profile import ORDERS

    names = [name for name in batch if name != ORDERS and reference.get(name) and batch[name]]
    return [_drift(name, reference[name], batch[name]) for name in names]


def _drift(name: str, reference: Mapping[str, float], batch: Mapping[str, float]) -> Drift:
    """PSI is the relative entropy of one distribution to the other, summed both ways (scipy.stats.entropy)."""
    from scipy.stats import chi2, entropy

    values = sorted({*reference, *batch})
    before, now = ([side.get(value, 0.0) + PRIOR for value in values] for side in (reference, batch))
    psi = float(entropy(before, now) + entropy(now, before))
    # Without a drift PSI nm/(n+m) follows chi-square (Yurdakul 2018, Statistical Properties of the PSI).
    n, m = sum(reference.values()), sum(batch.values())
    chance = float(chi2.sf(psi * n * m / (n + m), max(len(values) - 1, 1)))
    shares = {v: (reference.get(v, 0.0) / n, batch.get(v, 0.0) / m) for v in values}
    moved = sorted(shares, key=lambda v: -abs(shares[v][1] - shares[v][0]))[:MOVED]
    return Drift(name, psi, chance, {v: shares[v] for v in moved})


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


def as_json(found: Iterable[Drift]) -> list[dict[str, Any]]:
    """Drifts as plain data."""
    return [asdict(d) | {"size": d.size} for d in found]


def _put_out(found: list[Drift], json_wanted: bool) -> None:
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
