"""Turn marked HTML into the Markdown that converters print of such pages, with the span of each value."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from random import Random
from typing import Any

from extraction.document import Source
from training.annotated import AnnotatedFiling, Annotation
from training.render.markup import filing

OPEN = 0xF0000
"""Marked values travel through the conversion between private characters: OPEN + its number, and CLOSE."""
CLOSE = "\ue001"
SIGNS = re.compile("[\U000f0000-\U000ffffd\ue001]")
VOID = frozenset({"br", "hr", "input", "meta", "img", "link", "col"})
BLOCKS = frozenset(
    {"p", "div", "h1", "h2", "h3", "h4", "table", "hr", "dl", "dt", "dd", "center", "caption", "ul", "li"}
)
HIDDEN = frozenset({"style", "title", "script"})
CELLS = ("td", "th")


@dataclass(slots=True)
class Node:
    """An element: children are elements and texts."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Node | str] = field(default_factory=list)

    def find_all(self, *tags: str) -> list[Node]:
        """Descendants with one of the tags, in document order."""
        out: list[Node] = []
        for child in self.children:
            if isinstance(child, Node):
                out += ([child] if child.tag in tags else []) + child.find_all(*tags)
        return out


@dataclass(frozen=True, slots=True)
class Habits:
    """What converters differ in."""

    breaks: str = " "
    """What a line break in a cell becomes."""
    raised: str = "{}"
    underlined: str = "<u>{}</u>"
    links: bool = False
    nested: bool = True
    """Tables in cells stay tables, on one line; else only their texts are kept."""
    spans: str = "blank"
    """A spanned cell is left blank, or repeated."""
    escapes: str = "*"
    blank_header: bool = True
    padded: bool = False
    bold: str = "**"


def vary(rng: Random) -> Habits:
    """Habits at random; a third of all are the plain ones."""
    if rng.random() < 0.34:
        return Habits()
    return Habits(
        breaks=rng.choice((" ", " ", "<br>", "<br/>", "  ")),
        raised=rng.choice(("{}", "{}", "<sup>{}</sup>", "^{}^", " {}")),
        underlined=rng.choice(("<u>{}</u>", "{}", "{}", "_{}_")),
        links=rng.random() < 0.2,
        nested=rng.random() < 0.5,
        spans=rng.choice(("blank", "blank", "repeat", "lost")),
        escapes=rng.choice(("*", "*_", "", "*_[]", "*_$")),
        blank_header=rng.random() < 0.7,
        padded=rng.random() < 0.2,
        bold=rng.choice(("**", "**", "", "__")),
    )


class _Reader(HTMLParser):
    """Builds the tree; the spans that mark values become signs in the text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Node("root")
        self.path = [self.root]
        self.pointers: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, {key: value or "" for key, value in attrs})
        self.path[-1].children.append(node)
        if "data-p" in node.attributes:
            node.children.append(chr(OPEN + len(self.pointers)))
            self.pointers.append(node.attributes["data-p"])
        if tag not in VOID:
            self.path.append(node)

    def handle_endtag(self, tag: str) -> None:
        at = next((i for i in range(len(self.path) - 1, 0, -1) if self.path[i].tag == tag), 0)
        if at:
            if "data-p" in self.path[at].attributes:
                self.path[at].children.append(CLOSE)
            del self.path[at:]

    def handle_data(self, data: str) -> None:
        self.path[-1].children.append(data)


def convert(marked: str, habits: Habits) -> tuple[str, list[Annotation]]:
    """The Markdown of a marked page and the span of each value in it."""
    reader = _Reader()
    reader.feed(marked)
    text = _children(reader.root, habits, False)
    text = re.sub(r"[ \t]+\n", "\n", re.sub(r"\n{3,}", "\n\n", text)).strip()
    return _without_signs(text, reader.pointers)


def _without_signs(text: str, pointers: list[str]) -> tuple[str, list[Annotation]]:
    pieces: list[str] = []
    annotations: list[Annotation] = []
    at = end = start = number = 0
    for sign in SIGNS.finditer(text):
        piece = text[end : sign.start()]
        pieces.append(piece)
        at, end = at + len(piece), sign.end()
        if sign[0] != CLOSE:
            start, number = at, ord(sign[0]) - OPEN
            continue
        value = "".join(pieces)[start:at] if len(piece) != at - start else piece
        if value.strip():
            left = start + len(value) - len(value.lstrip())
            annotations.append(Annotation(pointers[number], (left, left + len(value.strip()))))
    return "".join((*pieces, text[end:])), annotations


def _children(node: Node, habits: Habits, in_cell: bool) -> str:
    out: list[str] = []
    for index, child in enumerate(node.children):
        if isinstance(child, Node):
            out.append(_element(child, habits, in_cell))
        elif child.strip() or not _at_block(node, index):
            out.append(_escape(re.sub(r"[\s\xa0]+", " ", child), habits))
    return re.sub(r" *\n\n+ *", "\n\n", "".join(out))


def _at_block(node: Node, index: int) -> bool:
    """Whether a blank text stands beside a block or at an end of its parent, where it means nothing."""
    around = [node.children[i] if 0 <= i < len(node.children) else None for i in (index - 1, index + 1)]
    return any(
        n is None or (isinstance(n, Node) and n.tag in (*BLOCKS, "tr", "td", "th", "thead", "tbody")) for n in around
    )


def _escape(text: str, habits: Habits) -> str:
    return "".join("\\" + c if c in habits.escapes else c for c in text)


def _element(node: Node, habits: Habits, in_cell: bool) -> str:
    if node.tag in HIDDEN:
        return ""
    if node.tag == "table":
        return _table(node, habits, in_cell)
    text = _children(node, habits, in_cell)
    bare = text.strip()
    if node.tag == "br":
        return habits.breaks if in_cell else "  \n"
    if node.tag == "hr":
        return "\n\n---\n\n"
    if node.tag in ("b", "strong", "i", "em") and bare:
        star = habits.bold if node.tag in ("b", "strong") else "*"
        return text.replace(bare, f"{star}{bare}{star}", 1)
    if node.tag == "sup" and bare:
        # A bare number set low would melt into the figure before it.
        kept = "<sup>{}</sup>" if habits.raised == "{}" and SIGNS.sub("", bare).isdigit() else habits.raised
        return kept.format(text)
    if node.tag == "u" and bare:
        return habits.underlined.format(text)
    if node.tag == "a" and bare and habits.links:
        return f"[{text}]({node.attributes.get('href', '#')})"
    if node.tag in ("h1", "h2", "h3", "h4") and bare and not in_cell:
        return f"\n\n{'#' * int(node.tag[1])} {bare}\n\n"
    return f"\n\n{bare}\n\n" if node.tag in BLOCKS else text


def _width(cell: Node) -> int:
    number = cell.attributes.get("colspan", "1")
    return max(int(number), 1) if number.isdigit() else 1


def _table(table: Node, habits: Habits, in_cell: bool) -> str:
    rows = _rows(table)
    if not rows:
        return ""
    if in_cell and not habits.nested:
        cells = (_cell(cell, habits) for row in rows for cell in _cells(row))
        return " " + " ".join(text for text in cells if text) + " "
    lines = [[text for cell in _cells(row) for text in _spanned(cell, habits)] for row in rows]
    first = rows[0]
    width = sum(_width(cell) for cell in first.find_all(*CELLS)) if habits.nested else max(len(line) for line in lines)
    headed = all(cell.tag == "th" for cell in _cells(first)) or not habits.blank_header
    if habits.padded and not in_cell:
        lines = _padded(lines)
        width = len(lines[0])
    printed = ["|" + "|".join(" " if text is None else f" {text} " for text in line) + "|" for line in lines]
    rule = "| " + " | ".join(["---"] * width) + " |"
    above = [printed.pop(0)] if headed else ["| " + " | ".join([""] * width) + " |"]
    return "\n\n" + "\n".join((*above, rule, *printed)) + "\n\n"


def _padded(lines: Sequence[Sequence[str | None]]) -> list[list[str | None]]:
    """Cells filled up to their column's width, long ones cut off from the measure."""
    count = max(len(line) for line in lines)
    full = [[text or "" for text in (*line, *[""] * (count - len(line)))] for line in lines]
    wide = [min(40, max(_length(line[i]) for line in full)) for i in range(count)]
    return [[text + " " * (wide[i] - _length(text)) for i, text in enumerate(line)] for line in full]


def _length(text: str) -> int:
    return len(SIGNS.sub("", text))


def _rows(table: Node) -> list[Node]:
    out: list[Node] = []
    for child in table.children:
        if isinstance(child, Node) and child.tag in ("thead", "tbody"):
            out += _rows(child)
        elif isinstance(child, Node) and child.tag == "tr" and _cells(child):
            out.append(child)
    return out


def _cells(row: Node) -> list[Node]:
    return [child for child in row.children if isinstance(child, Node) and child.tag in CELLS]


def _cell(cell: Node, habits: Habits) -> str:
    text = _children(cell, habits, True).strip()
    return re.sub(r"\n", " ", re.sub(r"\n{3,}", "\n\n", text))


def _spanned(cell: Node, habits: Habits) -> list[str | None]:
    """A cell's text and what stands in the further columns that it spans: None for nothing."""
    text = _cell(cell, habits)
    more = 0 if habits.spans == "lost" else _width(cell) - 1
    again = SIGNS.sub("", text) if habits.spans == "repeat" and len(text) < 60 else None
    return [text, *[again] * more]


def filing_from_markdown(name: str, record: dict[str, Any], marked: str, rng: Random) -> AnnotatedFiling:
    """The annotated filing whose input is a converter's Markdown of the page."""
    text, annotations = convert(marked, vary(rng))
    return filing(name, Source.MARKDOWN, record, text, annotations)
