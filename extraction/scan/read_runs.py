"""The runs of text of a sheet to words: what the form itself prints is known by how it begins and how wide it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise

from extraction.document import Word
from extraction.layout.tables import ruling_to_grid
from extraction.scan.letters import Char, Picture, Recogniser
from extraction.scan.mend_brackets import mend_brackets
from extraction.scan.part_words import ink_runs, other_figures, other_readings, part_words
from extraction.scan.prepare import Prepared, cut_out
from extraction.scan.printed import LEAST, known_by, lay_words, width_of
from extraction.scan.segments import Segment, make_segment
from extraction.scan.sheet import in_points

RAISED, ALONE = 25.0, 6.0
"""How lenient a reading as footnote marks is where they are raised, and where a short text stands alone."""
MOST_SIGNS = 8
LEGIBLE = 0.9
PART = 1.2
"""Where a sign is less sure than this, or marks are so much wider, what may be footnote marks is these."""
HEAD = 7.0
"""Of a long run so many line heights are read first."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A stretch of a run of text, and its characters; none where it is not read yet."""

    segment: Segment
    chars: tuple[Char, ...] | None = None


def read_runs(prepared: Prepared, recogniser: Recogniser, number: int) -> Iterator[Word]:
    """The words of all runs of text; boxes in points."""
    yield from (_mark(s, prepared, number) for s in prepared.segments if s.marks)
    groups = [[r for s in group for r in _cut_head(s)] for group in _by_cell(prepared)]
    _read(prepared, recogniser, [(group, 0) for group in groups])
    short = [group for group in groups if len(group) > 1 and len(group[0].chars or ()) < LEAST]
    _read(prepared, recogniser, [(group, 1) for group in short])
    for group in groups:
        _know_printed(group)
    _read(prepared, recogniser, [(g, i) for g in groups for i, r in enumerate(g) if r.chars is None])
    for reading in (r for group in groups for r in _bracketed(group)):
        if _is_mark(reading):
            yield from (_mark(s, prepared, number) for s in reading.segment.instead)
            continue
        for chars, box in part_words(reading.segment, reading.chars or (), prepared.ragged):
            text, place = "".join(c.text for c in chars), in_points(box, prepared.sheet)
            raised = reading.segment.raised
            others = (other_figures if raised else other_readings)(chars, prepared.ragged)
            yield from _star_apart(Word(text, place, number, raised=raised, others=others))


def _bracketed(group: Sequence[Reading]) -> list[Reading]:
    """The runs of a cell, a ticker at their end in brackets."""
    lines = mend_brackets([r.chars or () for r in group])
    return [replace(r, chars=line) for r, line in zip(group, lines, strict=True)]


def _is_mark(reading: Reading) -> bool:
    """Whether what may be footnote marks is these: it cannot be read, or it is only part of them."""
    segment = reading.segment
    if not segment.instead:
        return False
    width = segment.instead[-1].box[2] - segment.instead[0].box[0]
    sure = min((c.score for c in reading.chars or () if c.text.isalnum()), default=0.0)
    return sure < LEGIBLE or width > PART * (segment.box[2] - segment.box[0])


def _mark(segment: Segment, prepared: Prepared, number: int) -> Word:
    """The word of a footnote mark that was told by its shape."""
    x0, _, x1, _ = segment.box
    box = in_points((x0, segment.line[0], x1, segment.line[1]), prepared.sheet)
    return Word(segment.marks[0][0], box, number, raised=True, others=segment.marks[1:])


def _by_cell(prepared: Prepared) -> list[list[Segment]]:
    """Runs of text cell by cell, each from top to bottom; those outside cells alone."""
    grid = ruling_to_grid(prepared.ruling)
    cells: dict[int, list[Segment]] = {}
    for n, segment in enumerate(s for s in prepared.segments if not s.marks):
        cell = grid.find(in_points(segment.box, prepared.sheet))
        cells.setdefault(-1 - n if cell is None else cell, []).append(segment)
    return [_in_order(cell) for cell in cells.values()]


def _in_order(segments: Sequence[Segment]) -> list[Segment]:
    """Runs of text line by line."""
    lines: list[list[Segment]] = []
    for segment in sorted(segments, key=lambda s: sum(s.line)):
        if lines and sum(segment.line) / 2 < lines[-1][0].line[1] - 0.3 * (segment.line[1] - segment.line[0]):
            lines[-1].append(segment)
        else:
            lines.append([segment])
    return [s for line in lines for s in sorted(line, key=lambda s: s.box[0])]


def _cut_head(segment: Segment) -> list[Reading]:
    """A run of text; a long one parted after its first words."""
    height = segment.line[1] - segment.line[0]
    runs = ink_runs(segment)
    if segment.box[2] - segment.box[0] < 2.5 * HEAD * height:
        return [Reading(segment)]
    for left, right in pairwise(runs):
        if left[1] - segment.box[0] > HEAD * height and right[0] - left[1] > 0.22 * height:
            at = (left[1] + right[0]) // 2
            head = make_segment([p for p in segment.pieces if p[0] < at])
            tail = make_segment([p for p in segment.pieces if p[0] >= at])
            return [
                Reading(replace(head, left=segment.left, right=at)),
                Reading(replace(tail, left=at, right=segment.right)),
            ]
    return [Reading(segment)]


def _read(prepared: Prepared, recogniser: Recogniser, places: Sequence[tuple[list[Reading], int]]) -> None:
    """Read the stretches at these places."""
    cut = [cut_out(group[i].segment, prepared.bare) for group, i in places]
    pictures = [Picture(grey, _leniency(g[i].segment)) for (grey, _), (g, i) in zip(cut, places, strict=True)]
    for (group, i), (_, left), chars in zip(places, cut, recogniser.read(pictures), strict=True):
        group[i] = replace(group[i], chars=tuple(replace(c, at=c.at + left) for c in chars))


def _know_printed(group: list[Reading]) -> None:
    """Put in what the form prints where a group begins like it and its stretches are as wide."""
    opened = [("".join(c.text for c in r.chars).strip()) for r in group if r.chars is not None]
    widths = [float(r.segment.box[2] - r.segment.box[0]) for r in group]
    for words in known_by(" ".join(opened)):
        first = _count_words(words, opened)
        size = max(w / width_of(" ".join(part)) for w, part in zip(widths, _shares(words, first), strict=False))
        counts = lay_words(words[sum(first) :], widths[len(opened) :], size)
        if counts is not None:
            for i, part in enumerate(_shares(words, [*first, *counts])):
                group[i] = replace(group[i], chars=tuple(_set(part, group[i].segment)))
            return


def _count_words(words: Sequence[str], texts: Sequence[str]) -> list[int]:
    """How many words each text is about as long as."""
    counts: list[int] = []
    for text in texts:
        rest = words[sum(counts) :]
        counts.append(min(range(1, len(rest) + 1), key=lambda n: abs(len(" ".join(rest[:n])) - len(text)), default=0))
    return [count for count in counts if count]


def _shares(words: Sequence[str], counts: Sequence[int]) -> list[Sequence[str]]:
    """The words in shares of so many."""
    ends = [0, *accumulate(counts)]
    return [words[a:b] for a, b in pairwise(ends)]


def _set(words: Sequence[str], segment: Segment) -> Iterator[Char]:
    """Words as characters, spread over a stretch as they are set."""
    text = " ".join(words)
    step = (segment.box[2] - segment.box[0]) / width_of(text)
    at = float(segment.box[0])
    for char in text:
        yield Char(char, at + width_of(char) * step / 2, 1.0)
        at += width_of(char) * step


def _leniency(segment: Segment) -> float:
    if segment.raised:
        return RAISED
    return ALONE if len(segment.pieces) <= MOST_SIGNS else 0.0


def _star_apart(word: Word) -> Iterator[Word]:
    """A word, and the star behind it that is set as a mark."""
    body = word.text.rstrip("*")
    yield replace(word, text=body) if body and body != word.text else word
    if body and body != word.text:
        yield replace(word, text=word.text[len(body) :], box=(word.box[2], *word.box[1:]), raised=True)
