import json
from collections.abc import Callable
from copy import deepcopy
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import ROOT
from training.agree import expect, normalise
from training.figures import Counts
from training.score import FilingScore, judged_rows, judged_values, score_filing, total

ROW = {
    "kind": "transaction",
    "security_title": "Common Stock",
    "transaction_date": "2031-03-04",
    "shares": "1500",
    "price_per_share": "0.35",
    "direct_or_indirect": "D",
    "nature_of_ownership": None,
    "footnotes": {"price_per_share": ["1"]},
}
GOLD = {
    "form_type": "4",
    "period_of_report": "2031-03-04",
    "issuer": {"name": "Quillmoor Tidal Works, Inc.", "trading_symbol": "QTW"},
    "reporting_owners": [{"name": "Vandermolen Hesper", "address": {"city": "Ostby", "zip": "?"}, "is_director": True}],
    "non_derivative": [ROW, ROW | {"shares": "20", "kind": {"any_of": ["transaction", "holding"]}}],
    "derivative": [],
    "footnotes": {"1": "Weighted average.", "2": {"any_of": ["By trust.", "By a trust."]}},
    "remarks": None,
    "signatures": "?",
}


def record_of(gold: dict[str, Any]) -> dict[str, Any]:
    """A record that is all right, of a gold's choices the first."""
    return json.loads(json.dumps(gold), object_hook=lambda o: o["any_of"][0] if "any_of" in o else o)


RECORD = record_of(GOLD) | {"needs_review": False}


def changed(change: Callable[[Any], object]) -> dict[str, Any]:
    record = deepcopy(RECORD)
    change(record)
    return record


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("$1,500.00", "1500"),
        (1500, "1500.0"),
        ("-0", 0),
        ("By: /s/ Hesper V.", "hesper v"),
        ("  ", None),
        ([], None),
        ("...", ""),
        ("Class A\u00a0 Stock", "CLASS A, STOCK"),
    ],
)
def test_the_same_written_otherwise(one: object, other: object) -> None:
    assert normalise(one) == normalise(other)


@pytest.mark.parametrize(("one", "other"), [("2031-03", "2031 03"), ("0", None), (False, None), ("5%", "5")])
def test_what_is_not_the_same(one: object, other: object) -> None:
    assert normalise(one) != normalise(other)


def test_a_figure_beyond_all_bounds_is_text() -> None:
    assert normalise("1E99999999") == "1e99999999"


def test_lists_of_codes_have_no_order() -> None:
    (codes,) = expect({"person_types": ["IA", "CO"]})
    assert codes.judge(normalise("CO IA"))


def test_a_right_record_has_no_misses() -> None:
    score = score_filing(GOLD, RECORD)
    assert (score.misses, score.exact, score.through) == ((), True, True)
    assert score.links == Counts(right=2)
    assert score.fields.perfect


def test_misses_point_into_the_gold() -> None:
    def change(record: Any) -> None:
        record["non_derivative"].insert(1, {"kind": "holding", "shares": "7", "needs_review": True})
        record["non_derivative"][2]["shares"] = "21"
        record["footnotes"]["2"] = "By nobody."
        record["reporting_owners"][0]["address"]["city"] = None

    score = score_filing(GOLD, changed(change))
    assert {m.pointer for m in score.misses} == {
        "/footnotes/2/text",
        "/non_derivative/+1",
        "/non_derivative/1/shares",
        "/reporting_owners/0/address/city",
    }
    assert score.by_field["non_derivative.shares"] == Counts(right=1, wrong=2, missed=1)
    assert score.by_field["reporting_owners.address.city"] == Counts(missed=1)


def test_values_and_rows_of_the_record_are_judged() -> None:
    def change(record: Any) -> None:
        record["non_derivative"].insert(0, {"security_title": "Preferred", "needs_review": False})
        record["issuer"]["trading_symbol"] = "QTX"
        record["footnotes"] = [{"id": "2", "text": "By a trust."}, {"id": "3", "text": "Ink."}]

    record = changed(change)
    values, rows = judged_values(GOLD, record), judged_rows(GOLD, record)
    assert [pointer for pointer, right in values.items() if not right] == [
        "/issuer/trading_symbol",
        "/footnotes/1/text",
        "/non_derivative/0/security_title",
    ]
    assert values["/footnotes/0/text"]
    assert values["/non_derivative/1/shares"]
    assert "/reporting_owners/0/address/zip" not in values
    assert rows == {("non_derivative", i): i > 0 for i in range(3)} | {("reporting_owners", 0): True}


def test_a_filing_without_a_record_counts_in_full() -> None:
    figures = total([score_filing(GOLD, None), score_filing(GOLD, RECORD)])
    assert (figures.filings, figures.missing, figures.exact, figures.rows, figures.rows_right) == (2, 1, 1, 4, 2)
    assert figures.as_json()["field_recall"] == 0.5
    assert total([]).as_json()["row_exact"] is None


@pytest.fixture(scope="session")
def contract(shared: Path) -> Any:
    spec = spec_from_file_location("contract_score", shared / "contract" / "score.py")
    assert spec
    assert spec.loader
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def compare(contract: Any, gold: Any, record: Any) -> FilingScore:
    """Both scorers on one filing: every count, and every miss."""
    ours, theirs = score_filing(gold, record), contract.score(gold, record)
    figures = ours.figures
    assert (ours.fields.right, ours.fields.wrong, ours.fields.missed) == _counts(theirs["fields"])
    assert (ours.links.right, ours.links.wrong, ours.links.missed) == _counts(theirs["links"])
    names = ("rows", "rows_ok", "passed", "passed_ok", "exact", "review")
    mine = (figures.rows, figures.rows_right, figures.passed, figures.passed_right, ours.exact, not ours.through)
    assert mine == tuple(theirs[name] for name in names)
    assert [(m.gold, m.got) for m in ours.misses] == [(gold, got) for _, gold, got in theirs["misses"]]
    assert sum(ours.by_field.values(), Counts()) == ours.fields
    return ours


def _counts(count: Any) -> tuple[int, int, int]:
    return count.tp, count.fp, count.fn


FIGURES = (True, False, 0, "0", "1500", "1,500.0", 1500, "$20", "20", "1E400", "2031-03-04", "2031-03", "2031 03")
TEXTS = (None, "", "?", "Common Stock", "common stock.", "/s/ A. B.", "By: /s/ a b", "...", [], ["IA"], ["CO", "IA"])
values = st.sampled_from(FIGURES + TEXTS)
choices = values | st.builds(lambda some: {"any_of": some}, st.lists(values, min_size=1, max_size=3))
marks = st.dictionaries(st.sampled_from(["shares", "price"]), st.lists(st.sampled_from(["1", "2"]), max_size=2))


def parts(value: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """Rows of a few fields; with few values many agree by chance, so alignments are tied."""
    row = st.fixed_dictionaries(
        {"shares": value, "title": value, "address": st.fixed_dictionaries({"city": value})},
        optional={"date": value, "footnotes": marks, "needs_review": st.booleans()},
    )
    rows = st.lists(row, max_size=5)
    return st.fixed_dictionaries(
        {"form_type": value, "non_derivative": rows, "signatures": rows},
        optional={
            "issuer": st.fixed_dictionaries({"name": value}),
            "footnotes": st.dictionaries(st.sampled_from("123"), value, max_size=3),
            "needs_review": st.booleans(),
            "derivative": st.none() | rows,
        },
    )


@settings(max_examples=300, deadline=None)
@given(gold=parts(choices), record=parts(values))
def test_agrees_with_the_contract_on_anything(contract: Any, gold: Any, record: Any) -> None:
    gold.pop("needs_review", None)
    compare(contract, gold, record)


def perturb(record: Any, rng: Random) -> Any:
    """The record with values lost, changed and swapped, rows lost, doubled and shuffled, some passed."""
    if isinstance(record, dict):
        kept = {k: perturb(v, rng) for k, v in record.items() if rng.random() > 0.03}
        return kept | ({"needs_review": rng.random() < 0.5} if rng.random() < 0.7 else {})
    if isinstance(record, list):
        copies = [perturb(v, rng) for v in record for _ in range(rng.choice((0, 1, 1, 1, 1, 1, 1, 2)))]
        if rng.random() < 0.1:
            rng.shuffle(copies)
        return copies
    return rng.choice((record, record, record, record, record, record, "1", "Stock", None, "x" + str(record)))


def clean_footnotes(record: dict[str, Any]) -> dict[str, Any]:
    """Footnotes are no part of a row; perturbed ones go without what only parts have."""
    for row in [record, *(r for rows in record.values() if isinstance(rows, list) for r in rows)]:
        notes = row.get("footnotes") if isinstance(row, dict) else None
        if isinstance(notes, dict):
            notes.pop("needs_review", None)
        elif "footnotes" in row:
            del row["footnotes"]
    return record


def test_agrees_with_the_contract_on_real_filings(contract: Any, shared: Path, tmp_path: Path, capsys: Any) -> None:
    """On perturbed copies of every gold, to the digit."""
    rng, scores, lines = Random(5), [], []
    for number, file in enumerate(sorted((shared / "filings").rglob("*.gold.json"))):
        gold = json.loads(file.read_text(encoding="utf-8"))
        record = clean_footnotes(perturb(record_of(gold), rng))
        scores.append(compare(contract, gold, record))
        (tmp_path / f"{number:03}.gold.json").write_text(json.dumps(gold))
        lines.append(json.dumps(record | {"source": f"{number:03}.txt"}))
    (tmp_path / "records.jsonl").write_text("\n".join(lines))
    contract.main([str(tmp_path), str(tmp_path / "records.jsonl"), "--json"])
    assert total(scores).as_json() == json.loads(capsys.readouterr().out)
    assert len(scores) > 300


@pytest.mark.parametrize("gold", sorted((ROOT / "annotations" / "samples").rglob("*.gold.json")), ids=lambda p: p.name)
def test_a_gold_beside_itself_is_exact(gold: Path) -> None:
    record = json.loads(gold.read_text(encoding="utf-8"))
    assert score_filing(record, record_of(record)).exact
