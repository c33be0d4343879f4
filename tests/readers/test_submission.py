"""EDGAR's `.txt` submissions: header, main document, what is passed over."""

from __future__ import annotations

import pytest

from extraction.document import Document, Source
from extraction.errors import NotOwnership, Truncated
from extraction.readers import read, submission
from extraction.record import Record
from tests.readers.test_ownership_xml import FORM_4

HEADER = """-----BEGIN PRIVACY-ENHANCED MESSAGE-----
Proc-Type: 2001,MIC-CLEAR

<SEC-DOCUMENT>0000000000-04-000001.txt : 20040302
<SEC-HEADER>0000000000-04-000001.hdr.sgml : 20040302
ACCESSION NUMBER:\t\t0000000000-04-000001
CONFORMED SUBMISSION TYPE:\t{form}
CONFORMED PERIOD OF REPORT:\t20040301
FILED AS OF DATE:\t\t20040302

SUBJECT COMPANY:\t

\tCOMPANY DATA:\t
\t\tCOMPANY CONFORMED NAME:\t\t\tACME HOLDINGS INC
\t\tCENTRAL INDEX KEY:\t\t\t0000000001

FILED BY:\t\t

\tCOMPANY DATA:\t
\t\tCOMPANY CONFORMED NAME:\t\t\tROE PARTNERS LP
\t\tCENTRAL INDEX KEY:\t\t\t0000000002

FILED BY:\t\t

\tCOMPANY DATA:\t
\t\tCOMPANY CONFORMED NAME:\t\t\tROE JANE
\t\tCENTRAL INDEX KEY:\t\t\t0000000003
</SEC-HEADER>
"""
PLAIN = "\n                 SCHEDULE 13D\n  CUSIP No. 000000000\n  Name of Reporting Person   Roe Partners LP\n"
PAGE = "\n<HTML><BODY><TABLE><TR><TD>CUSIP</TD><TD>000000000</TD></TR></TABLE><P>Roe Partners LP</P></BODY></HTML>\n"


def wrap(*documents: tuple[str, str], form: str = "SC 13D") -> str:
    parts = "".join(
        f"<DOCUMENT>\n<TYPE>{kind}\n<SEQUENCE>1\n<TEXT>{text}</TEXT>\n</DOCUMENT>\n" for kind, text in documents
    )
    return HEADER.format(form=form) + parts + "</SEC-DOCUMENT>\n-----END PRIVACY-ENHANCED MESSAGE-----\n"


def document(text: str) -> Document:
    found = read(text.encode(), "x.txt")
    assert isinstance(found, Document)
    return found


def test_header_is_read() -> None:
    assert document(wrap(("SC 13D", PLAIN))).header == {
        "form_type": "SC 13D",
        "accession_number": "0000000000-04-000001",
        "period_of_report": "20040301",
        "filed": "20040302",
        "issuer_name": "ACME HOLDINGS INC",
        "issuer_cik": "0000000001",
        "owner_name": "ROE PARTNERS LP\nROE JANE",
        "owner_cik": "0000000002\n0000000003",
    }


@pytest.mark.parametrize(("body", "source"), [(PLAIN, Source.ASCII), (PAGE, Source.HTML)])
def test_main_document_is_chosen_and_spans_count_from_the_files_start(body: str, source: Source) -> None:
    uuencoded = "\nbegin 644 picture.jpg\nM_]C_X  02D9)1@ ! 0\nend\n"
    text = wrap(("GRAPHIC", uuencoded), ("SC 13D", body), ("EX-99.1", "\nAn agreement of Roe and others.\n"))
    found = document(text)
    assert (found.source, found.text) == (source, text)
    words = [w for _, row in found.rows() for w in row.words]
    assert {"CUSIP", "Partners"} <= {w.text for w in words} and "agreement" not in {w.text for w in words}
    assert all(w.span and text[w.span[0] : w.span[1]] == w.text for w in words)


def test_xml_inside_gives_a_record_with_spans_of_the_whole_file() -> None:
    text = wrap(("4", f"\n<XML>\n{FORM_4}\n</XML>\n"), form="4")
    record = read(text.encode(), "x.txt")
    assert isinstance(record, Record) and record.source_kind == "ownership_xml"
    start, end = record.evidence["/issuer/name"].span or (0, 0)
    assert text[start:end] == "Acme  Holdings, Inc."


def test_bare_document_without_header() -> None:
    assert document(f"<DOCUMENT>\n<TYPE>SC 13G\n<TEXT>{PLAIN}</TEXT>\n</DOCUMENT>\n").header == {"form_type": "SC 13G"}


def test_other_forms_and_cut_files_are_refused() -> None:
    with pytest.raises(NotOwnership, match="10-K"):
        submission.read(wrap(("10-K", PLAIN), form="10-K"), "x.txt")
    with pytest.raises(Truncated, match="fetch"):
        submission.read(HEADER, "x.txt")
