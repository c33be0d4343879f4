"""Which form a document is, by what a cut left of its title."""

from __future__ import annotations

import pytest

from extraction.document import Source
from extraction.forms.ownership import find_form
from extraction.readers.text import read

BOX = """\tFO\tRM\t4\tUNIT\tED STA\tCOMMI\tSSION
\tCheck this bo\tx if no lo\tnger subject to Secti\ton 16. obliga\ttions may cont\tinue. See Instru\tction 1(b).
1. Name and Addr\tess of Reporting Pers\ton\t5. Relation\tship of Repor\tting Person(s) to Iss\tuer
\tTable I - Non-Deri\tvative Secu\trities Benefi\tcially Owned
1. Title\t2. Transac\ttion Date\t3. Transac\ttion Code\t4. Secu\trities
Expl\tanation of Respo\tnses:\tbeneficially\tderivative\tsecurities\tReporting Person
"""


def test_a_cut_page_with_the_box_that_reports_transactions_is_form_4() -> None:
    assert find_form(read(BOX, "cut.txt", Source.MESSY)) == "4"


@pytest.mark.parametrize("line", ["Form Type: 4", "Form 4", "FORM: 4"])
def test_a_line_names_the_form(line: str) -> None:
    text = f"Data as received\n{line}\nReporting person\tissuer\tdate\tbeneficial\n"
    assert find_form(read(text, "named.txt", Source.MESSY)) == "4"


def test_names_of_data_columns_tell_an_ownership_form() -> None:
    text = "DOCUMENT_TYPE\tFORM 4\nRPTOWNERNAME\tRoe Ada\nTRANS_DATE\t2023-01-05\n"
    assert find_form(read(text, "columns.txt", Source.MESSY)) == "4"


def test_another_paper_that_names_a_form_is_none() -> None:
    text = "Minutes\nThe secretary filed Form 4 for the director.\nNext meeting: May 3\n"
    assert find_form(read(text, "minutes.txt", Source.MESSY)) is None


def test_the_other_choice_of_the_box_is_not_the_form() -> None:
    cut = BOX.replace("FO\tRM\t4\t", "Fo orm o l m\t4 or Form 5 nue. See\t")
    assert find_form(read(cut, "cut.txt", Source.MESSY)) == "4"
