"""Messy text: what is cut, and that spans cover what survives."""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.training.render.placed_pages import EDGES, POINTERS, SHOWN, letters, page
from training.render import cut
from training.render.cut import bend, messy
from training.render.grid import find_grids, find_ruleless
from training.render.noise import Noise, draw_noise
from training.render.placed import PlacedPage, lines_of
from training.render.smudge import LOOK_ALIKES, Smudge


def clean() -> Noise:
    """A tool that makes no mistake but its grid."""
    drawn = draw_noise(0.0, Random(1))
    zero: dict[str, Any] = {name: 0.0 for name in Noise.__slots__ if isinstance(getattr(drawn, name), float)}
    plain = {"table": Smudge(), "prose": Smudge(), "escape": False, "paragraphs": False, "bullet": ""}
    return replace(drawn, **zero | plain)


def pieces(text: str, spans: list[tuple[int, tuple[int, int]]]) -> dict[int, str]:
    found: dict[int, str] = {}
    for pointer, (start, end) in spans:
        found[pointer] = found.get(pointer, "") + text[start:end]
    return found


def test_without_noise_every_value_stands_in_its_cell(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cut, "draw_noise", lambda strength, rng: clean())
    text, spans = messy([page()], 1.0, Random(1))
    assert text.split("\n")[:1] == ["1. A line of text above the table"]
    assert "Common Stock\t\t\t12,345 <sup>(1)</sup>" in text
    assert pieces(text, spans) == SHOWN


def test_a_narrow_column_of_another_table_cuts_a_value(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cut, "draw_noise", lambda strength, rng: clean())
    narrow = replace(page(), verticals=(*page().verticals, (40.0, 50.0, 70.0)))
    text, spans = messy([narrow], 1.0, Random(1))
    assert "Commo\tn Stock" in text
    assert pieces(text, spans)[0] == "Common Stock"


@given(seed=st.integers(0, 10_000), strength=st.sampled_from([0.5, 1.0, 2.0, 4.0]))
def test_spans_cover_survivors_of_their_value_only(seed: int, strength: float) -> None:
    text, spans = messy([page()], strength, Random(seed))
    assert all(0 <= start < end <= len(text) and pointer < len(POINTERS) for pointer, (start, end) in spans)
    assert sum(end - start for _, (start, end) in spans) <= 3 * sum(map(len, SHOWN.values()))
    assert all("\t" not in text[a:b] and "\n" not in text[a:b] and "<" not in text[a:b] for _, (a, b) in spans)


def test_the_same_seed_gives_the_same_text() -> None:
    assert messy([page()], 2.0, Random(7)) == messy([page()], 2.0, Random(7))


def test_grid_of_rulings_and_its_bent_edges() -> None:
    (grid,) = find_grids(page(), 4.0)
    assert grid.ys == (50.0, 70.0, 90.0)
    assert tuple(x for x, _ in grid.xs) == EDGES
    assert bend(grid, clean(), Random(1))[1:-1] == list(EDGES[1:-1])
    assert len(bend(grid, replace(clean(), drop_edge=1.0), Random(1))) == 2


def test_columns_without_rulings_are_found_by_their_gaps() -> None:
    rows = [
        letters(text, x, 50 + 12 * row, 10 * row + column)
        for row in range(4)
        for column, (x, text) in enumerate(((10, "Units"), (100, "05/01/2020"), (200, "M"), (250, "1,000")))
    ]
    (grid,) = find_ruleless(PlacedPage(1, 612, 792, tuple(c for run in rows for c in run), (), ()))
    edges = [x for x, _ in grid.xs]
    assert len(edges) == 5 and 35 < edges[1] < 100 and 150 < edges[2] < 200 and 205 < edges[3] < 250
    assert len(grid.ys) == 5


def test_lines_keep_raised_marks_with_their_run() -> None:
    lines = lines_of([*letters("12", 20, 70, 1), *letters("(1)", 30, 66, 1, 2, raised=True), *letters("ab", 5, 71, 2)])
    assert ["".join(c.text for c in line) for line in lines] == ["ab12(1)"]


def test_no_character_is_its_own_look_alike() -> None:
    assert all(letter not in alike for letter, alike in LOOK_ALIKES.items())
