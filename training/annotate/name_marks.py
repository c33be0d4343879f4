"""A person's marks as labels: the same values that the models give, so that the same assembly reads them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from extraction.document import Document, Row
from extraction.labelers.cells import LabelledTableRow, LabelledToken
from extraction.labelers.features import tokens_of
from extraction.labelers.labelled_row import LabelledRow
from extraction.labelers.named import NamedToken
from extraction.labelers.sections import find_tables
from extraction.labelers.tokens import pieces_of
from extraction.labels import NONE
from extraction.layout.tokens import Token
from training.annotate.configure import GROUP_OF, UNMARKED
from training.annotate.marks import Mark
from training.annotate.sheet import Sheet
from training.annotate.suggest import Named

_SIGNED = ("SIGNER", "SIGN_DATE")
Marked = Mapping[tuple[int, int], Mark]
"""The mark that a token lies in, by the token's key."""


def key(token: Token) -> tuple[int, int]:
    """What tells a token of a document from every other one."""
    return id(token.word), token.start


def in_group(marks: Iterable[Mark], group: str) -> list[Mark]:
    """The marks whose label belongs to a group, in the text's order."""
    return sorted((m for m in marks if GROUP_OF.get(m.label) == group), key=lambda m: m.start)


def tokens_marked(marks: Iterable[Mark], sheet: Sheet) -> dict[tuple[int, int], Mark]:
    """Every token that a mark covers, with the mark; of two marks in one token, that which covers more of it."""
    best: dict[tuple[int, int], tuple[int, Mark]] = {}
    for mark in marks:
        for token in sheet.tokens(mark.start, mark.end):
            a, b = sheet.span(token)
            shared = min(b, mark.end) - max(a, mark.start)
            if shared > best.get(key(token), (0, mark))[0]:
                best[key(token)] = shared, mark
    return {name: mark for name, (_, mark) in best.items()}


def name_marks(marks: Sequence[Mark], sheet: Sheet, document: Document, form: str) -> Named:
    """The labels that marks give to a filing's rows and tokens; what nobody marked is printed."""
    boxed = tokens_marked(in_group(marks, "tokens"), sheet)
    rows = tuple(_rows(marks, sheet, document, boxed))
    celled = tokens_marked(in_group(marks, "cells"), sheet)
    tables = (
        LabelledTableRow(table, row, tuple(LabelledToken(t, _label(t.token, celled), 1.0) for t in tokens_of(row)))
        for table in find_tables(rows)
        for row in table.rows
    )
    return Named(form, rows, tuple(tables), tuple(_tokens(rows, boxed)))


def _label(token: Token, celled: Marked) -> str:
    mark = celled.get(key(token))
    return mark.label if mark else NONE


def _rows(marks: Iterable[Mark], sheet: Sheet, document: Document, boxed: Marked) -> Iterator[LabelledRow]:
    votes: dict[int, Counter[str]] = {}
    number = {id(w): i for i, row in enumerate(sheet.rows) for w in row.words}
    for mark in in_group(marks, "rows"):
        for place in sheet.words(mark.start, mark.end):
            shared = min(place.end, mark.end) - max(place.start, mark.start)
            votes.setdefault(number[id(place.word)], Counter())[mark.label] += shared
    held = {number[word]: mark.label for (word, _), mark in boxed.items()}
    for i, (block, row) in enumerate(document.rows()):
        yield LabelledRow(block, row, _row_label(row, votes.get(i), held.get(i)), 1.0)


def _row_label(row: Row, votes: Counter[str] | None, token: str | None) -> str:
    """What most of a row is marked as; a row that only tokens are marked in belongs to the box or the signatures."""
    if votes and 2 * sum(votes.values()) > sum(len(w.text) for w in row.words):
        return votes.most_common(1)[0][0]
    if token:
        return "sign" if token in _SIGNED else "box"
    return UNMARKED


def _tokens(rows: Sequence[LabelledRow], boxed: Marked) -> Iterator[NamedToken]:
    """Named tokens; a value goes on where a mark is pointed to, in a mis-cut table also in the row or the next one."""
    further = {note for mark in boxed.values() for note in mark.notes}
    seen: dict[str, tuple[str, int]] = {}
    for piece in pieces_of(rows, frozenset()):
        mark = boxed.get(key(piece.token)) if piece.token else None
        if mark is None or piece.token is None:
            continue
        last, row = seen.get(mark.label, ("", -9))
        begins = last != mark.id and mark.id not in further and not (piece.cut and piece.row - row <= 1)
        seen[mark.label] = mark.id, piece.row
        yield NamedToken(piece.token, mark.label, begins, 1.0, piece.row, piece.segment, piece.layout)


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that keeps an annotation from being learned from: which filing, where in it, and what."""

    filing: str
    where: str
    what: str

    def __str__(self) -> str:
        return ": ".join(part for part in (self.filing, self.where, self.what) if part)
