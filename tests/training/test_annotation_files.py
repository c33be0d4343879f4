from __future__ import annotations

import json
from pathlib import Path

import pytest

from extraction.document import Source
from tests.conftest import ROOT
from training.annotated import AnnotatedFiling, Annotation
from training.annotation_files import input_of, load_files, save_files

SAMPLES = ROOT / "annotations" / "samples"


def a_filing(
    name: str = "one", source: Source = Source.MESSY, content: bytes = b"Ann \xc3\x89lan\t17,00\t0 A"
) -> AnnotatedFiling:
    spans = (Annotation("/reporting_owners/0/name", (0, 8)), Annotation("/non_derivative/0/shares", (9, 14)))
    boxes = (Annotation("/issuer/name", page=2, box=(1.25, 2.0, 30.5, 12.0)),)
    gold = {"form_type": "4", "reporting_owners": [{"name": "Ann Élan"}]}
    return AnnotatedFiling(name, source, "invented", content, gold, boxes if source is Source.PDF else spans)


@pytest.mark.parametrize(("source", "extension"), [(Source.MESSY, "txt"), (Source.PDF, "pdf")])
def test_what_is_saved_is_loaded_again(tmp_path: Path, source: Source, extension: str) -> None:
    filing = a_filing(source=source)
    assert save_files(filing, tmp_path, extension).name == f"one.{extension}"
    assert list(load_files(tmp_path)) == [filing]


def test_a_gold_record_without_its_input_is_an_error(tmp_path: Path) -> None:
    save_files(a_filing(), tmp_path, "txt").unlink()
    with pytest.raises(FileNotFoundError, match=r"no input one\.\* lies beside it"):
        input_of(tmp_path / "one.gold.json")


def test_the_samples_marks_stand_on_what_they_name() -> None:
    """Each mark of a text starts and ends with a character; issuers' names read as the gold has them."""
    for filing in load_files(SAMPLES):
        if filing.source is Source.PDF:
            continue
        text = filing.content.decode()
        shown = [text[a.span[0] : a.span[1]] for a in filing.annotations if a.span]
        assert all(piece and piece == piece.strip() for piece in shown), filing.name
        names = {text[a.span[0] : a.span[1]] for a in filing.annotations if a.span and a.pointer == "/issuer/name"}
        whole = json.dumps(filing.gold["issuer"]["name"]).strip('"')
        assert filing.source in (Source.MESSY, Source.OCR) or " ".join(names) in (whole, ""), filing.name
