"""Captions in Markdown with what they caption on the lines below: behind a colon, indented, or behind a hard break."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from extraction.readers.lines import Line

_COLON = re.compile(r" {0,3}:[ \t]+(?=\S)")
_INDENT = re.compile(r"(?: {4}|\t)\s*(?=\S)")
_TEXT = re.compile(r"(?=\S)")
_PLAIN = re.compile(r"[^\W\d][^\d:.]*[^\d:.\s] {2,}")
LONGEST, FEWEST = 12, 4
"""Words of a caption at most; captions of a list without colons, at least."""

Definition = tuple[tuple[int, Line], ...]
"""The lines below a caption, each with where its text begins."""


def find_definitions(text: str, lines: Sequence[Line]) -> Mapping[int, Definition]:
    """By the start of each caption's line, what stands below it."""
    found: dict[int, Definition] = {}
    others: dict[int, Definition] = {}
    at = 0
    while at + 1 < len(lines):
        opens = _opens(text, lines[at], lines[at + 1])
        if opens is None:
            at += 1
            continue
        below = [(opens.end(), lines[at + 1])]
        behind = at + 2
        while behind < len(lines) and _goes_on(text, lines, behind):
            below.append((lines[behind].start, lines[behind]))
            behind += 1
        (found if opens.re is _COLON else others)[lines[at].start] = tuple(below)
        at = behind
    return found | others if len(others) >= FEWEST else found


def _opens(text: str, caption: Line, below: Line) -> re.Match[str] | None:
    """How a line opens that stands below a caption as what it captions."""
    words = text[caption.start : caption.end].split()
    if len(words) > LONGEST or words[0][0] in "|:#>" or text[caption.start].isspace() or below.page != caption.page:
        return None
    if found := _COLON.match(text, below.start, below.end) if below.gap <= 1 else None:
        return found
    broken = caption.gap and _PLAIN.fullmatch(text, caption.start, caption.end)
    return None if below.gap else (_TEXT if broken else _INDENT).match(text, below.start, below.end)


def _goes_on(text: str, lines: Sequence[Line], at: int) -> bool:
    """Whether a line goes on with the one above: it is indented, or that one ends in a hard break."""
    line = lines[at]
    broken = text.endswith("  ", lines[at - 1].start, lines[at - 1].end) or text.startswith("  ", line.start)
    return not line.gap and broken and not _COLON.match(text, line.start, line.end)
