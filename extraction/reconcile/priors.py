"""How often each tie holds, and in which way, in filings whose figures are beyond doubt.

Measured 2026-11-20 over the facts of 5,901 ownership XML filings (mostly 2023) by `tests/reconcile/measure_priors.py`.
`near` counts those broken ones that a small misspelling explains: errors of filers that look like misreadings.
For what is only likely (`SILENT`) it counts all that go the wrong way; those and `year` were counted over the same
facts by the days between their dates, and by their years.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from math import log
from types import MappingProxyType

from extraction.reconcile.tie import BROKEN, OPEN

PRIORS: Mapping[str, Mapping[str, int]] = MappingProxyType(
    {
        "balance I vague": {"running": 202, "other": 13, "near": 1},
        "balance I": {"running": 2724, "one total": 44, "other": 28, "near": 25},
        "balance II vague": {"running": 104, "one total": 18, "other": 16, "new grant": 7},
        "balance II": {"running": 63, "new grant": 11, "near": 2, "one total": 1},
        "deemed execution": {"holds": 104, "near": 2, "other": 1},
        "earliest": {"earliest": 5767, "other": 65, "near": 25},
        "exercise price": {"none paid": 505, "equal": 188, "other": 1},
        "exercised shares": {"equal": 1120, "other": 37, "near": 2},
        "expiration": {"holds": 736},
        "letters I": {"agrees": 7645, "either": 472, "into another": 16, "near": 16},
        "letters II": {"agrees": 3269, "either": 228, "near": 30, "into another": 20},
        "new grant vague": {"new": 638, "more": 357, "other": 12, "near": 6},
        "new grant": {"new": 744, "more": 41, "near": 7, "other": 2},
        "plan adopted": {"holds": 521},
        "price in range": {"within": 1210, "other": 5},
        "opening": {"holds": 3394, "other": 5},
        "signed soon": {"within 5 days": 6098, "within 50 days": 321, "within 800 days": 168, "near": 6, "later": 6},
        "signed after": {"holds": 11679, "near": 10, "other": 7},
        "trade day": {"same": 10370, "within 3 days": 875, "within 400 days": 331, "near": 87, "later": 33},
        "underlying held": {"equal": 567, "other": 12, "ratio": 2},
        "underlying": {"equal": 3468, "other": 58, "near": 10, "ratio": 8},
        "year": {"possible": 27003},
    }
)

SILENT = frozenset({"trade day", "signed soon"})
"""What is only likely."""
UNKNOWN = 2.5
"""Nats for such a date where none can be read: as if it were not the usual one."""
FILED = 7.5
"""Nats, at least, for the belief that a filer broke a tie of spoiled text: dearer than any one misreading."""


@cache
def cost_of(prior: str, pattern: str) -> float:
    """Minus the logarithm of how often a tie is of a pattern; a broken one as often as filers misspell."""
    if pattern == OPEN:
        return UNKNOWN if prior in SILENT else 0.0
    counts = PRIORS[prior]
    seen = counts.get("near" if pattern == BROKEN else pattern, 0)
    return -log((seen + 0.5) / (sum(counts.values()) + 1))


@cache
def cost_in_spoiled(prior: str, pattern: str) -> float:
    """The same in spoiled text, where a broken tie is a misreading first and an error of the filer last."""
    known = cost_of(prior, pattern)
    return max(known, FILED) if pattern == BROKEN and not prior.startswith("letters") else known
