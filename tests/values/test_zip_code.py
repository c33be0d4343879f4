import pytest

from extraction.values.zip_code import readings, state_of


@pytest.mark.parametrize(
    ("pieces", "code"),
    [
        (["10018"], "10018"),
        (["35202-0247"], "35202-0247"),
        (["6O", "077"], "60077"),
        (["1", "C020"], "10020"),
        (["3", "33619"], "33619"),
        (["94", "1O3"], "94103"),
    ],
)
def test_pieces_make_one_code(pieces: list[str], code: str) -> None:
    assert readings(pieces)[0].value == code


@pytest.mark.parametrize("pieces", [["EC2V", "6HR"], ["T2K 4E6"], ["0690"], ["1", "2", "3"]])
def test_what_is_no_zip_code_is_left_to_others(pieces: list[str]) -> None:
    assert readings(pieces) == ()


@pytest.mark.parametrize(
    ("code", "state"), [("06902", "CT"), ("10005-1234", "NY"), ("00501", None), ("JE2 3QA", None), ("94105", "CA")]
)
def test_a_code_lies_in_a_state(code: str, state: str | None) -> None:
    assert state_of(code) == state
