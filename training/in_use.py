"""Folders of models as wholes: what belongs to one, its digest, and how one takes another's place."""

from __future__ import annotations

import shutil
from pathlib import Path

from extraction.labelers.models import JUDGE, PARTS
from extraction.labelers.taught_files import FOLDER as TAUGHT
from training.keep import digest_files, remove
from training.profile import PROFILE

CORPUS = "corpus.txt"
"""Accession numbers of the filings that taught the models."""
WHOLE = (*PARTS, JUDGE, CORPUS, PROFILE, TAUGHT)
"""What is trained together; costs, cards and the like stay where they are."""


def digest_models(folder: Path) -> str:
    """A digest of the models of a folder: the same for the same models, wherever they lie."""
    parts = [folder / name for name in WHOLE if (folder / name).exists()]
    files = [p for part in parts for p in ([part] if part.is_file() else part.rglob("*")) if p.is_file()]
    return digest_files(files, folder)[:16]


def bring(source: Path, into: Path) -> None:
    """Put the models of one folder in the place of another's: all copied first, then moved in one after the other."""
    staged = into.with_name(f"{into.name}.partial")
    remove(staged)
    staged.mkdir(parents=True)
    for name in WHOLE:
        if (source / name).is_dir():
            shutil.copytree(source / name, staged / name)
        elif (source / name).exists():
            shutil.copyfile(source / name, staged / name)
    into.mkdir(parents=True, exist_ok=True)
    for name in WHOLE:
        remove(into / name)
        if (staged / name).exists():
            (staged / name).rename(into / name)
    remove(staged)
