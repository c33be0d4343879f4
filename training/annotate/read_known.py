"""Records that one has already: JSON Lines in the contract's shape, or CSV with a mapping of its columns."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any

from extraction.values import date
from training.annotate.match_rows import TABLES

Record = dict[str, Any]
_DATED = ("date", "period_of_report", "date_of_original_submission")
_FIGURES = ("shares", "price", "_owned_following")
_FLAGS = {"x": True, "yes": True, "true": True, "1": True, "": False, "no": False, "false": False, "0": False}


class BadRecords(Exception):
    """A file of known records that cannot be read; the message says where and why."""


def read_known(path: Path, mapping: Path | None = None) -> dict[str, Record]:
    """Records by the file name of their filing (`source`). Raises BadRecords."""
    if path.suffix.lower() == ".csv":
        if mapping is None:
            raise BadRecords(f"{path}: a CSV needs --columns, a JSON object from pointers to its columns")
        records: Iterable[Record] = _from_csv(path, json.loads(mapping.read_text(encoding="utf-8")))
    else:
        records = _from_lines(path)
    found: dict[str, Record] = {}
    for record in records:
        name = Path(str(record.get("source") or "")).name
        if not name or name in found:
            why = "says twice" if name else "lacks"
            raise BadRecords(f"{path}: a record {why} its source, the file name of its filing {name}".rstrip())
        found[name] = record
    return found


def _from_lines(path: Path) -> Iterator[Record]:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.strip():
            try:
                record = json.loads(line)
            except ValueError as error:
                raise BadRecords(f"{path}, line {number}: no JSON ({error})") from None
            if not isinstance(record, dict):
                raise BadRecords(f"{path}, line {number}: no record, which is a JSON object")
            yield record


def _from_csv(path: Path, columns: Mapping[str, str]) -> Iterator[Record]:
    """Lines with one source are one record; `/non_derivative/*/shares` names a column of a table's rows."""
    records: dict[str, Record] = {}
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        lacking = set(columns.values()) - set(reader.fieldnames or ())
        if lacking or "/source" not in columns:
            what = ", ".join(sorted(lacking)) or "the one that /source names"
            raise BadRecords(f"{path}: no column {what}; it has {', '.join(reader.fieldnames or ())}")
        for line in reader:
            record = records.setdefault(line[columns["/source"]], {})
            _add(record, {pointer: (line[column] or "").strip() for pointer, column in columns.items()})
    yield from records.values()


def _add(record: Record, cells: Mapping[str, str]) -> None:
    """Put a line's cells into a record: new rows in its tables, what is outside them once."""
    for table in TABLES:
        at = f"/{table}/*/"
        row = {p.removeprefix(at): _value(p, text) for p, text in cells.items() if p.startswith(at) and text}
        if row:
            record.setdefault(table, []).append(row)
    for pointer, text in cells.items():
        if "*" not in pointer and text:
            _put(record, pointer.strip("/").split("/"), _value(pointer, text))


def _put(record: Any, steps: list[str], value: Any) -> None:
    """Set a value at the end of a path, unless it is there."""
    for step, after in pairwise(steps):
        empty: Any = [] if after.isdigit() else {}
        if isinstance(record, list):
            while len(record) <= int(step):
                record.append({})
            record = record[int(step)]
        else:
            record = record.setdefault(step, empty)
    if isinstance(record, dict):
        record.setdefault(steps[-1], value)


def _value(pointer: str, text: str) -> Any:
    """A cell in the contract's terms: ISO dates, plain numbers, booleans for the checkboxes."""
    name = pointer.rsplit("/", 1)[-1]
    if name.startswith("is_"):
        return _FLAGS.get(text.lower(), text)
    if name.endswith(_DATED):
        return next((r.value for r in date.readings([text])), text)
    return text.replace(",", "").lstrip("$ ") if any(f in name for f in _FIGURES) else text
