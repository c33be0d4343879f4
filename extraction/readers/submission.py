"""EDGAR's `.txt` submission: an SGML header with names and numbers around one or more documents."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from extraction.document import Document, Row, Source, Word
from extraction.errors import NotOwnership, Truncated
from extraction.readers import html, ownership_xml, schedule13_xml
from extraction.record import Record

_START = re.compile(
    r"\s*(?:-----BEGIN PRIVACY-ENHANCED MESSAGE-----|<SEC-(?:DOCUMENT|HEADER)>|<IMS-|<DOCUMENT>\s*<TYPE>)"
)
_DOCUMENT = re.compile(r"<DOCUMENT>(.*?)(?:</DOCUMENT>|(?=<DOCUMENT>)|\Z)", re.DOTALL | re.IGNORECASE)
_TYPE = re.compile(r"<TYPE>\s*([^\n<]+)", re.IGNORECASE)
_TEXT = re.compile(r"<TEXT>(.*?)(?:</TEXT>|\Z)", re.DOTALL | re.IGNORECASE)
_WRAPPER = re.compile(r"\s*<(?:XML|TEXT|XBRL)>\s*", re.IGNORECASE)
_OWNERSHIP = re.compile(r"(?:SC|SCHEDULE) ?13[DG](?:/A)?|[345](?:/A)?", re.IGNORECASE)
_UUENCODED = re.compile(r"\s*(?:<PDF>\s*)?begin \d{3} ", re.IGNORECASE)
_SECTION = re.compile(r"^\s*(SUBJECT COMPANY|ISSUER|REPORTING-OWNER|FILED BY|FILER):\s*$", re.MULTILINE)
_OTHER_SET = re.compile(r"^[ |]*\|[ :]*-{3,}[ :|-]*$|<(?:S|C|CAPTION)>", re.MULTILINE)
_HTML = re.compile(r"<(?:!doctype html|html|body|head|p|div|td|font|br|hr|b|center|h\d)\b[^>]*>", re.IGNORECASE)

_FACTS = {
    "form_type": "CONFORMED SUBMISSION TYPE",
    "accession_number": "ACCESSION NUMBER",
    "period_of_report": "CONFORMED PERIOD OF REPORT",
    "filed": "FILED AS OF DATE",
}
_PARTIES = {"SUBJECT COMPANY": "issuer", "ISSUER": "issuer", "FILED BY": "owner", "REPORTING-OWNER": "owner"}


@dataclass(frozen=True, slots=True)
class _Part:
    """One document of a submission: its type, its text, and where that starts in the submission."""

    type: str
    text: str
    start: int


def is_submission(text: str) -> bool:
    return bool(_START.match(text[:2000]))


def is_html(text: str) -> bool:
    """Whether tags of HTML set this text: not those of EDGAR's fixed-width tables, nor breaks in Markdown's cells."""
    head = text[:20_000]
    return bool(re.search(r"<(?:!doctype html|html|body)\b", head[:4000], re.IGNORECASE)) or (
        len(_HTML.findall(head)) >= 8 and not _OTHER_SET.search(head)
    )


def read(text: str, name: str) -> Document | Record:
    """The main document of a submission, with the header's facts; exhibits and encoded files are passed over.

    `header` of a Document: form_type, accession_number, period_of_report, filed (YYYYMMDD), issuer_name, issuer_cik,
    owner_name, owner_cik; several owners one a line. Raises Truncated or NotOwnership.
    """
    header = read_header(text)
    part = _choose(_parts(text), header.get("form_type", ""), name)
    root = part.text[:3000].lower()
    if "<ownershipdocument" in root:
        return ownership_xml.read_text(part.text, name, part.start)
    if "<edgarsubmission" in root:
        return schedule13_xml.read_text(part.text, name, part.start)
    header.setdefault("form_type", part.type)
    if is_html(part.text):
        return replace(html.read(part.text, name, part.start), text=text, header=header)
    from extraction.readers import text as plain

    return replace(_shift(plain.read(part.text, name, Source.ASCII), part.start), text=text, header=header)


def read_header(text: str) -> dict[str, str]:
    """What the header says; of several parties of a kind, each on a line, empty where it says nothing."""
    end = re.search(r"</(?:SEC|IMS)-HEADER>|<DOCUMENT>", text)
    head = text[: end.start()] if end else ""
    facts = {fact: _value(head, label) for fact, label in _FACTS.items()}
    sections = list(_SECTION.finditer(head))
    ends = [s.start() for s in sections[1:]] + [len(head)]
    for section, stop in zip(sections, ends, strict=False):
        body = head[section.end() : stop]
        party = _PARTIES.get(section[1])
        for fact, label in (("name", "COMPANY CONFORMED NAME"), ("cik", "CENTRAL INDEX KEY")):
            if party and (value := _value(body, label)):
                facts[f"{party}_{fact}"] = "\n".join(filter(None, (facts.get(f"{party}_{fact}"), value)))
    return {fact: value for fact, value in facts.items() if value}


def _value(text: str, label: str) -> str:
    match = re.search(rf"^\s*{label}:[ \t]*(.*?)\s*$", text, re.MULTILINE)
    return match[1] if match else ""


def _parts(text: str) -> list[_Part]:
    parts = []
    for match in _DOCUMENT.finditer(text):
        kind, body = _TYPE.search(match[1]), _TEXT.search(match[1])
        if body:
            start = body.start(1)
            wrapper = _WRAPPER.match(match[1], start, body.end(1))
            start = wrapper.end() if wrapper else start
            content = re.sub(r"\s*</(?:XML|XBRL)>\s*\Z", "", match[1][start : body.end(1)], flags=re.IGNORECASE)
            parts.append(_Part(kind[1].strip() if kind else "", content, match.start(1) + start))
    return parts


def _choose(parts: list[_Part], form_type: str, name: str) -> _Part:
    """The document of the submission's own type, else the first of any ownership type."""
    readable = [p for p in parts if p.text.strip() and not _UUENCODED.match(p.text)]
    ownership = [p for p in readable if _OWNERSHIP.fullmatch(p.type)]
    if ownership:
        return next((p for p in ownership if p.type.upper() == form_type.upper()), ownership[0])
    if not parts:
        raise Truncated(f"{name}: the submission ends before its document's text; fetch it again")
    kinds = ", ".join(dict.fromkeys(p.type for p in parts)) or "none"
    raise NotOwnership(f"{name}: no Form 3, 4 or 5 and no Schedule 13D or 13G among its documents ({kinds})")


def _shift(document: Document, offset: int) -> Document:
    """A document whose words' spans count from further ahead."""

    def shift(word: Word) -> Word:
        return replace(word, span=(word.span[0] + offset, word.span[1] + offset)) if word.span else word

    pages = tuple(
        replace(page, blocks=tuple(replace(b, rows=tuple(_map_words(r, shift) for r in b.rows)) for b in page.blocks))
        for page in document.pages
    )
    return replace(document, pages=pages)


def _map_words(row: Row, change: Callable[[Word], Word]) -> Row:
    return replace(row, cells=tuple(replace(c, words=tuple(map(change, c.words))) for c in row.cells))
