"""Footnotes: their numbers and texts out of the rows that explain the responses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace

from extraction.document import Layout, Word
from extraction.labelers.labelled_row import LabelledRow
from extraction.layout.centred import lines_above

_NUMBER = re.compile(r"^[\s\-•*]*\$?[(\[]?F?(\d{1,2})(?:[.)\]\\]+(?!\d)|,(?=\s|$))\s*")
_LONE = re.compile(r"^[\s\-•*]*[(\[]?(\d{1,2})[.)\]]*$")
_CAPTION = re.compile(r"(?:(?:additional|general)\s+)?(?:remarks?|comments?)\b\s*:?(?=\s|$)", re.I)
_RAISED = re.compile(r"^[(\[]?F?(\d{1,2})[)\]]?$")
_LETTERED = re.compile(r"F(\d{1,2}):?$")


_CALLED = re.compile(r"^(?:foot)?note\s*[(\[]?(\d{1,2})[.):\]]*(?=\s|$)", re.I)
MANY = 5
"""Of so many footnotes one may begin where none seems to end."""
CAPTION = 4
"""Fewer words than this before the first number are a caption."""
_ENDS = frozenset('.!?:;)"”’]')


@dataclass(frozen=True, slots=True)
class FootnoteText:
    """A footnote as it stands: its id, its words without the number, its first row in the document."""

    id: str
    words: tuple[Word, ...]
    row: int


@dataclass(frozen=True, slots=True)
class _Piece:
    """A cell of a row of footnotes; `alone`: one word with cells behind it, `leads`: the first of its row."""

    row: int
    words: tuple[Word, ...]
    alone: bool
    leads: bool


@dataclass(slots=True)
class _Note:
    """A footnote while it is gathered; 0 is what stands before the first."""

    id: int
    words: list[Word]
    row: int


def _number(words: Sequence[Word], alone: bool) -> tuple[str, int] | None:
    """The number that words open with, and how many of them it takes; `alone`: the first are a cell of their own."""
    if not words:
        return None
    first = words[0]
    if first.raised and (found := _RAISED.match(first.text)):
        return found.group(1), 1
    if found := _LETTERED.match(first.text):
        return found.group(1), 1
    if found := _NUMBER.match(first.text):
        return found.group(1), 1 if found.end() == len(first.text) else 0
    two = f"{first.text} {words[1].text}" if len(words) > 1 else ""
    if first.text in "-•*" and (found := _NUMBER.match(two)):
        return found.group(1), 2 if found.end() == len(two) else 1
    if found := _CALLED.match(two):
        return found.group(1), 2
    if alone and (found := _LONE.match(first.text)):
        return found.group(1), 1
    return None


def _is_next(words: Sequence[Word], expected: int, before: Sequence[Word]) -> bool:
    """Whether words open with the next number, bare, and a sentence begins behind it that none before goes on to."""
    if len(words) < 2 or words[0].text not in (f"{expected}", f"({expected})", f"{expected}.", f"[{expected}]"):
        return False
    begun = not before or (expected == 1 and len(before) < CAPTION)
    ended = begun or before[-1].text[-1] in _ENDS
    first = words[1].text.lstrip("\"“‘'([$")[:1]
    return ended and (first.isupper() or first.isdigit())


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


def _number_of(word: Word) -> Word:
    """The number glued to a word's front."""
    return replace(word, text=word.text[: len(word.text) - len(_trim(word).text)])


def find_remarks(rows: Sequence[LabelledRow]) -> tuple[Word, ...]:
    """The words of the remarks, without their caption."""
    words = [w for labelled in rows if labelled.label == "remark" for w in labelled.row.words]
    opening = " ".join(w.text for w in words[:3])
    if found := _CAPTION.match(opening):
        words = words[len(found.group().split()) :]
    return tuple(words)


def find_footnotes(rows: Sequence[LabelledRow]) -> tuple[FootnoteText, ...]:
    """The footnotes in the filing's order."""
    notes: list[_Note] = [_Note(0, [], -1)]
    lines = any(r.label == "foot" and r.block.layout is Layout.ALIGNED for r in rows)
    for piece in _raise_numbers([p for i in range(len(rows)) for p in _pieces(rows, i)], lines):
        last = notes[-1].id
        number = _number(piece.words, piece.alone)
        highest = last + (1 if not piece.leads else 3 if last else 31)
        if number and last < int(number[0]) <= highest:
            words = [*piece.words[number[1] :]]
            notes.append(_Note(int(number[0]), words if number[1] else [_trim(words[0]), *words[1:]], piece.row))
        elif piece.leads and _is_next(piece.words, last + 1, notes[-1].words):
            notes.append(_Note(last + 1, [*piece.words[1:]], piece.row))
        else:
            notes[-1].words.extend(piece.words)
    found = {n.id for n in notes}
    parts = [part for note in notes for part in _part(note, found)]
    return tuple(FootnoteText(str(n.id), _to_caption(n.words), n.row) for n in parts if n.id)


def _to_caption(words: Sequence[Word]) -> tuple[Word, ...]:
    """The words of a footnote without the caption of the remarks that follows the last."""
    return tuple(words[:-1] if len(words) > 1 and words[-1].text == "Remarks:" else words)


def _pieces(rows: Sequence[LabelledRow], at: int) -> list[_Piece]:
    """The cells of a row of footnotes; a number on a line of its own above one."""
    row = rows[at].row
    if rows[at].label != "foot":
        leads = at + 1 < len(rows) and rows[at + 1].label == "foot" and _LONE.match(row.text)
        return [_Piece(at, row.words, alone=True, leads=True)] if leads else []
    shown = [c.words for c in row.cells if c.words]
    if shown and len(shown[0]) == 1 and not _number(shown[0], True):
        shown = [tuple(w for words in shown for w in words)]
    return [_Piece(at, words, len(words) == 1 and len(shown) > 1, leads=not k) for k, words in enumerate(shown)]


def _raise_numbers(pieces: Sequence[_Piece], lines: bool) -> Sequence[_Piece]:
    """Pieces, lines of text or cells, with numbers that stand beside the middle of their footnotes set before these."""
    numbered, last = [], 0
    for i, piece in enumerate(pieces):
        number = _number(piece.words, piece.alone)
        if number and last < int(number[0]) <= last + 3:
            numbered.append((i, number[1]))
            last = int(number[0])
    begins = [_is_begun(pieces, i, dict(numbered).get(i, 0)) for i in range(len(pieces))]
    above = lines_above([i for i, _ in numbered], begins) or [0] * len(numbered)
    if not _is_within(pieces, numbered) and not (lines and _begin_above(numbered, above, begins)):
        return pieces
    out = list(pieces)
    for (i, n), up in zip(numbered, above, strict=True):
        if up:
            head = out[i].words[:n] or (_number_of(out[i].words[0]),)
            out[i - up] = replace(out[i - up], words=head + out[i - up].words)
            out[i] = replace(out[i], words=out[i].words[n:] if n else (_trim(out[i].words[0]), *out[i].words[1:]))
    return out


def _is_within(pieces: Sequence[_Piece], numbered: Sequence[tuple[int, int]]) -> bool:
    """Whether behind most numbers a sentence goes on."""
    within = [pieces[i].words[n] for i, n in numbered if n and len(pieces[i].words) > n]
    return 2 * sum(w.text[0].islower() for w in within) > len(within)


def _begin_above(numbered: Sequence[tuple[int, int]], above: Sequence[int], begins: Sequence[bool]) -> bool:
    """Whether every footnote, but for one in many, begins a sentence above its number, and more of them than at it."""
    raised = sum(begins[i - lines] for (i, _), lines in zip(numbered, above, strict=True))
    return raised > sum(begins[i] for i, _ in numbered) and len(numbered) - raised <= len(numbered) / MANY


def _is_begun(pieces: Sequence[_Piece], at: int, taken: int) -> bool:
    """Whether a footnote can begin with a piece: large letters, and the piece before at a sentence's end."""
    words = pieces[at].words[taken:]
    ended = not at or pieces[at - 1].words[-1].text[-1] in _ENDS
    return ended and bool(words) and not words[0].text[0].islower()


def _part(note: _Note, found: Set[int]) -> Iterator[_Note]:
    """A footnote parted where the next begins in the midst of a line, as no other place bears that one's number."""
    held = _Note(note.id, [], note.row)
    for k, word in enumerate(note.words):
        if held.id + 1 not in found and _is_next(
            note.words[k : k + 2], held.id + 1, note.words[max(0, k - CAPTION) : k]
        ):
            yield held
            held = _Note(held.id + 1, [], note.row)
        else:
            held.words.append(word)
    yield held
