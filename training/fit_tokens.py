"""Fits the token model: a spaCy pipeline that tags the tokens of the form's box and the signatures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence, Set
from dataclasses import replace
from itertools import pairwise
from random import Random
from typing import TYPE_CHECKING, Any

import numpy as np

from extraction.labelers.named import Piece
from extraction.labelers.tokens import TokenModel, caption_keys, make_doc, pieces_of
from extraction.labels import NONE
from training.fit_rows import Counts, blend, shares
from training.labelled import Labelled, label_pieces
from training.watch import NOBODY, Epoch, Watch

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.training import Example

KNOWN = 6
"""Issuers that must show a caption before it is one."""
BATCH = 1000
"""Tokens in a batch."""
WATCHED = 40
"""Filings that are looked at after each epoch."""


def tagger(width: int, rows: Sequence[int]) -> dict[str, Any]:
    """A tagger over windows of words; each of form, lemma, dependency and tag is hashed into so many rows."""
    embed = {
        "@architectures": "spacy.MultiHashEmbed.v2",
        "width": width,
        "attrs": ["NORM", "PREFIX", "SUFFIX", "SHAPE", "LEMMA", "DEP", "TAG"],
        "rows": list(rows),
        "include_static_vectors": False,
    }
    encode = {
        "@architectures": "spacy.MaxoutWindowEncoder.v2",
        "width": width,
        "depth": 5,
        "window_size": 2,
        "maxout_pieces": 3,
    }
    tok2vec = {"@architectures": "spacy.Tok2Vec.v2", "embed": embed, "encode": encode}
    return {"@architectures": "spacy.Tagger.v2", "nO": None, "normalize": False, "tok2vec": tok2vec}


MODEL = tagger(96, (5000, 1000, 2500, 1500, 2500, 200, 1500))


def find_captions(filings: Iterable[Labelled]) -> frozenset[str]:
    """Keys of lines that many issuers' filings show and that hardly ever hold a value."""
    printed: dict[str, set[str]] = {}
    held: Counter[str] = Counter()
    for filing in filings:
        for key, tokens in caption_keys(filing.rows):
            if any(filing.find(t) for t in tokens):
                held[key] += 1
            else:
                printed.setdefault(key, set()).add(filing.filing.group)
    return frozenset(k for k, groups in printed.items() if len(groups) >= KNOWN and held[k] < 0.1 * len(groups))


def tagged_pieces(filings: Iterable[Labelled], captions: Set[str]) -> list[tuple[list[Piece], list[str]]]:
    """What the model reads of each filing, and the tags it should give."""
    read = ((pieces_of(filing.rows, captions), filing) for filing in filings)
    return [(pieces, label_pieces(pieces, filing)) for pieces, filing in read if pieces]


def count_tags(data: Iterable[tuple[Sequence[Piece], Sequence[str]]], tags: Sequence[str]) -> tuple[Counts, Counts]:
    """How often tag follows tag, breaks left out: (whole or mis-cut, same line or another, from, to), and is first."""
    n, number = len(tags), {tag: i for i, tag in enumerate(tags)}
    counts, start = np.zeros((2, 2, n, n)), np.zeros(n)
    for pieces, named in data:
        shown = [(p, number[t]) for p, t in zip(pieces, named, strict=True) if p.token is not None]
        start[shown[0][1]] += 1
        for (p, a), (q, b) in pairwise(shown):
            counts[int(q.cut), int(p.segment != q.segment), a, b] += 1
    return counts, start


def fit_tokens(
    filings: Sequence[Labelled],
    epochs: int = 5,
    seed: int = 0,
    known: TokenModel | None = None,
    rate: float = 0.001,
    held: Sequence[Labelled] = (),
    watch: Watch = NOBODY,
    own: Iterable[Labelled] = (),
) -> TokenModel:
    """The token model of labelled filings; goes on from a known one, whose captions and tags stay and whose chains
    only `own` filings change.

    `held` is only watched.
    """
    import spacy
    from spacy.training import Example
    from thinc.api import Adam, fix_random_seed

    fix_random_seed(seed)
    pipeline = known.nlp if known else spacy.blank("en")
    if not known:
        pipeline.add_pipe("tagger", config={"model": MODEL, "overwrite": True})
    captions = known.captions if known else find_captions(filings)
    tagged = [(pieces, _given(tags, known)) for pieces, tags in tagged_pieces(filings, captions)]
    data = [Example(make_doc(pipeline, pieces), make_doc(pipeline, pieces, tags)) for pieces, tags in tagged]
    optimizer = Adam(rate)
    if not known:
        pipeline.initialize(lambda: data)
    beside = tagged_pieces(held[:WATCHED], captions)
    rng = Random(seed)
    for epoch in range(epochs):
        optimizer.learn_rate = rate * (1 - 0.8 * epoch / max(epochs - 1, 1))
        rng.shuffle(data)
        losses: dict[str, float] = {}
        batches = list(token_batches(data, BATCH))
        for batch in batches:
            pipeline.update(batch, sgd=optimizer, drop=0.15, losses=losses)
            watch.advance(1 / len(batches))
        loss = losses.get("tagger", 0.0) / max(sum(len(e.reference) for e in data), 1)
        watch.note(Epoch(epoch + 1, loss, share_right(pipeline, beside)))
    if known:
        mine = [(pieces, _given(tags, known)) for pieces, tags in tagged_pieces(own, captions)]
        counts, start = count_tags(mine, known.tags)
        return replace(known, transitions=blend(known.transitions, counts), start=blend(known.start, start))
    tagger: Any = pipeline.get_pipe("tagger")
    chains = map(shares, count_tags(tagged, tagger.labels))
    return TokenModel(pipeline, captions, tuple(tagger.labels), *chains)


def _given(tags: list[str], known: TokenModel | None) -> list[str]:
    """The tags, without those that a known model cannot give."""
    return [tag if tag in known.tags else NONE for tag in tags] if known else tags


def share_right(pipeline: Language, tagged: Sequence[tuple[list[Piece], list[str]]]) -> float | None:
    """The share of pieces whose likeliest tag is the right one; None without pieces."""
    tagger: Any = pipeline.get_pipe("tagger")
    right = total = 0
    for pieces, tags in tagged:
        best = np.asarray(tagger.model.predict([make_doc(pipeline, pieces)])[0]).argmax(axis=1)
        right += sum(tagger.labels[k] == tag for k, tag in zip(best, tags, strict=True))
        total += len(tags)
    return right / total if total else None


def token_batches(data: Sequence[Example], size: int) -> Iterable[list[Example]]:
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
