"""Tables that an HTML page builds of other elements: rows of as many boxes each, one after the other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol

BOXES = frozenset({"div", "span", "section", "article", "ul", "ol", "li", "p", "a", "label", "b", "strong"})
FEWEST, PAIR = 4, 2
"""Boxes of a row at least, or rows of a caption and its value; the boxes of these."""


class Tag(Protocol):
    """What is asked of a tag."""

    @property
    def name(self) -> str: ...
    @property
    def closing(self) -> bool: ...


@dataclass(slots=True)
class Box:
    """An element by the places of its tags among the page's tokens."""

    start: int
    name: str
    end: int = -1
    plain: bool = True
    """Nothing but boxes stands in it, each with its end."""
    parted: bool = False
    """A row stands in it."""
    boxes: list[Box] = field(default_factory=list)

    @property
    def is_row(self) -> bool:
        return (
            self.plain and not self.parted and len(self.boxes) >= FEWEST and len({box.name for box in self.boxes}) == 1
        )

    @property
    def is_pair(self) -> bool:
        return self.plain and len(self.boxes) == PAIR and not any(box.boxes for box in self.boxes)


def find_tables(tokens: Sequence[Tag | None]) -> dict[int, tuple[str, ...]]:
    """The table tags (`table`, `tr`, `td`; with a slash, their ends) that stand for a page's tags, by token.

    `tokens` are tags, and None for text; white space is a tag of no name.
    """
    found: dict[int, tuple[str, ...]] = {}
    boxes = _find_boxes(tokens)
    tables = list(_tables([box for box in boxes if box.is_row], tokens))
    within = [range(rows[0].start, rows[-1].end) for rows in tables]
    pairs = [box for box in boxes if box.is_pair and not any(box.start in table for table in within)]
    for rows in (*tables, *(rows for rows in _tables(pairs, tokens) if len(rows) >= FEWEST)):
        for row in rows:
            found[row.start], found[row.end] = ("tr",), ("/tr",)
            for box in row.boxes:
                found[box.start], found[box.end] = ("td",), ("/td",)
        found[rows[0].start] = ("table", "tr")
        found[rows[-1].end] = ("/tr", "/table")
    return found


def _find_boxes(tokens: Sequence[Tag | None]) -> list[Box]:
    """The boxes outside tables."""
    boxes: list[Box] = []
    path = [Box(-1, "")]
    open_tables, open_boxes = 0, Counter[str]()
    for at, token in enumerate(tokens):
        if token is None or token.name == "table":
            path[-1].plain = False
            open_tables += 0 if token is None else -1 if token.closing else 1
        elif token.name in BOXES and open_tables <= 0:
            if not token.closing:
                path.append(Box(at, token.name))
                open_boxes[token.name] += 1
            elif open_boxes[token.name]:
                _close(path, at, token.name, open_boxes)
                boxes.append(path[-1].boxes[-1])
    return sorted(boxes, key=lambda box: box.start)


def _close(path: list[Box], at: int, name: str, open_boxes: Counter[str]) -> None:
    """End the last open box of a name; those within that never end go with it."""
    lost = False
    while path[-1].name != name:
        open_boxes[path.pop().name] -= 1
        lost = True
    box = path.pop()
    open_boxes[name] -= 1
    box.end, box.plain = at, box.plain and not lost
    path[-1].parted |= box.is_row or box.parted
    path[-1].boxes.append(box)


def _tables(rows: Sequence[Box], tokens: Sequence[Tag | None]) -> Iterator[list[Box]]:
    """Two or more rows of as many boxes each, with nothing to read between them."""
    table: list[Box] = []
    for row in [*rows, None]:
        follows = row and table and len(row.boxes) == len(table[0].boxes)
        if row is None or not follows or any(t is None for t in tokens[table[-1].end : row.start]):
            if len(table) > 1:
                yield table
            table = []
        if row is not None:
            table.append(row)
