"""Footnotes: their numbers and texts out of the rows that explain the responses."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extraction.document import Row, Word
from extraction.labelers.mend_rows import LabelledRow

_NUMBER = re.compile(r"^[\s\-•*]*\$?[(\[]?(\d{1,2})(?:[.)\]\\]+|,(?=\s))\s*")
_LONE = re.compile(r"^[\s\-•*]*[(\[]?(\d{1,2})[.)\]]*$")
_CAPTION = re.compile(r"(?:(?:additional|general)\s+)?(?:remarks?|comments?)\b\s*:?(?=\s|$)", re.I)
_RAISED = re.compile(r"^[(\[]?(\d{1,2})[)\]]?$")


@dataclass(frozen=True, slots=True)
class FootnoteText:
    """A footnote as it stands: its id, its words without the number, its first row in the document."""

    id: str
    words: tuple[Word, ...]
    row: int


def _number(row: Row) -> tuple[str, int] | None:
    """The number that a row opens with, and how many words it takes."""
    words = row.words
    if not words:
        return None
    first = words[0]
    if first.raised and (found := _RAISED.match(first.text)):
        return found.group(1), 1
    if found := _NUMBER.match(first.text):
        return found.group(1), 1 if found.end() == len(first.text) else 0
    two = f"{first.text} {words[1].text}" if len(words) > 1 else ""
    if first.text in "-•*" and (found := _NUMBER.match(two)):
        return found.group(1), 2 if found.end() == len(two) else 1
    if len(row.cells) > 1 and (found := _LONE.match(row.cells[0].text)):
        return found.group(1), len(row.cells[0].words)
    return None


def _opens(number: tuple[str, int] | None, expected: int, open_: bool) -> bool:
    """Whether a row begins the next footnote: numbers ascend, by a few at most."""
    if number is None:
        return False
    value = int(number[0])
    return expected <= value <= expected + (2 if open_ else 30)


def _trim(word: Word) -> Word:
    """A word without the number glued to its front."""
    found = _NUMBER.match(word.text)
    if not found or found.end() == len(word.text):
        return word
    at = found.end()
    span = (
        (word.span[0] + at, word.span[1]) if word.span and word.span[1] - word.span[0] == len(word.text) else word.span
    )
    return Word(word.text[at:], word.box, word.page, span, word.raised)


def find_remarks(rows: Sequence[LabelledRow]) -> tuple[Word, ...]:
    """The words of the remarks, without their caption."""
    words = [w for labelled in rows if labelled.label == "remark" for w in labelled.row.words]
    opening = " ".join(w.text for w in words[:3])
    if found := _CAPTION.match(opening):
        words = words[len(found.group().split()) :]
    return tuple(words)


def find_footnotes(rows: Sequence[LabelledRow]) -> tuple[FootnoteText, ...]:
    """The footnotes in the filing's order."""
    notes: list[tuple[str, list[Word], int]] = []
    expected = 1
    for i, labelled in enumerate(rows):
        if labelled.label != "foot":
            continue
        number = _number(labelled.row)
        words = list(labelled.row.words)
        if number and _opens(number, expected, bool(notes)):
            id_, taken = number
            words = words[taken:]
            if taken == 0:
                words[0] = _trim(words[0])
            notes.append((str(int(id_)), words, i))
            expected = int(id_) + 1
        elif notes:
            notes[-1][1].extend(words)
    return tuple(FootnoteText(id_, tuple(words), row) for id_, words, row in notes)
