"""Where the lines go: a file that is replaced only when the new one is whole, or standard output."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

Write = Callable[[str], object]


@contextmanager
def open_lines(path: Path | None) -> Iterator[Write]:
    """Something that writes one line at a time, each in one piece.

    A file is written as `NAME.partial` and renamed at the end; a run that is cut short leaves that
    file behind with the lines it had, and an older `path` as it was. `None` is standard output.
    """
    if path is None:
        yield lambda line: sys.stdout.write(f"{line}\n")
        return
    special = path.exists() and not path.is_file()
    partial = path if special else path.with_name(f"{path.name}.partial")
    with partial.open("w", encoding="utf-8", buffering=1) as file:
        yield lambda line: file.write(f"{line}\n")
    if not special:
        partial.replace(path)
