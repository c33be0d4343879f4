"""Labels of rows held against each other: what a title, a caption or a line of figures says of its neighbours."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from extraction.document import Cell, Layout, Row
from extraction.labelers.follow_captions import follow_captions
from extraction.labelers.labelled_row import AMOUNT, DATE, LONE, SURE, TITLES, LabelledRow, bears_figures
from extraction.labelers.mend_notes import count_notes, end_notes


def mend_rows(rows: Iterable[LabelledRow]) -> tuple[LabelledRow, ...]:
    """Rows under their titles and captions, notes to their last line, logical rows with figures once in a column."""
    return part_rows(turn_pages(end_notes(count_notes(go_on_below(agree_on_table(head_parts(follow_captions(rows))))))))


def agree_on_table(rows: Sequence[LabelledRow]) -> list[LabelledRow]:
    """Rows of a grid below the same headings, lines of text with nothing between them, are of one table: of the one
    that most of them are likeliest of."""
    out = list(rows)
    run: list[int] = []
    for i, this in enumerate(rows):
        inside = this.label[:2] in TITLES.values() and this.block.layout in (Layout.GRID, Layout.ALIGNED)
        ends = this.label in ("head", *TITLES) or (this.block.layout is Layout.ALIGNED and not inside)
        if run and (ends or this.block is not rows[run[-1]].block):
            _agree(out, run)
            run = []
        if inside:
            run.append(i)
    _agree(out, run)
    return out


def _agree(rows: list[LabelledRow], run: Sequence[int]) -> None:
    """Give the rows of a run one table, in place."""
    sure = {table: sum(rows[i].probability for i in run if rows[i].label[:2] == table) for table in TITLES.values()}
    if all(sure.values()):
        table = max(sure, key=lambda name: sure[name])
        for i in run:
            rows[i] = replace(rows[i], label=table + rows[i].label[2:])


def head_parts(rows: Sequence[LabelledRow]) -> list[LabelledRow]:
    """Lines of numbered captions within a table, and the words below them down to the next figure, are headings: a
    table too wide for its page goes on below itself."""
    out = list(rows)
    heads = False
    for i, this in enumerate(out):
        inside = this.label.rstrip("+") in TITLES.values() and this.block.layout is Layout.ALIGNED
        heads = inside and (is_captioned(this.row) or (heads and not any(c.isdigit() for c in this.row.text)))
        if heads:
            out[i] = replace(this, label="head")
    return out


def is_captioned(row: Row) -> bool:
    """Whether a line shows the form's own numbered captions side by side."""
    return sum(_CAPTIONED.match(cell.text) is not None for cell in row.cells) > 1


_CAPTIONED = re.compile(r"1?\d[.)](?:\s*[A-Z]|$)")


def go_on_below(rows: Sequence[LabelledRow]) -> list[LabelledRow]:
    """Lines of text that hold nothing but words right under the words that a table's row ends with, right of its title,
    go on with it."""
    out = list(rows)
    title = 0.0
    for i, this in enumerate(out):
        last = out[i - 1] if i else this
        if this.block.layout is not Layout.ALIGNED:
            continue
        if this.label in TITLES.values():
            title = _left(this.row.cells[0])
        inside = last.label[:2] in TITLES.values() and this.label in ("printed", "foot", "remark")
        if not inside or this.block is not last.block or this.row.gap:
            continue
        above, cells = last.row.cells[-1], this.row.cells
        under = len(cells) == 1 and abs(_left(cells[0]) - _left(above)) < LEFT < _left(above) - title
        if under and _is_wordy(above) and not bears_figures(this.row):
            out[i] = _going_on(this, last.label[:2])
    return out


def _left(cell: Cell) -> float:
    """Where a cell begins."""
    return cell.words[0].box[0]


def turn_pages(rows: Sequence[LabelledRow]) -> list[LabelledRow]:
    """Rows with cells that a page's end parted: below headings said again, words alone, under words of the last row."""
    out = list(rows)
    last: LabelledRow | None = None
    for i, this in enumerate(out):
        over = last is not None and this.row.page > last.row.page
        if over and last and _is_rest(last, this):
            out[i] = _going_on(this, last.label)
        elif (over and this.label in _ABOVE) or this.label.endswith("+"):
            continue
        last = this if out[i] is this and this.label in TITLES.values() else None
    return out


_ABOVE = frozenset({"head", *TITLES})


def _is_rest(last: LabelledRow, this: LabelledRow) -> bool:
    """Whether a line of a grid holds nothing but words, all in columns in which the row above shows words."""
    wordy = {c.column for c in last.row.cells if _is_wordy(c)}
    held = [c for c in this.row.cells if c.words]
    if this.block.layout is not Layout.GRID or not held or any(c.width > 1 or c.column not in wordy for c in held):
        return False
    return len(held) < len(last.row.cells) and not bears_figures(this.row)


def part_rows(rows: Iterable[LabelledRow]) -> tuple[LabelledRow, ...]:
    """Rows whose figures stand in a column but once: a row is parted at the widest space, or at the line that
    goes on least surely."""
    out: list[LabelledRow] = []
    figures: list[int] = []
    for i, labelled in enumerate(stack_rows(rows)):
        if labelled.label.endswith("+") and figures and _is_row_again(out[figures[0]], labelled):
            labelled = replace(labelled, label=labelled.label.rstrip("+"))
        out.append(labelled)
        bears = bears_figures(labelled.row)
        if not labelled.label.endswith("+"):
            figures = [i] if bears else []
        elif bears:
            between = out[figures[-1] + 1 :] if figures else []
            if any(_collide(out[k], labelled) for k in figures) and min(r.probability for r in between) < SURE:
                at = min(range(figures[-1] + 1, i + 1), key=lambda k: (-_space(out[k]), out[k].probability))
                out[at] = replace(out[at], label=out[at].label.rstrip("+"))
                figures = []
            figures.append(i)
    return tuple(out)


def stack_rows(rows: Iterable[LabelledRow]) -> list[LabelledRow]:
    """Rows of tables that set one row's figures under its title on a second line: such a line goes on with its row,
    and after it the next title begins a row."""
    out = list(rows)
    first, below = -1, False
    for i, this in enumerate(out):
        kind = this.label.rstrip("+")
        if kind not in ("nd", "dv"):
            first = -1
        elif first < 0 or out[first].label != kind or this.block is not out[first].block:
            first, below = (i if kind == this.label else -1), False
        elif goes_below(out[first], this):
            below = True
            out[first + 1 : i + 1] = [_going_on(r, kind) for r in out[first + 1 : i + 1]]
        elif below and _is_titled(out[first], this):
            out[i] = replace(this, label=kind)
            first, below = i, False
        elif kind == this.label and not (_is_alone(this) and goes_below(out[first], out[min(i + 1, len(out) - 1)])):
            first, below = i, False
    return out


def _going_on(labelled: LabelledRow, kind: str) -> LabelledRow:
    return replace(labelled, label=kind + "+", probability=1.0)


def _is_alone(labelled: LabelledRow) -> bool:
    return len(labelled.row.cells) == 1


def _is_titled(first: LabelledRow, labelled: LabelledRow) -> bool:
    """Whether a line opens with a title, as the row's first line did: the same, or with figures behind it."""
    title, cell = first.row.cells[0], labelled.row.cells[0]
    return _is_below(first, labelled) and _is_wordy(cell) and (len(labelled.row.cells) > 2 or cell.text == title.text)


def goes_below(first: LabelledRow, labelled: LabelledRow) -> bool:
    """Whether a line opens with a figure in the place of the title with which its row's first line opens."""
    if labelled.label.rstrip("+") != first.label or not _is_below(first, labelled) or _is_alone(labelled):
        return False
    return _is_wordy(first.row.cells[0]) and not _is_wordy(labelled.row.cells[0])


def _is_below(first: LabelledRow, labelled: LabelledRow) -> bool:
    """Whether the first cells of two lines begin in one place."""
    if labelled.block is not first.block or not labelled.row.cells or not first.row.cells:
        return False
    above, cell = first.row.cells[0], labelled.row.cells[0]
    if first.block.layout is Layout.GRID:
        return cell.column == above.column
    near = abs(cell.words[0].box[0] - above.words[0].box[0]) < LEFT
    return first.block.layout is Layout.ALIGNED and near


def _is_wordy(cell: Cell) -> bool:
    """Whether a cell holds a word that is no month and no sign of an empty cell."""
    return any(len(w.text) > 2 and w.text[:3].isalpha() and w.text[:3].lower() not in MONTHS for w in cell.words)


MONTHS = frozenset(["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"])
LEFT = 1.5
"""Points, or characters, by which cells of one column may begin apart."""


def _space(labelled: LabelledRow) -> float:
    """The empty space above a line, as far as it tells."""
    return round(labelled.row.gap * 2) / 2


def _is_row_again(upper: LabelledRow, lower: LabelledRow) -> bool:
    """Whether two lines of a grid are rows for sure: each opens with a title and figures stand in the same columns, or
    figures of two kinds do."""
    if lower.block.layout is not Layout.GRID or lower.row.page != upper.row.page or not bears_figures(lower.row):
        return False
    if _shows_again(upper.row, lower.row):
        return True
    first, second = upper.row.cells[0], lower.row.cells[0]
    titled = first.column == second.column and _is_wordy(first) and _is_wordy(second)
    return titled and len(_figured(upper.row) & _figured(lower.row)) > 1


def _shows_again(upper: Row, lower: Row) -> bool:
    """Whether a line shows an amount, and a date or a lone letter, each in a column where the one above shows one."""
    above = {c.column: c.words[0].text for c in upper.cells if c.words}
    pairs = [(above[c.column], c.words[0].text) for c in lower.cells if c.words and c.column in above]
    amounts = any(all(map(AMOUNT.fullmatch, pair)) for pair in pairs)
    return amounts and any(all(map(DATE.match, pair)) or set(pair) <= LONE for pair in pairs)


def _figured(row: Row) -> set[int]:
    """Columns of a grid in which a line shows an amount, a date or a lone letter."""
    return {c.column for c in row.cells if any(_is_figure(w.text) for w in c.words)}


def _collide(upper: LabelledRow, lower: LabelledRow) -> bool:
    """Whether two lines both show figures in one column; in text without columns, any two do."""
    if lower.block.layout is not Layout.ALIGNED or upper.row.page != lower.row.page:
        return True
    above, below = _figures(upper.row), _figures(lower.row)
    return any(a[0] < b[1] and b[0] < a[1] for a in above for b in below)


def _figures(row: Row) -> Sequence[tuple[float, float]]:
    """Horizontal reaches of the amounts and dates of a line."""
    return [(w.box[0], w.box[2]) for w in row.words if _is_figure(w.text)]


def _is_figure(text: str) -> bool:
    """Whether a word is an amount, a date or a lone letter."""
    return AMOUNT.match(text) is not None or DATE.match(text) is not None or text in LONE
