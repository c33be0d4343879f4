"""Readers: one for each kind of source, chosen by looking at the bytes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extraction.document import Document
from extraction.errors import Empty, NotOwnership, Truncated, WrongKind
from extraction.readers.decode import decode
from extraction.readers.glued import set_marks_apart

if TYPE_CHECKING:
    from extraction.record import Record

_IMAGES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"BM", b"RIFF")
_OTHERS = {
    b"PK\x03\x04": "a ZIP archive or an office document; unpack it or save it as PDF",
    b"\x1f\x8b": "compressed with gzip; unpack it first",
    b"\xd0\xcf\x11\xe0": "an old office document; save it as PDF",
    b"7z\xbc\xaf": "a 7z archive; unpack it first",
    b"%!PS": "PostScript; turn it into PDF",
    b"{\\rtf": "rich text; save it as PDF or as plain text",
}
_XML_ROOT = re.compile(r"<(?:[\w.-]+:)?(ownershipDocument|edgarSubmission)\b")
_ANY_XML = re.compile(r"\s*<\?xml\b", re.IGNORECASE)


def read(content: bytes, name: str, ocr: str = "rapid") -> Document | Record:
    """A filing's bytes laid out, or its record where the source names every field (XML).

    `name` is only shown; `ocr` names the engine that reads images.
    Raises a subclass of `errors.Unreadable`, whose message says what is wrong and what to do.
    """
    found = _read(content, name, ocr)
    return set_marks_apart(found) if isinstance(found, Document) else found


def _read(content: bytes, name: str, ocr: str) -> Document | Record:
    _refuse(content, name)
    at = content[:1024].find(b"%PDF-")
    if at >= 0:
        from extraction.readers import pdf

        return pdf.read(content[at:], name, ocr)
    if content.startswith(_IMAGES) and b"\x00" in content[:200]:
        from extraction.readers import image
        from extraction.scan.recognise import load_engine

        return image.read(content, name, load_engine(ocr))
    return _read_text(decode(content, name), name)


def _refuse(content: bytes, name: str) -> None:
    """What can be told from the first bytes not to be a filing that can be read."""
    if not content.strip():
        raise Empty(f"{name}: the file is empty")
    for start, what in _OTHERS.items():
        if content.startswith(start):
            raise WrongKind(f"{name}: {what}")


def _read_text(text: str, name: str) -> Document | Record:
    from extraction.readers import submission

    if not text.strip():
        raise Empty(f"{name}: the file holds nothing but white space")
    if submission.is_submission(text):
        return submission.read(text, name)
    root = _XML_ROOT.search(text, 0, 4000)
    if root and not submission.is_html(text[: root.start()]):
        return _read_xml(root[1], text, name)
    if submission.is_html(text):
        return _read_html(text, name)
    if _ANY_XML.match(text):
        raise NotOwnership(f"{name}: XML, but neither an ownership document nor a Schedule 13D or 13G")
    return _read_plain(text, name)


def _read_xml(root: str, text: str, name: str) -> Record:
    from extraction.readers import ownership_xml, schedule13_xml

    read_text = ownership_xml.read_text if root == "ownershipDocument" else schedule13_xml.read_text
    return read_text(text, name)


def _read_html(text: str, name: str) -> Document:
    from extraction.readers import html

    if html.is_cut(text):
        raise Truncated(f"{name}: the HTML ends in the middle of a tag or a table; fetch it again")
    return html.read(text, name)


def _read_plain(text: str, name: str) -> Document:
    from extraction.readers import text as plain

    source = plain.recognise(text)
    if source is None:
        raise NotOwnership(f"{name}: text, but not of an ownership filing (Forms 3, 4, 5; Schedules 13D, 13G)")
    return plain.read(text, name, source)
