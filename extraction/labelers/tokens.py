"""Names the tokens of the form's box and of the signatures, with a spaCy pipeline."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from extraction.document import Layout, Word
from extraction.labelers.hashing import Matrix, best_path, log_softmax
from extraction.labelers.mend_rows import LabelledRow
from extraction.labelers.stacked import UNLIKELY, Bit, Slot, tell_lines
from extraction.labels import NONE
from extraction.layout.logical import reading_order
from extraction.layout.tokens import Token, split_word
from extraction.values.words import Lexicon

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

CELL_BREAK, LINE_BREAK = "¦", "¶"
LOOK_BACK = 40
UNSURE = 0.9
"""Rows whose own label is less sure than this are read along."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A token as the model sees it, or a break; `above` is what stands above it, `caption` what
    was printed last before it, `flag` where it stands in its cell."""

    text: str
    above: str
    caption: str
    flag: str
    token: Token | None
    row: int
    """Index of its row in the document."""
    segment: int = 0
    """Its line of its cell, counted through the document."""
    layout: str = ""

    @property
    def cut(self) -> bool:
        """Stands in a mis-cut table: the next cell may go on with the same word."""
        return self.layout == Layout.CUT


@dataclass(frozen=True, slots=True)
class TokenModel:
    """A spaCy pipeline whose tagger scores tags, the captions it knows, and chains over tags.

    `transitions` is (whole or mis-cut cells, same line of a cell or another, from, to); log probabilities.
    """

    nlp: Language
    captions: frozenset[str]
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
    """Its line of its cell, counted through the document."""
    layout: str
    line: Slot | None = None
    """Its line of a mis-cut row."""

    @property
    def cut(self) -> bool:
        """Stands in a mis-cut table: the next cell may go on with the same word."""
        return self.layout == Layout.CUT


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
    """Whether the token model reads a row: box, signatures, and rows that may be one of these."""
    return labelled.label in ("box", "sign") or (
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


def _captions(segments: Sequence[_Segment], captions: Set[str]) -> list[str]:
    """For each segment the printed caption last seen before it, and how many lines ago.

    In a mis-cut table, whose lines are mixed in each cell, the words that the row begins with.
    """
    out: list[str] = []
    last, lines, row, opening = "", 0, -1, ""
    for segment in segments:
        if segment.layout == Layout.CUT:
            if segment.row != row:
                row, opening = segment.row, "row:" + segment.key[:5]
            out.append(opening)
            continue
        out.append(f"{last}:{min(lines, 3)}")
        if segment.key in captions:
            last, lines = segment.key, 0
        else:
            lines += 1
    return out


def pieces_of(rows: Sequence[LabelledRow], captions: Set[str]) -> list[Piece]:
    """What the token model reads of a document, in reading order, with breaks between cells and lines."""
    pieces: list[Piece] = []
    segments = _segments(rows)
    for at, (segment, caption) in enumerate(zip(segments, _captions(segments, captions), strict=True)):
        if at:
            mark = CELL_BREAK if segments[at - 1].row == segment.row else LINE_BREAK
            pieces.append(Piece(mark, "", "", segment.layout, None, segment.row))
        above = _above(segments, at)
        tokens = [t for word in segment.words for t in split_word(word)]
        for k, token in enumerate(tokens):
            flag = _flag(segment.layout, k, len(tokens), token.word.raised)
            pieces.append(Piece(token.text, above, caption, flag, token, segment.row, at, segment.layout))
    return pieces


def _flag(layout: str, k: int, count: int, raised: bool) -> str:
    """Where a token stands in its line of its cell: from the start, in a mis-cut cell also from the end."""
    end = f":{min(count - 1 - k, 4)}" if layout == Layout.CUT else ""
    return f"{layout}:{min(k, 4)}{end}{'^' if raised else ''}"


def caption_keys(rows: Sequence[LabelledRow]) -> list[tuple[str, list[Token]]]:
    """The key of every line of every whole cell, with its tokens: what captions are learned from."""
    return [
        (s.key, [t for w in s.words for t in split_word(w)])
        for s in _segments(rows)
        if s.layout != Layout.CUT and s.key
    ]


def make_doc(nlp: Language, pieces: Sequence[Piece], tags: list[str] | None = None) -> Doc:
    """A spaCy Doc of the pieces: what stands above goes in as lemma, where it stands as dependency, the caption as tag.

    A Doc to learn from bears `tags` instead.
    """
    from spacy.tokens import Doc

    return Doc(
        nlp.vocab,
        words=[p.text for p in pieces],
        lemmas=[p.above or "-" for p in pieces],
        deps=[p.flag for p in pieces],
        heads=list(range(len(pieces))),
        tags=tags or [p.caption or NONE for p in pieces],
    )


def decode(emissions: Matrix, pieces: Sequence[Piece], model: TokenModel) -> list[int]:
    """The best tags of pieces (breaks left out): emissions (pieces x tags)."""
    steps = [model.transitions[int(b.cut), int(a.segment != b.segment)] for a, b in pairwise(pieces)]
    return best_path(emissions, steps, model.start)


def label_tokens(rows: Sequence[LabelledRow], model: TokenModel, lexicon: Lexicon) -> tuple[NamedToken, ...]:
    """Every token that the model gives a label, in reading order; in mis-cut rows line by line."""
    pieces = pieces_of(rows, model.captions)
    held = [i for i, p in enumerate(pieces) if p.token is not None]
    if not held:
        return ()
    tagger: Any = model.nlp.get_pipe("tagger")
    doc = make_doc(model.nlp, pieces)
    scores = log_softmax(np.asarray(tagger.model.predict([doc])[0], dtype=np.float32))[held]
    shown = [pieces[i] for i in held]
    out: list[NamedToken] = []
    lexicon = lexicon.learn(w.text for r in rows if r.block.layout is not Layout.CUT for w in r.row.words)
    named = zip(shown, scores, decode(scores, shown, model), strict=True)
    for (cut, row), together in groupby(named, lambda x: (x[0].cut, x[0].row)):
        run = list(together)
        addressed = next((t.row for t in reversed(out) if t.label in ("OWNER", "STREET1") and t.row < row), -1)
        street = any(t.label == "STREET1" and t.row == addressed for t in out)
        street = street and not any(model.tags[k].endswith("OWNER") for _, _, k in run)
        out += _name_stacked(run, model.tags, lexicon, street) if cut else _name(run, model.tags)
    return tuple(out)


Scored = tuple[Piece, Matrix, int]
"""A piece, the log probabilities of its tags, and the tag that the chain gave it."""


def _name(run: Sequence[Scored], tags: Sequence[str]) -> Iterator[NamedToken]:
    """The tokens of a run that bear a label."""
    for piece, score, k in run:
        tag = tags[k]
        if tag != NONE and piece.token is not None:
            sure = float(np.exp(score[k]))
            yield NamedToken(piece.token, tag[2:], tag[0] == "B", sure, piece.row, piece.segment, piece.layout)


def _name_stacked(run: Sequence[Scored], tags: Sequence[str], lexicon: Lexicon, street: bool) -> Iterator[NamedToken]:
    """The tokens of a mis-cut row that bear a label, line by line; `street` says that a row above holds the first."""
    pieces = [p for p, _, _ in run]
    costs = (_labels(score / _vague(p.text), tags, street) for p, score, _ in run)
    bits = [
        Bit(p.text, p.segment, _at_its_box(c, pieces, i)) for i, (p, c) in enumerate(zip(pieces, costs, strict=True))
    ]
    found = tell_lines(bits, lexicon)
    lines: dict[Slot | str, list[NamedToken]] = {}
    for (piece, _, _), bit, (label, slot) in zip(run, bits, found, strict=True):
        if label != NONE and piece.token is not None:
            line = lines.setdefault(slot or label, [])
            begins = not line and not (slot and slot.second)
            sure = math.exp(-bit.labels[label])
            cell = piece.segment
            name = _NAMES.get((slot.block, slot.rank), label) if slot else label
            line.append(NamedToken(piece.token, name, begins, sure, piece.row, cell, piece.layout, slot))
    stacked = sorted(k for k in lines if isinstance(k, Slot))
    for key in (*stacked, *(k for k in lines if isinstance(k, str))):
        yield from lines[key]


def _at_its_box(labels: dict[str, float], run: Sequence[Piece], i: int) -> dict[str, float]:
    """The costs of labels, those of marks dearer without the words of their box beside or in the next cell."""
    if not labels.keys() & BOXES.keys() or not any(c in "Xx" for c in run[i].text):
        return labels
    cell = run[i].segment
    beside = [q.text for q in run[i + 1 : i + AHEAD] if q.segment in (cell, cell + 1)]
    before = [q.text for q in run[max(0, i - AHEAD) : i] if q.segment == cell]
    out = dict(labels)
    for label, start in BOXES.items():
        if label in out:
            after = any(text.startswith(start) for text in beside)
            out[label] += 0.0 if after else BEFORE if any(text.startswith(start) for text in before) else FAR
    return out


BOXES = {
    "DIRECTOR": ("Dir", "irec"),
    "OFFICER": ("Off", "ffic"),
    "TEN_PERCENT": ("10", "0%", "%"),
    "OTHER": ("Oth", "Ot", "ther"),
    NONE: ("Form", "For", "orm"),
}
"""How the words beside each box begin; those that no label goes with are of the form's own."""
BEFORE, FAR, AHEAD = 1.0, 2.5, 12
"""Nats of a mark behind its box's words, and of one without them; tokens looked at."""


def _vague(text: str) -> float:
    """How much less than it says the model knows of a token: little is seen in a few letters."""
    return VAGUE.get(len(text), 1.0)


_NAMES = {(0, 1): "STREET1", (0, 2): "STREET2"}
"""Labels that their lines give."""
VAGUE = {1: 1.5, 2: 1.5, 3: 1.25, 4: 1.5, 5: 1.5}


def _labels(score: Matrix, tags: Sequence[str], street: bool) -> dict[str, float]:
    """The labels worth trying for a token and what each costs, in nats."""
    chances: dict[str, float] = {}
    for tag, chance in zip(tags, np.exp(log_softmax(score)), strict=True):
        label = tag if tag == NONE else tag[2:]
        label = "STREET2" if street and label == "STREET1" else label
        chances[label] = chances.get(label, 0.0) + float(chance)
    return {label: -math.log(chance) for label, chance in chances.items() if chance > UNLIKELY}
