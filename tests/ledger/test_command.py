import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from extraction import cli
from tests.ledger.make_records import Json, holding, record, trade, write_records


def tieout(*args: str | Path) -> Result:
    return CliRunner().invoke(cli.app, ["reconcile", *map(str, args)])


def broken() -> list[Json]:
    """Two filings, the later off by 40 with a footnote that says so, and one of another person between them."""
    linked = {"footnotes": {"shares_owned_following": ["1"]}}
    text = "The form of January did not account for 40 shares, a gift."
    return [
        record("late", "2020-03-02", trade(5, "A", 965, **linked), footnotes=[{"id": "1", "text": text}]),
        record("other", "2020-02-02", holding(3), reporting_owners=[{"name": "VANE PETER"}]),
        record("early", "2020-01-02", holding(1000), reporting_owners=[{"name": "Nora Quill"}]),
    ]


def items(result: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_items_for_machines(tmp_path: Path) -> None:
    result = tieout(write_records(tmp_path / "r.jsonl", broken()), "--json")
    assert (result.exit_code, result.stderr) == (0, "")
    first, item, other = items(result)
    assert (first["status"], first["from"], first["expected"], first["found"]) == ("first", None, None, "1000")
    assert other["person"] == "VANE PETER"
    assert (item["from"]["source"], item["to"]["source"]) == ("early", "late")
    assert (item["expected"], item["found"], item["difference"]) == ("1000", "960", "-40")
    assert [(e["id"], e["names_it"]) for e in item["explained_by"]] == [("1", True)]
    assert (item["to"]["pointer"], item["line"]["security_title"]) == ("/non_derivative/0", "Common Stock")


def test_a_table_for_people(tmp_path: Path) -> None:
    result = tieout(write_records(tmp_path / "r.jsonl", broken()))
    assert result.exit_code == 0
    assert "QUILL NORA B in ORDWELL CORP  2 filings" in result.stdout
    assert "✗ -40" in result.stdout
    assert "late begins with 960, 40 fewer than early left (1,000)" in result.stdout
    assert "(1) names 40; marks shares_owned_following; says did not account, gift" in result.stdout
    assert "VANE" not in result.stdout


def test_items_go_to_a_file(tmp_path: Path) -> None:
    out = tmp_path / "items.jsonl"
    result = tieout(write_records(tmp_path / "r.jsonl", broken()), "--out", out)
    assert (result.exit_code, result.stdout, len(out.read_text().splitlines())) == (0, "", 3)


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("{nothing", "no JSON"),
        ("[]", "no JSON object"),
        ('{"form_type": "4"}', "no source"),
        (json.dumps(record("x", "2020-01-02", holding("many"))), "/non_derivative/0/shares_owned_following: 'many'"),
        (json.dumps(record("x", "2020-01-02", holding("NaN"))), "is no amount"),
        (json.dumps({**record("x", "2020-01-02"), "derivative": [5]}), "not the shape of a record"),
    ],
)
def test_lines_that_cannot_be_read_are_named_and_the_rest_goes_on(tmp_path: Path, line: str, why: str) -> None:
    path = write_records(tmp_path / "r.jsonl", broken())
    path.write_text(f"{line}\n{path.read_text()}")
    result = tieout(path, "--json")
    assert result.exit_code == 1
    assert result.stderr.startswith(f"{path}:1: ") and why in result.stderr
    assert result.stderr.endswith("passed over: 1 unreadable\n")
    assert len(items(result)) == 3


def test_lines_without_a_record_and_schedules_are_counted(tmp_path: Path) -> None:
    more = [{"source": "bad.pdf", "status": "needs_ocr", "error": "a scan"}, record("g", "", form_type="SC 13G")]
    result = tieout(write_records(tmp_path / "r.jsonl", [*more, *broken()]), "--json")
    assert (result.exit_code, result.stderr) == (0, "passed over: 1 without a record, 1 of other forms\n")


def test_no_file_is_one_line(tmp_path: Path) -> None:
    result = tieout(tmp_path / "none.jsonl")
    assert (result.exit_code, result.stderr) == (1, f"tieout: {tmp_path / 'none.jsonl'}: No such file or directory\n")


def test_a_filing_whose_owner_is_lost_is_attached_and_flagged(tmp_path: Path) -> None:
    nameless = record("lost", "2020-01-20", trade(5, "A", 1005), reporting_owners=[])
    early = broken()[-1]
    first, item = items(tieout(write_records(tmp_path / "r.jsonl", [early, nameless]), "--json"))
    assert (item["person"], item["status"], item["inferred"], first["inferred"]) == ("Nora Quill", "ties", True, False)


def test_issuers_are_told_by_name_and_symbol(tmp_path: Path) -> None:
    names = [{"name": "Ordwell Corporation"}, {"name": "ORDWELI CORP", "trading_symbol": "ordw"}]
    names += [{"trading_symbol": "ORDW"}, {"name": "ORDWELL CORP", "trading_symbol": "ORDW"}]
    records = [record(f"f{i}", f"2020-0{i + 1}-02", holding(7), issuer=name) for i, name in enumerate(names)]
    result = tieout(write_records(tmp_path / "r.jsonl", records), "--json")
    assert [i["status"] for i in items(result)] == ["first", "ties", "ties", "ties"]
