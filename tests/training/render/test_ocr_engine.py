"""Words of an OCR engine traced to the values printed in their boxes."""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path
from random import Random

import pytest
from fpdf import FPDF
from hypothesis import given
from hypothesis import strategies as st

from tests.training.render.placed_pages import letters
from training.render.ocr_engine import NoTesseract, Word, lay, read_as, read_pages, trace, words_of
from training.render.placed import NOTHING, Char, Line, place
from training.render.scan_page import Scan
from training.render.traced import text_and_spans

COLUMNS = "level page_num block_num par_num line_num word_num left top width height conf text"
UPRIGHT = Scan(b"", 0.0, (1700, 2200), (1700, 2200))


def table(*words: tuple[str, int, int]) -> str:
    """The engine's table of words 60 by 20 pixels, each with its left and top."""
    rows = [f"5\t1\t1\t1\t1\t1\t{x}\t{y}\t60\t20\t90\t{text}" for text, x, y in words]
    return "\n".join([COLUMNS.replace(" ", "\t"), "4\t1\t1\t1\t1\t0\t0\t0\t9\t9\t-1\t", *rows])


def printed() -> Line:
    """`$12.50(1)`: a currency, a price of pointer 0 and a raised mark of pointer 1."""
    return [
        *letters("$", 0, 20, 0),
        *letters("12.50", 5, 20, 0, 0),
        *letters("(1)", 30, 18, 0, 1, raised=True),
    ]


def traced(word: str, chars: Line) -> str:
    """The digit of each character's pointer, or a dash."""
    lengths = Counter(char.run for char in chars if not char.raised)
    return "".join("-" if p == NOTHING else str(p) for p in read_as(word, chars, lengths))


def test_words_are_found_in_the_text_in_their_order() -> None:
    words = list(words_of("one two\n\none\n\f", table(("one", 0, 0), ("two", 70, 0), (" ", 0, 30), ("one", 0, 40))))
    assert [(w.text, w.start) for w in words] == [("one", 0), ("two", 4), ("one", 9)]
    assert words[1].box == (70, 0, 130, 20)


def test_a_word_that_the_text_lacks_is_an_error() -> None:
    with pytest.raises(NoTesseract, match="lacks"):
        list(words_of("one\n", table(("two", 0, 0))))


@pytest.mark.parametrize(
    ("word", "pointers"),
    [
        ("$12.50(1)", "-00000111"),
        ("$12.50®", "-000001"),
        ("}s12.50”", "--000001"),
        ("$12.50", "-00000"),
        ("12.s0|", "000001"),
        ("Heclc", "-----"),
    ],
)
def test_a_word_may_mix_values(word: str, pointers: str) -> None:
    assert traced(word, printed()) == pointers


@pytest.mark.parametrize(("word", "pointers"), [("pb", "00"), ("X__", "0--"), ("‘", "-"), ("|", "0")])
def test_a_single_letter_is_what_stands_in_its_box(word: str, pointers: str) -> None:
    assert traced(word, letters("D" if word != "X__" else "X", 0, 20, 0, 0)) == pointers


def test_a_mark_alone_may_be_read_as_any_sign() -> None:
    assert traced("”", letters("(1)", 0, 18, 0, 1, raised=True)) == "1"


def test_characters_lie_in_the_box_around_them_and_no_other() -> None:
    words = [Word("12.50", 0, (0, 50, 100, 90)), Word("other", 6, (300, 50, 400, 90))]
    held = lay(printed()[:6], words, UPRIGHT)
    assert ["".join(c.text for c in line) for line in held] == ["$12.50", ""]


@given(st.lists(st.sampled_from("$12.50(1)®|lS "), max_size=12))
def test_every_character_of_a_word_gets_one_pointer(word: list[str]) -> None:
    assert len(read_as("".join(word), printed(), {0: 6})) == len(word)


def test_a_value_of_two_words_is_one_span() -> None:
    chars: list[Char] = letters("Common Stock", 0, 20, 0, 0)
    words = [Word("Common", 0, (0, 0, 1, 1)), Word("Stock", 7, (0, 0, 1, 1))]
    found = text_and_spans(trace("Common Stock\n", words, [chars[:6], chars[7:]], {0: 11}))
    assert found == ("Common Stock\n", [(0, (0, 12))])


def pdf_of(*lines: str) -> bytes:
    pdf = FPDF(format="letter", unit="pt")
    pdf.add_page()
    pdf.set_font("Times", size=12)
    pdf.set_text_color(0, 0, 21)  # what `colour` paints the first pointer with
    for number, line in enumerate(lines):
        pdf.text(72, 100 + 30 * number, line)
    return bytes(pdf.output())


@pytest.mark.skipif(not shutil.which("tesseract"), reason="Tesseract is not installed")
def test_a_printed_line_is_read_and_traced() -> None:
    pdf = pdf_of("Common Stock of Quillbrook Harbor", "was bought on the market")
    text, spans = read_pages(pdf, place(pdf, ["/footnotes/1"]), Random(4))
    assert text.endswith("\f")
    assert [text[a:b] for _, (a, b) in spans] == ["Common Stock of Quillbrook Harbor", "was bought on the market"]


def test_without_tesseract_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(NoTesseract, match="apt-get install"):
        read_pages(b"", [], Random(0))
