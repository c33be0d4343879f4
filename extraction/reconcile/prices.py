"""A weighted average price lies within the range that its footnote states.

Staff practice on Form 4 (no-action letter Robinson, 2008; C&DI 133.07 of Section 16): trades of one day within a
dollar may be one line, with the range in a footnote.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from extraction.reconcile.figures import Figures
from extraction.reconcile.tie import BROKEN, OPEN, Meaning, Tie, plain, shown
from extraction.values.note_facts import ranges


def ties(figures: Figures) -> Iterator[Tie]:
    """A tie for each price whose footnotes state ranges; one footnote may state those of several rows."""
    stated = {i: found for i, text in figures.footnotes.items() if (found := ranges(text))}
    for line in figures.lines if stated else ():
        marked = [r for i in line.marks.get("price_per_share", ()) for r in stated.get(i, ())]
        if marked and "price_per_share" in line.values:
            yield _tie(line.pointer("price_per_share"), tuple(marked))


def _tie(pointer: str, stated: tuple[tuple[Decimal, Decimal], ...]) -> Tie:
    def pattern(values: Sequence[Meaning]) -> str:
        price = values[0]
        if not isinstance(price, Decimal):
            return OPEN
        return "within" if any(_within(price, low, high) for low, high in stated) else BROKEN

    def implied(values: Sequence[Meaning]) -> Iterator[tuple[int, Meaning]]:
        yield from ((0, end) for low, high in stated if low == high for end in (low,))
        if isinstance(values[0], Decimal):
            yield from ((0, near) for near in moved_points(values[0]) if any(_within(near, *r) for r in stated))

    def say(values: Sequence[Meaning]) -> tuple[str, str, str]:
        expected = " or ".join(f"{plain(low)} to {plain(high)}" for low, high in stated)
        return expected, plain(values[0]), f"price {shown(values[0])}, its footnote says {expected}"

    return Tie("price_in_range", "price in range", (pointer,), pattern, implied, say)


def moved_points(price: Decimal) -> Iterator[Decimal]:
    """A price whose decimal point was lost or misplaced, and those with one digit less or otherwise."""
    digits = plain(price).replace(".", "")
    for i in range(1, len(digits) + 1):
        yield Decimal(f"{digits[:i]}.{digits[i:]}" if i < len(digits) else digits)


def _within(price: Decimal, low: Decimal, high: Decimal) -> bool:
    """Between the ends, both rounded as the price is: 69 lies within 68.71 to 69.62."""
    step = Decimal(1).scaleb(int(price.normalize().as_tuple().exponent)) if price else Decimal(0)
    half = min(step, Decimal("0.01")) / 2
    return low - half <= price <= high + half
