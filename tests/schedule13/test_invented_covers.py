"""Covers that never were, in every style of the generator: each person exact."""

from __future__ import annotations

from random import Random

import pytest

from extraction.pipeline import extract_bytes
from training.render.schedule13_cover import HARDER, IN_HTML, IN_TEXT, Draw, draw_covers
from training.render.schedule13_facts import invent
from training.score import score_filing

STYLES = [pytest.param(s, id=s.__name__) for s in (*IN_TEXT, *HARDER, *IN_HTML)] + [pytest.param(None, id="columns")]


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("style", STYLES)
def test_every_person_of_an_invented_cover_is_exact(style: Draw | None, seed: int) -> None:
    rng = Random(seed)
    facts = invent(rng, is_13d=seed % 2 == 0)
    content, gold = draw_covers(facts, rng, style)
    scored = score_filing(gold, extract_bytes(content.encode(), "made").as_json())
    assert not scored.misses
    assert scored.figures.rows_right == scored.figures.rows == len(facts.holders)


def test_a_name_of_initials_alone_is_a_name() -> None:
    rng = Random(5)
    facts = invent(rng, is_13d=False)
    content, gold = draw_covers(facts, rng, IN_TEXT[1])
    gold["reporting_persons"][0]["name"] = "667, L.P."
    content = content.replace(facts.holders[0].name, "667, L.P.", 1)
    record = extract_bytes(content.encode(), "made")
    assert record.reporting_persons[0].name == "667, L.P."
