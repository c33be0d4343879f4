"""The form's own headings, and whether labels agree with them."""

import pytest

from extraction.document import Cell, Layout, Row, Word
from extraction.forms.columns import agrees, field_of
from extraction.labelers.cells import LabelledTableRow, LabelledToken
from extraction.labelers.features import CellToken
from extraction.layout.logical import LogicalRow, LogicalTable, Slot
from extraction.layout.tokens import Token

HEADINGS = (
    "1. Title of Security (Instr. 3)",
    "2. Transaction Date (Month/Day/Year)",
    "4. Securities Acquired (A) or Disposed Of (D) (Instr. 3, 4 and 5) Amount",
)
LABELS = ("security_title", "transaction_date", "shares")


def labelled(
    labels: tuple[str, ...], headings: tuple[str, ...] = HEADINGS, layout: Layout = Layout.GRID
) -> LabelledTableRow:
    """A row of one token a column."""
    words = [Word(t, (10.0 * k, 0.0, 10.0 * k + 5, 1.0)) for k, t in enumerate(("Stock", "01/02/2020", "1,000"))]
    row = LogicalRow(tuple(Slot((w,), k, w.box[0], w.box[2]) for k, w in enumerate(words)), 0)
    table = LogicalTable("non_derivative", layout, (row,), headings)
    tokens = [LabelledToken(CellToken(Token(w.text, w), k), labels[k], 1.0) for k, w in enumerate(words)]
    return LabelledTableRow(table, row, tuple(tokens))


@pytest.mark.parametrize(
    ("table", "heading", "field"),
    [
        ("non_derivative", "1.Title of Security (Instr. 3)", "security_title"),
        ("non_derivative", "2A. Deemed Execution Date, if any (Month/Day/Year)", "deemed_execution_date"),
        ("non_derivative", "3. Transaction Code (Instr. 8) V", "timeliness"),
        (
            "derivative",
            "5. Number of Derivative Securities Acquired (A) or Disposed of (D) (Instr. 3, 4, and 5) (D)",
            "shares_disposed",
        ),
        (
            "derivative",
            "7. Title and Amount of Underlying Securities (Instr. 3 and 4) Amount or Number of Shares",
            "underlying_shares",
        ),
        ("derivative", "Strike", None),
        ("non_derivative", "", None),
    ],
)
def test_a_heading_tells_its_field(table: str, heading: str, field: str | None) -> None:
    assert field_of(table, heading) == field


@pytest.mark.parametrize("layout", [Layout.GRID, Layout.ALIGNED])
def test_labels_as_the_headings_have_them_agree(layout: Layout) -> None:
    assert agrees(labelled(LABELS, layout=layout))


@pytest.mark.parametrize("layout", [Layout.GRID, Layout.ALIGNED])
def test_a_label_of_another_column_does_not(layout: Layout) -> None:
    assert not agrees(labelled(("security_title", "transaction_date", "price_per_share"), layout=layout))


def test_headings_of_a_vendor_bear_nothing_out() -> None:
    assert not agrees(labelled(LABELS, ("Security", "Date", "Volume")))


def test_two_columns_of_one_heading_apart_bear_nothing_out() -> None:
    assert not agrees(labelled(LABELS, (HEADINGS[2], HEADINGS[1], HEADINGS[2])))


def test_cut_cells_are_not_believed() -> None:
    assert not agrees(labelled(LABELS, layout=Layout.CUT))


@pytest.mark.parametrize(("x", "agreed"), [(24.0, True), (10.0, False), (17.0, False)])
def test_of_two_letters_above_one_column_the_nearer_tells(x: float, agreed: bool) -> None:
    heading = "5. Number of Derivative Securities Acquired (A) or Disposed of (D) (Instr. 3, 4 and 5) (A) (D)"
    head = Row(
        tuple(Cell((Word(t, (at, 0.0, at + 3, 1.0)),), k) for k, (t, at) in enumerate((("(A)", 10.0), ("(D)", 24.0))))
    )
    word = Word("1,000", (x - 1, 2.0, x + 4, 3.0))
    row = LogicalRow((Slot((word,), 0, x - 1, x + 4),), 0)
    table = LogicalTable("derivative", Layout.ALIGNED, (row,), (heading,), (head,))
    token = LabelledToken(CellToken(Token("1,000", word), 0), "shares_disposed", 1.0)
    assert agrees(LabelledTableRow(table, row, (token,))) is agreed
