"""Names the tokens of the form's box and of the signatures, with a spaCy pipeline."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

import numpy as np

from extraction.document import Layout, Word
from extraction.labelers.correction import Correction, correct
from extraction.labelers.cut.cut_rows import read_rows
from extraction.labelers.cut.cut_tokens import name_stacked
from extraction.labelers.hashing import Matrix, best_path, log_softmax
from extraction.labelers.hints import piece_hints
from extraction.labelers.labelled_row import LabelledRow
from extraction.labelers.mend_lines import mend_lines
from extraction.labelers.mend_ticks import mend_ticks, raise_ticks
from extraction.labelers.mend_tokens import mend_names, wrap_lines
from extraction.labelers.named import NamedToken, Piece, Scored, caption_key
from extraction.labelers.network import TEXT, Network, network_of
from extraction.labelers.taught import Taught
from extraction.labelers.vocabulary import Vocabulary
from extraction.labels import MARKS, NONE
from extraction.layout.logical import reading_order
from extraction.layout.seams import part_words
from extraction.layout.tokens import Token, split_word

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

CELL_BREAK, LINE_BREAK = "¦", "¶"
LOOK_BACK = 40
UNSURE = 0.9
"""Rows whose own label is less sure than this are read along."""


SPACED = 4
"""Letters of a heading that is set with spaces between them, at least."""


@dataclass(frozen=True)
class TokenModel:
    """A spaCy pipeline whose tagger scores tags, the captions it knows, and chains over tags.

    `transitions` is (whole or mis-cut cells, same line of a cell or another, from, to); log probabilities.
    """

    nlp: Language
    captions: frozenset[str]
    tags: tuple[str, ...]
    transitions: Matrix
    start: Matrix

    @cached_property
    def network(self) -> Network:
        """The tagger's network as the pipeline holds it when it is first asked."""
        return network_of(self.nlp)


@dataclass(frozen=True, slots=True)
class _Segment:
    """Words on one line of one cell."""

    words: tuple[Word, ...]
    row: int
    layout: str

    @property
    def key(self) -> str:
        return caption_key([w.text for w in self.words[:4]])


def is_read(labelled: LabelledRow) -> bool:
    """Whether the token model reads a row: box, signatures, and rows that may be one of these."""
    return labelled.label in ("box", "sign") or (
        labelled.probability < UNSURE and labelled.label in ("printed", "head", "foot")
    )


def _is_noted(rows: Sequence[LabelledRow], at: int) -> bool:
    """Whether a line stands amid footnotes, or is a mis-cut page of them with their caption."""
    amid = 0 < at < len(rows) - 1 and all(r.label == "foot" for r in rows[at - 1 : at + 2])
    cut = rows[at].block.layout is Layout.CUT and rows[at].label not in ("box", "sign")
    return amid or (cut and "explanation" in rows[at].row.text.lower())


def _segments(rows: Sequence[LabelledRow]) -> list[_Segment]:
    out = []
    for i, labelled in enumerate(rows):
        if is_read(labelled) and not _is_noted(rows, i):
            for cell in labelled.row.cells:
                cut = labelled.block.layout is Layout.CUT
                for line in (found for found in lines_of(cell.words) if cut or _is_text(found)):
                    out.append(_Segment(line, i, labelled.block.layout.value))
    return out


def _is_text(line: Sequence[Word]) -> bool:
    """Whether a line is more than a heading with spaces between its letters."""
    return len(line) < SPACED or any(len(word.text) > 1 for word in line)


def lines_of(words: tuple[Word, ...]) -> list[tuple[Word, ...]]:
    """The words of a cell, line by line."""
    lines: list[list[Word]] = []
    for word in reading_order(words) if len(words) > 1 else words:
        if lines and word.box[0] >= lines[-1][-1].box[0] and word.box[1] < lines[-1][-1].box[3] - 0.1:
            lines[-1].append(word)
        else:
            lines.append([word])
    return [tuple(line) for line in lines]


def _above(segments: Sequence[_Segment]) -> list[str]:
    """For each segment the key of the nearest segment above in the same columns."""
    spots = [(s.words[0].page, *s.words[0].box[:2], s.words[-1].box[2]) for s in segments]
    out = []
    for at, (page, x0, top, x1) in enumerate(spots):
        best, nearest = -1.0, -1
        first = max(0, at - LOOK_BACK)
        for k, (other, left, height, right) in enumerate(spots[first:at], first):
            if best <= height < top and other == page and left < x1 and x0 < right and left < right and x0 < x1:
                best, nearest = height, k
        out.append(segments[nearest].key if nearest >= 0 else "")
    return out


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
    above = _above(segments)
    for at, (segment, caption) in enumerate(zip(segments, _captions(segments, captions), strict=True)):
        if at:
            mark = CELL_BREAK if segments[at - 1].row == segment.row else LINE_BREAK
            pieces.append(Piece(mark, "", "", segment.layout, None, segment.row))
        words = part_words(segment.words) if segment.layout == Layout.ALIGNED else segment.words
        tokens = [t for word in words for t in split_word(word)]
        for k, token in enumerate(tokens):
            flag = _flag(segment.layout, k, len(tokens), token.word.raised)
            pieces.append(Piece(token.text, above[at], caption, flag, token, segment.row, at, segment.layout))
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


def strings_of(pieces: Sequence[Piece]) -> dict[str, list[str]]:
    """What the network is shown of pieces: what stands above as lemma, where they stand as dependency, the caption as
    tag."""
    return {
        TEXT: [p.text for p in pieces],
        "LEMMA": [p.above or "-" for p in pieces],
        "DEP": [p.flag for p in pieces],
        "TAG": [p.caption or NONE for p in pieces],
    }


def make_doc(nlp: Language, pieces: Sequence[Piece], tags: list[str] | None = None) -> Doc:
    """A spaCy Doc of the pieces; one to learn from bears `tags`."""
    from spacy.tokens import Doc

    shown, heads = strings_of(pieces), list(range(len(pieces)))
    return Doc(nlp.vocab, shown[TEXT], lemmas=shown["LEMMA"], deps=shown["DEP"], heads=heads, tags=tags or shown["TAG"])


def emit_tokens(pieces: Sequence[Piece], model: TokenModel) -> Matrix:
    """Log probabilities of tags (pieces x tags)."""
    return log_softmax(model.network.score(strings_of(pieces)))


def decode(
    emissions: Matrix, pieces: Sequence[Piece], tags: Sequence[str], transitions: Matrix, start: Matrix
) -> list[int]:
    """The best tags of pieces (breaks left out): emissions (pieces x tags)."""
    kinds = [2 * int(b.cut) + int(a.segment != b.segment) for a, b in pairwise(pieces)]
    path = best_path(emissions, transitions.reshape(-1, *transitions.shape[2:]), kinds, start)
    return [
        int(best) if _marks(tags[best]) or _marks(tags[k]) else k
        for k, best in zip(path, emissions.argmax(axis=1), strict=True)
    ]


def _marks(tag: str) -> bool:
    """Whether a tag is that of a mark in a box, of which no other mark tells anything."""
    return tag[2:] in MARKS


def label_tokens(
    rows: Sequence[LabelledRow],
    model: TokenModel,
    vocabulary: Vocabulary,
    taught: Taught | None = None,
    digital: bool = True,
) -> tuple[NamedToken, ...]:
    """Every token that the model gives a label, in reading order; in mis-cut rows line by line."""
    pieces = pieces_of(rows, model.captions)
    held = [i for i, p in enumerate(pieces) if p.token is not None]
    if not held:
        return ()
    scores = emit_tokens(pieces, model)[held]
    chain: TokenModel | Correction = model
    shown = [pieces[i] for i in held]
    if taught:
        scores, chain = correct(scores, piece_hints(shown, taught.printed), taught.tokens), taught.tokens
    out: list[NamedToken] = []
    path = scores.argmax(axis=1)
    whole = [i for i, p in enumerate(shown) if not p.cut]
    path[whole] = decode(scores[whole], [shown[i] for i in whole], model.tags, chain.transitions, chain.start)
    mended = mend_names(shown, list(map(int, path)), model.tags, model.captions)
    mended = mend_lines(shown, mended, model.tags) if digital else mended
    mended = mend_ticks(shown, mended, model.tags)
    named = zip(shown, scores, mended, strict=True)
    runs = [list(run) for _, run in groupby(named, lambda x: (x[0].cut, x[0].row))]
    told = iter(read_rows([[piece for piece, _, _ in run] for run in runs if _is_stacked(run)]))
    for run in runs:
        if _is_stacked(run):
            has_name = any(model.tags[k].endswith("OWNER") for _, _, k in run)
            street = not has_name and _is_addressed(out, run[0][0].row)
            out += name_stacked(run, model.tags, vocabulary.joining, street, next(told))
        else:
            out += _name(run, model.tags)
    return wrap_lines(raise_ticks(out), rows)


def _is_stacked(run: Sequence[Scored]) -> bool:
    """Whether a row holds bits of several lines: it is mis-cut, or all of an owner's lines stand in one."""
    one_line = len({piece.segment for piece, _, _ in run}) == 1
    return run[0][0].cut or (one_line and {"(Last)", "(Street)", "(City)"} <= {piece.text for piece, _, _ in run})


def _is_addressed(named: Sequence[NamedToken], row: int) -> bool:
    """Whether of the rows above, the last that bears a name or a first street bears the street."""
    last = next((t.row for t in reversed(named) if t.label in ("OWNER", "STREET1") and t.row < row), -1)
    return any(t.label == "STREET1" and t.row == last for t in named)


def _name(run: Sequence[Scored], tags: Sequence[str]) -> Iterator[NamedToken]:
    """The tokens of a run that bear a label."""
    for piece, score, k in run:
        tag = tags[k]
        if tag != NONE and piece.token is not None:
            sure = float(np.exp(score[k]))
            yield NamedToken(piece.token, tag[2:], tag[0] == "B", sure, piece.row, piece.segment, piece.layout)
