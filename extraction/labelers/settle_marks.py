"""Footnote marks of a scan settled together: only notes that exist are meant, each by some mark, first things first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import replace

from extraction.document import Layout, Word
from extraction.labelers.labelled_row import LabelledRow
from extraction.layout.tokens import split_word

UNSEEN = 4.0
"""What a number costs (nats) that the mark's shape does not show."""
PASSED = 1.5
"""What each number costs that is passed over, or that no mark bears."""

Costs = Mapping[int, float]
"""What each number of a footnote costs at one place."""


def settle_marks(rows: Sequence[LabelledRow], notes: Set[str]) -> tuple[LabelledRow, ...]:
    """Rows of Tables I and II with each open mark as the number that it most likely is, all marks taken together.

    Numbers up to the highest of `notes` exist, though some may not have been read.
    """
    notes = set(map(str, range(1, max(map(int, notes), default=0) + 1)))
    words = [w for r in rows if r.label.rstrip("+") in ("nd", "dv") for w in r.row.words]
    places = [(w, costs) for w in words if (costs := _costs(w, notes))]
    if not notes or not any(_is_open(word) for word, _ in places):
        return tuple(rows)
    numbers = _cheapest([costs for _, costs in places], max(map(int, notes)))
    settled = {id(w): n for (w, _), n in zip(places, numbers, strict=True) if _is_open(w)}
    return tuple(_with_marks(r, settled) for r in rows)


def drop_false_marks(rows: Sequence[LabelledRow]) -> tuple[LabelledRow, ...]:
    """Rows of mis-cut tables without raised numbers that stand before a figure and bear no bracket, where other marks
    bear one: they are broken letters, as the last of `Common` on a cut."""
    tables = [i for i, r in enumerate(rows) if r.block.layout is Layout.CUT and r.label.rstrip("+") in ("nd", "dv")]
    marks = {w.text for i in tables for w in rows[i].row.words if w.raised}
    if not any(map(str.isdigit, marks)) or all(map(str.isdigit, marks)):
        return tuple(rows)
    out = list(rows)
    for i in tables:
        cells = tuple(replace(c, words=c.words[1:]) if _is_false(c.words) else c for c in rows[i].row.cells)
        out[i] = replace(rows[i], row=replace(rows[i].row, cells=cells))
    return tuple(out)


def _is_false(words: Sequence[Word]) -> bool:
    """Whether a cell begins with a raised number that marks nothing."""
    return len(words) > 1 and words[0].raised and words[0].text.isdigit() and words[1].text[0].isdigit()


def _with_marks(labelled: LabelledRow, settled: Mapping[int, int]) -> LabelledRow:
    """A row with its settled marks."""
    if not any(id(w) in settled for w in labelled.row.words):
        return labelled
    cells = tuple(
        replace(c, words=tuple(replace(w, text=f"({settled[id(w)]})") if id(w) in settled else w for w in c.words))
        for c in labelled.row.cells
    )
    return replace(labelled, row=replace(labelled.row, cells=cells))


def _is_open(word: Word) -> bool:
    """Whether a word is a mark of which other readings are known."""
    return word.raised and bool(word.others)


def _costs(word: Word, notes: Set[str]) -> Costs:
    """What each footnote costs where a word is a mark: nothing else than was read, unless other readings are known."""
    if not _is_open(word):
        read = next((t.mark for t in split_word(word) if t.mark in notes), None)
        return {int(read): 0.0} if read else {}
    shown = {word.text: 0.0, **dict(word.others)}
    return {int(n): min(shown.get(f"({n})", UNSEEN), UNSEEN) for n in notes}


def _cheapest(places: Sequence[Costs], last: int) -> list[int]:
    """A number for each place: together the cheapest, with what is passed over counted."""
    best: dict[int, tuple[float, tuple[int, ...]]] = {0: (0.0, ())}
    for costs in places:
        ways: dict[int, tuple[float, tuple[int, ...]]] = {}
        for highest, cost, path in ((h, c, p) for h, (c, p) in best.items()):
            for number, price, reached in _steps(costs, highest):
                if reached not in ways or cost + price < ways[reached][0]:
                    ways[reached] = cost + price, (*path, number)
        best = ways
    ends = {h: (cost + PASSED * (last - h), path) for h, (cost, path) in best.items()}
    return list(min(ends.values())[1])


def _steps(costs: Costs, highest: int) -> Iterator[tuple[int, float, int]]:
    """The numbers that a place may bear behind the highest so far: each with its price, and the highest then."""
    for number, cost in costs.items():
        yield number, cost + PASSED * max(0, number - highest - 1), max(number, highest)
