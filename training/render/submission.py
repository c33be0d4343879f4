"""EDGAR's full submission: an SGML header around a document in ASCII, HTML or XML."""

from __future__ import annotations

from random import Random
from typing import Any


def wrapped(
    record: dict[str, Any], rng: Random, kind: str = "ASCII", filename: str = ""
) -> tuple[list[str], list[str]]:
    """The lines before and after a document; the header repeats names and dates of the record.

    `kind` is ASCII, HTML or XML (which alone has an inner tag); numbers are invented.
    """
    number = f"{rng.randint(10**6, 10**7):010}-{record['period_of_report'][2:4]}-{rng.randint(1, 10**6):06}"
    filed = (record["signatures"] or [{"date": None}])[0]["date"] or record["period_of_report"]
    day = filed.replace("-", "")
    owners = [line for owner in record["reporting_owners"] for line in _owner(owner, record["form_type"], rng)]
    before = [
        f"<SEC-DOCUMENT>{number}.txt : {day}",
        f"<SEC-HEADER>{number}.hdr.sgml : {day}",
        f"ACCESSION NUMBER:\t\t{number}",
        f"CONFORMED SUBMISSION TYPE:\t{record['form_type']}",
        "PUBLIC DOCUMENT COUNT:\t\t1",
        f"CONFORMED PERIOD OF REPORT:\t{record['period_of_report'].replace('-', '')}",
        f"FILED AS OF DATE:\t\t{day}",
        *_issuer(record["issuer"], rng),
        *owners,
        "</SEC-HEADER>",
        "<DOCUMENT>",
        f"<TYPE>{record['form_type']}",
        "<SEQUENCE>1",
        *([f"<FILENAME>{filename}"] if filename else []),
        f"<DESCRIPTION>FORM {record['form_type']}",
        "<TEXT>",
        *(["<XML>"] if kind == "XML" else []),
    ]
    after = [*(["</XML>"] if kind == "XML" else []), "</TEXT>", "</DOCUMENT>", "</SEC-DOCUMENT>"]
    return before, after


def submission(record: dict[str, Any], document: str, kind: str, rng: Random) -> str:
    """A whole `.txt` submission of one document."""
    names = {"ASCII": "", "HTML": "primary_doc.html", "XML": "primary_doc.xml"}
    before, after = wrapped(record, rng, kind, names[kind])
    return "\n".join((*before, document.strip(), *after, ""))


def _owner(owner: dict[str, Any], form_type: str, rng: Random) -> list[str]:
    address = owner["address"]
    lines = (("STREET 1", "street1"), ("STREET 2", "street2"), ("CITY", "city"), ("STATE", "state"), ("ZIP", "zip"))
    return [
        "",
        "REPORTING-OWNER:",
        "",
        "\tOWNER DATA:\t",
        f"\t\tCOMPANY CONFORMED NAME:\t\t\t{owner['name']}",
        f"\t\tCENTRAL INDEX KEY:\t\t\t{rng.randint(10**5, 10**7):010}",
        "",
        "\tFILING VALUES:",
        f"\t\tFORM TYPE:\t\t{form_type}",
        "\t\tSEC ACT:\t\t1934 Act",
        "",
        "\tMAIL ADDRESS:\t",
        *(f"\t\t{caption}:\t\t{address[part]}" for caption, part in lines if address[part]),
    ]


def _issuer(issuer: dict[str, Any], rng: Random) -> list[str]:
    return [
        "",
        "ISSUER:\t\t",
        "",
        "\tCOMPANY DATA:\t",
        f"\t\tCOMPANY CONFORMED NAME:\t\t\t{issuer['name']}",
        f"\t\tCENTRAL INDEX KEY:\t\t\t{rng.randint(10**5, 10**7):010}",
        f"\t\tSTANDARD INDUSTRIAL CLASSIFICATION:\tSERVICES [{rng.randint(1000, 9999)}]",
        "\t\tFISCAL YEAR END:\t\t\t1231",
    ]
