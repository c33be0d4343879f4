from __future__ import annotations

import pytest

from tests.training.annotate.make_filings import NAMES, models, sample, suggested
from training.annotate.marks import from_regions, to_regions
from training.annotate.name_marks import name_marks
from training.annotate.suggest import name_all


@pytest.mark.parametrize("name", NAMES)
def test_marks_come_back_from_regions_as_they_were(name: str) -> None:
    sheet = sample(name).sheet
    back = []
    for number, part in enumerate(sheet.parts, 1):
        back += from_regions(to_regions(suggested(name), sheet, part), part, number)
    assert all(sheet.text[m.start : m.end] == m.text for m in back)
    given = {(m.label, m.start, m.end) for m in suggested(name)}
    cut = {(m.label, m.start, m.end) for m in back} - given
    assert len(cut) <= 2 * (len(sheet.parts) - 1)


@pytest.mark.parametrize("name", NAMES)
def test_suggested_marks_say_what_the_models_say(name: str) -> None:
    """Labels to marks and back to labels: what is assembled from a person's marks is what the models' would give."""
    filing = sample(name)
    named = name_all(filing.document, models())
    again = name_marks(suggested(name), filing.sheet, filing.document, filing.form)
    assert [r.label for r in again.rows] == [r.label for r in named.rows]
    cells = [[(t.held.token.text, t.label) for t in row.tokens] for row in named.table_rows]
    assert [[(t.held.token.text, t.label) for t in row.tokens] for row in again.table_rows] == cells
    words = sorted((t.row, t.token.text, t.label) for t in again.tokens)
    assert words == sorted((t.row, t.token.text, t.label) for t in named.tokens)


def test_footnote_marks_point_to_their_footnotes() -> None:
    marks = {m.id: m for m in suggested("form4-messy.txt")}
    joined = [(m, marks[note]) for m in marks.values() for note in m.notes if marks[note].label == "foot"]
    assert joined
    assert all(note.text.lstrip("(").startswith(mark.text.strip("<>/sup()")) for mark, note in joined)


def test_a_relation_drawn_backwards_is_turned() -> None:
    value = {"start": 0, "end": 1, "text": "a", "labels": ["foot"]}
    regions = [
        {"id": "n", "type": "labels", "value": value},
        {"id": "m", "type": "labels", "value": {**value, "labels": ["shares"]}},
        {"type": "relation", "from_id": "n", "to_id": "m", "direction": "left"},
    ]
    assert {m.label: m.notes for m in from_regions(regions, (0, 5), 2)} == {"foot": (), "shares": ("2:n",)}
