"""Whether a PDF page's letters can be used, or only its picture: boxes without letters, letters without sense."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

import numpy as np
import pypdfium2

from extraction.document import Word

FEW = 20
"""Characters on a page with fewer of which its picture is looked at."""
GARBLED = 0.1
"""The share of characters that are none from which a page's letters cannot be used."""
ENOUGH, SENSE = 40, 0.02
"""Of so many words or more, at least this share are ones that every page of a filing bears."""
FREQUENT = frozenset({
    *("the", "of", "and", "or", "to", "in", "on", "by", "for", "is", "are", "as", "if", "any", "see", "not", "with"),
    *("code", "date", "form", "security", "securities", "transaction", "shares", "stock", "common", "instr", "owned"),
    *("reporting", "person", "director", "officer", "amount", "price", "title", "number", "page", "ownership"),
})  # fmt: skip
DARKER, SPECKS = 20, 0.0005
"""Grey levels by which faded ink is still darker than its paper, and the share of a page's pixels that is ink where
there is anything to read."""
SIGNED = 0.005
"""The same beside letters: less is a signature or a stroke."""
_WORD = re.compile(r"[A-Za-z]+")


def needs_eyes(page: pypdfium2.PdfPage, words: Sequence[Word]) -> bool:
    """Whether a page must be read as an image; a blank one need not."""
    text = "".join(w.text for w in words)
    if len(text) < FEW:
        return _bears_ink(page, words)
    return sum(map(_is_none, text)) > GARBLED * len(text) or not _makes_sense(words)


def _is_none(char: str) -> bool:
    """Whether a character tells no letter: a font that does not name its glyphs gives such, or boxes."""
    return char in "\ufffd\u25a1\u25af" or unicodedata.category(char) in ("Co", "Cn", "Cc")


def _makes_sense(words: Sequence[Word]) -> bool:
    """Whether words are words: fonts that misname their glyphs give letters that make none."""
    found = [w.lower() for word in words for w in _WORD.findall(word.text)]
    return len(found) < ENOUGH or sum(w in FREQUENT for w in found) >= SENSE * len(found)


def _bears_ink(page: pypdfium2.PdfPage, words: Sequence[Word]) -> bool:
    """Whether there is ink beside that of the page's own letters."""
    grey = page.render(scale=1.0, grayscale=True).to_numpy().astype(np.float32)
    paper = float(np.median(grey))
    for x0, top, x1, bottom in (w.box for w in words):
        grey[max(int(top) - 1, 0) : int(bottom) + 2, max(int(x0) - 1, 0) : int(x1) + 2] = paper
    return float(np.mean(grey < paper - DARKER)) > (SIGNED if words else SPECKS)
