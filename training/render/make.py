"""Marked HTML pages printed once and turned into annotated filings of several kinds."""

from __future__ import annotations

import copy
from collections.abc import Collection, Iterable, Iterator, Sequence
from random import Random
from typing import Any

from extraction.document import Source
from training.annotated import AnnotatedFiling, Annotation
from training.render import layout_text, ocr_noise
from training.render.chromium import Printer
from training.render.cut import messy
from training.render.markup import shown_gold
from training.render.placed import PlacedPage, boxes, colour, place
from training.render.traced import Spans

Marked = tuple[str, str, dict[str, Any], str]
"""Name, group, gold record and marked HTML."""


def make(
    marked_pages: Iterable[Marked], kinds: Collection[Source], rng: Random, strengths: Sequence[float] = (1.0, 2.0)
) -> Iterator[AnnotatedFiling]:
    """Each page printed once, as each of `kinds`; MESSY once for each of `strengths`."""
    with Printer() as printer:
        for name, group, gold, marked in marked_pages:
            html, pointers = colour(marked)
            pdf = printer.print(html)
            pages = place(pdf, pointers)
            if Source.PDF in kinds:
                annotations = tuple(Annotation(p, page=page, box=box) for p, page, box in boxes(pages, pointers))
                yield AnnotatedFiling(name, Source.PDF, group, pdf, shown(gold, annotations, pointers), annotations)
            for source, (content, spans) in _texts(pdf, pages, kinds, strengths, rng):
                yield annotated(name, source, group, content, gold, spans, pointers)


def _texts(
    pdf: bytes, pages: Sequence[PlacedPage], kinds: Collection[Source], strengths: Sequence[float], rng: Random
) -> Iterator[tuple[Source, tuple[str, Spans]]]:
    """The kinds of text that one printed filing gives, each with its spans."""
    if Source.MESSY in kinds:
        for strength in strengths:
            yield Source.MESSY, messy(pages, strength, rng)
    if Source.LAYOUT in kinds:
        yield Source.LAYOUT, layout_text.text(pdf, pages, rng)
    if Source.OCR in kinds:
        yield Source.OCR, ocr_noise.text(pages, rng)


def annotated(
    name: str, source: Source, group: str, content: str, gold: dict[str, Any], spans: Spans, pointers: Sequence[str]
) -> AnnotatedFiling:
    """A text with its spans; a value without any character left becomes "?" in the gold record."""
    annotations = tuple(Annotation(pointers[number], span=span) for number, span in spans)
    return AnnotatedFiling(name, source, group, content.encode(), shown(gold, annotations, pointers), annotations)


def shown(gold: dict[str, Any], annotations: Sequence[Annotation], pointers: Sequence[str]) -> dict[str, Any]:
    """What the annotations show of a gold record; a record of `facts` (it bears `extra`) takes the contract's shape."""
    if "extra" in gold:
        return shown_gold(gold, annotations)
    seen = {annotation.pointer for annotation in annotations}
    return without(gold, [pointer for pointer in pointers if pointer not in seen])


def without(gold: dict[str, Any], lost: Sequence[str]) -> dict[str, Any]:
    """The gold record with "?" for each lost pointer that it bears."""
    if not lost:
        return gold
    gold = copy.deepcopy(gold)
    for pointer in lost:
        _blot(gold, pointer.strip("/").split("/"))
    return gold


def _blot(gold: Any, steps: list[str]) -> None:
    """Put "?" at the end of a path, where the path exists."""
    for step in steps[:-1]:
        gold = gold[int(step)] if isinstance(gold, list) and int(step) < len(gold) else _member(gold, step)
    last = steps[-1]
    if isinstance(gold, dict) and last in gold:
        gold[last] = "?"


def _member(gold: Any, step: str) -> Any:
    return gold.get(step) if isinstance(gold, dict) else None
