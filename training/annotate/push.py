"""Filings to a labelling project: each part a task, with the models' labels as predictions to correct."""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

from extraction.document import Source
from extraction.labelers.models import Models
from training.annotate.collect import Filing
from training.annotate.configure import IMAGE, TEXT
from training.annotate.marks import Mark, to_regions
from training.annotate.suggest import name_all, suggest

NO_PICTURE = "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"
"""One transparent dot: Label Studio wants a picture in every task."""
DOTS = 110
"""Dots an inch of a page's picture."""
Key = tuple[str, int]
"""What tells a task from every other: the digest of its filing, and which part of it."""


@dataclass(frozen=True, slots=True)
class Pushed:
    """A task to send, or that is there already."""

    key: Key
    task: Mapping[str, Any]


def key_of(data: Mapping[str, Any]) -> Key | None:
    """The key of a task that we made; None for another's."""
    digest, page = data.get("digest"), data.get("page")
    return (str(digest), int(page)) if digest and page else None


def make_tasks(filing: Filing, models: Models, version: str) -> Iterator[Pushed]:
    """A task for each part of a filing, with the labels of the models called `version`."""
    named = name_all(filing.document, models)
    marks = suggest(named, filing.sheet)
    yield from tasks_of(filing, marks, version)


def tasks_of(filing: Filing, marks: Sequence[Mark], version: str) -> Iterator[Pushed]:
    """A task for each part of a filing; marks become predictions."""
    parts = filing.sheet.parts
    for number, part in enumerate(parts, 1):
        regions = to_regions(marks, filing.sheet, part)
        title = filing.path.name + (f", page {number} of {len(parts)}" if len(parts) > 1 else "")
        data = {
            TEXT: filing.sheet.text[part[0] : part[1]],
            IMAGE: picture_of(filing, number),
            "title": title,
            "filing": filing.path.name,
            "path": str(filing.path.resolve()),
            "digest": filing.digest,
            "page": number,
            "pages": len(parts),
        }
        score = min((r["score"] for r in regions if "score" in r), default=0.0)
        prediction = {"model_version": version, "score": score, "result": regions}
        yield Pushed((filing.digest, number), {"data": data, "predictions": [prediction]})


def picture_of(filing: Filing, page: int) -> str:
    """A PDF page's picture as a data address; a dot where there is none."""
    if filing.document.source is not Source.PDF:
        return NO_PICTURE
    return f"data:image/png;base64,{_draw(filing.content, page)}"


def _draw(content: bytes, page: int) -> str:
    """A page of a PDF as PNG in greys, in base 64."""
    import pypdfium2

    pdf = pypdfium2.PdfDocument(content)
    try:
        bitmap = pdf[page - 1].render(scale=DOTS / 72, grayscale=True)
        out = BytesIO()
        bitmap.to_pil().quantize(16).save(out, "PNG", optimize=True)
        return base64.b64encode(out.getvalue()).decode()
    finally:
        pdf.close()


def only_new(pushed: Iterable[Pushed], known: Iterable[Mapping[str, Any]]) -> list[Pushed]:
    """Tasks that the project does not hold yet, each once."""
    held = {key_of(data) for data in known}
    return list({p.key: p for p in pushed if p.key not in held}.values())


def version_of(models: Path) -> str:
    """A name for a folder of models: the digest of the weights, which says what a prediction came from."""
    from hashlib import sha256

    total = sha256()
    for path in sorted(models.rglob("*.safetensors")):
        total.update(path.read_bytes())
    return f"tieout {total.hexdigest()[:8]}"


def loader(path: Path) -> Callable[[], Models]:
    """Loads a folder of models when they are first needed."""
    from extraction.labelers.models import load_models

    return cache(lambda: load_models(path))
