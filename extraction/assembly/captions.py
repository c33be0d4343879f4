"""The form's own captions: what stands in its box by them alone, to hold the models' names against."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from extraction.document import Row, Word
from extraction.draft import Value
from extraction.labelers.mend_ticks import TICKS

_CAPTIONS = (
    ("name", r"1\.\s*Name and Address of Reporting Person\s*\*?"),
    ("names", r"\(Last\)\s*\(First\)\s*\(Middle\)"),
    ("street", r"\(Street\)"),
    ("city", r"\(City\)\s*\(State\)\s*\(Zip\)"),
    ("issuer", r"\d\.\s*Issuer Name and Ticker or Trading Symbol"),
    (
        "period",
        r"\d\.\s*(?:Date of (?:Earliest Transaction|Event Requiring Statement)|Statement for .{8,9} Fiscal Year Ended)",
    ),
    ("amended", r"\d\.\s*If Amendment, Date (?:of )?Original Filed"),
    ("relation", r"\d\.\s*Relationship of Reporting Person\(s\) to Issuer"),
    ("filing", r"\d\.\s*Individual or Joint/Group Filing"),
    ("aside", r"\(Month/Day/Year\)|\(Check all applicable\)"),
    ("end", r"Explanation of Responses|Table I\b|/s/|Reminder:|\*\* Signature"),
)
"""Captions of the box of Forms 3, 4 and 5 (SEC 1473, 1474, 2270)."""
_FIND = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in _CAPTIONS), re.I)
_RELATIONS = {
    "director": "is_director", "officer": "is_officer", "10%": "is_ten_percent_owner", "other": "is_other",
}  # fmt: skip
_PRINTED = ["director", "10%", "owner", "officer", "(give", "title", "below)", "other", "(specify", "below)"]


@dataclass(frozen=True, slots=True)
class _Place:
    """What stands behind a caption, up to the next: lines of words."""

    caption: str
    lines: tuple[tuple[Word, ...], ...]

    @property
    def text(self) -> str:
        return " ".join(w.text for line in self.lines for w in line)


def bears_out(lines: Sequence[Sequence[Word]], top: Mapping[str, Value], owners: Sequence[Mapping[str, Value]]) -> bool:
    """Whether the captions among lines of the box say of the issuer, the dates and every owner what was read.

    False too where a caption is missing, or where an address takes more lines than it has fields.
    """
    places = list(_places(lines))
    groups = _owners(places)
    once = {name: [p for p in places if p.caption == name] for name in ("issuer", "period", "amended", "relation")}
    if len(groups) != len(owners) or not owners or any(len(held) != 1 for held in once.values()):
        return False
    issuer, period, amended, relation = (held[0] for held in once.values())
    name, _, symbol = issuer.text.partition("[")
    said = {"/issuer/name": name, "/issuer/trading_symbol": symbol.rpartition("]")[0], "/period_of_report": period.text}
    said["/date_of_original_submission"] = amended.text
    same = all(_same(text, top.get(pointer)) for pointer, text in said.items())
    addressed = all(_is_address(group, owner) for group, owner in zip(groups, owners, strict=True))
    return same and addressed and _is_relation(relation, owners[0])


def in_columns(rows: Sequence[Row]) -> list[tuple[Word, ...]]:
    """The lines of aligned text in reading order: down to the table those of each of the box's columns in turn."""
    columns: list[list[tuple[Word, ...]]] = []
    starts: list[float] = []
    out: list[tuple[Word, ...]] = []
    for row in rows:
        heads = [c.words[0].box[0] for pattern in _HEADS for c in row.cells if pattern.match(c.text)]
        if len(heads) == len(_HEADS):
            starts, columns = heads, [[] for _ in heads]
        elif starts and _TABLE.match(row.text):
            out += [line for column in columns for line in column]
            starts, columns = [], []
        for k, start in enumerate(starts):
            end = starts[k + 1] if k + 1 < len(starts) else math.inf
            words = [w for c in row.cells if start - _OFF <= c.words[0].box[0] < end - _OFF for w in c.words]
            columns[k] += [tuple(words)] if words else []
        out += [] if starts else [c.words for c in row.cells]
    return [*out, *(line for column in columns for line in column)]


_HEADS = tuple(re.compile(p, re.I) for p in (r"1\.\s*name and", r"2\.\s*issuer name", r"5\.\s*relationship"))
"""What the box's columns begin with, from left to right."""
_TABLE = re.compile(r"table\s+i\b", re.I)
_OFF = 2.0
"""Characters, or points, by which lines of one column may begin before its caption."""


def _places(lines: Sequence[Sequence[Word]]) -> Iterator[_Place]:
    """What stands behind each caption; asides are left out."""
    text, starts = "", []
    for line in lines:
        for word in line:
            starts.append((len(text), word, line))
            text += word.text + " "
    marks = list(_FIND.finditer(text))
    caption = ""
    held: list[tuple[Word, Sequence[Word]]] = []
    for k, mark in enumerate(marks):
        if mark.lastgroup != "aside":
            if caption:
                yield _Place(caption, _by_line(held))
            caption, held = mark.lastgroup or "", []
        until = marks[k + 1].start() if k + 1 < len(marks) else len(text)
        held += [(word, line) for at, word, line in starts if mark.end() <= at < until]
    if caption:
        yield _Place(caption, _by_line(held))


def _by_line(held: Sequence[tuple[Word, Sequence[Word]]]) -> tuple[tuple[Word, ...], ...]:
    lines: list[tuple[Sequence[Word], list[Word]]] = []
    for word, line in held:
        if not lines or lines[-1][0] is not line:
            lines.append((line, []))
        lines[-1][1].append(word)
    return tuple(tuple(words) for _, words in lines)


def _owners(places: Sequence[_Place]) -> list[dict[str, _Place]]:
    """The places of each owner: his name, behind it the streets, behind these the city."""
    owners: list[dict[str, _Place]] = []
    for place in places:
        if place.caption == "name":
            owners.append({})
        if owners and place.caption in ("name", "names", "street"):
            owners[-1].setdefault(place.caption, place)
    return owners


def _is_address(group: Mapping[str, _Place], owner: Mapping[str, Value]) -> bool:
    """Whether an owner's name and address are what stands above their captions, line by line."""
    if set(group) != {"name", "names", "street"} or not _same(group["name"].text, owner.get("name")):
        return False
    state = owner.get("state")
    if state is not None and len(state.best or "") != CODE:
        return False
    city = " ".join(v.best or "" for name in ("city", "state", "zip") if (v := owner.get(name)))
    placed = sorted(city.lower().split()) == sorted(group["street"].text.lower().split())
    return placed and _are_streets([" ".join(w.text for w in line) for line in group["names"].lines], owner)


CODE = 2
"""Characters of a state's or a country's code (EDGAR Ownership XML Technical Specification)."""


def _are_streets(lines: Sequence[str], owner: Mapping[str, Value]) -> bool:
    """Whether lines are the two streets, or the one, each of whole lines; one street of two lines may be two."""
    if len(lines) > 1 and "street2" not in owner:
        return False
    first = next((k for k in range(len(lines) + 1) if _same("".join(lines[:k]), owner.get("street1"))), None)
    return first is not None and len(lines) <= 3 and _same("".join(lines[first:]), owner.get("street2"))


def _is_relation(place: _Place, owner: Mapping[str, Value]) -> bool:
    """Whether ticks stand before the captions of what an owner is said to be, and nothing else but a title is told.

    Where `Other` is ticked, what is told may be no officer's title: none may be said, and `Officer` not be ticked.
    """
    words = [w for line in place.lines for w in line]
    said = {_ticked(words, k) for k, word in enumerate(words) if word.text in TICKS}
    printed = Counter(_PRINTED)
    title = ""
    for word in words:
        if printed[word.text.lower()]:
            printed[word.text.lower()] -= 1
        elif word.text not in TICKS:
            title += word.text
    told = {name for name in _RELATIONS.values() if name in owner}
    if "is_other" in told:
        return said == told and "is_officer" not in told and "officer_title" not in owner
    return said == told and _same(title, owner.get("officer_title"))


def _ticked(words: Sequence[Word], at: int) -> str | None:
    """What a tick says: the caption behind it, or the one that the rest of a caption behind it stands under."""
    if at + 1 == len(words):
        return None
    behind = words[at + 1]
    if behind.text.lower() in _RELATIONS:
        return _RELATIONS[behind.text.lower()]
    captions = [w for w in words if w.text.lower() in ("officer", "other") and w.page == behind.page]
    near = min(captions, key=lambda w: abs(w.box[0] - behind.box[0]), default=None)
    return _RELATIONS[near.text.lower()] if near and behind.text.lower() == "below)" else None


def _same(text: str, value: Value | None) -> bool:
    """Whether a text is what a value was read from; nothing for none."""
    return _letters(text) == _letters(value.text if value else "")


def _letters(text: str) -> str:
    return "".join(c for c in text.lower() if c.isalnum())
