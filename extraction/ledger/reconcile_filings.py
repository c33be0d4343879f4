"""Records to ledgers: one of each person in each issuer, put in order and followed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from extraction.ledger.breaks import Step, follow
from extraction.ledger.filing import Filing
from extraction.ledger.group import by_issuer, by_person
from extraction.ledger.infer_owner import attach
from extraction.ledger.order import put_in_order
from extraction.ledger.read_records import Complain, Entry, Tally, find_entries, read_filings


@dataclass(frozen=True, slots=True)
class Ledger:
    """The filings of one person (None: no name was read) in one issuer, and their lines followed."""

    person: str | None
    issuer: str | None
    filings: tuple[Filing, ...]
    steps: tuple[Step, ...]


def reconcile_records(path: Path, tally: Tally, complain: Complain) -> Iterator[Ledger]:
    """The ledgers of a file of records, issuer by issuer in the order of the file; `tally` counts its lines."""
    for entries in by_issuer(list(find_entries(path, tally, complain))):
        yield from _of_issuer(path, entries)


def _of_issuer(path: Path, entries: list[Entry]) -> Iterator[Ledger]:
    own, nameless = by_person(entries)
    if not nameless:
        yield from (make_ledger(read_filings(path, group)) for group in own)
        return
    joined, rest = attach([read_filings(path, group) for group in own], read_filings(path, nameless))
    yield from (make_ledger(group) for group in [*joined, *([f] for f in rest)])


def make_ledger(filings: list[Filing]) -> Ledger:
    """The ledger of filings that belong together; it bears the latest spelling of the names."""
    ordered = put_in_order(filings)
    person = next((f.owners[0] for f in reversed(ordered) if f.owners), None)
    issuer = next((f.issuer for f in reversed(ordered) if f.issuer), None)
    return Ledger(person, issuer, ordered, tuple(follow(ordered)))
