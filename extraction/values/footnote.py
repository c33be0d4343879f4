"""Footnote marks: text to ids, and values without the marks glued to them."""

from __future__ import annotations

import re

from extraction.values.lookalikes import fold

_ID = re.compile(r"\d{1,2}|[a-z](?![a-z])|\*+|[†‡]+", re.IGNORECASE)
_ONE = r"\((?:\d{1,2}(?:\s*[,;]\s*\d{1,2})*|[*†‡]+)\)|(?:(?<=[A-Za-z\s)])|(?<=,\d\d\d))\([a-z]\)"
_GLUED = re.compile(rf"(?<=\S)(?:(?:\s*(?:{_ONE}))+|[†‡]+|\*+)$")
"""A bracketed letter after a number is a mark only where commas show an amount: 401(k) and 16(b) have none."""


def ids(mark: str) -> tuple[str, ...]:
    """Ids of a mark, whole or broken, once each: `(1)(2)`, `(1,2)`, `(2`, `3)`, `F4`, `*`; a lone l is a 1."""
    text = re.sub(r"(?<![A-Za-z])[lI|](?![A-Za-z])", "1", re.sub(r"^[Ff](?=\d)", "", fold(mark).strip()))
    return tuple(dict.fromkeys(i.lower() if i.isalpha() else i for i in _ID.findall(text)))


def split(text: str) -> tuple[str, tuple[str, ...]]:
    """A value and the ids of the marks glued to its end: `$0.35(1)(2)` is `$0.35` with 1 and 2."""
    found = _GLUED.search(fold(text))
    if not found or len(fold(text)) != len(text):
        return text, ()
    return text[: found.start()].rstrip(), ids(found.group())
