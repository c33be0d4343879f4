"""Named tokens to signatures: which name goes with which date."""

from __future__ import annotations

import math
import re
import sys
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import groupby, pairwise
from statistics import median

from extraction.assembly.box import Group
from extraction.document import Layout
from extraction.labelers.named import NamedToken
from extraction.values.date import SHAPED

SIGNATURE = {"SIGNER": "name", "SIGN_DATE": "date"}


def group_signatures(tokens: Sequence[NamedToken]) -> list[Group]:
    """Signatures with their dates: those of one row of a table, else names stand level with their dates."""
    mine = _without_scraps([t for row in _by_row(tokens) for t in _with_dates(row)])
    dates = _dates([t for t in mine if t.label == "SIGN_DATE"])
    if not dates or any(t.layout in (Layout.GRID, Layout.CUT) for t in mine):
        return _in_turn(mine)
    if all(t.token.word.box[1] == int(t.token.word.box[1]) for t in mine):
        return _balanced(mine, dates)
    return _centred(mine, dates)


def _by_row(tokens: Sequence[NamedToken]) -> list[list[NamedToken]]:
    """Tokens of signatures, row by row."""
    return [list(row) for _, row in groupby((t for t in tokens if t.label in SIGNATURE), lambda t: t.row)]


def _with_dates(row: Sequence[NamedToken]) -> list[NamedToken]:
    """A row's tokens: what was taken for a date and has no figure is more of a name, and the other way round; the
    caption `Date` is neither."""
    texts = {label: "".join(t.token.text for t in row if t.label == label) for label in SIGNATURE}
    if texts["SIGNER"].lower() == "date":
        return [t for t in row if t.label == "SIGN_DATE"]
    if any(c.isdigit() for c in texts["SIGN_DATE"]):
        return list(row)
    dated = {k for k, t in enumerate(row) if SHAPED.fullmatch(t.token.text)}
    return [
        replace(
            t, label="SIGN_DATE" if k in dated else "SIGNER", begins=k in dated or (t.begins and t.label == "SIGNER")
        )
        for k, t in enumerate(row)
    ]


def _without_scraps(tokens: Sequence[NamedToken]) -> list[NamedToken]:
    """Tokens without what of a mis-cut row was taken for a signature and is neither a name's length nor a date."""
    texts: dict[int, str] = {}
    for t in tokens:
        texts[t.row] = texts.get(t.row, "") + t.token.text
    return [t for t in tokens if not t.cut or len(texts[t.row]) >= SHORTEST_NAME or _DAY.search(texts[t.row])]


SHORTEST_NAME = 6
_DAY = re.compile(r"\d/\d")


def _dates(tokens: Sequence[NamedToken]) -> list[list[NamedToken]]:
    """Dates, each with its tokens."""
    out: list[list[NamedToken]] = []
    for t in tokens:
        if out and not t.begins and t.row == out[-1][-1].row:
            out[-1].append(t)
        else:
            out.append([t])
    return out


def _balanced(tokens: Sequence[NamedToken], dates: Sequence[list[NamedToken]]) -> list[Group]:
    """Signatures in lines without heights: a date stands at the middle of its name's lines, as many above as below."""
    at = [held[0].row for held in dates]
    named = {t.row for t in tokens if t.label == "SIGNER"}
    lines = sorted(named - set(at))
    begins = {t.row for t in tokens if t.label == "SIGNER" and t.begins}
    between = [[r for r in lines if a < r < b] for a, b in pairwise([-1, *at, sys.maxsize])]
    ways: dict[int, tuple[float, tuple[int, ...]]] = {len(between[0]): (0.0, ())}
    for date, gap in zip(at, between[1:], strict=True):
        last = gap is between[-1]
        found: dict[int, tuple[float, tuple[int, ...]]] = {}
        for above, (cost, cuts) in ways.items():
            for below in [len(gap)] if last else range(len(gap) + 1):
                seam = UNBEGUN * (below < len(gap) and gap[below] not in begins)
                empty = NAMELESS * (not above and not below and date not in named)
                new = (cost + abs(above - below) + seam + empty, (*cuts, gap[below - 1] if below else -1))
                found[len(gap) - below] = min(found.get(len(gap) - below, (math.inf, ())), new)
        ways = found
    ends = [max(end, row) for end, row in zip(min(ways.values())[1], at, strict=True)]
    groups: list[Group] = [{"date": held} for held in dates]
    for t in tokens:
        if t.label == "SIGNER":
            groups[min(bisect_left(ends, t.row), len(groups) - 1)].setdefault("name", []).append(t)
    return groups


UNBEGUN, NAMELESS = 0.4, 3.0
"""What a name whose first token was taken for a further one, and a date without a name cost, in lines of imbalance."""


def _centred(tokens: Sequence[NamedToken], dates: Sequence[list[NamedToken]]) -> list[Group]:
    """Signatures of lines with heights: the parting of the names' lines by which each stands level with its date."""
    unit = max(median(t.token.word.box[3] - t.token.word.box[1] for t in tokens), 0.1)
    names = sorted((t for t in tokens if t.label == "SIGNER"), key=lambda t: t.row)
    lines = [list(line) for _, line in groupby(names, lambda t: t.row)]
    heights = [_height(line[0], unit) for line in lines]
    begins = [line[0].begins for line in lines]
    ways: dict[int, tuple[float, tuple[int, ...]]] = {0: (0.0, ())}
    for date in dates:
        found: dict[int, tuple[float, tuple[int, ...]]] = {}
        at = _height(date[0], unit)
        for start, (cost, ends) in ways.items():
            for end in range(start, min(start + LONGEST, len(lines)) + 1):
                if end == start:
                    new = cost + NAMELESS
                else:
                    new = cost + abs((heights[start] + heights[end - 1]) / 2 - at) + UNBEGUN * (not begins[start])
                found[end] = min(found.get(end, (math.inf, ())), (new, (*ends, end)))
        ways = found
    last = max(ways)
    ends = ways[last][1]
    parts = zip((0, *ends), (*ends[:-1], len(lines)), strict=False)
    named = [[t for line in lines[a:b] for t in line] for a, b in parts]
    return [{"date": date} | ({"name": held} if held else {}) for date, held in zip(dates, named, strict=True)]


LONGEST = 24
"""Lines that a signer's name takes at most."""


def _height(t: NamedToken, unit: float) -> float:
    """How far down the document a token stands, in heights of a line (`unit`)."""
    _, top, _, bottom = t.token.word.box
    return t.token.word.page * PAGE + (top + bottom) / 2 / unit


PAGE = 10_000.0
"""Lines that no page has."""


def _in_turn(tokens: Sequence[NamedToken]) -> list[Group]:
    """Signatures where names and dates follow each other, row by row."""
    groups: list[Group] = []
    for t in tokens:
        field = SIGNATURE[t.label]
        if not groups or _is_next(groups[-1], field, t):
            groups.append({})
        groups[-1].setdefault(field, []).append(t)
    return groups


def _is_next(group: Mapping[str, Sequence[NamedToken]], field: str, t: NamedToken) -> bool:
    """Whether a name or a date belongs to another signature than the last."""
    last = max((h[-1] for h in group.values()), key=lambda h: h.row)
    if t.layout == Layout.GRID == last.layout and "name" in group and "date" in group:
        return t.row != last.row
    return field in group and t.begins
