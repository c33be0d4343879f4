"""The command `tieout`. What is heavy is imported where it is used: `tieout --help` answers at once."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from extraction.batch.cores import keep_to_one_core
from extraction.errors import NoModels
from extraction.ledger.command import reconcile

if TYPE_CHECKING:
    from rich.console import Console

    from extraction.batch.attempt import Extract, Outcome, Prepare
    from extraction.report.tally import Tally

PAPER = 160
"""Characters across a table that goes to no terminal."""

OCR = "What reads images."
MODEL = "Other models than those in use: their folder, or the name of a registered version (champion, challenger, 3)."

app = typer.Typer(
    help="Turn SEC ownership filings, however messy, into structured records whose figures tie.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


class Ocr(StrEnum):
    """Engines that read images."""

    rapid = "rapid"
    tesseract = "tesseract"


@dataclass(frozen=True, slots=True)
class LoadModels:
    """Prepares extraction in this process or in a worker; `model` is a folder of models, else those that ship.
    `ocr` names the engine that reads images.

    They are loaded, once, when a filing needs them: ownership XML and the Schedules need none.
    """

    model: Path | None = None
    ocr: str = "rapid"

    def __call__(self) -> Extract:
        from functools import cache, partial

        from extraction.pipeline import extract, load_models

        return partial(extract, models=cache(partial(load_models, self.model)), ocr=self.ocr)


def find_models(named: str | None) -> Path | None:
    """The folder of models that a path or a registered name tells, None for those in use; NoModels where there is none.

    Names are looked up by what other packages add (entry points of the group `tieout.models`).
    """
    if named is None or Path(named).is_dir():
        return Path(named) if named else None
    for finder in metadata.distribution("tieout").entry_points.select(group="tieout.models"):
        found: Path = finder.load()(named)
        return found
    raise NoModels(f"no folder of models is named {named!r}")


def _print_version(asked: bool) -> None:
    if asked:
        typer.echo(f"tieout {metadata.version('tieout')}")
        raise typer.Exit


@app.callback()
def tieout(
    version: Annotated[bool, typer.Option("--version", callback=_print_version, is_eager=True)] = False,
) -> None:
    pass


@app.command()
def extract(
    sources: Annotated[list[Path], typer.Argument(metavar="SOURCE", help="Files, or folders of files.")],
    out: Annotated[Path | None, typer.Option(help="Write one record a line to this file (JSON Lines).")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One record a line on standard output.")] = False,
    as_table: Annotated[bool, typer.Option("--table", help="Tables to read, even without a terminal.")] = False,
    workers: Annotated[int, typer.Option(min=1, help="Worker processes; the output keeps the input's order.")] = 1,
    model: Annotated[str | None, typer.Option(help=MODEL)] = None,
    ocr: Annotated[Ocr, typer.Option(help=OCR)] = Ocr.rapid,
    debug: Annotated[bool, typer.Option("--debug", help="Show tracebacks of unexpected errors.")] = False,
) -> None:
    """Read filings into records: tables on a terminal, JSON Lines elsewhere. Exit status 1 if any gave no record.

    \b
    tieout extract filing.pdf                        what was read, what ties, what to look at and why
    tieout extract filings/ --out records.jsonl --workers 4
    tieout extract filing.txt --json | jq .non_derivative
    """
    as_table = as_table or not (out or as_json or not sys.stdout.isatty())
    try:
        done, failed = _extract_all(sources, LoadModels(find_models(model), ocr.value), workers, out, as_table, debug)
    except BrokenPipeError:
        raise
    except Exception as error:
        if debug:
            raise
        kind = "" if isinstance(error, NoModels) else f"{type(error).__name__}: "
        typer.echo(f"tieout: {kind}{error}", err=True)
        raise typer.Exit(1) from None
    if failed or not done:
        typer.echo(f"{failed} of {done} gave no record" if done else "no files to read", err=True)
        raise typer.Exit(1)


@app.command()
def explain(
    source: Annotated[Path, typer.Argument(metavar="FILE", exists=True, dir_okay=False, help="A filing.")],
    field: Annotated[
        str | None, typer.Argument(help="A field or part of its pointer: price_per_share, derivative/0.")
    ] = None,
    model: Annotated[str | None, typer.Option(help=MODEL)] = None,
    ocr: Annotated[Ocr, typer.Option(help=OCR)] = Ocr.rapid,
) -> None:
    """Tell how values came about: where they stood, their readings with costs, the ties that held.

    \b
    tieout explain filing.txt price                  all prices of a filing
    tieout explain filing.txt non_derivative/0       the first row of Table I
    """
    from rich.console import Console

    from extraction.errors import Unreadable
    from extraction.pipeline import load_models, trace
    from extraction.report.explain import show_story, tell

    screen = Console(width=None if sys.stdout.isatty() else PAPER, highlight=False)
    try:
        stories = list(tell(*trace(source, load_models(find_models(model)), ocr.value), field))
    except (Unreadable, NoModels) as error:
        typer.echo(f"tieout: {error}", err=True)
        raise typer.Exit(1) from None
    for story in stories:
        screen.print(show_story(story))
    if not stories:
        typer.echo(f"no value of {source.name} has {field!r} in its pointer", err=True)
        raise typer.Exit(1)


def _extract_all(
    sources: list[Path], prepare: Prepare, workers: int, out: Path | None, as_table: bool, debug: bool
) -> tuple[int, int]:
    """Extract, write and print; the number of inputs and of those without a record."""
    from contextlib import ExitStack

    from rich.console import Console

    from extraction.batch.write import open_lines
    from extraction.report.tally import Tally

    screen = Console(width=None if sys.stdout.isatty() else PAPER)
    done, failed, tally = 0, 0, Tally()
    with ExitStack() as stack:
        write = stack.enter_context(open_lines(out)) if out or not as_table else None
        for outcome in _outcomes(sources, prepare, workers, screen):
            done, failed = done + 1, failed + outcome.failed
            if write:
                write(outcome.line)
            if as_table:
                tally += _print_filing(outcome, screen)
            if outcome.failed:
                print(f"{outcome.path}: {outcome.error} ({outcome.status})", file=sys.stderr)
                print(outcome.trace if debug else "", end="", file=sys.stderr)
    if done > failed and as_table:
        _print_ending(tally, screen)
    return done, failed


def _outcomes(sources: list[Path], prepare: Prepare, workers: int, screen: Console) -> Iterator[Outcome]:
    """What comes of each input, in order, with a progress bar where someone watches."""
    from extraction.batch.attempt import attempt_all
    from extraction.batch.inputs import find_inputs
    from extraction.batch.workers import attempt_in_workers

    paths = find_inputs(sources)
    outcomes = attempt_all(paths, prepare) if workers == 1 else attempt_in_workers(paths, prepare, workers)
    if not sys.stderr.isatty():
        return outcomes

    from rich.console import Console

    from extraction.batch.progress import with_progress

    # A bar on the screen that the tables go to must be drawn by the same console, else they overwrite each other.
    watched = screen if screen.is_terminal else Console(stderr=True)
    return with_progress(outcomes, lambda: sum(1 for _ in find_inputs(sources)), watched)


def _print_filing(outcome: Outcome, screen: Console) -> Tally:
    """Print a filing; what it adds to the tally."""
    from extraction.report.filing import show_line
    from extraction.report.tally import tally_of

    screen.print(show_line(outcome.line))
    return tally_of(outcome.line)


def _print_ending(tally: Tally, screen: Console) -> None:
    from extraction.report.filing import LEGEND
    from extraction.report.tally import show_tally

    if tally.filings > 1:
        screen.print(show_tally(tally), highlight=False)
    screen.print(LEGEND, style="dim")


@app.command()
def schema() -> None:
    """Print the JSON schema of a record."""
    import json

    from extraction.record import Record

    typer.echo(json.dumps(Record.model_json_schema(), indent=2))


app.command()(reconcile)


def whole() -> typer.Typer:
    """The command with what other packages add to it (entry points of the group `tieout.commands`)."""
    for command in metadata.distribution("tieout").entry_points.select(group="tieout.commands"):
        added = command.load()
        app.add_typer(added, name=command.name) if isinstance(added, typer.Typer) else app.command(command.name)(added)
    return app


def main() -> None:
    keep_to_one_core()
    whole()()


if __name__ == "__main__":
    main()
