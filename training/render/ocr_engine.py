"""Printed pages scanned and read by a real OCR engine, Tesseract; each word it prints is traced to its values."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from random import Random

import numpy as np
import pypdfium2 as pdfium
from rapidfuzz.distance import Levenshtein

from extraction.document import Box
from training.render.placed import NOTHING, Char, Line, PlacedPage, lines_of
from training.render.scan_page import Scan, Scanner, draw_scanner, scan
from training.render.traced import Spans, Traced, text_and_spans

BLOCK = "6"
"""Page segmentation "a single uniform block": rows of a form stay on one line, without blank lines between them."""
WORD = "5"
"""Level of a word in Tesseract's table."""
SLACK = 3.0
"""Pixels by which a character may stand outside its word's box."""
ALIKE = 0.34
"""Least similarity of a word to what is printed in its box: below it the word is junk."""
SHORT = 3
"""Words so short are taken for what stands in their box, however they are misread."""
MARKS = re.compile(r"\(\d{1,2}\)|\[\d{1,2}\]|[*†‡]")
LETTER = re.compile(r"[\w|©®]")
"""What a short word has at least one of: dashes and quotes are what remains of rulings."""
SHAPES = str.maketrans("oqd|il!]as£z", "000111114552")
"""Small letters (all are lowered first) by the digits that they are taken for."""


class NoTesseract(Exception):
    """Tesseract is not installed, or failed on a page."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the engine: where its text starts in the page's text, and its box in pixels."""

    text: str
    start: int
    box: Box


def find_tesseract() -> str:
    """The path of the installed Tesseract; NoTesseract if there is none."""
    if path := shutil.which("tesseract"):
        return path
    raise NoTesseract("reading scans needs Tesseract, e.g. apt-get install tesseract-ocr")


def read_pages(pdf: bytes, pages: Sequence[PlacedPage], rng: Random) -> tuple[str, Spans]:
    """The text that Tesseract reads on scans of a PDF's pages, and the spans of each pointer in it.

    `pages` are what `placed.place` found in the same PDF. A page's text ends in a form feed, as Tesseract 4 prints it.
    """
    engine, scanner = find_tesseract(), draw_scanner(rng)
    document = pdfium.PdfDocument(pdf)
    try:
        read = [_read_page(engine, document[page.number - 1], page, scanner, rng) for page in pages]
    finally:
        document.close()
    return text_and_spans(list(chain.from_iterable(read)))


def _read_page(engine: str, sheet: pdfium.PdfPage, page: PlacedPage, scanner: Scanner, rng: Random) -> Traced:
    scanned = scan(sheet, scanner, rng)
    text, table = _run(engine, scanned.jpeg)
    words = list(words_of(text, table))
    lengths = Counter(char.run for char in page.chars if char.text.strip() and not char.raised)
    return trace(text, words, lay(page.chars, words, scanned), lengths)


def _run(engine: str, jpeg: bytes) -> tuple[str, str]:
    """Plain text and table of words of one image, from one run on one core."""
    with tempfile.TemporaryDirectory(prefix="tieout-ocr-") as folder:
        image = Path(folder, "page.jpg")
        image.write_bytes(jpeg)
        command = [engine, str(image), str(image.with_suffix("")), "--psm", BLOCK, "txt", "tsv"]
        ended = subprocess.run(command, capture_output=True, text=True, env=os.environ | {"OMP_THREAD_LIMIT": "1"})
        if ended.returncode:
            raise NoTesseract(f"Tesseract failed: {ended.stderr.strip()[-200:]}")
        text = image.with_suffix(".txt").read_text("utf-8").rstrip("\f") + "\f"
        return text, image.with_suffix(".tsv").read_text("utf-8")


def words_of(text: str, table: str) -> Iterator[Word]:
    """Tesseract's words with their places in its plain text; both tell the same words in the same order."""
    at = 0
    for row in table.splitlines()[1:]:
        cells = row.split("\t", 11)
        if cells[0] != WORD or not cells[-1].strip():
            continue
        start = text.find(cells[-1], at)
        if start < 0:
            raise NoTesseract(f"Tesseract's table has a word that its text lacks: {cells[-1]!r}")
        x, y, width, height = (float(cell) for cell in cells[6:10])
        at = start + len(cells[-1])
        yield Word(cells[-1], start, (x, y, x + width, y + height))


def lay(chars: Sequence[Char], words: Sequence[Word], scanned: Scan) -> list[Line]:
    """The placed characters that stand in each word's box; boxes may lie one over the other, as a line read twice."""
    held: list[Line] = [[] for _ in words]
    if not words:
        return held
    x0, top, x1, bottom = np.array([word.box for word in words]).T
    for char in (c for c in chars if c.text.strip()):
        x, y = scanned.pixel(char.middle, char.height)
        inside = (x0 - SLACK <= x) & (x <= x1 + SLACK) & (top - SLACK <= y) & (y <= bottom + SLACK)
        for at in np.flatnonzero(inside):
            held[at].append(char)
    return held


def trace(text: str, words: Sequence[Word], held: Sequence[Line], lengths: Mapping[int, int]) -> Traced:
    """The text with the pointer of each character of its words; `lengths` of the printed runs, without white space."""
    pointers = [NOTHING] * len(text)
    for word, chars in zip(words, held, strict=True):
        pointers[word.start : word.start + len(word.text)] = read_as(word.text, chars, lengths)
    return list(zip(text, pointers, strict=True))


def read_as(word: str, chars: Sequence[Char], lengths: Mapping[int, int]) -> list[int]:
    """A pointer for each character of a word, from the characters printed in its box; none for junk."""
    lines = lines_of(chars)
    line = max(lines, key=lambda one: _likeness(word, _printed(one)), default=[])
    if not _is_reading(word, line, lengths):
        return [NOTHING] * len(word)
    return _spread(word, _matched(word, line))


def _printed(line: Line) -> str:
    return "".join(char.text for char in line)


def _likeness(word: str, printed: str) -> float:
    """Similarity of shapes, with the footnote marks or without them; a part of what is printed is like it."""
    read = _shape(word)
    if len(read) >= SHORT and read in _shape(printed):
        return 1.0
    return max(Levenshtein.normalized_similarity(read, _shape(p)) for p in (printed, MARKS.sub("", printed)))


def _shape(text: str) -> str:
    return text.lower().translate(SHAPES)


def _is_reading(word: str, line: Line, lengths: Mapping[int, int]) -> bool:
    """Whether a word is what the engine made of the print, rather than of lines and dots."""
    body = MARKS.sub("", _printed(line))
    whole = 2 * len(body) >= sum(lengths[run] for run in {char.run for char in line}) or not body
    letters = word.strip("_")
    short = max(len(letters), len(body)) <= SHORT and whole
    short &= not body or (len(letters) <= len(body) + 1 and LETTER.search(word) is not None)
    return bool(line) and (short or _likeness(word, _printed(line)) >= ALIKE)


def _matched(word: str, line: Line) -> list[int | None]:
    """The pointer of the printed character that each character of a word stands for; None where it stands for none."""
    pointers: list[int | None] = [None] * len(word)
    printed = [char for char in line for _ in char.text]
    for op in Levenshtein.opcodes(_printed(line), word):
        if op.tag in ("equal", "replace"):
            pointers[op.dest_start : op.dest_end] = [c.pointer for c in printed[op.src_start : op.src_end]]
    return pointers


def _spread(word: str, pointers: Sequence[int | None]) -> list[int]:
    """Letters and digits too many belong to the value beside them, other signs only inside a value."""
    spread: list[int] = []
    for at, pointer in enumerate(pointers):
        left = spread[-1] if spread else None
        right = next((p for p in pointers[at + 1 :] if p is not None), None)
        if pointer is None and (word[at].isalnum() or left == right):
            pointer = left if left is not None else right
        spread.append(NOTHING if pointer is None else pointer)
    return spread
