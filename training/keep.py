"""Work that is kept when it is finished, so that an interrupted training goes on where it was."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable
from hashlib import sha256
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
CODE = ("extraction", "training")


def once(path: Path, make: Callable[[Path], None]) -> Path:
    """A file or folder, made where it is not there; one whose making was interrupted is made anew."""
    if not path.exists():
        partial = path.with_name(f"{path.name}.partial")
        remove(partial)
        partial.parent.mkdir(parents=True, exist_ok=True)
        make(partial)
        partial.rename(path)
    return path


def remove(path: Path) -> None:
    """Remove a file or a folder, if it is there."""
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def digest_files(files: Iterable[Path], root: Path) -> str:
    """A digest of files by their names below `root` and their contents; the same in every place."""
    seen = sha256()
    for path in sorted(files):
        content = path.read_bytes()
        seen.update(f"{path.relative_to(root).as_posix()}\0{len(content)}\0".encode() + content)
    return seen.hexdigest()


def digest_path(path: Path) -> str:
    """A digest of a file, or of all files of a folder."""
    if path.is_file():
        return digest_files([path], path.parent)
    return digest_files((p for p in path.rglob("*") if p.is_file()), path)


def digest_code() -> str:
    """A digest of the code: what other code made is not gone on with."""
    return digest_files((p for name in CODE for p in (ROOT / name).rglob("*.py")), ROOT)
