"""A layout taught by a few filings: read right afterwards, kept as data, and nothing else read otherwise."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from random import Random

import numpy as np
import pytest

from benchmarks.teach import row_exact, unseen
from extraction.document import Document, Source
from extraction.errors import NoModels
from extraction.labelers.models import IN_USE, JUDGE, PARTS, Models, load_models
from extraction.labelers.taught import Taught, find_taught
from extraction.labelers.taught_files import FOLDER, load_taught, save_taught
from extraction.pipeline import extract_bytes
from extraction.readers import read
from tests.conftest import ROOT
from tests.training.test_cli import run
from training.annotated import AnnotatedFiling
from training.annotation_files import load_files, save_files
from training.find_layouts import FEWEST, Others, find_layouts, know_others
from training.in_use import CORPUS, bring, digest_models
from training.keep import digest_path
from training.labelled import Labelled, label_filing
from training.prepare import WRITTEN
from training.profile import PROFILE
from training.render.designs import make
from training.render.invent import filing
from training.teach import add_taught, find_known, fit_taught, see_others, teach

SAMPLES = ROOT / "annotations" / "samples"


def labelled(filings: list[AnnotatedFiling]) -> list[Labelled]:
    return [one for one in map(label_filing, filings) if one]


@pytest.fixture(scope="module")
def models() -> Models:
    return replace(load_models(), judge=None)


@pytest.fixture(scope="module")
def others() -> Others:
    rng = Random(3)
    return see_others(list(make([filing(rng) for _ in range(12)], WRITTEN, rng)), seed=0)


@pytest.fixture(scope="module")
def known() -> list[Labelled]:
    return labelled(unseen(8, 99, "known"))


@pytest.fixture(scope="module")
def taught(known: list[Labelled], models: Models, others: Others) -> Taught:
    samples = labelled(list(load_files(SAMPLES)))
    (layout,), rest = find_layouts([*known, *samples], others)
    assert {one.filing.name for one in layout.filings} == {one.filing.name for one in known}
    assert len(rest) == len(samples)
    return fit_taught(layout, models)


def test_a_few_filings_teach_a_layout(taught: Taught, models: Models) -> None:
    """Of twelve others of the page most rows were wrong; at least half of what was missing is afterwards."""
    inputs = [(f.content, f.name, f.gold) for f in unseen(12, 7, "other")]
    before, after = row_exact(inputs, models), row_exact(inputs, add_taught(models, taught))
    assert before < 0.35
    assert after - before >= 0.5 * (1 - before)


def test_what_is_set_otherwise_is_read_as_before(taught: Taught, models: Models) -> None:
    more = add_taught(models, taught)
    for path in sorted(SAMPLES.glob("*.txt")) + sorted(SAMPLES.glob("*.html")):
        document = read(path.read_bytes(), path.name)
        assert not isinstance(document, Document) or find_taught(document, (taught,)) is None
        content = path.read_bytes()
        assert extract_bytes(content, path.name, more).as_json() == extract_bytes(content, path.name, models).as_json()


def test_layouts_are_kept_as_data_and_add_up(taught: Taught, models: Models, tmp_path: Path) -> None:
    """Two layouts in one folder of models; the first byte for byte as it was, also when brought elsewhere."""
    folder, further = tmp_path / "models", tmp_path / "further"
    shutil.copytree(IN_USE, folder)
    bare = digest_models(folder)
    save_taught([taught, replace(taught, name="another")], folder)
    assert digest_models(folder) != bare
    bring(folder, further)
    assert digest_models(further) == digest_models(folder)
    back = load_models(further).taught
    assert [t.name for t in back] == ["another", taught.name]
    assert back[1].printed == taught.printed and back[1].least == taught.least
    assert (back[1].rows.hints == taught.rows.hints).all()
    assert np.allclose(back[1].cells.weights, taught.cells.weights, atol=0.01)
    first = (folder / FOLDER / f"{taught.name}.safetensors").read_bytes()
    save_taught(load_models(further).taught, tmp_path / "again")
    assert (tmp_path / "again" / FOLDER / f"{taught.name}.safetensors").read_bytes() == first


def test_what_is_no_layout_of_these_models_is_refused(taught: Taught, tmp_path: Path) -> None:
    save_taught([taught], tmp_path)
    labels = [part.weights.shape[1] for part in (taught.rows, taught.cells, taught.tokens)]
    assert load_taught(tmp_path, labels)[0].name == taught.name
    with pytest.raises(NoModels, match="taught beside other models"):
        load_taught(tmp_path, [n + 1 for n in labels])
    (tmp_path / FOLDER / f"{taught.name}.safetensors").write_bytes(b"garbage")
    with pytest.raises(NoModels, match="no taught layout"):
        load_taught(tmp_path, labels)


def test_a_layout_taught_again_takes_its_own_place(taught: Taught, models: Models, others: Others) -> None:
    """Further filings go on from what is known: the same name, and its hints stay."""
    more = add_taught(models, taught)
    (layout,), _ = find_layouts(labelled(unseen(4, 21, "further")), others)
    assert find_known(layout, more.taught) is taught
    again = fit_taught(layout, more)
    assert again.name == taught.name
    assert np.isin(taught.cells.hints, again.cells.hints).all()
    assert add_taught(more, again).taught == (again,)


def test_filings_whose_box_nobody_annotated_teach_their_tables(models: Models, others: Others) -> None:
    filings = [
        replace(
            one, annotations=tuple(a for a in one.annotations if a.pointer.startswith(("/head", "/non_d", "/deriv")))
        )
        for one in unseen(4, 99, "tables")
    ]
    (layout,), _ = find_layouts(labelled(filings), others)
    taught = fit_taught(layout, models)
    assert len(taught.tokens.hints) == 0
    assert len(taught.cells.hints) > 100
    (other,) = unseen(1, 7, "other")
    assert extract_bytes(other.content, other.name, add_taught(models, taught)).non_derivative


def test_few_filings_or_usual_pages_are_no_layout(known: list[Labelled]) -> None:
    """Too few filings, or pages that print what others print: nothing of its own to be known by."""
    nobody = know_others(())
    assert find_layouts(known[: FEWEST - 1], nobody) == ([], known[: FEWEST - 1])
    alike = see_others(unseen(12, 5, "alike"), seed=0)
    assert find_layouts(known, alike) == ([], known)


def test_a_lesson_reads_its_own_filings_by_what_the_others_taught(
    known: list[Labelled], models: Models, others: Others, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each of its parts is read without having taught; before and after stand in one order, and are told."""
    monkeypatch.setattr("training.teach.FOLDS", 2)
    (layout,), _ = find_layouts(known[:6], others)
    lesson = teach(layout, models, others)
    first, last = lesson.rows_right
    assert [s.name for s in lesson.before.scored] == [s.name for s in lesson.after.scored]
    assert {f.name for f in lesson.filings} == {one.filing.name for one in known[:6]}
    assert lesson.taught.told == {"filings": 6, "row_exact": [round(first, 4), round(last, 4)]}
    assert last > first
    assert lesson.taught.source is Source.HTML


def test_the_same_filings_teach_the_same(taught: Taught, known: list[Labelled], models: Models, others: Others) -> None:
    (layout,), _ = find_layouts(known, others)
    again = fit_taught(layout, models)
    assert again.name == taught.name
    for one, two in ((again.rows, taught.rows), (again.cells, taught.cells), (again.tokens, taught.tokens)):
        assert (one.weights == two.weights).all()
        assert one.trust == two.trust


def test_training_on_from_a_layout_of_its_own_leaves_the_models_as_they_are(tmp_path: Path) -> None:
    """`tieout train --continue`: weights, judge and profile byte for byte; beside them what was taught."""
    (tmp_path / "mine").mkdir()
    for one in unseen(4, 99, "mine"):
        save_files(one, tmp_path / "mine", "html")
    words = ("--annotations", tmp_path / "mine", "--filings", "0", "--no-track", "--continue", "--work", tmp_path / "w")
    result = run(*words, "--out", tmp_path / "models")
    assert result.exit_code == 0, result.output
    assert "each read by what the others taught: row exact" in result.stderr
    assert "fitting" not in result.stderr
    for name in (*PARTS, JUDGE, PROFILE, CORPUS):
        assert digest_path(tmp_path / "models" / name) == digest_path(IN_USE / name), name
    (layout,) = load_models(tmp_path / "models").taught
    assert layout.told["filings"] == 4
