"""What a reader makes of a filing: pages, blocks, rows, cells and words that know where they stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

Box = tuple[float, float, float, float]
"""x0, top, x1, bottom from the page's top left: points in a PDF, characters and lines in a text."""

Span = tuple[int, int]
"""Start and end, in characters of the input's text."""


class Source(StrEnum):
    """The kinds of input, told apart by their bytes."""

    MESSY = "messy"
    LAYOUT = "layout"
    MARKDOWN = "markdown"
    OCR = "ocr"
    ASCII = "ascii"
    HTML = "html"
    PDF = "pdf"
    OWNERSHIP_XML = "ownership_xml"
    SCHEDULE13_XML = "schedule13_xml"


DIGITAL = frozenset(Source) - {Source.MESSY, Source.OCR}
"""Sources whose characters are the filer's own, whatever became of their layout: nothing in them can be misread."""


class Layout(StrEnum):
    """How far a block's cells can be believed."""

    GRID = "grid"
    """Cells are whole and stand in their columns."""
    CUT = "cut"
    """One grid was laid over several tables: cells are cut anywhere, columns still line up."""
    ALIGNED = "aligned"
    """Lines of text whose horizontal places mean something; a cell is a run without a wide gap."""
    FLOW = "flow"
    """Lines of text in reading order; columns are lost."""


@dataclass(frozen=True, slots=True)
class Word:
    """A run of characters without white space."""

    text: str
    box: Box
    page: int = 1
    span: Span | None = None
    raised: bool = False
    """Set as a superscript."""
    others: tuple[tuple[str, float], ...] = ()
    """What else it may be where it was read from an image, with what each costs more, in nats."""


@dataclass(frozen=True)
class Cell:
    """Words that stand together; `column` is the first grid column it covers, `width` how many."""

    words: tuple[Word, ...]
    column: int
    width: int = 1

    @cached_property
    def text(self) -> str:
        return " ".join(w.text for w in self.words)


@dataclass(frozen=True)
class Row:
    """Cells side by side, from left to right; empty cells are left out."""

    cells: tuple[Cell, ...]
    page: int = 1
    gap: float = 0.0
    """Empty space above, in line heights."""

    @cached_property
    def words(self) -> tuple[Word, ...]:
        return tuple(w for c in self.cells for w in c.words)

    @cached_property
    def text(self) -> str:
        return "\t".join(c.text for c in self.cells)


@dataclass(frozen=True, slots=True)
class Block:
    """Rows that share one layout: a table, or lines of text."""

    layout: Layout
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """One page; a text without page breaks is one page. Width and height in the units of its boxes."""

    number: int
    width: float
    height: float
    blocks: tuple[Block, ...]
    seen: tuple[float, ...] | None = None
    """Of a page read from an image: the matrix (three by three, row by row) from its boxes to the page as given."""
    handwritten: tuple[Box, ...] = ()
    """Where it is written on by hand: found, not read."""


@dataclass(frozen=True, slots=True)
class Document:
    """A filing laid out; `text` is the input's text where words carry spans, `header` an EDGAR header's facts."""

    name: str
    source: Source
    pages: tuple[Page, ...]
    text: str | None = None
    header: dict[str, str] = field(default_factory=dict)

    @property
    def digital(self) -> bool:
        return self.source in DIGITAL

    def rows(self) -> Iterator[tuple[Block, Row]]:
        """Every row of the document with the block that it stands in, in reading order."""
        for page in self.pages:
            for block in page.blocks:
                for row in block.rows:
                    yield block, row
