"""A row that lost all its cells cannot be shifted: `prepare` once broke on it."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from training.render.cut import _spoiled
from training.render.noise import draw_noise
from training.render.traced import plain


def test_a_row_that_lost_all_its_cells_is_spoiled_no_further() -> None:
    noise = replace(draw_noise(1.0, Random(0)), collapse_row=0.0, lose_first=1.0, shift=1.0)
    assert _spoiled([plain("D")], noise, Random(0)) == []
