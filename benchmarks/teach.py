"""Does it learn? Pages that no model in use has seen: ten filings of each known, retrained, fifty others measured.

`make benchmark-teach`. The ten come in by `tieout annotate import`, the models by `tieout train --continue`: the second
page's go on from the first's, so that what was taught first must stay.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic
from types import MappingProxyType
from typing import Any

from benchmarks import unseen_notice, unseen_page
from benchmarks.accuracy import find_sets, inputs_of
from benchmarks.readme import update_readme
from extraction.errors import Unreadable
from extraction.labelers.models import IN_USE, Models, load_models
from extraction.pipeline import extract_bytes
from training.annotated import AnnotatedFiling
from training.annotation_files import load_files
from training.render.markup import filing_from_html
from training.score import score_filing, total
from training.tracking.log import log_figures
from training.tracking.registry import find_version, run_of

ROOT = Path(__file__).resolve().parent.parent
STORED = ROOT / "benchmarks" / "teach.json"
KNOWN, OTHERS, SEEDS, MADE = 10, 50, (99, 7), 240
HALF, MOST_LOST = 0.5, 0.003
"""What must be gained of what was missing, and what an old set may lose of its rows."""
Set = list[tuple[bytes, str, Mapping[str, Any]]]
"""Inputs, their names and their gold records."""


Page = Callable[[dict[str, Any]], str]
PAGES: Mapping[str, Page] = MappingProxyType({"ledger": unseen_page.draw, "notice": unseen_notice.draw})
"""What draws a record; the method was made with the first in view, the second was written when it was done."""


def unseen(count: int, seed: int, name: str, draw: Page = unseen_page.draw) -> list[AnnotatedFiling]:
    """So many filings on an unseen page."""
    records = unseen_page.filings(count, seed)
    return [filing_from_html(f"{name}-{i:02}", record, draw(record)) for i, record in enumerate(records)]


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


def teach(known: Iterable[AnnotatedFiling], work: Path, base: Path, made: int, track: bool = True) -> float:
    """Import known records, train on from some models into `work/models`; seconds it took."""
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
        "train", "--continue", "--model", base, "--annotations", work / "annotations", "--filings", made, "--out",
        work / "models", "--work", work / "training", *(("--promote",) if track else ("--no-track",)),
    )  # fmt: skip
    return monotonic() - begun


def _tieout(*words: object, may_fail: bool = False) -> None:
    command = [sys.executable, "-m", "extraction.cli", *map(str, words)]
    subprocess.run(command, check=not may_fail, cwd=ROOT)


def main() -> int:
    others = {name: _others(name, draw) for name, draw in PAGES.items()}
    before = {name: _row_exact(inputs, IN_USE) for name, inputs in others.items()}
    seconds, base = [], IN_USE
    with TemporaryDirectory(prefix="tieout-teach-") as folder:
        for name, draw in PAGES.items():
            work = Path(folder) / name
            seconds.append(round(teach(unseen(KNOWN, SEEDS[0], f"{name}-known", draw), work, base, MADE)))
            base = work / "models"
            figures = {"before": before[name], "after": _row_exact(others[name], base)}
            log_figures(run_of(find_version("challenger")), {f"unseen/row_exact/{k}": v for k, v in figures.items()})
        after = {name: [before[name], _row_exact(inputs, base)] for name, inputs in others.items()}
        old = {name: [_row_exact(inputs, path) for path in (IN_USE, base)] for name, inputs in old_sets().items()}
    when = datetime.now(UTC).isoformat(timespec="seconds")
    told = {"when": when, "seconds": seconds, "unseen": after, "old": old}
    STORED.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(told, indent=1))
    update_readme("teach", table(after, old))
    poor = [name for name, (first, last) in after.items() if last - first < HALF * (1 - first)]
    lost = [name for name, (was, now) in old.items() if was - now > MOST_LOST]
    print(f"learned less than half of what was missing: {poor or 'no page'}; lost over {MOST_LOST}: {lost or 'no set'}")
    return int(bool(poor or lost))


def _row_exact(inputs: Set, folder: Path) -> float:
    """Row exact by a folder of models, without its judge, which only says what passes."""
    return round(row_exact(inputs, replace(load_models(folder), judge=None)), 4)


def table(unseen: Mapping[str, Sequence[float]], old: Mapping[str, Sequence[float]]) -> str:
    """Row exact before and after as a Markdown table."""
    rows = [f"| the {name} page | {a:.3f} | {b:.3f} |" for name, (a, b) in unseen.items()]
    rows += [f"| {name} | {a:.3f} | {b:.3f} |" for name, (a, b) in old.items()]
    return "\n".join(["| set | before | after |", "| --- | ---: | ---: |", *rows])


def _others(name: str, draw: Page) -> Set:
    """The filings that nothing is learned from."""
    return [(f.content, f.name, f.gold) for f in unseen(OTHERS, SEEDS[1], f"{name}-other", draw)]


if __name__ == "__main__":
    sys.exit(main())
