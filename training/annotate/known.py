"""A known record's values found in a filing: what a person would have marked, without a person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from extraction.document import Block, Row
from extraction.labelers.labelled_row import LabelledRow
from extraction.labelers.models import Models
from extraction.labelers.sections import find_tables
from extraction.layout.logical import LogicalTable
from extraction.layout.tokens import Token
from training.annotate.collect import Collected, Filing, gather
from training.annotate.configure import UNMARKED
from training.annotate.find_box import (
    SIGNED,
    Wanted,
    choose_spot,
    find_checks,
    find_footnotes,
    find_spots,
    tokens_by_row,
    wanted_values,
)
from training.annotate.find_columns import Lacking, Placed, Taught, heading_key, lone_marks, place_values
from training.annotate.marks import Mark
from training.annotate.match_rows import TABLES, Matched, match_rows
from training.annotate.name_marks import Problem
from training.annotate.point import Pointed
from training.annotate.sheet import Sheet
from training.annotate.spot import Run, find_text, fold
from training.annotate.suggest import Named, name_all

_ROWS = {"non_derivative": "nd", "derivative": "dv"}
_FIELD = {"shares_acquired": "shares", "shares_disposed": "shares"}
HEADS = 4
"""Rows above a table's first that may be its headings."""


@dataclass(frozen=True, slots=True)
class Found:
    """What was found of a record, and what was not: missing, or in several places."""

    collected: Collected
    problems: tuple[Problem, ...]
    share: float
    """Of the record's values the share that was found."""
    columns: tuple[tuple[str, str], ...] = ()
    """What each value's heading stood for: heading and label."""


def teach_headings(found: Iterable[Found]) -> dict[str, Counter[str]]:
    """What headings stood for in filings, so that a value that could be in two columns is told by its heading."""
    taught: dict[str, Counter[str]] = {}
    for one in found:
        for heading, label in one.columns:
            taught.setdefault(heading, Counter())[label] += 1
    return taught


def find_known(filing: Filing, record: Mapping[str, Any], models: Models, taught: Taught | None = None) -> Found:
    """The annotated filing that a known record makes of its filing; `taught` as `teach_headings` gives it."""
    named = name_all(filing.document, models)
    matched = match_rows(record, filing.sheet.rows)
    placed = list(_place_rows(filing, matched, models, taught or {}))
    pointed = [*_row_marks(placed, filing.sheet), *_heads(filing, matched)]
    problems = list(_row_problems(filing, matched, placed))
    boxed, lacking = _box_marks(filing, record, matched, named)
    pointed += boxed
    problems += [Problem(filing.path.name, where, what) for where, what in lacking]
    values = sum(1 for p in pointed if not p.pointer.startswith(("/head", "/title")))
    share = values / max(values + len(problems), 1)
    pointed.sort(key=lambda p: (p.mark.start, p.mark.end))
    gold = {k: v for k, v in record.items() if k != "source"}
    columns = tuple((p.heading, p.label) for p in placed if isinstance(p, Placed) and p.heading and not p.note)
    return Found(gather(filing, gold, pointed), tuple(problems), share, columns)


def _labelled(filing: Filing, matched: Matched) -> list[LabelledRow]:
    """The document's rows, those of known rows named as such, and above each table its headings."""
    seen: set[tuple[str, int]] = set()
    out: list[LabelledRow] = []
    heads = set(_head_rows(filing, matched))
    for i, (block, row) in enumerate(filing.document.rows()):
        known = matched.lines.get(i)
        label = "head" if i in heads else UNMARKED
        if known:
            first = (known.table, known.number) not in seen
            seen.add((known.table, known.number))
            label = _ROWS[known.table] + ("" if first else "+")
        out.append(LabelledRow(block, row, label, 1.0))
    return out


def _head_rows(filing: Filing, matched: Matched) -> Iterator[int]:
    """Rows just above a table's first row, in its block, that show several cells and no figures."""
    rows: list[tuple[Block, Row]] = list(filing.document.rows())
    for table in TABLES:
        first = min((i for i, known in matched.lines.items() if known.table == table), default=-1)
        for i in range(first - 1, max(first - 1 - HEADS, -1), -1):
            block, row = rows[i]
            figures = sum(c.isdigit() for c in row.text)
            if block is not rows[first][0] or len(row.cells) < 2 or figures > len(row.text) / 4:
                break
            yield i


def _place_rows(filing: Filing, matched: Matched, models: Models, taught: Taught) -> Iterator[Placed | Lacking]:
    """The values and marks of every known row that has its lines."""
    labelled = _labelled(filing, matched)
    for table in find_tables(labelled):
        pairs = [(row, matched.lines.get(row.first)) for row in table.rows]
        rows = [known for _, known in pairs if known]
        if len(rows) != len(table.rows):
            continue
        found = list(place_values(table, rows, models.cells, filing.form.startswith("3"), taught))
        yield from (_headed(p, table) if isinstance(p, Placed) else p for p in found)
        placed = [p for p in found if isinstance(p, Placed)]
        for row, known in zip(table.rows, rows, strict=True):
            yield from lone_marks(table, row, known, [p for p in placed if p.known is known], taught)


def _headed(placed: Placed, table: LogicalTable) -> Placed:
    """A value with the heading of the column that it stands in."""
    word = placed.run[0].word
    column = next((s.column for row in table.rows for s in row.slots if any(w is word for w in s.words)), None)
    return replace(placed, heading=heading_key(table, column)) if column is not None else placed


def _mark(label: str, run: Run, sheet: Sheet) -> Mark:
    spans = [sheet.span(token) for token in run]
    start, end = min(a for a, _ in spans), max(b for _, b in spans)
    text = sheet.text[start:end]
    bare = text.lstrip("\\$ ").rstrip(", ")
    if bare and "(" not in text:
        start += text.index(bare)
        text = bare
    return Mark(f"{label}@{start}", label, start, start + len(text), text)


def _row_marks(placed: Iterable[Placed | Lacking], sheet: Sheet) -> Iterator[Pointed]:
    for p in placed:
        if isinstance(p, Placed):
            field = _FIELD.get(p.label, p.label)
            at = f"/{p.known.table}/{p.known.number}"
            pointer = f"{at}/footnotes/{field}" if p.note else f"{at}/{field}"
            for run in _pieces(p.run, sheet):
                yield Pointed(_mark(p.label, run, sheet), pointer)


def _pieces(run: Run, sheet: Sheet) -> Iterator[Run]:
    """A run cut where other words stand between its tokens: lines of a cell beside other columns."""
    held: list[Token] = []
    for token in run:
        if held:
            between = sheet.text[sheet.span(held[-1])[1] : sheet.span(token)[0]]
            if between.strip() or sheet.span(token)[0] < sheet.span(held[-1])[0]:
                yield tuple(held)
                held = []
        held.append(token)
    yield tuple(held)


def _heads(filing: Filing, matched: Matched) -> Iterator[Pointed]:
    """Headings above the tables, cell by cell, and the lone line above them as the table's title."""
    rows = _labelled(filing, matched)
    sheet = filing.sheet
    for number, table in enumerate(TABLES, 1):
        first = min((i for i, known in matched.lines.items() if known.table == table), default=-1)
        top = first
        while top > 0 and rows[top - 1].label == "head":
            top -= 1
            for cell in rows[top].row.cells:
                yield Pointed(_span_mark("head", *sheet.reach(cell.words), sheet), f"/head{number}")
        if 0 < top < first and rows[top - 1].label == UNMARKED and len(rows[top - 1].row.cells) == 1:
            yield Pointed(_line_mark(f"title{number}", filing, top - 1), f"/title{number}")


def _row_problems(filing: Filing, matched: Matched, placed: Iterable[Placed | Lacking]) -> Iterator[Problem]:
    name = filing.path.name
    for known in matched.missing:
        yield Problem(name, f"/{known.table}/{known.number}", "no row of the filing shows it")
    for known in matched.double:
        yield Problem(name, f"/{known.table}/{known.number}", "several rows of the filing could be it")
    for p in placed:
        if isinstance(p, Lacking):
            value = p.known.values[p.field]
            what = f"{value!r} could be in several places" if p.ambiguous else f"{value!r} was not found"
            yield Problem(name, f"/{p.known.table}/{p.known.number}/{p.field}", what)
    yield from _mark_problems(name, matched, [p for p in placed if isinstance(p, Placed)])


def _mark_problems(name: str, matched: Matched, placed: Sequence[Placed]) -> Iterator[Problem]:
    """Footnote marks of known rows that could not be told."""
    seen = {(p.known.table, p.known.number, _FIELD.get(p.label, p.label), p.note) for p in placed if p.note}
    for known in {(k.table, k.number): k for k in matched.lines.values()}.values():
        for field, ids in known.footnotes.items():
            for id_ in map(str, ids):
                if (known.table, known.number, field, id_) not in seen:
                    where = f"/{known.table}/{known.number}/footnotes/{field}"
                    yield Problem(name, where, f"which mark ({id_}) is meant could not be told")


def _box_marks(
    filing: Filing, record: Mapping[str, Any], matched: Matched, named: Named
) -> tuple[list[Pointed], list[tuple[str, str]]]:
    """Marks of what stands outside the tables, and what was not found or is ambiguous."""
    rows = tokens_by_row(filing.sheet.rows, set(matched.lines))
    labels = {(id(t.token.word), t.token.start): t.label for t in named.tokens}
    anchors: dict[str, int] = {"tables": max(matched.lines, default=0)}
    pointed: list[Pointed] = []
    lacking: list[tuple[str, str]] = []
    taken: set[tuple[int, int]] = set()
    asked = sorted(wanted_values(record), key=_signatures_last)
    for k, wanted in enumerate(asked):
        alike = sum(w.label == wanted.label and fold(w.value) == fold(wanted.value) for w in asked[k:])
        spots = [s for s in find_spots(wanted, rows) if not any((id(t.word), t.start) in taken for t in s.run)]
        spot = choose_spot(wanted, spots, anchors, labels, alike)
        if spot is None:
            what = "could be in several places" if spots else "was not found"
            lacking.append((wanted.pointer, f"{wanted.value!r} {what}"))
            continue
        anchors[wanted.pointer] = spot.row
        taken |= {(id(t.word), t.start) for t in spot.run}
        pointed += [
            Pointed(_mark(wanted.label, run, filing.sheet), wanted.pointer) for run in _pieces(spot.run, filing.sheet)
        ]
    for i, owner in enumerate(record.get("reporting_owners") or ()):
        around = _around(i, rows, anchors)
        checks, unclear = find_checks(owner, around)
        lacking += [(f"/reporting_owners/{i}/{flag}", "the mark in its box could not be told") for flag in unclear]
        for label, token in checks:
            pointer = f"/reporting_owners/{i}/{_FLAG_OF[label]}"
            pointed.append(Pointed(_mark(label, (token,), filing.sheet), pointer))
    for id_, lines in find_footnotes(record, rows).items():
        if not lines:
            lacking.append((f"/footnotes/{id_}", "was not found"))
        pointed += [Pointed(_line_mark("foot", filing, i), f"/footnotes/{id_}") for i in lines]
    pointed += _remarks(filing, record, rows)
    return pointed, lacking


def _signatures_last(wanted: Wanted) -> tuple[bool, int]:
    """Signatures behind all else, long ones first: a name may be part of what another signature says."""
    return wanted.kind in SIGNED, -len(wanted.value) if wanted.kind == SIGNED[0] else 0


_FLAG_OF = {
    "DIRECTOR": "is_director",
    "OFFICER": "is_officer",
    "TEN_PERCENT": "is_ten_percent_owner",
    "OTHER": "is_other",
}


def _around(
    number: int, rows: Sequence[tuple[int, tuple[Token, ...]]], anchors: Mapping[str, int]
) -> list[tuple[int, tuple[Token, ...]]]:
    """The rows from an owner's name to the next owner's; all rows where there is only one."""
    names = sorted((row, p) for p, row in anchors.items() if p.startswith("/reporting_owners/") and p.endswith("/name"))
    if len(names) < 2:
        return list(rows)
    mine = anchors.get(f"/reporting_owners/{number}/name", -1)
    behind = min((row for row, _ in names if row > mine), default=1 << 30)
    return [(i, tokens) for i, tokens in rows if mine <= i < behind]


def _line_mark(label: str, filing: Filing, row: int) -> Mark:
    return _span_mark(label, *filing.sheet.reach(filing.sheet.rows[row].words), filing.sheet)


def _span_mark(label: str, start: int, end: int, sheet: Sheet) -> Mark:
    return Mark(f"{label}@{start}", label, start, end, sheet.text[start:end])


def _remarks(
    filing: Filing, record: Mapping[str, Any], rows: Sequence[tuple[int, tuple[Token, ...]]]
) -> Iterator[Pointed]:
    """The remarks, where they stand once and whole on a line."""
    text = record.get("remarks")
    if isinstance(text, str) and text != "?":
        spots = [run for _, tokens in rows for run in find_text(tokens, text)]
        if len(spots) == 1:
            yield Pointed(_mark("remark", spots[0], filing.sheet), "/remarks")
