"""A document labelled in four steps, each with what its kind of source asks for besides the models."""

from __future__ import annotations

from collections.abc import Sequence, Set
from typing import TYPE_CHECKING

from extraction.document import Document, Source
from extraction.labelers.bare_marks import raise_bare_marks
from extraction.labelers.box_columns import part_box
from extraction.labelers.cells import LabelledTableRow, label_table
from extraction.labelers.cut.part_pages import part_pages
from extraction.labelers.cut.recut_rows import recut_rows
from extraction.labelers.join_tables import join_tables
from extraction.labelers.labelled_row import LabelledRow
from extraction.labelers.named import NamedToken
from extraction.labelers.ocr.align_rows import days_of
from extraction.labelers.ocr.number_notes import number_notes
from extraction.labelers.ocr.part_titles import part_titles
from extraction.labelers.ocr.raise_scraps import raise_scraps
from extraction.labelers.rows import label_rows
from extraction.labelers.sections import find_tables, name_cards
from extraction.labelers.settle_marks import drop_false_marks, settle_marks
from extraction.labelers.taught import Taught
from extraction.labelers.tokens import label_tokens
from extraction.labelers.typed.box import name_typed
from extraction.labelers.vocabulary import Vocabulary

if TYPE_CHECKING:
    from extraction.labelers.models import Models

Rows = tuple[LabelledRow, ...]


def label_lines(document: Document, models: Models, taught: Taught | None) -> Rows:
    """Every row with its label; mis-cut rows cut anew, numbers of notes that an OCR engine lost put back."""
    rows = part_box(label_rows(document, models.rows, taught))
    if document.source is Source.MESSY:
        shown = Vocabulary(models.lexicon, rows)
        rows = drop_false_marks(part_pages(recut_rows(rows), lambda: shown.joining))
    if document.source is Source.OCR or any(page.seen for page in document.pages):
        rows = number_notes(rows)
    return rows


def label_marks(rows: Sequence[LabelledRow], document: Document, notes: Set[str]) -> Rows:
    """Rows whose footnote marks are marks, told by the numbers of the footnotes that there are."""
    if document.digital:
        return name_cards(raise_bare_marks(rows, notes))
    settled = settle_marks(rows, notes)
    if document.source is Source.OCR:
        return raise_scraps(settled, max(map(int, notes), default=0))
    return settled


def label_cells(
    rows: Sequence[LabelledRow], document: Document, models: Models, form3: bool, taught: Taught | None
) -> tuple[LabelledTableRow, ...]:
    """Every row of Tables I and II with its tokens named; on an OCR engine's lines in the form's order."""
    days = days_of(rows) if document.source is Source.OCR else None
    joined = join_tables(find_tables(rows), models.cells)
    tables = tuple(row for table in joined for row in label_table(table, models.cells, form3, taught, days))
    return part_titles(tables, rows, models.lexicon.knows) if document.source is Source.OCR else tables


def label_box(
    rows: Sequence[LabelledRow], document: Document, models: Models, vocabulary: Vocabulary, taught: Taught | None
) -> tuple[NamedToken, ...]:
    """Every token of the box and the signatures with its label; on typewritten pages as their captions tell."""
    tokens = label_tokens(rows, models.tokens, vocabulary, taught, document.digital)
    if document.source is Source.ASCII and document.text:
        return name_typed(rows, document.text, tokens)
    return tokens
