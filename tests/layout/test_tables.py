"""Ruling lines to cells: closed regions, titles, frames, lines that nearly meet."""

from __future__ import annotations

import time

from hypothesis import given
from hypothesis import strategies as st

from extraction.document import Layout, Word
from extraction.layout.ruling import Edge, Ruling
from extraction.layout.tables import lay_out, ruling_to_grid


def ruled(xs: tuple[float, ...], ys: tuple[float, ...], slack: float = 0.0) -> Ruling:
    return Ruling(
        tuple((y, xs[0] + slack, xs[-1] - slack) for y in ys), tuple((x, ys[0] + slack, ys[-1] - slack) for x in xs)
    )


def word(text: str, x: float, y: float) -> Word:
    return Word(text, (x, y, x + 10, y + 8))


def test_lines_that_nearly_meet_close_a_cell() -> None:
    assert ruling_to_grid(ruled((0, 50, 100), (0, 20, 40), slack=2.0)).cells == (
        (0, 0, 1, 1), (0, 1, 1, 2), (1, 0, 2, 1), (1, 1, 2, 2),
    )  # fmt: skip


def test_double_lines_are_one() -> None:
    assert len(ruling_to_grid(ruled((0, 1, 50, 51.5, 100), (0, 20, 21, 40))).cells) == 4


def test_open_regions_are_no_cells() -> None:
    assert ruling_to_grid(Ruling(((0, 0, 100), (20, 0, 100)), ((0, 0, 20),))).cells == ()


def test_tables_side_by_side_and_below_are_apart() -> None:
    one, other = ruled((0, 50, 100), (0, 20, 40)), ruled((0, 30, 70, 100), (100, 120, 140))
    words = [word("a", 5, 5), word("b", 60, 5), word("between", 10, 60), word("c", 5, 105), word("d", 80, 105)]
    blocks = lay_out(words, Ruling(one.horizontal + other.horizontal, one.vertical + other.vertical))
    assert [(b.layout, [[(c.column, c.text) for c in r.cells] for r in b.rows]) for b in blocks] == [
        (Layout.GRID, [[(0, "a"), (1, "b")]]),
        (Layout.ALIGNED, [[(0, "between")]]),
        (Layout.GRID, [[(0, "c"), (2, "d")]]),
    ]


def test_tables_that_touch_part_where_columns_change() -> None:
    one, other = ruled((0, 50, 100), (0, 20, 40)), ruled((0, 20, 33, 66, 100), (40, 60, 80))
    words = [word("a", 5, 5), word("b", 60, 5), word("c", 5, 45), word("d", 80, 45)]
    blocks = lay_out(words, Ruling(one.horizontal + other.horizontal, one.vertical + other.vertical))
    assert [[(c.column, c.text) for c in b.rows[0].cells] for b in blocks] == [
        [(0, "a"), (1, "b")],
        [(0, "c"), (3, "d")],
    ]


def test_single_column_is_text() -> None:
    blocks = lay_out([word("a", 5, 5), word("b", 5, 25)], ruled((0, 100), (0, 20, 40)))
    assert [b.layout for b in blocks] == [Layout.ALIGNED]


def test_dense_page_is_fast() -> None:
    xs, ys = tuple(range(0, 600, 6)), tuple(range(0, 780, 6))
    start = time.perf_counter()
    ruling_to_grid(ruled(xs, ys))
    assert time.perf_counter() - start < 2


EDGES = st.lists(st.tuples(st.floats(0, 600), st.floats(0, 300), st.floats(300, 800)), max_size=12)


@given(EDGES, EDGES, st.lists(st.tuples(st.floats(0, 600), st.floats(0, 780)), max_size=12))
def test_every_word_is_laid_out_once(
    horizontal: list[Edge], vertical: list[Edge], at: list[tuple[float, float]]
) -> None:
    words = [word(str(n), x, y) for n, (x, y) in enumerate(at)]
    blocks = lay_out(words, Ruling(tuple(horizontal), tuple(vertical)))
    found = sorted(w.text for b in blocks for r in b.rows for w in r.words)
    assert found == sorted(w.text for w in words)


def test_a_table_without_a_left_border_is_closed() -> None:
    whole = ruled((0, 50, 100), (0, 20, 40, 60))
    open_left = Ruling(whole.horizontal, whole.vertical[1:])
    assert ruling_to_grid(open_left).cells == ruling_to_grid(whole).cells


def test_rules_inside_a_cell_make_no_cells() -> None:
    box = ruled((0, 100), (0, 80))
    rules = tuple((y, 5.0, 95.0) for y in (20.0, 40.0, 60.0))
    assert len(ruling_to_grid(Ruling(box.horizontal + rules, box.vertical)).cells) == 1
