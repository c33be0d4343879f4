"""Rows of a table under its own title; what stands under the caption of the remarks is remarks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from extraction.document import Layout, Row
from extraction.labelers.labelled_row import EVEN, NUMBERED, SURE, TITLES, LabelledRow, bears_figures

_BOX = re.compile(r"\b1\.\s*Name and Address of Reporting Person\b.*\bIssuer Name\b", re.I)
"""A row of cells with these captions holds the form's box, whatever else a converter put into it."""
_REMARKS = re.compile(r"\W*(additional |general )?remarks?\W*", re.I)
_CLOSES = re.compile(
    r"\W*(?:(?:signatures?|signed|executed)(?:\s+(?:by|of\s+reporting\s+persons?))?\W*$"
    r"|note:\s+file|reminder:|(?:potential\s+)?persons\s+who\b|intentional\s+misstatements|if\s+the\s+form\s+is\s+filed)",
    re.I,
)
"""What the form prints behind the remarks."""
_TITLE = re.compile(
    r"\W*table\s+(?P<one>i|1|one)?(?(one)|(?:ii|2|two))\b\W*(?:$|(?:non-?\s?)?derivative|\(?continued)", re.I
)
"""The title of Table I, or of Table II."""


def follow_captions(rows: Iterable[LabelledRow]) -> list[LabelledRow]:
    """Rows of a table under its own title; what stands under the caption of the remarks is remarks."""
    out: list[LabelledRow] = []
    table, remarks, told = "", False, False
    held = list(rows)
    titles, inside = _titles_both(held), False
    for labelled, behind in zip(held, [*held[1:], None], strict=True):
        label, titled = _titled(labelled)
        table = TITLES.get(_title_of(labelled) if titles else label, table)
        inside = titles and (label == "head" or (inside and not _ends_table(labelled)))
        told = titled or (told and label not in TITLES)
        if remarks and label == "sign" and labelled.probability < EVEN and behind and _opens_signature(behind.row):
            label = "remark"
        if label in ("sign", "box", "nd", "dv") or (label == "printed" and _CLOSES.match(labelled.row.text)):
            remarks = False
        if labelled.block.layout is Layout.GRID and _BOX.search(labelled.row.text):
            label = "box"
        captioned = _REMARKS.fullmatch(labelled.row.text) is not None
        if captioned and label in ("foot", "remark"):
            label = "printed"
        elif remarks and label in ("foot", "printed"):
            label = "remark"
        elif table and label[:2] in ("nd", "dv") and (told or inside or _is_bound(labelled)):
            label = table + label[2:]
        elif table and inside and label in _NO_ROWS and _is_tabled(labelled):
            label = table
        elif label.endswith("+") and out and out[-1].block is labelled.block and out[-1].label[:2] in ("nd", "dv"):
            label = out[-1].label[:2] + "+"
        remarks = remarks or captioned
        out.append(labelled if label == labelled.label else replace(labelled, label=label))
    return out


def _titles_both(rows: Sequence[LabelledRow]) -> bool:
    """Whether mis-cut text shows the titles of both tables, each above headings: then rows are of the title's above."""
    cut = any(r.block.layout is Layout.CUT for r in rows)
    sure = [_title_of(r) for r in rows if cut and r.label in ("head", *TITLES) and r.probability >= SURE]
    shown = [above for above, below in pairwise(sure) if above in TITLES and (below == "head" or below == above)]
    return len(set(shown)) == len(TITLES) and shown == sorted(shown)


_SECOND = ("titleofderivative", "conversionorexercise")
"""What, of letters alone, the headings of Table II alone begin with."""


def _title_of(labelled: LabelledRow) -> str:
    """A row's label; of headings that only Table II has, its title's."""
    letters = "".join(filter(str.isalpha, labelled.row.text.lower())) if labelled.label == "head" else ""
    return "title2" if any(text in letters for text in _SECOND) else labelled.label


_NO_ROWS = frozenset({"box", "foot", "remark", "sign"})
_BELOW = re.compile(r"\W*(?:explanation\s+of|remarks?\b|(?:\d\.\s*)?name\s+and\s+address|\(last\))", re.I)
WORDS = 40
"""Words of a table's row at most."""


def _ends_table(labelled: LabelledRow) -> bool:
    """Whether a line stands below Tables I and II: the next owner's name, the footnotes."""
    return _BELOW.match(labelled.row.text) is not None or NUMBERED.match(labelled.row.text.lstrip("- ")) is not None


def _is_tabled(labelled: LabelledRow) -> bool:
    """Whether a line has the figures of a table's row and no more words than one."""
    words = labelled.row.text.split()
    return len(words) <= WORDS and bears_figures(labelled.row) and labelled.row.text[:1].isalpha()


def _titled(labelled: LabelledRow) -> tuple[str, bool]:
    """The label of a line, that of a title where it is one in so many words, and whether it is."""
    found = None if labelled.block.layout is not Layout.ALIGNED else _TITLE.match(labelled.row.text)
    return (labelled.label, False) if found is None else ("title1" if found["one"] else "title2", True)


def _is_bound(labelled: LabelledRow) -> bool:
    """Whether a row is its title's: an unsure one, and a line of running text, which stands behind its own title."""
    return labelled.probability < SURE or labelled.block.layout is Layout.FLOW


def _opens_signature(row: Row) -> bool:
    return row.text.lstrip().startswith("/s/")
