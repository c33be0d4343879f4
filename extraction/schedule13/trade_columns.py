"""The columns of a table of trades: what its headings say each holds, and which cells of a row stand in which."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, takewhile
from typing import Literal

from extraction.document import Span
from extraction.schedule13.dates import DATE, MONTH
from extraction.schedule13.linearise import fold
from extraction.schedule13.trade_terms import Figure, Kind, find_figures, find_kind

Role = Literal["date", "shares", "price", "cost", "amount", "total", "kind", "holder", "other"]
Cell = tuple[str, Span]

_ROLES: tuple[tuple[Role, str], ...] = (
    (
        "other",
        r"settle|range|\blow\b|\bhigh\b|footnote|^(?!.*price).*(?:commission|balance|after\b|following|remaining)",
    ),
    ("date", r"\bdate"),
    ("price", r"^(?!.*(?:total|aggregate|gross)).*(?:price|(?:per|/|each)\s*(?:common\s+)?(?:share|unit|ads|sec))"),
    (
        "shares",
        r"^(?!.*(?:price|cost|value|proceeds|consideration|\$)).*(?:shares|number|\bno\.|quantity|\bqty|units|securities"
        r"|\bads|stock|(?:purchased|acquired|bought)\b.*(?:\bsold\b|\(dispos)|^\W*(?:purchased|bought|acquired|sold)\W*$)",
    ),
    ("total", r"total|aggregate|gross|net\b|proceeds|value|consideration|price"),
    ("cost", r"\bcost"),
    ("amount", r"\bamount"),
    ("holder", r"name|person|fund|entity|account|purchaser|seller|holder|party|owner|buyer|investor|acquiror"),
    ("kind", r"type|nature|transaction|trade|buy|sell|purchase|sale|acqui|dispos|action|how|where|method|b/s"),
)
_SIGNED = re.compile(r"\(\s*(?:sold|sales?|sell|disp)", re.IGNORECASE)
_BY = re.compile(r"\b(?:by|for)\s+(?:the\s+)?(?P<name>[A-Z].+)$")
_BLANK = re.compile(r"[-–—]+0?[-–—]*|none|n/?a|nil", re.IGNORECASE)
_KIND_ALONE = re.compile(r"(?:open[ -]market )?(?:purchase[ds]?|buys?|bought|sales?|sells?|sold)|[BPS]", re.IGNORECASE)
_AVERAGE = re.compile(r"average|avg|weighted", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Column:
    """What a column holds, by its heading; one of shares may say who traded them, and which way."""

    role: Role
    heading: str

    @property
    def kind(self) -> Kind | None:
        return None if self.signed else find_kind(f"\t{self.heading}\t")

    @property
    def signed(self) -> bool:
        """Whether the heading tells that what stands in brackets was sold: `Purchased (Sold)`."""
        return bool(_SIGNED.search(self.heading))

    @property
    def holder(self) -> str | None:
        found = _BY.search(self.heading)
        return found["name"] if found else None


Columns = tuple[Column, ...]


def read_columns(lines: Sequence[str], count: int) -> Columns | None:
    """The columns that a heading's lines name, where these have a date, a number of shares and a price.

    Headings of several lines stand one below the other, or line by line within the `count` cells of a row."""
    rows = [_cells_of(line) for line in lines]
    if not rows:
        return None
    joined = _cells_of(" ".join(lines))
    level = list(takewhile(lambda row: len(row) == len(rows[-1]), reversed(rows)))[::-1]
    even = [row for row in rows if len(row) == count]
    for heads in (_stacked(level), _stacked(even), joined if len(joined) == count else [], rows[-1]):
        columns = _settle([Column(_role(head), head) for head in heads])
        if {"date", "shares", "price"} <= {c.role for c in columns}:
            return tuple(columns)
    return None


def _cells_of(line: str) -> list[str]:
    return [fold(cell) for cell in line.split("\t") if cell.strip()]


def _stacked(rows: Sequence[Sequence[str]]) -> list[str]:
    return [" ".join(parts) for parts in zip(*rows, strict=True)]


def _role(heading: str) -> Role:
    bare = _BY.sub("", heading)
    return next((role for role, pattern in _ROLES if re.search(pattern, bare, re.IGNORECASE)), "other")


def _settle(columns: list[Column]) -> list[Column]:
    """`Cost` is the price where no other column is; `Amount` is the shares where no other column is."""
    roles = {c.role for c in columns}
    cost: Role = "total" if "price" in roles else "price"
    amount: Role = "total" if "shares" in roles else "shares"
    meant = {"cost": cost, "amount": amount}
    return [Column(meant.get(c.role, c.role), c.heading) for c in columns]


def first_group(columns: Columns) -> Columns:
    """The columns of the first of two tables that stand side by side."""
    dates = [i for i, c in enumerate(columns) if c.role == "date"]
    return columns[dates[0] : dates[1]] if len(dates) > 1 and dates[1] - dates[0] > 2 else columns


@dataclass(frozen=True, slots=True)
class Placed:
    """One trade of a row by its columns; a `holder` or `kind` that is no cell of the row is the column's own."""

    shares: Figure
    price: Figure
    kind: Kind | None
    signed: bool
    holder: str | None
    holder_column: bool


def place_row(cells: Sequence[Cell], columns: Columns) -> tuple[Placed, ...] | None:
    """The trades of a row, where its cells fit the columns in one way only; cells may lack, none may be left over."""
    ways = list(islice(_ways(cells, columns), 60))
    readings = {tuple(_read(way, columns)) for way in ways}
    return readings.pop() if len(readings) == 1 else None


def _ways(cells: Sequence[Cell], columns: Columns, at: int = 0) -> Iterator[dict[int, Cell]]:
    """Every way to set cells in columns, both in order."""
    if not cells:
        yield {}
        return
    for i in range(at, len(columns) - len(cells) + 1):
        if _fits(cells[0][0], columns[i].role):
            for rest in _ways(cells[1:], columns, i + 1):
                yield {i: cells[0]} | rest


def _fits(cell: str, role: Role) -> bool:
    figure = next(find_figures(cell), None)
    starts = figure is not None and not re.search(r"\w", cell[: figure.place[0]])
    dated = bool(DATE.match(cell) or MONTH.match(cell))
    if role == "date":
        return dated
    if role == "shares":
        return _is_blank(cell) or (starts and figure is not None and figure.whole and not figure.money and not dated)
    if role in ("price", "total"):
        return (starts and not dated) or (role == "total" and _is_blank(cell))
    named = bool(re.search(r"[A-Za-z]", cell)) and not dated
    return role == "other" or (named and not (role == "holder" and _KIND_ALONE.fullmatch(cell)))


def _is_blank(cell: str) -> bool:
    return bool(_BLANK.fullmatch(cell.strip()))


def _read(way: Mapping[int, Cell], columns: Columns) -> Iterator[Placed]:
    """A trade for each number of shares, each with the price that is its own, else the one of the row."""
    shares = [i for i, c in enumerate(columns) if c.role == "shares"]
    priced = [i for i, c in enumerate(columns) if c.role == "price"]
    named = [i for i, c in enumerate(columns) if c.role == "holder"]
    kinds = "\t".join(way[i][0] for i, c in enumerate(columns) if c.role in ("kind", "other") and i in way)
    for order, i in enumerate(shares):
        if i not in way or _is_blank(way[i][0]):
            continue
        own = [priced[order]] if len(priced) == len(shares) > 1 else _preferred(priced, columns)
        price = next((way[p] for p in own if p in way), None)
        figures = [next(find_figures(c[0], c[1][0])) for c in (way[i], price) if c]
        if len(figures) == 2:
            holder = next((fold(way[n][0]) for n in named if n in way), columns[i].holder)
            kind = find_kind(f"\t{kinds}\t") or columns[i].kind
            yield Placed(figures[0], figures[1], kind, columns[i].signed, holder, bool(named))


def _preferred(priced: Sequence[int], columns: Columns) -> list[int]:
    """Columns of prices, that of the average first."""
    return sorted(priced, key=lambda i: not _AVERAGE.search(columns[i].heading))
