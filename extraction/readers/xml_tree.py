"""XML to a tree of elements that know where their text stands; broken XML is read as far as it goes.

Document type definitions are refused and no entity is looked up, so nothing can be expanded or fetched.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from extraction.document import Span
from extraction.errors import Truncated, WrongKind

_TOKEN = re.compile(
    r"<!--.*?(?:-->|\Z)|<!\[CDATA\[(.*?)(?:\]\]>|\Z)|<\?.*?(?:\?>|\Z)"
    r"|<(/?)(?:[\w.-]++:)?([\w.-]++)((?:[^<>\"']++|\"[^\"<]*+\"|'[^'<]*+'|[\"'])*+)>",
    re.DOTALL,
)
_DTD = re.compile(r"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"([\w:.-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_REFERENCE = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|amp|lt|gt|quot|apos|nbsp);")


@dataclass(slots=True)
class Element:
    """An element; `name` in lower case without its namespace, `text` what stands in it directly, folded."""

    name: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Element] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    span: Span | None = None
    """Where its own text starts and ends, white space around it left out."""

    @property
    def text(self) -> str:
        return " ".join("".join(self.pieces).split())

    def walk(self) -> Iterator[Element]:
        """All elements below, in the order of the document."""
        for child in self.children:
            yield child
            yield from child.walk()

    def find(self, *names: str) -> Element | None:
        """The first element below that is reached by going down by these names, others between them allowed."""
        found: Element | None = self
        for name in names:
            if found is None:
                return None
            found = next((e for e in found.walk() if e.name == name.lower()), None)
        return found

    def find_all(self, name: str) -> list[Element]:
        return [e for e in self.walk() if e.name == name.lower()]


def parse(text: str, name: str, offset: int = 0) -> Element:
    """The root element; spans count from `offset` characters before `text`.

    Ends that fit no start are passed over, missing ends are supplied. Raises Truncated where the root never ends,
    WrongKind where there is none or a document type is declared.
    """
    if _DTD.search(text):
        raise WrongKind(f"{name}: the XML declares a document type or entities, which no filing does; it is not read")
    top = Element("")
    open_elements, at = [top], 0
    for match in _TOKEN.finditer(text):
        _take_text(open_elements[-1], text, at, match.start(), offset)
        at = match.end()
        if match[1] is not None:
            open_elements[-1].pieces.append(match[1])
            _stretch(open_elements[-1], match.start(1) + offset, match.end(1) + offset)
        elif match[3] is not None:
            _take_tag(open_elements, match[2] == "/", match[3].lower(), match[4])
    if not top.children:
        raise WrongKind(f"{name}: no XML element was found in it")
    if len(open_elements) > 1:
        raise Truncated(f"{name}: the XML ends in the middle, before </{open_elements[1].name}>; fetch it again")
    return top.children[0]


def _take_text(element: Element, text: str, start: int, end: int, offset: int) -> None:
    piece = text[start:end]
    bare = piece.strip()
    if bare:
        element.pieces.append(_REFERENCE.sub(lambda m: html.unescape(m[0]), piece) if "&" in piece else piece)
        first = start + len(piece) - len(piece.lstrip()) + offset
        _stretch(element, first, first + len(bare))
    elif element.pieces:
        element.pieces.append(" ")


def _stretch(element: Element, start: int, end: int) -> None:
    element.span = (element.span[0] if element.span else start, end)


def _take_tag(open_elements: list[Element], closing: bool, name: str, attributes: str) -> None:
    if closing:
        for depth in range(len(open_elements) - 1, 0, -1):
            if open_elements[depth].name == name:
                del open_elements[depth:]
                break
        return
    element = Element(name, {m[1].lower(): html.unescape(m[2] or m[3] or "") for m in _ATTRIBUTE.finditer(attributes)})
    open_elements[-1].children.append(element)
    if not attributes.rstrip().endswith("/") and len(open_elements) < 200:
        open_elements.append(element)
