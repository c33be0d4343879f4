"""Makes annotated filings of a corpus of ownership XML: facts set in many designs, printed, cut and spoiled."""

from __future__ import annotations

import tarfile
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import Any, TypeAlias

from extraction.document import Source
from training.annotated import AnnotatedFiling
from training.render.designs import draw, make_one, set_for_print
from training.render.facts import from_xml
from training.render.make import make
from training.render.markup import shown_gold, to_html

Facts: TypeAlias = dict[str, Any]
"""A record as `facts.from_xml` gives it."""
PRINTED = (Source.PDF, Source.LAYOUT, Source.MESSY, Source.OCR)
WRITTEN = (Source.HTML, Source.MARKDOWN, Source.ASCII)
HELD_OUT = 15
"""Issuers in a hundred that are never trained on."""


def is_held_out(group: str) -> bool:
    """Whether an issuer's filings are kept for measuring; the same answer on every machine."""
    return digest(group) % 100 < HELD_OUT


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


def choose(records: dict[str, Facts], count: int, held_out: bool, rng: Random) -> list[tuple[str, Facts]]:
    """Records of one side of the split, those that teach more more often, each at most once."""
    side = [(n, r) for n, r in sorted(records.items()) if is_held_out(r["extra"]["group"]) == held_out]
    keyed = sorted(side, key=lambda item: -(rng.random() ** (1 / weight(item[1]))))
    return keyed[:count]


def prepare(chosen: list[tuple[str, Facts]], seed: int = 0) -> Iterator[AnnotatedFiling]:
    """Annotated filings of the chosen records: each written as text in some design, and printed in another."""
    rng = Random(seed)
    for name, record in chosen:
        kind = rng.choice(WRITTEN)
        yield make_one(f"{name}-{kind}", record, kind, rng)
    drawn = ((name, record, set_for_print(draw(record, rng), rng)) for name, record in chosen)
    pages = ((name, r["extra"]["group"], shown_gold(r, to_html(m)[1]), m) for name, r, m in drawn)
    yield from make(pages, PRINTED, rng, (1.0, 2.0))
