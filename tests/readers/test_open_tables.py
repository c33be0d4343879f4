"""Markdown tables without outer pipes, as converters break and wrap them."""

from extraction.document import Layout, Source
from extraction.readers import text


def rows(page: str) -> list[str]:
    """Cells of each row of a grid."""
    return [r.text for b, r in text.read(page, "t.md", Source.MARKDOWN).rows() if b.layout is Layout.GRID]


def test_lines_within_a_cell_do_not_end_its_row() -> None:
    page = "Title of  \nUnit| Held  \nat End| How  \n---|---|---  \nCommon| 1,200| By a  \ntrust  \nUnits| 40| D  \n"
    assert rows(page) == ["Title of Unit\tHeld at End\tHow", "Common\t1,200\tBy a trust", "Units\t40\tD"]


def test_a_shorter_row_is_a_row_of_its_own() -> None:
    page = "Title| Amount| How  \n---|---|---  \nGained| Lost  \nCommon| 1,200| | D  \n"
    assert rows(page)[1:] == ["Gained\tLost", "Common\t1,200\tD"]


def test_a_row_wrapped_at_a_width_is_put_together() -> None:
    long = "Units of the Harbor Fund for the Benefit of the Employees of Vexley Marine Works"
    page = f"Title| Held  \n---|---  \n{long}\nand Others| 40  \n"
    assert rows(page) == ["Title\tHeld", f"{long} and Others\t40"]


def test_tables_below_a_lone_heading_end_where_the_next_one_begins() -> None:
    page = "**Table I**  \n---  \nTitle| Held  \nCommon| 1,200  \n**Notes:**  \n---  \n1\\. Held by a trust.  \n"
    assert rows(page) == ["Title\tHeld", "Common\t1,200"]
    flow = [r.text for b, r in text.read(page, "t.md", Source.MARKDOWN).rows() if b.layout is Layout.FLOW]
    assert flow == ["Table I", "Notes:", "1. Held by a trust."]
