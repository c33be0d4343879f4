"""What tells whether a record was read right."""

from dataclasses import replace

import pytest

from extraction.document import Source, Word
from extraction.draft import Draft, Value
from extraction.labelers.judge import Stratum
from extraction.signs import record_stratum
from extraction.values.reading import Reading


def value(text: str, top: float = 0.0, page: int = 1) -> Value:
    words = tuple(Word(w, (10.0 * k, top, 10.0 * k + 9, top + 8), page) for k, w in enumerate(text.split()))
    return Value(words, (Reading(text, 0.0),), 1.0)


SIGNED = ({"name": value("/s/ Ada Berg"), "date": value("01/02/2020")},)
WHOLE = Draft("4", {}, (), (), (("1", value("Held by a trust.")), ("2", value("Sold."))), SIGNED, captioned=True)


def stratum(draft: Draft) -> Stratum:
    return record_stratum(draft, [Stratum.FORM], Source.PDF)


@pytest.mark.parametrize(("top", "page", "ended"), [(12.0, 1, True), (40.0, 1, False), (12.0, 2, False)])
def test_a_note_without_a_full_stop_has_ended_right_above_the_next(top: float, page: int, ended: bool) -> None:
    notes = (("1", value("Held by a trust")), ("2", value("Sold.", top, page)))
    assert (stratum(replace(WHOLE, footnotes=notes)) is Stratum.FORM) is ended


def test_the_last_note_ends_as_a_sentence_does() -> None:
    assert stratum(WHOLE) is Stratum.FORM
    assert stratum(replace(WHOLE, footnotes=(("1", value("Held by a")),))) is Stratum.OTHER


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("Berg Corp.: /s/ Ada Berg", True),
        ("By: /s/ Ada Berg", True),
        ("By /s/ Ada Berg", True),
        ("Dahl /s/ Ada", False),
    ],
)
def test_a_name_goes_before_a_signature_only_with_by_or_a_colon(name: str, plain: bool) -> None:
    signed = ({"name": value(name), "date": value("01/02/2020")},)
    assert (stratum(replace(WHOLE, signatures=signed)) is Stratum.FORM) is plain
