from __future__ import annotations

from random import Random

import pytest

from extraction.readers import read
from extraction.record import Record
from training.render import invent, xml_page
from training.render.facts import from_xml
from training.score import score_filing

SEEDS = range(30)


@pytest.mark.parametrize("seed", SEEDS)
def test_facts_survive_the_way_through_xml(seed: int) -> None:
    record = invent.filing(Random(seed))
    back = from_xml(xml_page.draw("one", record).content)
    assert back is not None
    assert {k: v for k, v in back.items() if k != "extra"} == {k: v for k, v in record.items() if k != "extra"}


@pytest.mark.parametrize("seed", SEEDS)
def test_the_reader_reads_it_without_a_fault(seed: int) -> None:
    filing = xml_page.draw("one", invent.filing(Random(seed)))
    record = read(filing.content, "one.xml")
    assert isinstance(record, Record)
    assert score_filing(filing.gold, record.as_json()).exact
