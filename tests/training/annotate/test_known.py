from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from benchmarks import unseen_notice
from benchmarks.teach import unseen
from tests.training.annotate.make_filings import SAMPLES, models, sample
from training.annotate.collect import open_filing
from training.annotate.command import app
from training.annotate.known import Found, find_known, teach_headings
from training.annotate.pick import judge, pick
from training.annotate.read_known import BadRecords, read_known
from training.annotated import AnnotatedFiling
from training.annotation_files import load_files


@pytest.fixture
def page(tmp_path: Path) -> AnnotatedFiling:
    """A filing on a page that no model knows, as a file."""
    (made,) = unseen(1, 99, "page")
    (tmp_path / "page-00.html").write_bytes(made.content)
    return made


def test_known_values_are_found_where_they_were_drawn(page: AnnotatedFiling, tmp_path: Path) -> None:
    """On a page that no model knows; where a mark could stand for two fields it is named, never guessed."""
    found = find_known(open_filing(tmp_path / "page-00.html"), page.gold, models())
    drawn = {(a.pointer, a.span) for a in page.annotations if a.pointer.startswith(("/non_derivative", "/derivative"))}
    back = {(a.pointer, a.span) for a in found.collected.filing.annotations}
    named = {str(problem).split(": ")[1] for problem in found.problems}
    assert {pointer for pointer, _ in drawn - back} <= named
    wrong = {(p, s) for p, s in back - drawn if p.startswith(("/non_derivative", "/derivative"))}
    assert not wrong and found.share > 0.9


def test_what_is_not_in_the_filing_is_named(page: AnnotatedFiling, tmp_path: Path) -> None:
    rows = [{**row, "shares": "987654321"} for row in page.gold["non_derivative"] or page.gold["derivative"]]
    table = "non_derivative" if page.gold["non_derivative"] else "derivative"
    found = find_known(open_filing(tmp_path / "page-00.html"), {**page.gold, table: rows}, models())
    assert any(f"/{table}/0/shares: '987654321' was not found" in str(problem) for problem in found.problems)


def test_a_heading_that_stood_for_a_field_tells_it_again(tmp_path: Path) -> None:
    made = unseen(4, 99, "page")
    for filing in made:
        (tmp_path / f"{filing.name}.html").write_bytes(filing.content)
    found = [find_known(open_filing(tmp_path / f"{f.name}.html"), f.gold, models()) for f in made]
    taught = teach_headings(found)
    assert taught["non_derivative lot"].most_common(1)[0][0] == "shares"


def known_again(filings: list[AnnotatedFiling], folder: Path) -> list[Found]:
    """Filings found by what all of them taught of headings, as `tieout annotate import` does."""
    for filing in filings:
        (folder / f"{filing.name}.html").write_bytes(filing.content)
    opened = [(open_filing(folder / f"{f.name}.html"), f.gold) for f in filings]
    taught = teach_headings(find_known(one, gold, models()) for one, gold in opened)
    return [find_known(one, gold, models(), taught) for one, gold in opened]


def test_what_one_filing_leaves_open_the_others_tell(tmp_path: Path) -> None:
    """Ten filings of a page: a figure that stands twice, a mark for two dates, a name that signs for several."""
    filings = unseen(10, 99, "page")
    for found, filing in zip(known_again(filings, tmp_path), filings, strict=True):
        assert found.problems == ()
        drawn = {(a.pointer, a.span) for a in filing.annotations if "/head" not in a.pointer}
        back = {(a.pointer, a.span) for a in found.collected.filing.annotations if "/head" not in a.pointer}
        assert {p for p, _ in back} >= {p for p, _ in drawn if p.startswith(("/non_deriv", "/deriv", "/signatures"))}


def test_a_date_is_found_with_its_month(tmp_path: Path) -> None:
    """`Sep 20, 2021`, of which `20, 2021` alone could be read as that day too."""
    filings = unseen(3, 99, "notice", unseen_notice.draw)
    dates = 0
    for found, filing in zip(known_again(filings, tmp_path), filings, strict=True):
        text = filing.content.decode()
        for annotation in found.collected.filing.annotations:
            if annotation.pointer.endswith("/transaction_date") and "footnotes" not in annotation.pointer:
                assert annotation.span and text[slice(*annotation.span)][:3].isalpha()
                dates += 1
    assert dates > 2


@pytest.mark.parametrize("name", ["form4-printed.pdf", "form4-markdown.md"])
def test_other_kinds_of_source(name: str) -> None:
    gold = json.loads((SAMPLES / f"{name.split('.')[0]}.gold.json").read_text(encoding="utf-8"))
    assert find_known(sample(name), gold, models()).share > 0.85


def test_import_writes_annotations_and_names_the_rest(page: AnnotatedFiling, tmp_path: Path) -> None:
    records = tmp_path / "known.jsonl"
    lines = [{"source": "page-00.html", **page.gold}, {"source": "lost.html", **page.gold}]
    records.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    words = ["import", str(tmp_path / "page-00.html"), "--records", str(records), "--out", str(tmp_path / "out")]
    told = CliRunner().invoke(app, words)
    assert told.exit_code == 1 and "lost.html: no filing of that name" in told.output
    (filing,) = load_files(tmp_path / "out")
    assert filing.gold["issuer"] == page.gold["issuer"] and filing.annotations


def test_a_csv_with_a_mapping_of_its_columns(tmp_path: Path) -> None:
    table = 'File,Issuer,Owner,Dir,Security,When,Number\na.txt,Example Corp,Ann,x,Common Stock,1/3/2024,"1,500"\n'
    table += "a.txt,Example Corp,Ann,x,Common Stock,1/4/2024,20\nb.txt,Other Corp,Bob,,,,\n"
    (tmp_path / "known.csv").write_text(table, encoding="utf-8")
    columns = {
        "/source": "File", "/issuer/name": "Issuer", "/reporting_owners/0/name": "Owner",
        "/reporting_owners/0/is_director": "Dir", "/non_derivative/*/security_title": "Security",
        "/non_derivative/*/transaction_date": "When", "/non_derivative/*/shares": "Number",
    }  # fmt: skip
    (tmp_path / "columns.json").write_text(json.dumps(columns), encoding="utf-8")
    known = read_known(tmp_path / "known.csv", tmp_path / "columns.json")
    first, second = known["a.txt"], known["b.txt"]
    assert [row["shares"] for row in first["non_derivative"]] == ["1500", "20"]
    assert first["non_derivative"][0]["transaction_date"] == "2024-01-03"
    assert first["reporting_owners"] == [{"name": "Ann", "is_director": True}]
    assert second["issuer"] == {"name": "Other Corp"} and "non_derivative" not in second


@pytest.mark.parametrize(
    ("content", "said"),
    [("{", "no JSON"), ("[]", "no record"), ("{}", "lacks its source"), ('{"source": "a"}\n' * 2, "twice")],
)
def test_records_that_cannot_be_read(content: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "known.jsonl").write_text(content, encoding="utf-8")
    with pytest.raises(BadRecords, match=said):
        read_known(tmp_path / "known.jsonl")


def test_the_unknown_layout_is_picked_first_and_no_double(page: AnnotatedFiling, tmp_path: Path) -> None:
    (tmp_path / "twin.html").write_bytes(page.content)
    unknown = [judge(open_filing(tmp_path / name), models()) for name in ("page-00.html", "twin.html")]
    known = [judge(sample(name), models()) for name in ("form4-printed.pdf", "form4-layout.txt")]
    first, second, _ = pick([*known, *unknown], 3)
    assert first in unknown and second in known
