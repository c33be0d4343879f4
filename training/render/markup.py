"""Marked HTML: a page in which every shown value stands in `<span data-p="POINTER">`."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from typing import Any

from extraction.document import Source
from training.annotated import AnnotatedFiling, Annotation

MARKED = re.compile(r'<span data-p="([^"]*)">(.*?)</span>', re.DOTALL)
TABLES = ("non_derivative", "derivative")
FLAGS = ("is_director", "is_officer", "is_ten_percent_owner", "is_other")
SAID = {"is_officer": "officer_title", "is_other": "other_text"}
"""A flag that some pages show by a text in its column."""


def mark(pointer: str, text: str | None) -> str:
    """A value's text, escaped, in the span that names it; nothing for nothing."""
    return f'<span data-p="{pointer}">{html.escape(text, quote=False)}</span>' if text else ""


def to_html(marked: str) -> tuple[str, list[Annotation]]:
    """The page without its marks, and the span of each in the characters of its source."""
    pieces: list[str] = []
    annotations: list[Annotation] = []
    at = end = 0
    for match in MARKED.finditer(marked):
        before, value = marked[end : match.start()], match[2]
        at += len(before)
        pieces += (before, value)
        annotations.append(Annotation(html.unescape(match[1]), (at, at + len(value))))
        at += len(value)
        end = match.end()
    return "".join((*pieces, marked[end:])), annotations


def filing_from_html(name: str, record: dict[str, Any], marked: str) -> AnnotatedFiling:
    """The annotated filing whose input is the page itself."""
    page, annotations = to_html(marked)
    return filing(name, Source.HTML, record, page, annotations)


def filing(
    name: str, source: Source, record: dict[str, Any], text: str, annotations: Iterable[Annotation]
) -> AnnotatedFiling:
    """An annotated filing of a text; its gold is what the annotations show of the record."""
    marks = tuple(annotations)
    gold = shown_gold(record, marks)
    return AnnotatedFiling(name, source, record["extra"]["group"], text.encode(), gold, marks)


def shown_gold(record: dict[str, Any], annotations: Iterable[Annotation]) -> dict[str, Any]:
    """The record in the contract's shape; "?" for each value that no annotation shows, and only shown marks."""
    seen = {a.pointer for a in annotations}
    gold = {key: _shown(value, f"/{key}", seen) for key, value in record.items() if key not in (*TABLES, "extra")}
    gold["form_type"] = record["form_type"]
    gold["reporting_owners"] = [
        _owner(o, f"/reporting_owners/{i}", seen) for i, o in enumerate(record["reporting_owners"])
    ]
    gold["footnotes"] = {k: v for k, v in record["footnotes"].items() if f"/footnotes/{k}" in seen}
    for table in TABLES:
        gold[table] = [_row(row, f"/{table}/{i}", seen) for i, row in enumerate(record[table])]
    return gold


def _shown(value: Any, pointer: str, seen: set[str]) -> Any:
    if isinstance(value, dict):
        return {key: _shown(v, f"{pointer}/{key}", seen) for key, v in value.items()}
    if isinstance(value, list):
        return [_shown(v, f"{pointer}/{i}", seen) for i, v in enumerate(value)]
    return value if value is None or pointer in seen else "?"


def _owner(owner: dict[str, Any], pointer: str, seen: set[str]) -> dict[str, Any]:
    """An owner whose relationship is not shown has an unknown one: EDGAR's page shows only the first owner's."""
    out = {k: _shown(v, f"{pointer}/{k}", seen) for k, v in owner.items() if k not in FLAGS}
    checked = [flag for flag in FLAGS if owner[flag]]
    hidden = any(seen.isdisjoint((f"{pointer}/{flag}", f"{pointer}/{SAID.get(flag)}")) for flag in checked)
    return out | {flag: "?" if hidden else owner[flag] for flag in FLAGS}


def _row(row: dict[str, Any], pointer: str, seen: set[str]) -> dict[str, Any]:
    out = {k: _shown(v, f"{pointer}/{k}", seen) for k, v in row.items() if k not in ("kind", "footnotes")}
    if f"{pointer}/shares" in seen:
        out["acquired_disposed"] = row["acquired_disposed"]
    marks = {field: ids for field, ids in row["footnotes"].items() if f"{pointer}/footnotes/{field}" in seen}
    return {"kind": row["kind"]} | out | {"footnotes": marks}
