"""Tables that show each row as a card: captions with a value behind each, one below the other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, field, replace
from itertools import groupby, pairwise

from extraction.document import Cell, Layout, Row, Word
from extraction.labelers.labelled_row import AMOUNT, DATE, LabelledRow
from extraction.labels import TABLES
from extraction.layout.logical import LogicalRow, LogicalTable, Slot

FEWEST = 4
"""Captions of a card at least."""
LONGEST = 14
"""Words of a caption at most."""
SHARE = 0.7
"""The part of a stretch of rows that captions with values must be."""
ALMOST, HALF = 0.9, 0.5
"""The parts of a column's cells that look like captions, and that hold a heading's word, where it holds captions."""
_TOLD = re.compile(
    r"\b(?:dates?|dt|price|px|code|cd|amount|amt|qty|quantity|number|no|of|or|owned|ownership|own|held|holdings?|nature"
    r"|exer\w*|expir\w*|underl\w*|und|trans\w*|trade|security|title|shares|shs|per|after|following|form|balance)\b",
    re.I,
)
_KIND = re.compile(r"\b(?:date|code|price|owned|ownership|nature|exercis\w*|expir\w*|acquired|underlying)\b", re.I)
BETWEEN_PAIRS = frozenset("|·•;")
_COUNTED = re.compile(r"\d{1,3}[.)]")
"""The number of a card, in a list."""
KINDS, FEWEST_TURNED = 3, 2
"""Of these the captions of a table on its side name so many at least, and it has more columns than that."""
BETWEEN = ("head", "printed")
"""What rows between cards, or within them, may have been taken for."""


@dataclass(slots=True)
class Card:
    """A card while it is gathered: words by caption, and its first row."""

    first: int
    values: dict[str, list[Word]] = field(default_factory=dict)


def find_cards(rows: Sequence[LabelledRow]) -> Iterator[tuple[range, LogicalTable]]:
    """Stretches of rows that are cards: where they stand, and the table that they make."""
    for kind, stretch in _parted(rows):
        lines = [rows[i].row for i in stretch]
        places = _caption_places(lines)
        if turned := _turned(rows, stretch):
            yield stretch, make_cards_table(kind, turned)
            continue
        pairs = [_beside(line, places) if len(places) > 1 else _pairs(line) for line in lines]
        told = [caption for held in pairs for caption, _ in held]
        if sum(map(bool, pairs)) >= SHARE * len(pairs) and len(set(told)) >= FEWEST:
            yield stretch, make_cards_table(kind, _gather(stretch, pairs, rows))


def _parted(rows: Sequence[LabelledRow]) -> Iterator[tuple[str, range]]:
    """The stretches, parted where another table begins if one of theirs is on its side."""
    for kind, stretch in _stretches(rows):
        opens = [cell.text for cell in rows[stretch.start].row.cells[:1]]
        ends = [i for i in stretch[1:] if [cell.text for cell in rows[i].row.cells[:1]] == opens]
        parts = [range(a, b) for a, b in pairwise([stretch.start, *ends, stretch.stop])]
        sides = any(_turned(rows, part) for part in parts)
        yield from ((kind, part) for part in (parts if sides else [stretch]))


def _turned(rows: Sequence[LabelledRow], stretch: range) -> list[Card]:
    """The cards of a table on its side; none where the stretch is none."""
    layouts = {rows[i].block.layout for i in stretch}
    if len(layouts) > 1 or not layouts <= {Layout.GRID, Layout.ALIGNED}:
        return []
    lines = [rows[i].row for i in stretch]
    lines = lines if Layout.GRID in layouts else _set_in_columns(lines)
    return _turn(stretch, lines) if _is_turned(lines, _caption_places(lines)) else []


def _set_in_columns(lines: Sequence[Row]) -> list[Row]:
    """Lines of text with their cells numbered by those of the fullest line that they stand below or above."""
    full = max(lines, key=lambda line: len(line.cells), default=Row(()))
    spots = [_reach(cell) for cell in full.cells]
    return [
        replace(line, cells=tuple(replace(c, column=_nearest(c, spots), width=1) for c in line.cells)) for line in lines
    ]


def _reach(cell: Cell) -> tuple[float, float]:
    return cell.words[0].box[0], cell.words[-1].box[2]


def _nearest(cell: Cell, spots: Sequence[tuple[float, float]]) -> int:
    x0, x1 = _reach(cell)
    return min(range(len(spots)), key=lambda k: (max(spots[k][0] - x1, x0 - spots[k][1]), abs(spots[k][0] - x0)))


def _stretches(rows: Sequence[LabelledRow]) -> Iterator[tuple[str, range]]:
    """From a table's first row to its last, with short rows between them that were taken for something else."""
    start, end, kind = 0, 0, ""
    for i, labelled in enumerate(rows):
        own = labelled.label.rstrip("+")
        if own in ("nd", "dv"):
            if own != kind:
                if kind:
                    yield kind, range(start, end)
                start, kind = i, own
            end = i + 1
        elif kind and own not in BETWEEN:
            yield kind, range(start, end)
            kind = ""
        elif kind and end == i and _goes_on(rows[i - 1], labelled):
            end = i + 1
    if kind:
        yield kind, range(start, end)


def _goes_on(above: LabelledRow, labelled: LabelledRow) -> bool:
    """Whether a row of a grid below a card's goes on with it: a caption, of a kind that a table has, beside a value."""
    cells = labelled.row.cells
    return labelled.block is above.block and len(cells) == len(above.row.cells) == 2 and _has_kind(cells[0])


def _has_kind(cell: Cell) -> bool:
    return cell.column == 0 and is_caption(cell.text) and _KIND.search(cell.text) is not None


def _caption_places(lines: Sequence[Row]) -> frozenset[int]:
    """The columns of a stretch of rows that hold captions: short words, mostly ones that headings are made of."""
    held: dict[int, list[str]] = {}
    for line in lines:
        for cell in line.cells:
            if cell.words:
                held.setdefault(cell.column, []).append(cell.text)
    return frozenset(
        place
        for place, texts in held.items()
        if len(texts) > 1
        and sum(is_caption(text) and ": " not in text for text in texts) >= ALMOST * len(texts)
        and sum(map(bool, map(_TOLD.search, texts))) >= HALF * len(texts)
    )


def _is_turned(lines: Sequence[Row], places: Set[int]) -> bool:
    """Whether captions of several kinds stand in the first column alone, each once, values in two others or more."""
    columns = {cell.column for line in lines for cell in line.cells if cell.words}
    captions = [line.cells[0].text for line in lines if line.cells]
    kinds = {found.lower() for caption in captions for found in _KIND.findall(caption)}
    return (
        len(columns) > FEWEST_TURNED
        and places == {min(columns)}
        and len(set(captions)) == len(captions) >= FEWEST
        and len(kinds) >= KINDS
    )


def _turn(stretch: range, lines: Sequence[Row]) -> list[Card]:
    """A card of each column behind the captions'."""
    first, *others = sorted({cell.column for line in lines for cell in line.cells if cell.words})
    cards = [Card(stretch[min(n, len(stretch) - 1)]) for n in range(len(others))]
    for line in lines:
        held = {cell.column: cell for cell in line.cells}
        for card, column in zip(cards, others, strict=True):
            if first in held and column in held:
                card.values[held[first].text.rstrip(":")] = list(held[column].words)
    return cards


def _beside(row: Row, places: Set[int]) -> list[tuple[str, tuple[Word, ...]]]:
    """The captions of a row that stand in certain columns, each with the words up to the next."""
    pairs: list[tuple[str, tuple[Word, ...]]] = []
    for cell in row.cells:
        if cell.words and cell.column in places:
            pairs.append((cell.text.rstrip(":"), ()))
        elif cell.words and pairs:
            pairs[-1] = (pairs[-1][0], pairs[-1][1] + cell.words)
        elif cell.words:
            return []
    return pairs


def _pairs(row: Row) -> list[tuple[str, tuple[Word, ...]]]:
    """A row's captions, each with the words of its value; none where the row is not of that shape."""
    cells = [part for i, cell in enumerate(row.cells) for part in _parts(cell, first=i == 0)]
    words = [(word, n) for n, cell in enumerate(cells) for word in cell.words]
    ends = _ends(cells)
    starts = [0, *(_behind(words, a, b) for a, b in pairwise(ends))]
    reach = [*starts[1:], len(words)]
    pairs = [
        (" ".join(w.text for w, _ in words[a : end + 1]).rstrip(":"), tuple(w for w, _ in words[end + 1 : b]))
        for a, end, b in zip(starts, ends, reach, strict=False)
    ]
    return pairs if pairs and all(is_caption(caption) for caption, _ in pairs) else []


def _parts(cell: Cell, first: bool) -> Iterator[Cell]:
    """What signs between the pairs of a line set apart in a cell, without the number of a list's item."""
    counted = first and cell.words and _COUNTED.fullmatch(cell.words[0].text)
    words = cell.words[1:] if counted else cell.words
    for between, held in groupby(words, key=lambda word: word.text in BETWEEN_PAIRS):
        if not between:
            yield replace(cell, words=tuple(held))


def _ends(cells: Sequence[Cell]) -> list[int]:
    """The last word of each caption: one with a colon, or else of the first of two cells."""
    words = [word for cell in cells for word in cell.words]
    ends = [i for i, word in enumerate(words) if word.text.endswith(":") and len(word.text) > 1]
    return ends or ([len(cells[0].words) - 1] if len(cells) == 2 else [])


def _behind(words: Sequence[tuple[Word, int]], last: int, end: int) -> int:
    """Where the caption begins that ends with a word: its cell's first, behind the caption before."""
    return next((i for i in range(last + 1, end + 1) if words[i][1] == words[end][1]), end)


def tells(text: str) -> bool:
    """Whether a text has a word that headings are made of."""
    return _TOLD.search(text) is not None


def is_caption(text: str) -> bool:
    """Whether a text may be a caption: a few words without a figure."""
    words = text.split()
    figures = any(AMOUNT.fullmatch(w) or DATE.match(w) for w in words)
    return 0 < len(words) <= LONGEST and sum(c.isalpha() for c in text) > 1 and not figures


def _gather(
    stretch: range, pairs: Sequence[Sequence[tuple[str, tuple[Word, ...]]]], rows: Sequence[LabelledRow]
) -> list[Card]:
    """The cards of a stretch: one ends where a caption comes again; a line without one goes on with the value."""
    cards: list[Card] = []
    caption, left = "", 0.0
    for i, held in zip(stretch, pairs, strict=True):
        for caption, words in held:
            if not cards or caption in cards[-1].values:
                cards.append(Card(i))
            cards[-1].values[caption] = list(words)
            left = words[0].box[0] if words else 0.0
        beside = rows[i].row.words
        apart = rows[i].block is not rows[i - 1].block
        if not held and not apart and cards and caption and beside and 0 < left <= beside[0].box[0] + 1:
            cards[-1].values[caption].extend(beside)
    return cards


def make_cards_table(kind: str, cards: Sequence[Card]) -> LogicalTable:
    """Cards as a table: a column for each caption, a row for each card."""
    captions = list(dict.fromkeys(caption for card in cards for caption in card.values))
    rows = tuple(
        LogicalRow(
            tuple(
                Slot(tuple(card.values[caption]), k, float(k), float(k + 1))
                for k, caption in enumerate(captions)
                if card.values.get(caption)
            ),
            card.first,
        )
        for card in cards
    )
    return LogicalTable(TABLES[kind], Layout.GRID, rows, tuple(captions))
