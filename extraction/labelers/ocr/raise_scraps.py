"""Footnote marks of lines without columns, as an OCR engine prints raised figures: `®`, `"`, `”)`, or `(23)`.

A mark whose number cannot be read is the one that the others leave it: numbers first appear in ascending order, those
of one cell ascend, and each footnote is meant by some mark. Where several fit, the scrap is left out and marks nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations
from operator import ne

from extraction.document import Layout, Word
from extraction.labelers.labelled_row import TITLES, LabelledRow
from extraction.layout.tokens import split_word

_SCRAP = re.compile(r"(?P<base>.*[\w%)])(?P<tail>[\"”*®©@°][\"”’'*®©@°]*\)?|(?<=\d)\))")
_FIGURES = re.compile(r"[(\[](\d{2,4})[)\]]")
PASSED = 1.5
"""Nats for each footnote that is passed over, or that no mark means."""
MISREAD = 1.0
"""Nats for a figure of several in one pair of brackets that was read as another."""
GAP = 1.0
"""Nats by which the next number must be dearer."""
Costs = Mapping[int, float]
"""What each number costs at one place."""


def raise_scraps(rows: Sequence[LabelledRow], notes: int) -> tuple[LabelledRow, ...]:
    """Rows of tables with what is left of marks raised: as its number, if it can be but one of the footnotes; else left
    out. `notes` is the highest number of a footnote."""
    parted = {i: [list(_parts(w, notes)) for w in rows[i].row.words] for i in range(len(rows)) if _is_flowing(rows[i])}
    held = [(w, _costs(w, notes)) for line in parted.values() for words in line for w in words]
    places = _ascending(held)
    numbers = dict(zip((key for key, _ in places), _settle([c for _, c in places], notes), strict=True))
    return tuple(_with_marks(r, parted[i], numbers) if i in parted else r for i, r in enumerate(rows))


def _ascending(words: Sequence[tuple[Word, Costs]]) -> list[tuple[int, Costs]]:
    """The words that may be marks, with what each number costs: one with another right behind it is less than that."""
    out: list[tuple[int, Costs]] = []
    behind: int | None = None
    for word, costs in reversed(words):
        if behind is not None and costs:
            costs = {n: cost for n, cost in costs.items() if n < behind} or costs
        read = [n for n, cost in costs.items() if not cost]
        behind = read[0] if len(read) == 1 else None
        out += [(id(word), costs)] if costs else []
    return out[::-1]


def _is_flowing(labelled: LabelledRow) -> bool:
    return labelled.block.layout is Layout.FLOW and labelled.label[:2] in TITLES.values()


def _parts(word: Word, notes: int) -> Iterator[Word]:
    """A word, and apart from it what may be left of marks behind it."""
    if (figures := _FIGURES.fullmatch(word.text)) and notes and _is_run(figures[1], notes):
        yield from (_cut(word, i + 1, i + 2, True) for i in range(len(figures[1])))
        return
    found = _SCRAP.fullmatch(word.text)
    if notes and found and (found["tail"] != ")" or "(" not in found["base"]):
        yield _cut(word, 0, len(found["base"]), word.raised)
        yield _cut(word, len(found["base"]), len(word.text), True)
    else:
        yield word


def _is_run(figures: str, notes: int) -> bool:
    """Whether figures in one pair of brackets are the numbers of several footnotes, but for one of three."""
    runs = combinations(map(str, range(1, min(notes, 9) + 1)), len(figures))
    return int(figures) > notes and any(sum(map(ne, run, figures)) <= len(figures) // 3 for run in runs)


def _cut(word: Word, start: int, end: int, raised: bool) -> Word:
    """Some characters of a word."""
    x0, top, x1, bottom = word.box
    part = (x1 - x0) / max(1, len(word.text))
    span = (word.span[0] + start, word.span[0] + end) if word.span else None
    return replace(
        word, text=word.text[start:end], box=(x0 + start * part, top, x0 + end * part, bottom), span=span, raised=raised
    )


def _costs(word: Word, notes: int) -> Costs:
    """What each footnote costs where a word is a mark; nothing where it is none."""
    if word.raised and not word.text.isdigit():
        return dict.fromkeys(range(1, notes + 1), 0.0)
    if word.raised:
        return {n: MISREAD * (n != int(word.text)) for n in range(1, notes + 1)}
    read = next((t.mark for t in split_word(word) if t.mark), None)
    return {int(read): 0.0} if read and 1 <= int(read) <= notes else {}


def _settle(places: Sequence[Costs], notes: int) -> list[int]:
    """The number of each place, 0 where several would do."""
    ahead = _ways(places, notes)
    behind: list[dict[int, float]] = [{h: PASSED * (notes - h) for h in range(notes + 1)}]
    for costs in reversed(places):
        last = behind[-1]
        behind.append({h: min(cost + _passed(n, h) + last[max(n, h)] for n, cost in costs.items()) for h in last})
    return [_surest(costs, ahead[i], behind[len(places) - i - 1]) for i, costs in enumerate(places)]


def _surest(costs: Costs, ahead: Costs, behind: Costs) -> int:
    """The one number of a place that is cheapest by far, as the highest before and behind it cost; 0 if none."""
    totals = sorted(
        (min(cost + spent + _passed(n, h) + behind[max(n, h)] for h, spent in ahead.items()), n)
        for n, cost in costs.items()
    )
    return totals[0][1] if len(totals) == 1 or totals[1][0] - totals[0][0] >= GAP else 0


def _ways(places: Sequence[Costs], notes: int) -> list[dict[int, float]]:
    """Before each place, what it costs that a number is the highest so far."""
    ways: list[dict[int, float]] = [{0: 0.0}]
    for costs in places:
        found: dict[int, float] = {}
        for h, spent in ways[-1].items():
            for n, cost in costs.items():
                top = max(n, h)
                found[top] = min(found.get(top, float("inf")), spent + cost + _passed(n, h))
        ways.append(found)
    return ways


def _passed(number: int, highest: int) -> float:
    return PASSED * max(0, number - highest - 1)


def _with_marks(labelled: LabelledRow, parted: Sequence[Sequence[Word]], numbers: Mapping[int, int]) -> LabelledRow:
    """A row with its words parted, marks as their numbers."""
    told = iter(parted)
    cells = tuple(
        replace(c, words=tuple(w for _ in c.words for w in _marked(next(told), numbers))) for c in labelled.row.cells
    )
    return replace(labelled, row=replace(labelled.row, cells=tuple(c for c in cells if c.words)))


def _marked(words: Sequence[Word], numbers: Mapping[int, int]) -> Iterator[Word]:
    for word in words:
        if not word.raised:
            yield word
        elif number := numbers.get(id(word), 0):
            yield replace(word, text=f"({number})")
