"""Where rows of tables without rules begin."""

from extraction.document import Block, Layout, Row
from extraction.labelers.labelled_row import LabelledRow
from extraction.labelers.part_lines import part_lines
from extraction.readers.lines import run_cells, split_lines, split_runs


def labelled(text: str, labels: str, sure: float = 0.6) -> list[LabelledRow]:
    """Lines of a text with a label each; a figure is so sure."""
    rows = tuple(
        Row(run_cells(split_runs(text[line.start : line.end], line)), gap=line.gap) for line in split_lines(text)
    )
    block = Block(Layout.ALIGNED, rows)
    return [LabelledRow(block, row, label, sure) for row, label in zip(rows, labels.split(), strict=True)]


def test_a_second_figure_in_a_column_begins_a_row() -> None:
    text = "Title    Held    How   Code\nCommon   1,062   I     P\nStock\nCommon   2,111   D     S\nStock\n"
    rows = labelled(text, "head nd nd+ nd+ nd+")
    assert [r.label for r in part_lines(rows)] == ["head", "nd", "nd+", "nd", "nd+"]


def test_empty_lines_part_rows() -> None:
    text = (
        "Title    Held    How   Code\n\nBy a\nUnits    1,062   I     P\ntrust\n\nBy a\nUnits    2,111   D     S\nfund\n"
    )
    rows = labelled(text, "head nd nd nd+ nd nd nd+")
    assert [r.label for r in part_lines(rows)] == ["head", "nd", "nd+", "nd+", "nd", "nd+", "nd+"]


def test_what_the_model_is_sure_of_stands_where_nothing_tells_against_it() -> None:
    text = "Title    Held    How   Code\nCommon   1,062   I     P\nUnits    2,111   D     S\n"
    rows = labelled(text, "head nd nd", sure=0.99)
    assert part_lines(rows) == rows
