"""What may pass: the bound, the threshold, the judge's probabilities."""

from dataclasses import replace
from random import Random

import numpy as np
import pytest

from extraction.document import Layout, Source
from extraction.draft import DraftRow, Value
from extraction.labelers.judge import Stratum, probabilities
from extraction.signs import row_stratum
from extraction.values.reading import Reading
from training.fit_judge import NEVER, Judged, bound, threshold, thresholds
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


def test_each_stratum_passes_on_its_own_proof() -> None:
    sure = [0.9 + i / 1e5 for i in range(2500)] * 2
    right = [True] * 2500 + [i % 9 > 0 for i in range(2500)]
    strata = [Stratum.FORM] * 2500 + [Stratum.OTHER] * 2500
    passes = thresholds(Judged(sure, right, strata))
    assert passes[Stratum.FORM] == 0.9 and passes[Stratum.OTHER] == passes[Stratum.LINES] == NEVER


def test_a_row_of_the_forms_own_page_that_lacks_nothing_is_of_the_first_stratum() -> None:
    value = Value((), (Reading("x", 0.0, ""),), 1.0)
    fields = ("security_title", "shares_owned_following", "direct_or_indirect")
    row = DraftRow("non_derivative", dict.fromkeys(fields, value), {}, 0, layout=Layout.GRID, by_form=True, apart=True)
    assert row_stratum(row, "4", Source.HTML) is Stratum.FORM
    assert row_stratum(replace(row, layout=Layout.ALIGNED), "4", Source.LAYOUT) is Stratum.LINES
    assert row_stratum(row, "4", Source.MESSY) is Stratum.OTHER
    for doubtful in ({"strays": 1}, {"orphans": 1}, {"by_form": False}, {"values": {}}, {"apart": False}):
        assert row_stratum(replace(row, **doubtful), "4", Source.HTML) is Stratum.OTHER
