"""Words of two titles on one line."""

from __future__ import annotations

from extraction.document import Layout, Word
from extraction.labelers.cells import LabelledTableRow, LabelledToken
from extraction.labelers.features import tokens_of
from extraction.labelers.ocr.part_titles import part_titles
from extraction.layout.logical import LogicalRow, LogicalTable, Slot

KNOWN = {"stock", "common", "options", "class", "ordinary", "shares"}
LABELS = {
    "t": "security_title",
    "u": "underlying_security_title",
    "n": "underlying_shares",
    "x": "transaction_date",
    "-": "-",
}


def knows(word: str) -> bool:
    return word.lower() in KNOWN


def titles(text: str, labels: str, layout: Layout = Layout.FLOW) -> tuple[str, str]:
    """Both titles of a row whose lines are divided by `/ `; the model gives each token its label with 0.6."""
    slots = tuple(
        Slot(tuple(Word(w, (float(k), 0.0, k + 1.0, 1.0)) for k, w in enumerate(line.split())), n, 0.0, 9.0)
        for n, line in enumerate(text.split(" / "))
    )
    row = LogicalRow(slots, 0)
    named = tuple(LabelledToken(t, LABELS[c], 0.6) for t, c in zip(tokens_of(row), labels, strict=True))
    table = LogicalTable("derivative", layout, (row,), ())
    (done,) = part_titles([LabelledTableRow(table, row, named)], [], knows)
    left, right = ([n.held.token.text for n in done.tokens if n.label == LABELS[c]] for c in "tu")
    return " ".join(left), " ".join(right)


def test_words_go_where_they_make_known_titles() -> None:
    text = "Stock e Common / 03/04/2021 4,500 / Options Stock"
    assert titles(text, "tttxntu") == ("Stock Options", "Common Stock")
    assert titles(text, "tttxntu", Layout.GRID)[0] == "Stock e Common Options"


def test_known_words_that_the_model_left_out_are_taken() -> None:
    text = "Class B Class A / ordinary 03/04/2021 ordinary 4,500 / shares shares"
    assert titles(text, "ttuutx-n--") == ("Class B ordinary shares", "Class A ordinary shares")


def test_a_percentage_opens_a_title() -> None:
    assert titles("7.25% Class Stock 03/04/2021 4,500", "-ttxn") == ("7.25% Class Stock", "")
