"""Marks to an annotated filing on disk: checked, read by the same assembly as the models' labels, written readably."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from typing import Any

from extraction.document import Document
from extraction.errors import NotOwnership
from extraction.forms.ownership import find_form
from extraction.readers import read
from extraction.values.words import Lexicon
from training.annotate.configure import GROUP_OF, UNMARKED
from training.annotate.marks import Mark, overlap
from training.annotate.name_marks import Problem, in_group, name_marks
from training.annotate.point import Gold, Pointed, locate, point, read_gold
from training.annotate.sheet import Sheet, make_sheet
from training.annotated import AnnotatedFiling, Annotation
from training.annotation_files import SPANS, save_files

TABLED = ("nd", "nd+", "dv", "dv+")


@dataclass(frozen=True)
class Filing:
    """An input that is to be labelled: laid out, as a sheet, named by the digest of its bytes."""

    path: Path
    content: bytes
    document: Document
    sheet: Sheet
    form: str

    @property
    def digest(self) -> str:
        return digest_of(self.content)


@dataclass(frozen=True, slots=True)
class Collected:
    """An annotated filing with what is to be said of each of its annotations."""

    filing: AnnotatedFiling
    notes: tuple[Mapping[str, Any], ...]


def digest_of(content: bytes) -> str:
    """What tells an input from another: SHA-256 of its bytes."""
    return sha256(content).hexdigest()


def open_filing(path: Path) -> Filing:
    """A filing ready to be labelled. Raises `Unreadable` for what the reader or the form refuses."""
    content = path.read_bytes()
    document = read(content, path.name)
    if not isinstance(document, Document):
        raise NotOwnership(f"{path.name}: names its own fields; nothing is left to label")
    form = find_form(document)
    if form is None:
        raise NotOwnership(f"{path.name}: no Form 3, 4 or 5 was recognised in it")
    return Filing(path, content, document, make_sheet(document), form)


def check_marks(marks: Sequence[Mark], filing: Filing) -> Iterator[Problem]:
    """What is wrong with marks: each named, so that the person who made them can mend it."""
    name, text = filing.path.name, filing.sheet.text
    for mark in marks:
        where = f"{mark.label or 'a mark'} at {mark.start} {mark.text[:40]!r}"
        if mark.label not in GROUP_OF:
            yield Problem(name, where, "is no label of the guideline")
        elif mark.group and mark.group != GROUP_OF[mark.label]:
            yield Problem(name, where, f"was given among {mark.group}, but belongs to {GROUP_OF[mark.label]}")
        if not 0 <= mark.start < mark.end <= len(text):
            yield Problem(name, where, "lies outside the text")
        elif mark.text and text[mark.start : mark.end] != mark.text:
            yield Problem(
                name, where, f"no longer matches the text, which has {text[mark.start : mark.end][:40]!r} there"
            )
        elif not any(filing.sheet.words(mark.start, mark.end)):
            yield Problem(name, where, "holds no word")
    for group in ("rows", "tokens", "cells"):
        for a, b in _overlapping(in_group(marks, group)):
            yield Problem(name, f"{a.label} at {a.start} {a.text[:40]!r}", f"overlaps {b.label} at {b.start}")
    yield from _strays(marks, name)


def _overlapping(marks: Sequence[Mark]) -> Iterator[tuple[Mark, Mark]]:
    """Neighbours of one group that share characters; rows may touch, values not."""
    return ((a, b) for a, b in pairwise(marks) if overlap(a, b) > 0)


def _strays(marks: Sequence[Mark], name: str) -> Iterator[Problem]:
    """Values of a table outside its rows, and relations that join nothing that belongs together."""
    rows = [m for m in in_group(marks, "rows") if m.label in TABLED]
    known = {m.id: m for m in marks}
    for mark in marks:
        where = f"{mark.label} at {mark.start} {mark.text[:40]!r}"
        if GROUP_OF.get(mark.label) == "cells" and not any(overlap(mark, row) > 0 for row in rows):
            yield Problem(name, where, "stands in no row marked " + ", ".join(TABLED))
        for to in (known.get(note) for note in mark.notes):
            if to is None or to.label not in ("foot", mark.label):
                yield Problem(name, where, f"is joined to {to.label if to else 'nothing'}, not to a footnote (foot)")


def collect(filing: Filing, marks: Sequence[Mark], lexicon: Lexicon) -> Collected:
    """The annotated filing that marks make, its gold record read from them."""
    named = name_marks(marks, filing.sheet, filing.document, filing.form)
    gold, rows = read_gold(named, filing.document, lexicon)
    return gather(filing, gold, point(marks, named, filing.sheet, rows))


def gather(filing: Filing, gold: Gold, pointed: Sequence[Pointed]) -> Collected:
    """The annotated filing of a gold record and pointed marks."""
    annotations: list[Annotation] = []
    notes: list[Mapping[str, Any]] = []
    for p in pointed:
        note = {"label": p.mark.label, "at": [p.mark.start, p.mark.end], "text": p.mark.text}
        for annotation in locate(p, filing.sheet, filing.document):
            annotations.append(annotation)
            notes.append(note)
    group = (gold.get("issuer") or {}).get("name") or filing.path.stem
    source = filing.document.source
    made = AnnotatedFiling(filing.path.stem, source, group, filing.content, gold, tuple(annotations))
    return Collected(made, tuple(notes))


def unpointed(marks: Sequence[Mark], collected: Collected, filing: Filing) -> Iterator[Problem]:
    """Values that were marked and that no part of the record took."""
    taken = {(n["at"][0], n["at"][1], n["label"]) for n in collected.notes}
    for mark in marks:
        frame = GROUP_OF.get(mark.label) == "rows" and mark.label in (*TABLED, "box", "sign", UNMARKED)
        if not frame and (mark.start, mark.end, mark.label) not in taken:
            yield Problem(
                filing.path.name, f"{mark.label} at {mark.start} {mark.text[:40]!r}", "became part of no value"
            )


def save_collected(collected: Collected, filing: Filing, folder: Path, told: Mapping[str, Any]) -> Path:
    """Write the input, its record and its spans; a name taken by another gets the digest."""
    folder.mkdir(parents=True, exist_ok=True)
    made = collected.filing
    spans = folder / f"{made.name}{SPANS}"
    if spans.exists() and f'"digest": "{filing.digest}"' not in spans.read_text(encoding="utf-8"):
        made = AnnotatedFiling(
            f"{made.name}-{filing.digest[:8]}", made.source, made.group, made.content, made.gold, made.annotations
        )
    extension = filing.path.suffix.lstrip(".") or "txt"
    return save_files(made, folder, extension, {"digest": filing.digest, **told}, collected.notes)
