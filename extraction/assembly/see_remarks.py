"""`See Remarks`, the title that many officers give: found in the bits that a mis-cut row of the box leaves of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from extraction.document import Layout, Word
from extraction.draft import Value
from extraction.labelers.labelled_row import LabelledRow
from extraction.values.reading import Reading

TITLE = "See Remarks"
_BITS = re.compile(r"s\W*e\W*e\W*r\W*e\W*m\W*a\W*r\W*k", re.I)
_WORD = re.compile(r"see|remarks?|\w*emarks?", re.I)
SURE = 0.8
"""How sure such a title is."""
Owner = Mapping[str, Value]


def point_to_remarks(owners: Sequence[Owner], rows: Iterable[LabelledRow]) -> tuple[Owner, ...]:
    """The owners, the first with that title where a row of the box shows it in bits and no other title was read."""
    held = [r.row.words for r in rows if r.label == "box" and r.block.layout is Layout.CUT and _BITS.search(r.row.text)]
    if not owners or not held or not _is_open(owners[0].get("officer_title")):
        return tuple(owners)
    words = tuple(w for w in held[0] if _WORD.fullmatch(w.text))
    return ({**owners[0], "officer_title": _titled(words)}, *owners[1:])


def _is_open(title: Value | None) -> bool:
    """Whether no title was read, or a bit of this one."""
    letters = "".join(filter(str.isalpha, (title.best or "").lower())) if title else ""
    return all(c in TITLE.lower() for c in letters) and len(letters) < len(TITLE)


def _titled(words: tuple[Word, ...]) -> Value:
    return Value(words, (Reading(TITLE, 1.0, "implied"),), SURE)
