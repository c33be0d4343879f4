"""Damaged names of cities."""

import pytest

from extraction.values.city import CITIES, nearest


@pytest.mark.parametrize(
    ("read", "state", "city"),
    [
        ("SEATLE", "WA", "SEATTLE"),
        ("CLEAR WATER", "FL", "CLEARWATER"),
        ("SANC FRANCISCO", "CA", "SAN FRANCISCO"),
        ("Londo", "X0", "LONDON"),
        ("SEATTLE", "WA", None),
        ("SEATLE", "NY", None),
        ("ELMSTEAD", "CT", None),
        ("RYE", "NY", None),
        ("VANCOUVER, BC", "A1", None),
        ("", None, None),
    ],
)
def test_the_one_city_that_a_name_is_nearly(read: str, state: str | None, city: str | None) -> None:
    assert nearest(read, state) == city


def test_every_city_is_itself() -> None:
    assert [nearest(name, state) for state, names in CITIES.items() for name in names if len(name) > 4] == [None] * sum(
        len(name) > 4 for names in CITIES.values() for name in names
    )
