"""The network computed by numpy beside the pipeline that it was taken from."""

from __future__ import annotations

from typing import Any

import numpy as np

from extraction.labelers.named import Piece
from extraction.labelers.tokens import emit_tokens, make_doc, strings_of
from extraction.pipeline import load_models

WORDS = ["1.", "Name", "of", "Person", "¦", "Quillby", "Zedd-Marrow", "¦", "12/31/2031", "$4.50", "mark", "X", "Ørs's"]


def _pieces() -> list[Piece]:
    return [
        Piece(word, "name" if i % 3 else "", "" if i % 2 else "row:name", "cut:1", None, 0)
        for i, word in enumerate(WORDS)
    ]


def test_scores_are_the_pipelines_own() -> None:
    model = load_models().tokens
    tagger: Any = model.nlp.get_pipe("tagger")
    for count in (1, 2, len(WORDS)):
        pieces = _pieces()[:count]
        expected = tagger.model.predict([make_doc(model.nlp, pieces)])[0]
        np.testing.assert_allclose(model.network.score(strings_of(pieces)), expected, rtol=1e-5, atol=1e-4)


def test_no_word_of_a_filing_stays_in_the_vocabulary() -> None:
    """spaCy's grows with every word that it is shown: a process that reads millions of filings would run full."""
    model = load_models().tokens
    before = len(model.nlp.vocab), len(model.nlp.vocab.strings)
    emit_tokens(_pieces(), model)
    assert (len(model.nlp.vocab), len(model.nlp.vocab.strings)) == before
