"""Grids of labelled rows, written down."""

from extraction.document import Block, Cell, Layout, Row, Word
from extraction.labelers.labelled_row import LabelledRow


def grid(text: str, labels: str, top: float = 0.0) -> list[LabelledRow]:
    """Rows of one block, cells parted by `|`, empty ones left out; `~` parts the lines of a cell."""
    rows = []
    for n, line in enumerate(text.splitlines()):
        cells = [_cell(cell.strip(), column, top + 10 * n) for column, cell in enumerate(line.split("|"))]
        rows.append(Row(tuple(cell for cell in cells if cell.words)))
    block = Block(Layout.GRID, tuple(rows))
    return [LabelledRow(block, row, label, 1.0) for row, label in zip(rows, labels.split(), strict=True)]


def _cell(text: str, column: int, top: float) -> Cell:
    words = [
        Word(word, (column + 0.1 * k, top + n, column + 0.1 * k + 0.1, top + n + 1))
        for n, line in enumerate(text.split("~"))
        for k, word in enumerate(line.split())
    ]
    return Cell(tuple(words), column)
