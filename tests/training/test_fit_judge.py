"""What may pass: the bound, the threshold, the judge's probabilities."""

from random import Random

import numpy as np
import pytest

from extraction.labelers.judge import probabilities
from training.fit_judge import NEVER, bound, threshold
from training.perceptron import perceptron


def test_nothing_passes_where_too_little_was_seen() -> None:
    assert threshold([0.99] * 100, [True] * 100) == NEVER


def test_enough_right_ones_pass() -> None:
    sure = [0.9 + i / 100_000 for i in range(2000)]
    assert threshold(sure, [True] * 2000) == min(sure)


def test_the_walk_ends_before_the_wrong_ones() -> None:
    sure = [1 - i / 10_000 for i in range(3000)]
    right = [i < 2000 or i % 2 == 0 for i in range(3000)]
    assert threshold(sure, right) >= sure[2005]


def test_equal_probabilities_pass_together_or_not_at_all() -> None:
    assert threshold([0.9] * 3000, [i > 30 for i in range(3000)]) == NEVER


@pytest.mark.parametrize(("wrong", "passed"), [(0, 1497), (0, 3000), (1, 3000)])
def test_the_bound_is_that_of_clopper_and_pearson(wrong: int, passed: int) -> None:
    share = bound(wrong, passed)
    assert wrong / passed < share < (wrong + 5) / passed


def test_the_judge_tells_right_from_wrong() -> None:
    rng = Random(0)
    signs = [[rng.random(), rng.random()] for _ in range(2000)]
    right = [int(s[0] > 0.5) for s in signs]
    layers = perceptron(np.array(signs, dtype=np.float32), right, 2, (6,), 300, 0)
    sure = probabilities([[0.95, 0.5], [0.05, 0.5]], layers)
    assert sure[0] > 0.9 > 0.1 > sure[1]
