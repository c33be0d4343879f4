"""Signatures of several persons in lines that run on."""

from extraction.assembly.signers import part_signatures, unsigned
from extraction.document import Block, Cell, Layout, Row, Word
from extraction.labelers.labelled_row import LabelledRow
from tests.assembly.test_box import named, texts


def lines(*shown: tuple[str, str]) -> list[LabelledRow]:
    out = []
    for n, (label, text) in enumerate(shown):
        words = tuple(Word(w, (k, n, k + 1, n + 1)) for k, w in enumerate(text.split()))
        row = Row((Cell(words, 0),))
        out.append(LabelledRow(Block(Layout.FLOW, (row,)), row, label, 1.0))
    return out


OWNERS = [
    *(named("OWNER", text, 0, begins=k == 0) for k, text in enumerate(("Elm", "Grove", "Fund", "LP"))),
    *(named("OWNER", text, 5, begins=k == 0) for k, text in enumerate(("Berg", "Ada", "M"))),
]
CAPTION = ("printed", "** Signature of Reporting Person Date")


def names(*shown: tuple[str, str]) -> list[str]:
    found = part_signatures(lines(*shown, CAPTION), OWNERS)
    assert found is not None
    return [texts(group, "name") for group in found]


def test_a_line_that_runs_on_is_parted_where_an_owner_signs() -> None:
    assert names(
        ("sign", "Elm Grove Fund LP, By: /s/ Bo"),
        ("sign", "01/02/2003"),
        ("sign", "Dahl, Manager Ada M. Berg, By:"),
        ("sign", "01/02/2003"),
        ("sign", "/s/ Bo Dahl, Attorney-in-Fact"),
    ) == ["Elm Grove Fund LP, By: /s/ Bo Dahl, Manager", "Ada M. Berg, By: /s/ Bo Dahl, Attorney-in-Fact"]


def test_a_name_above_the_first_signature_and_one_taken_for_print_are_signed() -> None:
    assert names(
        ("foot", "1. All of it."),
        ("remark", "Elm Grove Fund"),
        ("sign", "LP By: /s/ Bo Dahl 01/02/2003"),
        ("sign", "Manager"),
        ("printed", "Ada Berg"),
        ("sign", "/s/ Ada Berg 01/02/2003"),
    ) == ["Elm Grove Fund LP By: /s/ Bo Dahl Manager", "Ada Berg /s/ Ada Berg"]


def test_one_date_parts_nothing() -> None:
    assert part_signatures(lines(("sign", "/s/ Ada Berg 01/02/2003"), CAPTION), OWNERS) is None
    assert part_signatures(lines(CAPTION), OWNERS) is None


def test_what_is_signed_is_no_remark() -> None:
    rows = lines(
        ("remark", "All of it."),
        ("remark", "Elm Grove Fund"),
        ("sign", "LP By: /s/ Bo Dahl 01/02/2003"),
        ("sign", "Ada Berg 01/02/2003"),
        CAPTION,
    )
    remarks = [w for r in rows if r.label == "remark" for w in r.row.words]
    assert [w.text for w in unsigned(remarks, part_signatures(rows, OWNERS) or ())] == ["All", "of", "it."]
