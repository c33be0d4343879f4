"""A document as one string whose characters know the words that they came from."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import Literal

from extraction.document import Block, Cell, Document, Layout, Row, Source, Span, Word
from extraction.place import box_on_page
from extraction.record import Evidence
from extraction.values.lookalikes import fold_mixed

PAGE_BREAK = "\f"
CELL_BREAK = "\t"

_RULE = re.compile(r"(?!\|_{1,3}\|$)[-_=~–—─━*.·|+]{3,}$")
"""A ruled line, which `|_|` is not: that is an empty box."""
_BLANK = re.compile(r"_{2,}|\.{4,}|…+")
_GLUED_RULE = re.compile(r"[-=]{6,}|_{20,}")
_RAISED_MARK = re.compile(r"\(?([0-9]{1,2}|[a-z])\)?$")
_BROWSER = re.compile(
    r"\s*\d{1,2}/\d{1,2}/\d{2,4},?\s+\d{1,2}:\d\d(?:\s*[AP]M)?(?!\S)|.*\b(?:https?|file):///?\S+\s+\d+\s?"
    r"/\s?\d+\s*$|\s*(?:https?|file):///?\S+\s*$"
)
"""The head and foot that a browser prints on every page."""
_TAG = re.compile(r"</?(?:table|caption|s|c|fn|f\d*|text|sup|b|i|u|page)>$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Text:
    """`text` has one line a row, tabs between cells and an empty line where space was left;
    `starts[i]` is where `words[i]` of the `document` begins in it."""

    text: str
    words: tuple[Word, ...]
    starts: tuple[int, ...]
    document: Document

    def words_between(self, start: int, end: int) -> tuple[Word, ...]:
        """The words that begin in [start, end)."""
        first = max(bisect_right(self.starts, start) - 1, 0)
        if first < len(self.starts) and self.starts[first] + len(self.words[first].text) <= start:
            first += 1
        return self.words[first : bisect_left(self.starts, end)]

    def evidence(
        self, start: int, end: int, status: Literal["read", "repaired", "inferred"] = "read"
    ) -> Evidence | None:
        """Where the characters [start, end) stand in the input; None where they bear no word."""
        words = self.words_between(start, end)
        if not words:
            return None
        page = words[0].page
        spans = [w.span for w in words if w.span]
        text = " ".join(w.text for w in words)
        if spans:
            return Evidence(page=page, span=_around_spans(spans), text=text, status=status)
        box = box_on_page([w.box for w in words if w.page == page], page, self.document)
        return Evidence(page=page, bbox=box, text=text, status=status)


def linearise(document: Document) -> Text:
    """The document's rows as lines of one string, in reading order; rules become empty lines."""
    pieces: list[str] = []
    words: list[Word] = []
    starts: list[int] = []
    at = 0
    page = None
    spans_written_out = document.source is Source.MARKDOWN
    for block, row in document.rows():
        if "/" in row.text and _BROWSER.match(row.text):
            continue
        lead = _lead(block, row, page)
        page = row.page
        pieces.append(lead)
        at += len(lead)
        for cell_index, cell in enumerate(row.cells):
            if spans_written_out and cell_index and _is_repeated(cell, row.cells[cell_index - 1]):
                continue
            for word_index, word in enumerate(cell.words):
                shown = _shown(word)
                if not shown:
                    continue
                gap = _gap(cell.words, word_index, cell_index)
                pieces.append(gap + shown)
                words.append(word)
                starts.append(at + len(gap))
                at += len(gap) + len(shown)
        pieces.append("\n")
        at += 1
    return Text("".join(pieces), tuple(words), tuple(starts), document)


def _is_repeated(cell: Cell, before: Cell) -> bool:
    """A cell that spans several columns, which converters to Markdown write out in each of them."""
    return len(cell.text) > 7 and any(c.isalpha() for c in cell.text) and cell.text == before.text


def blank(text: str, spans: list[Span]) -> str:
    """`text` with the characters of `spans` turned to spaces; line breaks and length stay."""
    parts, at = [], 0
    for start, end in sorted(spans):
        if end <= at:
            continue
        start = max(start, at)
        parts += [text[at:start], re.sub(r"[^\n\f]", " ", text[start:end])]
        at = end
    return "".join([*parts, text[at:]])


def letters(text: str) -> tuple[str, list[int]]:
    """The letters of `text` in lower case, and where each stands: captions are found in these, however they are set."""
    runs = [m.span() for m in re.finditer(r"[A-Za-z]+", text)]
    return "".join(text[a:b] for a, b in runs).lower(), [i for a, b in runs for i in range(a, b)]


def places_of(found: re.Match[str], places: list[int]) -> Span:
    """Where a match in the letters of a text stands in it; the initial of the next word is no plural `s`."""
    last = found.end() - 1
    if last > found.start() and found.group().endswith("s") and places[last] - places[last - 1] > 1:
        last -= 1
    return places[found.start()], places[last] + 1


def fold(text: str) -> str:
    """White space folded to single spaces."""
    return " ".join(text.split())


def _lead(block: Block, row: Row, page: int | None) -> str:
    """What stands before a row: a page break, or an empty line where the page leaves space."""
    if page is not None and row.page != page:
        return PAGE_BREAK + "\n"
    return "\n" if row.gap >= (0.6 if block.layout is not Layout.GRID else 1.0) else ""


def _gap(words: tuple[Word, ...], word_index: int, cell_index: int) -> str:
    """What parts a word from the one before it: a cell's edge, a new line in the cell, nothing before a raised `th`."""
    if word_index == 0:
        return CELL_BREAK if cell_index else ""
    before, word = words[word_index - 1], words[word_index]
    if word.page == before.page and word.box[1] >= before.box[3] - 0.1:
        return "\n"
    return "" if word.raised and word.text in ("th", "st", "nd", "rd") else " "


def _shown(word: Word) -> str:
    """A word as the readers of fields see it: no rules, no tags, a raised mark in brackets."""
    if not word.raised and word.text.isalnum() and word.text.isascii():
        return word.text
    if word.text.lower() == "<page>":
        return PAGE_BREAK
    if _RULE.match(word.text) or _TAG.match(word.text):
        return ""
    if word.raised and (mark := _RAISED_MARK.match(word.text)):
        return f"({mark.group(1)})"
    text = _GLUED_RULE.sub(lambda m: "\n" + " " * (len(m.group()) - 1), word.text)
    text = _BLANK.sub(lambda m: " " * len(m.group()), text) if "__" in text or ".." in text else text
    return text if text.isascii() else fold_mixed(text)


def _around_spans(spans: list[Span]) -> Span:
    return min(s for s, _ in spans), max(e for _, e in spans)
