"""What stands beside a row."""

from dataclasses import replace

from extraction.assembly.beside import count_orphans, stands_apart
from extraction.document import Block, Cell, Layout, Row, Word
from extraction.labelers.labelled_row import LabelledRow

FIGURES = "Stock 01/02/2020 1,000 D"


def page(*lines: tuple[str, str, float], layout: Layout = Layout.ALIGNED, width: int = 1) -> list[LabelledRow]:
    """Lines of one block: label, text, empty space above."""
    rows = []
    for top, (_, text, gap) in enumerate(lines):
        words = tuple(Word(t, (10.0 * k, top, 10.0 * k + len(t), top + 1.0)) for k, t in enumerate(text.split()))
        cells = tuple(Cell((w,), k) for k, w in enumerate(words)) if width == 1 else (Cell(words, 0, width),)
        rows.append(Row(cells, gap=gap))
    block = Block(layout, tuple(rows))
    return [LabelledRow(block, row, label, 1.0) for row, (label, _, _) in zip(rows, lines, strict=True)]


def test_a_line_close_below_that_nobody_took_is_an_orphan() -> None:
    assert count_orphans(0, page(("nd", FIGURES, 0), ("foot", "Class B", 0))) == 1


def test_a_line_apart_is_none() -> None:
    assert count_orphans(0, page(("nd", FIGURES, 0), ("printed", "Explanation of Responses:", 1.0))) == 0


def test_nor_is_what_stands_across_a_grid() -> None:
    rows = page(("nd", FIGURES, 0), ("box", "1. Name and Address", 0), layout=Layout.GRID, width=6)
    assert count_orphans(0, rows) == 0


def test_rows_of_one_line_stand_apart_from_each_other() -> None:
    rows = page(("head", "Title", 0), ("nd", FIGURES, 0), ("nd", FIGURES, 0))
    assert stands_apart(1, rows) and stands_apart(2, rows)


def test_a_row_above_words_that_may_be_its_own_does_not() -> None:
    rows = page(("head", "Title", 0), ("nd", FIGURES, 0), ("nd", "Class", 0), ("nd+", FIGURES, 0))
    assert not stands_apart(1, rows)


def test_empty_space_sets_it_apart() -> None:
    rows = page(("head", "Title", 0), ("nd", FIGURES, 0), ("nd", "Class", 1.0), ("nd+", FIGURES, 0))
    assert stands_apart(1, rows)


def test_lines_of_figures_of_two_rows_do_not() -> None:
    assert not stands_apart(0, page(("nd", FIGURES, 0), ("nd+", FIGURES, 0)))


def test_a_row_does_not_end_where_its_table_goes_on_over_the_page() -> None:
    upper, lower = page(("nd", FIGURES, 0)), page(("title1", "Table I", 1.0), ("head", "Title", 0))
    turned = [LabelledRow(r.block, replace(r.row, page=2), r.label, 1.0) for r in lower]
    assert stands_apart(0, upper + lower)
    assert not stands_apart(0, upper + turned)


def test_words_above_a_first_row_that_no_heading_has_may_be_its_own() -> None:
    assert stands_apart(1, page(("head", "(Instr. 4) Beneficial Ownership", 0), ("nd", FIGURES, 0)))
    assert not stands_apart(1, page(("head", "Indirectly in the", 0), ("nd", FIGURES, 0)))
    assert not stands_apart(3, page(("head", "Price", 0), ("head", "Series", 0), ("head", "$", 0), ("nd", FIGURES, 0)))
