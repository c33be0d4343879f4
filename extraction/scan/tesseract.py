"""Pictures of text to characters by an installed Tesseract: all pictures of a page in one run, on one core."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from extraction.errors import NeedsOcr
from extraction.scan.letters import Char, Picture
from extraction.scan.sheet import Grey

LINE = "7"
"""Page segmentation "a single line"."""
HEIGHT = 44
"""Rows of pixels that a picture is brought to, without its paper."""
PAPER = 12
WORD = "5"
"""Level of a word in the table."""


@dataclass(frozen=True, slots=True)
class Tesseract:
    """The program's path."""

    path: str

    def read(self, pictures: Sequence[Picture]) -> list[tuple[Char, ...]]:
        """Raises NeedsOcr where the program fails."""
        if not pictures:
            return []
        with tempfile.TemporaryDirectory(prefix="tieout-ocr-") as folder:
            factors = [_write(p.grey, Path(folder, f"{n:05}.pgm")) for n, p in enumerate(pictures)]
            names = Path(folder, "names.txt")
            names.write_text(
                "\n".join(str(Path(folder, f"{n:05}.pgm")) for n in range(len(pictures))), encoding="utf-8"
            )
            table = self._run(names, Path(folder, "out"))
        return [
            tuple(_chars(rows, factor)) for rows, factor in zip(_by_page(table, len(pictures)), factors, strict=True)
        ]

    def _run(self, names: Path, out: Path) -> str:
        command = [self.path, str(names), str(out), "--psm", LINE, "-c", "tessedit_do_invert=0", "tsv"]
        ended = subprocess.run(command, capture_output=True, text=True, env=os.environ | {"OMP_THREAD_LIMIT": "1"})
        if ended.returncode:
            raise NeedsOcr(f"Tesseract failed: {ended.stderr.strip()[-200:]}")
        return out.with_suffix(".tsv").read_text("utf-8")


def find_tesseract() -> Tesseract:
    """The installed program; NeedsOcr where there is none."""
    if path := shutil.which("tesseract"):
        return Tesseract(path)
    raise NeedsOcr("--ocr tesseract needs Tesseract, e.g. apt-get install tesseract-ocr")


def _write(grey: Grey, path: Path) -> float:
    """Write a picture at the height that suits; by how much it was enlarged."""
    import cv2

    factor = HEIGHT / grey.shape[0]
    sized = cv2.resize(grey, None, fx=factor, fy=factor, interpolation=cv2.INTER_CUBIC)
    cv2.imwrite(str(path), np.pad(sized, PAPER, constant_values=255))
    return factor


def _by_page(table: str, count: int) -> list[list[list[str]]]:
    """The rows of words in a table, by picture."""
    pages: list[list[list[str]]] = [[] for _ in range(count)]
    for line in table.splitlines()[1:]:
        row = line.split("\t", 11)
        if row[0] == WORD and row[-1].strip() and 0 < int(row[1]) <= count:
            pages[int(row[1]) - 1].append(row)
    return pages


def _chars(rows: Sequence[Sequence[str]], factor: float) -> Iterator[Char]:
    """Characters of words, spread evenly over the words' boxes, and the spaces between words."""
    for n, row in enumerate(rows):
        left, width, sure, text = float(row[6]), float(row[8]), float(row[10]) / 100, row[11]
        if n:
            yield Char(" ", (left - PAPER) / factor, sure)
        for i, char in enumerate(text):
            yield Char(char, (left - PAPER + width * (i + 0.5) / len(text)) / factor, sure)
