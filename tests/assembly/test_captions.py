"""What the form's own captions say of its box."""

import pytest

from extraction.assembly.captions import bears_out, in_columns
from extraction.document import Cell, Row, Word
from extraction.draft import Value
from extraction.values.reading import Reading

BOX = (
    "1. Name and Address of Reporting Person *",
    "Berg Ada",
    "(Last) (First) (Middle)",
    "C/O HARBOR CORP.",
    "9 PINE WAY",
    "(Street)",
    "OSLO NY 10001",
    "(City) (State) (Zip)",
    "2. Issuer Name and Ticker or Trading Symbol",
    "Harbor Corp. [ HRBR ]",
    "3. Date of Earliest Transaction (Month/Day/Year)",
    "01/02/2020",
    "4. If Amendment, Date of Original Filed (Month/Day/Year)",
    "5. Relationship of Reporting Person(s) to Issuer",
    "(Check all applicable)",
    "Director 10% Owner",
    "X Officer (give title below) Other (specify below)",
    "Chief Operating Officer",
    "6. Individual or Joint/Group Filing (Check Applicable Line)",
)
TOP = {"/issuer/name": "Harbor Corp.", "/issuer/trading_symbol": "HRBR", "/period_of_report": "01/02/2020"}
OWNER = {
    "name": "Berg Ada", "street1": "C/O HARBOR CORP.", "street2": "9 PINE WAY", "city": "OSLO", "state": "NY",
    "zip": "10001", "is_officer": "X", "officer_title": "Chief Operating Officer",
}  # fmt: skip


def lines(*texts: str) -> list[list[Word]]:
    return [
        [Word(t, (10.0 * k, 10.0 * n, 10.0 * k + 8, 10.0 * n + 8)) for k, t in enumerate(text.split())]
        for n, text in enumerate(texts)
    ]


def values(texts: dict[str, str]) -> dict[str, Value]:
    return {
        name: Value(tuple(Word(t, (0, 0, 1, 1)) for t in text.split()), (Reading(text, 0.0, ""),), 1.0)
        for name, text in texts.items()
    }


def test_captions_bear_out_what_stands_by_them() -> None:
    assert bears_out(lines(*BOX), values(TOP), [values(OWNER)])


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("name", "Berg"),
        ("street1", "C/O HARBOR CORP. 9"),
        ("street2", "PINE WAY"),
        ("city", "OSLO X"),
        ("officer_title", "Chief Operating"),
        ("is_director", "X"),
        ("is_other", "X"),
    ],
)
def test_another_owner_is_not_borne_out(field: str, text: str) -> None:
    assert not bears_out(lines(*BOX), values(TOP), [values({**OWNER, field: text})])


@pytest.mark.parametrize("field", list(TOP))
def test_nor_is_another_issuer_or_date(field: str) -> None:
    assert not bears_out(lines(*BOX), values({**TOP, field: "Harbour"}), [values(OWNER)])


def test_nothing_is_borne_out_without_captions() -> None:
    assert not bears_out(lines("Berg Ada", "Harbor Corp."), values(TOP), [values(OWNER)])
    assert not bears_out(lines(*BOX), values(TOP), [])


def test_a_street_may_take_two_lines() -> None:
    wrapped = (*BOX[:3], "C/O HARBOR", *("CORP.", "9 PINE WAY"), *BOX[5:])
    assert bears_out(lines(*wrapped), values(TOP), [values(OWNER)])


def test_a_tick_below_a_caption_is_told_by_its_place() -> None:
    """The rest of `Officer (give title below)` stands on a second line, a tick before it."""
    told = lines(*BOX[:16], "Officer (give title Other (specify", "X below) below)", *BOX[17:])
    assert bears_out(told, values(TOP), [values(OWNER)])


def test_where_other_is_ticked_what_is_told_is_no_title() -> None:
    told = lines(*BOX[:16], "Officer (give title below) X Other (specify below)", "See Remarks", *BOX[18:])
    other = {k: v for k, v in OWNER.items() if k not in ("is_officer", "officer_title")} | {"is_other": "X"}
    assert bears_out(told, values(TOP), [values(other)])
    assert not bears_out(told, values(TOP), [values(other | {"officer_title": "See Remarks"})])
    both = lines(*BOX[:16], "X Officer (give title below) X Other (specify below)", "See Remarks", *BOX[18:])
    assert not bears_out(both, values(TOP), [values(other | {"is_officer": "X"})])


def aligned(*texts: str) -> list[Row]:
    """Lines of text whose cells two spaces part, each at its column."""
    rows = []
    for n, text in enumerate(texts):
        cells, at = [], 0
        for cell in text.split("  "):
            words = [Word(w, (at, n, at + len(w), n + 1)) for w in cell.split()]
            cells += [Cell(tuple(words), at)] if words else []
            at += len(cell) + 2
        rows.append(Row(tuple(cells)))
    return rows


def test_aligned_text_is_read_column_by_column_down_to_the_table() -> None:
    rows = aligned(
        "FORM 4",
        "1. Name and Address  2. Issuer Name  5. Relationship",
        " Berg Ada            Harbor Corp.    X  Director",
        "(Last)  (First)",
        "Table I - Securities",
    )
    told = [" ".join(w.text for w in line) for line in in_columns(rows)]
    name, issuer = ["1. Name and Address", "Berg Ada", "(Last) (First)"], ["2. Issuer Name", "Harbor Corp."]
    assert told == ["FORM 4", *name, *issuer, "5. Relationship", "X Director", "Table I - Securities"]
    assert in_columns(rows[2:3]) == [c.words for c in rows[2].cells]


def test_one_street_of_two_lines_may_be_two() -> None:
    joined = {k: v for k, v in OWNER.items() if k != "street2"} | {"street1": "C/O HARBOR CORP. 9 PINE WAY"}
    assert not bears_out(lines(*BOX), values(TOP), [values(joined)])


def test_two_words_for_a_state_are_not_borne_out() -> None:
    box = tuple(line.replace("OSLO NY", "OSLO, KY NY") for line in BOX)
    assert box != BOX
    assert bears_out(lines(*box), values(TOP), [values({**OWNER, "city": "OSLO, KY"})])
    assert not bears_out(lines(*box), values(TOP), [values({**OWNER, "city": "OSLO,", "state": "KY NY"})])
