"""How wide the cells of mis-cut rows are, told by where the form's captions were cut, and how wide texts are set."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import pairwise
from types import MappingProxyType

from extraction.labelers.cut.caption_lines import CAPTIONS, Shown
from extraction.labelers.cut.stacked import SPACE, Edges
from extraction.labelers.named import Piece

_BLOCKS = {"name": 0, "issuer": 1}
"""Captions that begin where the lines below them begin, with the block of these (`stacked.BLOCKS`)."""
_WIDTHS = MappingProxyType(
    {
        letter: ems
        for ems, letters in (
            (0.25, "'|jil,./;:I"),
            (0.3, "![]\\ft"),
            (0.35, '()r-"`*{}'),
            (0.45, "Jacksvxyz?^"),
            (0.6, "FLPSTZE~"),
            (0.65, "ABVXYKR"),
            (0.7, "CDHNUGwOQ&"),
            (0.8, "m%"),
            (0.87, "MW@"),
        )
        for letter in letters
    }
)
_OTHER = 0.5
"""Ems of letters (the mean of Times and Helvetica) and of other signs."""
SEEN = 12
"""Characters of a caption that must be seen before cells are measured by it."""
USUAL, FIRM = 0.77, 8.0
"""How wide values are set beside captions, and the ems of text that this outweighs."""
LIKELY = (0.55, 1.05)
"""Ratios between which one line of values stands; more than that are two lines."""


@lru_cache(maxsize=65536)
def width(text: str) -> float:
    """About how wide a word is set, in ems."""
    return sum(_WIDTHS.get(letter, _OTHER) for letter in text)


def column_of(piece: Piece) -> int:
    """The column of the mis-cut grid that a piece stands in."""
    return int(piece.token.word.box[0]) if piece.token else 0


@cache
def reaches(line: str) -> tuple[float, ...]:
    """How far a line that the form prints reaches with each of its characters but spaces, in ems."""
    out, far = [], 0.0
    for letter in line:
        far += SPACE if letter == " " else width(letter)
        if letter != " ":
            out.append(far)
    return tuple(out)


def measure(found: Sequence[Sequence[Shown]], runs: Sequence[Sequence[Piece]]) -> list[Edges]:
    """The edges of the cells of each row, those known from a row above where its own captions do not tell them."""
    told = [dict(_told(shown, run)) for shown, run in zip(found, runs, strict=True)]
    ratios = [r for args in zip(told, found, runs, strict=True) for r in _ratios(*args)]
    ratio = (sum(far for far, _ in ratios) + USUAL * FIRM) / (sum(edge for _, edge in ratios) + FIRM)
    out: list[Edges] = []
    for edges in told:
        mine = {block: {column: far * ratio for column, far in at.items()} for block, at in edges.items()}
        out.append({**(out[-1] if out else {}), **mine})
    return out


def _told(shown: Sequence[Shown], run: Sequence[Piece]) -> Iterator[tuple[int, dict[int, float]]]:
    """The edges that a row's own captions tell, in ems of these, by block."""
    for one in shown:
        if one.kind not in _BLOCKS or one.score < SEEN or min(start for start, _ in one.at.values()) > 3:
            continue
        ends: dict[int, int] = {}
        for i, (_, end) in one.at.items():
            ends[column_of(run[i])] = max(end, ends.get(column_of(run[i]), 0))
        far = reaches(CAPTIONS[one.caption][1])
        edges = {column: far[min(end, len(far)) - 1] for column, end in ends.items() if column != max(ends)}
        if edges:
            yield _BLOCKS[one.kind], edges


def _ratios(
    edges: Mapping[int, Mapping[int, float]], shown: Sequence[Shown], run: Sequence[Piece]
) -> Iterator[tuple[float, float]]:
    """How far the values of a row reach up to each edge, and how far the caption does, where they make one line."""
    printed = {i for one in shown for i in one.at}
    starts = sorted((min(at), block) for block, at in edges.items())
    for n, (start, block) in enumerate(starts):
        end = starts[n + 1][0] if n + 1 < len(starts) else max(edges[block]) + 1
        cells: dict[int, list[str]] = {}
        for i, piece in enumerate(run):
            if i not in printed and start <= column_of(piece) < end and piece.text not in "[]()":
                cells.setdefault(column_of(piece), []).append(piece.text)
        far = 0.0
        for column, following in pairwise(sorted(cells)):
            far += sum(map(width, cells[column])) + SPACE * (len(cells[column]) - 1)
            if following != column + 1 or column not in edges[block]:
                break
            if LIKELY[0] <= far / edges[block][column] <= LIKELY[1]:
                yield far, edges[block][column]
