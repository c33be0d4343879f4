"""What a batch of records looks like in a few distributions: what a drift is measured between."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any, TypeAlias

PROFILE = "profile.json"
"""In a folder of models: the profile of the filings that they were measured on."""
EDGES = (0.2, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995)
"""Between the bars of confidences: finer where most of them lie."""
KNOWN = 2
"""Records that must show two parts in an order before the order is known."""
ORDERS = "orders"
"""In a profile no distribution, but the layouts that are known: see `orders_of`."""
SURE_KINDS = frozenset({"ownership_xml", "schedule13_xml"})
"""Sources that name their own fields: no model reads them."""
_PARTS = ("issuer", "reporting_owners", "period_of_report", "non_derivative", "derivative", "footnotes", "signatures")

Record: TypeAlias = Mapping[str, Any]
Distributions: TypeAlias = dict[str, dict[str, float]]
"""For each measure the counts of its values."""


def is_learned(record: Record) -> bool:
    """Whether trained models read it: not XML, not a Schedule, and an input that should have given a record."""
    form = str(record.get("form_type") or "")
    return record.get("source_kind") not in SURE_KINDS and not form.startswith(("SC", "13"))


def profile(records: Sequence[Record], orders: Mapping[str, float] | None = None) -> Distributions:
    """The distributions of records; layouts are known by the `orders` of a reference, else by those of the records."""
    mine = [record for record in records if is_learned(record)]
    counted = _count(order for record in mine for order in orders_of(record)) if orders is None else orders
    shown = {order: n for order, n in counted.items() if n >= KNOWN}
    kept = {
        "source kinds": _count(str(r.get("source_kind") or r.get("status")) for r in mine),
        "forms": _count(str(r.get("form_type") or "none") for r in mine),
        "labels": _count(label for r in mine for label in labels_of(r)),
        "confidence": _count(_bar(told["confidence"]) for r in mine for told in _evidence(r).values()),
        "repairs": _count(str(told["status"]) for r in mine for told in _evidence(r).values()),
        "review of rows": _count(_review(row) for r in mine for row in _rows(r)),
        "review of filings": _count(_review(r) if r.get("status") == "ok" else str(r.get("status")) for r in mine),
        "layouts": _count("known" if orders_of(r) <= shown.keys() else "unknown" for r in mine),
    }
    return {**kept, ORDERS: shown}


def labels_of(record: Record) -> Iterator[str]:
    """The fields of values shown: a pointer without its numbers."""
    for pointer in _evidence(record):
        yield "/".join(step for step in pointer.strip("/").split("/") if not step.isdigit())


def orders_of(record: Record) -> set[str]:
    """Which part of the form comes before which, and in the first row of a table which field before which."""
    places: dict[str, tuple[float, ...]] = {}
    columns: dict[str, dict[str, tuple[float, ...]]] = {}
    for pointer, told in _evidence(record).items():
        steps = pointer.strip("/").split("/")
        at = _place(told)
        if at is None or told["status"] == "inferred":
            continue
        if steps[0] in _PARTS:
            places[steps[0]] = min(places.get(steps[0], at), at)
        if len(steps) == 3 and steps[1] == "0" and steps[0] in ("non_derivative", "derivative"):
            columns.setdefault(steps[0], {})[steps[2]] = _across(told) or at
    kind = record.get("source_kind")
    found = {f"{kind}: {a} < {b}" for a, b in _pairs(places)}
    return found | {f"{kind}: {t}: {a} < {b}" for t, held in columns.items() for a, b in _pairs(held)}


def _pairs(places: Mapping[str, tuple[float, ...]]) -> Iterator[tuple[str, str]]:
    return combinations(sorted(places, key=lambda name: (places[name], name)), 2)


def _place(told: Record) -> tuple[float, ...] | None:
    """Page and place from the top of a value: characters of a text, points of a PDF."""
    if told.get("span"):
        return (told["page"], told["span"][0])
    return (told["page"], round(told["bbox"][1]), told["bbox"][0]) if told.get("bbox") else None


def _across(told: Record) -> tuple[float, ...] | None:
    """Where a value of a PDF begins in its row."""
    return (told["bbox"][0],) if told.get("bbox") else None


def _evidence(record: Record) -> dict[str, Any]:
    found: dict[str, Any] = record.get("evidence") or {}
    return found


def _rows(record: Record) -> list[Record]:
    return [*record.get("non_derivative", ()), *record.get("derivative", ())]


def _review(part: Record) -> str:
    return "review" if part.get("needs_review", True) else "passed"


def _bar(confidence: float) -> str:
    place = bisect_right(EDGES, confidence)
    return f"{(0.0, *EDGES)[place]:g} to {(*EDGES, 1.0)[place]:g}"


def _count(values: Iterable[str]) -> dict[str, float]:
    return {name: float(n) for name, n in sorted(Counter(values).items())}


def save_profile(distributions: Distributions, path: Path) -> None:
    """Write a profile as JSON."""
    path.write_text(json.dumps(distributions, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def load_profile(path: Path) -> Distributions:
    """Read a profile, or that of a folder of models; OSError where there is none, ValueError where it is none."""
    held = path / PROFILE if path.is_dir() else path
    try:
        found = json.loads(held.read_text(encoding="utf-8"))
        return {str(name): {str(k): float(n) for k, n in counts.items()} for name, counts in found.items()}
    except (AttributeError, TypeError, ValueError) as error:
        raise ValueError(f"{held} is no profile ({error})") from None
