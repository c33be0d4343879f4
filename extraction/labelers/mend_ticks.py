"""Ticks before the captions of what an owner is to the issuer, held against the captions they stand by."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from extraction.document import Layout, Word
from extraction.labelers.named import NamedToken, Piece
from extraction.labels import MARKS

TICKS = frozenset({"X", "x", "☒", "☑", "✓"})
SAID = frozenset({"true", "yes"})
"""What stands for a tick behind a caption."""
_CAPTIONS = {"director": "DIRECTOR", "10%": "TEN_PERCENT", "officer": "OFFICER", "other": "OTHER"}
_FREE = MARKS | {""}
"""What a word for a tick may have been named as."""
_BELOW = ("officer", "other")
_END = "below)"
"""Captions that end on a line of their own, and how."""
_PLACED = (Layout.ALIGNED, Layout.GRID)
"""Layouts in which a tick's place tells the caption that it stands under."""
_OFF = 0.5
"""Points, or characters, by which rows may begin apart."""
_ROWS_UP, _LINES_DOWN = 3, 60
"""Rows from `below)` up to what it ends, and from the list's captions down to its last owner."""


def mend_ticks(pieces: Sequence[Piece], path: Sequence[int], tags: Sequence[str]) -> list[int]:
    """Tags of ticks in whole cells that stand before the end of a caption, or in aligned text below captions; and of
    words for them behind a caption."""
    out = list(path)
    heads: list[Word] = []
    for i, piece in enumerate(pieces):
        word = piece.token.word if piece.token else None
        if word is None or piece.cut:
            continue
        if piece.text.lower() in _CAPTIONS and piece.layout in _PLACED and (found := _list_captions(pieces, i)):
            heads = found
        elif (
            piece.text.lower().strip(".") in SAID
            and tags[out[i]][2:] in _FREE
            and (field := _above(pieces, i) or _before(pieces, i))
        ):
            out[i] = tags.index(f"B-{field}")
        elif piece.text in TICKS and tags[out[i]][2:] in MARKS:
            field = _before_end(pieces, i) or _behind(pieces, i) or _above(pieces, i) or _under(word, heads, pieces, i)
            out[i] = tags.index(f"B-{field}") if field else out[i]
    return out


def _above(pieces: Sequence[Piece], at: int) -> str | None:
    """What a mark alone in its place says: the caption right above it, if that is all that stands there."""
    piece = pieces[at]
    if piece.token is None:
        return None
    box = piece.token.word.box
    row = [p for p in pieces if p.row == piece.row and p.text.lower() in _CAPTIONS]
    beside = [p for p in row if p.token and p.token.word.box[1] < box[3] and box[1] < p.token.word.box[3]]
    alone = all(p.segment != piece.segment for p in (*pieces[max(at - 1, 0) : at], *pieces[at + 1 : at + 2]))
    if not alone or beside:
        return None
    lines = groupby(reversed(pieces[:at]), key=lambda p: p.segment)
    for _, held in lines:
        line = list(held)[::-1]
        words = [p.token.word for p in line if p.token]
        if piece.row - line[0].row > 1 or words[0].page != piece.token.word.page:
            return None
        if words[0].box[0] < box[2] and box[0] < words[-1].box[2] and words[0].box[1] < box[1]:
            return _CAPTIONS.get(words[0].text.lower()) if len(words) == (2 if "10%" in words[0].text else 1) else None
    return None


def _behind(pieces: Sequence[Piece], at: int) -> str | None:
    """What a tick says in a row of all captions that begins with one right where the row above begins: no tick has
    room before that one, each stands behind its own."""
    row = [p for p in pieces if p.row == pieces[at].row and p.token]
    above = next((p.token for p in pieces if p.row == pieces[at].row - 1 and p.token), None)
    listed = {p.text.lower() for p in row} >= _CAPTIONS.keys()
    if above is None or row[0].token is None or row[0].text.lower() not in _CAPTIONS or not listed:
        return None
    if any(_leads(*pair) for pair in zip([None, *pieces], pieces, pieces[1:], strict=False)):
        return None
    first, inside = row[0].token.word, pieces[at].segment
    opens = at > 0 and pieces[at - 1].segment != inside
    if opens and pieces[at + 1 : at + 2] and pieces[at + 1].segment == inside:
        return None
    if above.word.page != first.page or abs(above.word.box[0] - first.box[0]) > _OFF:
        return None
    held = [p.text.lower() for p in row[: row.index(pieces[at])]]
    return _CAPTIONS.get(next((text for text in reversed(held) if text in _CAPTIONS), ""))


def _leads(before: Piece | None, tick: Piece, caption: Piece) -> bool:
    """Whether a row of captions begins with a tick: then others stand before theirs as well."""
    begins = before is None or before.row != tick.row
    return begins and tick.text in TICKS and caption.row == tick.row and caption.text.lower() in _CAPTIONS


def _before(pieces: Sequence[Piece], at: int) -> str | None:
    """What a word alone behind a caption says: `10% Owner: true`, or in a cell or line of its own."""
    alone = at + 1 == len(pieces) or pieces[at + 1].segment != pieces[at].segment
    words = [p.text.lower() for p in pieces[max(0, at - 2) : at] if pieces[at].row - p.row <= 1]
    apart = alone and at > 1 and pieces[at - 1].segment != pieces[at].segment
    if not words or not (apart or words[-1].endswith(":")):
        return None
    return _CAPTIONS.get(words[0] if words[-1].rstrip(":") == "owner" else words[-1].rstrip(":"))


ABOVE = {"OFFICER": "DIRECTOR", "OTHER": "TEN_PERCENT"}
"""Boxes beside which something must be written (EDGAR asks for it), with the boxes above them."""
WRITTEN = frozenset({"OFFICER_TITLE", "OTHER_TEXT"})


def raise_ticks(named: Sequence[NamedToken]) -> list[NamedToken]:
    """Tokens with the ticks of mis-cut rows that stand beside a box beside which nothing is written as those of the box
    above: a mark between two rows is seen in the lower one, or in both."""
    if any(t.label in WRITTEN for t in named):
        return list(named)
    return [replace(t, label=ABOVE[t.label]) if t.cut and t.label in ABOVE else t for t in named]


def _before_end(pieces: Sequence[Piece], at: int) -> str | None:
    """What a tick before `below)` says: the caption in its turn where both end on its row, else the nearer."""
    behind = pieces[at + 1].token if at + 1 < len(pieces) and pieces[at + 1].row == pieces[at].row else None
    if behind is None or behind.text.lower() != _END:
        return None
    ends = [i for i, p in enumerate(pieces) if p.row == pieces[at].row and p.text.lower() == _END]
    if len(ends) == len(_BELOW):
        return _CAPTIONS[_BELOW[ends.index(at + 1)]]
    above = [p for p in pieces[:at] if pieces[at].row - p.row <= _ROWS_UP and p.text.lower() in _BELOW and p.token]
    words = {p.text.lower(): p.token.word for p in above if p.token and p.token.word.page == behind.word.page}
    if len(words) < len(_BELOW) or pieces[at].layout == Layout.FLOW:
        return None
    return _CAPTIONS[min(words, key=lambda name: abs(words[name].box[0] - behind.word.box[0]))]


def _list_captions(pieces: Sequence[Piece], at: int) -> list[Word]:
    """The four captions on one line, from its first on, in a grid each in a cell of its own; none where they are not
    all there."""
    line = [p for p in pieces[at:] if p.row == pieces[at].row and p.token]
    held = [k for k, p in enumerate(line) if p.text.lower() in _CAPTIONS]
    apart = pieces[at].layout == Layout.ALIGNED or len({line[k].segment for k in held}) == len(held)
    listed = apart and sorted(line[k].text.lower() for k in held) == sorted(_CAPTIONS)
    return [_with_owner(line, k) for k in held] if listed else []


def _with_owner(line: Sequence[Piece], at: int) -> Word:
    """A caption as wide as it is with `Owner` behind it."""
    word = line[at].token.word  # type: ignore[union-attr]
    behind = line[at + 1].token if at + 1 < len(line) and line[at + 1].text.lower() == "owner" else None
    return replace(word, box=(*word.box[:2], behind.word.box[2], word.box[3])) if behind else word


def _under(tick: Word, heads: Sequence[Word], pieces: Sequence[Piece], at: int) -> str | None:
    """What a tick alone in its place says below a line of captions: the nearest, `10% Owner` by its two words."""
    if not heads or tick.page != heads[0].page or not 0 < tick.box[1] - heads[0].box[1] < _LINES_DOWN:
        return None
    if at + 1 < len(pieces) and pieces[at + 1].segment == pieces[at].segment:
        return None
    middle = (tick.box[0] + tick.box[2]) / 2
    far = {w.text.lower(): abs(middle - (w.box[0] + w.box[2]) / 2) for w in heads}
    return _CAPTIONS[min(far, key=lambda name: far[name])]
