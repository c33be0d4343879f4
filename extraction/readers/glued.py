"""Footnote marks that a digital source shows as plain figures: glued to an amount, or between strokes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from extraction.document import DIGITAL, Block, Cell, Document, Page, Row, Word
from extraction.layout.seams import cut

_STROKES = re.compile(r"(?P<value>|\$?[\d,.]*\d{3}|\$?[\d,]*\.\d+|.*[^\d/])(?P<marks>(?:/\d{1,2}/)+)")
_GLUED = re.compile(r"(?P<value>\(?\$?\d{1,3}(?:,\d{3})+)(?P<marks>\d{1,2})")
"""No amount has one or two figures more behind its last group of three."""
_ONE = re.compile(r"\d{1,2}")


def set_marks_apart(document: Document) -> Document:
    """A document whose glued marks are raised words of their own; others than digital ones stay as they are."""
    if document.source not in DIGITAL:
        return document
    return replace(document, pages=tuple(_page(page) for page in document.pages))


def _page(page: Page) -> Page:
    return replace(page, blocks=tuple(Block(b.layout, tuple(map(_row, b.rows))) for b in page.blocks))


def _row(row: Row) -> Row:
    if not any(map(_find, row.words)):
        return row
    return replace(row, cells=tuple(_cell(c) for c in row.cells))


def _cell(cell: Cell) -> Cell:
    return replace(cell, words=tuple(part for word in cell.words for part in _parts(word)))


def _find(word: Word) -> re.Match[str] | None:
    text = word.text
    if word.raised or len(text) < 3 or not text[-2:-1].isdigit():
        return None
    return _STROKES.fullmatch(text) if text[-1] == "/" else _GLUED.fullmatch(text) if "," in text else None


def _parts(word: Word) -> Iterator[Word]:
    """A word's value, and each of its marks."""
    found = _find(word)
    if not found:
        yield word
        return
    if found["value"]:
        yield cut(word, 0, found.end("value"))
    for mark in _ONE.finditer(word.text, found.start("marks")):
        yield replace(cut(word, *mark.span()), raised=True)
