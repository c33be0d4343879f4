"""Footnotes marked as typists do, by letters, asterisks, `1/`: their texts, and their marks in the tables raised."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from string import ascii_lowercase

from extraction.assembly.footnotes import FootnoteText, find_footnotes
from extraction.document import Source, Word
from extraction.labelers.labelled_row import LabelledRow

_OPENS = re.compile(r"[(\[](?P<letter>[a-z])[)\]]|(?P<bare>[a-z])[.)]|(?P<stars>\*{1,5})|(?P<figure>\d{1,2})/")
_BEHIND = re.compile(r"(?P<text>.*?)(?P<marks>(?:[(\[][a-z][)\]]|\*{1,5}|(?<!\d)\d{1,2}/),?)")
_TABLE_ROWS = frozenset({"nd", "dv"})
_NUMBERED = re.compile(r"[(\[]\d{1,2}[)\]]")
_OF_THE_FORM = re.compile(r"(?:if the form|intentional|signature|see instruction)", re.I)
"""What the form's own asterisks say."""


def find_notes(
    rows: tuple[LabelledRow, ...], source: Source
) -> tuple[tuple[FootnoteText, ...], tuple[LabelledRow, ...]]:
    """The footnotes, on typewritten pages lettered and starred ones too; the rows with the marks of these raised."""
    lettered, rows = find_lettered(rows) if source is Source.ASCII else ((), rows)
    return (*find_footnotes(rows), *lettered), rows


def find_lettered(rows: Sequence[LabelledRow]) -> tuple[tuple[FootnoteText, ...], tuple[LabelledRow, ...]]:
    """The footnotes, where they begin with `(a)` or `*` and some row of a table bears a first mark; the rows with their
    marks raised, the notes' own as printed."""
    notes = tuple(_notes(rows))
    ids = {note.id for note in notes}
    marked = tuple(_raised(r, ids) if r.label.rstrip("+") in _TABLE_ROWS else r for r in rows)
    if marked == tuple(rows):
        return (), tuple(rows)
    held = {word.span for note in notes for word in note.words}
    own = [i for i, r in enumerate(rows) if r.label == "foot" and any(w.span in held for w in r.row.words)]
    return notes, tuple(replace(r, label="printed") if i in own else r for i, r in enumerate(marked))


def _notes(rows: Sequence[LabelledRow]) -> Iterator[FootnoteText]:
    """Notes, each up to the next mark in its turn."""
    held: list[Word] = []
    current, first = "", 0
    for i, labelled in enumerate(rows):
        words = list(labelled.row.words) if labelled.label == "foot" else []
        opened = _opened(words, current)
        ends = opened or not words or _NUMBERED.match(words[0].text)
        if ends and current and held:
            yield FootnoteText(current, tuple(held), first)
            held = []
        if opened:
            current, first = opened, i
            held = [w for w in (_behind(words[0]), *words[1:]) if w.text]
        elif held:
            held += words
    if current and held:
        yield FootnoteText(current, tuple(held), first)


def _opened(words: Sequence[Word], last: str) -> str:
    """The mark that a line opens with, where it is the next; nothing for those of the form."""
    found = _OPENS.match(words[0].text) if words else None
    if found is None:
        return ""
    said = " ".join([words[0].text[found.end() :], *(w.text for w in words[1:5])]).strip()
    mark = next(filter(None, found.groups()))
    return mark if mark == _next(last, mark) and not _OF_THE_FORM.match(said) else ""


def _next(last: str, mark: str) -> str:
    """The mark behind another: a letter, asterisks or a figure, as the one that stands there is."""
    if mark.isdigit():
        return str(int(last or 0) + 1) if not last or last.isdigit() else ""
    if mark[0] == "*":
        return last + "*" if last[:1] in ("", "*") else ""
    return (
        ascii_lowercase[ascii_lowercase.index(last) + 1 :][:1] if last in tuple(ascii_lowercase) else "a" * (not last)
    )


def _behind(word: Word) -> Word:
    """A word without the mark that it opens with."""
    found = _OPENS.match(word.text)
    at = found.end() if found else 0
    return _cut(word, at, len(word.text))


def _cut(word: Word, start: int, end: int) -> Word:
    """A part of a word, in its place."""
    whole = word.span is not None and word.span[1] - word.span[0] == len(word.text)
    span = (word.span[0] + start, word.span[0] + end) if word.span and whole else word.span
    return replace(word, text=word.text[start:end], span=span)


def _raised(labelled: LabelledRow, ids: set[str]) -> LabelledRow:
    cells = tuple(replace(c, words=tuple(w for word in c.words for w in _apart(word, ids))) for c in labelled.row.cells)
    return labelled if cells == labelled.row.cells else replace(labelled, row=replace(labelled.row, cells=cells))


def _apart(word: Word, ids: set[str]) -> Iterator[Word]:
    """A word and the marks behind it."""
    found = _BEHIND.fullmatch(word.text)
    mark = found["marks"].strip("()[],/") if found else ""
    if found is None or mark not in ids:
        yield word
        return
    at = found.start("marks")
    if at:
        yield from _apart(_cut(word, 0, at), ids)
    yield replace(_cut(word, at, len(word.text)), text=f"({mark})", raised=True)
