"""HTML tags and text to a flow: runs of text, ends of lines, tables; what a browser would mend is mended."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from extraction.document import Span
from extraction.readers.html_boxes import find_tables
from extraction.readers.html_lists import find_lists
from extraction.readers.html_styles import find_blocks

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


@dataclass(frozen=True, slots=True)
class Text:
    """A run without white space; `space` is the number of columns left empty before it."""

    text: str
    span: Span
    space: int
    raised: bool


@dataclass(frozen=True, slots=True)
class Break:
    """The end of a line; `gap` is the empty space that follows, in lines."""

    gap: float


@dataclass(slots=True)
class Slot:
    """A table's cell as it is being read."""

    colspan: int = 1
    rowspan: int = 1
    flow: list[Item] = field(default_factory=list)


@dataclass(slots=True)
class Table:
    """A table as it is being read; `nested` where it holds another one."""

    rows: list[list[Slot]] = field(default_factory=list)
    open: bool = False
    nested: bool = False


Item = Text | Break | Table


@dataclass(frozen=True, slots=True)
class _Tag:
    """A tag with its place; `name` in lower case, without a slash."""

    name: str
    closing: bool
    attributes: str
    span: Span


def read_flow(text: str, offset: int) -> list[Item]:
    """The flow of a page; spans count from `offset` characters before `text`."""
    return _Parser(text, offset).parse()


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
        self.flow: list[Item] = []
        self.open: list[tuple[Table, list[Item]]] = []
        self.space = 1
        self.glued = False
        self.raised = self.pre = 0

    def parse(self) -> list[Item]:
        tokens = list(_tags(self.text))
        ends = _hidden_ends(tokens)
        kinds = [self._kind(t) for t in tokens]
        drawn = find_lists(kinds) | find_tables(kinds)
        blocks = find_blocks(kinds, self._sheets(tokens))
        at = 0
        while at < len(tokens):
            token = tokens[at]
            if isinstance(token, tuple):
                self._read_text(*token)
            elif at in ends:
                at = ends[at]
            elif at in drawn:
                self._draw(drawn[at], token)
            elif token.closing:
                self._end(token.name, at in blocks)
            else:
                self._start(token, at in blocks)
            at += 1
        while self.open:
            self._end_table()
        return self.flow

    def _sheets(self, tokens: Sequence[_Tag | Span]) -> str:
        """The text of the page's style sheets."""
        inside = (b for a, b in pairwise(tokens) if isinstance(a, _Tag) and a.name == "style" and isinstance(b, tuple))
        return " ".join(self.text[slice(*span)] for span in inside)

    def _kind(self, token: _Tag | Span) -> _Tag | None:
        """The tag, None for text, and for white space a tag that is none."""
        if isinstance(token, _Tag):
            return token
        return _Tag("", False, "", token) if self.text[slice(*token)].isspace() else None

    def _draw(self, names: Sequence[str], tag: _Tag) -> None:
        """Tags of a table in the place of one that a page builds it of."""
        for name in names:
            if name.startswith("/"):
                self._end(name[1:])
            else:
                self._start(_Tag(name, False, "", tag.span))

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
        if self.glued and isinstance(last, Text) and last.raised == bool(self.raised):
            self.flow[-1] = replace(last, text=last.text + piece, span=(last.span[0], span[1]))
        else:
            self.flow.append(Text(piece, span, self.space, bool(self.raised)))
        self.space, self.glued = 0, True

    def _break(self, gap: float) -> None:
        self.flow.append(Break(gap))
        self.space, self.glued = 0, False

    def _start(self, tag: _Tag, block: bool = False) -> None:
        name = tag.name
        if name == "table":
            self._break(0.0)
            self.open.append((Table(), self.flow))
            self.flow = []
        elif name in ("td", "th") and self.open:
            self._start_cell(tag)
        elif name == "tr" and self.open:
            self._end_cell()
            self.open[-1][0].rows.append([])
        elif name in ("input", "img"):
            self._tick(tag)
        elif name == "sup":
            self.raised += 1
        elif name == "br":
            self._break(0.0)
        elif name in _PARAGRAPHS:
            self.pre += name == "pre"
            self._break(1.0)
        elif name in _LINES or block:
            self._break(0.0)
        elif name == "label":
            self.space, self.glued = max(self.space, 1), False

    def _end(self, name: str, block: bool = False) -> None:
        if name == "table" and self.open:
            self._end_table()
        elif name in ("td", "th", "tr") and self.open:
            self._end_cell()
        elif name == "sup":
            self.raised = max(self.raised - 1, 0)
        elif name in _PARAGRAPHS:
            self.pre = max(self.pre - (name == "pre"), 0)
            self._break(1.0)
        elif name in _LINES or block:
            self._break(0.0)
        elif name == "label":
            self.space, self.glued = max(self.space, 1), False

    def _start_cell(self, tag: _Tag) -> None:
        self._end_cell()
        table = self.open[-1][0]
        if not table.rows:
            table.rows.append([])
        given = _attributes(tag) if "span" in tag.attributes.lower() else {}
        slot = Slot(_count(given.get("colspan"), 200), _count(given.get("rowspan"), 1000))
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
        filled = [s for row in table.rows for s in row if any(not isinstance(i, Break) for i in s.flow)]
        table.nested = any(isinstance(i, Table) for s in filled for i in s.flow)
        if len(filled) > 1:
            self.flow.append(table)
        elif filled:
            self.flow.extend(filled[0].flow)
        self._break(0.0)

    def _tick(self, tag: _Tag) -> None:
        ticked = _is_ticked(tag)
        if ticked is not None:
            start, end = tag.span
            self.space, self.glued = max(self.space, 1), False
            self._add("☒" if ticked else "☐", (start + self.offset, end + self.offset))
            self.space, self.glued = 1, False


_PICTURED = re.compile(
    r"(?P<no>\bnot\s+|un[-_\s]?)?(?:checked|ticked)|(?:^|[/\s_-])(?:ballot|box)(?:[_-]?x|(?P<bare>))\.(?:jpe?g|gif|png)",
    re.IGNORECASE,
)


def _is_ticked(tag: _Tag) -> bool | None:
    """Whether a box is ticked, one to fill in or the picture of one (EDGAR's pages of XML filings); None: no box."""
    given = _attributes(tag)
    if tag.name == "input":
        return "checked" in given if given.get("type", "").lower() in ("checkbox", "radio") else None
    pictured = _PICTURED.search(f"{given.get('alt', '')} {given.get('src', '')}")
    return pictured["no"] is None and pictured["bare"] is None if pictured else None


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
