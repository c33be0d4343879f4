"""Names the tokens of a Schedule 13D's Items 2, 3 and 5, with a spaCy pipeline of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from extraction.document import Span
from extraction.errors import NoModels
from extraction.labelers.hashing import Matrix, best_path, log_softmax
from extraction.labelers.network import TEXT, Network, network_of
from extraction.labels import NONE

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

IN_USE = Path(__file__).resolve().parents[2] / "models" / "narrative"
CELL, LINE = "¦", "¶"
_TOKEN = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?|\.\d+|(?:[A-Z]\.)+|[^\W\d_][\w’'&-]*|\t|[\n\f]+|\S")
_HEADING = re.compile(
    r"\b(date|price|cost|shares|number|quantity|amount|percent\w*|type|name|holder|fund|total)\b", re.I
)
LOOK_BACK = 60
"""Lines for which a column's heading holds."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A token as the model sees it: `shape` stands for digits, `head` for its column's heading, `place` for where
    it stands in its line; `span` is its place in the text."""

    text: str
    span: Span
    head: str
    place: str
    item: str

    @property
    def shown(self) -> bool:
        return self.text not in (CELL, LINE)


@dataclass(frozen=True, slots=True)
class Mention:
    """Tokens next to each other that bear one label of `labels.NARRATIVE`, and its mean probability."""

    label: str
    span: Span
    probability: float


@dataclass(frozen=True)
class NarrativeModel:
    """A spaCy pipeline whose tagger scores tags, and chains over tags (from, to; log probabilities)."""

    nlp: Language
    tags: tuple[str, ...]
    transitions: Matrix
    start: Matrix

    @cached_property
    def network(self) -> Network:
        """The tagger's network as the pipeline holds it when it is first asked."""
        return network_of(self.nlp)


@cache
def narrative_in_use(path: Path = IN_USE) -> NarrativeModel:
    """The model of a folder; read once. NoModels where there is none. Nothing in it is executed."""
    if not path.is_dir():
        raise NoModels(f"no narrative model in {path}")
    import spacy
    from safetensors import SafetensorError, safe_open

    try:
        nlp = spacy.load(path, exclude=["vocab", "tokenizer"])
        with safe_open(path / "chains.safetensors", framework="numpy") as held:
            chains = [held.get_tensor(name).astype(np.float32) for name in ("transitions", "start")]
    except (OSError, ValueError, KeyError, SafetensorError) as error:
        raise NoModels(f"{path} holds no narrative model ({error}): train anew or bring the models back") from error
    tagger: Any = nlp.get_pipe("tagger")
    return NarrativeModel(nlp, tuple(tagger.labels), chains[0], chains[1])


def pieces_of(text: str, start: int, end: int, item: str) -> list[Piece]:
    """The tokens of a stretch of linearised text, with breaks of cells and lines; `item` names the stretch."""
    pieces: list[Piece] = []
    heads: tuple[str, ...] = ()
    since = LOOK_BACK
    for line, at in _lines(text, start, end):
        named = _HEADING.findall(line)
        if named and not re.search(r"\d{2}", line) and len(line) < 160:
            fresh = [_key(cell) for cell in line.split("\t")]
            heads, since = (tuple(fresh), 0) if since or len(fresh) > len(heads) else (heads, 0)
        else:
            since += 1
        pieces += _line_pieces(line, at, heads if since < LOOK_BACK else (), item)
    return pieces


def _lines(text: str, start: int, end: int) -> Iterator[tuple[str, int]]:
    for m in re.finditer(r"[^\n\f]*(?:[\n\f]+|$)", text[start:end]):
        if m.group():
            yield m.group(), start + m.start()


def _key(cell: str) -> str:
    """The telling words of a heading."""
    return "".join(sorted({w.lower()[:5] for w in _HEADING.findall(cell)}))


def _line_pieces(line: str, at: int, heads: tuple[str, ...], item: str) -> Iterator[Piece]:
    cells = line.count("\t")
    column = 0
    for order, m in enumerate(_TOKEN.finditer(line)):
        span = (at + m.start(), at + m.end())
        if m.group() == "\t":
            column += 1
            yield Piece(CELL, span, NONE, NONE, item)
        elif m.group()[0] in "\n\f":
            yield Piece(LINE, span, NONE, "2" if len(m.group()) > 1 else "1", item)
        else:
            head = heads[column] if cells and column < len(heads) else NONE
            yield Piece(m.group(), span, head or NONE, f"{min(cells, 6)}:{min(column, 6)}:{min(order, 2)}", item)


def shape_of(word: str) -> str:
    """A word in small letters, a number as its shape: `1,900` is `d,ddd`."""
    return re.sub(r"\d", "d", word)[:12] if any(c.isdigit() for c in word) else word.lower()[:20]


def strings_of(pieces: Sequence[Piece]) -> dict[str, list[str]]:
    """What the network is shown of pieces: figures as their shapes, the column's heading as lemma, the place in the
    line as dependency, the item as tag."""
    return {
        TEXT: [shape_of(p.text) if any(c.isdigit() for c in p.text) else p.text[:20] for p in pieces],
        "LEMMA": [p.head for p in pieces],
        "DEP": [p.place for p in pieces],
        "TAG": [p.item for p in pieces],
    }


def make_doc(nlp: Language, pieces: Sequence[Piece], tags: list[str] | None = None) -> Doc:
    """A spaCy Doc of the pieces; one to learn from bears `tags`."""
    from spacy.tokens import Doc

    shown, heads = strings_of(pieces), list(range(len(pieces)))
    return Doc(nlp.vocab, shown[TEXT], lemmas=shown["LEMMA"], deps=shown["DEP"], heads=heads, tags=tags or shown["TAG"])


def label_narrative(pieces: Sequence[Piece], model: NarrativeModel) -> tuple[Mention, ...]:
    """What the model names in the tokens, in order."""
    if not pieces:
        return ()
    scores = log_softmax(model.network.score(strings_of(pieces)))
    path = best_path(scores, model.transitions[None], [0] * (len(pieces) - 1), model.start)
    return tuple(
        join_mentions([(p, model.tags[k], float(np.exp(s[k]))) for p, s, k in zip(pieces, scores, path, strict=True)])
    )


def join_mentions(named: Sequence[tuple[Piece, str, float]]) -> Iterator[Mention]:
    """Tokens with one label, joined over breaks of lines."""
    held: list[tuple[Piece, str, float]] = []
    for piece, tag, sure in named:
        goes_on = held and tag[:2] == "I-" and tag[2:] == held[0][1][2:]
        if held and not goes_on and (piece.shown or tag != NONE):
            yield _mention(held)
            held = []
        if tag != NONE and piece.shown:
            held.append((piece, tag, sure))
    if held:
        yield _mention(held)


def _mention(held: Sequence[tuple[Piece, str, float]]) -> Mention:
    return Mention(
        held[0][1][2:], (held[0][0].span[0], held[-1][0].span[1]), float(np.mean([sure for *_, sure in held]))
    )
