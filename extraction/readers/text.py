"""Text inputs: which kind a text is, and its document."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from extraction.document import Document, Layout, Row, Source
from extraction.readers import aligned, ascii_table, markdown, messy, open_tables
from extraction.readers.lines import build_document
from extraction.values.squeeze import squeeze

Rows = Callable[[str], Iterator[tuple[Layout, Row]]]

_READERS: dict[Source, Rows] = {
    Source.MESSY: messy.read_rows,
    Source.MARKDOWN: markdown.read_rows,
    Source.LAYOUT: aligned.read_layout_rows,
    Source.OCR: aligned.read_ocr_rows,
    Source.ASCII: ascii_table.read_rows,
}

_HEAD = 20_000
"""Characters that tell the kind."""
_TOPICS = (
    "beneficialowner", "reportingperson", "securitiesandexchange", "derivativesecurit", "section16", "form3", "form4",
    "form5", "schedule13", "nameofissuer", "issuername", "cusip", "tradingsymbol", "acquireddisposed", "attorneyinfact",
    "explanationofresponses", "titleofsecurity", "votingpower", "dispositivepower", "titleofclass",
    "nonderivative", "otherspecifybelow", "ifamendmentdateoforiginal", "directdorindirecti", "reportingowner",
    "10owner", "insider", "underlyingsecurit",
)  # fmt: skip
_SGML = re.compile(r" *</?(?:PAGE|TABLE|CAPTION|S|C|SEC-\w+|DOCUMENT|TYPE|TEXT)>|-----BEGIN PRIV")
_PIPE_RULE = re.compile(rf" *\|[ |:]*---[ |:-]*|{open_tables.RULE.pattern}")
_LISTED = re.compile(r"^ *(?:\d+\. +)?[*+-] +\**\w[^\n:]*:\**[ \n]", re.M)
_HEADED, _UNDERLINED = re.compile(r"^#{1,6} [A-Z]", re.M), re.compile(r"^\S[^\n]*\n(?:={3,}|-{3,})$", re.M)
TABBED = 3
"""Lines of cells divided by tabs, at least, of a mis-cut table."""
HEADED, LISTED = 2, 5
"""Headings with signs before them, or captions in lists below underlined ones, at least, of Markdown without tables."""
_MONTHLY = re.compile(r"statement\W+for\W+month(?!\W+day)", re.I)
"""What a statement was for before August 2002; a day was asked for as well until the form of today."""
_TYPED = re.compile(
    r"statement\W+for\W+month|\bI\.? ?R\.? ?S\.?\s+(?:or\b|No\b|Numb|Ident)|social\s+security\s+n", re.I
)
"""Captions of Forms 3, 4 and 5 that only filings typed for EDGAR bear: they were gone before there were others."""
_TABLES = re.compile(r"nonderivative|derivativesecurit|tradingsymbol")
_WIDE = re.compile(r"\S {3,}\S")
_ASCII_RULE = re.compile(r"^[ |+=_-]*[-_=]{5}[ |+=_-]*$", re.M)


def recognise(text: str) -> Source | None:
    """Which kind of ownership filing's text this is; None: of none, by its words or its characters."""
    head = text[:_HEAD]
    if not _is_ownership(head):
        return None
    lines = head.split("\n")
    if any(map(_SGML.match, lines)):
        return Source.ASCII
    if any(map(_PIPE_RULE.fullmatch, lines)) and not (_is_typed(head) and _is_drawn(lines)):
        return Source.MARKDOWN
    tabbed = sum(map(_is_tabbed, head.splitlines())) >= TABBED
    if not tabbed and _count(_HEADED, head) >= HEADED:
        return Source.MARKDOWN
    if "<sup>" in head:
        return Source.MESSY
    if tabbed:
        return Source.ASCII if _MONTHLY.search(head) else Source.MESSY
    if _UNDERLINED.search(head) and _count(_LISTED, head) >= LISTED:
        return Source.MARKDOWN
    return _recognise_plain(head)


def _recognise_plain(head: str) -> Source:
    """Aligned, typewritten, or the bare lines of an OCR engine."""
    lines = [line for line in head.splitlines() if line.strip()]
    spaced = [line.rstrip() for line in lines if _WIDE.search(line)]
    wide, longest = len(spaced) / max(1, len(lines)), max(map(len, spaced), default=0)
    drawn, typed = _is_drawn(lines), _is_typed(head)
    if wide > 0.15 and not drawn and (longest > 100 or "\f" in head):
        return Source.ASCII if typed else Source.LAYOUT
    squeezed = squeeze(head)
    if drawn or wide > 0.1 or _count(_ASCII_RULE, head) >= 2 or not _TABLES.search(squeezed):
        return Source.ASCII
    if typed and len(spaced) >= INDENTED:
        return Source.ASCII
    if sum(line.startswith(INDENT) for line in lines) < INDENTED:
        return Source.OCR
    return Source.LAYOUT if "\f" in head or max(map(len, lines)) > WIDEST else Source.ASCII


INDENT, INDENTED = " " * 6, 3
"""What so many lines begin with in text whose places are kept; typed captions may stand at the margin, then as many
lines show wide gaps. An OCR engine's begin at the margin."""
WIDEST = 100
"""Characters of a typewritten line at most."""


def _is_typed(head: str) -> bool:
    """Whether a text without page breaks shows captions of the forms that were typed for EDGAR."""
    return "\f" not in head and _TYPED.search(head) is not None


def _is_drawn(lines: Sequence[str]) -> bool:
    """Columns drawn with `|`: three lines have four or more at the same places."""
    places = Counter(tuple(i for i, c in enumerate(line) if c == "|") for line in lines if line.count("|") > 3)
    return any(n > 2 for n in places.values())


def _is_tabbed(line: str) -> bool:
    """Cells divided by tabs, not a line that is only indented or spaced out with them."""
    return line.count("\t") >= 3 and sum(1 for cell in line.split("\t") if cell.strip()) >= 2


def _is_ownership(head: str) -> bool:
    squeezed = squeeze(head)
    return sum(topic in squeezed for topic in _TOPICS) >= 3


def _count(pattern: re.Pattern[str], text: str) -> int:
    return sum(1 for _ in pattern.finditer(text))


def read(text: str, name: str, source: Source) -> Document:
    """The document of a text of the kind `source`; every word's span points into `text`."""
    return build_document(name, source, text, _READERS[source](text))
