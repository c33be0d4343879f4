"""Percents: text to ranked readings."""

from __future__ import annotations

from collections.abc import Sequence

from extraction.values import amount
from extraction.values.reading import Reading

_MOST = 100.0


def readings(fragments: Sequence[str]) -> tuple[Reading, ...]:
    """Readings of a percentage from 0 to 100, without its sign; `5.0%` stays "5.0"."""
    bare = [f.replace("%", " ").strip() for f in fragments]
    return tuple(r for r in amount.readings([b for b in bare if b]) if 0 <= float(r.value) <= _MOST)
