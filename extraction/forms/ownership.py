"""Forms 3, 4 and 5: how to tell them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from extraction.document import Document, Layout
from extraction.values.squeeze import squeeze

_LINE = re.compile(r"\W*(?:SEC\s+)?FORM\s*([345])\s*(/\s*A)?\W*", re.I)
_ANYWHERE = re.compile(
    r"(?<!\bor )\bform\s*(?:type)?\s*[:#-]?\s*([345])\s*(/\s*a)?\b(?!\s*(?:or|obligations|filed))", re.I
)
_TITLES = (
    ("annualstatementofchanges", "5"),
    ("initialstatementofbeneficial", "3"),
    ("statementofchangesinbeneficial", "4"),
    ("initialstatement", "3"),
    ("annualstatement", "5"),
    ("statementofchange", "4"),
    ("dateofeventrequiring", "3"),
    ("dateofearliesttransaction", "4"),
    ("transactioncode", "4"),
    ("form4orform5obligations", "4"),
)
_MARKS = (
    "beneficial", "derivative", "reportingperson", "reportingowner", "section16", "issuer", "insider", "rptowner",
    "nonderiv", "10owner", "tenpercentowner", "transactiondate", "tradedate", "transdate", "ownershipform",
)  # fmt: skip
"""What pages of ownership filings say; any two of them tell one from other papers that name a form."""
HEAD = 90
"""Rows that a form's title is looked for in."""
_BOX = ("instruction", "relationship", "obligations", "responses", "reporting")
"""Words of the box of Forms 3, 4 and 5, of which a cut leaves pieces."""
SHORTEST = 5
"""Letters of a piece that tells a word."""
TRADES = 2
"""Mentions of transactions that a Form 3 does not make."""


def find_form(document: Document) -> str | None:
    """The form type, `4` or `4/A` for instance, by its title; None where the document is no ownership form."""
    declared = re.fullmatch(r"([345])(/A)?", document.header.get("form_type", ""))
    if declared:
        return declared.group()
    texts = [row.text for _, row in document.rows()]
    squeezed = squeeze(" ".join(texts))
    if sum(mark in squeezed for mark in _MARKS) < 2:
        return None
    head = list(document.rows())[:HEAD]
    cells = (cell.text for block, row in head for cell in row.cells if block.layout is not Layout.CUT)
    return _titled(cells) or _by_words(squeezed) or _mentioned(texts[:HEAD]) or _counted(squeezed) or _by_box(document)


def _titled(cells: Iterable[str]) -> str | None:
    for text in cells:
        if found := _LINE.fullmatch(text):
            return found.group(1) + ("/A" if found.group(2) else "")
    return None


def _by_words(squeezed: str) -> str | None:
    return next((form for words, form in _TITLES if words in squeezed), None)


def _mentioned(texts: Iterable[str]) -> str | None:
    """What an uncut line calls the form."""
    for text in texts:
        found = None if "\t" in text else _ANYWHERE.search(text)
        if found:
            return found.group(1) + ("/A" if found.group(2) else "")
    return None


def _counted(squeezed: str) -> str | None:
    """The form that is named most, without `or Form 5`: Forms 4 and 5 both say so, in the box about obligations."""
    counts = {form: squeezed.count(f"form{form}") - squeezed.count(f"orform{form}") for form in "435"}
    most = max(counts, key=lambda form: counts[form])
    return most if counts[most] else None


def _by_box(document: Document) -> str | None:
    """Form 4 where a mis-cut page with the form's box, its title beyond reading, reports transactions: Form 3 reports
    none, and of the two others Form 5 is one in a hundred."""
    rows = [row.text for block, row in document.rows() if block.layout is Layout.CUT]
    words = [word for text in rows for word in re.findall(r"[a-z]+", text.lower())]
    seen = sum(any(len(word) >= SHORTEST and word in name for word in words) for name in _BOX)
    trades = sum(word.startswith("transac") for word in words)
    return "4" if seen >= len(_BOX) - 1 and trades >= TRADES else None
