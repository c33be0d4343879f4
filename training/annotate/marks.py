"""Marks: labelled spans of a sheet, and the regions that Label Studio keeps them as."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from training.annotate.configure import GROUP_OF, RELATIONS, TEXT
from training.annotate.sheet import Part, Sheet


@dataclass(frozen=True, slots=True)
class Mark:
    """A label on the characters from `start` to `end` of a sheet.

    `notes` are the ids of marks that it points to: a footnote's mark to the footnote, a piece of a value to the next.
    """

    id: str
    label: str
    start: int
    end: int
    text: str
    notes: tuple[str, ...] = ()
    probability: float = 1.0
    group: str = ""
    """The group that the label was given from, where that was told."""


def overlap(a: Mark, b: Mark) -> int:
    """Characters that two marks share."""
    return min(a.end, b.end) - max(a.start, b.start)


def to_regions(marks: Iterable[Mark], sheet: Sheet, part: Part) -> list[dict[str, Any]]:
    """The regions of one part; what goes over its edge is cut there, relations stay within it."""
    inside = [m for m in (_clipped(m, sheet, part) for m in marks) if m]
    known = {m.id: m for m in inside}
    pairs = ((m, known[note]) for m in inside for note in m.notes if note in known)
    return [*(_region(m, part) for m in inside), *(_relation(a, b) for a, b in pairs)]


def _relation(a: Mark, b: Mark) -> dict[str, Any]:
    label = RELATIONS[int(b.label == a.label)]
    return {"type": "relation", "from_id": a.id, "to_id": b.id, "direction": "right", "labels": [label]}


def _clipped(mark: Mark, sheet: Sheet, part: Part) -> Mark | None:
    """What of a mark lies in a part, without white space at its ends."""
    start, end = max(mark.start, part[0]), min(mark.end, part[1])
    text = sheet.text[start:end]
    if start >= end or not text.strip():
        return None
    start, text = start + len(text) - len(text.lstrip()), text.strip()
    return replace(mark, start=start, end=start + len(text), text=text)


def _region(mark: Mark, part: Part) -> dict[str, Any]:
    value = {"start": mark.start - part[0], "end": mark.end - part[0], "text": mark.text, "labels": [mark.label]}
    return {
        "id": mark.id,
        "from_name": GROUP_OF[mark.label],
        "to_name": TEXT,
        "type": "labels",
        "score": round(mark.probability, 4),
        "value": value,
    }


def from_regions(result: Iterable[Mapping[str, Any]], part: Part, number: int = 0) -> Iterator[Mark]:
    """The marks of one part's regions, one for each label; `number` keeps ids of different parts apart."""
    regions = list(result)
    notes: dict[str, list[str]] = {}
    for region in regions:
        if region.get("type") == "relation":
            ends = (region["from_id"], region["to_id"])
            a, b = ends if region.get("direction") != "left" else ends[::-1]
            notes.setdefault(a, []).append(f"{number}:{b}")
    for region in regions:
        value = region.get("value") or {}
        if region.get("type") == "relation" or "start" not in value:
            continue
        labels = value.get("labels") or [""]
        for label in labels:
            yield Mark(
                f"{number}:{region['id']}",
                label,
                part[0] + int(value["start"]),
                part[0] + int(value["end"]),
                value.get("text", ""),
                tuple(notes.get(region["id"], ())),
                float(region.get("score") or 1.0),
                region.get("from_name", ""),
            )
