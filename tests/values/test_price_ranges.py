"""Price ranges as footnotes state them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from extraction.values.note_facts import ranges


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("Sold at prices ranging from $4.22 to $4.37.", "4.22", "4.37"),
        ("Prices between $1,061.84 and $1,062.54, inclusive", "1061.84", "1062.54"),
        ("The range of prices was $12.850 - $12.865 per share", "12.85", "12.865"),
        ("The highest price paid was $9.10 and the lowest price paid was $8.95.", "8.95", "9.1"),
        (r"ranging from \$20 to \$21.5", "20", "21.5"),
    ],
)
def test_a_range_is_found(text: str, low: str, high: str) -> None:
    assert ranges(text) == ((Decimal(low), Decimal(high)),)


@pytest.mark.parametrize("text", ["Bought for $145.00 in all.", "Vests from 2020 to 2024.", "See footnotes 1 to 3."])
def test_what_is_no_range_is_none(text: str) -> None:
    assert ranges(text) == ()
