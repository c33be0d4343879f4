"""Scores on real filings, by the contract's own scorer."""

from __future__ import annotations

import io
import json
from collections import Counter
from collections.abc import Iterator
from contextlib import redirect_stdout
from dataclasses import dataclass
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from extraction.batch.attempt import Extract, attempt

GOLD = ".gold.json"


@dataclass(frozen=True, slots=True)
class Score:
    """What the scorer says of a folder, and how many inputs gave no record, by status."""

    figures: dict[str, Any]
    without_record: dict[str, int]


def find_sets(shared: Path) -> Iterator[tuple[str, Path]]:
    """Every folder of filings with gold records, by name."""
    filings = shared / "filings"
    for folder in sorted({gold.parent for gold in filings.rglob(f"*{GOLD}")}):
        yield str(folder.relative_to(filings)), folder


def inputs_of(folder: Path) -> list[Path]:
    """The input of each gold record: of several with its name the first, as the scorer takes one a name."""
    names = sorted(gold.name.removesuffix(GOLD) for gold in folder.glob(f"*{GOLD}"))
    return [min(p for p in folder.glob(f"{name}.*") if not p.name.endswith(GOLD)) for name in names]


def score_set(folder: Path, extract: Extract, shared: Path) -> Score:
    """Extract a folder's filings in this process and score them."""
    outcomes = [attempt(extract, path) for path in inputs_of(folder)]
    with TemporaryDirectory() as scratch:
        records = Path(scratch, "records.jsonl")
        records.write_text("".join(f"{o.line}\n" for o in outcomes), encoding="utf-8")
        figures = _run_scorer(shared / "contract" / "score.py", folder, records)
    return Score(figures, dict(Counter(o.status for o in outcomes if o.failed)))


def _run_scorer(scorer: Path, gold: Path, records: Path) -> dict[str, Any]:
    spec = spec_from_file_location("contract_score", scorer)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(scorer)
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    with redirect_stdout(io.StringIO()) as printed:
        module.main([str(gold), str(records), "--json"])
    figures: dict[str, Any] = json.loads(printed.getvalue())
    return figures
