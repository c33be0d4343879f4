"""Ticks before the captions of what an owner is to the issuer, held against the captions they stand by."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extraction.document import Layout, Word
from extraction.labelers.named import NamedToken, Piece
from extraction.labels import MARKS, NONE

TICKS = frozenset({"X", "x", "☒", "☑", "✓"})
SAID = frozenset({"true", "yes"})
"""What stands for a tick behind a caption."""
_CAPTIONS = {"director": "DIRECTOR", "10%": "TEN_PERCENT", "officer": "OFFICER", "other": "OTHER"}
_BELOW = ("officer", "other")
_END = "below)"
"""Captions that end on a line of their own, and how."""
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
        if piece.text.lower() == "director" and piece.layout == Layout.ALIGNED:
            heads = _list_captions(pieces, i)
        elif piece.text.lower() in SAID and tags[out[i]] == NONE and (field := _before(pieces, i)):
            out[i] = tags.index(f"B-{field}")
        elif piece.text in TICKS and tags[out[i]][2:] in MARKS:
            field = _before_end(pieces, i) or _under(word, heads, pieces, i)
            out[i] = tags.index(f"B-{field}") if field else out[i]
    return out


def _before(pieces: Sequence[Piece], at: int) -> str | None:
    """What a word behind a caption with a colon says: `10% Owner: true`."""
    words = [p.text.lower() for p in pieces[max(0, at - 2) : at] if p.row == pieces[at].row]
    if not words or not words[-1].endswith(":"):
        return None
    return _CAPTIONS.get(words[0] if words[-1] == "owner:" else words[-1].rstrip(":"))


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
    """The four captions on one line; none where they are not all there."""
    words = [p.token.word for p in pieces[at:] if p.row == pieces[at].row and p.token]
    held = [w for w in words if w.text.lower() in _CAPTIONS]
    return held if [w.text.lower() for w in held] == list(_CAPTIONS) else []


def _under(tick: Word, heads: Sequence[Word], pieces: Sequence[Piece], at: int) -> str | None:
    """What a tick alone in its place says below a line of captions: the nearest, `10% Owner` by its two words."""
    if not heads or tick.page != heads[0].page or not 0 < tick.box[1] - heads[0].box[1] < _LINES_DOWN:
        return None
    if at + 1 < len(pieces) and pieces[at + 1].segment == pieces[at].segment:
        return None
    ends = {w.text.lower(): w.box[2] for w in heads} | {"10%": heads[1].box[2] + len(" Owner")}
    middle = (tick.box[0] + tick.box[2]) / 2
    far = {w.text.lower(): abs(middle - (w.box[0] + ends[w.text.lower()]) / 2) for w in heads}
    return _CAPTIONS[min(far, key=lambda name: far[name])]
