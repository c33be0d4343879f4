"""Read the facts of an ownership XML file (Forms 3, 4, 5) into a gold record of the contract's shape."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from typing import Any
from xml.etree import ElementTree

Record = dict[str, Any]
"""A gold record; its key `extra` holds what a page also shows but the contract doesn't name."""

NON_DERIVATIVE = {
    "security_title": "securityTitle",
    "transaction_date": "transactionDate",
    "deemed_execution_date": "deemedExecutionDate",
    "transaction_code": "transactionCoding/transactionCode",
    "timeliness": "transactionTimeliness",
    "shares": "transactionAmounts/transactionShares",
    "acquired_disposed": "transactionAmounts/transactionAcquiredDisposedCode",
    "price_per_share": "transactionAmounts/transactionPricePerShare",
    "shares_owned_following": "postTransactionAmounts/sharesOwnedFollowingTransaction",
    "value_owned_following": "postTransactionAmounts/valueOwnedFollowingTransaction",
    "direct_or_indirect": "ownershipNature/directOrIndirectOwnership",
    "nature_of_ownership": "ownershipNature/natureOfOwnership",
}
"""Field -> its path in a row of the XML (SEC's ownership XML specification)."""

DERIVATIVE = NON_DERIVATIVE | {
    "conversion_or_exercise_price": "conversionOrExercisePrice",
    "exercise_date": "exerciseDate",
    "expiration_date": "expirationDate",
    "underlying_security_title": "underlyingSecurity/underlyingSecurityTitle",
    "underlying_shares": "underlyingSecurity/underlyingSecurityShares",
    "underlying_value": "underlyingSecurity/underlyingSecurityValue",
}

DATES = frozenset({"transaction_date", "deemed_execution_date", "exercise_date", "expiration_date"})
PRICES = frozenset({"price_per_share", "conversion_or_exercise_price", "value_owned_following", "underlying_value"})
AMOUNTS = frozenset({"shares", "shares_owned_following", "underlying_shares"})
FLAGS = {
    "is_director": "isDirector",
    "is_officer": "isOfficer",
    "is_ten_percent_owner": "isTenPercentOwner",
    "is_other": "isOther",
}
OPTIONAL = frozenset({"timeliness", "value_owned_following", "underlying_value"})
"""Fields that a row bears only where they have a value."""


class Malformed(ValueError):
    """A value that the form's grammar doesn't allow."""


def from_xml(content: bytes) -> Record | None:
    """The gold record of an ownership XML file; None where it is malformed or shows totals instead of shares.

    `extra` holds: `group` (issuer's CIK), `other_text` and `country` (one an owner), `plan` (the 10b5-1 box).
    """
    try:
        root = ElementTree.fromstring(content)
        return _record(root)
    except (ElementTree.ParseError, Malformed):
        return None


def _record(root: ElementTree.Element) -> Record:
    if root.find(".//transactionTotalValue") is not None:
        raise Malformed("a total value stands in place of shares")
    owners = root.findall("reportingOwner")
    record = {
        "form_type": _required(root, "documentType"),
        "period_of_report": _date(_text(root, "periodOfReport")),
        "date_of_original_submission": _date(_text(root, "dateOfOriginalSubmission")),
        "issuer": {
            "name": _required(root, "issuer/issuerName"),
            "trading_symbol": _text(root, "issuer/issuerTradingSymbol"),
        },
        "reporting_owners": [_owner(owner) for owner in owners],
        "non_derivative": [_row(r, NON_DERIVATIVE) for r in _rows(root, "nonDerivative")],
        "derivative": [_row(r, DERIVATIVE) for r in _rows(root, "derivative")],
        "footnotes": {_id(note): _fold("".join(note.itertext())) or "" for note in root.findall("footnotes/footnote")},
        "remarks": _text(root, "remarks"),
        "signatures": [_signature(s) for s in root.findall("ownerSignature")],
        "extra": {
            "group": _text(root, "issuer/issuerCik") or "",
            "other_text": [_text(owner, "reportingOwnerRelationship/otherText") for owner in owners],
            "plan": _flag(_text(root, "aff10b5One")),
        },
    }
    if not record["period_of_report"] or not owners:
        raise Malformed("no period or no owner")
    return record


def _rows(root: ElementTree.Element, table: str) -> list[ElementTree.Element]:
    wanted = {f"{table}Transaction", f"{table}Holding"}
    return [row for row in root.findall(f"{table}Table/*") if row.tag in wanted]


def _owner(owner: ElementTree.Element) -> Record:
    relation = "reportingOwnerRelationship"
    return {
        "name": _required(owner, "reportingOwnerId/rptOwnerName"),
        "address": {
            "street1": _text(owner, "reportingOwnerAddress/rptOwnerStreet1"),
            "street2": _text(owner, "reportingOwnerAddress/rptOwnerStreet2"),
            "city": _text(owner, "reportingOwnerAddress/rptOwnerCity"),
            "state": _text(owner, "reportingOwnerAddress/rptOwnerState"),
            "zip": _text(owner, "reportingOwnerAddress/rptOwnerZipCode"),
        },
        **{field: _flag(_text(owner, f"{relation}/{tag}")) for field, tag in FLAGS.items()},
        "officer_title": _text(owner, f"{relation}/officerTitle"),
    }


def _row(row: ElementTree.Element, paths: dict[str, str]) -> Record:
    out: Record = {"kind": "holding" if row.tag.endswith("Holding") else "transaction"}
    for field, path in paths.items():
        value = _value(field, _text(row, path) if field == "transaction_code" else _text(row, f"{path}/value"))
        if value is not None or field not in OPTIONAL:
            out[field] = value
    out["footnotes"] = {field: ids for field, path in paths.items() if (ids := _marks(row, field, path))}
    return out


def _marks(row: ElementTree.Element, field: str, path: str) -> list[str]:
    """Ids of the footnotes attached to a field, each once; the code's stand anywhere in its coding."""
    found = row.findall("transactionCoding//footnoteId" if field == "transaction_code" else f"{path}/footnoteId")
    return list(dict.fromkeys(_id(mark) for mark in found))


def _signature(signature: ElementTree.Element) -> Record:
    return {"name": _text(signature, "signatureName"), "date": _date(_text(signature, "signatureDate"))}


def _id(note: ElementTree.Element) -> str:
    return note.get("id", "").removeprefix("F")


def _value(field: str, text: str | None) -> str | None:
    if field in DATES:
        return _date(text)
    return _amount(text) if field in PRICES | AMOUNTS else text


def _amount(text: str | None) -> str | None:
    """A plain decimal without trailing zeros."""
    if text is None:
        return None
    try:
        return f"{Decimal(text.replace(',', '')).normalize() + 0:f}"
    except InvalidOperation as error:
        raise Malformed(text) from error


def _date(text: str | None) -> str | None:
    """The ISO date without its time zone."""
    if text is None:
        return None
    if not re.match(r"\d{4}-\d\d-\d\d", text):
        raise Malformed(text)
    return text[:10]


def _flag(text: str | None) -> bool:
    return text in ("1", "true")


def _required(element: ElementTree.Element, path: str) -> str:
    text = _text(element, path)
    if text is None:
        raise Malformed(path)
    return text


def _text(element: ElementTree.Element, path: str) -> str | None:
    return _fold(element.findtext(path))


def _fold(text: str | None) -> str | None:
    return " ".join((text or "").split()) or None
