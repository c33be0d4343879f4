"""Captions in Markdown with what they caption below them."""

import pytest

from extraction.document import Layout, Source
from extraction.readers import text

NAMES = (("Issuer", "Vexley Marine"), ("Symbol", "VXM"), ("Owner", "Roe Ada"), ("Shares", "1,200"))


@pytest.mark.parametrize("pattern", ["{}\n:   {}\n\n", "{}\n    {}\n", "{}  \n{}\n\n"])
def test_a_list_of_captions_is_a_table_of_two_columns(pattern: str) -> None:
    page = "# Form 4\n\n" + "".join(pattern.format(*pair) for pair in NAMES)
    found = text.read(page, "t.md", Source.MARKDOWN).rows()
    assert [r.text for b, r in found if b.layout is Layout.GRID] == ["\t".join(pair) for pair in NAMES]


def test_what_is_captioned_may_take_several_lines() -> None:
    page = "Address\n:   1 Harbor Way\n    Oslo\n\nOwner\n:   Roe Ada\n"
    found = [r for _, r in text.read(page, "t.md", Source.MARKDOWN).rows()]
    assert [r.text for r in found] == ["Address\t1 Harbor Way Oslo", "Owner\tRoe Ada"]
    assert [w.box[1] for w in found[0].words] == [0, 1, 1, 1, 2]


def test_a_lone_indented_line_captions_nothing() -> None:
    found = text.read("Signed\n    Roe Ada\n", "t.md", Source.MARKDOWN).rows()
    assert {b.layout for b, _ in found} == {Layout.FLOW}
