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


def test_the_owners_own_signature_tells() -> None:
    nameless = filing("n", "2020-02-02", signatures=[{"name": "/s/ Nora Quill", "date": "2020-02-02"}], **NAMELESS)
    assert attached(nameless, [filing("a", "2020-01-02", holding(7))]) == [["a", "n°"]]


def test_where_two_fit_none_is_taken() -> None:
    nameless = filing("n", "2020-02-02", trade(5, "A", 1005), **NAMELESS)
    assert attached(nameless, *([filing(name, "2020-01-02", holding(1000))] for name in "ab")) == [["a"], ["b"]]


def test_nothing_handed_on_is_no_evidence() -> None:
    nameless = filing("n", "2020-02-02", trade(5, "A", 5), **NAMELESS)
    assert attached(nameless, [filing("a", "2020-01-02", trade(9, "D", 0))]) == [["a"]]
