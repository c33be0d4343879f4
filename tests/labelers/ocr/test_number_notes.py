"""Numbers of a scan's footnotes that were not read."""

from __future__ import annotations

from extraction.document import Block, Cell, Layout, Row, Word
from extraction.labelers.labelled_row import LabelledRow
from extraction.labelers.ocr.number_notes import number_notes

WIDE = 500.0


def line(text: str, top: float, label: str = "foot", right: float = WIDE) -> LabelledRow:
    texts = text.split()
    step = right / len(texts)
    words = tuple(Word(t, (i * step, top, (i + 1) * step, top + 8)) for i, t in enumerate(texts))
    row = Row((Cell(words, 0),))
    return LabelledRow(Block(Layout.ALIGNED, (row,)), row, label, 1.0)


def numbered(*texts: str, marks: str = "", rights: tuple[float, ...] = ()) -> list[str]:
    table = [line(f"Common Stock {marks}", 0, "nd")] if marks else []
    ends = rights or (WIDE,) * len(texts)
    notes = [line(t, 10.0 * (i + 1), right=r) for i, (t, r) in enumerate(zip(texts, ends, strict=True))]
    done = number_notes([line("A row as wide as the page", 0, "box"), *table, *notes])
    return [r.row.text for r in done if r.label == "foot"]


def test_numbers_that_were_read_stay() -> None:
    texts = ["1. The widgets were sold.", "2. Held by a trust", "of which nothing is known."]
    assert numbered(*texts, marks="(1) (2)") == texts


def test_what_is_left_of_a_number_is_the_next_one() -> None:
    assert numbered("{1] Sold by hand.", "_. Held by a trust.", "3. Given away.") == [
        "1. Sold by hand.",
        "2. Held by a trust.",
        "3. Given away.",
    ]


def test_a_number_read_as_another_is_that_of_its_place() -> None:
    assert numbered("1. Sold.", "7. Held by a trust.", "3. Given away.", marks="(2)")[1] == "2. Held by a trust."


def test_lines_that_begin_notes_are_told_by_where_others_end() -> None:
    texts = ("Sold in the open market.", "Vests over three years.")
    assert numbered(*texts, marks="(1) (2)", rights=(200.0, 220.0)) == [f"{i}. {t}" for i, t in enumerate(texts, 1)]


def test_a_line_goes_on_with_its_note() -> None:
    texts = ["1. Held by a trust of which the", "Reporting Person knows", "2 of the trustees."]
    assert numbered(*texts, marks="(1)") == texts


def indented(row: LabelledRow) -> LabelledRow:
    """The line as it stands behind a number that was lost."""
    (cell,) = row.row.cells
    words = tuple(Word(w.text, (w.box[0] + 5, *w.box[1:])) for w in cell.words)
    return LabelledRow(row.block, Row((Cell(words, 0),)), row.label, 1.0)


def test_where_there_is_room_for_a_number_one_was_lost() -> None:
    first, on = (
        line("1. Sold in the open market by a broker of the", 10),
        line("Reporting Person. Some were given away.", 20),
    )
    rows = [line("Common Stock (1)", 0, "nd"), first, on, indented(line("Held by a trust.", 30))]
    assert [r.row.text for r in number_notes(rows)][-2:] == [on.row.text, "2. Held by a trust."]
    hanging = [
        rows[0],
        first,
        indented(line("issuer. Some were given away.", 20)),
        indented(line("Held by a trust.", 30)),
    ]
    assert [r.row.text for r in number_notes([line("x", 0, "box"), *hanging[1:]])][-1] == "Held by a trust."


def test_a_listed_note_keeps_its_number() -> None:
    texts = ("- (1) Held by a trust.", "- (2) Sold in the open market.")
    assert numbered(*texts, marks="(1) (2)") == [t.removeprefix("- ") for t in texts]
