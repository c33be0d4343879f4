"""Which files to read: those named, and those that lie in the folders named."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

RECORDS = (".json", ".jsonl")
"""What extraction writes and gold files are: never an input found in a folder."""


def find_inputs(sources: Iterable[Path]) -> Iterator[Path]:
    """Files as named, whatever they are; of folders every file below, by name, without hidden files and records."""
    for source in sources:
        if source.is_dir():
            yield from _files_below(source)
        else:
            yield source


def _files_below(folder: Path) -> Iterator[Path]:
    for parent, folders, files in os.walk(folder):
        folders[:] = sorted(f for f in folders if not f.startswith("."))
        for name in sorted(files):
            if not name.startswith(".") and not name.endswith(RECORDS):
                yield Path(parent, name)
