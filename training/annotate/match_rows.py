"""Known rows beside a filing's rows, in order: where each row of a record stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from extraction.document import Row
from extraction.layout.tokens import Token, split_word
from training.annotate.spot import find_runs, find_text, fold, is_text, shows

FIELDS = (
    "security_title", "conversion_or_exercise_price", "transaction_date", "deemed_execution_date", "transaction_code",
    "timeliness", "shares", "acquired_disposed", "price_per_share", "shares_owned_following", "direct_or_indirect",
    "nature_of_ownership", "exercise_date", "expiration_date", "underlying_security_title", "underlying_shares",
)  # fmt: skip
TABLES = ("non_derivative", "derivative")
ENOUGH = 0.5
"""Of what tells a row the share that must be found."""
LITTLE = 0.1
REACH = 14
"""Lines that one row may take."""


@dataclass(frozen=True, slots=True)
class Known:
    """A row of a record: its table, its number there, its values by field."""

    table: str
    number: int
    values: Mapping[str, str]
    footnotes: Mapping[str, Sequence[str]]


def known_rows(record: Mapping[str, Any], tables: Sequence[str] = TABLES) -> list[Known]:
    """The rows of a record's tables; values that are unknown ("?") or lack are left out."""
    return [
        Known(table, i, {f: row[f] for f in FIELDS if row.get(f) not in (None, "?")}, row.get("footnotes") or {})
        for table in tables
        for i, row in enumerate(record.get(table) or ())
    ]


def _weight(field: str, value: str) -> float:
    """How much a value tells one row from another: a letter or a nought little, a date some, a figure much."""
    if len(value) < 2:
        return LITTLE
    return 0.5 if field.endswith("date") or is_text(field) else 1.0


def tokens_of(row: Row) -> list[Token]:
    """The tokens of a row that are no footnote marks."""
    return [t for w in row.words for t in split_word(w) if t.mark is None]


def found_in(known: Known, tokens: Sequence[Token]) -> frozenset[str]:
    """The fields of a known row whose values stand among tokens."""
    return frozenset(
        field
        for field, value in known.values.items()
        if (find_text(tokens, value, spoiled=False) if is_text(field) else find_runs(tokens, shows(field, value)))
    )


@dataclass(frozen=True, slots=True)
class Matched:
    """The known row that each line belongs to; known rows that were not found, and those that could be several."""

    lines: Mapping[int, Known]
    missing: tuple[Known, ...]
    double: tuple[Known, ...]


def match_rows(record: Mapping[str, Any], rows: Sequence[Row]) -> Matched:
    """The lines of a record's rows among a document's rows, the tables in either order."""
    tried = [_match(known_rows(record, tables), rows) for tables in (TABLES, TABLES[::-1])]
    _, anchors, known, worth = max(tried, key=lambda t: t[0])
    missing = [k for i, k in enumerate(known) if anchors[i] is None]
    double = [k for i, k in enumerate(known) if _is_double(i, anchors, worth)]
    lines: dict[int, Known] = {}
    for i, one in enumerate(known):
        at = anchors[i]
        if at is not None and one not in double:
            taken = {a for a in anchors if a is not None} | set(lines)
            lines |= {line: one for line in _lines(one, at, rows, taken)}
    return Matched(lines, tuple(missing), tuple(double))


def _match(
    known: Sequence[Known], rows: Sequence[Row]
) -> tuple[float, list[int | None], Sequence[Known], list[dict[int, float]]]:
    """The best places in order: total worth, for each known row its row, and what each place would be worth."""
    tokens = [tokens_of(row) for row in rows]
    figured = [i for i, held in enumerate(tokens) if any(c.isdigit() for t in held for c in t.text)]
    worth: list[dict[int, float]] = []
    for one in known:
        total = sum(_weight(f, v) for f, v in one.values.items())
        shares = {i: sum(_weight(f, one.values[f]) for f in found_in(one, tokens[i])) / (total or 1) for i in figured}
        worth.append({i: share for i, share in shares.items() if share >= ENOUGH / 2})
    best, anchors = _in_order(worth)
    return best, anchors, known, worth


def _in_order(worth: Sequence[Mapping[int, float]]) -> tuple[float, list[int | None]]:
    """Places that ascend, worth most together; a known row may have none."""
    states: list[tuple[int, float, tuple[int | None, ...]]] = [(-1, 0.0, ())]
    for places in worth:
        nexts = {last: (total, (*path, None)) for last, total, path in states}
        for at, share in places.items():
            for last, total, path in states:
                if last < at and total + share > nexts.get(at, (-1.0, ()))[0]:
                    nexts[at] = total + share, (*path, at)
        states = _worthwhile(nexts)
    _, total, path = max(states, key=lambda s: s[1])
    return total, list(path)


def _worthwhile(
    states: Mapping[int, tuple[float, tuple[int | None, ...]]],
) -> list[tuple[int, float, tuple[int | None, ...]]]:
    """States that no earlier place beats."""
    kept: list[tuple[int, float, tuple[int | None, ...]]] = []
    for last, (total, path) in sorted(states.items()):
        if not kept or total > kept[-1][1]:
            kept.append((last, total, path))
    return kept


def _is_double(number: int, anchors: Sequence[int | None], worth: Sequence[Mapping[int, float]]) -> bool:
    """Whether a row could as well stand elsewhere between its neighbours."""
    at = anchors[number]
    if at is None:
        return False
    before = max((a for a in anchors[:number] if a is not None), default=-1)
    behind = min((a for a in anchors[number + 1 :] if a is not None), default=1 << 30)
    return any(before < i < behind and i != at and share >= worth[number][at] for i, share in worth[number].items())


def _lines(known: Known, at: int, rows: Sequence[Row], taken: set[int]) -> Iterator[int]:
    """The lines of a known row around its best one, as long as each adds a value."""
    yield at
    left = set(known.values) - found_in(known, tokens_of(rows[at]))
    for step in (1, -1):
        line = at + step
        while left and abs(line - at) < REACH and 0 <= line < len(rows) and line not in taken:
            new = _adds(known, left, tokens_of(rows[line]))
            if not new:
                break
            left -= new
            yield line
            line += step
    if left:
        yield from _wrapped(known, left, at, rows, taken)


def _adds(known: Known, left: set[str], tokens: Sequence[Token]) -> set[str]:
    """The fields not yet found that a line shows; a lone letter or nought says nothing of whose line it is."""
    return {f for f in left & found_in(known, tokens) if _weight(f, known.values[f]) > LITTLE}


def _wrapped(known: Known, left: set[str], at: int, rows: Sequence[Row], taken: set[int]) -> Iterator[int]:
    """Further lines whose every word belongs to texts that the row's first line only begins."""
    texts = [fold(known.values[f]) for f in left if is_text(f)]
    for line in range(at + 1, min(at + 4, len(rows))):
        words = [w for w in (fold(t.text) for t in tokens_of(rows[line])) if w]
        if line in taken or not words or not all(any(w in text for text in texts) for w in words):
            return
        yield line
