"""A progress bar for runs that take a while."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from time import monotonic

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from extraction.batch.attempt import Outcome

PATIENCE = 2.0
"""Seconds before the bar shows."""


def with_progress(outcomes: Iterable[Outcome], count: Callable[[], int], console: Console) -> Iterator[Outcome]:
    """Pass outcomes on and draw how far they are; `count` is asked for the total when the bar first shows."""
    start, failed = monotonic(), 0
    with ExitStack() as stack:
        bar: Progress | None = None
        for done, outcome in enumerate(outcomes, 1):
            failed += outcome.failed
            seconds = monotonic() - start
            if bar is None and seconds > PATIENCE:
                bar = stack.enter_context(_new_bar(console))
                bar.add_task("filings", total=count(), rate=0.0, failed=0)
            if bar is not None:
                bar.update(bar.task_ids[0], completed=done, rate=done / seconds, failed=failed)
            yield outcome


def _new_bar(console: Console) -> Progress:
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]:.1f}/s"),
        TimeRemainingColumn(),
        TextColumn("{task.fields[failed]} failed"),
        console=console,
        transient=True,
    )
