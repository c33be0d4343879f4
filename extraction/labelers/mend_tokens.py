"""Names of the box's tokens held against the lines of their cells, where cells are whole."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import dataclass, replace

from extraction.document import Box, Layout, Word
from extraction.labelers.labelled_row import LabelledRow
from extraction.labelers.named import NamedToken, Piece, caption_key
from extraction.labels import MARKS, NONE
from extraction.layout.tokens import split_word

_STREETS = frozenset({"STREET1", "STREET2"})
_CAPTION_END = re.compile(r"[A-Za-z)]{2,}:")
_NAMED = frozenset({"", "OWNER", *_STREETS})
_ENDS = frozenset({"STREET1", "STREET2", "CITY", "STATE", "ZIP"})
_LOOSE = frozenset({"", "OFFICER_TITLE"})
"""What a line that goes on with an address is taken for."""
_LEFT = 2.0
"""Points, or characters, by which lines of one cell may begin apart."""
_BEHIND = {"CITY": re.compile(r"\(city", re.I), "OFFICER_TITLE": re.compile(r"6\.\s*individual", re.I)}
"""The caption that stands behind a value of several lines."""
_WRAPPED = 9
"""Lines from a value's first to that caption, at most."""
_FAR = 2.2
"""Heights of a line that lines of one address may lie apart."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a cell: the places of its pieces, the field that most of its letters are named with."""

    at: tuple[int, ...]
    text: str
    field: str
    box: Box
    page: int
    row: int


def mend_names(pieces: Sequence[Piece], path: Sequence[int], tags: Sequence[str], captions: Set[str]) -> list[int]:
    """Tags of pieces in whole cells held against their lines.

    What stands below the captions of an owner's name is no name; what stands between a street or a city and its
    caption, or between an issuer and its ticker, goes on with it; a tick before `Check this box` says nothing of who
    someone is, and what a colon ends no name.
    """
    out = list(path)
    lines = _lines(pieces, [tags[k] for k in path])
    caption: _Line | None = None
    for n, line in enumerate(lines):
        fields = {tags[out[i]][2:] for i in line.at}
        if "OWNER" in fields and len(fields) > 1 and fields <= _NAMED and caption and _is_under(line, caption, pieces):
            _name(line, "STREET1", out, tags)
        elif _is_other_tick(lines, n):
            _name(line, "", out, tags)
        elif n and fields & {"OWNER", "ISSUER", "TICKER"} and (behind := _behind_caption(line, pieces)):
            _name(replace(line, at=line.at[:behind]), "", out, tags)
        elif line.field in _LOOSE and (field := _goes_on(lines, n, captions)):
            _name(line, field, out, tags)
        elif "TICKER" in fields and (above := _beside(lines, n, -1)) and above.field == "ISSUER":
            _name_up_to(line, "[", "ISSUER", out, tags, pieces)
        if line.text.lower().startswith("(last"):
            caption = line
        elif line.text.lower().startswith("(street"):
            caption = None
    return out


def _behind_caption(line: _Line, pieces: Sequence[Piece]) -> int:
    """How many pieces of a line its one caption has, which a colon ends; 0 where it has none or several."""
    ends = [k for k, i in enumerate(line.at, 1) if _CAPTION_END.fullmatch(pieces[i].text)]
    return ends[0] if len(ends) == 1 else 0


def _is_under(line: _Line, caption: _Line, pieces: Sequence[Piece]) -> bool:
    """Whether a line stands below a caption in its cell, or in aligned text close below where it begins."""
    if pieces[line.at[0]].layout != Layout.ALIGNED:
        return line.row == caption.row
    close = line.page == caption.page and line.row - caption.row <= 3
    return close and abs(line.box[0] - caption.box[0]) <= _LEFT


def wrap_lines(named: Sequence[NamedToken], rows: Sequence[LabelledRow]) -> tuple[NamedToken, ...]:
    """Tokens with the rest of each city and title of aligned text that wraps: what begins where it does, down to the
    caption behind."""
    out = list(named)
    for first in [t for t in named if t.label in _BEHIND and t.begins and t.layout == Layout.ALIGNED]:
        rest = _rest(first, rows)
        if rest:
            words = {id(w) for _, w in rest}
            last = max(k for k, t in enumerate(out) if t.label == first.label and t.row == first.row)
            added = [replace(first, token=t, begins=False, row=row) for row, w in rest for t in split_word(w)]
            out = [*out[: last + 1], *added, *(t for t in out[last + 1 :] if id(t.token.word) not in words)]
    return tuple(out)


def _rest(first: NamedToken, rows: Sequence[LabelledRow]) -> list[tuple[int, Word]]:
    """The words below a value's first line, each with its row; none where the caption behind it does not follow."""
    word, behind = first.token.word, _BEHIND[first.label]
    found: list[tuple[int, Word]] = []
    for k in range(first.row + 1, min(first.row + _WRAPPED, len(rows))):
        row = rows[k].row
        if rows[k].block is not rows[first.row].block or row.page != word.page:
            break
        if any(behind.match(c.text) for c in row.cells):
            return found
        held = next((c for c in row.cells if abs(c.words[0].box[0] - word.box[0]) <= _LEFT), None)
        if held and held.text.startswith("("):
            break
        found += [(k, w) for w in held.words] if held else []
    return []


def _lines(pieces: Sequence[Piece], tags: Sequence[str]) -> list[_Line]:
    held: dict[int, list[int]] = {}
    for i, piece in enumerate(pieces):
        if not piece.cut:
            held.setdefault(piece.segment, []).append(i)
    return [_line(at, pieces, tags) for at in held.values()]


def _line(at: Sequence[int], pieces: Sequence[Piece], tags: Sequence[str]) -> _Line:
    fields: Counter[str] = Counter()
    for i in at:
        fields[tags[i][2:]] += len(pieces[i].text)
    words = [t.word for i in at if (t := pieces[i].token)]
    x0, x1 = min(w.box[0] for w in words), max(w.box[2] for w in words)
    box = (x0, min(w.box[1] for w in words), x1, max(w.box[3] for w in words))
    text = " ".join(pieces[i].text for i in at)
    return _Line(tuple(at), text, fields.most_common(1)[0][0], box, words[0].page, pieces[at[0]].row)


def _name(line: _Line, field: str, out: list[int], tags: Sequence[str]) -> None:
    """Name all of a line with one field, or with none."""
    for k, i in enumerate(line.at):
        out[i] = tags.index(f"{'I' if k else 'B'}-{field}" if field else NONE)


def _name_up_to(
    line: _Line, end: str, field: str, out: list[int], tags: Sequence[str], pieces: Sequence[Piece]
) -> None:
    """Name what of a line stands before a sign and has no name with a field."""
    for i in line.at:
        if pieces[i].text.startswith(end) or tags[out[i]] not in (NONE, f"I-{field}", f"B-{field}"):
            return
        out[i] = tags.index(f"I-{field}")


def _is_other_tick(lines: Sequence[_Line], n: int) -> bool:
    """Whether a line is a tick of a box that has nothing to do with who the owner is."""
    follows = lines[n + 1].text.lower() if n + 1 < len(lines) else ""
    return lines[n].field in MARKS and len(lines[n].text) <= 3 and follows.startswith("check this box")


def _goes_on(lines: Sequence[_Line], n: int, captions: Set[str]) -> str:
    """The street or city that a line goes on with: it stands right above in its cell, its caption or more of the
    address below."""
    line = lines[n]
    if (
        line.text.startswith("(")
        or caption_key(line.text.split()) in captions
        or not any(c.isalnum() for c in line.text)
    ):
        return ""
    above = _beside(lines, n, -1)
    below = _beside(lines, n, 1)
    if above is None or below is None:
        return ""
    caption = below.text.lower()
    street = above.field in _STREETS and (below.field in _ENDS or caption.startswith("(street"))
    return above.field if street or (above.field == "CITY" and caption.startswith("(city")) else ""


def _beside(lines: Sequence[_Line], n: int, step: int) -> _Line | None:
    """The line next above or below that begins in the same place, within reach."""
    line = lines[n]
    for other in lines[n + step :: step] if n + step >= 0 else ():
        if other.page != line.page or abs(other.row - line.row) > 3:
            return None
        if abs(other.box[0] - line.box[0]) <= _LEFT:
            far = abs(other.box[1] - line.box[1])
            return other if 0 < far <= _FAR * max(line.box[3] - line.box[1], 1.0) else None
    return None
