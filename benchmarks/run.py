"""Score every folder of real filings, measure speed, store both, and bring the README's figures up to date."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.accuracy import Score, find_sets, score_set
from benchmarks.readme import update_readme
from benchmarks.speed import TEXTS, measure_speed
from benchmarks.yardstick import scan_rows

HERE = Path(__file__).parent
ROOT = HERE.parent


def main() -> int:
    shared = Path(os.environ.get("TIEOUT_SHARED", ROOT.parent / "shared"))
    if not (shared / "filings").is_dir():
        print(f"skipped: no real filings in {shared}/filings (TIEOUT_SHARED names the folder that holds filings/)")
        return 0

    from extraction.pipeline import extract, load_models

    extract_one = partial(extract, models=load_models())
    scores = {name: score_set(folder, extract_one, shared) for name, folder in find_sets(shared)}
    print(accuracy_table(scores), flush=True)
    speed = measure_speed(shared / "filings", extract_one)
    print("\n" + speed_table(speed))
    store(scores, speed)
    return 0


def accuracy_table(scores: dict[str, Score]) -> str:
    """Markdown, a row a folder."""
    lines = ["| set | filings | field F1 | row exact | link F1 | rows passed | right of them | no record |"]
    lines.append("| --- |" + " ---: |" * 6 + " --- |")
    names = ("field_f1", "row_exact", "link_f1", "rows_passed", "rows_passed_exact")
    for folder, score in scores.items():
        shown = [_figure(score.figures[name]) for name in names]
        none = ", ".join(f"{n} {status}" for status, n in score.without_record.items())
        lines.append(" | ".join([f"| {folder}", str(score.figures["filings"]), *shown, f"{none} |"]))
    return "\n".join(lines)


def _figure(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


def speed_table(speed: dict[str, float]) -> str:
    """Markdown, a row a measurement."""
    texts = ", ".join(f"{name} {speed[f'{name}_filings_per_second']:.0f}" for name in TEXTS)
    rows = {
        "digital PDF end to end, pages/s": f"{speed['pdf_pages_per_second']:.1f}",
        "floor: pypdfium2 text alone, pages/s": f"{speed['floor_pypdfium2_text_pages_per_second']:.1f}",
        "floor: pdfplumber `extract_tables` alone, pages/s": f"{speed['floor_pdfplumber_tables_pages_per_second']:.1f}",
        "text, filings/s": texts,
        **scan_rows(speed),
        "peak memory of a process, MB": f"{speed['peak_memory_mb']:.0f}",
        "`tieout --help`, s": f"{speed['help_seconds']:.2f}",
        "`import extraction`, s": f"{speed['import_seconds']:.2f}",
    }
    return "\n".join(["| one core | |", "| --- | --- |", *(f"| {what} | {figure} |" for what, figure in rows.items())])


def store(scores: dict[str, Score], speed: dict[str, float]) -> None:
    """The run in scores.json, a line of it in history.jsonl, its figures in the README."""
    run = {"date": datetime.now(UTC).strftime("%Y-%m-%d"), "commit": _commit(), "python": sys.version.split()[0]}
    full: dict[str, Any] = {name: s.figures | {"without_record": s.without_record} for name, s in scores.items()}
    (HERE / "scores.json").write_text(json.dumps({**run, "speed": speed, "scores": full}, indent=2) + "\n")
    brief = {name: [s.figures["field_f1"], s.figures["row_exact"], s.figures["link_f1"]] for name, s in scores.items()}
    with (HERE / "history.jsonl").open("a", encoding="utf-8") as history:
        history.write(json.dumps({**run, "speed": speed, "field_row_link": brief}) + "\n")
    update_readme("", f"{accuracy_table(scores)}\n\n{speed_table(speed)}")


def _commit() -> str:
    describe = ["git", "describe", "--always", "--dirty"]
    return subprocess.run(describe, cwd=ROOT, capture_output=True, text=True, check=False).stdout.strip()


if __name__ == "__main__":
    sys.exit(main())
