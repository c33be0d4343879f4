"""The form's box in lines without columns, held against its captions."""

from __future__ import annotations

from dataclasses import replace

from extraction.document import Block, Cell, Layout, Row, Word
from extraction.labelers.labelled_row import LabelledRow
from extraction.labelers.named import NamedToken
from extraction.labelers.ocr.follow_box import follow_box
from tests.assembly.test_box import named

BOX = (
    "1. Name and Address of Reporting Person 2. Issuer Name",
    "Brightwater Ada Pellmere Corp",
    "SRE EASE EI",
    "(Last) (First) (Middle)",
    "12 QUAY STREET",
    "Rowan House",
    "(Street) Line)",
)
KNOWN = {"quay", "street", "house", "chief", "officer", "corp", "pellmere"}


def knows(word: str) -> bool:
    return word.lower() in KNOWN


def rows(*texts: str) -> list[LabelledRow]:
    out = []
    for n, text in enumerate(texts):
        row = Row((Cell(tuple(Word(w, (k, n, k + 1.0, n + 1.0)) for k, w in enumerate(text.split())), 0),))
        out.append(LabelledRow(Block(Layout.FLOW, (row,)), row, "box", 1.0))
    return out


def followed(*tokens: NamedToken, lines: tuple[str, ...] = BOX) -> list[tuple[str, str]]:
    flowing = [replace(t, layout=Layout.FLOW.value) for t in tokens]
    return [(t.label, t.token.text) for t in follow_box(flowing, rows(*lines), knows)]


NAME = (named("OWNER", "Brightwater", 1, begins=True), named("OWNER", "Ada", 1))


def test_what_a_ruling_is_read_as_is_no_further_owner() -> None:
    junk = (named("OWNER", "SRE", 2, begins=True), named("OWNER", "EI", 2))
    assert followed(*NAME, *junk) == [("OWNER", "Brightwater"), ("OWNER", "Ada")]


def test_a_name_below_the_captions_is_a_street() -> None:
    assert followed(*NAME, named("OWNER", "Rowan", 5, begins=True))[-1] == ("STREET1", "Rowan")


def test_a_title_beside_a_street_is_an_officers() -> None:
    street = [named("STREET1", text, 4) for text in ("12", "QUAY", "STREET", "Chief", "Officer")]
    assert followed(*street)[-2:] == [("OFFICER_TITLE", "Chief"), ("OFFICER_TITLE", "Officer")]


def test_a_tick_is_no_word() -> None:
    assert followed(named("OFFICER", "Kash", 4, begins=True), named("DIRECTOR", "X__", 4)) == [("DIRECTOR", "X__")]


def test_names_part_where_words_stand_together_elsewhere() -> None:
    line = (*NAME, named("OWNER", "Pellmere", 1), named("ISSUER", "Corp", 1, begins=True))
    assert followed(*line)[2:] == [("OWNER", "Pellmere"), ("ISSUER", "Corp")]
    assert followed(*line, lines=(*BOX, "C/O PELLMERE CORP."))[2:] == [("ISSUER", "Pellmere"), ("ISSUER", "Corp")]


def test_the_caption_behind_a_street_is_none_of_it() -> None:
    texts = ("12", "QUAY", "4.", "If", "Amendment,", "Date")
    assert followed(*(named("STREET1", text, 4) for text in texts)) == [("STREET1", "12"), ("STREET1", "QUAY")]
