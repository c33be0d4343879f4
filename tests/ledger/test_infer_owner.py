import pytest

from extraction.ledger.filing import Filing
from extraction.ledger.infer_owner import attach
from tests.ledger.make_records import Json, filing, holding, trade

NAMELESS: Json = {"reporting_owners": []}


def attached(nameless: Filing, *groups: list[Filing]) -> list[list[str]]:
    joined, _ = attach(groups, [nameless])
    return [[f.source + "°" * f.inferred for f in own] for own in joined]


def test_balances_handed_on_tell_the_owner() -> None:
    nameless = filing("n", "2020-02-02", trade(5, "A", 1005), **NAMELESS)
    one, other = (filing(name, "2020-01-02", holding(n)) for name, n in (("a", 1000), ("b", 800)))
    assert attached(nameless, [one], [other]) == [["a", "n°"], ["b"]]


def test_a_later_footnote_that_names_the_gap_tells_the_owner() -> None:
    nameless = filing("n", "2020-02-02", trade(5, "A", 1005), **NAMELESS)
    later = filing("a", "2020-03-02", holding(965), footnotes={"1": "An earlier form left out 40 shares."})
    assert attached(nameless, [later]) == [["a", "n°"]]


def signed(source: str, name: str, **more: object) -> Filing:
    return filing(source, "2020-02-02", holding(7), signatures=[{"name": name, "date": "2020-02-02"}], **more)


@pytest.mark.parametrize(
    ("signature", "fits"),
    [
        ("/s/ Nora Quill", True),
        ("/s/ Peter Vane, attorney-in-fact for Nora B. Quill", True),
        ("/s/ Nora Quill, attorney-in-fact", False),
        ("/s/ Nora Quill, on behalf of Peter Vane", False),
        ("/s/ Peter Vane", False),
    ],
)
def test_the_owners_own_signature_tells(signature: str, fits: bool) -> None:
    nameless = signed("n", signature, non_derivative=[], **NAMELESS)
    assert attached(nameless, [signed("a", "/s/ Nora Quill")]) == [["a", "n°"] if fits else ["a"]]


def test_who_signs_for_others_owns_nothing_by_it() -> None:
    nameless = signed("n", "/s/ Nora Quill", non_derivative=[], **NAMELESS)
    assert attached(nameless, [signed("a", "/s/ Peter Vane, attorney-in-fact")]) == [["a"]]


def test_where_two_fit_none_is_taken() -> None:
    nameless = filing("n", "2020-02-02", trade(5, "A", 1005), **NAMELESS)
    assert attached(nameless, *([filing(name, "2020-01-02", holding(1000))] for name in "ab")) == [["a"], ["b"]]


def test_nothing_handed_on_is_no_evidence() -> None:
    nameless = filing("n", "2020-02-02", trade(5, "A", 5), **NAMELESS)
    assert attached(nameless, [filing("a", "2020-01-02", trade(9, "D", 0))]) == [["a"]]
