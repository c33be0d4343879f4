"""Names and titles out of pieces: cut words joined, look-alikes mended, everything else left as it stands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction.values.reading import Reading
from extraction.values.spacing import Speller
from extraction.values.text import as_filed, in_care, mend, read_symbol, readings
from extraction.values.words import Lexicon
from training.fit_text import fit_text

TITLES = ("Common Stock", "Class A Common Stock", "Restricted Stock Units", "Employee Stock Option (Right to Buy)")
NAMES = (
    "Harbor Partners II LP",
    "Bright Partners III LP",
    "ACME SOLUTIONS INC",
    "Bright Harbor Holdings Corp.",
    "Main Street Capital LLC",
    "GENERAL TRUST CO",
)
PLACES = ("STAMFORD", "BIRMINGHAM", "NEW YORK", "1200 MAIN STREET, SUITE 300", "55 Middle Road")
PEOPLE = (
    "Roe Jane A.",
    "Roe, Attorney in Fact for Mark Stone",
    "Miller Timothy E",
    "Stone Margaret",
    "/s/ Jane A. Roe, Attorney-in-Fact for Mark Stone",
)


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    """A lexicon of a few invented issuers."""
    texts = (*TITLES, *NAMES, *PLACES, *PEOPLE)
    return fit_text((str(i), {"non_derivative": [{"security_title": t} for t in texts]}) for i in range(4))


@pytest.mark.parametrize(
    ("pieces", "text"),
    [
        (["Class A C", "ommon St", "ock"], "Class A Common Stock"),
        (["Common S", "Stock"], "Common Stock"),
        (["BIRMIN", "GHAM"], "BIRMINGHAM"),
        (["Restricted", "Stock Units"], "Restricted Stock Units"),
        (["Miller Ti", "mothy E"], "Miller Timothy E"),
        (["STAMF", "RD"], "STAMFORD"),
        (["Co St", "mmon ock"], "Common Stock"),
        (["Stamf", "ordwick"], "Stamfordwick"),
    ],
)
def test_cut_words_are_joined(lexicon: Lexicon, pieces: list[str], text: str) -> None:
    assert readings(pieces, Speller(lexicon), cut=True)[0].value == text


@pytest.mark.parametrize(
    ("read", "text"),
    [
        ("ACME 5OLUTIONS INC", "ACME SOLUTIONS INC"),
        ("STAMF0RD", "STAMFORD"),
        ("1200 MAlN STREET", "1200 MAIN STREET"),
        ("55 Midd1e Road", "55 Middle Road"),
        ("Соmmon Stоck", "Common Stock"),
        ("Common Stoock", "Common Stock"),
        ("Js/ Jane A. Roe", "/s/ Jane A. Roe"),
        ("s/ Jane A. Roe", "/s/ Jane A. Roe"),
        ("Attomey-in-Fact for Mark Stone", "Attorney-in-Fact for Mark Stone"),
        ("4sLJane A. Roe", "/s/ Jane A. Roe"),
        ("ds Jane A. Roe", "/s/ Jane A. Roe"),
        ("/s/ Jane A. Roe, Attomey-in-Fact", "/s/ Jane A. Roe, Attorney-in-Fact"),
        ("Stok Karel", "Stok Karel"),
        ("Class 4 Plan 401(k)", "Class 4 Plan 401(k)"),
    ],
)
def test_look_alikes_are_mended(lexicon: Lexicon, read: str, text: str) -> None:
    assert mend(read, lexicon) == text


@pytest.mark.parametrize(
    ("read", "text"),
    [
        ("Harbor Partners I] LP", "Harbor Partners II LP"),
        ("Bright Partners lll LP", "Bright Partners III LP"),
        ("Harbor Partners I LP", "Harbor Partners I LP"),
        ("11 Bright Road", "11 Bright Road"),
    ],
)
def test_strokes_are_a_numeral(lexicon: Lexicon, read: str, text: str) -> None:
    assert mend(read, lexicon) == text


@pytest.mark.parametrize(
    ("read", "text"),
    [
        ("Com mon St ock", "Common Stock"),
        ("R estric ted Stock", "Restricted Stock"),
        ("Class A Common Stock", "Class A Common Stock"),
        ("Roe Jane A. Stone", "Roe Jane A. Stone"),
    ],
)
def test_pieces_of_a_word_that_was_read_apart_are_one(lexicon: Lexicon, read: str, text: str) -> None:
    assert mend(read, lexicon) == text


@given(st.text(alphabet="\0Il1|]' a(", max_size=12))
def test_nothing_shown_is_too_strange_to_be_mended(lexicon: Lexicon, text: str) -> None:
    assert "\0" not in mend(text, lexicon)


def test_the_sign_of_a_signature_that_was_typed_with_a_space_stays(lexicon: Lexicon) -> None:
    assert mend("/s / Jane Stone", lexicon) == "/s / Jane Stone"


def test_in_care_of_somebody_where_its_stroke_was_lost() -> None:
    for read, street in (
        ("CO ACME INC.", "C/O ACME INC."),
        ("C1O ACME INC.", "C/O ACME INC."),
        ("CO RD 12", "CO RD 12"),
    ):
        assert in_care((Reading(read, 0.0),))[0].value == street


def test_a_letter_on_both_sides_of_a_symbols_cut_was_seen_twice() -> None:
    assert [r.value for r in read_symbol(["AC", "CME"])] == ["ACME", "ACCME"]


def test_a_digital_source_is_left_as_it_stands() -> None:
    assert as_filed(["5olutions\n", " Nаme"])[0].value == "5olutions Nаme"


def test_a_near_tie_is_seen(lexicon: Lexicon) -> None:
    first, second = readings(["Stone Ma", "rgaret"], Speller(lexicon), cut=True)[:2]
    assert (first.cost, second.cost > 0) == (0.0, True)


@given(st.lists(st.text("abcdeimnorstACS015.,&' ", max_size=14), max_size=4))
def test_any_pieces_give_ranked_readings(pieces: list[str]) -> None:
    lexicon = fit_text([("1", {"issuer": {"name": "ACME SOLUTIONS INC"}})])
    for cut in (True, False):
        found = readings(pieces, Speller(lexicon), cut)
        assert [r.cost for r in found] == sorted(r.cost for r in found)
        assert bool(found) == any(p.strip() for p in pieces)


def test_figures_of_a_date_are_figures(lexicon: Lexicon) -> None:
    speller = Speller(lexicon)
    assert readings(["on 04/1S/2O23.", "Stock"], speller, cut=True)[0].value.startswith("on 04/15/2023.")
    assert readings(["l1/S Street"], speller, cut=False)[0].value == "l1/S Street"


def test_letters_of_a_ticker_set_apart_are_one_word() -> None:
    assert read_symbol(["N W N D"])[0].value == "NWND"
    assert read_symbol(["AB C"])[0].value == "AB C"
