"""Text of an OCR engine imitated."""

from __future__ import annotations

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from tests.training.render.placed_pages import POINTERS, page
from training.render.ocr_noise import text


@given(seed=st.integers(0, 10_000))
def test_spans_lie_in_the_text_and_on_one_line(seed: int) -> None:
    printed, spans = text([page(), page()], Random(seed))
    assert all(pointer < len(POINTERS) for pointer, _ in spans)
    assert all(0 <= a < b <= len(printed) and "\n" not in printed[a:b] for _, (a, b) in spans)


def test_most_values_can_be_read_and_some_rows_cannot() -> None:
    read = [{p for p, _ in text([page()], Random(seed))[1]} for seed in range(60)]
    assert 10 < sum(1 in found for found in read) < 60


def test_the_same_seed_gives_the_same_text() -> None:
    assert text([page()], Random(3)) == text([page()], Random(3))
