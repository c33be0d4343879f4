"""Records of invented filings, with defaults for all that a test does not care about."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from extraction.ledger.filing import Filing, filing_of

Json = dict[str, Any]


def record(source: str, day: str, *rows: Json, **more: Any) -> Json:
    """A Form 4 of Nora Quill in Ordwell, signed on the day of its period."""
    own = {k: [r for r in rows if ("underlying_security_title" in r) == (k == "derivative")] for k in TABLES}
    return {
        "source": source,
        "form_type": "4",
        "period_of_report": day,
        "issuer": {"name": "ORDWELL CORP", "trading_symbol": "ORDW"},
        "reporting_owners": [{"name": "QUILL NORA B"}],
        "signatures": [{"name": "Peter Vane, attorney-in-fact", "date": day}],
        **own,
        **more,
    }


TABLES = ("non_derivative", "derivative")


def filing(source: str, day: str, *rows: Json, **more: Any) -> Filing:
    return filing_of(record(source, day, *rows, **more))


def trade(shares: int | str, way: str, following: int | str | None, day: str = "2020-01-02", **more: Any) -> Json:
    return {
        "kind": "transaction",
        "security_title": "Common Stock",
        "transaction_date": day,
        "transaction_code": "P" if way == "A" else "S",
        "shares": str(shares),
        "acquired_disposed": way,
        "shares_owned_following": None if following is None else str(following),
        "direct_or_indirect": "D",
        **more,
    }


def holding(following: int | str, **more: Any) -> Json:
    return {
        "kind": "holding",
        "security_title": "Common Stock",
        "shares_owned_following": str(following),
        "direct_or_indirect": "D",
        **more,
    }


def option(row: Json, price: str | None = "2.5", expiration: str | None = "2030-05-06", **more: Any) -> Json:
    """A trade or holding as one of an option."""
    return {
        **row,
        "security_title": "Stock Option (right to buy)",
        "conversion_or_exercise_price": price,
        "expiration_date": expiration,
        "underlying_security_title": "Common Stock",
        **more,
    }


def write_records(path: Path, records: Iterable[Json]) -> Path:
    path.write_text("".join(f"{json.dumps(r)}\n" for r in records), encoding="utf-8")
    return path
