"""What the form's captions tell of mis-cut rows: what is printed, and which values may stand where."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from extraction.labelers.cut.caption_lines import OWNER_LINES, Shown, find_captions, key_of, letters
from extraction.labelers.cut.cell_widths import measure
from extraction.labelers.cut.stacked import Edges
from extraction.labelers.named import Piece

LINES = (("OWNER",), ("STREET1", "STREET2"), ("CITY", "STATE", "ZIP"))
"""Labels about an owner by their lines, each behind the caption of the same rank and before the next."""
_FIRST, _LAST = (0, 1, 1, 2), (0, 1, 2, 2)
"""By a row's first caption of an owner its first line, and by its last its last."""
NOTHING = 40.0
"""Characters of captions under which a row tells nothing."""


@dataclass(frozen=True, slots=True)
class CutRow:
    """The captions of a row, the ranks of the owner's captions last above and next below it (-1 for none), and the
    edges of its cells."""

    shown: tuple[Shown, ...]
    above: int
    below: int
    edges: Edges

    @property
    def told(self) -> bool:
        """Whether enough of the box's captions was seen, and none of what stands at the form's end."""
        return sum(s.score for s in self.shown) >= NOTHING and all(s.kind != "foot" for s in self.shown)

    @property
    def captions(self) -> Mapping[int, str]:
        """The kind of caption that each printed token is of, by index."""
        return {i: s.kind for s in self.shown for i in s.at}

    @property
    def lines(self) -> tuple[int, int]:
        """The first and the last line of an owner that the row may hold."""
        ranks = [OWNER_LINES.index(s.kind) for s in self.shown if s.kind in OWNER_LINES]
        if ranks:
            return _FIRST[min(ranks)], _LAST[max(ranks)]
        if not 0 <= self.above < len(LINES):
            return 0, -1
        return self.above, min(self.below - 1 if self.below >= 0 else len(LINES) - 1, self.above + 1)


def read_rows(runs: Sequence[Sequence[Piece]]) -> list[CutRow]:
    """Mis-cut rows of a document, in order, with what their captions tell."""
    found = [tuple(find_captions([(p.text, p.segment) for p in run])) for run in runs]
    ranks = [[OWNER_LINES.index(s.kind) for s in shown if s.kind in OWNER_LINES] for shown in found]
    out = []
    for k, edges in enumerate(measure(found, runs)):
        above = next((max(r) for r in ranks[:k][::-1] if r), -1)
        below = next((min(r) for r in ranks[k + 1 :] if r), -1)
        out.append(CutRow(found[k], above, below, edges))
    return out


def places(row: CutRow, run: Sequence[Piece]) -> Iterator[tuple[str, ...]]:
    """For each piece of a row the labels that its place allows; none where nothing is known of it."""
    captions = row.captions
    end = len(run)
    second = min((i for i, kind in captions.items() if kind in ("issuer", "date")), default=end)
    third = min((i for i, kind in captions.items() if kind in ("relation", "filing")), default=end)
    has_issuer = "issuer" in captions.values()
    ranks = {i: OWNER_LINES.index(kind) for i, kind in captions.items() if kind in OWNER_LINES}
    lines = row.lines
    for i, piece in enumerate(run):
        if i in captions or not any(c.isalnum() for c in piece.text):
            yield ()
        elif i < second:
            low, high = _between(i, run, ranks, *lines)
            yield tuple(label for line in LINES[low : high + 1] for label in line)
        else:
            yield ("ISSUER", "TICKER") if has_issuer and i < third else ()


def _between(i: int, run: Sequence[Piece], ranks: Mapping[int, int], low: int, high: int) -> tuple[int, int]:
    """The lines of an owner that a piece may stand in: behind the captions above it in its cell, before those below."""
    for j, rank in ranks.items():
        if run[j].segment == run[i].segment:
            low, high = (max(low, rank), high) if j < i else (low, min(high, rank - 1))
    return low, high


def seen_twice(row: CutRow, run: Sequence[Piece]) -> set[int]:
    """Lone letters beside a caption's cut that the caption has there: seen on both sides of it."""
    ends: dict[tuple[int, int], tuple[int, int]] = {}
    for shown in row.shown:
        for i, (start, end) in shown.at.items():
            at = (run[i].segment, shown.caption)
            low, high = ends.get(at, (start, end))
            ends[at] = (min(low, start), max(high, end))
    beside: dict[int, str] = {}
    for (cell, caption), (start, end) in ends.items():
        text = letters(caption)
        beside[cell] = beside.get(cell, "") + text[max(0, start - 1) : start + 1] + text[end - 1 : end + 1]
    lone = (i for i, piece in enumerate(run) if len(piece.text) == 1 and i not in row.captions)
    return {i for i in lone if key_of(run[i].text) in beside.get(run[i].segment, "")}
