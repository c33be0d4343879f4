"""Whose filings belong together: of one issuer, then of one person in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar

from extraction.ledger.match_names import Name, issuer_key, persons, read_name
from extraction.ledger.read_records import Entry

Groups = tuple[list[list[Entry]], list[Entry]]

_SIMILAR = 80
"""Of 100: names this alike under one trading symbol are one issuer's."""
_NO_SYMBOL = {"", "none", "na", "n/a"}

T = TypeVar("T")


def by_issuer(entries: Iterable[Entry]) -> list[list[Entry]]:
    """Filings of each issuer, in the order of their first. A symbol alone tells the issuer if only one has it."""
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        found.setdefault(_key(entry), []).append(entry)
    same = _same_issuers(found)
    joined: dict[str, list[Entry]] = {}
    for key, own in found.items():
        joined.setdefault(same[key], []).extend(own)
    return [sorted(own, key=lambda e: e.offset) for own in joined.values()]


def _key(entry: Entry) -> str:
    if entry.issuer:
        return issuer_key(entry.issuer)
    return f"symbol {entry.symbol.casefold()}" if entry.symbol else f"unknown {entry.offset}"


def _same_issuers(found: dict[str, list[Entry]]) -> dict[str, str]:
    """Each issuer's key to the one that stands for it: names that differ little under one symbol are one."""
    from rapidfuzz.fuzz import ratio

    bearing: dict[str, list[str]] = {}
    for key, own in found.items():
        for symbol in {e.symbol.casefold() for e in own if e.symbol} - _NO_SYMBOL:
            bearing.setdefault(symbol, []).append(key)
    same = {key: key for key in found}
    for keys in bearing.values():
        named = [k for k in keys if found[k][0].issuer]
        for key in keys:
            if key not in named:
                same[key] = same[named[0]] if len({same[n] for n in named}) == 1 else key
            elif named and ratio(named[0], key) >= _SIMILAR:
                same[key] = same[named[0]]
    return same


def by_person(entries: Sequence[Entry]) -> Groups:
    """One issuer's filings of each person, and those that name nobody.

    A joint filing goes with its first owner; filings of the same owners are together in whatever order they stand.
    """
    stands = persons([read_name(name) for e in entries for name in e.owners])
    own: dict[Name, list[Entry]] = {}
    first_of: dict[frozenset[Name], Name] = {}
    for entry in (e for e in entries if e.owners):
        names = [stands[read_name(name)] for name in entry.owners]
        own.setdefault(first_of.setdefault(frozenset(names), names[0]), []).append(entry)
    return list(own.values()), [e for e in entries if not e.owners]
