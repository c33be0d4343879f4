from __future__ import annotations

from pathlib import Path

import pytest

from extraction.layout.tokens import split_word
from tests.training.annotate.make_filings import NAMES, sample, write_strange
from training.annotate import sheet as sheets
from training.annotate.collect import open_filing
from training.annotate.sheet import make_sheet


@pytest.mark.parametrize("name", NAMES)
def test_every_token_stands_where_the_sheet_says(name: str) -> None:
    sheet = sample(name).sheet
    for place in sheet.places:
        for token in split_word(place.word):
            start, end = sheet.span(token)
            assert sheet.text[start:end] == token.text or sheet.own
            assert token in list(sheet.tokens(start, end))


@pytest.mark.parametrize("name", NAMES)
def test_parts_cover_the_text_without_a_gap(name: str) -> None:
    sheet = sample(name).sheet
    ends = [0, *(end for _, end in sheet.parts)]
    assert [start for start, _ in sheet.parts] == ends[:-1] and ends[-1] == len(sheet.text)


def test_a_text_is_labelled_as_it_stands(tmp_path: Path) -> None:
    filing = open_filing(write_strange(tmp_path))
    assert filing.sheet.own
    assert filing.sheet.text == filing.content.decode().replace("\r", " ")


def test_a_pdf_is_labelled_page_by_page() -> None:
    filing = sample("form4-printed.pdf")
    assert len(filing.sheet.parts) == len(filing.document.pages) > 1


def test_a_long_text_is_labelled_in_parts_cut_between_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "LONG", 1500)
    filing = sample("form4-messy.txt")
    sheet = make_sheet(filing.document)
    assert len(sheet.parts) > 2
    assert all(end - start <= 1500 and sheet.text[start - 1] == "\n" for start, end in sheet.parts[1:])
