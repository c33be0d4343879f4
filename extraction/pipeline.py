"""The way of a filing, on one screen: bytes in, a record out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from extraction.assembly.assemble import assemble
from extraction.assembly.footnotes import find_remarks
from extraction.assembly.lettered_notes import find_notes
from extraction.assembly.substance import is_filing
from extraction.confidence import give_verdict
from extraction.document import Document, Source
from extraction.draft import Draft
from extraction.errors import NotOwnership
from extraction.finish import finish, pointers_of
from extraction.forms.ownership import find_form
from extraction.labelers.by_source import label_box, label_cells, label_lines, label_marks
from extraction.labelers.taught import find_taught
from extraction.labelers.vocabulary import Vocabulary
from extraction.readers import read
from extraction.recall import recall
from extraction.reconcile import Reconciled, reconcile
from extraction.record import Record
from extraction.schedule13 import is_schedule, read_schedule

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
    lines = label_lines(document, models, taught)
    notes, lines = find_notes(lines, document.source)
    rows = label_marks(lines, document, {note.id for note in notes})
    tables = label_cells(rows, document, models, form.startswith("3"), taught)
    vocabulary = Vocabulary(models.lexicon, rows)
    tokens = label_box(rows, document, models, vocabulary, taught)
    draft = assemble(form, rows, tables, tokens, notes, find_remarks(lines), vocabulary, document.source)
    if not is_filing(draft):
        raise NotOwnership(f"{document.name}: it speaks of a Form {form}, but no date and no row of one could be read")
    return recall(draft, document.digital, models.lexicon.knows, document.source is Source.MESSY)
