"""Fits the token model: a spaCy pipeline that tags the tokens of the form's box and the signatures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from extraction.labelers.tokens import make_doc, pieces_of
from training.labelled import Labelled, label_pieces

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.training import Example

MODEL = {
    "@architectures": "spacy.Tagger.v2",
    "nO": None,
    "normalize": False,
    "tok2vec": {
        "@architectures": "spacy.Tok2Vec.v2",
        "embed": {
            "@architectures": "spacy.MultiHashEmbed.v2",
            "width": 96,
            "attrs": ["NORM", "PREFIX", "SUFFIX", "SHAPE", "LEMMA", "DEP"],
            "rows": [5000, 1000, 2500, 1500, 2500, 100],
            "include_static_vectors": False,
        },
        "encode": {
            "@architectures": "spacy.MaxoutWindowEncoder.v2",
            "width": 96,
            "depth": 4,
            "window_size": 1,
            "maxout_pieces": 3,
        },
    },
}


def token_examples(filings: Iterable[Labelled], nlp: Language) -> list[Example]:
    """What the model reads of each filing, and the tags it should give."""
    from spacy.training import Example

    out = []
    for filing in filings:
        pieces = pieces_of(filing.rows)
        if pieces:
            tags = label_pieces(pieces, filing)
            out.append(Example(make_doc(nlp, pieces), make_doc(nlp, pieces, tags)))
    return out


def fit_tokens(filings: Iterable[Labelled], epochs: int = 5, seed: int = 0, nlp: Language | None = None) -> Language:
    """The token pipeline of labelled filings; goes on from `nlp` where one is given."""
    import spacy
    from thinc.api import Adam, fix_random_seed

    fix_random_seed(seed)
    pipeline = nlp or spacy.blank("en")
    known = pipeline.has_pipe("tagger")
    if not known:
        pipeline.add_pipe("tagger", config={"model": MODEL, "overwrite": True})
    data = token_examples(filings, pipeline)
    optimizer = Adam(0.001)
    if not known:
        pipeline.initialize(lambda: data)
    rng = Random(seed)
    for epoch in range(epochs):
        optimizer.learn_rate = 0.001 * (1 - 0.8 * epoch / max(epochs - 1, 1))
        rng.shuffle(data)
        for batch in _batches(data, 3000):
            pipeline.update(batch, sgd=optimizer, drop=0.15)
    return pipeline


def _batches(data: Sequence[Example], size: int) -> Iterable[list[Example]]:
    """Batches of about `size` tokens."""
    batch: list[Example] = []
    count = 0
    for example in data:
        batch.append(example)
        count += len(example.reference)
        if count >= size:
            yield batch
            batch, count = [], 0
    if batch:
        yield batch


def save_tokens(nlp: Language, path: Path) -> None:
    """Write the pipeline in spaCy's own format: JSON and MessagePack, nothing that runs."""
    nlp.to_disk(path)
