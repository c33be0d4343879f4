"""What stands beside a row of a table: whether its lines are all of it, and whose the lines around it are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from extraction.document import Layout
from extraction.labelers.labelled_row import TITLES, LabelledRow, bears_figures
from extraction.layout.seams import has_seams

ORPHANS = ("printed", "box", "foot", "remark", "sign")
APART = 0.7
"""Line heights of empty space from which a line stands apart from the one above."""
_ABOVE = ("head", "title1", "title2")
_BEHIND = re.compile(r"\W*(explanation of responses|remarks?\b|reminder|1\.\s*name|footnotes?\b|signatures?\b)", re.I)
"""What forms print behind a table; any other line may be the rest of its last row."""


def end_of(first: int, rows: Sequence[LabelledRow]) -> int:
    """The index behind a row's last line."""
    end = first + 1
    while end < len(rows) and rows[end].label.endswith("+"):
        end += 1
    return end


def sureness(first: int, rows: Sequence[LabelledRow]) -> float:
    """How sure a row's reach is: the least probability of its lines, and of the line behind where that is one too."""
    end = end_of(first, rows)
    further = end < len(rows) and rows[end].block is rows[first].block
    return min(r.probability for r in rows[first : end + further])


def count_orphans(first: int, rows: Sequence[LabelledRow]) -> int:
    """Lines close above and below a row, in its block, that neither a table nor headings took.

    What stands across the columns of a grid is no part of a row of it.
    """
    end = end_of(first, rows)
    beside = [(rows[k], rows[max(k, first)]) for k in (first - 1, end) if 0 <= k < len(rows)]
    return sum(
        r.block is rows[first].block and r.label in ORPHANS and not _is_across(r) and lower.row.gap < APART
        for r, lower in beside
    )


def _is_across(labelled: LabelledRow) -> bool:
    cells = labelled.row.cells
    return labelled.block.layout is Layout.GRID and len(cells) == 1 and cells[0].width > 2


def stands_apart(first: int, rows: Sequence[LabelledRow]) -> bool:
    """Whether a row begins and ends where it seems to.

    It is one line of a grid, and what of its cells a page's end parted; or no two of its lines bear figures, none shows
    two values as one word, and empty space or headings part it from its neighbours, or these are rows of one line as it
    is and begin in its place.
    """
    end = end_of(first, rows)
    lines = rows[first:end]
    if rows[first].block.layout is Layout.GRID:
        return all(r.row.page > rows[first].row.page for r in lines[1:])
    if sum(bears_figures(r.row) for r in lines) > 1 or any(r.row.gap >= APART for r in lines[1:]):
        return False
    if any(has_seams(r.row) for r in lines):
        return False
    return _is_parted(first, rows) and _is_parted(end, rows)


def _is_parted(seam: int, rows: Sequence[LabelledRow]) -> bool:
    """Whether the lines above and from `seam` on belong to different rows for sure."""
    if not 0 < seam < len(rows):
        return True
    above, below = rows[seam - 1], rows[seam]
    if above.block is below.block and not all(is_heading(r.row.text) for r in _heads_above(seam, rows)):
        return False
    if above.label in _ABOVE or above.block is not below.block:
        return not _turns(above, below)
    if below.label in ORPHANS:
        return _BEHIND.match(below.row.text) is not None
    if below.row.gap >= APART:
        return not _turns(above, below)
    alone = all(_is_single(k, rows) for k in (seam - 1, seam))
    return alone and abs(above.row.words[0].box[0] - below.row.words[0].box[0]) < 1.0


def is_heading(text: str) -> bool:
    """Whether a line holds no word but those of the form's headings: what wraps above a first row is none."""
    words = re.findall(r"[a-z]+", text.lower())
    return all(word in _HEADINGS for word in words) and (bool(words) or any(c.isdigit() for c in text))


def _heads_above(seam: int, rows: Sequence[LabelledRow]) -> Iterator[LabelledRow]:
    """The last lines of headings above a row."""
    return takewhile(lambda r: r.label == "head", reversed(rows[max(seam - WRAPPED, 0) : seam]))


WRAPPED = 4
"""Lines that may wrap above a row's first line."""


_HEADINGS = frozenset(
    re.findall(
        r"[a-z]+",
        "a acquired amount and any beneficial beneficially code conversion convertible d date day deemed derivative "
        "direct disposed end exercisable exercise execution expiration fiscal following form i if in indirect instr "
        "issuer month nature number of options or owned ownership price puts reported s securities security shares "
        "title transaction transactions underlying v warrants year",
    )
)
"""Words of the headings of Tables I and II (SEC 1473, 1474, 2270)."""


def _turns(above: LabelledRow, below: LabelledRow) -> bool:
    """Whether a table goes on over the page, with or without its headings: a row may go on with it."""
    kind = above.label[:2]
    again = below.label in ("head", kind) or TITLES.get(below.label) == kind
    return below.row.page != above.row.page and again


def _is_single(at: int, rows: Sequence[LabelledRow]) -> bool:
    """Whether a line is a whole row."""
    whole = not rows[at].label.endswith("+") and end_of(at, rows) == at + 1
    return whole and rows[at].label in ("nd", "dv") and bears_figures(rows[at].row)
