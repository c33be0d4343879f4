"""What is cut apart or written with other signs reads the same."""

from __future__ import annotations

import pytest

from extraction.values.squeeze import squeeze, squeeze_letters


@pytest.mark.parametrize("text", ["FORM 4", "Fo rm\t4", "form-4", "F_o_r_m — ４4"])
def test_cuts_and_signs_vanish(text: str) -> None:
    assert squeeze(text) == "form4"
    assert squeeze_letters(text) == "form"
