"""Makes the project's own sample scans, one of each noise: `python -m training.scan_samples FOLDER`.

They are filings of `samples` that went through a machine; what was made is committed. Needs Chromium and fpdf2.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from random import Random

import pypdfium2

from extraction.document import Source
from training.annotation_files import GOLD
from training.render.scan_noise import MACHINES, Scanned, to_pdf, to_tiff
from training.samples import Sample, find_record, printed

Write = Callable[[Sequence[Scanned]], bytes]


@dataclass(frozen=True, slots=True)
class ScanSample:
    """A sample to make: through which machine, as which kind of file, from which seed on."""

    machine: str
    extension: str
    write: Write
    seed: int


SAMPLES = (
    ScanSample("clean", "pdf", partial(to_pdf, quality=35), 2000),
    ScanSample("office", "pdf", partial(to_pdf, quality=35), 2100),
    ScanSample("fax", "tif", to_tiff, 2200),
    ScanSample("worn", "pdf", partial(to_pdf, quality=35), 2300),
    ScanSample("photograph", "pdf", partial(to_pdf, quality=30), 2000),
)


def make_scan(sample: ScanSample, folder: Path) -> Path:
    """Write one scan and its gold record into a folder."""
    name = f"form4-{sample.machine}"
    record = find_record(
        Sample(name, "pdf", "4", partial(printed, source=Source.PDF), sample.seed, rows=2, derivative=1)
    )
    filing = printed(name, record, Random(sample.seed), Source.PDF)
    pdf = pypdfium2.PdfDocument(filing.content)
    path = folder / f"{name}.{sample.extension}"
    path.write_bytes(sample.write([MACHINES[sample.machine](page, Random(sample.seed)) for page in pdf]))
    gold = json.dumps(filing.gold, indent=1, ensure_ascii=False)
    path.with_name(f"{name}{GOLD}").write_text(gold + "\n", encoding="utf-8")
    return path


if __name__ == "__main__":
    for sample in SAMPLES:
        print(make_scan(sample, Path(sys.argv[1])))
