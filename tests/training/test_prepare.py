"""What is made to learn from: by whom it is split, and that the same seed makes the same."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from extraction.document import Source
from training import prepare
from training.annotated import AnnotatedFiling, to_json
from training.in_use import CORPUS
from training.perceptron import as_classifier, perceptron
from training.prepare import GUISES, Side, batches, facts, make_batch, own_pages, side_of
from training.render import invent, xml_page
from training.tell import Teller
from training.train import Plan, gather, split

RECORDS = {f"invented-{i:05}": invent.filing(Random(i)) for i in range(150)}


def test_an_issuer_is_on_one_side_and_each_side_gets_its_share() -> None:
    sides = [side_of(f"issuer {i}") for i in range(4000)]
    shares = [sides.count(side) / 4000 for side in Side]
    assert shares == pytest.approx([0.85, 0.10, 0.05], abs=0.02)
    made = batches(RECORDS, 12 * GUISES, seed=0)
    for batch in made:
        assert {side_of(record["extra"]["group"]) for _, record in batch.records} == {Side(batch.name.split("-")[1])}
    assert sum(len(b.records) for b in made if "-learn-" in b.name) == 12


def test_a_batch_made_alone_is_the_same_batch() -> None:
    first, second = (batches(RECORDS, 20, seed=3, printed=False) for _ in range(2))
    assert [b.name for b in first] == [b.name for b in second]
    alone = [to_json(f) for f in make_batch(second[-1])]
    assert [to_json(f) for batch in first for f in make_batch(batch)][-len(alone) :] == alone
    other = batches(RECORDS, 20, seed=4, printed=False)
    assert [to_json(f) for f in make_batch(other[-1])] != alone


def test_the_moment_of_printing_is_forgotten() -> None:
    content = b"%PDF-1.4 /CreationDate (D:20261120215815+00'00') /ModDate (D:20261120215815+00'00')>>"
    filing = AnnotatedFiling("one", Source.PDF, "issuer", content, {}, ())
    assert prepare._undated(filing).content.count(b"(D:00000000000000+00'00')") == 2
    assert len(prepare._undated(filing).content) == len(content)


def test_a_corpus_of_xml_becomes_filings_in_kept_batches(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    corpus = tmp_path / CORPUS.removesuffix(".txt")
    corpus.mkdir()
    for i, record in enumerate(RECORDS.values()):
        (corpus / f"0001234567-23-{i:06}.xml").write_bytes(xml_page.draw("made", record).content)
    assert len(facts(corpus)) == len(RECORDS)
    plan = Plan(None, corpus, 10, printed=False)
    files = gather(plan, tmp_path / "work", 1, Teller())
    sides = split(files)
    assert len(sides[Side.LEARN]) == 10
    assert all(filing.name.startswith("0001234567-23-") for filings in sides.values() for filing in filings)
    monkeypatch.setattr(prepare, "make_batch", None)
    monkeypatch.setattr("training.train.make_batch", None)
    assert gather(plan, tmp_path / "work", 1, Teller()) == files
    files[0].unlink()
    with pytest.raises(TypeError):
        gather(plan, tmp_path / "work", 1, Teller())


def test_a_classifier_bears_the_weights_it_was_given() -> None:
    import numpy as np

    x = np.random.default_rng(0).normal(size=(200, 4)).astype(np.float32)
    y = [int(row[0] > 0) + int(row[1] > 1) for row in x]
    layers = perceptron(x, y, 4, (5,), 60, seed=0, rate=0.05)
    classifier = as_classifier(layers)
    hidden = np.maximum(x @ layers[0][0] + layers[0][1], 0)
    assert (classifier.predict(x) == (hidden @ layers[1][0] + layers[1][1]).argmax(axis=1)).all()
    assert np.mean(classifier.predict(x) == np.array(y)) > 0.8
    on = perceptron(x, y, 4, (5,), 1, seed=0, known=layers, rate=1e-6)
    assert np.allclose(on[0][0], layers[0][0], atol=1e-4)
    assert np.allclose(on[1][1], layers[1][1], atol=1e-4)


def test_what_may_pass_is_proved_on_the_forms_own_pages_of_issuers_kept_for_it() -> None:
    made = own_pages(RECORDS, 3, seed=0, printed=False)
    filings = [f for batch in made for f in make_batch(batch)]
    assert filings and {side_of(f.group) for f in filings} == {Side.CALIBRATE}
    assert {f.source for f in filings} == {Source.HTML, Source.MARKDOWN}
    assert all(b"Instr" in f.content for f in filings)
