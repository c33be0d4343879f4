"""Readers chosen by bytes; what cannot be read is named with its reason."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction.document import Document, Source
from extraction.errors import Empty, NotOwnership, Truncated, Unreadable, WrongKind
from extraction.readers import read
from extraction.record import Record
from tests.readers.test_ownership_xml import FORM_4
from tests.readers.test_pdf import made, rule, write
from tests.readers.test_schedule13_xml import D

MARKDOWN_WITH_BREAKS = """| 1. Reporting Person<br/>Roe Søren | 2. Issuer Name and Trading Symbol<br/>Fjord [FJD]<br/> |
| --- | --- |
| Check<br/><br/>all<br/>that<br/>apply<br/> | Table I - Non-Derivative Securities<br/> |
"""
PAGE = "<html><body><p>Form 4 of Søren Roe</p></body></html>"


def source(content: bytes) -> str | None:
    found = read(content, "misleading.name")
    return found.source_kind if isinstance(found, Record) else found.source.value


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"junk before\n" + made(rule, write), Source.PDF),
        (FORM_4.encode(), Source.OWNERSHIP_XML),
        (b"\xef\xbb\xbf" + FORM_4.encode(), Source.OWNERSHIP_XML),
        (FORM_4.encode("utf-16"), Source.OWNERSHIP_XML),
        (D.encode(), Source.SCHEDULE13_XML),
        (PAGE.encode(), Source.HTML),
        (MARKDOWN_WITH_BREAKS.encode(), Source.MARKDOWN),
    ],
)
def test_source_is_known_by_its_bytes(content: bytes, kind: Source) -> None:
    assert source(content) == kind.value


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"])
def test_encodings(encoding: str) -> None:
    found = read(PAGE.encode(encoding), "x")
    assert isinstance(found, Document)
    assert next(found.rows())[1].text == "Form 4 of Søren Roe"


@pytest.mark.parametrize(
    ("content", "error", "says"),
    [
        (b"", Empty, "empty"),
        (b" \n\t ", Empty, "empty"),
        (b"\xef\xbb\xbf  ", Empty, "white space"),
        (b"PK\x03\x04rest", WrongKind, "ZIP"),
        (b"\x1f\x8b\x08rest", WrongKind, "gzip"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", Truncated, "damaged"),
        (bytes(range(256)) * 20, WrongKind, "no text"),
        (b"%PDF-1.7\nnothing", Truncated, "damaged"),
        (FORM_4.encode()[:900], Truncated, "middle"),
        (b"<html><body><table><tr><td>Form 4</td", Truncated, "middle"),
        (b"<?xml version='1.0'?><feed><entry/></feed>", NotOwnership, "XML"),
        (b"The quick brown fox jumps over the lazy dog.\n" * 20, NotOwnership, "ownership"),
    ],
)
def test_what_cannot_be_read_says_why(content: bytes, error: type[Unreadable], says: str) -> None:
    with pytest.raises(error, match=says) as raised:
        read(content, "folder/x.bin")
    assert str(raised.value).startswith("folder/x.bin: ")


@given(
    st.binary(max_size=300), st.sampled_from([b"", b"%PDF-1.4", b"<html>", b"<ownershipDocument>", b"<SEC-DOCUMENT>"])
)
def test_any_bytes_give_a_document_or_a_reason(content: bytes, start: bytes) -> None:
    try:
        read(start + content, "x")
    except Unreadable as error:
        assert str(error).startswith("x: ")
