"""A stand-in for extraction that needs no models: a file's text says what happens to it."""

from __future__ import annotations

import os
from pathlib import Path

from extraction.batch.attempt import Extract
from extraction.errors import NotOwnership
from extraction.record import Record


def read(path: Path) -> Record:
    text = path.read_text()
    if text == "dies":
        os._exit(9)
    if text == "recipe":
        raise NotOwnership("no ownership form found in it")
    if text == "bug":
        raise ValueError("two\nlines")
    return Record(source=path.name, form_type=text)


def prepare() -> Extract:
    return read


def prepare_without_models() -> Extract:
    raise FileNotFoundError("models/tokens")


def write_filings(folder: Path, texts: list[str]) -> list[Path]:
    """A file for each text, named in order."""
    paths = [folder / f"{i:03}.txt" for i in range(len(texts))]
    for path, text in zip(paths, texts, strict=True):
        path.write_text(text)
    return paths
