from decimal import Decimal

import pytest

from extraction.ledger.explain import explain, figures_of
from tests.ledger.make_records import filing, trade


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("Includes 1,550 shares and 20.5 units.", ["1550", "20.5"]),
        ("Sold at $4.22 to $4.37 on June 10, 2009 under Rule 10b5-1.", []),
        ("Given 300 on 6/10/2009; 25% vest.", ["300"]),
    ],
)
def test_figures_are_numbers_of_things(text: str, figures: list[str]) -> None:
    assert list(figures_of(text)) == [Decimal(f) for f in figures]


def explained(*notes: str, difference: int = -1550, marks: dict[str, list[str]] | None = None) -> list[str]:
    footnotes = {str(i): text for i, text in enumerate(notes, 1)}
    own = filing("f", "2020-01-02", trade(5, "A", 105, footnotes=marks or {}), footnotes=footnotes)
    return [e.note.id for e in explain(Decimal(difference), own, own.rows)]


def test_the_footnote_with_the_figure_comes_first() -> None:
    marks = {"shares_owned_following": ["1"]}
    assert explained("Held of record.", "An earlier form left out 1,550 shares.", marks=marks) == ["2", "1"]


def test_figures_may_add_up() -> None:
    assert explained("Includes 1,000 shares of the plan and 550 of the trust.", difference=1550) == ["1"]


def test_words_count_where_an_amount_is_marked() -> None:
    said = "Inadvertently overstated before."
    assert explained(said, marks={"shares": ["1"]}) == ["1"]
    assert explained(said, marks={"security_title": ["1"]}) == []


def test_what_says_nothing_of_it_is_left_out() -> None:
    assert explained("The price is a weighted average.", marks={"price_per_share": ["1"]}) == []


def test_remarks_may_say_it() -> None:
    own = filing("f", "2020-01-02", trade(5, "A", 105), remarks="A gift of 1,550 shares went unreported.")
    (found,) = explain(Decimal(-1550), own, own.rows)
    assert (found.note.id, found.named, found.why[0]) == ("remarks", True, "names 1,550")
