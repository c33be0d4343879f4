"""What cuts leave in names, tickers, titles and streets."""

import pytest

from extraction.recall.tidy_names import mend_seams, part_ticker, tidy_issuer, tidy_owner, tidy_ticker, tidy_title

WORDS = {"grove", "equity", "drive", "ash", "harbour", "general", "director"}


def knows(word: str) -> bool:
    return word in WORDS


@pytest.mark.parametrize(
    ("name", "tidied"),
    [
        ("Narn Berg Ada", "Berg Ada"),
        ("Per Berg Ada M", "Berg Ada M"),
        ("Berg Ada M n", "Berg Ada M"),
        ("Berg Ada M2", "Berg Ada M"),
        ("Elm Grove LLC H", "Elm Grove LLC"),
        ("Elm Grove Strategies Strategies LLC", "Elm Grove Strategies LLC"),
        ("ELM GROVE GROUP UP INC", "ELM GROVE GROUP INC"),
        ("Berg Ada E", "Berg Ada E"),
        ("7 Elm Grove LLC", "7 Elm Grove LLC"),
    ],
)
def test_an_owner_without_bits_of_captions_and_lone_letters(name: str, tidied: str) -> None:
    assert tidy_owner(name, knows) == tidied


@pytest.mark.parametrize(
    ("name", "tidied"),
    [
        ("Elm Aquisition Corp.", "Elm Acquisition Corp."),
        ("ELM PROPERTIES IN", "ELM PROPERTIES INC"),
        ("E Elm Grove Inc.", "Elm Grove Inc."),
        ("Elm Acquisition Corp. I", "Elm Acquisition Corp. I"),
        ("Elmvia Grove Inc.", "Elmvia Grove Inc."),
    ],
)
def test_a_company_by_the_words_that_companies_have(name: str, tidied: str) -> None:
    assert tidy_issuer(name, knows) == tidied


def test_a_ticker_at_the_end_of_the_name_is_the_ticker() -> None:
    assert part_ticker("Elm Grove Inc. ELMG", None) == ("Elm Grove Inc.", "ELMG")
    assert part_ticker("Elm Grove Inc. LG", "ELMG") == ("Elm Grove Inc.", "ELMG")
    assert part_ticker("Elm Grove Corp. II", None) == ("Elm Grove Corp. II", None)
    assert part_ticker("Elm Grove Inc. ZZ", "ELMG") == ("Elm Grove Inc. ZZ", "ELMG")


@pytest.mark.parametrize(
    ("text", "ticker"),
    [("ol ELM", "ELM"), ("EL3MG", "ELMG"), ("EL)M", "ELM"), ("ELM ELMP", "ELM ELMP"), ("ELMGROVEHOLD", None)],
)
def test_a_ticker_has_capitals_alone_and_few(text: str, ticker: str | None) -> None:
    assert tidy_ticker(text) == ticker


def test_a_title_of_which_a_part_is_left_points_to_the_remarks() -> None:
    assert tidy_title("Remarks", knows, remarked=True) == "See Remarks"
    assert tidy_title("Remarks", knows, remarked=False) == "Remarks"
    assert tidy_title("General Director v", knows, remarked=True) == "General Director"


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("12 GRO OVE DRIVE", "12 GROVE DRIVE"),
        ("12 ASH DR VIVE", "12 ASH DRIVE"),
        ("ELM EQUITY IY CO", "ELM EQUITY CO"),
        ("ASH GROVE", "ASH GROVE"),
        ("BERG GROV E", "BERG GROV E"),
    ],
)
def test_two_bits_are_the_word_that_they_make_at_their_seam(text: str, mended: str) -> None:
    assert mend_seams(text, knows) == mended
