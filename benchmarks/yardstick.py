"""What reading a page from its picture costs, beside rapidocr on the whole page, in the same run."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from time import process_time
from typing import Any

from benchmarks.accuracy import inputs_of
from extraction.document import Page
from extraction.readers.image import sheet_of, sheets_of
from extraction.scan.letters import Recogniser
from extraction.scan.photograph import flatten
from extraction.scan.read_sheet import read_sheet
from extraction.scan.recognise import load_rapid
from extraction.scan.sheet import Sheet

SAMPLES = Path(__file__).parent.parent / "annotations" / "samples"
KINDS = ("clean", "office", "fax")
OURS, WHOLE = "_scan_cpu_seconds_a_page", "_rapidocr_cpu_seconds_a_page"


def find_scans(filings: Path) -> Iterator[tuple[str, Path]]:
    """A scan of each kind, of the project's samples and, where they are, of the real filings."""
    for kind in KINDS:
        yield from ((f"samples_{kind}", path) for path in SAMPLES.glob(f"form4-{kind}.[pt][di]f"))
        real = filings / "dev" / kind
        yield from ((f"dev_{kind}", path) for path in (inputs_of(real)[:1] if real.is_dir() else []))


def measure_scans(filings: Path) -> dict[str, float]:
    """Seconds of CPU that the first page of each scan takes us, and rapidocr; one thread each."""
    read, whole = load_rapid(), load_whole()
    figures: dict[str, float] = {}
    for name, path in find_scans(filings):
        sheet = first_sheet(path)
        figures[name + OURS] = _cpu_seconds(partial(_read, sheet, read))
        figures[name + WHOLE] = _cpu_seconds(partial(whole, sheet.grey))
    return figures


def scan_rows(speed: dict[str, float]) -> dict[str, str]:
    """What was measured, in rows of the table of speeds."""
    names = [key.removesuffix(OURS) for key in speed if key.endswith(OURS)]
    pairs = {name: (speed[name + OURS], speed[name + WHOLE]) for name in names}
    return {
        f"a scanned page, {name.replace('_', '/')}: CPU seconds here; rapidocr": (
            f"{ours:.1f}; {whole:.1f} ({whole / ours:.1f} times)"
        )
        for name, (ours, whole) in pairs.items()
    }


def first_sheet(path: Path) -> Sheet:
    """The first page of a scan as pixels, as they are read."""
    import pypdfium2

    if path.suffix != ".pdf":
        return next(sheets_of(path.read_bytes(), path.name))
    with pypdfium2.PdfDocument(path) as pdf:
        return sheet_of(pdf[0])


def load_whole() -> Any:
    """rapidocr as it comes, but in one thread, and on all pixels of a page (it would shrink 300 dots an inch)."""
    from rapidocr import RapidOCR

    one = {f"EngineConfig.onnxruntime.{kind}_op_num_threads": 1 for kind in ("intra", "inter")}
    return RapidOCR(params={**one, "Global.max_side_len": 10_000, "Global.log_level": "critical"})


def _read(sheet: Sheet, recogniser: Recogniser) -> Page:
    return read_sheet(flatten(sheet), 1, recogniser)


def _cpu_seconds(work: Callable[[], object]) -> float:
    start = process_time()
    work()
    return process_time() - start
