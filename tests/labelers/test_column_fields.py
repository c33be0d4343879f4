"""What columns tell of their cells."""

import numpy as np

from extraction.document import Word
from extraction.labelers.column_fields import Scored, settle_columns
from extraction.labelers.features import tokens_of
from extraction.layout.logical import LogicalRow, Slot

LABELS = ("-", "security_title", "transaction_date", "expiration_date")
BOX = (0.0, 0.0, 1.0, 1.0)


def row(*cells: tuple[str, list[list[float]]]) -> Scored:
    """Cells, each a text and its words' probabilities of LABELS."""
    slots = tuple(Slot(tuple(Word(w, BOX) for w in text.split()), k, k, k + 1) for k, (text, _) in enumerate(cells))
    held = LogicalRow(slots, 0)
    return held, tokens_of(held), np.log(np.array([line for _, lines in cells for line in lines], dtype=np.float32))


def best(scored: Scored) -> list[str]:
    return [LABELS[k] for k in scored[2].argmax(axis=1)]


def test_a_column_of_dates_is_one_date() -> None:
    dates = [[0.5, 0.1, 0.3, 0.1], [0.1, 0.5, 0.1, 0.3], [0.1, 0.2, 0.6, 0.1]]
    scored = row(("20 Jun 2023", dates))
    settle_columns([scored], LABELS)
    assert best(scored) == ["transaction_date"] * 3


def test_a_field_stays_in_its_column() -> None:
    sure, unsure = [0.03, 0.95, 0.01, 0.01], [0.4, 0.55, 0.03, 0.02]
    scored = row(("Common Stock", [sure, sure]), ("Exercise", [unsure]))
    settle_columns([scored], LABELS)
    assert best(scored) == ["security_title", "security_title", "-"]


def test_two_sure_columns_are_left_as_they_are() -> None:
    sure = [0.03, 0.95, 0.01, 0.01]
    scored = row(("Common", [sure]), ("Stock", [sure]))
    settle_columns([scored], LABELS)
    assert best(scored) == ["security_title", "security_title"]


def test_a_number_alone_in_a_column_of_a_field_is_of_it() -> None:
    sure, none = [0.03, 0.95, 0.01, 0.01], [0.95, 0.03, 0.01, 0.01]
    rows = [row(("500", [sure])), row(("62", [sure])), row(("1", [none]))]
    settle_columns(rows, LABELS)
    assert [best(scored) for scored in rows] == [["security_title"]] * 3
    words = [row(("500", [sure])), row(("62", [sure])), row(("None", [none]))]
    settle_columns(words, LABELS)
    assert best(words[2]) == ["-"]
