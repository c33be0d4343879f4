"""Filings of one person in order of time, each filed once, with what amends them taken in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from extraction.ledger.filing import Filing, Row

_LATEST = 7
"""Days that a submission may follow its signature: the form is due two business days after the trade (Form 4,
General Instruction 1), and filers sign up to a week before it is sent."""


def put_in_order(filings: Iterable[Filing]) -> tuple[Filing, ...]:
    """Filings by period, signature, then source; repeats left out, amendments taken into what they amend."""
    ordered = sorted(_once(filings), key=lambda f: (f.period, f.signed, f.source))
    settled = [f for f in ordered if not f.amends]
    for amendment in sorted((f for f in ordered if f.amends), key=lambda f: (f.signed, f.source)):
        place = find_original(amendment, settled)
        if place is None:
            settled.append(amendment)
        else:
            settled[place] = amend(settled[place], amendment)
    return tuple(sorted(settled, key=lambda f: (f.period, f.signed, f.source)))


def _once(filings: Iterable[Filing]) -> Iterable[Filing]:
    """Filings without those sent twice: one form, one day, the same rows."""
    seen: dict[object, Filing] = {}
    for filing in sorted(filings, key=lambda f: f.source):
        seen.setdefault((filing.form, filing.period, filing.signed, tuple(map(_content, filing.rows))), filing)
    return seen.values()


def _content(row: Row) -> tuple[object, ...]:
    return (row.pointer, row.title, row.date, row.moved, row.following, row.ownership, row.nature, row.expiration)


def find_original(amendment: Filing, filings: Sequence[Filing]) -> int | None:
    """Where among filings that one stands which an amendment amends: same form, and its date of submission or period.

    None where two would do equally well.
    """
    scores = [_suits(amendment, f) for f in filings]
    best = max(scores, default=0)
    return scores.index(best) if best and scores.count(best) == 1 else None


def _suits(amendment: Filing, filing: Filing) -> int:
    if filing.form.removesuffix("/A") != amendment.form.removesuffix("/A") or filing.signed > amendment.signed:
        return 0
    day, period = _sent(amendment.original, filing.signed), filing.period == amendment.period
    if amendment.original and filing.signed and not day:
        return 0
    return 2 * day + period


def _sent(submitted: str | None, signed: str) -> int:
    """2 where a filing was signed on the day of submission, 1 where shortly before, else 0."""
    if not submitted or not signed:
        return 0
    if submitted == signed:
        return 2
    try:
        days = (date.fromisoformat(submitted) - date.fromisoformat(signed)).days
    except ValueError:
        return 0
    return int(0 < days <= _LATEST)


def amend(filing: Filing, amendment: Filing) -> Filing:
    """A filing with the rows that an amendment restates, and those that it adds; all others stay."""
    rows = list(filing.rows)
    places = _restated(amendment.rows, rows)
    for i, place in places.items():
        rows[place] = amendment.rows[i]
    for row in (r for i, r in enumerate(amendment.rows) if i not in places):
        rows.insert(_place_of(row, rows), row)
    return replace(
        filing,
        rows=tuple(rows),
        notes=(*amendment.notes, *filing.notes),
        amended_by=(*filing.amended_by, amendment.source),
    )


def _restated(new: Sequence[Row], old: Sequence[Row]) -> dict[int, int]:
    """Each new row that restates an old one, with its place: those most alike find each other first."""
    pairs = ((_likeness(a, b), -abs(i - j), i, j) for i, a in enumerate(new) for j, b in enumerate(old))
    found: dict[int, int] = {}
    for score, _, i, j in sorted(pairs, reverse=True):
        if score >= _ENOUGH and i not in found and j not in found.values() and not _goes_on(new[i], old[j], old):
            found[i] = j
    return found


def _goes_on(new: Row, old: Row, rows: Sequence[Row]) -> bool:
    """Whether a row starts where an old one ended and has no amount of the other's: a trade left out, now added."""
    begins = _before(new)
    if begins is None or new.kind == "holding" or new.moved == old.moved or begins == _before(old):
        return False
    return any(begins == r.following for r in rows if _likeness(new, r) >= _ENOUGH - 4)


def _before(row: Row) -> Decimal | None:
    return None if row.following is None or row.moved is None else row.following - row.moved


_ENOUGH = 8
"""Of the points below: the line agrees (7), and one of date, code, number and balance."""


def _likeness(new: Row, old: Row) -> int:
    """How far two rows are the same trade or holding; a single correction leaves enough in common."""
    if (new.table, new.kind) != (old.table, old.kind):
        return 0
    grant = new.price == old.price and new.expiration == old.expiration
    points = (
        (4, new.kind == "holding"),
        (3, new.ownership == old.ownership),
        (3, grant and (new.table == 2 or new.title == old.title)),
        (1, new.nature == old.nature),
        (2, new.kind == "transaction" and new.date == old.date),
        (2, new.kind == "transaction" and new.code == old.code),
        (2, new.moved is not None and new.moved == old.moved and new.kind == "transaction"),
        (1, new.following is not None and new.following == old.following),
    )
    needed = grant or new.title == old.title
    return sum(worth for worth, holds in points if holds) if needed else 0


def _place_of(row: Row, rows: Sequence[Row]) -> int:
    """Where an added row goes: after the last row of its table that is no later."""
    before = [i for i, r in enumerate(rows) if r.table == row.table and (r.date or "") <= (row.date or "~")]
    return before[-1] + 1 if before else (0 if row.table == 1 else len(rows))
