"""Ownership XML: every field, footnotes at their fields, broken and hostile input."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction.errors import NotOwnership, Truncated, Unreadable, WrongKind
from extraction.readers import ownership_xml
from extraction.record import Record

FORM_4 = """<?xml version="1.0"?>
<ownershipDocument>
  <documentType>4/A</documentType>
  <periodOfReport>2024-03-01-05:00</periodOfReport>
  <dateOfOriginalSubmission>2024-03-04</dateOfOriginalSubmission>
  <issuer><issuerCik>1</issuerCik><issuerName>Acme  Holdings, Inc.</issuerName>
    <issuerTradingSymbol>ACM</issuerTradingSymbol></issuer>
  <reportingOwner>
    <reportingOwnerId><rptOwnerName>Roe &amp; Sons LLC</rptOwnerName></reportingOwnerId>
    <reportingOwnerAddress><rptOwnerStreet1>1 MAIN ST</rptOwnerStreet1><rptOwnerStreet2/>
      <rptOwnerCity>SPRINGFIELD</rptOwnerCity><rptOwnerState>IL</rptOwnerState>
      <rptOwnerZipCode>62701</rptOwnerZipCode></reportingOwnerAddress>
    <reportingOwnerRelationship><isDirector>1</isDirector><isOfficer>true</isOfficer><isTenPercentOwner>0
      </isTenPercentOwner><isOther>1</isOther><officerTitle>Chief Sample Officer</officerTitle>
      <otherText>See Remarks</otherText></reportingOwnerRelationship>
  </reportingOwner>
  <reportingOwner><reportingOwnerId><rptOwnerName>Roe Jane</rptOwnerName></reportingOwnerId></reportingOwner>
  <nonDerivativeTable>
    <nonDerivativeTransaction>
      <securityTitle><value>Common Stock</value><footnoteId id="F1"/></securityTitle>
      <transactionDate><value>2024-03-01</value></transactionDate>
      <deemedExecutionDate><value>2024-03-02</value></deemedExecutionDate>
      <transactionCoding><transactionFormType>4</transactionFormType><transactionCode>S</transactionCode>
        <equitySwapInvolved>0</equitySwapInvolved><footnoteId id="F2"/></transactionCoding>
      <transactionTimeliness><value>L</value></transactionTimeliness>
      <transactionAmounts>
        <transactionShares><value>1,250.5</value><footnoteId id="F2"/><footnoteId id="F1"/></transactionShares>
        <transactionPricePerShare><value>.35</value></transactionPricePerShare>
        <transactionAcquiredDisposedCode><value>D</value></transactionAcquiredDisposedCode>
      </transactionAmounts>
      <postTransactionAmounts><sharesOwnedFollowingTransaction><value>0</value></sharesOwnedFollowingTransaction>
      </postTransactionAmounts>
      <ownershipNature><directOrIndirectOwnership><value>I</value></directOrIndirectOwnership>
        <natureOfOwnership><value>By Trust</value></natureOfOwnership></ownershipNature>
    </nonDerivativeTransaction>
    <nonDerivativeHolding>
      <securityTitle><value>Notes</value></securityTitle>
      <postTransactionAmounts><valueOwnedFollowingTransaction><value>5000.00</value></valueOwnedFollowingTransaction>
      </postTransactionAmounts>
      <ownershipNature><directOrIndirectOwnership><value>D</value></directOrIndirectOwnership></ownershipNature>
    </nonDerivativeHolding>
  </nonDerivativeTable>
  <derivativeTable>
    <derivativeTransaction>
      <securityTitle><value>Option (right to buy)</value></securityTitle>
      <conversionOrExercisePrice><value>1.9375</value></conversionOrExercisePrice>
      <transactionDate><value>2024-03-01</value></transactionDate>
      <transactionCoding><transactionCode>A</transactionCode></transactionCoding>
      <transactionAmounts><transactionShares><value>100</value></transactionShares>
        <transactionPricePerShare><footnoteId id="F1"/></transactionPricePerShare>
        <transactionAcquiredDisposedCode><value>A</value></transactionAcquiredDisposedCode></transactionAmounts>
      <exerciseDate><footnoteId id="F2"/></exerciseDate>
      <expirationDate><value>2034-03-01</value></expirationDate>
      <underlyingSecurity><underlyingSecurityTitle><value>Common Stock</value></underlyingSecurityTitle>
        <underlyingSecurityShares><value>100</value></underlyingSecurityShares>
        <underlyingSecurityValue><value>99.5</value></underlyingSecurityValue></underlyingSecurity>
      <ownershipNature><directOrIndirectOwnership><value>D</value></directOrIndirectOwnership></ownershipNature>
    </derivativeTransaction>
  </derivativeTable>
  <footnotes><footnote id="F1">An invented
      note.</footnote><footnote id="F2">Another.</footnote></footnotes>
  <remarks>None to speak of.</remarks>
  <ownerSignature><signatureName>/s/ Jane Roe</signatureName><signatureDate>2024-03-05</signatureDate></ownerSignature>
</ownershipDocument>"""

EXPECTED = {
    "source": "x.xml",
    "status": "ok",
    "source_kind": "ownership_xml",
    "form_type": "4/A",
    "needs_review": False,
    "period_of_report": "2024-03-01",
    "date_of_original_submission": "2024-03-04",
    "issuer": {"name": "Acme Holdings, Inc.", "trading_symbol": "ACM"},
    "reporting_owners": [
        {
            "name": "Roe & Sons LLC",
            "address": {"street1": "1 MAIN ST", "city": "SPRINGFIELD", "state": "IL", "zip": "62701"},
            "is_director": True,
            "is_officer": True,
            "is_ten_percent_owner": False,
            "is_other": True,
            "officer_title": "Chief Sample Officer",
        },
        {
            "name": "Roe Jane",
            "is_director": False,
            "is_officer": False,
            "is_ten_percent_owner": False,
            "is_other": False,
        },
    ],
    "non_derivative": [
        {
            "kind": "transaction",
            "security_title": "Common Stock",
            "transaction_date": "2024-03-01",
            "deemed_execution_date": "2024-03-02",
            "transaction_code": "S",
            "timeliness": "L",
            "shares": "1250.5",
            "acquired_disposed": "D",
            "price_per_share": "0.35",
            "shares_owned_following": "0",
            "direct_or_indirect": "I",
            "nature_of_ownership": "By Trust",
            "footnotes": {"security_title": ["1"], "transaction_code": ["2"], "shares": ["2", "1"]},
            "needs_review": False,
        },
        {
            "kind": "holding",
            "security_title": "Notes",
            "value_owned_following": "5000.00",
            "direct_or_indirect": "D",
            "needs_review": False,
        },
    ],
    "derivative": [
        {
            "kind": "transaction",
            "security_title": "Option (right to buy)",
            "transaction_date": "2024-03-01",
            "transaction_code": "A",
            "shares": "100",
            "acquired_disposed": "A",
            "direct_or_indirect": "D",
            "footnotes": {"price_per_share": ["1"], "exercise_date": ["2"]},
            "needs_review": False,
            "conversion_or_exercise_price": "1.9375",
            "expiration_date": "2034-03-01",
            "underlying_security_title": "Common Stock",
            "underlying_shares": "100",
            "underlying_value": "99.5",
        },
    ],
    "footnotes": [{"id": "1", "text": "An invented note."}, {"id": "2", "text": "Another."}],
    "remarks": "None to speak of.",
    "signatures": [{"name": "/s/ Jane Roe", "date": "2024-03-05"}],
}


def read(text: str) -> Record:
    return ownership_xml.read(text.encode(), "x.xml")


def test_every_field() -> None:
    got = read(FORM_4).as_json()
    del got["evidence"]
    for row in (*got["non_derivative"], *got["derivative"]):
        if not row.get("footnotes"):
            row.pop("footnotes", None)
    assert got == EXPECTED


def test_evidence_is_where_the_value_stands() -> None:
    for pointer, evidence in read(FORM_4).evidence.items():
        assert evidence.span and FORM_4[evidence.span[0] : evidence.span[1]] == evidence.text, pointer


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("<transactionCode>S</transactionCode>", "", "/non_derivative/0/transaction_code"),
        ("<value>Notes</value>", "", "/non_derivative/1/security_title"),
        ("<value>1,250.5</value>", "<value>about 12</value>", "/non_derivative/0/shares"),
        ("<issuerName>Acme  Holdings, Inc.</issuerName>", "<issuerName> </issuerName>", "/issuer/name"),
    ],
)
def test_what_is_missing_or_senseless_goes_to_review(old: str, new: str, reason: str) -> None:
    record = read(FORM_4.replace(old, new))
    if reason.endswith("transaction_code"):
        assert record.non_derivative[0].transaction_code is None
        return
    assert record.needs_review and any(r.startswith(reason) for r in record.review_reasons)
    if "non_derivative" in reason:
        assert record.non_derivative[int(reason.split("/")[2])].needs_review


def test_mangled_ends_and_bare_ampersands_are_read_through() -> None:
    broken = FORM_4.replace("</transactionDate>", "</transactionDat>", 1).replace("&amp;", "&", 1)
    record = read(broken)
    assert record.reporting_owners[0].name == "Roe & Sons LLC"
    assert record.non_derivative[0].transaction_date == "2024-03-01"
    assert record.non_derivative[0].price_per_share == "0.35"


def test_entities_and_document_types_are_refused() -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>' + FORM_4.replace("Another", "&b;")
    with pytest.raises(WrongKind, match="document type"):
        read(bomb)
    assert "file:///" not in read(FORM_4.replace("Another", "&xxe;")).as_json()["footnotes"][1]["text"]


def test_other_roots_are_named() -> None:
    with pytest.raises(NotOwnership, match="<report>"):
        read("<report><a/></report>")


@given(st.integers(0, len(FORM_4) - 1))
def test_cut_files_are_truncated(cut: int) -> None:
    with pytest.raises((Truncated, WrongKind)):
        read(FORM_4[:cut])


@given(st.integers(0, len(FORM_4)), st.integers(0, 60), st.text(alphabet='<>/&"x 1', max_size=5))
def test_no_damage_breaks_the_reader(start: int, length: int, put: str) -> None:
    try:
        read(FORM_4[:start] + put + FORM_4[start + length :])
    except Unreadable as error:
        assert str(error).startswith("x.xml")
