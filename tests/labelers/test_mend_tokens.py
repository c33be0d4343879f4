"""Names of the box's tokens held against the lines of their cells."""

from collections.abc import Sequence

import pytest

from extraction.document import Block, Cell, Layout, Row, Word
from extraction.labelers.labelled_row import LabelledRow
from extraction.labelers.mend_tokens import mend_names, wrap_lines
from extraction.labelers.named import NamedToken, Piece
from extraction.labels import NONE
from extraction.layout.tokens import Token

FIELDS = ("OWNER", "STREET1", "STREET2", "CITY", "STATE", "ISSUER", "TICKER", "OFFICER", "OFFICER_TITLE")
TAGS = (NONE, *(f"{begin}-{field}" for field in FIELDS for begin in "BI"))
Line = tuple[str, float, Sequence[str]]
"""Text, left edge, fields of its words."""


def mended(*lines: Line) -> list[str]:
    """Fields of words after mending, line under line in one row."""
    pieces, path = [], []
    for n, (text, x, fields) in enumerate(lines):
        for k, (word, field) in enumerate(zip(text.split(), fields, strict=True)):
            at = x + 10.0 * k
            token = Token(word, Word(word, (at, 10.0 * n, at + len(word), 10.0 * n + 9)))
            pieces.append(Piece(word, "", "", "", token, 0, n, "grid"))
            path.append(TAGS.index(f"{'I' if k else 'B'}-{field}" if field else NONE))
    return [TAGS[k][2:] for k in mend_names(pieces, path, TAGS, frozenset({"title"}))]


def test_a_line_between_a_street_and_the_next_goes_on_with_it() -> None:
    lines: list[Line] = [("C/O Harbor Corp.", 0, ["STREET1"] * 3), ("VI", 0, ["OFFICER_TITLE"])]
    assert mended(*lines, ("9 Pine Way", 0, ["STREET2"] * 3))[3] == "STREET1"


def test_a_line_of_another_cell_does_not() -> None:
    lines: list[Line] = [("C/O Harbor Corp.", 0, ["STREET1"] * 3), ("VI", 200, ["OFFICER_TITLE"])]
    assert mended(*lines, ("9 Pine Way", 0, ["STREET2"] * 3))[3] == "OFFICER_TITLE"


def test_a_city_goes_on_above_its_caption() -> None:
    assert mended(("Grand", 0, ["CITY"]), ("Harbor", 0, [""]), ("(City)", 0, [""])) == ["CITY", "CITY", ""]


def test_a_caption_is_no_part_of_an_address() -> None:
    lines: list[Line] = [("9 Pine Way", 0, ["STREET1"] * 3), ("(Street)", 0, [""])]
    assert mended(*lines, ("Oslo", 0, ["CITY"]))[3] == ""


def test_what_stands_below_the_captions_of_a_name_is_a_street() -> None:
    lines: list[Line] = [("Ada Berg", 0, ["OWNER"] * 2), ("(Last) (First)", 0, ["", ""])]
    assert mended(*lines, ("Berg, Dahl Company", 0, ["OWNER", "OWNER", ""]))[4:] == ["STREET1"] * 3


def test_an_issuer_goes_on_up_to_its_ticker() -> None:
    lines: list[Line] = [
        ("Harbor Rail", 0, ["ISSUER"] * 2),
        ("Acquisition Corp [ HRAC ]", 0, ["", "", "", "TICKER", ""]),
    ]
    assert mended(*lines)[2:] == ["ISSUER", "ISSUER", "", "TICKER", ""]


def test_what_a_colon_ends_is_no_name() -> None:
    lines: list[Line] = [
        ("Harbor Rail", 0, ["ISSUER"] * 2),
        ("2. Trading Symbol: HRAC", 0, ["ISSUER"] * 3 + ["TICKER"]),
    ]
    assert mended(*lines) == ["ISSUER", "ISSUER", "", "", "", "TICKER"]
    assert mended(lines[0], ("Symbol: HRAC", 0, ["", "TICKER"])) == ["ISSUER", "ISSUER", "", "TICKER"]


def test_a_tick_of_another_box_says_nothing_of_the_owner() -> None:
    assert mended(("X", 0, ["OFFICER"]), ("Check this box if", 20, [""] * 4))[0] == ""
    assert mended(("X", 0, ["OFFICER"]), ("Officer (give title", 20, [""] * 3))[0] == "OFFICER"


def wrapped(*lines: str, label: str = "CITY") -> list[str]:
    """A value of aligned lines, two spaces between cells; the first line's first word is named."""
    rows = []
    for n, line in enumerate(lines):
        at, cells = 0, []
        for gap in line.split("  "):
            words = tuple(Word(w, (at, n, at + len(w), n + 1)) for w in gap.split())
            cells += [Cell(words, at)] if words else []
            at += len(gap) + 2
        rows.append(Row(tuple(cells)))
    block = Block(Layout.ALIGNED, tuple(rows))
    labelled = [LabelledRow(block, row, "box", 1.0) for row in rows]
    first = rows[0].cells[0].words[0]
    city = NamedToken(Token(first.text, first), label, True, 1.0, 0, 0, "aligned")
    other = NamedToken(Token("AL", rows[1].cells[0].words[0]), "SIGNATURE", True, 1.0, 1, 1, "aligned")
    return [t.token.text for t in wrap_lines([city, other], labelled) if t.label == label]


@pytest.mark.parametrize(
    ("lines", "city"),
    [
        (("SALT  Line)", "AL", "LAKE  X  Form filed", "(City)  (State)"), ["SALT", "AL", "LAKE"]),
        (("SALT", "    NY  10001", "LAKE", "    Person", "(City)"), ["SALT", "LAKE"]),
        (("SALT", "AL", "LAKE", "Table I"), ["SALT"]),
        (("SALT", "AL", "(Street)", "(City)"), ["SALT"]),
    ],
)
def test_a_city_of_aligned_text_goes_on_where_it_begins_down_to_its_caption(
    lines: tuple[str, ...], city: list[str]
) -> None:
    assert wrapped(*lines) == city


def test_a_title_of_aligned_text_goes_on_down_to_the_next_caption() -> None:
    behind = "(City)  6. Individual or Joint/Group Filing"
    assert wrapped("Chief", "Nuclear", "    OSLO  NY", "Officer", behind, label="OFFICER_TITLE") == [
        *("Chief", "Nuclear", "Officer")
    ]
    assert wrapped("Chief", "Nuclear", "Officer", label="OFFICER_TITLE") == ["Chief"]
