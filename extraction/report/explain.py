"""How a value came about: where it stood, its readings with their costs, the ties it stands in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extraction.finish import pointers_of
from extraction.reasons import place_of

if TYPE_CHECKING:
    from rich.console import RenderableType

    from extraction.draft import Value
    from extraction.reconcile import Reconciled
    from extraction.record import Check, Evidence, Record

SHOWN = 6
"""Readings shown of a value."""


@dataclass(frozen=True, slots=True)
class Story:
    """One value: its pointer, what stands in the record, its evidence, readings and checks."""

    pointer: str
    taken: str | None
    evidence: Evidence | None
    value: Value | None
    checks: tuple[Check, ...]
    mended: str | None
    margin: float | None


def tell(record: Record, found: Reconciled | None, field: str | None) -> Iterator[Story]:
    """The stories of all values whose pointer ends with, or contains, `field`; of every value without it.

    Without a reconciled draft (XML, schedules) only evidence and checks are told.
    """
    drafted = dict(pointers_of(found.draft)) if found else {}
    for pointer in [*drafted, *(p for p in record.evidence if p not in drafted)]:
        if field is None or field.replace(" ", "_") in pointer:
            value, held = drafted.get(pointer), record.evidence.get(pointer)
            yield Story(
                pointer,
                value.best if value else (held.text if held else None),
                held,
                value,
                tuple(c for c in record.checks if pointer in c.pointers),
                _mended(found, pointer),
                found.margins.get(pointer) if found else None,
            )


def _mended(found: Reconciled | None, pointer: str) -> str | None:
    """Why another value was taken than the one that stands there."""
    repair = (found.repairs.get(pointer) or found.inferred.get(pointer)) if found else None
    return f"{repair.stood!r} became {repair.taken}, by the rule {repair.rule!r}" if repair else None


def show_story(story: Story) -> RenderableType:
    """A story as lines for a terminal."""
    from rich.text import Text

    out = Text(place_of(story.pointer), style="bold")
    out.append(f"  {story.taken if story.taken is not None else 'not read'}\n", style="bold green")
    if story.evidence:
        out.append(f"  {_where(story.evidence)}, right with probability {story.evidence.confidence:.3f}\n")
    readings = story.value.readings if story.value else ()
    for reading in readings[:SHOWN]:
        out.append(f"  {reading.cost:5.1f} nats  {reading.value}  {reading.how}\n", style="dim")
    if story.mended:
        margin = f", {story.margin:.1f} nats before the next answer" if story.margin is not None else ""
        out.append(f"  mended: {story.mended}{margin}\n", style="yellow")
    for check in story.checks:
        mark = {"passed": "✓", "failed": "✗"}.get(check.status, "·")
        out.append(f"  {mark} {check.rule}: {check.message}\n", style="red" if check.status == "failed" else "")
    return out


def _where(evidence: Evidence) -> str:
    place = f"page {evidence.page}, box {tuple(round(x) for x in evidence.bbox)}" if evidence.bbox else ""
    if evidence.span:
        place = f"characters {evidence.span[0]} to {evidence.span[1]}"
    return f"{evidence.status} at {place or f'page {evidence.page}'}: {evidence.text[:80]!r}"
