"""Values that print without a space between them."""

import pytest

from extraction.document import Cell, Row, Word
from extraction.layout.seams import has_seams, part_seams


def row(*texts: str) -> Row:
    words, at = [], 0
    for text in texts:
        words.append(Word(text, (float(at), 0.0, float(at + len(text)), 1.0), span=(at, at + len(text))))
        at += len(text) + 1
    return Row((Cell(tuple(words), 0),))


@pytest.mark.parametrize(
    ("shown", "values"),
    [
        ("9,136D", ["9,136", "D"]),
        ("96,857(1)D", ["96,857(1)", "D"]),
        ("14,794.0437A", ["14,794.0437", "A"]),
        ("0D", ["0", "D"]),
        ("1,934,962Direct", ["1,934,962", "Direct"]),
        ("9,136468,198", ["9,136", "468,198"]),
        ("Berg04/05/2023", ["Berg", "04/05/2023"]),
        ("04/05/2023S", ["04/05/2023", "S"]),
    ],
)
def test_values_that_meet_are_cells_of_their_own(shown: str, values: list[str]) -> None:
    parted = part_seams(row("Stock", shown))
    assert has_seams(row(shown))
    assert [w.text for w in parted.words] == ["Stock", *values]
    assert len(parted.cells) == len(values)
    assert [shown[w.span[0] - 6 : w.span[1] - 6] for w in parted.words[1:] if w.span] == values


@pytest.mark.parametrize("shown", ["144A", "1,000", "401(k)", "10b5-1", "3A.", "A-1,000", "F1(2)", "$10.50", "1D"])
def test_one_value_stays_one(shown: str) -> None:
    assert part_seams(row(shown)) == row(shown)
