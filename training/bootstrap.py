"""Intervals by the bootstrap: filings drawn again with replacement, for values of one filing go wrong together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

DRAWS = 1000
OUTSIDE = 2.5
"""Percent of the draws that lie beyond each end of an interval."""

Interval = tuple[float, float]


def draw(filings: int, seed: int = 0, draws: int = DRAWS) -> NDArray[np.int64]:
    """How often each filing is drawn: draws x filings. The same for the same seed, so that two models can be paired."""
    import numpy as np

    return np.random.default_rng(seed).multinomial(filings, np.full(filings, 1 / filings), size=draws)


def resample(counts: Sequence[Sequence[int]], seed: int = 0) -> list[list[int]]:
    """Sums of the filings' counts over each draw; none of a single filing, which says nothing of others."""
    import numpy as np

    if len(counts) < 2:
        return []
    sums: list[list[int]] = (draw(len(counts), seed) @ np.array(counts, dtype=np.int64)).tolist()
    return sums


def interval(values: Iterable[float | None]) -> Interval | None:
    """The middle 95 percent of what the draws give.

    None where the draws are all alike: where nothing went wrong (or nothing right) they say nothing of what could.
    """
    import numpy as np

    given = [value for value in values if value is not None]
    if len(set(given)) < 2:
        return None
    low, high = np.percentile(given, [OUTSIDE, 100 - OUTSIDE])
    return float(low), float(high)
