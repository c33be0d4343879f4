"""Rows that took in the lines of a page, footnotes and signatures among them, parted into these lines."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from itertools import accumulate, pairwise
from statistics import median

from extraction.document import Block, Cell, Layout, Row, Word
from extraction.labelers.cut.caption_lines import likened
from extraction.labelers.cut.cell_widths import reaches
from extraction.labelers.cut.page_lines import Column, part_lines
from extraction.labelers.cut.spell_lines import may_show, spell
from extraction.labelers.cut.trim_rows import trim_cell
from extraction.labelers.labelled_row import AMOUNT, DATE, LabelledRow
from extraction.values.spacing import Speller

EXPLAINED = "Explanation of Responses:"
SIGNATURE, DATED = "** Signature of Reporting Person", "Date"
LINES = (
    EXPLAINED,
    SIGNATURE,
    "Reminder: Report on a separate line for each class of securities beneficially owned directly or indirectly.",
    "* If the form is filed by more than one reporting person, see Instruction 4 (b)(v).",
    "** Intentional misstatements or omissions of facts constitute Federal Criminal Violations"
    " See 18 U.S.C. 1001 and 15 U.S.C. 78ff(a).",
    "Note: File three copies of this Form, one of which must be manually signed."
    " If space is insufficient, see Instruction 6 for procedure.",
    "Persons who respond to the collection of information contained in this form are not required to respond"
    " unless the form displays a currently valid OMB Number.",
)
"""What the form prints below its tables (SEC 1474), line by line."""
LEAST, SEVERAL = 0.5, 2
"""Part of a line that must be seen, and lines."""
MANY = 40
"""Words below which a row holds no page."""
FIGURE, WORD = 8.0, 2.0
"""Nats of a figure, a letter or a mark of a table's row that is taken for a line's, and of a word."""
_TOLD = re.compile(r"[A-Z]|\(\d{1,2}\)|\$[\d.,]+|[\dlIO][\d,lO]+")
STEP = 0.01
"""Of a line by which lines of one row are set apart."""
REMARKS = "Remarks:"


def part_pages(rows: Iterable[LabelledRow], speller: Callable[[], Speller]) -> tuple[LabelledRow, ...]:
    """Rows, with a mis-cut one that holds lines from below the tables as what is its own and a row for each line."""
    return tuple(part for row in rows for part in _part(row, speller))


def _part(labelled: LabelledRow, speller: Callable[[], Speller]) -> Iterator[LabelledRow]:
    row = labelled.row
    if labelled.block.layout is not Layout.CUT or len(row.words) < MANY or not (shown := _shown(row)):
        yield labelled
        return
    cells = _by_cell(row, shown)
    zone = _zone(row, cells)
    own = [len(cell.words) for cell in map(trim_cell, row.cells)] if labelled.label[:2] in ("nd", "dv") else []
    lines = [
        [(row.cells[bit.cell].column, zone[bit.cell][1][bit.start : bit.end]) for bit in line]
        for line in part_lines(_columns(zone, cells, own, _widths(row, shown)), speller())
    ]
    if not lines:
        yield labelled
        return
    if own:
        firsts = [
            next((i for i, line in enumerate(form) if line), 0) if low else n
            for (low, _), n, form in zip(zone, own, cells, strict=True)
        ]
        taken = {id(w) for line in lines for _, words in line for w in words}
        kept = [[w for w in cell.words[:n] if id(w) not in taken] for cell, n in zip(row.cells, firsts, strict=True)]
        held = (replace(cell, words=tuple(words)) for cell, words in zip(row.cells, kept, strict=True) if words)
        yield replace(labelled, row=replace(row, cells=tuple(held)))
    yield from _rows(labelled, lines)


def _columns(
    zone: Sequence[tuple[int, list[Word]]],
    cells: Sequence[Sequence[str]],
    own: Sequence[int],
    widths: Mapping[int, float],
) -> list[Column]:
    """The cells of the lines that are looked for."""
    signed, dated = (next((k for k, lines in enumerate(cells) if line in lines), -1) for line in (SIGNATURE, DATED))
    return [
        Column(
            [w.text for w in words],
            [_own(w) for w in words[: own[k]]] if own and not low else (),
            widths.get(k),
            k in (signed, dated, dated - 1),
        )
        for k, (low, words) in enumerate(zone)
    ]


def _own(word: Word) -> float:
    """What it costs that a word is of a line below the table that may be the row's own."""
    figure = word.raised or AMOUNT.fullmatch(word.text) or DATE.fullmatch(word.text) or _TOLD.fullmatch(word.text)
    return FIGURE if figure else WORD


def _rows(labelled: LabelledRow, lines: Sequence[Sequence[tuple[int, Sequence[Word]]]]) -> Iterator[LabelledRow]:
    """A row for each line: of footnotes where it begins at the left; what signatures hold is too little to go by."""
    remarks = False
    for n, line in enumerate(lines):
        cells = tuple(Cell(tuple(_set(w, n) for w in words), column) for column, words in line)
        new = Row(cells, labelled.row.page, labelled.row.gap)
        remarks = remarks or new.words[0].text == REMARKS
        left = cells[0].column == labelled.row.cells[0].column
        label = "remark" if left and remarks else "foot" if left else "printed"
        yield LabelledRow(Block(Layout.CUT, (new,)), new, label, 1.0)


def _set(word: Word, line: int) -> Word:
    """A word on a line of its own; `l.` is a footnote's number."""
    left, top, right, bottom = word.box
    text = _LOOKS_ONE.sub("1", word.text)
    return replace(word, text=text, box=(left, top + STEP * line, right, bottom + STEP * line))


_LOOKS_ONE = re.compile(r"(?<!\w)[lI|](?=[.)]$)")


@cache
def _letters(line: str) -> str:
    """A line as it is compared, without spaces; capitals tell it from footnotes, which speak of reporting persons."""
    return "".join(likened(line).split())


Shown = Mapping[int, tuple[str, int]]
"""By the index of a word the line of the form that it is of, and the line's last character that it shows."""


def _shown(row: Row) -> Shown:
    """The words that the form prints; none where they are no page's."""
    keys = [likened(w.text) for w in row.words]
    cells = [k for k, cell in enumerate(row.cells) for _ in cell.words]
    joined = "".join(keys)
    if not may_show(_letters(EXPLAINED), joined):
        return {}
    out: dict[int, tuple[str, int]] = {}
    seen = []
    for line in sorted(LINES, key=len, reverse=True):
        if may_show(_letters(line), joined):
            worth, bits = spell(["" if i in out else key for i, key in enumerate(keys)], _letters(line), cells)
            if worth >= LEAST * len(_letters(line)):
                out |= {bit.i: (line, bit.end) for bit in bits}
                seen.append(line)
    if EXPLAINED not in seen or len(seen) < SEVERAL:
        return {}
    signed = max((i for i, (line, _) in out.items() if line == SIGNATURE), default=len(keys))
    return out | {i: (DATED, 1) for i, w in enumerate(row.words) if w.text == DATED and i > signed}


def _by_cell(row: Row, shown: Shown) -> list[list[str]]:
    """For each cell the line of the form that each word is of, or nothing."""
    firsts = accumulate((len(cell.words) for cell in row.cells), initial=0)
    return [
        [shown[i][0] if i in shown else "" for i in range(first, first + len(cell.words))]
        for first, cell in zip(firsts, row.cells, strict=False)
    ]


def _zone(row: Row, cells: Sequence[Sequence[str]]) -> list[tuple[int, list[Word]]]:
    """Of each cell the words between the two lines of the form between which most stand in the first cell, and how many
    words stand above these."""
    order = _in_order(cells)
    rank = {line: k for k, line in enumerate(order)}
    zones = [[_between(lines, rank, k) for lines in cells] for k in range(len(order))]
    best = max(zones, key=lambda zone: zone[0][1] - zone[0][0])
    return [
        (low, [w for w, line in zip(cell.words[low:high], lines[low:high], strict=True) if not line])
        for cell, lines, (low, high) in zip(row.cells, cells, best, strict=True)
    ]


def _in_order(cells: Sequence[Sequence[str]]) -> list[str]:
    """The lines seen, top to bottom: each below those that any cell shows above it."""
    above: dict[str, set[str]] = {}
    for lines in cells:
        seen = list(dict.fromkeys(filter(None, lines)))
        for k, line in enumerate(seen):
            above.setdefault(line, set()).update(seen[:k])
    return sorted(above, key=lambda line: len(above[line]))


def _between(lines: Sequence[str], rank: Mapping[str, int], k: int) -> tuple[int, int]:
    """Where in a cell the words stand behind line `k` of the form and before the next."""
    low = max((i + 1 for i, line in enumerate(lines) if line and rank[line] <= k), default=0)
    high = min((i for i, line in enumerate(lines) if line and rank[line] > k), default=len(lines))
    return low, max(low, high)


def _widths(row: Row, shown: Shown) -> dict[int, float]:
    """How wide cells are, in ems, by how far the form's lines reach in each."""
    cells = [k for k, cell in enumerate(row.cells) for _ in cell.words]
    far: dict[str, dict[int, float]] = {}
    for i, (line, end) in sorted(shown.items()):
        known = reaches(line)
        far.setdefault(line, {})[cells[i]] = known[min(end, len(known)) - 1]
    edges: dict[int, list[float]] = {}
    for reach in far.values():
        for cell in sorted(reach)[:-1] if min(reach) == 0 else ():
            edges.setdefault(cell, []).append(reach[cell])
    middle = {-1: 0.0, **{cell: median(ends) for cell, ends in edges.items()}}
    return {b: middle[b] - middle[a] for a, b in pairwise(sorted(middle)) if b == a + 1}
