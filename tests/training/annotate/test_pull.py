from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from shutil import copy
from typing import Any

import pytest

from tests.training.annotate.make_filings import NAMES, SAMPLES, models, suggested, write_strange
from training.annotate.agreement import agree_by_label, kappa, pairs_of
from training.annotate.collect import open_filing
from training.annotate.name_marks import in_group
from training.annotate.pull import Pulled, pull
from training.annotate.push import make_tasks, only_new, tasks_of
from training.annotate.server import Task, Work
from training.annotation_files import load_files
from training.labelled import label_filing


def finished(path: Path, by: Sequence[str] = ("ann",)) -> list[Task]:
    """The tasks of a filing, the models' labels submitted as they are."""
    out = []
    for i, pushed in enumerate(make_tasks(open_filing(path), models(), "m"), 1):
        result = tuple(pushed.task["predictions"][0]["result"])
        work = tuple(Work(k, who, f"2026-01-0{k}", result) for k, who in enumerate(by, 1))
        out.append(Task(i, pushed.task["data"], work))
    return out


def pulled(tasks: Sequence[Task], folder: Path) -> Pulled:
    return pull(tasks, [], folder / "out", models().lexicon, "c0ffee")


def change(task: Task, **value: Any) -> Task:
    """The task with its first region of a cell changed."""
    work = task.work[0]
    at = next(i for i, r in enumerate(work.result) if r.get("from_name") == "cells")
    region = {**work.result[at], "value": {**work.result[at]["value"], **value}}
    return replace(task, work=(replace(work, result=(*work.result[:at], region, *work.result[at + 1 :])),))


@pytest.mark.parametrize("name", NAMES)
def test_pulled_spans_are_those_annotated(name: str, tmp_path: Path) -> None:
    path = Path(copy(SAMPLES / name, tmp_path))
    result = pulled(finished(path), tmp_path)
    assert not result.problems and not result.open
    told = json.loads((tmp_path / "out" / f"{path.stem}.spans.json").read_text(encoding="utf-8"))
    assert (told["by"], told["when"], told["config"]) == (["ann"], "2026-01-01", "c0ffee")
    back = {(a["label"], *a["at"], a["text"]) for a in told["annotations"]}
    marks = suggested(name)
    values = {(m.label, m.start, m.end, m.text) for m in [*in_group(marks, "cells"), *in_group(marks, "tokens")]}
    assert values <= back
    frames = {tuple(frame) for frame in told["frames"]}
    assert {(m.label, m.start, m.end) for m in marks if m.label in ("nd", "dv", "nd+", "dv+")} <= frames


@pytest.mark.parametrize("name", NAMES)
def test_what_is_pulled_teaches_what_was_annotated(name: str, tmp_path: Path) -> None:
    """The files, loaded as training loads them, label the document's rows as the person did."""
    path = Path(copy(SAMPLES / name, tmp_path))
    pulled(finished(path), tmp_path)
    (filing,) = load_files(tmp_path / "out")
    labelled = label_filing(filing)
    assert labelled and filing.content == path.read_bytes()
    wanted = sum(m.label in ("nd", "dv") for m in suggested(name))
    assert sum(r.label in ("nd", "dv") for r in labelled.rows) == wanted
    assert len(filing.gold.get("non_derivative", ())) + len(filing.gold.get("derivative", ())) == wanted


def test_other_letters_and_emoji_keep_their_places(tmp_path: Path) -> None:
    path = write_strange(tmp_path)
    assert not pulled(finished(path), tmp_path).problems
    (filing,) = load_files(tmp_path / "out")
    text = path.read_bytes().decode()
    spans = {a.pointer: a.span for a in filing.annotations}
    start, end = spans["/reporting_owners/0/name"] or (0, 0)
    assert text[start:end] in "Хэтерсейдж 𝒦enelm L."


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ({"text": "another"}, "no longer matches the text"),
        ({"labels": ["invented"]}, "is no label of the guideline"),
        ({"labels": ["OWNER"]}, "was given among cells"),
        ({"start": 5, "end": 9, "text": ""}, "stands in no row"),
        ({"end": 10**6, "text": ""}, "outside the text"),
    ],
)
def test_what_is_wrong_is_named_and_not_written(value: dict[str, Any], said: str, tmp_path: Path) -> None:
    path = Path(copy(SAMPLES / "form4-messy.txt", tmp_path))
    result = pulled([change(finished(path)[0], **value)], tmp_path)
    assert not result.written
    assert any(said in str(problem) for problem in result.problems), result.problems


def test_overlapping_marks_are_named(tmp_path: Path) -> None:
    path = Path(copy(SAMPLES / "form4-messy.txt", tmp_path))
    (task,) = finished(path)
    twice = next(r for r in task.work[0].result if r.get("from_name") == "cells")
    work = replace(task.work[0], result=(*task.work[0].result, {**twice, "id": "again"}))
    result = pulled([replace(task, work=(work,))], tmp_path)
    assert any("overlaps" in str(problem) for problem in result.problems)


def test_a_filing_waits_for_its_last_page(tmp_path: Path) -> None:
    path = Path(copy(SAMPLES / "form4-printed.pdf", tmp_path))
    first, *rest = finished(path)
    result = pulled([replace(first, work=()), *rest], tmp_path)
    assert not result.written and "page 1 of" in str(result.open[0])


def test_a_changed_file_is_named(tmp_path: Path) -> None:
    path = Path(copy(SAMPLES / "form4-messy.txt", tmp_path))
    tasks = finished(path)
    path.write_text("another filing", encoding="utf-8")
    assert "gone or changed" in str(pulled(tasks, tmp_path).problems[0])


def test_two_of_one_name_are_both_kept(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    one, other = Path(copy(SAMPLES / "form4-messy.txt", tmp_path)), tmp_path / "b" / "form4-messy.txt"
    other.write_bytes(one.read_bytes() + b"\n")
    pulled([*finished(one), *finished(other)], tmp_path)
    pulled([*finished(one), *finished(other)], tmp_path)
    assert len(list(load_files(tmp_path / "out"))) == 2


def test_pushing_twice_sends_nothing_new(tmp_path: Path) -> None:
    filing = open_filing(Path(copy(SAMPLES / "form4-printed.pdf", tmp_path)))
    tasks = list(tasks_of(filing, (), "m"))
    known = [p.task["data"] for p in tasks]
    assert len(only_new(tasks, [])) == len(filing.sheet.parts)
    assert only_new(tasks, known) == []
    assert "data:image/png" in known[0]["image"]


def test_agreement_of_two_people(tmp_path: Path) -> None:
    path = Path(copy(SAMPLES / "form4-messy.txt", tmp_path))
    (task,) = finished(path, by=("ann", "bob"))
    assert kappa(pairs_of([task]), "cells") == 1.0
    assert all(label.f1 == 1.0 for label in agree_by_label(pairs_of([task])))
    differing = change(task, labels=["price_per_share"])
    less = replace(task, work=(differing.work[0], task.work[1]))
    found = {label.label: label for label in agree_by_label(pairs_of([less]))}
    assert found["price_per_share"].one == 1 and found["security_title"].one == 1
    assert 0.5 < (kappa(pairs_of([less]), "cells") or 0) < 1.0
    assert kappa(pairs_of([less]), "tokens") == 1.0
