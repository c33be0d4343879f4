"""The lines of a filing: which rows are of one security held in one way, where they begin and where they end.

A line is what the forms count apart: each class of securities, and within it each kind of ownership (Form 4,
General Instruction 4(b): report securities owned directly and those owned indirectly on separate lines).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from extraction.ledger.filing import Filing, Row

_PER_GRANT = re.compile(r"unit|award|restrict|performance|phantom|rsu|psu|option|warrant|right|sar\b")
_PAR = re.compile(r"[,(]?\s*(?:no )?par value.*|[,(]?\s*\$\s?\.?\d[\d.]*\s*par.*|\bper share\b")
_FILLERS = {"by", "the", "a", "an", "of", "held", "owned", "shares", "share", "indirectly", "through"}
_SEE = re.compile(r"^\W*(?:see|refer)\b.*(?:note|below|remark)|^\W*(?:foot)?note\b|^\W*\(?\d*\)?\W*$", re.IGNORECASE)

_TELL_NATURE = ("nature_of_ownership", "direct_or_indirect", "shares_owned_following")
"""Fields whose footnotes say how a line is held, the likeliest first."""
UNSAID = "unsaid"


@dataclass(frozen=True, slots=True)
class Line:
    """What identifies a line. Of a derivative with price or expiration these do, and the title does not."""

    table: int
    title: str
    ownership: str
    nature: str
    price: Decimal | None = None
    expiration: str | None = None

    @property
    def certain(self) -> bool:
        """Whether one line has one balance: units and awards without price or date are counted grant by grant."""
        if self.table == 1 or (self.price and self.expiration):
            return True
        return not _PER_GRANT.search(self.title)

    @property
    def vague(self) -> bool:
        """Whether nothing says how it is held indirectly: lines of several trusts may look like one."""
        return self.ownership == "I" and self.nature in ("", UNSAID)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A line within one filing: its rows in order of time, its amounts before and after; `ties` if each follows."""

    rows: tuple[Row, ...]
    opening: Decimal | None
    closing: Decimal | None
    ties: bool = True

    @property
    def begins_anew(self) -> bool:
        """Whether it is a grant made in this filing."""
        return self.opening == 0 and (self.rows[0].moved or 0) > 0

    @property
    def bare(self) -> bool:
        """Whether no balance stands in it at all."""
        return all(r.following is None for r in self.rows)


def lines_of(filing: Filing) -> dict[Line, tuple[Stretch, ...]]:
    """The lines of a filing in its order; several stretches where lines are told apart by their amounts only."""
    rows: dict[Line, list[Row]] = {}
    for row in filing.rows:
        rows.setdefault(line_of(row), []).append(row)
    return {line: stretches_of(own, line) for line, own in rows.items()}


def line_of(row: Row) -> Line:
    """The line that a row belongs to."""
    ownership = row.ownership or ("I" if row.nature else "D")
    nature = nature_key(row) if ownership == "I" else ""
    title = title_key(row.title or "")
    if row.table == 1:
        return Line(1, title, ownership, nature)
    price = row.price.normalize() if row.price else None
    named = "" if price is not None and row.expiration else title
    return Line(2, named, ownership, nature, price, row.expiration)


def title_key(title: str) -> str:
    """A security's title without case, punctuation, par value and plural."""
    words = re.findall(r"[^\W_]+", _PAR.sub(" ", title.casefold()))
    singular = ("share" if w == "shares" else "stock" if w == "stocks" else w for w in words)
    return " ".join(singular)


def nature_key(row: Row) -> str:
    """How securities are held indirectly; where the cell only points to a footnote, what that footnote says."""
    nature = row.nature or ""
    if not nature or _SEE.search(nature):
        linked = (" ".join(note.text for f, note in row.marks if f == field) for field in _TELL_NATURE)
        nature = next((text for text in linked if text), UNSAID)
    words = re.findall(r"[^\W_]+", re.sub(r"\(\w{1,2}\)|['’]s?\b", " ", nature.casefold()))
    return " ".join(w for w in words if w not in _FILLERS)


def stretches_of(rows: Sequence[Row], line: Line) -> tuple[Stretch, ...]:
    """Rows of one line as stretches: one if their balances run on, in whatever order they were filed."""
    holdings = sum(r.kind == "holding" for r in rows)
    tries = (put(order) for order in _orders(rows) for put in (_as_told, _by_total)) if holdings < 2 else ()
    tied = next((stretch for stretch in tries if stretch.ties), None)
    if tied is not None:
        return (tied,)
    alone = line.table == 1 and line.ownership == "D" and not holdings
    return (_as_told(_by_date(rows)),) if alone else tuple(_apart(rows))


def _orders(rows: Sequence[Row]) -> Iterator[Sequence[Row]]:
    yield rows
    yield _by_date(rows)
    yield _by_date(rows[::-1])


def _by_date(rows: Sequence[Row]) -> Sequence[Row]:
    return sorted(rows, key=lambda r: r.date or "~")


def _as_told(rows: Sequence[Row]) -> Stretch:
    """Each balance follows from the one before it."""
    return _stretch(rows, [[r] for r in rows])


def _by_total(rows: Sequence[Row]) -> Stretch:
    """Rows that show the same balance were reported against one total."""
    return _stretch(rows, [list(block) for _, block in groupby(rows, lambda r: r.following)])


def _stretch(rows: Sequence[Row], blocks: Iterable[Sequence[Row]]) -> Stretch:
    """Rows put together block by block; a block's balance is the last that it shows."""
    opening: Decimal | None = None
    balance: Decimal | None = None
    passed: Decimal | None = Decimal(0)
    ties = True
    for block in blocks:
        moved = _sum(r.moved for r in block)
        shown = next((r.following for r in reversed(block) if r.following is not None), None)
        passed = None if passed is None or moved is None else passed + moved
        balance = None if balance is None or moved is None else balance + moved
        if shown is not None:
            if opening is None and passed is not None:
                opening = shown - passed
            ties = ties and balance in (None, shown)
            balance = shown
    return Stretch(tuple(rows), opening, balance, ties)


def _sum(numbers: Iterable[Decimal | None]) -> Decimal | None:
    known = list(numbers)
    return None if None in known else sum((n for n in known if n is not None), Decimal(0))


def _apart(rows: Sequence[Row]) -> Iterator[Stretch]:
    """Rows that do not run on, as the fewest runs that do: each row joins the first run that it follows from."""
    runs: list[list[Row]] = []
    for row in rows:
        home = next((run for run in runs if _follows(run[-1], row)), None)
        if home is None:
            runs.append([row])
        else:
            home.append(row)
    return (_as_told(run) for run in runs)


def _follows(last: Row, row: Row) -> bool:
    if row.kind == "holding" or row.following is None or row.moved is None or last.following is None:
        return False
    return last.following + row.moved == row.following
