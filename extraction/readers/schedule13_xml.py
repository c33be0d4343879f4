"""The XML of Schedules 13D and 13G (filed since December 2024) to a record.

Elements and their meaning: EDGAR Schedule 13D and 13G XML Technical Specification, chapter 3.
"""

from __future__ import annotations

import re
from typing import Any, Literal

from extraction.document import Source
from extraction.errors import NotOwnership
from extraction.readers.decode import decode
from extraction.readers.ownership_xml import Findings, amount, truth
from extraction.readers.xml_tree import Element, parse
from extraction.record import Issuer, Record, ReportingPerson, Signature, Trade

_POWERS = {
    "sole_voting_power": ("soleVotingPower",),
    "shared_voting_power": ("sharedVotingPower",),
    "sole_dispositive_power": ("soleDispositivePower",),
    "shared_dispositive_power": ("sharedDispositivePower",),
    "aggregate_amount": ("aggregateAmountOwned", "reportingPersonBeneficiallyOwnedAggregateNumberOfShares"),
    "percent_of_class": ("percentOfClass", "classPercent"),
}
_TRADE = re.compile(
    r"^\W*(?P<date>\d{1,2}[./]\d{1,2}[./]\d{4}|\d{4}-\d\d-\d\d)\W+(?P<kind>buy|bought|purchased?|sell|sold|sale)\W+"
    r"(?P<shares>\d[\d,'’]*)\s+\$?(?P<price>\d[\d,'’]*\.?\d*)",
    re.IGNORECASE | re.MULTILINE,
)


def read(content: bytes, name: str) -> Record:
    """The record of a Schedule 13D or 13G. Raises Truncated, WrongKind or NotOwnership."""
    return read_text(decode(content, name), name)


def read_text(text: str, name: str, offset: int = 0) -> Record:
    """The same for text; spans count from `offset` characters before it."""
    root = parse(text, name, offset)
    kind = re.fullmatch(r"(?:SCHEDULE|SC) (13[DG](?:/A)?)", _text_of(root, "submissionType").upper())
    if root.name != "edgarsubmission" or not kind:
        raise NotOwnership(f"{name}: the XML is <{root.name}>, not a Schedule 13D or 13G")
    found = Findings(text, offset)
    persons = root.find_all("reportingPersonInfo") or root.find_all("coverPageHeaderReportingPersonDetails")
    signatures = root.find_all("signatureDetails")
    fields: dict[str, Any] = {
        "form_type": f"SC {kind[1]}",
        "amendment_number": _whole(found.take(root.find("amendmentNo"), "/amendment_number")),
        "date_of_event": found.take(
            _first(root, "dateOfEvent", "eventDateRequiresFilingThisStatement"), "/date_of_event", _date, required=True
        ),
        "security_class_title": found.take(root.find("securitiesClassTitle"), "/security_class_title", required=True),
        "issuer": _issuer(root, found),
        "rule": found.take(root.find("designateRulePursuantThisScheduleFiled"), "/rule", _rule),
        "reporting_persons": tuple(_person(e, i, kind[1][2] == "D", found) for i, e in enumerate(persons)),
        "transactions": _trades(root.find("transactionDesc"), found),
        "signatures": tuple(_signature(e, i, found) for i, e in enumerate(signatures)),
    }
    if not persons:
        found.reasons.append("/reporting_persons: missing")
    return Record(
        source=name,
        source_kind=Source.SCHEDULE13_XML.value,
        **fields,
        needs_review=bool(found.reasons),
        review_reasons=tuple(found.reasons),
        evidence=found.evidence,
    )


def _first(element: Element, *names: str) -> Element | None:
    return next((e for e in map(element.find, names) if e), None)


def _text_of(element: Element | None, name: str) -> str:
    child = element.find(name) if element else None
    return child.text if child else ""


def _whole(text: str | None) -> int | None:
    return int(text) if text and re.fullmatch(r"\d{1,4}", text) else None


def _date(text: str) -> str | None:
    """MM/DD/YYYY, as the specification has it, or ISO."""
    match = re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{4})", text)
    if match:
        return f"{match[3]}-{int(match[1]):02}-{int(match[2]):02}"
    return text[:10] if re.match(r"\d{4}-\d\d-\d\d", text) else None


def _rule(text: str) -> str | None:
    match = re.search(r"13d-1\([bcd]\)", text)
    return match[0] if match else None


def _round(text: str) -> str | None:
    """An amount; the form's software writes whole shares with `.00`, which no filer typed."""
    value = amount(text)
    return re.sub(r"\.0+$", "", value) if value else None


def _issuer(root: Element, found: Findings) -> Issuer:
    issuer = root.find("issuerInfo")
    address = _first(issuer, "address", "issuerPrincipalExecutiveOfficeAddress") if issuer else None
    cusip = _first(issuer, "issuerCusipNumber", "issuerCusip") if issuer else None
    return Issuer(
        name=found.take(issuer.find("issuerName") if issuer else None, "/issuer/name", required=True),
        cusip=found.take(cusip, "/issuer/cusip"),
        address=_address(address),
    )


def _address(element: Element | None) -> str | None:
    """One line as on an envelope: street, city, state and postal code."""
    state = f"{_text_of(element, 'stateOrCountry')} {_text_of(element, 'zipCode')}".strip()
    parts = [*(_text_of(element, name) for name in ("street1", "street2", "city")), state]
    return ", ".join(p for p in parts if p) or None


def _person(element: Element, index: int, is_13d: bool, found: Findings) -> ReportingPerson:
    """A cover page; the boxes of rows 2, 5 and 8 are checked with Y and left blank without."""
    at, before = f"/reporting_persons/{index}", len(found.reasons)
    amounts: dict[str, Any] = {
        field: found.take(_first(element, *names), f"{at}/{field}", amount if "percent" in field else _round)
        for field, names in _POWERS.items()
    }
    name = found.take(element.find("reportingPersonName"), f"{at}/name", required=True)
    for field in ("aggregate_amount", "percent_of_class"):
        if amounts[field] is None:
            found.reasons.append(f"{at}/{field}: missing")
    proceedings = found.take(element.find("legalProceedings"), f"{at}/legal_proceedings")
    excludes = found.take(
        _first(element, "isAggregateExcludeShares", "aggregateAmountExcludesCertainSharesFlag"), f"{at}/excludes_shares"
    )
    return ReportingPerson(
        name=name,
        group_member=_member(_first(element, "memberOfGroup", "memberGroup")),
        source_of_funds=tuple(e.text for e in element.find_all("fundType") if e.text),
        legal_proceedings=truth(proceedings) if proceedings else (False if is_13d else None),
        citizenship=found.take(element.find("citizenshipOrOrganization"), f"{at}/citizenship"),
        excludes_shares=truth(excludes) if excludes else False,
        person_types=tuple(e.text for e in element.find_all("typeOfReportingPerson") if e.text),
        **amounts,
        needs_review=len(found.reasons) > before,
    )


def _member(element: Element | None) -> Literal["a", "b"] | None:
    text = element.text.lower() if element else ""
    return "a" if text == "a" else "b" if text == "b" else None


def _signature(element: Element, index: int, found: Findings) -> Signature:
    at = f"/signatures/{index}"
    return Signature(
        name=found.take(element.find("signature"), f"{at}/name"),
        date=found.take(element.find("date"), f"{at}/date", _date),
    )


def _trades(element: Element | None, found: Findings) -> tuple[Trade, ...]:
    """Item 5(c), where its text has a line for each trade: date, kind, shares, price."""
    if element is None:
        return ()
    text = "".join(element.pieces)
    return tuple(_trade(match) for match in _TRADE.finditer(text))


def _trade(match: re.Match[str]) -> Trade:
    """Dates with full stops put the day first."""
    day = re.fullmatch(r"(\d+)\.(\d+)\.(\d{4})", match["date"])
    return Trade(
        kind="sale" if match["kind"].lower().startswith("s") else "purchase",
        date=_date(f"{day[2]}/{day[1]}/{day[3]}" if day else match["date"]),
        shares=amount(re.sub("['’]", "", match["shares"])),
        price_per_share=amount(re.sub("['’]", "", match["price"])),
    )
