"""Numbers set beside the middle of their paragraphs: which lines above and below belong to each."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache


def lines_above(numbered: Sequence[int], begins: Sequence[bool]) -> list[int] | None:
    """How many lines above each numbered line are its paragraph's, where as many, or one more or less, stand below.

    `numbered` are the lines that bear a number, `begins` whether a line may be a paragraph's first. None where no
    parting of the lines is of that shape.
    """
    if not numbered:
        return None
    gaps = [b - a - 1 for a, b in zip(numbered, [*numbered[1:], len(begins)], strict=True)]

    @cache
    def best(k: int, above: int) -> tuple[int, tuple[int, ...]] | None:
        if above < 0 or k == len(numbered):
            return None
        worth = int(begins[numbered[k] - above])
        if k == len(numbered) - 1:
            return (worth, (above,)) if abs(gaps[k] - above) <= 1 else None
        ways = []
        for below in (above + 1, above, above - 1):
            rest = best(k + 1, gaps[k] - below) if below >= 0 else None
            if rest:
                ways.append((worth + rest[0], (above, *rest[1])))
        return max(ways, default=None)

    found = best(0, numbered[0])
    return list(found[1]) if found else None
