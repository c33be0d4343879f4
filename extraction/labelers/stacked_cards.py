"""Tables that show captions above values: in each cell its caption, or lines of captions and of values in turn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extraction.document import Cell, Layout, Row, Word
from extraction.labelers.cards import FEWEST, Card, is_caption, make_cards_table, tells
from extraction.labelers.labelled_row import AMOUNT, DATE, TIGHT, TITLES, LabelledRow, bears_figures
from extraction.labelers.tokens import lines_of
from extraction.layout.logical import LogicalTable

_WITHIN = frozenset({"nd", "dv", "head", "printed"})
"""What rows of such tables may have been taken for."""
_KINDS = frozenset(TITLES.values())
MOST, HALF = 0.8, 0.5
"""The part of a row's cells that open with captions, and of captions that are a heading's words."""
ALIKE = 0.1
"""By what part heights of letters of one size may differ."""
TURNS, SHARE = 2, 0.6
"""Lines of different captions at least, and the part of a stretch that they and their values make up."""


@dataclass(frozen=True, slots=True)
class _Unit:
    """Captions and what stands below each; `at` is the row of the values."""

    at: int
    captions: tuple[Cell, ...]
    values: tuple[Cell, ...]


def find_stacked(rows: Sequence[LabelledRow]) -> Iterator[tuple[range, LogicalTable]]:
    """Stretches of rows with captions above their values: where they stand, and the table that they make."""
    for kind, stretch in _stretches(rows):
        held = [unit for i in stretch if (unit := _in_cells(i, rows[i]))]
        cards = [_card(unit) for unit in held] or _in_turns(stretch, rows)
        parts = list(_parts(cards))
        begins = [part[0].first - (0 if held else 1) for part in parts]
        begins[:1] = [begins[0] if held else stretch.start] if parts else []
        ends = [*begins[1:], held[-1].at + 1 if held else stretch.stop]
        for part, begin, end in zip(parts, begins, ends, strict=False):
            yield range(begin, end), make_cards_table(kind, part)


def _parts(cards: Sequence[Card]) -> Iterator[list[Card]]:
    """Cards of one table: each shares most of its captions with the one before."""
    part: list[Card] = []
    for card in cards:
        shared = card.values.keys() & part[-1].values.keys() if part else ()
        if part and len(shared) < HALF * min(len(card.values), len(part[-1].values)):
            yield part
            part = []
        part.append(card)
    if part:
        yield part


def _stretches(rows: Sequence[LabelledRow]) -> Iterator[tuple[str, range]]:
    """Below each table's title, or from its first row on, up to what is no part of a table."""
    start, kind, titled = 0, "", False
    for i, labelled in enumerate([*rows, None]):
        label = labelled.label.rstrip("+") if labelled else ""
        another = label in _KINDS and label != kind
        if label not in _WITHIN or (another and kind and not titled):
            if kind and start < i:
                yield kind, range(start, i)
            start, kind = (i + 1, TITLES.get(label, "")) if label not in _KINDS else (i, label)
            titled = label in TITLES
        elif another and not kind:
            kind = label


def _in_cells(at: int, labelled: LabelledRow) -> _Unit | None:
    """A row of a grid whose cells open each with a caption; None where it is another."""
    row = labelled.row
    if labelled.block.layout is not Layout.GRID or len(row.cells) < FEWEST or not _bears_figures(row):
        return None
    lines = [(cell, _caption_first(lines_of(cell.words))) for cell in row.cells if cell.words]
    opened = [(cell, held) for cell, held in lines if is_caption(_text(held[0]))]
    told = sum(tells(_text(held[0])) for _, held in opened)
    if len(opened) < MOST * len(lines) or told < HALF * len(opened):
        return None
    captions = tuple(replace(cell, words=held[0]) for cell, held in opened)
    return _Unit(at, captions, tuple(replace(c, words=tuple(w for line in h[1:] for w in line)) for c, h in opened))


def _caption_first(lines: list[tuple[Word, ...]]) -> list[tuple[Word, ...]]:
    """Lines with those of a caption as one: the first, and those behind it that are as high where the last is not."""
    first = _height(lines[0])
    if abs(_height(lines[-1]) - first) < ALIKE * first:
        return lines
    behind = next(k for k, line in enumerate(lines) if abs(_height(line) - first) >= ALIKE * first)
    return [tuple(w for line in lines[:behind] for w in line), *lines[behind:]]


def _height(line: Sequence[Word]) -> float:
    plain = [w for w in line if not w.raised] or line
    return max(w.box[3] - w.box[1] for w in plain)


def _bears_figures(row: Row) -> bool:
    return bears_figures(row) or sum(DATE.match(w.text) is not None for w in row.words) > 1


def _text(line: Sequence[Word]) -> str:
    return " ".join(word.text for word in line)


def _card(unit: _Unit) -> Card:
    held = zip(unit.captions, unit.values, strict=True)
    return Card(unit.at, {c.text.rstrip(":"): list(v.words) for c, v in held if v.words})


def _in_turns(stretch: range, rows: Sequence[LabelledRow]) -> list[Card]:
    """The cards of lines that are captions and values in turn; none where the stretch is none."""
    units: list[_Unit] = []
    captions: tuple[Cell, ...] = ()
    last = -1
    for i in stretch:
        row = rows[i].row
        if _is_captions(row):
            goes_on = captions and row.text[:1].islower()
            captions = captions if goes_on else row.cells
        elif captions:
            units.append(_Unit(i, captions, _under(row, captions)))
            captions, last = (), i
        elif units and i == last + 1 and _is_row(row, units[-1]):
            return []
        elif units and row.gap <= TIGHT and rows[i].block is rows[i - 1].block:
            units[-1] = _with_more(units[-1], row)
    told = {caption.text for unit in units for caption in unit.captions}
    lines = {tuple(caption.text for caption in unit.captions) for unit in units}
    if sum(map(_is_figured, units)) < MOST * len(units):
        return []
    if len(lines) < TURNS or len(told) < FEWEST or 2 * len(units) < SHARE * len(stretch):
        return []
    return _gather(units) if sum(map(len, lines)) == len(told) else []


def _is_figured(unit: _Unit) -> bool:
    """Whether its values hold a figure: a second line of headings holds none."""
    return any(map(str.isdigit, "".join(value.text for value in unit.values)))


def _is_row(row: Row, unit: _Unit) -> bool:
    """Whether a line below values shows figures below most of the captions too: these are headings over rows."""
    figures = any(DATE.match(w.text) or AMOUNT.fullmatch(w.text) for w in row.words)
    return figures and len(row.cells) > HALF * len(unit.captions)


def _is_captions(row: Row) -> bool:
    texts = [cell.text for cell in row.cells if cell.words]
    return bool(texts) and all(map(is_caption, texts)) and sum(map(tells, texts)) >= HALF * len(texts)


def _under(row: Row, captions: Sequence[Cell]) -> tuple[Cell, ...]:
    """For each caption what of a row stands below it: each of its cells below the nearest."""
    held: list[list[Word]] = [[] for _ in captions]
    for cell in row.cells:
        if cell.words:
            held[min(range(len(captions)), key=lambda k: _apart(cell, captions[k]))].extend(cell.words)
    return tuple(replace(caption, words=tuple(words)) for caption, words in zip(captions, held, strict=True))


def _apart(cell: Cell, caption: Cell) -> tuple[float, float]:
    """How far a cell stands beside a caption, and how far from where it begins."""
    x0, x1 = cell.words[0].box[0], cell.words[-1].box[2]
    left, right = caption.words[0].box[0], caption.words[-1].box[2]
    return max(left - x1, x0 - right, 0.0), abs(x0 - left)


def _with_more(unit: _Unit, row: Row) -> _Unit:
    """Values with what the next line adds to them."""
    more = _under(row, unit.captions)
    return replace(
        unit, values=tuple(replace(v, words=v.words + m.words) for v, m in zip(unit.values, more, strict=True))
    )


def _gather(units: Sequence[_Unit]) -> list[Card]:
    """Cards of captions in turn: one ends where a caption comes again."""
    cards: list[Card] = []
    seen: set[str] = set()
    for unit in units:
        names = {caption.text for caption in unit.captions}
        if not cards or seen & names:
            cards.append(Card(unit.at))
            seen = set()
        seen |= names
        cards[-1].values.update(_card(unit).values)
    return cards
