"""Names the tokens of the form's box and of the signatures, with a spaCy pipeline."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from extraction.document import Layout, Word
from extraction.labelers.hashing import Matrix, log_softmax
from extraction.labelers.rows import LabelledRow
from extraction.labels import NONE
from extraction.layout.logical import reading_order
from extraction.layout.tokens import Token, split_word

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

CELL_BREAK, LINE_BREAK = "¦", "¶"
LOOK_BACK = 40
UNSURE = 0.9
"""Rows whose own label is less sure than this are read along."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A token as the model sees it, or a break; `above` is what stands above it, `flag` where it stands."""

    text: str
    above: str
    flag: str
    token: Token | None
    row: int
    """Index of its row in the document."""
    segment: int = 0
    """Its line of its cell, counted through the document."""
    cut: bool = False
    """Stands in a mis-cut table: the next cell may go on with the same word."""


@dataclass(frozen=True, slots=True)
class TokenModel:
    """A spaCy pipeline whose tagger scores tags, and chains over tags.

    `transitions` is (whole or mis-cut cells, same line of a cell or another, from, to); log probabilities.
    """

    nlp: Language
    tags: tuple[str, ...]
    transitions: Matrix
    start: Matrix


@dataclass(frozen=True, slots=True)
class NamedToken:
    """A token, the label of `labels.TOKENS` it got, whether a value begins with it, and the label's probability."""

    token: Token
    label: str
    begins: bool
    probability: float
    row: int
    cell: int
    cut: bool


@dataclass(frozen=True, slots=True)
class _Segment:
    """Words on one line of one cell."""

    words: tuple[Word, ...]
    row: int
    layout: str

    @property
    def key(self) -> str:
        return "".join(c for w in self.words[:4] for c in w.text.lower() if c.isalpha())[:10]


def is_read(labelled: LabelledRow) -> bool:
    """Whether the token model reads a row: box, signatures, remarks, and rows that may be one of these."""
    return labelled.label in ("box", "sign", "remark") or (
        labelled.probability < UNSURE and labelled.label in ("printed", "head", "foot")
    )


def _segments(rows: Sequence[LabelledRow]) -> list[_Segment]:
    out = []
    for i, labelled in enumerate(rows):
        if is_read(labelled):
            for cell in labelled.row.cells:
                for line in _lines(cell.words):
                    out.append(_Segment(line, i, labelled.block.layout.value))
    return out


def _lines(words: tuple[Word, ...]) -> list[tuple[Word, ...]]:
    """The words of a cell, line by line."""
    lines: list[list[Word]] = []
    for word in reading_order(words) if len(words) > 1 else words:
        if lines and word.box[0] >= lines[-1][-1].box[0] and word.box[1] < lines[-1][-1].box[3] - 0.1:
            lines[-1].append(word)
        else:
            lines.append([word])
    return [tuple(line) for line in lines]


def _above(segments: Sequence[_Segment], at: int) -> str:
    """The key of the nearest segment above in the same columns."""
    x0, top, page = segments[at].words[0].box[0], segments[at].words[0].box[1], segments[at].words[0].page
    x1 = segments[at].words[-1].box[2]
    best, key = -1.0, ""
    for other in segments[max(0, at - LOOK_BACK) : at]:
        first, last = other.words[0], other.words[-1]
        if (
            first.page == page
            and first.box[1] < top
            and min(x1, last.box[2]) > max(x0, first.box[0])
            and first.box[1] >= best
        ):
            best, key = first.box[1], other.key
    return key


def pieces_of(rows: Sequence[LabelledRow]) -> list[Piece]:
    """What the token model reads of a document, in reading order, with breaks between cells and lines."""
    pieces: list[Piece] = []
    segments = _segments(rows)
    for at, segment in enumerate(segments):
        if at:
            mark = CELL_BREAK if segments[at - 1].row == segment.row else LINE_BREAK
            pieces.append(Piece(mark, "", segment.layout, None, segment.row))
        above, cut = _above(segments, at), segment.layout == Layout.CUT
        first = True
        for word in segment.words:
            for token in split_word(word):
                flag = f"{segment.layout}{'-first' if first else ''}{'-raised' if word.raised else ''}"
                pieces.append(Piece(token.text, above, flag, token, segment.row, at, cut))
                first = False
    return pieces


def make_doc(nlp: Language, pieces: Sequence[Piece], tags: list[str] | None = None) -> Doc:
    """A spaCy Doc of the pieces: what stands above goes in as lemma, where it stands as dependency."""
    from spacy.tokens import Doc

    return Doc(
        nlp.vocab,
        words=[p.text for p in pieces],
        lemmas=[p.above or "-" for p in pieces],
        deps=[p.flag for p in pieces],
        heads=list(range(len(pieces))),
        tags=tags,
    )


def decode(emissions: Matrix, pieces: Sequence[Piece], model: TokenModel) -> list[int]:
    """The best tags of pieces (breaks left out): emissions (pieces x tags)."""
    best = model.start + emissions[0]
    back = []
    for i in range(1, len(pieces)):
        apart = int(pieces[i].segment != pieces[i - 1].segment)
        paths = best[:, None] + model.transitions[int(pieces[i].cut), apart]
        back.append(paths.argmax(axis=0))
        best = paths.max(axis=0) + emissions[i]
    path = [int(best.argmax())]
    for pointers in reversed(back):
        path.append(int(pointers[path[-1]]))
    return path[::-1]


def label_tokens(rows: Sequence[LabelledRow], model: TokenModel) -> tuple[NamedToken, ...]:
    """Every token that the model gives a label, in reading order."""
    pieces = pieces_of(rows)
    held = [i for i, p in enumerate(pieces) if p.token is not None]
    if not held:
        return ()
    tagger: Any = model.nlp.get_pipe("tagger")
    doc = make_doc(model.nlp, pieces)
    scores = log_softmax(np.asarray(tagger.model.predict([doc])[0], dtype=np.float32))[held]
    shown = [pieces[i] for i in held]
    out = []
    for piece, score, k in zip(shown, scores, decode(scores, shown, model), strict=True):
        tag = model.tags[k]
        if tag != NONE and piece.token is not None:
            sure = float(np.exp(score[k]))
            out.append(NamedToken(piece.token, tag[2:], tag[0] == "B", sure, piece.row, piece.segment, piece.cut))
    return tuple(out)
