"""The project's own samples: what becomes of each, and how near it comes to its gold record."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from extraction import extract, load_models
from extraction.document import Source
from extraction.errors import NoModels
from tests.conftest import ROOT
from training.annotation_files import GOLD, input_of
from training.score import score_filing

if TYPE_CHECKING:
    from extraction.labelers.models import Models

SAMPLES = ROOT / "annotations" / "samples"
GOLDEN = ROOT / "tests" / "golden"
INPUTS = [input_of(gold) for gold in sorted(SAMPLES.glob(f"*{GOLD}"))]
FLOORS = {
    Source.OWNERSHIP_XML: 1.0,
    Source.HTML: 0.95,
    Source.PDF: 0.98,
    Source.MARKDOWN: 0.97,
    Source.LAYOUT: 0.95,
    Source.ASCII: 0.85,
    Source.MESSY: 0.85,
    Source.OCR: 0.60,
}
"""Field F1 that no sample of a kind may fall below."""
SCANS = {"form4-clean": 0.96, "form4-office": 0.95, "form4-fax": 0.9, "form4-worn": 0.9, "form4-photograph": 0.85}
"""The same for scans, by the machine that each went through."""
MOST = 3_500_000
"""Bytes of all samples together."""


@pytest.fixture(scope="session")
def models() -> Callable[[], Models]:
    """Gives the models in use to a sample that needs them; skipped where there are none."""

    def load() -> Models:
        try:
            return load_models()
        except NoModels as error:
            pytest.skip(str(error))

    loaded: list[Models] = []

    def supply() -> Models:
        if not loaded:
            loaded.append(load())
        return loaded[0]

    return supply


@pytest.fixture(params=INPUTS, ids=lambda path: path.name)
def sample(request: pytest.FixtureRequest, models: Callable[[], Models]) -> tuple[Path, dict[str, Any]]:
    """A sample and its record."""
    return request.param, extract(request.param, models=models).as_json()


def test_a_sample_becomes_its_golden_record(
    sample: tuple[Path, dict[str, Any]], golden: Callable[[Path, str], None]
) -> None:
    path, record = sample
    if path.stem in SCANS:
        pytest.skip("what is read on a picture may differ in a letter from one processor to the next")
    # Probabilities differ in the last digits from machine to machine.
    evidence = {at: {k: v for k, v in e.items() if k != "confidence"} for at, e in record["evidence"].items()}
    text = json.dumps(record | {"evidence": evidence}, indent=1, ensure_ascii=False)
    golden(GOLDEN / f"{path.stem}.record.json", text + "\n")


def test_a_sample_comes_near_its_gold(sample: tuple[Path, dict[str, Any]]) -> None:
    path, record = sample
    gold = json.loads(path.with_name(f"{path.stem}{GOLD}").read_text(encoding="utf-8"))
    floor = SCANS.get(path.stem, FLOORS[Source(record["source_kind"])])
    assert score_filing(gold, record).figures.fields.f1 >= floor


def test_what_passes_of_a_sample_is_right(sample: tuple[Path, dict[str, Any]]) -> None:
    path, record = sample
    score = score_filing(json.loads(path.with_name(f"{path.stem}{GOLD}").read_text(encoding="utf-8")), record)
    assert score.exact or not score.through
    assert all(row.right for row in score.rows if row.passed)


def test_there_is_a_sample_of_every_source() -> None:
    kinds = {json.loads(p.read_text(encoding="utf-8"))["source"] for p in SAMPLES.glob("*.spans.json")}
    assert kinds >= {source.value for source in FLOORS}


def test_samples_stay_small() -> None:
    assert sum(path.stat().st_size for path in SAMPLES.iterdir()) < MOST


def test_the_encrypted_sample_is_encrypted() -> None:
    assert b"/Encrypt" in (SAMPLES / "form4-encrypted.pdf").read_bytes()
