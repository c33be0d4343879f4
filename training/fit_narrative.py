"""Fits the narrative model on invented Schedules 13D: `python -m training.fit_narrative FOLDER [FILINGS] [EPOCHS]`.

Needs nothing but spaCy; some minutes on one core."""

from __future__ import annotations

import bisect
import re
import sys
from collections.abc import Iterable, Sequence
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

import numpy as np

from extraction.document import Document, Span
from extraction.labelers.narrative import NarrativeModel, Piece, join_mentions, label_narrative, make_doc, pieces_of
from extraction.labels import NARRATIVE, NONE
from extraction.readers import read
from extraction.schedule13.linearise import Text, linearise
from extraction.schedule13.narrative import stretches
from training.annotated import AnnotatedFiling
from training.fit_rows import SMOOTHING
from training.fit_tokens import tagger, token_batches
from training.render.schedule13_page import draw

if TYPE_CHECKING:
    pass

LABELS = {
    ("holdings", "holder"): "HOLDER",
    ("holdings", "shares"): "HELD",
    ("holdings", "percent"): "PERCENT",
    ("transactions", "holder"): "HOLDER",
    ("transactions", "date"): "TRADE_DATE",
    ("transactions", "shares"): "TRADED",
    ("transactions", "price_per_share"): "PRICE",
    ("funds", "holder"): "HOLDER",
    ("funds", "amount"): "FUNDS",
}
"""Labels that follow from where a value stands; a trade's kind says `BOUGHT` or `SOLD`."""
MISREAD = 0.1
"""Filings of which letters are misread, as a scanner would."""
ALIKE = {"0": "O", "1": "l", "5": "S", "l": "1", "o": "0", "e": "c", "8": "B", ",": ".", "i": "l"}
MODEL = tagger(64, (1500, 500, 800, 500, 300, 200, 50))
BATCH = 1500
"""Tokens in a batch."""


def label_of(pointer: str, gold: dict[str, Any]) -> str | None:
    """The label of what an annotation marks."""
    parts = pointer.strip("/").split("/")
    if parts == ["outstanding"]:
        return "OUTSTANDING"
    if parts[-1] == "kind":
        return "BOUGHT" if gold["transactions"][int(parts[1])]["kind"] == "purchase" else "SOLD"
    return LABELS.get((parts[0], parts[-1])) if len(parts) == 3 else None


def labelled(filing: AnnotatedFiling) -> list[tuple[list[Piece], list[str]]]:
    """The stretches that the model reads of a filing, each with the tags that it should give."""
    document = read(filing.content, filing.name)
    assert isinstance(document, Document)
    words = linearise(document)
    marked = sorted(
        (a.span, label) for a in filing.annotations if a.span and (label := label_of(a.pointer, filing.gold))
    )
    out = []
    for start, end, item in stretches(words.text):
        pieces = pieces_of(words.text, start, end, item)
        if pieces:
            out.append((pieces, _tags(pieces, words, marked)))
    return out


def _tags(pieces: Sequence[Piece], words: Text, marked: Sequence[tuple[Span, str]]) -> list[str]:
    """B- and I- tags of the marked spans over the pieces."""
    starts = [span[0] for span, _ in marked]
    tags: list[str] = []
    last: int | None = None
    for piece in pieces:
        at = _in_input(piece, words)
        number = bisect.bisect_right(starts, at) - 1 if at is not None else -1
        inside = number >= 0 and at is not None and at < marked[number][0][1]
        if not piece.shown:
            tags.append(NONE)
        elif inside:
            tags.append(("I-" if number == last else "B-") + marked[number][1])
        else:
            tags.append(NONE)
        if piece.shown:
            last = number if inside else None
    return tags


def _in_input(piece: Piece, words: Text) -> int | None:
    """Where a piece of the linearised text begins in the input."""
    index = bisect.bisect_right(words.starts, piece.span[0]) - 1
    span = words.words[index].span if index >= 0 else None
    return span[0] + piece.span[0] - words.starts[index] if span else None


def misread(pieces: Sequence[Piece], rng: Random) -> list[Piece]:
    """Pieces of which one in fifteen has a letter misread."""
    return [
        Piece(_misread(p.text, rng), p.span, p.head, p.place, p.item) if p.shown and rng.random() < 0.07 else p
        for p in pieces
    ]


def _misread(word: str, rng: Random) -> str:
    at = rng.randrange(len(word))
    changed = word[:at] + ALIKE.get(word[at], rng.choice(("", word[at]))) + word[at + 1 :]
    return re.sub(r"\s", "", changed) or word


def make(count: int, seed: int) -> list[tuple[list[Piece], list[str]]]:
    """The stretches of invented filings with their tags; some misread."""
    rng = Random(seed)
    out = []
    for number in range(count):
        spoiled = rng.random() < MISREAD
        for pieces, tags in labelled(draw(f"invented-{seed}-{number}", rng)):
            out.append((misread(pieces, rng) if spoiled else pieces, tags))
    return out


def fit_narrative(data: Sequence[tuple[list[Piece], list[str]]], epochs: int = 6, seed: int = 0) -> NarrativeModel:
    """The narrative model of labelled stretches."""
    import spacy
    from spacy.training import Example
    from thinc.api import Adam, fix_random_seed

    fix_random_seed(seed)
    nlp = spacy.blank("en")
    nlp.add_pipe("tagger", config={"model": MODEL, "overwrite": True})
    examples = [Example(make_doc(nlp, pieces), make_doc(nlp, pieces, tags)) for pieces, tags in data]
    nlp.initialize(lambda: examples)
    optimizer, rng = Adam(0.002), Random(seed)
    for epoch in range(epochs):
        optimizer.learn_rate = 0.002 * (1 - 0.9 * epoch / max(epochs - 1, 1))
        rng.shuffle(examples)
        for batch in token_batches(examples, BATCH):
            nlp.update(batch, sgd=optimizer, drop=0.2)
    tagger: Any = nlp.get_pipe("tagger")
    return NarrativeModel(nlp, tuple(tagger.labels), *_chains((tags for _, tags in data), tagger.labels))


def _chains(tagged: Iterable[Sequence[str]], tags: Sequence[str]) -> tuple[Any, Any]:
    """Log probabilities of a tag after another (from, to) and of the first one; no label begins with `I-`."""
    number = {tag: i for i, tag in enumerate(tags)}
    counts, first = np.full((len(tags), len(tags)), SMOOTHING), np.full(len(tags), SMOOTHING)
    for row in tagged:
        first[number[row[0]]] += 1
        for a, b in pairwise(row):
            counts[number[a], number[b]] += 1
    chains = np.log(counts / counts.sum(axis=1, keepdims=True)).astype(np.float32)
    for a, b in ((a, b) for a in tags for b in tags if b.startswith("I-") and a not in (b, f"B-{b[2:]}", NONE)):
        chains[number[a], number[b]] = -20.0
    return chains, np.log(first / first.sum()).astype(np.float32)


def save_narrative(model: NarrativeModel, path: Path) -> None:
    """Write the model into a folder: spaCy's own format without vocabulary, chains as safetensors."""
    from safetensors.numpy import save_file

    model.nlp.to_disk(path, exclude=["vocab", "tokenizer"])
    chains = {"transitions": model.transitions, "start": model.start}
    save_file(
        {name: np.ascontiguousarray(a, dtype=np.float32) for name, a in chains.items()}, path / "chains.safetensors"
    )


def score(model: NarrativeModel, data: Sequence[tuple[list[Piece], list[str]]]) -> dict[str, tuple[int, int, int]]:
    """For each label how many mentions were found and right, found, and there to find."""
    out = {label: [0, 0, 0] for label in NARRATIVE}
    for pieces, tags in data:
        gold = {(m.label, m.span) for m in join_mentions([(p, t, 1.0) for p, t in zip(pieces, tags, strict=True)])}
        found = {(m.label, m.span) for m in label_narrative(pieces, model)}
        for label, counts in out.items():
            there, got = {g for g in gold if g[0] == label}, {f for f in found if f[0] == label}
            counts[0], counts[1], counts[2] = counts[0] + len(there & got), counts[1] + len(got), counts[2] + len(there)
    return {label: (a, b, c) for label, (a, b, c) in out.items()}


if __name__ == "__main__":
    folder, filings, rounds = Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 2200, 5
    fitted = fit_narrative(make(filings, 1), rounds)
    save_narrative(fitted, folder)
    for name, (right, found, there) in score(fitted, make(150, 2)).items():
        print(f"{name:12} precision {right / max(found, 1):.3f}  recall {right / max(there, 1):.3f}  of {there}")
