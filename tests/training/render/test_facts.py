"""Facts: an ownership XML becomes a record of the contract's shape."""

from __future__ import annotations

from pathlib import Path

import pytest

from training.render.facts import from_xml

XML = """<?xml version="1.0"?>
<ownershipDocument>
  <documentType>4</documentType><periodOfReport>2024-02-29</periodOfReport>
  <issuer><issuerCik>0009999999</issuerCik><issuerName>Oxbarrow Foods Inc.</issuerName>
    <issuerTradingSymbol>OXB</issuerTradingSymbol></issuer>
  <reportingOwner>
    <reportingOwnerId><rptOwnerName>Hathersage Isolde</rptOwnerName></reportingOwnerId>
    <reportingOwnerAddress><rptOwnerStreet1>1 Wharf Plaza</rptOwnerStreet1><rptOwnerStreet2></rptOwnerStreet2>
      <rptOwnerCity>MARLOW BAY</rptOwnerCity><rptOwnerState>CA</rptOwnerState></reportingOwnerAddress>
    <reportingOwnerRelationship><isOfficer>true</isOfficer><isDirector>0</isDirector>
      <officerTitle>Chief  Miller</officerTitle></reportingOwnerRelationship>
  </reportingOwner>
  <nonDerivativeTable><nonDerivativeTransaction>
    <securityTitle><value>Common Stock</value></securityTitle>
    <transactionDate><value>2024-02-29-05:00</value></transactionDate>
    <transactionCoding><transactionCode>S</transactionCode><footnoteId id="F2"/></transactionCoding>
    <transactionTimeliness><value></value></transactionTimeliness>
    <transactionAmounts>
      <transactionShares><value>1500.00</value><footnoteId id="F1"/></transactionShares>
      <transactionPricePerShare><footnoteId id="F1"/><footnoteId id="F2"/></transactionPricePerShare>
      <transactionAcquiredDisposedCode><value>D</value></transactionAcquiredDisposedCode>
    </transactionAmounts>
    <postTransactionAmounts><sharesOwnedFollowingTransaction><value>0</value></sharesOwnedFollowingTransaction>
    </postTransactionAmounts>
    <ownershipNature><directOrIndirectOwnership><value>D</value></directOrIndirectOwnership></ownershipNature>
  </nonDerivativeTransaction></nonDerivativeTable>
  <footnotes><footnote id="F1">Sold
    in many lots.</footnote><footnote id="F2">By plan.</footnote></footnotes>
  <ownerSignature><signatureName>/s/ I. Hathersage</signatureName>
    <signatureDate>2024-03-01</signatureDate></ownerSignature>
</ownershipDocument>"""

CORPUS = Path(__file__).parents[4] / "shared" / "filings" / "edgar"


def test_a_record_has_the_contract_s_shape() -> None:
    record = from_xml(XML.encode())
    assert record is not None
    row = record["non_derivative"][0]
    assert (row["shares"], row["shares_owned_following"], row["price_per_share"]) == ("1500", "0", None)
    assert row["transaction_date"] == "2024-02-29"
    assert row["footnotes"] == {"transaction_code": ["2"], "shares": ["1"], "price_per_share": ["1", "2"]}
    assert "timeliness" not in row
    assert record["footnotes"]["1"] == "Sold in many lots."
    owner = record["reporting_owners"][0]
    assert (owner["is_officer"], owner["is_director"], owner["officer_title"]) == (True, False, "Chief Miller")
    assert owner["address"] == {
        "street1": "1 Wharf Plaza",
        "street2": None,
        "city": "MARLOW BAY",
        "state": "CA",
        "zip": None,
    }
    assert record["extra"]["group"] == "0009999999"


@pytest.mark.parametrize(
    "broken",
    [
        b"",
        b"<ownershipDocument/>",
        XML.replace("1500.00", "many").encode(),
        XML.replace("<value>2024-02-29-05:00", "<value>leap day").encode(),
        XML.replace("transactionPricePerShare", "transactionTotalValue").encode(),
    ],
)
def test_a_malformed_file_gives_no_record(broken: bytes) -> None:
    assert from_xml(broken) is None


@pytest.mark.skipif(not CORPUS.exists(), reason="the shared real filings are not there")
def test_the_facts_of_a_real_filing_are_its_gold() -> None:
    import json

    for gold in CORPUS.glob("*.gold.json"):
        xml = gold.with_name(gold.name.replace(".gold.json", ".xml"))
        if xml.exists():
            record = from_xml(xml.read_bytes())
            assert record is not None
            record.pop("extra")
            assert record == json.loads(gold.read_text(encoding="utf-8"))
