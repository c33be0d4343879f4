"""State and country codes out of damaged pieces."""

from __future__ import annotations

import pytest

from extraction.values.state import is_code, readings


@pytest.mark.parametrize(("text", "expected"), [("TX", True), ("X0", True), ("XX", False), ("T", False), ("0X", False)])
def test_codes(text: str, expected: bool) -> None:
    assert is_code(text) is expected


@pytest.mark.parametrize(
    ("pieces", "code"),
    [
        (["TX"], "TX"),
        (["T", "X"], "TX"),
        (["A", "TX"], "TX"),
        (["PA", "FL"], "FL"),
        (["Al"], "A1"),
        (["T", "St", "X"], "TX"),
    ],
)
def test_a_code_is_found_among_pieces(pieces: list[str], code: str) -> None:
    assert readings(pieces)[0].value == code


@pytest.mark.parametrize("pieces", [[], ["Q"], ["QQ"], ["LOND"]])
def test_no_code_is_made_up(pieces: list[str]) -> None:
    assert readings(pieces) == ()
