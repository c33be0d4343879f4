"""EDGAR's ownership XML (Forms 3, 4 and 5) to a record; nothing here is guessed: the elements name the fields.

Elements and their meaning: EDGAR Ownership XML Technical Specification, section 3.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from extraction.document import Source
from extraction.errors import NotOwnership
from extraction.readers.decode import decode
from extraction.readers.xml_tree import Element, parse
from extraction.record import (
    Address,
    Derivative,
    Evidence,
    Footnote,
    Issuer,
    NonDerivative,
    Record,
    ReportingOwner,
    Signature,
)
from extraction.values.note_facts import facts_of

_TABLE_1 = {
    "security_title": "securityTitle",
    "transaction_date": "transactionDate",
    "deemed_execution_date": "deemedExecutionDate",
    "transaction_code": "transactionCoding",
    "timeliness": "transactionTimeliness",
    "shares": "transactionShares",
    "price_per_share": "transactionPricePerShare",
    "acquired_disposed": "transactionAcquiredDisposedCode",
    "shares_owned_following": "sharesOwnedFollowingTransaction",
    "value_owned_following": "valueOwnedFollowingTransaction",
    "direct_or_indirect": "directOrIndirectOwnership",
    "nature_of_ownership": "natureOfOwnership",
}
_TABLE_2 = _TABLE_1 | {
    "conversion_or_exercise_price": "conversionOrExercisePrice",
    "exercise_date": "exerciseDate",
    "expiration_date": "expirationDate",
    "underlying_security_title": "underlyingSecurityTitle",
    "underlying_shares": "underlyingSecurityShares",
    "underlying_value": "underlyingSecurityValue",
}
_AMOUNT = re.compile(r"(-?)\$?(\d[\d,]*|)(\.\d*)?")
_DATE = re.compile(r"(\d{4}-\d\d-\d\d)(?:[T+-].*|Z)?")


def amount(text: str) -> str | None:
    """A plain decimal as exact as written, None where there is none."""
    match = _AMOUNT.fullmatch(text.replace(" ", ""))
    if not match or not re.search(r"\d", text):
        return None
    fraction = match[3] or ""
    return match[1] + (match[2].replace(",", "") or "0") + (fraction if len(fraction) > 1 else "")


def date(text: str) -> str | None:
    """An ISO date without its time zone."""
    match = _DATE.fullmatch(text)
    return match[1] if match else None


def truth(text: str) -> bool:
    return text.lower() in ("1", "true", "y", "yes")


def _text(text: str) -> str | None:
    return text or None


def _letter(allowed: str) -> Callable[[str], str | None]:
    return lambda text: text.upper() if len(text) == 1 and text.upper() in allowed else None


_READERS: dict[str, Callable[[str], str | None]] = {
    "transaction_date": date,
    "deemed_execution_date": date,
    "exercise_date": date,
    "expiration_date": date,
    "shares": amount,
    "price_per_share": amount,
    "shares_owned_following": amount,
    "value_owned_following": amount,
    "conversion_or_exercise_price": amount,
    "underlying_shares": amount,
    "underlying_value": amount,
    "acquired_disposed": _letter("AD"),
    "direct_or_indirect": _letter("DI"),
}


@dataclass(slots=True)
class Findings:
    """What is written down while a record is made: where values stand, and what is missing or can't be read."""

    source_text: str
    offset: int
    evidence: dict[str, Evidence] = field(default_factory=dict)
    reasons: list[str] = field(default_factory=list)

    def take(
        self, element: Element | None, pointer: str, reader: Callable[[str], str | None] = _text, required: bool = False
    ) -> str | None:
        """An element's value, with its evidence; a reason for review where it is missing or senseless."""
        written = element.text if element else ""
        value = reader(written)
        if element and element.span and value is not None:
            start, end = element.span
            shown = self.source_text[start - self.offset : end - self.offset]
            self.evidence[pointer] = Evidence(span=element.span, text=shown)
        if value is None and written:
            self.reasons.append(f"{pointer}: {written[:40]!r} cannot be read")
        elif value is None and required:
            self.reasons.append(f"{pointer}: missing")
        return value


def read(content: bytes, name: str) -> Record:
    """An ownership document's record. Raises Truncated, WrongKind or NotOwnership."""
    return read_text(decode(content, name), name)


def read_text(text: str, name: str, offset: int = 0) -> Record:
    """The same for text; spans count from `offset` characters before it."""
    root = parse(text, name, offset)
    if root.name != "ownershipdocument":
        raise NotOwnership(f"{name}: the XML is <{root.name}>, not an ownership document (Forms 3, 4, 5)")
    found = Findings(text, offset)
    fields: dict[str, Any] = {
        "form_type": found.take(root.find("documentType"), "/form_type", required=True),
        "period_of_report": found.take(root.find("periodOfReport"), "/period_of_report", date, required=True),
        "date_of_original_submission": found.take(
            root.find("dateOfOriginalSubmission"), "/date_of_original_submission", date
        ),
        "issuer": Issuer(
            name=found.take(root.find("issuer", "issuerName"), "/issuer/name", required=True),
            trading_symbol=found.take(root.find("issuer", "issuerTradingSymbol"), "/issuer/trading_symbol"),
        ),
        "reporting_owners": tuple(_owner(e, i, found) for i, e in enumerate(root.find_all("reportingOwner"))),
        "non_derivative": tuple(NonDerivative(**_row(_TABLE_1, e, p, found)) for p, e in _rows(root, "non_derivative")),
        "derivative": tuple(Derivative(**_row(_TABLE_2, e, p, found)) for p, e in _rows(root, "derivative")),
        "footnotes": tuple(_footnote(e, i, found) for i, e in enumerate(_footnotes(root))),
        "remarks": found.take(root.find("remarks"), "/remarks"),
        "signatures": tuple(_signature(e, i, found) for i, e in enumerate(root.find_all("ownerSignature"))),
    }
    if not fields["reporting_owners"]:
        found.reasons.append("/reporting_owners: missing")
    return Record(
        source=name,
        source_kind=Source.OWNERSHIP_XML.value,
        **fields,
        needs_review=bool(found.reasons),
        review_reasons=tuple(found.reasons),
        evidence=found.evidence,
    )


def _rows(root: Element, table: str) -> list[tuple[str, Element]]:
    """The table's rows with their pointers, transactions and holdings in the filing's order."""
    start = table.replace("_", "")
    names = (start + "transaction", start + "holding")
    rows = [e for e in root.walk() if e.name in names]
    return [(f"/{table}/{i}", e) for i, e in enumerate(rows)]


def _owner(element: Element, index: int, found: Findings) -> ReportingOwner:
    at = f"/reporting_owners/{index}"
    parts = {"street1": "Street1", "street2": "Street2", "city": "City", "state": "State", "zip": "ZipCode"}
    flags = {
        "is_director": "isDirector",
        "is_officer": "isOfficer",
        "is_ten_percent_owner": "isTenPercentOwner",
        "is_other": "isOther",
    }
    return ReportingOwner(
        name=found.take(element.find("rptOwnerName"), f"{at}/name", required=True),
        address=Address(**{f: found.take(element.find(f"rptOwner{e}"), f"{at}/address/{f}") for f, e in parts.items()}),
        **{f: truth(found.take(element.find(e), f"{at}/{f}") or "") for f, e in flags.items()},
        officer_title=found.take(element.find("officerTitle"), f"{at}/officer_title"),
    )


def _row(names: dict[str, str], element: Element, at: str, found: Findings) -> dict[str, Any]:
    """The fields of a transaction or a holding; a footnote stands for a value that is not given."""
    before = len(found.reasons)
    values: dict[str, Any] = {}
    footnotes: dict[str, tuple[str, ...]] = {}
    for name, tag in names.items():
        cell = element.find(tag)
        ids = tuple(dict.fromkeys(_id(e) for e in cell.find_all("footnoteId"))) if cell else ()
        holder = cell.find("transactionCode" if name == "transaction_code" else "value") if cell else None
        values[name] = found.take(holder or cell, f"{at}/{name}", _READERS.get(name, _text))
        if ids:
            footnotes[name] = ids
    kind = "holding" if element.name.endswith("holding") else "transaction"
    _require(values, footnotes, kind, at, found)
    return {**values, "kind": kind, "footnotes": footnotes, "needs_review": len(found.reasons) > before}


def _require(
    values: dict[str, Any], footnotes: dict[str, tuple[str, ...]], kind: str, at: str, found: Findings
) -> None:
    """What a row cannot be without (Form 4, General Instruction 4)."""
    needed = ["security_title", "direct_or_indirect"]
    if kind == "transaction":
        needed += ["transaction_date", "transaction_code"]
    for name in needed:
        if not values[name] and not footnotes.get(name):
            found.reasons.append(f"{at}/{name}: missing")


def _id(element: Element) -> str:
    return re.sub(r"^[Ff]", "", element.attributes.get("id", "").strip())


def _footnotes(root: Element) -> list[Element]:
    return [e for e in root.find_all("footnote") if _id(e)]


def _footnote(element: Element, index: int, found: Findings) -> Footnote:
    text = found.take(element, f"/footnotes/{index}") or ""
    return Footnote(id=_id(element), text=text, facts=facts_of(text))


def _signature(element: Element, index: int, found: Findings) -> Signature:
    at = f"/signatures/{index}"
    return Signature(
        name=found.take(element.find("signatureName"), f"{at}/name"),
        date=found.take(element.find("signatureDate"), f"{at}/date", date),
    )
