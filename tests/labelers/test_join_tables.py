"""Two tables that are one: the terms of each row, and below them its trades."""

from functools import cache

from extraction.labelers.cells import CellModel
from extraction.labelers.join_tables import join_tables
from extraction.labelers.models import IN_USE, load_models
from extraction.labelers.sections import find_tables
from extraction.layout.logical import LogicalTable
from tests.labelers.grids import grid
from tests.labelers.test_cards import values

TERMS = """\
Title of Derivative Security|Exercise Price|Expiration Date|Title of Underlying Security
Units|$1.50|1/2/2034|Shares
Rights|$1.60|1/2/2035|Shares"""
TRADES = """\
Transaction Date|Transaction Code|Price of Derivative|Ownership Form
1/2/2024|A|$0|D
1/3/2024|M|$0|I"""


@cache
def model() -> CellModel:
    return load_models(IN_USE).cells


def joined(terms: str, trades: str) -> list[LogicalTable]:
    rows = [r for n, text in enumerate((terms, trades)) for r in grid(text, "head" + " dv" * text.count("\n"), 99 * n)]
    return join_tables(find_tables(rows), model())


def test_a_table_with_the_other_columns_of_as_many_rows_goes_on() -> None:
    (table,) = joined(TERMS, TRADES)
    first, second = values(table)
    assert (first["Title of Derivative Security"], first["Transaction Code"]) == ("Units", "A")
    assert (second["Exercise Price"], second["Ownership Form"]) == ("$1.60", "I")


def test_the_title_may_stand_in_both() -> None:
    titled = "Title of Derivative Security|" + TRADES.replace("\n1/2", "\nUnits|1/2").replace("\n1/3", "\nRights|1/3")
    assert len(joined(TERMS, titled)) == 1
    assert len(joined(TERMS, titled.replace("Rights", "Warrants"))) == 2, "rows of others"


def test_a_table_of_other_rows_does_not() -> None:
    assert len(joined(TERMS, TRADES.rpartition("\n")[0])) == 2
