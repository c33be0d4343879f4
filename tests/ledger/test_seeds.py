"""The three seeds: one person's filings of 2003 and 2009, one of which has lost his name."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from extraction.ledger.read_records import Tally
from extraction.ledger.reconcile_filings import Ledger, reconcile_records
from extraction.ledger.write_items import items
from tests.ledger.make_records import write_records


def shown(gold: Any) -> Any:
    """A gold value as a record has it: the first of those that are right, nothing for what is not shown."""
    if isinstance(gold, dict) and "any_of" in gold:
        return shown(next((v for v in gold["any_of"] if v != "?"), None))
    if isinstance(gold, dict):
        return {k: shown(v) for k, v in gold.items()}
    if isinstance(gold, list):
        return [shown(v) for v in gold]
    return None if gold == "?" else gold


@pytest.fixture
def ledger(shared: Path, tmp_path: Path) -> Ledger:
    names = ("form4-2003-11-26", "form4-2009-08-20", "form4-2009-11-19")
    texts = [(name, (shared / "filings" / "seeds" / f"{name}.gold.json").read_text(encoding="utf-8")) for name in names]
    records = [{**shown(json.loads(text)), "source": name} for name, text in reversed(texts)]
    (found,) = reconcile_records(write_records(tmp_path / "seeds.jsonl", records), Tally(), lambda why: None)
    return found


def test_the_nameless_filing_is_attached_as_inferred(ledger: Ledger) -> None:
    assert [(f.source[-10:], f.inferred) for f in ledger.filings] == [
        ("2003-11-26", False),
        ("2009-08-20", True),
        ("2009-11-19", False),
    ]


def test_the_break_of_2009_and_the_footnote_that_explains_it(ledger: Ledger) -> None:
    (item,) = (i for i in items(ledger) if i["difference"] == "-1550")
    assert (item["from"]["source"], item["to"]["source"]) == ("form4-2009-08-20", "form4-2009-11-19")
    assert (item["expected"], item["found"], item["explained_by"][0]["id"]) == ("288300", "286750", "4")
    assert item["explained_by"][0]["names_it"]


def test_the_options_of_2003_are_those_exercised_in_2009(ledger: Ledger) -> None:
    first, last = (i for i in items(ledger) if i["line"]["exercise_price"] == "0.72")
    assert (first["to"]["closing"], last["found"], last["status"]) == ("275000", "275000", "ties")
    assert last["to"]["closing"] == "241391"
