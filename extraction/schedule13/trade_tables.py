"""Trades in tables and lists: rows that give a date, a number of shares and a price."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import permutations, zip_longest

from extraction.document import Span
from extraction.record import ReportingPerson
from extraction.schedule13.dates import DATE, MONTH, read_date, read_month
from extraction.schedule13.linearise import blank, fold
from extraction.schedule13.trade_columns import Cell, Columns, Placed, first_group, place_row, read_columns
from extraction.schedule13.trade_terms import (
    CONTRADICTED,
    UNSURE,
    Figure,
    Kind,
    TradeReading,
    bare,
    find_figures,
    find_kind,
)

_HEADING_WORDS = re.compile(
    r"\b(?:date|quantity|price|number|shares|amount|type|transactions?|purchases?|sales?|cost|nature|per|"
    r"trade|average|aggregate|total|footnote|buy|sell|how)\b",
    re.IGNORECASE,
)
_PROSE = re.compile(r"\b[a-z]{2,}\b")
_LEAD = r"(?:during|on|in|for|month of|from)?[ \t]*"
_TELLS = re.compile(
    r"\b(?:bought|sold|purchased|acquired)\b[^\t\n]{0,40}\d[^\t\n]{0,20}\bshares?\b|"
    r"\b(?:owned|owns?|held|holds?|outstanding|ceased|exercisable)\b",
    re.IGNORECASE,
)
"""A sentence about a trade or a holding, which is no row of a table."""
_UNTIL = re.compile(r"[ \t]*(?:-|–|—|to|through|thru|and)[ \t]*(?=\d|[A-Z][a-z]{2})", re.IGNORECASE)
_DAY = re.compile(
    r"(?P<month>jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec)[a-z]{0,6}\.?[ ]+(?P<day>[0-3]?\d)(?!\d|,?[ ]*\d)",
    re.IGNORECASE,
)
"""A day of a month of which the year is not said."""


@dataclass(frozen=True, slots=True)
class Dated:
    """The date of a row, with its place in the line; unsure where a range was shown or no year."""

    start: int
    end: int
    value: str | None
    unsure: bool = False


@dataclass(slots=True)
class _Table:
    """What the lines above a row say of it."""

    text: str
    persons: Sequence[ReportingPerson]
    heading: bool
    kind: Kind | None = None
    holder: str | None = None
    last_holder: str | None = None
    lines: list[str] = field(default_factory=list)
    columns: Columns | None = None

    def hear(self, line: str) -> None:
        """A line that is no row: a heading, a holder's name, words between rows."""
        self.heading = self.heading or bool(re.search(r"price|cost", line, re.IGNORECASE))
        self.kind = _heading_kind(line, self.kind)
        named = find_heading_holder(line, self.persons, self.text)
        if named:
            self.holder, self.last_holder = named, None
        else:
            self.lines = [*self.lines[-7:], line] if len(line) < 130 or "\t" in line else []

    def start_row(self, count: int) -> None:
        """The columns that the lines just heard name for a row of `count` cells, else those above them."""
        self.columns = read_columns(self.lines, count) or self.columns
        self.lines = []


def read_rows(
    text: str, begin: int, end: int, is_item: bool, persons: Sequence[ReportingPerson]
) -> Iterator[TradeReading]:
    """Trades from lines that give a date, a number and a price."""
    table = _Table(text, persons, heading=is_item)
    lines = [(begin + m.start(), begin + m.end()) for m in re.finditer(r"[^\n\f]+", text[begin:end])]
    taken = 0
    for i, (start, stop) in enumerate(lines):
        if start < taken:
            continue
        rows = list(_rows_of(text, lines, i))
        if not rows:
            table.hear(text[start:stop])
            continue
        table.start_row(len(_cells(text[start:stop], start)))
        for place, dated in rows:
            trades = _read_row(text, place, dated, table)
            taken = max(taken, place[1]) if trades else taken
            if table.heading:
                yield from trades


def _rows_of(text: str, lines: list[Span], i: int) -> Iterator[tuple[Span, Dated]]:
    """The rows that begin on a line: one, or those of tables side by side."""
    start, stop = lines[i]
    line = text[start:stop]
    dates = list(_dates_at_cells(line))
    apart = [a for a, b in zip_longest(dates, dates[1:]) if _is_row(line, a, b)]
    if len(apart) > 1:
        ends = [*(start + d.start for d in apart[1:]), stop]
        begins = [start, *(start + d.start for d in apart[1:])]
        for begin, end, dated in zip(begins, ends, apart, strict=True):
            at = begin - start
            yield (begin, end), replace(dated, start=dated.start - at, end=dated.end - at)
    elif dates:
        yield (start, _row_stop(text, lines, i, dates[0])), dates[0]
    elif yearless := _yearless(text, start, line):
        yield (start, stop), yearless


def _is_row(line: str, dated: Dated, following: Dated | None) -> bool:
    rest = line[dated.end : following.start if following else len(line)]
    return len(list(find_figures(rest))) >= 2


def _dates_at_cells(line: str) -> Iterator[Dated]:
    """Dates at the head of a line or of one of its cells."""
    at = 0
    for found in DATE.finditer(line):
        value = read_date(found)
        if value and found.start() >= at and _heads_cell(line, found.start()):
            dated = _ranged(line, found.start(), found.end(), value)
            at = dated.end
            yield dated
    if not at:
        month = MONTH.search(line)
        if month and _heads_cell(line, month.start()):
            yield Dated(month.start(), month.end(), read_month(month))


def _ranged(line: str, start: int, end: int, value: str) -> Dated:
    """A date, or the days from one to another: the month of both, else none."""
    until = _UNTIL.match(line, end)
    last = DATE.match(line, until.end()) if until else None
    day = read_date(last) if last else None
    if not last or not day:
        return Dated(start, end, value)
    return Dated(
        start, last.end(), value if value == day else value[:7] if value[:7] == day[:7] else None, value != day
    )


def _yearless(text: str, start: int, line: str) -> Dated | None:
    """A day without a year at the head of a row of figures: the year is that of the date told before it."""
    found = _DAY.match(line.lstrip(" \t"))
    lead = len(line) - len(line.lstrip(" \t"))
    if not found or len(list(find_figures(line[lead + found.end() :]))) < 2:
        return None
    before = [d for m in DATE.finditer(text, max(start - 6000, 0), start) if (d := read_date(m))]
    month = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec").index(
        found["month"][:3].lower()
    )
    year = before[-1][:4] if before else None
    value = f"{year}-{month + 1:02}-{int(found['day']):02}" if year else None
    return Dated(lead, lead + found.end(), value, unsure=True)


def _heads_cell(line: str, at: int) -> bool:
    return bool(re.search(rf"(?:^|\t)[ \t*]*(?:\(?\w\)[ \t]*)?{_LEAD}$", line[:at], re.IGNORECASE)) or not re.search(
        r"[a-z]{2}.*[a-z]{2}", line[:at]
    )


def _row_stop(text: str, lines: list[Span], i: int, dated: Dated) -> int:
    """The end of a row: its line, or the short lines below where each cell stands on its own."""
    start, stop = lines[i]
    if len(_figures_around(text[start:stop], dated)) >= 2 or len(_PROSE.findall(text[start + dated.end : stop])) > 2:
        return stop
    for begin, end in lines[i + 1 : i + 5]:
        line = text[begin:end]
        if any(_dates_at_cells(line)) or end - begin > 40 or len(_PROSE.findall(_HEADING_WORDS.sub("", line))) > 2:
            break
        stop = end
        if len(list(find_figures(text[lines[i][1] : stop]))) >= 2:
            break
    return stop


def _figures_around(line: str, dated: Dated) -> list[Figure]:
    """The figures of a row: those after its date; where one or none follows, cells before it that are nothing else."""
    hidden = blank(line, [m.span() for pattern in (DATE, MONTH) for m in pattern.finditer(line)])
    behind = list(find_figures(hidden[dated.end :], dated.end))
    cells = _cells(line[: dated.start], 0) if len(behind) < 2 else []
    return [f for text, (start, _) in cells if _BARE.fullmatch(text) for f in find_figures(text, start)] + behind


_BARE = re.compile(r"\(?(?:US)?\$?[ ]*\d[\d,]*(?:\.\d+)?\)?(?:[ ]*\(\w{1,2}\))?")
"""A cell that is nothing but a figure, with a footnote's mark at most."""


def _cells(text: str, start: int) -> list[Cell]:
    """Cells and where they stand; a currency's sign belongs to the figure that follows it, `)` and `%` to the last."""
    cells: list[Cell] = []
    for found in re.finditer(r"[^\t\n]+", text):
        shown, place = found.group().strip(), (start + found.start(), start + found.end())
        if not shown:
            continue
        if cells and (re.fullmatch(r"[)%]+", shown) or re.fullmatch(r"\(?(?:US|CDN|C)?[$£€]", cells[-1][0])):
            cells[-1] = (cells[-1][0] + shown, (cells[-1][1][0], place[1]))
        else:
            cells.append((shown, place))
    return cells


def _read_row(text: str, place: Span, dated: Dated, table: _Table) -> list[TradeReading]:
    """The trades of a row: by its columns, where the headings name them and it fits; else by what figures look like."""
    row = text[slice(*place)]
    if len(_PROSE.findall(_HEADING_WORDS.sub("", row[dated.end :]))) > 6 or _TELLS.search(row[dated.end :]):
        return []
    columns = first_group(table.columns) if table.columns else None
    placed = place_row(_cells(row, place[0]), columns) if columns else None
    if placed is not None:
        return [_by_columns(p, place, dated, table) for p in placed]
    trade = _by_looks(text, place, dated, table)
    if trade is None:
        return []
    crossed = columns is not None and sum(c.role == "shares" for c in columns) > 1
    return [replace(trade, certainty=UNSURE, holder=None) if crossed else trade]


def _by_columns(placed: Placed, place: Span, dated: Dated, table: _Table) -> TradeReading:
    """A trade whose columns are named; a blank cell of holders stands for the one above it."""
    holder = placed.holder or table.holder
    if placed.holder_column:
        holder = table.last_holder = placed.holder or table.last_holder or table.holder
    kind, certainty = _settle_kind(placed.kind, placed.shares.negative, placed.signed, table.kind, dated)
    return TradeReading(
        holder, kind, dated.value, placed.shares.value, placed.price.value, place, certainty, proved=certainty == 1
    )


def _settle_kind(
    own: Kind | None, negative: bool, signed: bool, above: Kind | None, dated: Dated
) -> tuple[Kind | None, float]:
    """The kind that words, brackets and headings tell, and how certain the row is: nothing where two of them differ."""
    if (negative and own == "purchase") or (signed and not own and not negative and above == "sale"):
        return None, CONTRADICTED
    told: Kind | None = own or ("sale" if negative else "purchase" if signed else above)
    return told, UNSURE if dated.unsure else 1.0


def _by_looks(text: str, place: Span, dated: Dated, table: _Table) -> TradeReading | None:
    """A trade from a row's cells: the first whole number is the shares, the first money or decimal the price."""
    start, stop = place
    row = text[start:stop]
    figures = _figures_around(row, dated)
    shares, price = _told_by_total(figures) or _told_by_shape(figures)
    if shares is None or price is None:
        return None
    before = row[: dated.start] if shares.place[0] >= dated.end else ""
    named = _holder_cell(before)
    if named and _SUFFIX.fullmatch(named):
        named = fold(f"{text[:start].rstrip().rsplit(chr(10), 1)[-1]} {named}")
    table.last_holder = named or table.last_holder
    own = find_kind(f"{row[: dated.start]}\t{row[dated.end :]}\t")
    kind, certainty = _settle_kind(own, shares.negative, False, table.kind, dated)
    holder = named or table.last_holder or table.holder
    return TradeReading(holder, kind, dated.value, shares.value, price.value, place, certainty)


def _told_by_total(figures: Sequence[Figure]) -> tuple[Figure, Figure] | None:
    """Shares and price whose product the row shows as well."""
    for one, other, total in permutations(figures, 3):
        product = Decimal(one.value) * Decimal(other.value)
        told = one.whole and not one.money and (not other.whole or other.money)
        if told and product and abs(Decimal(total.value) / product - 1) < _ROUNDED:
            return one, other
    return None


_ROUNDED = Decimal("0.002")
"""How far a total may be from what shares and price make: prices are rounded, and totals have fees."""


def _told_by_shape(figures: Sequence[Figure]) -> tuple[Figure | None, Figure | None]:
    shares = next((f for f in figures if f.whole and not f.money), None)
    others = [f for f in figures if f is not shares]
    priced = [f for f in others if f.money or not f.whole or f.fraction] or others
    return shares, priced[0] if priced else None


_SUFFIX = re.compile(r"(?:L\.?P|L\.?L\.?C|Inc|Ltd|Limited|Corp|Company|N\.?A|S\.?A|plc)\.?")
"""What is left on a name's second line."""


def _heading_kind(line: str, kind: Kind | None) -> Kind | None:
    """The kind that a heading announces for the rows below."""
    return (find_kind(f"\t{line}\t") or kind) if len(line) < 90 or re.search(r"following|below", line) else kind


_LISTED = re.compile(
    r"^[ \t]*(?:\(?[A-Za-z0-9]{1,3}[.)][ \t]+)?(?i:(?:on\s+behalf|for\s+the\s+account|transactions?|purchases|"
    r"sales|(?:[a-z]+[ ]){0,4}(?:purchased|bought|acquired|sold|effected|made))\s+(?:of|by|for)\s+)?"
    r"(?P<name>[A-Z0-9][^:\t\n]{2,80}?)[ \t]*(?P<colon>:)?[ \t]*$"
)
_ENTITY = re.compile(
    r"\b(?:L\.?P\.?|L\.?L\.?C\.?|(?:Inc|INC|Ltd|LTD|Corp|CORP)\.?|(?i:Limited|Fund|Trust|Partners|Company|Partnership|"
    r"Master|Offshore|Capital|Foundation|Plan))(?:$|[\s,.)])"
)


_PERSON = re.compile(
    r"(?!.*\b(?i:stock|shares?|market|class|open|total|page|securities|units?|item|schedule|transactions?|cusip|common"
    r"|of|and|average|trade|number|type|united|new|exchange)\b)[A-Z][\w’'-]+(?: [A-Z]\.?){0,2} [A-Z][\w’'-]+"
    r"(?:,? (?:Jr|Sr|JR|SR|II|III|IV)\.?)?"
)


def find_heading_holder(line: str, persons: Sequence[ReportingPerson] = (), text: str = "") -> str | None:
    """The fund or person that a heading line names: a reporting person, or an entity alone on its line."""
    found = _LISTED.match(line)
    if (
        not found
        or re.search(r"\b(?:the|of\s+the|this|item|date|price|shares)\b", found["name"], re.IGNORECASE)
        or len(found["name"].split()) > 9
    ):
        return None
    name = fold(found["name"])
    known = any(p.name and bare(p.name) == bare(name) for p in persons)
    return name if known or _ENTITY.search(name) or _is_person(name, text) else None


def _is_person(name: str, text: str) -> bool:
    """Whether words alone on a line are a person's name that the filing gives elsewhere as well."""
    return bool(_PERSON.fullmatch(name)) and len(re.findall(rf"(?i)\b{re.escape(name)}\b", text)) > 2


def _holder_cell(before: str) -> str | None:
    cells = [c for c in re.split(r"\t|\n", before) if re.search(r"[A-Za-z]", c) and not find_kind(f"\t{c}\t")]
    named = re.sub(rf"{_LEAD}$", "", fold(cells[0]), flags=re.IGNORECASE).strip() if cells else ""
    return named if len(named) > 2 and not re.fullmatch(r"\(\w{1,3}\)", named) else None
