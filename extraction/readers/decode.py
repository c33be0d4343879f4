"""Bytes to text: by byte order mark, as UTF-8, else as Windows-1252, which EDGAR's older filings use."""

from __future__ import annotations

import codecs
import re

from extraction.errors import WrongKind

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x19\x1c-\x1f\ufffd]")
"""Characters that no text holds, or where bytes are none."""


def decode(content: bytes, name: str) -> str:
    """The text without its byte order mark. Raises WrongKind where the bytes are no text."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return content[len(mark) :].decode(encoding, "replace")
    sample = content[:4096]
    if sample.count(0) > len(sample) // 4:
        return _decode_wide(content, name)
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        text = content.decode("cp1252", "replace")
    if len(_CONTROLS.findall(text[:4096])) > len(text[:4096]) // 50:
        raise WrongKind(f"{name}: these bytes are no text, PDF or XML; give the filing itself")
    return text


def _decode_wide(content: bytes, name: str) -> str:
    """UTF-16 without a mark: every other byte of Latin text is null."""
    little = content[1:4096:2].count(0) > content[0:4096:2].count(0)
    text = content.decode("utf-16-le" if little else "utf-16-be", "replace")
    if sum(c.isascii() and (c.isprintable() or c.isspace()) for c in text[:1000]) < 0.8 * len(text[:1000]):
        raise WrongKind(f"{name}: these bytes are no text, PDF or XML; give the filing itself")
    return text
