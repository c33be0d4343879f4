"""Footnotes to their last line: numbered on, ended where a sentence ends, parted from what is signed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from extraction.document import Layout
from extraction.labelers.labelled_row import LONGEST_NAME, NUMBERED, TIGHT, LabelledRow, bears_figures


def count_notes(rows: Sequence[LabelledRow]) -> list[LabelledRow]:
    """Notes under notes: what opens with the next number, written as the last note's, is a note; so is what opens with
    the first right above one."""
    out = list(rows)
    for i, (this, below) in enumerate(pairwise(rows)):
        first = this.label == "printed" and below.label == "foot" and _FIRST.match(this.row.text)
        if first and below.block is this.block and this.block.layout is Layout.ALIGNED:
            out[i] = replace(this, label="foot")
    last = ""
    for i, this in enumerate(out):
        opens = NUMBERED.match(this.row.text)
        if opens and last and this.label in _NO_NOTES and opens.group() == _following(last):
            out[i] = this = replace(this, label="foot")
        if this.label != "foot":
            last = ""
        elif opens:
            last = opens.group()
    return out


_FIRST = re.compile(r"\(1\)\s")
_NO_NOTES = frozenset({"remark", "sign", "printed"})


def _following(opening: str) -> str:
    """`(12) ` behind `(11) `."""
    return re.sub(r"\d+", lambda found: str(int(found.group()) + 1), opening)


def end_notes(rows: Sequence[LabelledRow]) -> list[LabelledRow]:
    """Notes to the end of their last sentence; what is signed, and the name that stands behind it above the rest of its
    signature, are none."""
    out = list(rows)
    for i in range(1, len(out)):
        last, this = out[i - 1], out[i]
        text = this.row.text.strip()
        ended, ends = _ENDED.search(last.row.text) is not None, _ENDED.search(text) is not None
        if this.label in ("foot", "remark") and text.startswith("/s/"):
            out[i] = replace(this, label="sign")
        elif last.label in ("foot", "remark") and this.label in ("sign", "printed") and not ended and ends:
            if this.row.gap <= last.row.gap + TIGHT and not _SIGNS.search(text) and len(text) < len(last.row.text):
                out[i] = replace(this, label=last.label)
        elif this.label in ("nd+", "dv+") and this.row.gap > TIGHT and _signs_below(out, i):
            out[i] = replace(this, label="sign")
        elif last.label == this.label == "foot" and ended and this.row.gap > TIGHT:
            signed = i + 1 < len(out) and out[i + 1].label == "sign"
            signed = signed and (not ends or _BY.match(out[i + 1].row.text) is not None)
            if signed and text[:1].isalpha() and len(text.split()) <= LONGEST_NAME:
                out[i] = replace(this, label="sign")
    return out


def _signs_below(rows: Sequence[LabelledRow], at: int) -> bool:
    """Whether a line holds one run of words, and those below it sign."""
    below = at + 1 < len(rows) and rows[at + 1].label == "sign" and _BY.match(rows[at + 1].row.text) is not None
    return below and len(rows[at].row.cells) == 1 and not bears_figures(rows[at].row)


_BY = re.compile(r"\W*(?:by\W|/s/)", re.I)
_ENDED = re.compile(r"[.?!:][)”\"'’]*$")
_SIGNS = re.compile(r"/s/|\d{1,2}/\d{1,2}/\d{2,4}|^\*")
