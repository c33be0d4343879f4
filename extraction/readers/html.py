"""HTML read into rows and words: tables without inner tables are grids, all other text is lines."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise

from extraction.document import Block, Box, Cell, Document, Layout, Page, Row, Source, Span, Word

_TAG = re.compile(
    r"<!--.*?(?:-->|\Z)|<([/!?]?)([a-zA-Z][\w:.-]*+)?((?:[^<>\"']++|\"[^\"<]*+\"|'[^'<]*+'|[\"'])*+)>", re.DOTALL
)
_PIECE = re.compile(r"&(?:#\d+|#[xX][0-9a-fA-F]+|[a-zA-Z][a-zA-Z0-9]{1,30});?|[^\s&]+|&|\s+")
_ATTRIBUTE = re.compile(r"([\w:-]+)\s*(?:=\s*(\"[^\"]*\"|'[^']*'|[^\s\"'>]+))?")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_INVISIBLE = str.maketrans("", "", "\u200b\u200c\u200d\u2060\ufeff\u00ad")
_SILENT = frozenset({"script", "style", "title", "head", "noscript", "template"})
_VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"})
_LINES = frozenset(
    {
        *(
            "address",
            "article",
            "aside",
            "blockquote",
            "body",
            "caption",
            "center",
            "dd",
            "div",
            "dl",
            "dt",
            "fieldset",
        ),
        *("figure", "footer", "form", "header", "hr", "li", "main", "nav", "section", "tbody", "tfoot", "thead"),
    }
)
_PARAGRAPHS = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "pre"})
_WIDE = 3
"""Columns of white space that part two cells of a line: more than stands after a full stop."""


@dataclass(frozen=True, slots=True)
class _Text:
    """A run without white space; `space` is the number of columns left empty before it."""

    text: str
    span: Span
    space: int
    raised: bool


@dataclass(frozen=True, slots=True)
class _Break:
    """The end of a line; `gap` is the empty space that follows, in lines."""

    gap: float


@dataclass(slots=True)
class _Slot:
    """A table's cell as it is being read."""

    colspan: int = 1
    rowspan: int = 1
    flow: list[_Item] = field(default_factory=list)


@dataclass(slots=True)
class _Table:
    """A table as it is being read; `nested` where it holds another one."""

    rows: list[list[_Slot]] = field(default_factory=list)
    open: bool = False
    nested: bool = False


_Item = _Text | _Break | _Table


@dataclass(frozen=True, slots=True)
class _Tag:
    """A tag with its place; `name` in lower case, without a slash."""

    name: str
    closing: bool
    attributes: str
    span: Span


def read(text: str, name: str, offset: int = 0) -> Document:
    """An HTML page as one page of blocks; spans count from `offset` characters before `text`."""
    flow = _Parser(text, offset).parse()
    layer = _Layer()
    layer.lay(flow)
    layer.flush()
    page = Page(1, layer.width, layer.top, tuple(layer.blocks))
    return Document(name, Source.HTML, (page,), text=None if offset else text)


def is_cut(text: str) -> bool:
    """Whether a page ends in the middle of a tag, or of a table without the page's own end."""
    tail = text[-20_000:].lower()
    if "</html" in tail or "</body" in tail:
        return False
    tables = sum(-1 if m[1] else 1 for m in re.finditer(r"<(/?)table\b", text, re.IGNORECASE))
    return tail.rfind("<") > tail.rfind(">") or (tables > 0 and "<html" in text[:4000].lower())


def _tags(text: str) -> Iterator[_Tag | Span]:
    """Tags and, between them, the spans of text."""
    at = 0
    for match in _TAG.finditer(text):
        if match.start() > at:
            yield at, match.start()
        at = match.end()
        if match[2]:
            yield _Tag(match[2].lower(), match[1] == "/", match[3], match.span())
    if at < len(text):
        yield at, len(text)


def _attributes(tag: _Tag) -> dict[str, str]:
    return {m[1].lower(): html.unescape((m[2] or "").strip("\"'")) for m in _ATTRIBUTE.finditer(tag.attributes)}


def _count(value: str | None, most: int) -> int:
    """A colspan or rowspan, 1 where it is missing or senseless."""
    digits = re.match(r"\s*(\d{1,5})", value or "")
    return min(max(int(digits[1]), 1), most) if digits else 1


class _Parser:
    """Reads tags and text into a flow; what a browser would mend (missing ends, cells without rows) is mended."""

    def __init__(self, text: str, offset: int) -> None:
        self.text, self.offset = text, offset
        self.flow: list[_Item] = []
        self.open: list[tuple[_Table, list[_Item]]] = []
        self.space = 1
        self.glued = False
        self.raised = self.pre = 0

    def parse(self) -> list[_Item]:
        tokens = list(_tags(self.text))
        ends = _hidden_ends(tokens)
        at = 0
        while at < len(tokens):
            token = tokens[at]
            if isinstance(token, tuple):
                self._read_text(*token)
            elif at in ends:
                at = ends[at]
            elif token.closing:
                self._end(token.name)
            else:
                self._start(token)
            at += 1
        while self.open:
            self._end_table()
        return self.flow

    def _read_text(self, start: int, end: int) -> None:
        for match in _PIECE.finditer(self.text, start, end):
            piece = match[0]
            if piece[0] == "&":
                piece = html.unescape(piece)
            if piece.isspace():
                self._leave_space(piece)
                continue
            piece = piece.translate(_INVISIBLE)
            if piece:
                self._add(piece, (match.start() + self.offset, match.end() + self.offset))

    def _leave_space(self, piece: str) -> None:
        if self.pre:
            for char in piece:
                if char == "\n":
                    self._break(0.0)
                else:
                    self.space += 8 if char == "\t" else 1
            self.glued = False
            return
        hard = piece.count("\xa0")
        self.space += hard if hard else int(self.space == 0)
        self.glued = False

    def _add(self, piece: str, span: Span) -> None:
        last = self.flow[-1] if self.flow else None
        if self.glued and isinstance(last, _Text) and last.raised == bool(self.raised):
            self.flow[-1] = replace(last, text=last.text + piece, span=(last.span[0], span[1]))
        else:
            self.flow.append(_Text(piece, span, self.space, bool(self.raised)))
        self.space, self.glued = 0, True

    def _break(self, gap: float) -> None:
        self.flow.append(_Break(gap))
        self.space, self.glued = 0, False

    def _start(self, tag: _Tag) -> None:
        name = tag.name
        if name == "table":
            self._break(0.0)
            self.open.append((_Table(), self.flow))
            self.flow = []
        elif name in ("td", "th") and self.open:
            self._start_cell(tag)
        elif name == "tr" and self.open:
            self._end_cell()
            self.open[-1][0].rows.append([])
        elif name == "input":
            self._tick(tag)
        elif name == "sup":
            self.raised += 1
        elif name == "br":
            self._break(0.0)
        elif name in _PARAGRAPHS:
            self.pre += name == "pre"
            self._break(1.0)
        elif name in _LINES:
            self._break(0.0)

    def _end(self, name: str) -> None:
        if name == "table" and self.open:
            self._end_table()
        elif name in ("td", "th", "tr") and self.open:
            self._end_cell()
        elif name == "sup":
            self.raised = max(self.raised - 1, 0)
        elif name in _PARAGRAPHS:
            self.pre = max(self.pre - (name == "pre"), 0)
            self._break(1.0)
        elif name in _LINES:
            self._break(0.0)

    def _start_cell(self, tag: _Tag) -> None:
        self._end_cell()
        table = self.open[-1][0]
        if not table.rows:
            table.rows.append([])
        given = _attributes(tag) if "span" in tag.attributes.lower() else {}
        slot = _Slot(_count(given.get("colspan"), 200), _count(given.get("rowspan"), 1000))
        table.rows[-1].append(slot)
        table.open, self.flow = True, slot.flow
        self.space, self.glued, self.raised = 0, False, 0

    def _end_cell(self) -> None:
        """Text of a table outside its cells (a caption, a stray word) goes before the table."""
        table, outer = self.open[-1]
        if not table.open:
            outer.extend(self.flow)
        table.open, self.flow = False, []
        self.space, self.glued, self.raised = 0, False, 0

    def _end_table(self) -> None:
        """A table with one cell that bears anything is no table: its text joins the flow around it."""
        self._end_cell()
        table, self.flow = self.open.pop()
        filled = [s for row in table.rows for s in row if any(not isinstance(i, _Break) for i in s.flow)]
        table.nested = any(isinstance(i, _Table) for s in filled for i in s.flow)
        if len(filled) > 1:
            self.flow.append(table)
        elif filled:
            self.flow.extend(filled[0].flow)
        self._break(0.0)

    def _tick(self, tag: _Tag) -> None:
        given = _attributes(tag)
        if given.get("type", "").lower() in ("checkbox", "radio"):
            start, end = tag.span
            self.space, self.glued = max(self.space, 1), False
            self._add("☒" if "checked" in given else "☐", (start + self.offset, end + self.offset))
            self.space, self.glued = 1, False


def _hidden_ends(tokens: list[_Tag | Span]) -> dict[int, int]:
    """Where each hidden element starts and ends, as indices; one that never ends hides nothing but a head's text."""
    ends: dict[int, int] = {}
    started: dict[str, list[tuple[int, bool]]] = {}
    for at, token in enumerate(tokens):
        if isinstance(token, tuple) or token.name in _VOID or token.attributes.endswith("/"):
            continue
        if token.closing:
            below = started.get(token.name)
            start, hidden = below.pop() if below else (0, False)
            if hidden:
                ends[start] = at
        else:
            hidden = token.name in _SILENT or bool("style" in token.attributes and _HIDDEN.search(token.attributes))
            started.setdefault(token.name, []).append((at, hidden))
    return ends


class _Layer:
    """Lays a flow out in blocks, line below line; x is counted in characters, in a grid in columns."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.rows: list[Row] = []
        self.top = self.width = self.gap = 0.0

    def lay(self, flow: list[_Item]) -> None:
        line: list[_Text] = []
        for item in flow:
            if isinstance(item, _Text):
                line.append(item)
                continue
            self._end_line(line)
            line = []
            if isinstance(item, _Break):
                self.gap = max(self.gap, item.gap)
            elif item.nested:
                self._walk(item)
            else:
                self._lay_grid(item)
        self._end_line(line)

    def flush(self) -> None:
        if self.rows:
            self.blocks.append(Block(Layout.ALIGNED, tuple(self.rows)))
        self.rows = []

    def _walk(self, table: _Table) -> None:
        for row in table.rows:
            for slot in row:
                self.lay(slot.flow)

    def _end_line(self, line: list[_Text]) -> None:
        if not line:
            return
        self.top += self.gap
        words, at = [], 0.0
        for item in line:
            at += item.space
            words.append(_word(item, (at, self.top, at + len(item.text), self.top + 1)))
            at += len(item.text)
        self.width = max(self.width, at)
        self.rows.append(Row(_cut(words), gap=self.gap))
        self.top, self.gap = self.top + 1, 0.0

    def _lay_grid(self, table: _Table) -> None:
        self.flush()
        self.top += self.gap
        rows = []
        for slots in _place(table):
            cells, height = [], 1
            for column, slot in slots:
                lines = _lines(slot.flow)
                words = [w for i, line in enumerate(lines) for w in _spread(line, column, slot.colspan, self.top + i)]
                height = max(height, len(lines))
                if words:
                    cells.append(Cell(tuple(words), column, slot.colspan))
                self.width = max(self.width, column + slot.colspan)
            if cells:
                rows.append(Row(tuple(cells), gap=self.gap))
                self.top, self.gap = self.top + height, 0.0
        if rows:
            self.blocks.append(Block(Layout.GRID, tuple(rows)))


def _place(table: _Table) -> Iterator[list[tuple[int, _Slot]]]:
    """The cells of each row with the first grid column that each covers."""
    taken: dict[int, int] = {}
    for row in table.rows:
        placed, column = [], 0
        below = {c: n - 1 for c, n in taken.items() if n > 1}
        for slot in row:
            while taken.get(column, 0):
                column += 1
            placed.append((column, slot))
            if slot.rowspan > 1:
                below.update(dict.fromkeys(range(column, column + slot.colspan), slot.rowspan - 1))
            column += slot.colspan
        taken = below
        yield placed


def _lines(flow: list[_Item]) -> list[list[_Text]]:
    """The lines of a cell; empty ones are left out."""
    lines: list[list[_Text]] = [[]]
    for item in flow:
        if isinstance(item, _Text):
            lines[-1].append(item)
        elif lines[-1]:
            lines.append([])
    return lines if lines[-1] else lines[:-1]


def _spread(line: list[_Text], column: int, width: int, top: float) -> list[Word]:
    """Words side by side over the columns of their cell."""
    length = sum(len(i.text) + (i.space > 0) for i in line)
    words, at = [], 0
    for item in line:
        at += item.space > 0
        left, right = (column + width * x / length for x in (at, at + len(item.text)))
        words.append(_word(item, (left, top, right, top + 1)))
        at += len(item.text)
    return words


def _word(item: _Text, box: Box) -> Word:
    return Word(item.text, box, span=item.span, raised=item.raised)


def _cut(words: list[Word]) -> tuple[Cell, ...]:
    """A line's cells: runs without a wide gap."""
    starts = [0] + [i for i, (a, b) in enumerate(pairwise(words), 1) if b.box[0] - a.box[2] >= _WIDE]
    return tuple(Cell(tuple(words[a:b]), n) for n, (a, b) in enumerate(pairwise([*starts, len(words)])))
