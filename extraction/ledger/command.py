"""The command `tieout reconcile`. What it needs is imported when it runs."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from extraction.ledger.read_records import Tally
    from extraction.ledger.reconcile_filings import Ledger

PAPER = 160
"""Characters across a table that goes to no terminal."""


def reconcile(
    records: Annotated[Path, typer.Argument(metavar="RECORDS", help="JSON Lines, as `tieout extract --out` writes.")],
    as_json: Annotated[bool, typer.Option("--json", help="One line item a line on standard output.")] = False,
    out: Annotated[Path | None, typer.Option(help="Write the line items to this file (JSON Lines).")] = None,
) -> None:
    """Follow each person's filings in an issuer: where one begins must be where the last ended. Breaks are findings,
    no errors: exit status 1 only if a line of the input could not be read."""
    from extraction.ledger.read_records import Tally
    from extraction.ledger.reconcile_filings import reconcile_records

    tally = Tally()
    try:
        ledgers = reconcile_records(records, tally, lambda why: print(why, file=sys.stderr))
        _put_out(ledgers, out, as_json)
    except BrokenPipeError:
        raise
    except OSError as error:
        typer.echo(f"tieout: {error.filename or records}: {error.strerror or error}", err=True)
        raise typer.Exit(1) from None
    _report(tally)
    if tally.unreadable or not tally.ok:
        raise typer.Exit(1)


def _put_out(ledgers: Iterable[Ledger], out: Path | None, as_json: bool) -> None:
    """Line items to a file or standard output, else tables."""
    from extraction.batch.write import open_lines
    from extraction.ledger.write_items import items

    with ExitStack() as stack:
        if not (out or as_json):
            _print_tables(ledgers)
            return
        write = stack.enter_context(open_lines(out))
        for ledger in ledgers:
            for item in items(ledger):
                write(json.dumps(item, ensure_ascii=False))


def _print_tables(ledgers: Iterable[Ledger]) -> None:
    """Ledgers of more than one filing; of the rest there is nothing to compare."""
    from rich.console import Console

    from extraction.ledger.show import LEGEND, show, summarise

    screen = Console(width=None if sys.stdout.isatty() else PAPER)
    steps: Counter[str] = Counter()
    shown = named = 0
    for ledger in ledgers:
        steps.update(step.status for step in ledger.steps)
        named += sum(any(e.named for e in step.explained_by) for step in ledger.steps)
        if len(ledger.filings) > 1:
            shown += 1
            screen.print(show(ledger))
    if shown:
        screen.print(LEGEND, style="dim")
    screen.print(summarise(shown, steps, named))


def _report(tally: Tally) -> None:
    """What of the input was passed over, on standard error."""
    counts: tuple[tuple[int, str], ...] = (
        (tally.without_record, "without a record"),
        (tally.other_forms, "of other forms"),
        (tally.unreadable, "unreadable"),
    )
    said = ", ".join(f"{count:,} {what}" for count, what in counts if count)
    if said or not tally.ok:
        print(f"passed over: {said}" if said else "no records to read", file=sys.stderr)
