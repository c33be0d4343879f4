"""Second lines of headings that slid to the left."""

from dataclasses import replace

from extraction.layout.spanned import place_headings
from tests.labelers.grids import grid

HEADS = "Title|Transaction Code|Securities Acquired or Disposed of|Held\nCode|V|Amount|(A) or (D)|Price"


def placed(columns: int, text: str = HEADS, spans: tuple[int, ...] = ()) -> list[list[int]]:
    upper, lower = (r.row for r in grid(text, "head head"))
    if spans:
        upper = replace(upper, cells=tuple(replace(c, width=w) for c, w in zip(upper.cells, spans, strict=True)))
    return [[cell.column for cell in row.cells] for row in place_headings([upper, lower], columns)]


def test_words_tell_what_they_stand_below() -> None:
    assert placed(7) == [[0, 1, 3, 6], [1, 2, 3, 4, 5]]


def test_spans_tell_it_where_they_are_known() -> None:
    spans = (1, 2, 1, 1)
    assert placed(5, "Title|Number|Price|Held\nGained|Lost", spans) == [[0, 1, 2, 3], [1, 2]]


def test_headings_stay_where_nothing_tells() -> None:
    assert placed(5, "Title|Number|Number|Held\nAcquired|Disposed") == [[0, 1, 2, 3], [0, 1]], "two ways"
    assert placed(4, "Title|Number|Price|Held\nof unit|of units") == [[0, 1, 2, 3], [0, 1]], "wrapped words"
