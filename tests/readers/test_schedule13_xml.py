"""The XML of Schedules 13D and 13G."""

from __future__ import annotations

import pytest

from extraction.errors import NotOwnership
from extraction.readers import schedule13_xml
from extraction.record import Record

D = """<?xml version="1.0" encoding="UTF-8"?>
<edgarSubmission xmlns="http://www.sec.gov/edgar/schedule13D" xmlns:com="http://www.sec.gov/edgar/common">
<headerData><submissionType>SCHEDULE 13D/A</submissionType></headerData>
<formData><coverPageHeader><amendmentNo>3</amendmentNo><securitiesClassTitle>Common Stock</securitiesClassTitle>
<dateOfEvent>03/01/2025</dateOfEvent>
<issuerInfo><issuerCusips><issuerCusipNumber>000000000</issuerCusipNumber></issuerCusips>
<issuerName>Acme Holdings, Inc.</issuerName><address><com:street1>1 Main St</com:street1>
<com:city>Springfield</com:city>
<com:stateOrCountry>IL</com:stateOrCountry><com:zipCode>62701</com:zipCode></address></issuerInfo></coverPageHeader>
<reportingPersons><reportingPersonInfo><reportingPersonName>Roe Partners, L.P.</reportingPersonName>
<memberOfGroup>b</memberOfGroup><fundType>WC</fundType><fundType>OO</fundType><legalProceedings>Y</legalProceedings>
<citizenshipOrOrganization>DE</citizenshipOrOrganization><soleVotingPower>0.00</soleVotingPower>
<sharedVotingPower>1500.50</sharedVotingPower><soleDispositivePower>0</soleDispositivePower>
<sharedDispositivePower>1500.50</sharedDispositivePower><aggregateAmountOwned>1500.50</aggregateAmountOwned>
<isAggregateExcludeShares>N</isAggregateExcludeShares><percentOfClass>5.0</percentOfClass>
<typeOfReportingPerson>PN</typeOfReportingPerson></reportingPersonInfo></reportingPersons>
<items1To7><item5><transactionDesc>Trades:
01.02.2025  BUY   12'500   10.25   An exchange
02/15/2025  Sale  300      $11.00
</transactionDesc></item5></items1To7>
<signatureInfo><signaturePerson><signatureReportingPerson>Roe Partners, L.P.</signatureReportingPerson>
<signatureDetails><signature>/s/ Jane Roe</signature><title>Partner</title><date>03/03/2025</date></signatureDetails>
</signaturePerson></signatureInfo></formData></edgarSubmission>"""

G = """<edgarSubmission xmlns="http://www.sec.gov/edgar/schedule13g"><headerData>
<submissionType>SCHEDULE 13G</submissionType></headerData><formData><coverPageHeader>
<securitiesClassTitle>Shares</securitiesClassTitle>
<eventDateRequiresFilingThisStatement>12/31/2024</eventDateRequiresFilingThisStatement>
<issuerInfo><issuerName>Acme</issuerName><issuerCusip>000000000</issuerCusip></issuerInfo>
<designateRulesPursuantThisScheduleFiled><designateRulePursuantThisScheduleFiled>Rule 13d-1(b)
</designateRulePursuantThisScheduleFiled></designateRulesPursuantThisScheduleFiled></coverPageHeader>
<coverPageHeaderReportingPersonDetails><reportingPersonName>Roe</reportingPersonName>
<reportingPersonBeneficiallyOwnedAggregateNumberOfShares>7</reportingPersonBeneficiallyOwnedAggregateNumberOfShares>
</coverPageHeaderReportingPersonDetails></formData></edgarSubmission>"""


def read(text: str) -> Record:
    return schedule13_xml.read(text.encode(), "x.xml")


def test_schedule_13d() -> None:
    record = read(D)
    got = record.as_json()
    assert not record.needs_review
    assert (got["form_type"], got["amendment_number"], got["date_of_event"]) == ("SC 13D/A", 3, "2025-03-01")
    assert got["issuer"] == {
        "name": "Acme Holdings, Inc.",
        "cusip": "000000000",
        "address": "1 Main St, Springfield, IL 62701",
    }
    assert got["reporting_persons"][0] == {
        "name": "Roe Partners, L.P.",
        "group_member": "b",
        "source_of_funds": ["WC", "OO"],
        "legal_proceedings": True,
        "citizenship": "DE",
        "sole_voting_power": "0",
        "shared_voting_power": "1500.50",
        "sole_dispositive_power": "0",
        "shared_dispositive_power": "1500.50",
        "aggregate_amount": "1500.50",
        "excludes_shares": False,
        "percent_of_class": "5.0",
        "person_types": ["PN"],
        "needs_review": False,
    }
    assert got["transactions"] == [
        {"kind": "purchase", "date": "2025-02-01", "shares": "12500", "price_per_share": "10.25"},
        {"kind": "sale", "date": "2025-02-15", "shares": "300", "price_per_share": "11.00"},
    ]
    assert got["signatures"] == [{"name": "/s/ Jane Roe", "date": "2025-03-03"}]


def test_schedule_13g_without_its_percent_needs_review() -> None:
    record = read(G)
    assert (record.form_type, record.rule, record.date_of_event) == ("SC 13G", "13d-1(b)", "2024-12-31")
    assert record.reporting_persons[0].legal_proceedings is None
    assert record.reporting_persons[0].needs_review and record.needs_review


def test_other_submissions_are_refused() -> None:
    with pytest.raises(NotOwnership):
        read(G.replace("SCHEDULE 13G", "144"))
