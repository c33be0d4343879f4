"""Which line of mis-cut text's streets begins the second street."""

from dataclasses import replace

import pytest

from extraction.assembly.box import Group
from extraction.assembly.streets import part_streets, widest_line
from extraction.labelers.named import NamedToken
from tests.assembly.test_box import named, texts


def line(label: str, text: str, at: int) -> list[NamedToken]:
    return [replace(named(label, word, 0), cell=at) for word in text.split()]


def group(first: list[str], second: list[str], name: str = "Ada") -> Group:
    street1 = [t for n, text in enumerate(first) for t in line("STREET1", text, n + 1)]
    street2 = [t for n, text in enumerate(second) for t in line("STREET2", text, n + 11)]
    return {"name": line("OWNER", name, 0), "street1": street1, "street2": street2}


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        (["C/O ELM GROVE"], ["CORPORATION 12 ASH LANE"], ("C/O ELM GROVE CORPORATION", "12 ASH LANE")),
        (["12 ASH"], ["STREET, SUITE 3"], ("12 ASH STREET, SUITE 3", "")),
        (["12 ASH LANE", "SUITE 3"], [], ("12 ASH LANE", "SUITE 3")),
        (["12 ASH LANE,", "SUITE 3"], [], ("12 ASH LANE, SUITE 3", "")),
        (["C/O ELM GROVE BAY ACQUISITION"], ["CORP., 12 ASH"], ("C/O ELM GROVE BAY ACQUISITION", "CORP., 12 ASH")),
        (["C/O ELM GROVE 12 ASH LANE"], [], ("C/O ELM GROVE", "12 ASH LANE")),
        (["C/O ELM GROVE, P.O. BOX 12"], [], ("C/O ELM GROVE, P.O. BOX 12", "")),
        (["ELM GROVE", "HOUSE"], [], ("ELM GROVE HOUSE", "")),
    ],
)  # fmt: skip
def test_the_line_that_begins_the_second_street(first: list[str], second: list[str], found: tuple[str, str]) -> None:
    parted = part_streets(group(first, second), 0.0)
    assert (texts(parted, "street1"), texts(parted, "street2") if "street2" in parted else "") == found


def test_a_line_that_had_room_for_the_next_word_ended() -> None:
    held = group(["12 ASH LANE,", "SUITE 3"], [], name="Elm Grove Acquisition Partners")
    assert texts(part_streets(held, widest_line([held])), "street2") == "SUITE 3"
