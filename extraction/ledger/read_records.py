"""Records out of JSON Lines in two readings: first who and where, then whole ones of one issuer at a time.

What stays in memory of a filing between the two is its place in the file and the names that group it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from sys import intern
from typing import Any

from extraction.ledger.filing import Filing, filing_of, is_ownership, owner_names

OK = "ok"

Complain = Callable[[str], object]
"""Told each line that cannot be read, in words."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A filing's place in its file (bytes), and the names that say whose it is."""

    offset: int
    issuer: str | None
    symbol: str | None
    owners: tuple[str, ...]


@dataclass(slots=True)
class Tally:
    """Lines read, by what came of them."""

    ok: int = 0
    without_record: int = 0
    other_forms: int = 0
    unreadable: int = 0


def find_entries(path: Path, tally: Tally, complain: Complain) -> Iterator[Entry]:
    """The filings of Forms 3, 4 and 5 in a file; all else is counted, and what cannot be read is named."""
    offset = 0
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            if line.strip():
                entry = _entry(line, offset, tally, partial(_complain_at, complain, f"{path}:{number}"))
                if entry is not None:
                    yield entry
            offset += len(line)


def _complain_at(complain: Complain, place: str, why: str) -> None:
    complain(f"{place}: {why}")


def _entry(line: bytes, offset: int, tally: Tally, complain: Complain) -> Entry | None:
    try:
        data = _record(line)
        if data.get("status", OK) != OK:
            tally.without_record += 1
            return None
        if not is_ownership(data):
            tally.other_forms += 1
            return None
        filing = filing_of(data)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        tally.unreadable += 1
        complain(_reason(error))
        return None
    tally.ok += 1
    names = tuple(intern(name) for name in owner_names(data))
    issuer, symbol = (intern(text) if text else None for text in (filing.issuer, filing.symbol))
    return Entry(offset, issuer, symbol, names)


def _record(line: bytes) -> dict[str, Any]:
    data = json.loads(line)
    if not isinstance(data, dict):
        raise ValueError("no JSON object")
    return data


def _reason(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"no JSON ({error.msg} at character {error.pos + 1})"
    if isinstance(error, UnicodeDecodeError):
        return "no UTF-8"
    if isinstance(error, KeyError):
        return f"no {error.args[0]}"
    return str(error) if isinstance(error, ValueError) else f"not the shape of a record ({error})"


def read_filings(path: Path, entries: Iterable[Entry]) -> list[Filing]:
    """The filings of entries, read again from their places."""
    filings = []
    with path.open("rb") as file:
        for entry in entries:
            file.seek(entry.offset)
            filings.append(filing_of(json.loads(file.readline())))
    return filings
