import io

import pytest
from rich.console import Console
from rich.text import Text

from extraction.report.bands import Bands
from extraction.report.columns import Column

TITLES = (Column("Security", ("security_title",), wraps=True), (Text("Option (right to buy)"), Text("Warrant")))
DATES = (Column("Date", ("transaction_date",)), (Text("2021-03-04✓(1)"), Text("2021-03-05")))
PRICES = (Column("Exercise price", ("price",), figure=True), (Text("12.5"), Text("0")))
DOUBTS = (Column("", ()), (Text("?"), Text("")))


def printed(width: int) -> str:
    console = Console(file=io.StringIO(), width=width)
    console.print(Bands("Table II", (TITLES, DATES, PRICES), DOUBTS))
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


@pytest.mark.parametrize("width", [160, 60, 40])
def test_no_figure_is_cut_however_narrow_the_screen(width: int) -> None:
    shown = printed(width)
    assert all(part in shown for part in ("2021-03-04✓(1)", "2021-03-05", "12.5")) and "…" not in shown


def test_bands_begin_with_the_titles_and_end_with_the_doubts() -> None:
    assert printed(160).count("Warrant") == 1
    narrow = printed(40)
    assert narrow.count("Warrant") == narrow.count("?") == 2
    assert narrow.count("Table II") == 1
