"""A sheet to a page of words, laid out as a printed page is."""

from __future__ import annotations

from dataclasses import replace

from extraction.document import Page
from extraction.layout.tables import lay_out
from extraction.scan.clean import is_bilevel, undithered
from extraction.scan.find_handwriting import part_handwriting
from extraction.scan.letters import Recogniser
from extraction.scan.prepare import prepare, stand
from extraction.scan.read_runs import read_runs
from extraction.scan.sheet import Sheet, from_points, in_points
from extraction.scan.upright import lay_upright


def read_sheet(sheet: Sheet, number: int, recogniser: Recogniser) -> Page:
    """The page of a sheet, however it lies; boxes in points of the upright sheet, `seen` leads back."""
    sheet = replace(sheet, grey=undithered(sheet.grey, sheet.scale))
    standing = stand(prepare(lay_upright(sheet), is_bilevel(sheet.grey)), recogniser)
    prepared, boxes = part_handwriting(standing, recogniser)
    upright = prepared.sheet
    words = list(read_runs(prepared, recogniser, number))
    width, height = upright.size
    blocks = lay_out(words, prepared.ruling)
    handwritten = tuple(in_points(box, upright) for box in boxes)
    return Page(number, width / upright.scale, height / upright.scale, blocks, from_points(upright), handwritten)
