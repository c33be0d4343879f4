"""Makes annotated filings of a corpus of ownership XML: facts set in many designs, printed, cut and spoiled."""

from __future__ import annotations

import re
import tarfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import Any, TypeAlias

from extraction.document import Source
from training.annotated import AnnotatedFiling
from training.render.designs import make_one, pages_for_print
from training.render.facts import from_xml
from training.render.make import make

Facts: TypeAlias = dict[str, Any]
"""A record as `facts.from_xml` gives it."""
PRINTED = (Source.PDF, Source.LAYOUT, Source.MESSY, Source.OCR)
WRITTEN = (Source.HTML, Source.MARKDOWN, Source.ASCII)
STRENGTHS = (1.0, 2.0)
"""Of mis-cut text, each another filing."""
MORE_WRITTEN, MORE_PRINTED = (Source.HTML, Source.MARKDOWN), (Source.PDF, Source.LAYOUT)
"""What further pages are made as: vendors' pages alone, of which no two look alike. Half of the records are printed."""
GUISES = 1 + len(PRINTED) - 1 + len(STRENGTHS) + len(MORE_WRITTEN) + len(MORE_PRINTED) // 2
"""Filings that the facts of one make."""
TOGETHER = 10
"""Records in a batch."""
HELD_OUT, MEASURING = 15, 5
"""Issuers in a hundred that are never trained on; those of them by which models are measured."""
OWN = 2
"""Records whose own pages are made to calibrate by, for each that is learned from."""
OWN_DESIGNS, VENDORS = ("edgar", "stylesheet"), ("vendor",)
MEASURED = 100
"""Records to measure by, at most: more would only narrow intervals that are narrow."""
_PRINTED_AT = re.compile(rb"(/(?:CreationDate|ModDate) ?\(D:)(\d{14})")


class Side(StrEnum):
    """What filings are for."""

    LEARN = "learn"
    CALIBRATE = "calibrate"
    MEASURE = "measure"


def side_of(group: str) -> Side:
    """What an issuer's filings are for; the same answer on every machine."""
    place = digest(group) % 100
    return Side.MEASURE if place < MEASURING else Side.CALIBRATE if place < HELD_OUT else Side.LEARN


def is_held_out(group: str) -> bool:
    """Whether an issuer's filings are kept from what the models learn."""
    return side_of(group) is not Side.LEARN


def digest(text: str) -> int:
    """A number of a text that is the same on every machine."""
    return int(sha256(text.encode()).hexdigest(), 16)


def xml_files(corpus: Path) -> Iterator[tuple[str, bytes]]:
    """Names and contents of the XML files in a folder or an archive."""
    if corpus.is_dir():
        for path in sorted(corpus.rglob("*.xml")):
            yield path.stem, path.read_bytes()
        return
    with tarfile.open(corpus) as archive:
        for member in archive:
            held = archive.extractfile(member) if member.name.endswith(".xml") else None
            if held:
                yield Path(member.name).stem, held.read()


def facts(corpus: Path) -> dict[str, dict[str, Any]]:
    """Records of a corpus by accession number; files that tell no filing are left out."""
    records = ((name, from_xml(content)) for name, content in xml_files(corpus))
    return {name: record for name, record in records if record}


def weight(record: dict[str, Any]) -> float:
    """How much a record teaches: rows, derivative rows, owners and notes above all."""
    rows, derivative = len(record["non_derivative"]), len(record["derivative"])
    if rows + derivative == 0:
        return 0.1
    return 1 + min(rows, 5) * 0.4 + min(derivative, 5) * 0.8 + (len(record["reporting_owners"]) > 1) * 1.5


def choose(records: dict[str, Facts], count: int, side: Side, rng: Random) -> list[tuple[str, Facts]]:
    """Records of one side of the split, those that teach more more often, each at most once."""
    mine = [(n, r) for n, r in sorted(records.items()) if side_of(r["extra"]["group"]) is side]
    keyed = sorted(mine, key=lambda item: -(rng.random() ** (1 / weight(item[1]))))
    return keyed[:count]


@dataclass(frozen=True, slots=True)
class Batch:
    """Records that are made into filings together, by a chance of their own: a batch can be made alone, anywhere."""

    name: str
    records: tuple[tuple[str, Facts], ...]
    printed: bool
    own: bool = False
    """Whether they become the form's own pages, one of each kind, to prove what may pass by."""


def batches(records: dict[str, Facts], filings: int, seed: int, printed: bool = True) -> list[Batch]:
    """What to make for some `filings` to learn from, and a quarter as many to calibrate by and to measure by."""
    learned = -(-filings // (GUISES if printed else 1))
    counts = {Side.LEARN: learned, Side.CALIBRATE: -(-learned // 4), Side.MEASURE: min(-(-learned // 4), MEASURED)}
    out = []
    for side, count in counts.items():
        chosen = choose(records, count, side, Random(f"{seed}/{side}"))
        out += [Batch(f"{seed}-{side}-{n:04}", part, printed) for n, part in enumerate(_parts(chosen))]
    return out


def own_pages(records: dict[str, Facts], filings: int, seed: int, printed: bool = True) -> list[Batch]:
    """The form's own pages to calibrate by, for some `filings` to learn from: of OWN records for each learned.

    What may pass is proved on such pages alone (docs/decisions/0006-what-may-pass.md), and takes thousands of rows.
    """
    learned = -(-filings // (GUISES if printed else 1))
    chosen = choose(records, OWN * learned, Side.CALIBRATE, Random(f"{seed}/own"))
    name = f"{seed}-{Side.CALIBRATE}-own"
    return [Batch(f"{name}-{n:04}", part, printed, own=True) for n, part in enumerate(_parts(chosen))]


def _parts(chosen: Sequence[tuple[str, Facts]]) -> Iterator[tuple[tuple[str, Facts], ...]]:
    return (tuple(chosen[i : i + TOGETHER]) for i in range(0, len(chosen), TOGETHER))


def make_batch(batch: Batch) -> Iterator[AnnotatedFiling]:
    """Annotated filings of some records: each written as text in some design and, with Chromium, printed in another;
    then also written as vendors' pages, and half of them printed as such.
    """
    rng = Random(batch.name)
    if batch.own:
        yield from _make_own(batch, rng)
        return
    for name, record in batch.records:
        yield make_one(name, record, rng.choice(WRITTEN), rng)
        for kind in MORE_WRITTEN if batch.printed else ():
            yield make_one(name, record, kind, rng, VENDORS)
    if batch.printed:
        yield from map(_undated, make(pages_for_print(batch.records, rng), PRINTED, rng, STRENGTHS))
        more = pages_for_print(batch.records[::2], rng, VENDORS)
        yield from map(_undated, make(more, MORE_PRINTED, rng))


def _make_own(batch: Batch, rng: Random) -> Iterator[AnnotatedFiling]:
    """The form's own pages of some records: as HTML, as Markdown, and, with Chromium, printed."""
    for name, record in batch.records:
        for kind in (Source.HTML, Source.MARKDOWN):
            yield make_one(name, record, kind, rng, OWN_DESIGNS)
    if batch.printed:
        pages = pages_for_print(batch.records, rng, OWN_DESIGNS)
        yield from map(_undated, make(pages, (Source.PDF, Source.LAYOUT), rng))


def _undated(filing: AnnotatedFiling) -> AnnotatedFiling:
    """The filing without the moment at which it was printed: the same seed makes the same bytes."""
    if filing.source is not Source.PDF:
        return filing
    return replace(filing, content=_PRINTED_AT.sub(lambda m: m[1] + b"0" * len(m[2]), filing.content))
