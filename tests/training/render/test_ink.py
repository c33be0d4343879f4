"""Ink and the submission's wrapper: characters keep their values through wrapping, padding and joining."""

from __future__ import annotations

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from training.render import invent
from training.render.ink import beside, ink, plain, to_text, wrap
from training.render.submission import submission

words = st.lists(st.text("abc123", min_size=1, max_size=12), min_size=1, max_size=8).map(" ".join)


@given(words, st.integers(1, 20), st.booleans())
def test_wrapping_loses_no_character(text: str, width: int, anywhere: bool) -> None:
    lines = wrap(ink(text, "/remarks"), width, anywhere)
    assert all(len(line) <= width for line in lines)
    assert "".join(plain(line) for line in lines).replace(" ", "") == text.replace(" ", "")


@given(words, words)
def test_spans_point_at_their_values(left: str, right: str) -> None:
    lines = beside([wrap(ink(left, "/a"), 9), wrap(ink(right, "/b"), 9)], [9, 9], "|")
    text, annotations = to_text(lines)
    shown = {p: " ".join(text[slice(*(a.span or (0, 0)))] for a in annotations if a.pointer == p) for p in ("/a", "/b")}
    assert {p: s.replace(" ", "") for p, s in shown.items()} == {
        "/a": left.replace(" ", ""),
        "/b": right.replace(" ", ""),
    }


def test_two_showings_of_a_pointer_stay_apart() -> None:
    _, annotations = to_text([ink("(1)", "/m") + ink("(2)", "/m")])
    assert [a.span for a in annotations] == [(0, 3), (3, 6)]


def test_a_submission_wraps_its_document() -> None:
    record = invent.filing(Random(1), "4/A")
    text = submission(record, "<ownershipDocument/>", "XML", Random(2))
    assert text.startswith("<SEC-DOCUMENT>")
    assert "<TYPE>4/A" in text
    assert "<XML>\n<ownershipDocument/>\n</XML>" in text
    assert record["issuer"]["name"] in text
