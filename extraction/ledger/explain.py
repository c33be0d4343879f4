"""Which footnotes explain a break: those that name its figure, mark its amounts, or speak of what makes breaks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from extraction.ledger.filing import Filing, Note, Row

_CAUSES = re.compile(
    r"\b(?:gift(?:s|ed)?|donat\w+|charit\w+|did not (?:account|include|reflect|report)|inadvertent\w*|error\w*"
    r"|erroneous\w*|incorrect\w*|inaccura\w+|mis(?:stated|reported|calculated)|omit\w*|correct(?:s|ed|ly|ion)?"
    r"|previously reported|over(?:stated|reported)|under(?:stated|reported)|split|dividend\w*|reinvest\w*|espp"
    r"|employee stock purchase|401\s?\(?k\)?|distribut\w+|transfer\w*|inherit\w*|estate|divorce|domestic relations"
    r"|forfeit\w*|withh\w+|no longer|also (?:includes|reflects)|includes?|adjust\w*|exempt|merger|convers\w+|convert\w*"
    r")\b",
    re.IGNORECASE,
)
_DATE = re.compile(
    r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+\d{1,2}(?:,?\s+\d{4})?|\d{1,2}/\d{1,2}/\d{2,4}",
    re.IGNORECASE,
)
_FIGURE = re.compile(r"(?<![\w$€£.,(-])(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?![\w%-]|[.,]\d)")
_AMOUNTS = ("shares_owned_following", "shares", "underlying_shares")
_ENOUGH = 2
_MOST_FIGURES = 8


@dataclass(frozen=True, slots=True)
class Explanation:
    """A footnote that may explain a break, and why it is thought to. `named`: it says the very figure."""

    note: Note
    named: bool
    why: tuple[str, ...]
    weight: int


def explain(difference: Decimal, filing: Filing, rows: Sequence[Row]) -> tuple[Explanation, ...]:
    """The footnotes of a filing that explain a difference at these rows, the best first; the remarks count as one."""
    remarks = (Note(filing.source, "remarks", filing.remarks),) if filing.remarks else ()
    weighed = [_weigh(note, difference, rows) for note in (*filing.notes, *remarks)]
    return tuple(sorted((e for e in weighed if e.weight >= _ENOUGH), key=lambda e: -e.weight))


def _weigh(note: Note, difference: Decimal, rows: Sequence[Row]) -> Explanation:
    """A footnote weighed: its figure tells most, then the amount that it marks, then its words."""
    named = _names(note.text, abs(difference))
    linked = next((f for f in _AMOUNTS if any(f == field and note == n for r in rows for field, n in r.marks)), None)
    causes = tuple(dict.fromkeys(m.group().lower() for m in _CAUSES.finditer(note.text)))
    why = [named] if named else []
    why += [f"marks {linked}"] if linked else []
    why += [f"says {', '.join(causes[:4])}"] if causes else []
    weight = 4 * bool(named) + (2 if linked == _AMOUNTS[0] else 1 if linked else 0) + min(len(causes), 2) * bool(causes)
    speaks = bool(named) or bool(linked and causes) or linked == _AMOUNTS[0]
    return Explanation(note, bool(named), tuple(why), weight if speaks else 0)


def _names(text: str, figure: Decimal) -> str:
    """How a text names a figure: itself, or as the sum of some of its own."""
    figures = list(figures_of(text))
    if figure in figures:
        return f"names {figure:,f}"
    some = sorted(set(figures), reverse=True)[:_MOST_FIGURES]
    sums = (c for n in (2, 3) for c in combinations(some, n) if sum(c) == figure)
    found = next(sums, None)
    return f"names {' + '.join(f'{f:,f}' for f in found)}" if found else ""


def figures_of(text: str) -> Iterator[Decimal]:
    """The numbers of things in a text: no prices, percents, dates, rules or plans."""
    for found in _FIGURE.finditer(_DATE.sub(" ", text)):
        yield Decimal(found.group().replace(",", ""))
