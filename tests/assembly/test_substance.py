"""Papers that speak of a form, and hold none."""

import pytest

from extraction.errors import NotOwnership
from extraction.labelers.models import IN_USE, Models, load_models
from extraction.pipeline import extract_bytes
from tests.conftest import ROOT

PROXY = """ARLINGHAM WIDGETS CORP.

Beneficial Ownership of Common Stock

The table shows what each director of the issuer owns.

Name                      Shares        Percent
Harlow Kettering          1,204,555     4.2%
Vestmark Partners LP      2,100,900     7.4%

Section 16(a) reports. Directors file reports on Form 3 and Form 4. One Form 4 of a derivative transaction came late.
"""
ANNUAL = """<html><body><h1>FORM 10-K</h1><p>Issuer: Arlingham Widgets Corp.</p>
<p>Reports that directors file under Section 16 on Form 4 are on our site. Derivative instruments: swaps.</p>
<table><tr><td>Revenue</td><td>1,200</td></tr><tr><td>Net income</td><td>120</td></tr></table></body></html>"""
GUIDE = """# How to file

A reporting person tells of each transaction on Form 4, derivative securities in Table II.

| Form | When |
| --- | --- |
| Form 3 | within ten days |
| Form 4 | within two days |
"""


@pytest.fixture(scope="module")
def models() -> Models:
    return load_models(IN_USE)


@pytest.mark.parametrize(("name", "text"), [("proxy.txt", PROXY), ("annual.html", ANNUAL), ("guide.md", GUIDE)])
def test_a_paper_that_speaks_of_a_form_is_none(name: str, text: str, models: Models) -> None:
    with pytest.raises(NotOwnership, match="speaks of a Form"):
        extract_bytes(text.encode(), name, models)


def test_the_readme_is_no_filing(models: Models) -> None:
    readme = ROOT / "README.md"
    with pytest.raises(NotOwnership):
        extract_bytes(readme.read_bytes(), readme.name, models)
