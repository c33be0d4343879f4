"""The way of a filing, on one screen: bytes in, a record out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from extraction.assemble import assemble
from extraction.confidence import give_verdict
from extraction.document import Document, Source
from extraction.draft import Draft
from extraction.errors import NotOwnership
from extraction.finish import finish, pointers_of
from extraction.footnotes import find_footnotes, find_remarks
from extraction.forms.ownership import find_form
from extraction.labelers.align_rows import days_of
from extraction.labelers.bare_marks import raise_bare_marks
from extraction.labelers.box_columns import part_box
from extraction.labelers.cells import label_table
from extraction.labelers.join_tables import join_tables
from extraction.labelers.number_notes import number_notes
from extraction.labelers.part_pages import part_pages
from extraction.labelers.part_titles import part_titles
from extraction.labelers.raise_scraps import raise_scraps
from extraction.labelers.recut_rows import recut_rows
from extraction.labelers.rows import label_rows
from extraction.labelers.sections import find_tables, name_cards
from extraction.labelers.settle_marks import drop_false_marks, settle_marks
from extraction.labelers.taught import find_taught
from extraction.labelers.tokens import label_tokens
from extraction.labelers.typed_box import name_typed
from extraction.labelers.vocabulary import Vocabulary
from extraction.lettered_notes import find_lettered
from extraction.readers import read
from extraction.recall import recall
from extraction.reconcile import Reconciled, reconcile
from extraction.record import Record
from extraction.schedule13 import is_schedule, read_schedule
from extraction.substance import is_filing

if TYPE_CHECKING:
    from extraction.labelers.models import Models

    Supply = Models | Callable[[], Models]
    """Models, or what gives them when a filing needs them."""


def load_models(path: Path | None = None) -> Models:
    """The models of a folder, or those in use."""
    from extraction.labelers.models import IN_USE, load_models

    return load_models(path or IN_USE)


def extract(path: Path | str, *, models: Supply | None = None, ocr: str = "rapid") -> Record:
    """The record of a file; raises a subclass of `errors.Unreadable` where there is none.

    `ocr` names the engine that reads images: "rapid" or "tesseract".
    """
    return extract_bytes(Path(path).read_bytes(), Path(path).name, models, ocr)


def extract_bytes(content: bytes, name: str, models: Supply | None = None, ocr: str = "rapid") -> Record:
    """The record of a filing's bytes; `name` is only shown."""
    document = read(content, name, ocr)
    if isinstance(document, Record):
        return document
    if is_schedule(document):
        return read_schedule(document)
    models = models or load_models
    return extract_document(document, models() if callable(models) else models)


def extract_document(document: Document, models: Models) -> Record:
    """The record of a filing laid out."""
    return conclude(reconcile_document(document, models), document, models)


def conclude(found: Reconciled, document: Document, models: Models) -> Record:
    """The record of a reconciled draft, judged where the models hold a judge."""
    judge = models.judge
    verdict = give_verdict(found, list(pointers_of(found.draft)), document.source, judge) if judge else None
    return finish(found, verdict, document)


def trace(path: Path, models: Models | None = None, ocr: str = "rapid") -> tuple[Record, Reconciled | None]:
    """A file's record with the reconciled draft that it comes from; None where the source names its own fields."""
    document = read(path.read_bytes(), path.name, ocr)
    if isinstance(document, Record):
        return document, None
    if is_schedule(document):
        return read_schedule(document), None
    models = models or load_models()
    found = reconcile_document(document, models)
    return conclude(found, document, models), found


def reconcile_document(document: Document, models: Models) -> Reconciled:
    """A filing laid out, labelled, put together and reconciled: all but the verdict."""
    return reconcile(draft_document(document, models), document.digital)


def draft_document(document: Document, models: Models) -> Draft:
    """A filing laid out, labelled and put together: every value with its readings, none decided."""
    form = find_form(document)
    if form is None:
        raise NotOwnership(f"{document.name}: no Form 3, 4 or 5 and no Schedule 13D or 13G was recognised in it")
    taught = find_taught(document, models.taught)
    rows = part_box(label_rows(document, models.rows, taught))
    if document.source is Source.MESSY:
        shown = Vocabulary(models.lexicon, rows)
        rows = drop_false_marks(part_pages(recut_rows(rows), lambda: shown.joining))
    if document.source is Source.OCR or any(page.seen for page in document.pages):
        rows = number_notes(rows)
    notes, remarks = find_footnotes(rows), find_remarks(rows)
    if document.source is Source.ASCII and not notes:
        notes, rows = find_lettered(rows)
    settle = raise_bare_marks if document.digital else settle_marks
    rows = name_cards(settle(rows, {n.id for n in notes}))
    if document.source is Source.OCR:
        rows = raise_scraps(rows, max((int(n.id) for n in notes), default=0))
    joined = join_tables(find_tables(rows), models.cells)
    told = (form.startswith("3"), taught, days_of(rows) if document.source is Source.OCR else None)
    tables = tuple(row for t in joined for row in label_table(t, models.cells, *told))
    vocabulary = Vocabulary(models.lexicon, rows)
    tables = part_titles(tables, rows, models.lexicon.knows) if document.source is Source.OCR else tables
    tokens = label_tokens(rows, models.tokens, vocabulary, taught, document.digital)
    if document.source is Source.ASCII and document.text:
        tokens = name_typed(rows, document.text, tokens)
    draft = assemble(form, rows, tables, tokens, notes, remarks, vocabulary, document.source)
    if not is_filing(draft):
        raise NotOwnership(f"{document.name}: it speaks of a Form {form}, but no date and no row of one could be read")
    return recall(draft, document.digital, models.lexicon.knows, document.source is Source.MESSY)
