"""How far a batch of records has drifted from a reference: both as profiles, measure by measure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from training.profile import ORDERS, Distributions

MODERATE, LARGE = 0.1, 0.25
"""Population stability indices from which a drift is moderate and from which it is large: the usual limits."""
CHANCE = 0.01
"""A drift that chance brings about more often than this is none."""
PRIOR = 0.5
"""Added to each count, so that what one side never shows does not weigh without end."""
MOVED = 3
"""Values that moved most, named for each measure."""


@dataclass(frozen=True, slots=True)
class Drift:
    """How far a measure drifted, what chance has of it, and the values whose shares moved most (before, now)."""

    measure: str
    psi: float
    chance: float
    moved: dict[str, tuple[float, float]]

    @property
    def size(self) -> str:
        """`none`, `moderate` or `large`."""
        if self.psi < MODERATE or self.chance > CHANCE:
            return "none"
        return "large" if self.psi >= LARGE else "moderate"


def measure_drift(reference: Distributions, batch: Distributions) -> list[Drift]:
    """The drift of every distribution that both profiles show."""
    names = [name for name in batch if name != ORDERS and reference.get(name) and batch[name]]
    return [_drift(name, reference[name], batch[name]) for name in names]


def _drift(name: str, reference: Mapping[str, float], batch: Mapping[str, float]) -> Drift:
    """PSI is the relative entropy of one distribution to the other, summed both ways (scipy.stats.entropy)."""
    from scipy.stats import chi2, entropy

    values = sorted({*reference, *batch})
    before, now = ([side.get(value, 0.0) + PRIOR for value in values] for side in (reference, batch))
    psi = float(entropy(before, now) + entropy(now, before))
    # Without a drift PSI nm/(n+m) follows chi-square (Yurdakul 2018, Statistical Properties of the PSI).
    n, m = sum(reference.values()), sum(batch.values())
    chance = float(chi2.sf(psi * n * m / (n + m), max(len(values) - 1, 1)))
    shares = {v: (reference.get(v, 0.0) / n, batch.get(v, 0.0) / m) for v in values}
    moved = sorted(shares, key=lambda v: -abs(shares[v][1] - shares[v][0]))[:MOVED]
    return Drift(name, psi, chance, {v: shares[v] for v in moved})


def as_json(found: Iterable[Drift]) -> list[dict[str, Any]]:
    """Drifts as plain data."""
    return [asdict(d) | {"size": d.size} for d in found]
