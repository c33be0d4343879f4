"""Labels of the tokens of whole cells held against each other and their headings."""

from extraction.document import Word
from extraction.labelers.features import CellToken
from extraction.labelers.mend_whole_cells import mend_whole_cells
from extraction.labels import NONE
from extraction.layout.tokens import Token

LABELS = (NONE, "transaction_date", "deemed_execution_date", "exercise_date", "expiration_date", "acquired_disposed",
          "direct_or_indirect")  # fmt: skip


def mended(*held: tuple[str, int, str, str]) -> list[str]:
    """The labels of tokens, each given with its cell, its label and what its heading tells."""
    tokens = [CellToken(Token(text, Word(text, (i, 0, i + 1, 1))), slot) for i, (text, slot, _, _) in enumerate(held)]
    path = [LABELS.index(label) for _, _, label, _ in held]
    told = [LABELS.index(name) if name else -1 for *_, name in held]
    return [LABELS[k] for k in mend_whole_cells(tokens, path, LABELS, told)]


def test_of_one_mark_twice_below_exercise_dates_the_second_is_the_expirations() -> None:
    date = ("(5)", 0, "exercise_date", "exercise_date")
    assert mended(date, date) == ["exercise_date", "expiration_date"]
    other = ("(6)", 0, "exercise_date", "exercise_date")
    assert mended(date, other) == ["exercise_date"] * 2
    ends = ("1/2/2034", 1, "expiration_date", "expiration_date")
    assert mended(date, date, ends) == ["exercise_date", "exercise_date", "expiration_date"]


def test_a_word_that_spells_its_headings_letter_is_named_by_it() -> None:
    assert mended(("Sold", 0, NONE, "acquired_disposed")) == ["acquired_disposed"]
    assert mended(("Indirectly", 0, NONE, "direct_or_indirect")) == ["direct_or_indirect"]
    assert mended(("Sold", 0, NONE, "")) == [NONE]
    assert mended(("n/a", 0, NONE, "acquired_disposed")) == [NONE]
