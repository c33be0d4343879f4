"""Makes the project's own sample filings, one of each kind of source: `python -m training.samples FOLDER`.

Needs Chromium and fpdf2; what it made is committed, so that nobody else needs them. The samples of Schedules 13D and
13G are written by hand and lie in the same folder.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from itertools import count
from pathlib import Path
from random import Random
from typing import Any

from extraction.document import Source
from training.annotated import AnnotatedFiling, Annotation
from training.annotation_files import save_files
from training.render import ascii_page, designs, invent, xml_page
from training.render.make import make
from training.render.markdown import filing_from_markdown
from training.render.markup import filing_from_html, shown_gold, to_html
from training.render.placed import place
from training.render.redraw import encrypted
from training.render.submission import submission

Facts = dict[str, Any]
Make = Callable[[str, Facts, Random], AnnotatedFiling]
PAPER = "<style>@page {size: letter landscape; margin: 0.5in;} body {zoom: 90%;}</style></head>"


@dataclass(frozen=True, slots=True)
class Sample:
    """A sample to make: the first invented filing from `seed` on that has so many rows in Tables I and II."""

    name: str
    extension: str
    form: str
    make: Make
    seed: int
    rows: int = 3
    derivative: int = 2
    owners: int = 1


def find_record(sample: Sample) -> Facts:
    """An invented record that has something to tell: rows in both tables, footnotes on several fields."""
    for seed in count(sample.seed):
        record = invent.filing(Random(seed), sample.form)
        if tells_enough(record, sample):
            return record
    raise AssertionError("unreachable")


def tells_enough(record: Facts, sample: Sample) -> bool:
    """Whether a record has the rows asked for, none of them hollow, and footnotes on two fields or more."""
    rows = record["non_derivative"] + record["derivative"]
    fields = {field for row in rows for field in row["footnotes"]}
    enough = len(record["non_derivative"]) >= sample.rows and len(record["derivative"]) >= sample.derivative
    hollow = any(row["shares"] == "0" for row in rows)
    return enough and not hollow and len(fields) >= 2 and len(record["reporting_owners"]) >= sample.owners


def page(name: str, record: Facts, rng: Random, design: str) -> AnnotatedFiling:
    """HTML in one of the designs."""
    return filing_from_html(name, record, designs.draw(record, rng, (design,)))


def markdown(name: str, record: Facts, rng: Random) -> AnnotatedFiling:
    """Markdown as converters make it of EDGAR's page."""
    return filing_from_markdown(name, record, designs.draw(record, rng, ("edgar",)), rng)


def printed(
    name: str, record: Facts, rng: Random, source: Source, design: str = "edgar", strength: float = 1.0
) -> AnnotatedFiling:
    """A page printed on paper, as PDF or as text that was read from it."""
    marked = designs.draw(record, rng, (design,)).replace("</head>", PAPER, 1)
    gold = shown_gold(record, to_html(marked)[1])
    return next(iter(make([(name, record["extra"]["group"], gold, marked)], (source,), rng, (strength,))))


def locked(name: str, record: Facts, rng: Random) -> AnnotatedFiling:
    """A printed page drawn again as an encrypted PDF."""
    filing = printed(name, record, rng, Source.PDF)
    return replace(filing, content=encrypted(place(filing.content, ())))


def submitted(name: str, record: Facts, rng: Random) -> AnnotatedFiling:
    """EDGAR's `.txt` submission with an HTML document in it."""
    filing = page(name, record, rng, "edgar")
    document = filing.content.decode().strip()
    text = submission(record, document, "HTML", rng)
    shift = text.index(document) - filing.content.decode().index(document)
    return replace(filing, content=text.encode(), annotations=tuple(_moved(a, shift) for a in filing.annotations))


def _moved(annotation: Annotation, by: int) -> Annotation:
    assert annotation.span
    return replace(annotation, span=(annotation.span[0] + by, annotation.span[1] + by))


def ownership_xml(name: str, record: Facts, _: Random) -> AnnotatedFiling:
    """EDGAR's ownership XML."""
    return xml_page.draw(name, record)


SAMPLES = (
    Sample("form4-edgar", "html", "4", partial(page, design="edgar"), 100),
    Sample("form4a-stylesheet", "html", "4/A", partial(page, design="stylesheet"), 200),
    Sample("form3-vendor", "html", "3", partial(page, design="vendor"), 300, rows=2),
    Sample("form4-printed", "pdf", "4", partial(printed, source=Source.PDF), 400, rows=9, derivative=3),
    Sample("form4-encrypted", "pdf", "4", locked, 400, rows=9, derivative=3),
    Sample("form4-layout", "txt", "4", partial(printed, source=Source.LAYOUT), 500),
    Sample("form4-markdown", "md", "4", markdown, 600),
    Sample("form4-messy", "txt", "4", partial(printed, source=Source.MESSY), 724),
    Sample("form4-messier", "txt", "4", partial(printed, source=Source.MESSY, strength=2.0), 850),
    Sample("form4-ocr", "txt", "4", partial(printed, source=Source.OCR), 956),
    Sample("form4-nineties", "txt", "4", ascii_page.draw, 1000),
    Sample("form5-submission", "txt", "5", submitted, 1100, owners=2),
    Sample("form4-ownership", "xml", "4", ownership_xml, 1200),
)


def make_samples(folder: Path) -> list[Path]:
    """Write every sample with its gold and spans into a folder; the inputs' paths."""
    folder.mkdir(parents=True, exist_ok=True)
    made = ((s, s.make(s.name, find_record(s), Random(s.seed))) for s in SAMPLES)
    return [save_files(filing, folder, sample.extension) for sample, filing in made]


if __name__ == "__main__":
    for path in make_samples(Path(sys.argv[1])):
        print(path)
