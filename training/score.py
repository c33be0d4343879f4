"""One filing's record beside its gold: what is right, by the rules of the contract (record.md, score.py)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from training.agree import UNKNOWN, Expected, expect, flatten, normalise
from training.align import align
from training.figures import Counts, Figures
from training.figures import total as sum_up

Part = Mapping[str, Any]
"""A record or a part of it, in the contract's shape."""

TABLES = (
    "non_derivative",
    "derivative",
    "reporting_owners",
    "reporting_persons",
    "holdings",
    "transactions",
    "signatures",
)
ROWS = ("non_derivative", "derivative", "reporting_persons")
"""The tables whose rows pass or are reviewed each on its own."""

_Found = dict[str, tuple[Any, Any]]
"""Values of a part of the record by dotted path, as they are and normalised."""


@dataclass(frozen=True, slots=True)
class Miss:
    """What is not right: a JSON pointer into the gold (`/TABLE/+2` is the third row found, where the gold has none)."""

    pointer: str
    gold: Any
    got: Any


@dataclass(frozen=True, slots=True)
class Judged:
    """A scored value. `field` is its name without indices, `at` and `found` point into gold and record."""

    field: str
    at: str
    found: str
    gold: Any
    got: Any
    shown: bool
    right: bool

    @property
    def counts(self) -> Counts:
        """A wrong value is one wrong and one missed; nothing where nothing should be is not counted."""
        if self.right:
            return Counts(right=int(self.shown))
        return Counts(wrong=int(self.shown), missed=int(self.gold is not None))


@dataclass(frozen=True, slots=True)
class RowScore:
    """A row of the gold, of the record, or one of each; `passed` where the record asks for no review of it."""

    table: str
    gold: int | None
    predicted: int | None
    right: bool
    passed: bool
    links: Counts
    judged: tuple[Judged, ...]
    misses: tuple[Miss, ...]


@dataclass(frozen=True, slots=True)
class FilingScore:
    """`by_field` adds up to `fields`; a row too many counts each of its values as wrong, its `needs_review` too."""

    by_field: dict[str, Counts]
    fields: Counts
    links: Counts
    rows: tuple[RowScore, ...]
    misses: tuple[Miss, ...]
    missing: bool
    through: bool

    @property
    def exact(self) -> bool:
        """Whether every field and every footnote link is right."""
        return self.fields.perfect and self.links.perfect

    @property
    def figures(self) -> Figures:
        """The contract's counts of this filing."""
        scored = [r for r in self.rows if r.table in ROWS]
        fields, links, through = self.fields, self.links, int(self.through)
        return Figures(
            filings=1,
            missing=int(self.missing),
            fields_right=fields.right,
            fields_wrong=fields.wrong,
            fields_missed=fields.missed,
            links_right=links.right,
            links_wrong=links.wrong,
            links_missed=links.missed,
            rows=sum(r.gold is not None for r in scored),
            rows_right=sum(r.gold is not None and r.right for r in scored),
            passed=sum(r.passed for r in scored),
            passed_right=sum(r.passed and r.right for r in scored),
            exact=int(self.exact),
            through=through,
            through_exact=int(through and self.exact),
            through_fields_right=through * fields.right,
            through_fields_wrong=through * fields.wrong,
        )


def score_filing(gold: Part, record: Part | None) -> FilingScore:
    """Score a record against its gold; None where there is no record at all, not even a line with an error."""
    got = record or {}
    outside, rows = (*_judge_top(gold, got), *_judge_footnotes(gold, got)), tuple(_score_rows(gold, got))
    by_field: defaultdict[str, Counts] = defaultdict(Counts)
    for judged in chain(outside, *(row.judged for row in rows)):
        by_field[judged.field] += judged.counts
    return FilingScore(
        by_field={name: counts for name, counts in by_field.items() if counts != Counts()},
        fields=sum(by_field.values(), Counts()),
        links=sum((row.links for row in rows), Counts()),
        rows=rows,
        misses=(*_misses(outside), *chain.from_iterable(row.misses for row in rows)),
        missing=record is None,
        through=record is not None and not record.get("needs_review", True),
    )


def total(scores: Iterable[FilingScore]) -> Figures:
    """The contract's figures over filings."""
    return sum_up(score.figures for score in scores)


def judged_values(gold: Part, record: Part) -> dict[str, bool]:
    """Whether each value of the record that the gold can judge is right, by its JSON pointer in the record.

    A list of codes is one value (`/reporting_persons/0/person_types`); a footnote's text is at `/footnotes/0/text`.
    Of a row too many every value is wrong.
    """
    rows = chain.from_iterable(row.judged for row in _score_rows(gold, record))
    judged = chain(_judge_top(gold, record), _judge_footnotes(gold, record), rows)
    return {j.found: j.right for j in judged if j.shown and not j.found.endswith("/needs_review")}


def judged_rows(gold: Part, record: Part) -> dict[tuple[str, int], bool]:
    """Whether each row found, by table and index, is right: every scored value and all footnote links.

    Rows of tables that the gold leaves open are not in it.
    """
    rows = _score_rows(gold, record)
    return {(row.table, row.predicted): row.right for row in rows if row.predicted is not None}


def _judge_top(gold: Part, got: Part) -> Iterator[Judged]:
    """Values outside tables and footnotes."""
    top = {name: v for name, v in gold.items() if name not in (*TABLES, "footnotes", "expect_review")}
    return _judge(expect(top), _found({name: got[name] for name in top if name in got}), "", "", "")


def _judge_footnotes(gold: Part, got: Part) -> Iterator[Judged]:
    """Footnote texts by id; those of the record are a list, or an object of texts by id."""
    right = gold.get("footnotes") or {}
    if right == UNKNOWN:
        return
    found = _footnotes(got)
    for i in sorted(right.keys() | found.keys()):
        text, at = found.get(i, (None, f"/footnotes/{i}"))
        yield from _judge(expect({"text": right.get(i)}), _found({"text": text}), "footnotes", f"/footnotes/{i}", at)


def _footnotes(got: Part) -> dict[str, tuple[Any, str]]:
    """The text of each id with its pointer; of several the last."""
    notes = got.get("footnotes") or {}
    if isinstance(notes, list):
        return {str(note["id"]): (note["text"], f"/footnotes/{index}") for index, note in enumerate(notes)}
    return {i: (text, f"/footnotes/{i}") for i, text in notes.items()}


def _score_rows(gold: Part, got: Part) -> Iterator[RowScore]:
    """The rows of every table that the gold fixes."""
    for table in TABLES:
        if table in gold and gold[table] != UNKNOWN:
            yield from _score_table(table, gold[table] or [], got.get(table) or [])


def _score_table(table: str, gold: Sequence[Part], got: Sequence[Part]) -> Iterator[RowScore]:
    expected, found = [expect(row) for row in gold], [_found(row) for row in got]
    for i, j in align(expected, [{path: normalised for path, (_, normalised) in row.items()} for row in found]):
        if i is None and j is not None:
            yield _score_surplus(table, j, got[j], found[j])
        elif i is not None:
            row = {} if j is None else got[j]
            judged = tuple(_judge(expected[i], {} if j is None else found[j], table, f"/{table}/{i}", f"/{table}/{j}"))
            right, marked = _links(gold[i]), _links(row)
            links = Counts(len(right & marked), len(marked - right), len(right - marked))
            misses = (*_misses(judged), *_missed_links(f"/{table}/{i}/footnotes", right, marked))
            exact = links.perfect and all(one.counts.perfect for one in judged)
            yield RowScore(table, i, j, exact, row.get("needs_review") is False, links, judged, misses)


def _score_surplus(table: str, index: int, row: Part, found: _Found) -> RowScore:
    """A row that the gold has not."""
    nothing = tuple(
        Expected(path, None, (), False) for path, (_, normalised) in found.items() if normalised is not None
    )
    judged = tuple(_judge(nothing, found, table, f"/{table}/+{index}", f"/{table}/{index}"))
    passed, links = row.get("needs_review") is False, Counts(wrong=len(_links(row)))
    return RowScore(table, None, index, False, passed, links, judged, (Miss(f"/{table}/+{index}", None, row),))


def _found(part: Part) -> _Found:
    return {path: (value, normalise(value)) for path, value in flatten(part)}


def _judge(expected: Iterable[Expected], found: _Found, name: str, at: str, place: str) -> Iterator[Judged]:
    """The values that can be judged; `name` is their table, `at` and `place` point to their part in gold and record."""
    for one in expected:
        value, normalised = found.get(one.path, (None, None))
        right, end = one.judge(normalised), "/" + one.path.replace(".", "/")
        if right is not None:
            full = f"{name}.{one.path}" if name else one.path
            yield Judged(full, at + end, place + end, one.gold, value, normalised is not None, right)


def _links(row: Part) -> set[tuple[str, str]]:
    """Footnote marks of a row: the field, the id."""
    return {(name, str(i)) for name, ids in (row.get("footnotes") or {}).items() for i in ids}


def _missed_links(at: str, right: set[tuple[str, str]], marked: set[tuple[str, str]]) -> Iterator[Miss]:
    if right != marked:
        yield Miss(at, sorted(right), sorted(marked))


def _misses(judged: Iterable[Judged]) -> Iterator[Miss]:
    return (Miss(one.at, one.gold, one.got) for one in judged if not one.right)
