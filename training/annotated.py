"""An annotated filing: an input, the record it should become, and where each value of that record stands in it."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from extraction.document import Box, Source, Span


@dataclass(frozen=True, slots=True)
class Annotation:
    """Where (a piece of) a value stands: `pointer` is a JSON pointer into the gold record.

    `/non_derivative/0/shares` marks a value, `/non_derivative/0/footnotes/shares` a footnote mark attached to it,
    `/footnotes/2` a footnote's text, `/reporting_owners/0/is_director` the mark in a checked box,
    `/title1`, `/title2`, `/head1`, `/head2` the titles and headings of the tables.
    A text bears a span in characters of the input, a PDF a page (from 1) and a box in points from the top left.
    """

    pointer: str
    span: Span | None = None
    page: int = 1
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class AnnotatedFiling:
    """`group` is the issuer, by which filings are split; `content` is the input's bytes."""

    name: str
    source: Source
    group: str
    content: bytes
    gold: dict[str, Any]
    annotations: tuple[Annotation, ...]


def to_json(filing: AnnotatedFiling) -> str:
    """One line of JSON."""
    return json.dumps(
        {
            "name": filing.name,
            "source": filing.source.value,
            "group": filing.group,
            "content": base64.b85encode(filing.content).decode()
            if filing.source is Source.PDF
            else filing.content.decode(),
            "gold": filing.gold,
            "annotations": [[a.pointer, a.span, a.page, a.box] for a in filing.annotations],
        },
        ensure_ascii=False,
    )


def from_json(line: str) -> AnnotatedFiling:
    """The inverse of `to_json`."""
    data = json.loads(line)
    source = Source(data["source"])
    content = base64.b85decode(data["content"]) if source is Source.PDF else data["content"].encode()
    annotations = tuple(
        Annotation(pointer, tuple(span) if span else None, page, tuple(box) if box else None)
        for pointer, span, page, box in data["annotations"]
    )
    return AnnotatedFiling(data["name"], source, data["group"], content, data["gold"], annotations)


def save(filings: Iterable[AnnotatedFiling], path: Path) -> int:
    """Write filings as JSON Lines; the number written."""
    count = 0
    with path.open("w", encoding="utf-8") as out:
        for filing in filings:
            out.write(to_json(filing) + "\n")
            count += 1
    return count


def load(path: Path) -> Iterator[AnnotatedFiling]:
    """Read what `save` wrote."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield from_json(line)
