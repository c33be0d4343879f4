"""Layouts that were taught: what each is known by, and what it corrects in the models; other pages are left alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from extraction.document import Document, Source
from extraction.labelers.correction import Correction, Hashes
from extraction.labelers.printed import Printed, resemblance, signs_in


@dataclass(frozen=True, slots=True)
class Taught:
    """One layout: `signs` are words that it prints and others do not, `least` the share of them that makes it out.

    `told` says of it what a person wants to know: filings, rows right before and after.
    """

    name: str
    source: Source
    signs: Hashes
    least: float
    printed: Printed
    rows: Correction
    cells: Correction
    tokens: Correction
    told: Mapping[str, Any] = field(default_factory=dict)


def find_taught(document: Document, layouts: Iterable[Taught]) -> Taught | None:
    """The taught layout that a document is set in, if any: of several the one whose signs it shows best."""
    mine = [layout for layout in layouts if layout.source is document.source]
    if not mine:
        return None
    signs = signs_in(document)
    shown = [(resemblance(signs, layout.signs), layout) for layout in mine]
    share, layout = max(shown, key=lambda s: s[0] - s[1].least)
    return layout if share >= layout.least else None
