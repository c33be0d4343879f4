"""Annotated filings as files side by side: NAME.ext, NAME.gold.json and NAME.spans.json."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from extraction.document import Source
from training.annotated import AnnotatedFiling, Annotation

GOLD, SPANS = ".gold.json", ".spans.json"


Told = Mapping[str, Any]
"""What else a file of spans says, of the whole (who, when) or of one annotation (label, text): kept, not learned."""


def save_files(
    filing: AnnotatedFiling, folder: Path, extension: str, told: Told | None = None, notes: Sequence[Told] = ()
) -> Path:
    """Write a filing's three files into a folder; the path of the input. `notes` are one an annotation, or none."""
    path = folder / f"{filing.name}.{extension}"
    path.write_bytes(filing.content)
    gold = json.dumps(filing.gold, indent=1, ensure_ascii=False)
    (folder / f"{filing.name}{GOLD}").write_text(gold + "\n", encoding="utf-8")
    (folder / f"{filing.name}{SPANS}").write_text(_spans_json(filing, told or {}, notes), encoding="utf-8")
    return path


def _spans_json(filing: AnnotatedFiling, told: Told, notes: Sequence[Told]) -> str:
    """One annotation a line."""
    places = [_place(a) for a in filing.annotations]
    full = [{**p, **n} for p, n in zip(places, notes, strict=True)] if notes else places
    lines = ",\n".join("  " + json.dumps(place, ensure_ascii=False) for place in full)
    head = json.dumps({"source": filing.source.value, "group": filing.group, **told}, ensure_ascii=False)
    return f'{head[:-1]}, "annotations": [\n{lines}\n]}}\n'


def _place(annotation: Annotation) -> dict[str, Any]:
    if annotation.span:
        return {"pointer": annotation.pointer, "span": annotation.span}
    box = [round(x, 2) for x in annotation.box or ()]
    return {"pointer": annotation.pointer, "page": annotation.page, "box": box}


def input_of(gold: Path) -> Path:
    """The input that lies beside a gold file; FileNotFoundError where none does."""
    name = gold.name.removesuffix(GOLD)
    found = [p for p in sorted(gold.parent.glob(f"{name}.*")) if p.suffix != ".json" and p.stem == name]
    if not found:
        raise FileNotFoundError(f"{gold}: no input {name}.* lies beside it")
    return found[0]


def load_files(folder: Path) -> Iterator[AnnotatedFiling]:
    """Every filing of a folder that has a gold record and spans, by name."""
    for spans in sorted(folder.rglob(f"*{SPANS}")):
        gold = spans.with_name(spans.name.removesuffix(SPANS) + GOLD)
        told = json.loads(spans.read_text(encoding="utf-8"))
        yield AnnotatedFiling(
            gold.name.removesuffix(GOLD),
            Source(told["source"]),
            told["group"],
            input_of(gold).read_bytes(),
            json.loads(gold.read_text(encoding="utf-8")),
            tuple(_annotation(place) for place in told["annotations"]),
        )


def _annotation(place: dict[str, Any]) -> Annotation:
    span, box = place.get("span"), place.get("box")
    return Annotation(
        place["pointer"],
        (span[0], span[1]) if span else None,
        place.get("page", 1),
        (box[0], box[1], box[2], box[3]) if box else None,
    )
