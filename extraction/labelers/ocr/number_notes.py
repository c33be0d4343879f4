"""Numbers of a scan's footnotes where they were not read: lines begin them one after the other, as their marks say."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extraction.document import Word
from extraction.labelers.labelled_row import LabelledRow

_MARK = re.compile(r"\((\d{1,2})\)")
_NUMBER = re.compile(r"[({\[]?(\d{1,2})[.)\]},:]*")
_PLAIN = re.compile(r"[(\[]?(\d{1,2})[.)\]]")
_CLOSED = re.compile(r".*[.)\]},:]")
_BROKEN = re.compile(r"[^A-Za-z\d]{1,3}|[({\[]?[Il|!tJi][.)\]},:]{1,2}|[({\[].[)\]}]")
"""What may be left of a number: signs, or a stroke before a sign."""
_ENDS = frozenset(".!?:;)\"”’]'")
MISREAD, BROKEN, GONE = 2.5, 1.0, 2.5
"""Nats for a number read as another, left in pieces, or not seen at all."""
WITHIN, SMALL = 2.5, 1.5
"""More, where the line before has no end, and where no large letter follows."""
CLOSED, BARE, PIECES, ENDED = 4.0, 1.5, 1.0, 1.0
"""Nats against going on with a note at a number that has its sign, one that has not, its pieces, and behind a line that
ends early."""
FIRST = 4.0
"""Nats against words before the first note."""
PASSED = 3.0
"""Nats for a number that no line bears though a mark does, or that is passed over."""
ROOM = 2.0
"""Nats for a number where there is room for one before the line's first word."""
STEP, STRIDE = 2.5, 15.0
"""Such room is so wide, in points: more than this, less than that."""
EARLY, SHORT = 0.94, 0.8
"""A line ends early before this part of the page's print, and before the second whatever stands last on it."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the notes: its number if one was read, what beginning a note here costs besides that number, and what
    it costs to go on with one."""

    row: int
    number: int
    begin: float
    go_on: float


def number_notes(rows: Sequence[LabelledRow]) -> tuple[LabelledRow, ...]:
    """Rows of a scan with each footnote's number before its first line, as likely as all lines together make it."""
    rows = [_without_bullet(row) if row.label == "foot" else row for row in rows]
    lines = _lines(rows)
    if not lines:
        return tuple(rows)
    numbers = _settle(lines, _highest(rows, len(lines)))
    begun = {line.row: n for line, n in zip(lines, numbers, strict=True) if n}
    return tuple(_with_number(r, begun[i]) if i in begun else r for i, r in enumerate(rows))


def _without_bullet(labelled: LabelledRow) -> LabelledRow:
    """A line of a list of notes without the sign before its number."""
    cell = next((c for c in labelled.row.cells if c.words), None)
    if cell is None or len(cell.words) < 2 or cell.words[0].text not in BULLETS or not _PLAIN.match(cell.words[1].text):
        return labelled
    cells = tuple(replace(c, words=c.words[1:]) if c is cell else c for c in labelled.row.cells)
    return replace(labelled, row=replace(labelled.row, cells=cells))


BULLETS = frozenset("-–•*·")


def _highest(rows: Sequence[LabelledRow], most: int) -> int:
    """The highest number of a mark in the tables, of those up to `most`."""
    words = [w for r in rows if r.label.rstrip("+") in ("nd", "dv") for w in r.row.words if w.raised or "(" in w.text]
    return max((int(n) for w in words for n in _MARK.findall(w.text) if int(n) <= most), default=0)


def _lines(rows: Sequence[LabelledRow]) -> list[_Line]:
    """The lines of the notes."""
    held = [(i, r.row.words) for i, r in enumerate(rows) if r.label == "foot" and r.row.words]
    widest = max((w.box[2] for r in rows for w in r.row.words), default=0.0)
    margin = _margin([words for _, words in held])
    before: Sequence[Word] = ()
    out = []
    for i, words in held:
        filled = before[-1].box[2] / widest if before else 0.0
        ended = filled < SHORT or before[-1].text[-1] in _ENDS
        line = _line(i, words, ended, 0 < filled < EARLY)
        room = STEP < words[0].box[0] - margin < STRIDE and not line.number
        out.append(replace(line, begin=line.begin - ROOM, go_on=line.go_on + ROOM) if room and ended else line)
        before = words
    return out


def _margin(lines: Sequence[Sequence[Word]]) -> float:
    """Where notes whose lines go on at the margin have it; none where lines that surely go on stand farther in."""
    lefts = [words[0].box[0] for words in lines]
    margin = min(lefts, default=0.0)
    on = [left for left, words, before in zip(lefts[1:], lines[1:], lines, strict=False) if _goes_on(before, words)]
    return margin if all(left - margin < STEP for left in on) else -math.inf


def _goes_on(before: Sequence[Word], words: Sequence[Word]) -> bool:
    """Whether a line surely goes on with the one before."""
    return before[-1].text[-1] not in _ENDS and words[0].text[0].islower()


def _line(row: int, words: Sequence[Word], ended: bool, early: bool) -> _Line:
    """A line of the notes behind one that has an end, or ends early."""
    first = words[0].text
    read, broken = _NUMBER.fullmatch(first), _BROKEN.fullmatch(first) is not None
    behind = words[1:2] if read or broken else words[:1]
    large = bool(behind) and (behind[0].text.lstrip("\"“‘'([$")[:1].isupper() or behind[0].text[:1].isdigit())
    begin = WITHIN * (not ended) + SMALL * (not large)
    if read:
        return _Line(row, int(read[1]), begin, CLOSED if _CLOSED.fullmatch(first) else BARE)
    go_on = (PIECES * broken + ENDED * early) if ended and large else 0.0
    return _Line(row, 0, begin + (BROKEN if broken else GONE), go_on)


def _settle(lines: Sequence[_Line], highest: int) -> list[int]:
    """For each line the number of the note that begins with it; 0 where one goes on."""
    best: dict[int, tuple[float, tuple[int, ...]]] = {0: (0.0, ())}
    for line in lines:
        ways: dict[int, tuple[float, tuple[int, ...]]] = {}
        for last, (cost, path) in best.items():
            for number, price in _steps(line, last):
                reached = max(last, number)
                if reached not in ways or cost + price < ways[reached][0]:
                    ways[reached] = cost + price, (*path, number)
        best = ways
    ends = {last: (cost + PASSED * max(0, highest - last), path) for last, (cost, path) in best.items()}
    return list(min(ends.values())[1])


def _steps(line: _Line, last: int) -> Iterator[tuple[int, float]]:
    """What a line may begin behind the note with this number, and what that costs."""
    yield 0, line.go_on if last else FIRST
    for number in {last + 1, line.number} if line.number > last else {last + 1}:
        misread = MISREAD if line.number not in (0, number) else 0.0
        yield number, line.begin + misread + PASSED * (number - last - 1)


def _with_number(labelled: LabelledRow, number: int) -> LabelledRow:
    """A row whose first word is the number of its note; what seems to be left of one gives way."""
    cell = next(c for c in labelled.row.cells if c.words)
    first, *rest = cell.words
    if (plain := _PLAIN.match(first.text)) and int(plain[1]) == number:
        return labelled
    gone = _NUMBER.fullmatch(first.text) or _BROKEN.fullmatch(first.text)
    left, top, right, bottom = first.box
    box = first.box if gone else (left, top, min(left + 1.0, right), bottom)
    words = (replace(first, text=f"{number}.", box=box, others=()), *(rest if gone else cell.words))
    cells = tuple(replace(c, words=words) if c is cell else c for c in labelled.row.cells)
    return replace(labelled, row=replace(labelled.row, cells=cells))
