"""Marks as annotations: each gets the pointer of the value that it shows and its place in the input."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from extraction.assembly.assemble import assemble
from extraction.assembly.box import OWNER, TOP, group_owners
from extraction.assembly.footnotes import find_remarks
from extraction.assembly.signed import SIGNATURE, group_signatures
from extraction.document import Document, Word
from extraction.draft import rows_of
from extraction.finish import finish
from extraction.labelers.named import NamedToken
from extraction.labelers.vocabulary import Vocabulary
from extraction.recall import recall
from extraction.reconcile import reconcile
from extraction.values.words import Lexicon
from training.annotate.marks import Mark
from training.annotate.name_marks import in_group, key, tokens_marked
from training.annotate.sheet import Place, Sheet
from training.annotate.suggest import Named
from training.annotated import Annotation

Gold = dict[str, Any]
_ADDRESS = frozenset({"street1", "street2", "city", "state", "zip"})
_SPLIT = {"shares_acquired": "shares", "shares_disposed": "shares"}
_OURS = frozenset({"source", "status", "source_kind", "needs_review", "review_reasons", "evidence", "checks"})
"""What a record says of itself, and a gold record does not."""


@dataclass(frozen=True, slots=True)
class Pointed:
    """A mark with the pointer of the value that it shows."""

    mark: Mark
    pointer: str


def read_gold(named: Named, document: Document, lexicon: Lexicon) -> tuple[Gold, list[tuple[str, int]]]:
    """The record that a person's labels give, and for each table row its pointer and its first row in the document."""
    draft = recall(
        assemble(
            named.form_type, named.rows, named.table_rows, named.tokens, named.footnotes, find_remarks(named.rows),
            Vocabulary(lexicon, named.rows), document.source,
        ),
        document.digital,
        lexicon.knows,
    )  # fmt: skip
    found = reconcile(draft, document.digital)
    record = finish(found, None, document).as_json()
    return without_ours(record), [(pointer, row.row) for pointer, row in rows_of(found.draft)]


def without_ours(value: Any) -> Any:
    """A record's JSON without what a record says of itself."""
    if isinstance(value, dict):
        return {k: without_ours(v) for k, v in value.items() if k not in _OURS}
    return [without_ours(v) for v in value] if isinstance(value, list) else value


def point(marks: Sequence[Mark], named: Named, sheet: Sheet, rows: Sequence[tuple[str, int]]) -> list[Pointed]:
    """Every mark that shows a value, with its pointer, in the text's order; `rows` as `read_gold` gives them."""
    pointed = [*_parts(marks, named, sheet), *_boxed(marks, named, sheet), *_celled(marks, named, sheet, rows)]
    return sorted(pointed, key=lambda p: (p.mark.start, p.mark.end))


def _parts(marks: Iterable[Mark], named: Named, sheet: Sheet) -> Iterator[Pointed]:
    """Titles, headings, footnotes and remarks."""
    notes = {id(w): note.id for note in named.footnotes for w in note.words}
    table = "1"
    for mark in in_group(marks, "rows"):
        if mark.label in ("title1", "title2"):
            table = mark.label[-1]
            yield Pointed(mark, f"/{mark.label}")
        elif mark.label == "head":
            yield Pointed(mark, f"/head{table}")
        elif mark.label == "remark":
            yield Pointed(mark, "/remarks")
        elif mark.label == "foot":
            # The number is not one of the footnote's words, and a word after a glued number is a new one.
            ids = [notes[id(p.word)] for p in sheet.words(mark.start, mark.end) if id(p.word) in notes]
            if ids:
                yield Pointed(mark, f"/footnotes/{ids[0]}")


def _boxed(marks: Iterable[Mark], named: Named, sheet: Sheet) -> Iterator[Pointed]:
    pointers = dict(_token_pointers(named.tokens))
    mine = in_group(marks, "tokens")
    for mark in mine:
        found = (pointers.get(key(t)) for t in sheet.tokens(mark.start, mark.end))
        if pointer := next((p for p in found if p), None):
            yield Pointed(mark, pointer)


def _token_pointers(tokens: Sequence[NamedToken]) -> Iterator[tuple[tuple[int, int], str]]:
    """The pointer of each named token; a piece that no owner took goes to the owner named before it."""
    grouped: dict[tuple[int, int], int] = {}
    for i, group in enumerate(group_owners(tokens)):
        grouped |= {key(t.token): i for held in group.values() for t in held}
    signed = {key(t.token): i for i, g in enumerate(group_signatures(tokens)) for held in g.values() for t in held}
    owner = 0
    for t in tokens:
        if t.label in TOP:
            yield key(t.token), TOP[t.label]
        elif t.label in SIGNATURE:
            yield key(t.token), f"/signatures/{signed.get(key(t.token), 0)}/{SIGNATURE[t.label]}"
        else:
            owner = grouped.get(key(t.token), owner)
            name = OWNER.get(t.label, t.label.lower())
            yield key(t.token), f"/reporting_owners/{owner}/{'address/' if name in _ADDRESS else ''}{name}"


def _celled(marks: Iterable[Mark], named: Named, sheet: Sheet, rows: Sequence[tuple[str, int]]) -> Iterator[Pointed]:
    cells = tokens_marked(in_group(marks, "cells"), sheet)
    firsts: dict[str, list[tuple[int, str]]] = {}
    for pointer, first in rows:
        firsts.setdefault(pointer.split("/")[1], []).append((first, pointer))
    seen: set[str] = set()
    for row in named.table_rows:
        upto = [p for first, p in firsts.get(row.table.name, ()) if first <= row.row.first]
        for t in row.tokens:
            mark = cells.get(key(t.held.token))
            if mark and upto and mark.id not in seen:
                seen.add(mark.id)
                field = _SPLIT.get(mark.label, mark.label)
                note = all(token.mark for token in sheet.tokens(mark.start, mark.end))
                yield Pointed(mark, f"{upto[-1]}/footnotes/{field}" if note else f"{upto[-1]}/{field}")


def locate(pointed: Pointed, sheet: Sheet, document: Document) -> Iterator[Annotation]:
    """Where a mark stands in the input: one span in a text, in a PDF a box for each line."""
    mark, pointer = pointed.mark, pointed.pointer
    places = list(sheet.words(mark.start, mark.end))
    if sheet.own:
        yield Annotation(pointer, span=(mark.start, mark.end))
    elif all(p.word.span for p in places):
        yield Annotation(pointer, span=(_source(places[0], mark)[0], _source(places[-1], mark)[1]))
    else:
        for line in _lines(places):
            boxes = [_box(p, mark) for p in line]
            box = (
                min(b[0] for b in boxes),
                min(b[1] for b in boxes),
                max(b[2] for b in boxes),
                max(b[3] for b in boxes),
            )
            yield Annotation(pointer, page=line[0].word.page, box=box)


def _source(place: Place, mark: Mark) -> tuple[int, int]:
    """The characters of the input that a mark covers of a word; the whole word where that is written with markup."""
    assert place.word.span is not None
    start, end = place.word.span
    if end - start != place.end - place.start:
        return start, end
    return start + max(mark.start - place.start, 0), end - max(place.end - mark.end, 0)


def _box(place: Place, mark: Mark) -> tuple[float, float, float, float]:
    """The part of a word's box that a mark covers, letters taken as equally wide."""
    x0, top, x1, bottom = place.word.box
    part = (x1 - x0) / max(place.end - place.start, 1)
    return (
        x0 + part * max(mark.start - place.start, 0), top, x1 - part * max(place.end - mark.end, 0), bottom,
    )  # fmt: skip


def _lines(places: Sequence[Place]) -> list[list[Place]]:
    """Words line by line: a line ends where the next word stands further left or lower, or on another page."""
    lines: list[list[Place]] = []
    for place in places:
        word: Word = place.word
        last = lines[-1][-1].word if lines else None
        if last and last.page == word.page and word.box[0] >= last.box[0] and word.box[1] < last.box[3] - 0.1:
            lines[-1].append(place)
        else:
            lines.append([place])
    return lines
