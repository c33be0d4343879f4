"""Which kind of text a text is, where two kinds look alike."""

import pytest

from extraction.document import Source
from extraction.readers import text
from tests.readers.test_text import TOPICS


def test_lines_that_begin_far_from_the_margin_are_of_no_ocr_engine() -> None:
    cards = "Role\nDirector\n\nTable I - Non-Derivative Securities\n\nTrading Symbol\nHRBR\n" * 3
    bare = TOPICS + "\n" + cards
    heading = " " * 40 + "STATEMENT OF CHANGES IN BENEFICIAL OWNERSHIP\n"
    assert text.recognise(bare) is Source.OCR
    assert text.recognise(heading * 3 + bare + "\f") is Source.LAYOUT
    assert text.recognise(heading * 3 + bare) is Source.ASCII


TYPED = "FORM 4\nReporting person, issuer, derivative securities\n4. Statement for Month/Year\n"


@pytest.mark.parametrize(
    ("lines", "source"),
    [
        (["Common Stock    1/3/02    P     900" + " " * 70 + "D"] * 9, Source.ASCII),
        (["Common Stock    1/3/02    P     900"] * 3 + ["Words that go on to the margin."] * 40, Source.ASCII),
        (["| Common | 1/3/02 | P |", "|--------|--------|---|", "| Common | 1/4/02 | P |"], Source.ASCII),
        (["Common\t1/3/02\tP\t900\tA"] * 3, Source.ASCII),
        (["Words that go on to the margin."] * 40, Source.OCR),
    ],
)
def test_captions_of_typed_forms_tell_typed_pages(lines: list[str], source: Source) -> None:
    page = TYPED + "\n".join(lines) + "\nTable I: Non-Derivative securities, beneficial owner, trading symbol\n"
    assert text.recognise(page) is source


def test_headed_text_with_raised_marks_is_markdown() -> None:
    page = "# Form 4\n\n## Non-derivative securities\n\nReporting person: Roe Ada\n\nIssuer name 1,200<sup>(1)</sup>\n"
    assert text.recognise(page) is Source.MARKDOWN


def test_a_statement_for_a_day_is_no_sign_of_a_typed_page_among_tabs() -> None:
    rows = "Title\tDate\tAmount\tPrice\nCommon\t1/2/2004\t1,200\t$1.50\n" * 3
    for caption, source in (("Month/Day/Year", Source.MESSY), ("Month/Year", Source.ASCII)):
        assert text.recognise(f"{TOPICS}\n4. Statement for ({caption})\n{rows}") is source
