"""Speed on one core, beside the floor in the same run; memory; start-up."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from benchmarks.accuracy import inputs_of
from benchmarks.yardstick import measure_scans
from extraction.batch.attempt import Extract, attempt

RUNS = 3
TEXTS = ("html", "messy1", "layout", "markdown", "ocrtext")


def measure_speed(filings: Path, extract: Extract) -> dict[str, float]:
    """Pages and filings a second, medians of several runs; CPU seconds of scanned pages; MB; seconds."""
    pdfs = inputs_of(filings / "dev" / "pdf")
    pages = sum(_read_text(pdf) for pdf in pdfs)
    per_second: dict[str, tuple[int, Callable[[], object]]] = {
        "pdf_pages_per_second": (pages, partial(_do_all, partial(attempt, extract), pdfs)),
        "floor_pypdfium2_text_pages_per_second": (pages, partial(_do_all, _read_text, pdfs)),
        "floor_pdfplumber_tables_pages_per_second": (pages, partial(_do_all, _extract_tables, pdfs)),
    }
    for name in TEXTS:
        texts = inputs_of(filings / "dev" / name)
        work = partial(_do_all, partial(attempt, extract), texts)
        per_second[f"{name}_filings_per_second"] = (len(texts), work)
    processes = _process_figures(filings)
    with _one_core():
        rates = {name: count / _seconds(work) for name, (count, work) in per_second.items()}
        scans = measure_scans(filings)
    return {name: round(value, 3) for name, value in (rates | scans | processes).items()}


def _process_figures(filings: Path) -> dict[str, float]:
    """Of whole processes: start-up in seconds, peak memory of one that reads digital PDF and text in MB."""
    command = [sys.executable, "-m", "extraction.cli"]
    with TemporaryDirectory() as scratch:
        sources = [filings / "dev" / name for name in ("pdf", *TEXTS)]
        records = Path(scratch, "records.jsonl")
        peak = _peak_memory([*command, "extract", *map(str, sources), "--out", str(records)])
        if not records.exists():
            raise RuntimeError("the process whose memory is measured did not get through")
    return {
        "peak_memory_mb": peak,
        "help_seconds": _seconds(lambda: subprocess.run([*command, "--help"], check=True, capture_output=True), 5),
        "import_seconds": _seconds(lambda: subprocess.run([sys.executable, "-c", "import extraction"], check=True), 5),
    }


def _do_all(work: Callable[[Path], object], paths: Iterable[Path]) -> None:
    for path in paths:
        work(path)


def _seconds(work: Callable[[], object], runs: int = RUNS) -> float:
    """Median wall time."""
    times = []
    for _ in range(runs):
        start = perf_counter()
        work()
        times.append(perf_counter() - start)
    return median(times)


def _peak_memory(command: list[str]) -> float:
    """Peak resident memory of a process in MB (Linux counts it in KB, macOS in bytes), started by a small one: what its
    parent holds while it starts would count as its own."""
    small = [sys.executable, "-c", _WAIT, *command]
    peak = int(subprocess.run(small, check=True, capture_output=True, text=True).stdout)
    return peak / (1024 * 1024 if sys.platform == "darwin" else 1024)


_WAIT = """
import os, subprocess, sys
held = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
print(os.wait4(held.pid, 0)[2].ru_maxrss)
held.returncode = 0
"""


@contextmanager
def _one_core() -> Iterator[None]:
    """Keep this process on one core, where the system can."""
    if not hasattr(os, "sched_setaffinity"):
        yield
        return
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(before)})
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


def _read_text(path: Path) -> int:
    """The text of every page by pypdfium2; the number of pages."""
    import pypdfium2

    with pypdfium2.PdfDocument(path) as pdf:
        for page in pdf:
            page.get_textpage().get_text_bounded()
        return len(pdf)


def _extract_tables(path: Path) -> None:
    import pdfplumber

    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            page.extract_tables()
