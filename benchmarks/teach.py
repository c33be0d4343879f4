"""Does it learn? A vendor's page that no model in use has seen: ten filings known, retrained, fifty others measured.

`make benchmark-teach`. The ten come in by `tieout annotate import`, the models by `tieout train --continue`.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic
from typing import Any

from benchmarks.accuracy import find_sets, inputs_of
from benchmarks.unseen_page import draw, filings
from extraction.errors import Unreadable
from extraction.labelers.models import Models, load_models
from extraction.pipeline import extract_bytes
from training.annotated import AnnotatedFiling
from training.annotation_files import load_files
from training.render.markup import filing_from_html
from training.score import score_filing, total

ROOT = Path(__file__).resolve().parent.parent
STORED = ROOT / "benchmarks" / "teach.json"
KNOWN, OTHERS, SEEDS = 10, 50, (99, 7)
HALF, MOST_LOST = 0.5, 0.003
"""What must be gained of what was missing, and what an old set may lose of its rows."""
Set = list[tuple[bytes, str, Mapping[str, Any]]]
"""Inputs, their names and their gold records."""


def unseen(count: int, seed: int, name: str) -> list[AnnotatedFiling]:
    """So many filings on the unseen page."""
    return [filing_from_html(f"{name}-{i:02}", record, draw(record)) for i, record in enumerate(filings(count, seed))]


def row_exact(inputs: Set, models: Models) -> float:
    """The share of rows that are wholly right."""
    figures = total(score_filing(dict(gold), _record(content, name, models)) for content, name, gold in inputs)
    return figures.rows_right / max(figures.rows, 1)


def _record(content: bytes, name: str, models: Models) -> dict[str, Any]:
    try:
        return extract_bytes(content, name, models).as_json()
    except Unreadable:
        return {}


def old_sets() -> dict[str, Set]:
    """The samples, and every folder of real filings where there are some."""
    sets: dict[str, Set] = {
        "samples": [(f.content, f.name, f.gold) for f in load_files(ROOT / "annotations" / "samples")]
    }
    shared = Path(os.environ.get("TIEOUT_SHARED", ROOT.parent / "shared"))
    for name, folder in find_sets(shared) if (shared / "filings").is_dir() else ():
        if name in OLD:
            sets[name] = [_with_gold(path) for path in inputs_of(folder)]
    return sets


OLD = ("edgar", "dev/html", "dev/layout", "dev/markdown", "dev/messy1", "dev/messy2")


def _with_gold(path: Path) -> tuple[bytes, str, Mapping[str, Any]]:
    gold = path.with_name(f"{path.name.split('.')[0]}.gold.json")
    return path.read_bytes(), path.name, json.loads(gold.read_text(encoding="utf-8"))


def teach(known: Iterable[AnnotatedFiling], work: Path, filings_made: int, track: bool = True) -> float:
    """Import known records, train on from the models in use into `work/models`; seconds it took."""
    inputs = work / "inputs"
    inputs.mkdir(parents=True)
    records = []
    for filing in known:
        (inputs / f"{filing.name}.html").write_bytes(filing.content)
        records.append(json.dumps({"source": f"{filing.name}.html", **filing.gold}))
    (work / "known.jsonl").write_text("\n".join(records), encoding="utf-8")
    begun = monotonic()
    _tieout(
        "annotate", "import", inputs, "--records", work / "known.jsonl", "--out", work / "annotations", may_fail=True
    )
    _tieout(
        "train", "--continue", "--annotations", work / "annotations", "--filings", filings_made, "--out",
        work / "models", "--work", work / "training", *(() if track else ("--no-track",)),
    )  # fmt: skip
    return monotonic() - begun


def _tieout(*words: object, may_fail: bool = False) -> None:
    command = [sys.executable, "-m", "extraction.cli", *map(str, words)]
    subprocess.run(command, check=not may_fail, cwd=ROOT)


def main() -> int:
    others: Set = [(f.content, f.name, f.gold) for f in unseen(OTHERS, SEEDS[1], "other")]
    with TemporaryDirectory(prefix="tieout-teach-") as folder:
        work = Path(folder)
        seconds = teach(unseen(KNOWN, SEEDS[0], "known"), work, 240)
        before, after = (replace(load_models(path), judge=None) for path in (ROOT / "models", work / "models"))
        sets = old_sets()
        first, last = (round(row_exact(others, models), 4) for models in (before, after))
        old = {name: [round(row_exact(s, models), 4) for models in (before, after)] for name, s in sets.items()}
    when = datetime.now(UTC).isoformat(timespec="seconds")
    told = {"when": when, "seconds": round(seconds), "unseen": [first, last], "old": old}
    STORED.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(told, indent=1))
    learned = last - first >= HALF * (1 - first)
    lost = [name for name, (was, now) in old.items() if was - now > MOST_LOST]
    print(f"row exact of the unseen page {first:.3f} -> {last:.3f}; lost more than {MOST_LOST}: {lost or 'no set'}")
    return 0 if learned and not lost else 1


if __name__ == "__main__":
    sys.exit(main())
