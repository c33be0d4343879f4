"""What the models say of a filing, as marks that a person corrects."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from extraction.assembly.footnotes import FootnoteText, find_footnotes
from extraction.document import Document, Word
from extraction.errors import NotOwnership
from extraction.forms.ownership import find_form
from extraction.labelers.cells import LabelledTableRow, LabelledToken, label_table
from extraction.labelers.labelled_row import LabelledRow
from extraction.labelers.models import Models
from extraction.labelers.named import NamedToken
from extraction.labelers.rows import label_rows
from extraction.labelers.sections import find_tables
from extraction.labelers.taught import find_taught
from extraction.labelers.tokens import label_tokens
from extraction.labelers.vocabulary import Vocabulary
from extraction.labels import NONE
from extraction.layout.tokens import Token
from training.annotate.configure import UNMARKED
from training.annotate.marks import Mark
from training.annotate.sheet import Sheet

ALONE = ("nd", "nd+", "dv", "dv+")
"""Row labels whose rows are marked one by one; the others' run on."""


@dataclass(frozen=True, slots=True)
class Named:
    """All labels of a filing, the models' or a person's."""

    form_type: str
    rows: tuple[LabelledRow, ...]
    table_rows: tuple[LabelledTableRow, ...]
    tokens: tuple[NamedToken, ...]

    @property
    def footnotes(self) -> tuple[FootnoteText, ...]:
        return find_footnotes(self.rows)


def name_all(document: Document, models: Models) -> Named:
    """What the models say of a filing laid out; NotOwnership where it shows no form."""
    form = find_form(document)
    if form is None:
        raise NotOwnership(f"{document.name}: no Form 3, 4 or 5 was recognised in it")
    taught = find_taught(document, models.taught)
    rows = label_rows(document, models.rows, taught)
    tables = (row for t in find_tables(rows) for row in label_table(t, models.cells, form.startswith("3"), taught))
    tokens = label_tokens(rows, models.tokens, Vocabulary(models.lexicon, rows), taught)
    return Named(form, rows, tuple(tables), tokens)


def suggest(named: Named, sheet: Sheet) -> tuple[Mark, ...]:
    """The labels as marks in the text's order, footnotes' marks joined to their footnotes."""
    notes = {note.id: f"foot{note.id}" for note in named.footnotes}
    marks = [*_row_marks(named, sheet, notes), *_box_marks(named.tokens, sheet)]
    for number, row in enumerate(named.table_rows):
        marks += _cell_marks(row.tokens, sheet, notes, number)
    return tuple(sorted(marks, key=lambda m: (m.start, -m.end)))


def _row_marks(named: Named, sheet: Sheet, notes: dict[str, str]) -> Iterator[Mark]:
    """Rows of the tables each by itself, footnotes each as a whole, the rest in runs."""
    opens = {note.row: notes[note.id] for note in named.footnotes}
    held: list[LabelledRow] = []
    id_ = ""
    for number, row in enumerate(named.rows):
        if held and (row.label != held[-1].label or row.label in ALONE or number in opens):
            yield from _run(held, sheet, id_)
            held = []
        if not held:
            id_ = opens.get(number, f"row{number}")
        held.append(row)
    yield from _run(held, sheet, id_)


def _run(rows: Sequence[LabelledRow], sheet: Sheet, id_: str) -> Iterator[Mark]:
    words: list[Word] = [w for row in rows for w in row.row.words]
    if words and rows[0].label != UNMARKED:
        start, end = sheet.reach(words)
        sure = min(row.probability for row in rows)
        yield Mark(id_, rows[0].label, start, end, sheet.text[start:end], probability=sure)


def _box_marks(tokens: Iterable[NamedToken], sheet: Sheet) -> Iterator[Mark]:
    """Values of the box and the signatures; a piece that goes on elsewhere points to the next."""
    named = list(tokens)
    marks = list(_joined([(t.token, t.label, t.probability, t.begins, t.cell) for t in named], sheet, "token"))
    begins = {sheet.span(t.token)[0] for t in named if t.begins}
    latest: dict[str, int] = {}
    for i, mark in enumerate(marks):
        last = latest.get(mark.label)
        if last is not None and mark.start not in begins:
            marks[last] = replace(marks[last], notes=(mark.id,))
        latest[mark.label] = i
    yield from marks


def _cell_marks(tokens: Iterable[LabelledToken], sheet: Sheet, notes: dict[str, str], row: int) -> Iterator[Mark]:
    pieces = []
    last: LabelledToken | None = None
    for t in tokens:
        if t.label != NONE:
            begins = t.held.token.mark is not None or (last is not None and last.held.token.mark is not None)
            pieces.append((t.held.token, t.label, t.probability, begins, t.held.slot))
        last = t
    for mark in _joined(pieces, sheet, f"cell{row}."):
        found = next(sheet.tokens(mark.start, mark.end), None)
        note = notes.get(found.mark) if found and found.mark else None
        yield replace(mark, notes=(note,)) if note else mark


def _joined(pieces: Sequence[tuple[Token, str, float, bool, int]], sheet: Sheet, name: str) -> Iterator[Mark]:
    """Tokens of one label and one cell with nothing but spaces between them as one mark."""
    held: list[Mark] = []
    where = -1
    for token, label, sure, begins, cell in pieces:
        start, end = sheet.span(token)
        last = held[-1] if held else None
        near = last and last.label == label and where == cell and start >= last.end and not begins
        if last and near and not sheet.text[last.end : start].strip(" "):
            held[-1] = replace(last, end=end, probability=min(last.probability, sure))
        else:
            held.append(Mark(f"{name}{len(held)}", label, start, end, "", (), sure))
        where = cell
    yield from (_value_alone(mark, sheet.text) for mark in held)


def _value_alone(mark: Mark, text: str) -> Mark:
    """A mark without a dollar sign before the value and a comma behind it, as the guideline asks."""
    shown = text[mark.start : mark.end]
    bare = shown.lstrip("\\$ ").rstrip(", ")
    if not bare or "(" in shown:
        return replace(mark, text=shown)
    start = mark.start + shown.index(bare)
    return replace(mark, start=start, end=start + len(bare), text=bare)
