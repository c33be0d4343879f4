"""Rows of two lines, one figure under the other's title."""

from extraction.labelers.mend_rows import mend_rows
from tests.labelers.test_mend_rows import row


def test_a_figure_under_the_title_goes_on_with_its_row() -> None:
    rows = (
        row("nd", "Common 01/02/2004 A 1,000"),
        row("nd", "Stock", sure=0.4),
        row("nd", "$0 64,086 D", sure=0.4),
        row("nd+", "Common 01/03/2004 A 2,000", sure=0.4),
        row("nd+", "$0 66,086 D", sure=0.4),
    )
    block = rows[0].block
    held = [type(r)(block, r.row, r.label, r.probability) for r in rows]
    assert [r.label for r in mend_rows(held)] == ["nd", "nd+", "nd+", "nd", "nd+"]


def test_figures_elsewhere_or_titles_begin_rows() -> None:
    rows = (
        row("nd", "Common 01/02/2004 A 1,000"),
        row("nd", "Units 01/02/2004 A 1,000"),
        row("nd", "01/03/2004 A 1,000", x=20.0),
    )
    held = [type(r)(rows[0].block, r.row, r.label, r.probability) for r in rows]
    assert [r.label for r in mend_rows(held)] == ["nd", "nd", "nd"]
