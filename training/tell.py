"""How far a training is: bars where someone watches, else a line where a stage begins and where it ends."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from time import monotonic
from typing import TypeVar

from training.watch import Epoch

T = TypeVar("T")
Advance = Callable[[float], None]


class Teller:
    """Tells of one stage after the other; totals are counted before a stage begins, what was kept counts as done."""

    def __init__(self) -> None:
        self.start = monotonic()

    def say(self, what: str) -> None:
        """A line on standard error, with the seconds since the start."""
        print(f"{monotonic() - self.start:6.1f} s  {what}", file=sys.stderr, flush=True)

    @contextmanager
    def stage(self, what: str, total: float) -> Iterator[Advance]:
        """A stage of `total` steps; gives what is to be called with each number of steps done."""
        if not sys.stderr.isatty():
            self.say(f"{what} ({total:g})")
            yield lambda steps: None
            return
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
        from rich.progress import TimeRemainingColumn as Left

        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), Left())
        with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
            task = bar.add_task(what, total=total)
            yield lambda steps: bar.advance(task, steps)
        self.say(f"{what} ({total:g})")

    def each(self, what: str, items: Iterable[T], total: int) -> Iterator[T]:
        """The items, a step for each that was worked through."""
        with self.stage(what, total) as advance:
            for item in items:
                yield item
                advance(1)


class Curve:
    """A learning curve as it grows, and the stage that it moves on."""

    def __init__(self, advance: Advance) -> None:
        self.advance = advance
        self.epochs: list[Epoch] = []

    def note(self, epoch: Epoch) -> None:
        """Keep an epoch."""
        self.epochs.append(epoch)
