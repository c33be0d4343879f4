"""Whose a filing is that has lost its owner's name: told by its balances, its footnotes and its signature."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extraction.ledger.breaks import Step, follow
from extraction.ledger.filing import Filing
from extraction.ledger.match_names import alike, read_name
from extraction.ledger.order import put_in_order


def attach(groups: Sequence[Sequence[Filing]], ownerless: Sequence[Filing]) -> tuple[list[list[Filing]], list[Filing]]:
    """Groups with the nameless filings that fit exactly one of them (flagged as inferred), and those that do not."""
    joined = [list(own) for own in groups]
    rest = []
    for filing in sorted(ownerless, key=lambda f: (f.period, f.signed, f.source)):
        fitting = [own for own in joined if fits(filing, own)]
        if len(fitting) == 1:
            fitting[0].append(replace(filing, inferred=True))
        else:
            rest.append(filing)
    return joined, rest


def fits(filing: Filing, own: Sequence[Filing]) -> bool:
    """Whether a filing goes on, or is gone on from, in amounts or by a footnote that names the gap; or is signed so."""
    if _signed_by_owner(filing, own):
        return True
    if filing.amends:
        return any(f.period == filing.period and _lines_meet(filing, f) for f in own)
    steps = follow(put_in_order([*own, filing]))
    return any(_ties(step) for step in steps if filing.source in _sources(step))


def _sources(step: Step) -> set[str]:
    return {f.source for f in (step.filing, step.before) if f is not None}


def _ties(step: Step) -> bool:
    """Whether a step binds two filings: a balance above nothing that is handed on, or a gap that a footnote names."""
    if step.status == "break":
        return any(e.named for e in step.explained_by)
    return step.status == "ties" and bool(step.stretch.opening) and step.line.certain


def _signed_by_owner(filing: Filing, own: Sequence[Filing]) -> bool:
    """Whether a filing is signed for an owner by name, or by one who signs these filings himself.

    A name alone is not enough: who signs for others is often an officer who has filings of his own.
    """
    owners = [read_name(o) for f in own for o in f.owners]
    told = [_signed_for(s) for s in filing.signers]
    if any(name and alike(read_name(name), o) for name in told for o in owners):
        return True
    plain = [read_name(s) for s in filing.signers if not _FOR_ANOTHER.search(s)]
    others = [read_name(s) for f in own for s in f.signers if not _FOR_ANOTHER.search(s)]
    return any(alike(name, o) and any(alike(name, s) for s in others) for name in plain for o in owners)


def _signed_for(signature: str) -> str | None:
    """Whom a signature says that it is given for."""
    found = _FOR.search(signature)
    return found[1] if found else None


_FOR = re.compile(r"(?:\bfor|\bon behalf of):?\s+([^,;()]+)", re.IGNORECASE)
_FOR_ANOTHER = re.compile(r"attorney|power of|\bp\.?o\.?a\b|\bfor\b|behalf|in[- ]fact", re.IGNORECASE)


def _lines_meet(filing: Filing, other: Filing) -> bool:
    """Whether an amendment repeats an amount of what it may amend."""
    amounts = {(r.title, r.ownership, r.following) for r in other.rows if r.following}
    return any((r.title, r.ownership, r.following) in amounts for r in filing.rows)
