"""The brackets around a ticker, whatever was read for them."""

from __future__ import annotations

import pytest

from extraction.scan.letters import Char
from extraction.scan.mend_brackets import mend_brackets


@pytest.mark.parametrize(
    ("read", "text"),
    [
        ("Acme Inc { ACME}", "Acme Inc [ ACME]"),
        ("ACME CORP[ ACME J", "ACME CORP[ ACME ]"),
        ("ACME & COMPANY/MN | ACM ]", "ACME & COMPANY/MN [ ACM ]"),
        ("ACME CORPORATION 1\nACM ]", "ACME CORPORATION [\nACM ]"),
        ("Acme Inc. [ ACM, ACM.A ]", "Acme Inc. [ ACM, ACM.A ]"),
        ("Form 1 ABC", "Form 1 ABC"),
        ("(Last) (First)", "(Last) (First)"),
        ("Trust [see note 1]", "Trust [see note 1]"),
    ],
)
def test_a_ticker_stands_in_square_brackets(read: str, text: str) -> None:
    lines = [[Char(c, 0.0, 1.0) for c in line] for line in read.split("\n")]
    assert "\n".join("".join(c.text for c in line) for line in mend_brackets(lines)) == text
