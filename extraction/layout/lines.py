"""Words to lines, and lines to cells parted by wide gaps."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from extraction.document import Box, Cell, Row, Word

_NUMBER = re.compile(r"\(?\d{1,2}[).]|\*{1,3}")
WIDE = 1.25
"""A gap between two cells of a line, in line heights: one em and a space."""


def words_to_lines(words: Iterable[Word]) -> list[list[Word]]:
    """Words grouped by how far they overlap vertically, lines from top to bottom, words from left to right."""
    lines: list[list[Word]] = []
    heights: set[tuple[float, float]] = set()
    for word in sorted(words, key=lambda w: w.box[1] + w.box[3]):
        extent = word.box[1], word.box[3]
        if not lines or any(_overlap(extent, other) < 0.5 for other in heights):
            lines.append([])
            heights = set()
        lines[-1].append(word)
        heights.add(extent)
    for line in lines:
        line.sort(key=lambda w: w.box[0])
    return lines


def mend_lines(lines: Sequence[Sequence[Word]]) -> list[list[Word]]:
    """Lines with what is centred beside several of them (a footnote's number, a date) drawn to the first of these."""
    mended: list[list[Word]] = []
    for line, following in zip(lines, [*lines[1:], []], strict=False):
        if mended and following and _is_between(line, mended[-1], following):
            mended[-1] = sorted([*mended[-1], *line], key=lambda w: w.box[0])
        else:
            mended.append(list(line))
    return [line for paragraph in _paragraphs(mended) for line in _lift_number(paragraph)]


def _is_between(line: Sequence[Word], above: Sequence[Word], below: Sequence[Word]) -> bool:
    """Whether a line overlaps the lines above and below, beside both."""
    left, top, right, bottom = _around(line)
    for other in (_around(above), _around(below)):
        if _overlap((top, bottom), (other[1], other[3])) < 0.25 or not (right <= other[0] or left >= other[2]):
            return False
    return True


def _paragraphs(lines: Sequence[list[Word]]) -> Iterator[list[list[Word]]]:
    """Runs of lines without space between them."""
    start = 0
    for i in range(1, len(lines) + 1):
        if i == len(lines) or _around(lines[i])[1] - _around(lines[i - 1])[3] > 0.25 * _height(_around(lines[i])):
            yield list(lines[start:i])
            start = i


def _lift_number(lines: list[list[Word]]) -> list[list[Word]]:
    """A footnote's number that hangs beside its text's middle line goes to the first line."""
    numbered = [i for i, line in enumerate(lines) if _NUMBER.fullmatch(line[0].text)]
    if len(numbered) != 1 or numbered[0] == 0 or len(lines[numbered[0]]) < 2:
        return lines
    number = lines[numbered[0]][0]
    text = [line[1:] if i == numbered[0] else line for i, line in enumerate(lines)]
    if any(line[0].box[0] <= number.box[2] for line in text):
        return lines
    return [[number, *text[0]], *text[1:]]


def line_to_cells(line: Sequence[Word]) -> tuple[Cell, ...]:
    """Runs of words without a wide gap, numbered from the left."""
    wide = WIDE * max(_height(w.box) for w in line)
    cuts = [i for i, (a, b) in enumerate(pairwise(line), 1) if b.box[0] - a.box[2] > wide]
    return tuple(Cell(tuple(line[a:b]), n) for n, (a, b) in enumerate(pairwise([0, *cuts, len(line)])))


def lines_to_rows(lines: Iterable[Sequence[Word]], above: float = 0.0) -> Iterator[Row]:
    """A row for each line; `above` is where the text before it ends, in points from the page's top."""
    for line in lines:
        top, bottom = min(w.box[1] for w in line), max(w.box[3] for w in line)
        height = max(_height(w.box) for w in line) or 1.0
        yield Row(line_to_cells(line), line[0].page, max(0.0, (top - above) / height))
        above = bottom


def raise_marks(words: Sequence[Word], baselines: Sequence[float]) -> list[Word]:
    """Words set as superscripts of a word beside them; words in the text's order, baselines from the page's top."""
    raised: list[bool] = []
    for i in range(len(words)):
        after_mark = i > 0 and raised[-1] and _same_line(words[i - 1], words[i], baselines[i - 1], baselines[i])
        beside = [j for j in (i - 1, i + 1) if 0 <= j < len(words)]
        raised.append(after_mark or any(_is_raised(words[i], words[j], baselines[i], baselines[j]) for j in beside))
    return [replace(w, raised=True) if up else w for w, up in zip(words, raised, strict=True)]


def _is_raised(word: Word, base: Word, baseline: float, base_line: float) -> bool:
    """A mark stands close, higher, and is smaller (or touches: same size, moved up)."""
    em, height = _height(base.box), _height(word.box)
    distance = max(word.box[0] - base.box[2], base.box[0] - word.box[2])
    higher = base_line - baseline
    return (
        0.12 * em <= higher <= 0.9 * em
        and -0.5 * em < distance < (0.8 if height < 0.9 * em else 0.1) * em
        and height <= 1.02 * em
    )


def _same_line(mark: Word, word: Word, mark_line: float, baseline: float) -> bool:
    """A mark after a mark."""
    em = _height(mark.box)
    return (
        abs(mark_line - baseline) < 0.1 * em
        and abs(_height(word.box) - em) < 0.1 * em
        and -0.5 * em < word.box[0] - mark.box[2] < 0.8 * em
    )


def _around(words: Sequence[Word]) -> Box:
    return (
        min(w.box[0] for w in words),
        min(w.box[1] for w in words),
        max(w.box[2] for w in words),
        max(w.box[3] for w in words),
    )


def _height(box: Box) -> float:
    return box[3] - box[1]


def _overlap(one: tuple[float, float], other: tuple[float, float]) -> float:
    """The share of the lesser height that two extents (top, bottom) have in common."""
    least = min(one[1] - one[0], other[1] - other[0]) or 1.0
    return (min(one[1], other[1]) - max(one[0], other[0])) / least
