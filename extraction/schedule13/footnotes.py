"""Footnotes of the covers: the notes below the last row, each with its mark."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from extraction.document import Span
from extraction.schedule13.covers import Cover
from extraction.schedule13.linearise import fold
from extraction.schedule13.readings import marks_after


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote: its mark without brackets, its text and its place."""

    id: str
    text: str
    place: Span


_START = re.compile(
    r"(?:^|(?<=\n)|(?<=\f))[ \t]*(?:\((?P<a>\d{1,2}|\*{1,4}|[a-z])\)|\[(?P<b>\d{1,2})\]|(?P<c>\*{1,5}|"
    r"[†‡]{1,2})|(?P<d>\d{1,2})(?:[.)](?=\s)|(?=[ \t]+[A-Z]|[ \t]*\n\s*[A-Z][^\n]{8})))\s*",
)
_END = re.compile(
    r"\n[ \t]*(?:cusip\b|table\s+of\s+contents|page\s+\d+|schedule\s+13|13[dg]\b|items?\s+\d+\s*[.:(\-–—]|"
    r"item\s+1\b|signatures?\s*$|explanatory\s+note|this\s+amendment\s+no|introduct"
    r"|pursuant\s+to\s+rule|the\s+following\s+constitutes|the\s+statement\s+on|statement\s+on\s+schedule|"
    r"amendment\s+no|in\s+accordance\s+with|this\s+statement\s+(?:on|is|constitutes|relates)"
    r"|this\s+schedule|securities\s+and\s+exchange|united\s+states\s*$)"
    r"|\f\s*(?=\S)",
    re.IGNORECASE | re.MULTILINE,
)
_PRINTED = re.compile(
    r"see\s+instructions?|the\s+(?:information\s+required\s+(?:in|on)\s+the\s+)?remainder\s+of\s+this\s+cover",
    re.IGNORECASE,
)
_INSIDE = re.compile(r"(?:^|(?<=\n))[ \t]*(?P<mark>\*{1,4}|[†‡]{1,2})[ \t]*(?=[A-Z(])")
_ROW = re.compile(
    r"\n[ \t]*(?:\n|\*|[†‡]|\(?\d{1,2}[.)]{0,2}[ \t]*(?:\n|\t|[A-Z]{2})|(?:sec\s+use|source\s+of|citizenship"
    r"|number\s+of|sole\s|shared\s|check\s|percent\s+of|type\s+of|aggregate\s+amount))",
    re.IGNORECASE,
)
"""Where a note among the rows of a cover ends."""


def find_notes(cover: Cover, text: str, from_place: int, used: frozenset[str]) -> tuple[Note, ...]:
    """The notes of one cover, which stand between its last answer (`from_place`) and the end of its page.

    A bare number is a note's mark only if a value bears it (`used`)."""
    inside = _find_inside(cover, text, from_place)
    below = _find_below(cover, text, from_place, used)
    return (*(n for n in inside if n.id not in {b.id for b in below}), *below)


def find_row_notes(text: str, rows: Mapping[str, Span], marks: Mapping[str, frozenset[str]]) -> tuple[Note, ...]:
    """The notes that stand within a row, below the value that bears their mark."""
    pages = [(marks[f], _notes_of(text, *span, marks[f])) for f, span in rows.items() if marks.get(f)]
    return tuple(n for own, notes in pages for n in notes if n.id in own and not n.id.isalpha())


def prints_instructions(cover: Cover, text: str, mark: str) -> bool:
    """Whether a mark of the page is that of the form's own `*SEE INSTRUCTIONS`."""
    printed = rf"(?<!\*){re.escape(mark)}[ \t]*see\s+instruction"
    return re.search(printed, text[cover.start : cover.end], re.IGNORECASE) is not None


def _find_inside(cover: Cover, text: str, from_place: int) -> tuple[Note, ...]:
    """Notes among the rows: lines that begin with a star, each mark once."""
    notes: dict[str, Note] = {}
    for found in _INSIDE.finditer(text, cover.start, from_place):
        stop = _ROW.search(text, found.end(), cover.end)
        body = text[found.end() : stop.start() if stop else cover.end]
        if not _PRINTED.match(body) and len(body.split()) > 4 and len(body) < 1500:
            note = Note(found["mark"], fold(body), (found.start(), found.end() + len(body.rstrip())))
            notes.setdefault(note.id, note)
    return tuple(notes.values())


def _find_below(cover: Cover, text: str, from_place: int, used: frozenset[str]) -> tuple[Note, ...]:
    """The notes between the last answer and the end of the page."""
    line = text.rfind("\n", 0, from_place)
    begun = re.fullmatch(r"\s*[*†‡]{1,4}", text[line + 1 : from_place])
    start = line if begun else text.find("\n", from_place)
    return _notes_of(text, start, cover.end, used) if start >= 0 else ()


def _notes_of(text: str, start: int, end: int, used: frozenset[str]) -> tuple[Note, ...]:
    """The notes of a stretch; it may begin with the value that bears their mark."""
    region = text[start:end]
    starts = [
        m
        for m in _START.finditer(region)
        if region[m.end() : m.end() + 1].strip() and (not _needs_use(m) or _id(m) in used)
    ]
    notes: list[Note] = []
    for found, following in zip(starts, [*starts[1:], None][: len(starts)], strict=True):
        end = following.start() if following else len(region)
        stop = _END.search(region, found.end(), end)
        body = region[found.end() : stop.start() if stop else end]
        mark = _id(found)
        if _PRINTED.match(body) or not re.search(r"[A-Za-z]{2}", body):
            continue
        notes.append(Note(mark, _clean(body), (start + found.start(), start + found.end() + len(body.rstrip()))))
        if stop:
            break
    return tuple(notes) if _is_run(notes) else ()


def _id(start: re.Match[str]) -> str:
    return next(g for g in start.groups() if g)


def _needs_use(start: re.Match[str]) -> bool:
    """Bare numbers and letters also number paragraphs: they are notes only if a value bears them."""
    return bool(start["d"]) or _id(start).isalpha()


def _clean(body: str) -> str:
    return re.sub(r"\s+(?:[-–—]\s*\d+\s*[-–—]|\d{1,2}|page\s+\d+.*)$", "", fold(body), flags=re.IGNORECASE)


def _is_run(notes: list[Note]) -> bool:
    """Whether the marks can be a cover's own: numbers without doubles."""
    ids = [n.id for n in notes]
    return bool(ids) and len(set(ids)) == len(ids)


def find_first_page_notes(text: str, end: int, values: Iterable[tuple[int, int]]) -> tuple[Note, ...]:
    """Notes on the first page whose mark stands at one of its values (start, end)."""
    notes = []
    for mark in dict.fromkeys(m for _, stop in values for m in marks_after(text, stop)):
        lead = re.escape(mark) if mark.startswith(("*", "†")) else rf"\({re.escape(mark)}\)"
        for found in re.finditer(
            rf"(?:^|(?<=\n))[ \t]*{lead}(?![*)])\s*(?P<body>[^\n\f]+(?:\n(?!\s*\n)[^\n\f]+)*)", text[:end]
        ):
            if not _PRINTED.match(found["body"]):
                notes.append(Note(mark, fold(found["body"]), found.span()))
                break
    return tuple(notes)


def join_notes(per_cover: list[tuple[Note, ...]]) -> tuple[Note, ...]:
    """One note a mark, the first cover's first, in order."""
    seen: dict[str, Note] = {}
    for notes in per_cover:
        for note in notes:
            seen.setdefault(note.id, note)
    return tuple(seen.values())
