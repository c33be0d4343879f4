"""Words to lines, lines to cells."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from extraction.document import Word
from extraction.layout.lines import line_to_cells, lines_to_rows, mend_lines, words_to_lines


def word(text: str, x: float, top: float, height: float = 10.0, width: float | None = None) -> Word:
    return Word(text, (x, top, x + (width or 5 * len(text)), top + height))


def lines(*words: Word) -> list[str]:
    return [" ".join(w.text for w in line) for line in words_to_lines(words)]


def test_big_and_small_words_share_a_line() -> None:
    assert lines(word("b", 40, 3, 5), word("a", 0, 0), word("c", 80, 1)) == ["a b c"]


def test_a_tall_word_does_not_join_two_lines() -> None:
    found = lines(word("Officer", 20, 0, 7), word("below", 20, 7, 7), word("X", 0, 3, 9))
    assert found == ["X Officer", "below"]


def test_cells_are_cut_at_wide_gaps() -> None:
    line = [word("a", 0, 0), word("b", 8, 0), word("c", 40, 0)]
    assert [c.text for c in line_to_cells(line)] == ["a b", "c"]


def test_gaps_are_counted_in_line_heights() -> None:
    rows = list(lines_to_rows([[word("a", 0, 10)], [word("b", 0, 25)]], above=0.0))
    assert [r.gap for r in rows] == [1.0, 0.5]


def test_what_is_centred_beside_two_lines_joins_the_first() -> None:
    name = [[word("Jane", 0, 0)], [word("01/02/2024", 60, 5)], [word("Roe", 0, 10)]]
    assert [[w.text for w in line] for line in mend_lines(name)] == [["Jane", "01/02/2024"], ["Roe"]]
    assert mend_lines([]) == []


@given(
    st.lists(
        st.builds(word, st.just("w"), st.floats(0, 500), st.floats(0, 100), st.floats(1, 20), st.floats(1, 50)),
        max_size=30,
    )
)
def test_no_word_is_lost_or_doubled(words: list[Word]) -> None:
    found = [w for line in mend_lines(words_to_lines(words)) for w in line]
    assert sorted(found, key=id) == sorted(words, key=id)
