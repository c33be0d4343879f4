"""Worker processes: outcomes in input order, memory flat, nothing lost when a worker dies."""

from __future__ import annotations

import signal
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from multiprocessing import get_context
from pathlib import Path

from extraction.batch.attempt import Outcome, Prepare, attempt, failure, prepared
from extraction.batch.cores import keep_to_one_core

AHEAD = 4
"""Filings in flight for each worker: enough to keep it busy while a slow filing holds up the output."""

Flight = deque[tuple[Path, "Future[Outcome]"]]


def attempt_in_workers(paths: Iterable[Path], prepare: Prepare, workers: int) -> Iterator[Outcome]:
    """Work through inputs in `workers` processes, each with models of its own.

    When a worker dies, the pool's unfinished filings are tried again one at a time: the one that
    kills a worker again is reported as `crashed`, and a new pool goes on with the rest.
    """
    remaining, flight = iter(paths), Flight()
    pool = _new_pool(workers)
    try:
        while True:
            for path in islice(remaining, workers * AHEAD - len(flight)):
                flight.append((path, _submit(pool, prepare, path)))
            if not flight:
                return
            if _killed(flight[0][1]):
                pool.shutdown()
                yield from _one_by_one(flight, prepare)
                flight.clear()
                pool = _new_pool(workers)
            else:
                yield flight.popleft()[1].result()
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _one_by_one(flight: Flight, prepare: Prepare) -> Iterator[Outcome]:
    """The outcomes of a broken pool's filings, the unfinished ones tried again each alone in a worker."""
    pool = _new_pool(1)
    try:
        for path, future in flight:
            again = _submit(pool, prepare, path) if _killed(future) else future
            if _killed(again):
                pool.shutdown()
                pool = _new_pool(1)
                yield failure(path, "crashed", "reading it ended the worker process, alone in it too")
            else:
                yield again.result()
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _new_pool(workers: int) -> ProcessPoolExecutor:
    # spawn: a fork of a process with threads (a progress bar, BLAS) can hang.
    return ProcessPoolExecutor(workers, get_context("spawn"), initializer=_settle_in)


def _settle_in() -> None:
    """In a worker: leave Ctrl-C to the parent, and take one core, as there is a worker for each."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    keep_to_one_core()


def _submit(pool: ProcessPoolExecutor, prepare: Prepare, path: Path) -> Future[Outcome]:
    try:
        return pool.submit(_attempt, prepare, path)
    except BrokenProcessPool as error:
        broken: Future[Outcome] = Future()
        broken.set_exception(error)
        return broken


def _attempt(prepare: Prepare, path: Path) -> Outcome:
    return attempt(prepared(prepare), path)


def _killed(future: Future[Outcome]) -> bool:
    """Whether the worker died before the outcome; waits for it."""
    return isinstance(future.exception(), BrokenProcessPool)
