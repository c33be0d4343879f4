"""Invented prose and what the narrative model learns from it."""

from __future__ import annotations

from pathlib import Path
from random import Random

from extraction.labelers.narrative import Piece, join_mentions, label_narrative, narrative_in_use, pieces_of, shape_of
from extraction.labels import NARRATIVE
from training.fit_narrative import fit_narrative, labelled, make, misread, save_narrative
from training.render.schedule13_page import columns, draw, wrap


def test_each_annotation_marks_the_value_as_it_is_shown() -> None:
    for seed in range(20):
        filing = draw("made", Random(seed))
        text = filing.content.decode()
        for annotation in filing.annotations:
            assert annotation.span
            shown = " ".join(text[slice(*annotation.span)].split())
            table, row, field = [*annotation.pointer.strip("/").split("/"), "", ""][:3]
            if field in ("shares", "amount"):
                assert shown.replace(",", "").split(".")[0] == filing.gold[table][int(row)][field]


def test_tags_name_the_marked_values() -> None:
    filing = next(
        f for f in (draw("made", Random(s)) for s in range(50)) if f.gold["transactions"] and f.gold["holdings"]
    )
    named: dict[str, list[str]] = {}
    for pieces, tags in labelled(filing):
        for mention in join_mentions([(p, t, 1.0) for p, t in zip(pieces, tags, strict=True)]):
            words = [p.text for p in pieces if mention.span[0] <= p.span[0] < mention.span[1] and p.shown]
            named.setdefault(mention.label, []).append(" ".join(words).replace(",", ""))
    assert set(named) <= set(NARRATIVE)
    assert {t["shares"] for t in filing.gold["transactions"]} <= set(named["TRADED"])
    assert {h["shares"] for h in filing.gold["holdings"]} <= set(named["HELD"])


def test_lines_are_no_wider_than_asked_and_lose_no_word() -> None:
    marked = 'On <span data-p="/transactions/0/date">May 4, 2004</span>, it sold <span data-p="/x">1,500</span> shares.'
    lines = wrap(marked, 12)
    assert " ".join(lines) == marked
    assert len(lines) > 2


def test_columns_line_up() -> None:
    lines = columns((("Date", "Shares"), ("5/4/04", '<span data-p="/x">1,500</span>')), Random(1))
    assert len(lines) in (2, 3)


def test_numbers_and_initials_are_pieces() -> None:
    words = [p.text for p in pieces_of("A.B. Vane, L.P.\t1,900\t$.61\n\nNone", 0, 32, "5")]
    assert words == ["A.B.", "Vane", ",", "L.P.", "¦", "1,900", "¦", "$", ".61", "¶", "None"]
    assert shape_of("1,900") == "d,ddd" and shape_of("Vane") == "vane"


def test_a_misread_piece_keeps_its_place() -> None:
    pieces = [Piece("1,500", (i, i + 5), "-", "0:0:0", "5") for i in range(200)]
    spoiled = misread(pieces, Random(3))
    assert [p.span for p in spoiled] == [p.span for p in pieces]
    assert any(p.text != "1,500" for p in spoiled) and all(p.text for p in spoiled)


def test_a_fitted_model_comes_back_from_its_folder(tmp_path: Path) -> None:
    data = make(6, 11)
    model = fit_narrative(data, epochs=1)
    save_narrative(model, tmp_path)
    again = narrative_in_use(tmp_path)
    assert again.tags == model.tags
    pieces = data[-1][0]
    assert [m.label for m in label_narrative(pieces, again)] == [m.label for m in label_narrative(pieces, model)]
