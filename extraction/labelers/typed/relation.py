"""What a typewritten form says of an owner's relationship to the issuer: by ticks beside captions, else in words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extraction.labelers.mend_ticks import SAID
from extraction.layout.typed import Run, Typed, typed

Named = tuple[str, Typed]
_TICK = (
    r"[(\[{/|]\s?(?P<in>[Xx*_ ]{0,5}?|XX|xx)\s?[)\]}/|]"
    r"|(?<![^\s_])_{0,6}(?P<on>[Xx]|XX)_{0,6}(?![^\s_])"
    r"|(?<!\S)-(?P<dash>[Xx])-"
    r"|:\s*(?P<word>Yes|No|True|False)\b"
)
"""A box, ticked or not: brackets around a sign, or a sign alone on its line; or what is said for it."""
_ROLE = (
    r"(?:(?P<DIRECTOR>Director)|(?P<OFFICER>Officer)|(?P<OTHER>Other)(?! than))\b"
    r"|(?P<TEN_PERCENT>(?:10|Ten) ?(?:%|percent)(?: ?\(10%\))?(?: (?:Owner|Holder|Shareholder))?)"
)
_MARKS = re.compile(rf"{_TICK}|(?<![A-WYZ.,&] )(?:{_ROLE})", re.I)
"""Ticks and captions; behind another word a caption is a part of a title (`Chief Executive Officer`)."""
_SAID = re.compile(rf"(?:(?<![A-Z] )|(?<=\band )|(?<=\ban )|(?<=\ba ))(?:{_ROLE})", re.I)
_WORDS = re.compile(
    r"\(?\s*(?:give|specify)\b[^)]{0,25}\)?|\(?\btitle\b *:?\)?|\(?\b(?:title|specify)?\s*below\s?\)|\bbelow\)"
    r"|to issuer\b|_{3,}|\(?check (?:all )?applicable\)?|owner\b|of the (?:issuer|company)$",
    re.I,
)
"""What the form prints beside the captions."""
_EDGES = " :;,.-–()[]"
_TITLE = re.compile(
    r"president|chief|chair|secretary|treasurer|controller|counsel|\bvp\b|\bc[eofi]o\b|manager|head", re.I
)
_FIELDS = ("DIRECTOR", "OFFICER", "TEN_PERCENT", "OTHER")


def name_relation(lines: Sequence[Sequence[Run]]) -> Iterator[Named]:
    """What an owner is, by the ticks before or behind the captions, and his title."""
    places = [_Placed(line) for line in lines]
    if not any(place.ticks for place in places):
        yield from _in_words(typed([run for line in _together(lines) for run in line]))
        return
    said: dict[str, Typed] = {}
    for place, below in zip(places, [*places[1:], None], strict=True):
        for tick in place.ticks:
            if _is_on(tick) and (role := _caption_of(tick, place, below)):
                said.setdefault(_field(role), place.typed(*tick.span()))
    yield from said.items()
    title = [text for place in places for text in place.others() if any(c.isalpha() for c in text.text)]
    if title and not {"OFFICER", "OTHER"}.isdisjoint(said):
        label = "OTHER_TEXT" if "OFFICER" not in said else "OFFICER_TITLE"
        yield label, Typed(tuple(word for text in title for word in text.words))


def _caption_of(tick: re.Match[str], place: _Placed, below: _Placed | None) -> re.Match[str] | None:
    """The caption that a tick stands by; a box at a line's end, away from a caption, is of the one that begins the
    next."""
    near = _beside(tick, place.captions)
    behind = place.shown[tick.end() :].strip()
    if below is None or behind or tick["word"] or (near and tick.start() - near.end() <= _NEAR):
        return near
    opens = next(iter(below.captions), None)
    return opens if opens and not below.shown[: opens.start()].strip() else near


_NEAR = 3
"""Characters between a tick and the caption before it."""


def _together(lines: Sequence[Sequence[Run]]) -> list[Sequence[Run]]:
    """The first lines, up to an empty one."""
    gap = next((k for k in range(1, len(lines)) if lines[k][0].line > lines[k - 1][0].line + 1), len(lines))
    return list(lines[:gap])


class _Placed:
    """A line as it is spread out, its ticks, set or not, and captions, and where it stands in the text."""

    def __init__(self, line: Sequence[Run]) -> None:
        self.at = line[0].at - line[0].column
        self.shown = "".join(_spread(line))
        found = list(_MARKS.finditer(self.shown))
        self.captions = [m for m in found if _field(m)]
        self.ticks = [m for m in found if not _field(m)]

    def typed(self, start: int, end: int) -> Typed:
        """The words between two columns."""
        return Typed(
            tuple((w.group(), self.at + w.start()) for w in re.compile(r"\S+").finditer(self.shown, start, end))
        )

    def others(self) -> list[Typed]:
        """What the line says besides, the form's own words left out."""
        taken = sorted(m.span() for m in (*self.ticks, *self.captions, *_WORDS.finditer(self.shown)))
        out, at = [], 0
        for start, end in [*taken, (len(self.shown), len(self.shown))]:
            text = self.shown[at:start] if start > at else ""
            if bare := text.strip(_EDGES):
                begin = at + text.index(bare)
                out.append(self.typed(begin, begin + len(bare)))
            at = max(at, end)
        return out


def _spread(line: Sequence[Run]) -> Iterator[str]:
    """A line's runs in their columns."""
    at = 0
    for run in line:
        yield " " * (run.column - at) + run.text
        at = run.column + len(run.text)


def _field(found: re.Match[str]) -> str:
    return next((name for name in _FIELDS if found[name]), "")


def _is_on(tick: re.Match[str]) -> bool:
    if tick["word"]:
        return tick["word"].lower() in SAID
    return any(c in "Xx*" for name in ("in", "on", "dash") if (held := tick[name]) for c in held)


def _beside(tick: re.Match[str], captions: Sequence[re.Match[str]]) -> re.Match[str] | None:
    """The caption that a tick stands by: the nearer one, of two as near the one behind it."""
    far = {c: c.start() - tick.end() if c.start() >= tick.end() else tick.start() - c.end() + 0.5 for c in captions}
    return min(far, key=lambda c: far[c], default=None)


def _in_words(said: Typed) -> Iterator[Named]:
    """A relationship told in words: `Director and Officer - Treasurer`."""
    found: dict[str, Typed] = {}
    end = 0
    for m in _SAID.finditer(said.text):
        behind = said.text[end : m.start()].strip(_EDGES).lower()
        if not found or behind in ("", "and", "and an", "&", "a", "an"):
            if behind and not found and _TITLE.search(behind):
                break
            found.setdefault(m.lastgroup or "", said.cut(*m.span()))
            end = m.end()
    yield from found.items()
    title = said.cut(end, len(said.text))
    begin = len(title.text) - len(title.text.lstrip(_EDGES))
    bare = title.cut(begin, begin + len(title.text.strip(_EDGES)))
    if bare.words and ("OFFICER" in found or _TITLE.search(bare.text)):
        if "OFFICER" not in found:
            yield "OFFICER", bare
        yield "OFFICER_TITLE", bare
