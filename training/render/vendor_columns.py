"""Plan the columns of a vendor's table at random: which fields, in what order, joined, grouped and headed how."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from training.render.headings import columns as official_columns
from training.render.phrases import say, say_above, speak
from training.render.wording import DERIVATIVE_HEADINGS, GROUPS, HEADINGS

ORDER1 = (
    "security_title", "transaction_date", "deemed_execution_date", "transaction_code", "timeliness", "shares",
    "acquired_disposed", "price_per_share", "shares_owned_following", "direct_or_indirect", "nature_of_ownership",
)  # fmt: skip
ORDER2 = (
    "security_title", "conversion_or_exercise_price", "transaction_date", "deemed_execution_date", "transaction_code",
    "timeliness", "shares", "acquired_disposed", "exercise_date", "expiration_date", "underlying_security_title",
    "underlying_shares", "price_per_share", "shares_owned_following", "direct_or_indirect", "nature_of_ownership",
)  # fmt: skip
FORM3 = frozenset(
    {"security_title", "shares_owned_following", "direct_or_indirect", "nature_of_ownership", "exercise_date",
     "expiration_date", "underlying_security_title", "underlying_shares", "conversion_or_exercise_price"}
)  # fmt: skip
DROPPED = {
    "deemed_execution_date": (0.45, 0.9),
    "timeliness": (0.5, 0.9),
    "nature_of_ownership": (0.03, 0.3),
    "direct_or_indirect": (0.03, 0.1),
    "price_per_share": (0.0, 0.2),
    "conversion_or_exercise_price": (0.0, 0.1),
    "exercise_date": (0.02, 0.2),
}
"""How often a column is left out where the filing has a value for it, and where it has none."""

JOINS: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = (
    (("shares", "acquired_disposed"), ("{} ({})", "{} {}", "{}{}", "{} / {}")),
    (("acquired_disposed", "shares"), ("({}) {}", "{} {}", "{}: {}")),
    (("direct_or_indirect", "nature_of_ownership"), ("{} - {}", "{} ({})", "{}: {}", "{}, {}", "{} {}")),
    (("exercise_date", "expiration_date"), ("{} - {}", "{} / {}", "{} to {}", "{}<br>{}")),
    (("underlying_security_title", "underlying_shares"), ("{} - {}", "{} ({})", "{}<br>{}", "{}: {}")),
    (("underlying_shares", "underlying_security_title"), ("{} {}", "{} shares of {}", "{}<br>{}")),
    (("transaction_code", "timeliness"), ("{} {}", "{}/{}", "{}-{}")),
    (("shares", "price_per_share"), ("{} @ {}", "{} at {}", "{}<br>{}")),
    (("security_title", "conversion_or_exercise_price"), ("{} ({})", "{} @ {}", "{}<br>{}")),
)


EXTRA = ("@change", "@filed", "@form", "@insider", "@line", "@ticker", "@value")
"""Columns that vendors add and no record has."""
COMPOSED, SHUFFLED = 0.6, 0.15
"""Share of tables whose headings are composed anew, and of those whose columns stand in any order."""


@dataclass(frozen=True, slots=True)
class Column:
    """Fields shown in one cell, joined by `pattern`; `group` heads several columns together."""

    fields: tuple[str, ...]
    heading: str
    pattern: str = "{}"
    group: str = ""


def plan(record: dict[str, Any], table: str, rng: Random) -> tuple[Column, ...]:
    """The columns of a table; every field with a value is shown, or by `DROPPED`'s odds not."""
    number = 1 if table == "non_derivative" else 2
    rows = record[table]
    fields = _chosen(rows, ORDER1 if number == 1 else ORDER2, record["form_type"][0] == "3", rng)
    fields = _moved(fields, rng)
    if rng.random() < (0.5 if number == 2 else 0.15):
        fields = _in_two(fields)
    cells = _joined(fields, rng)
    if record["form_type"][0] != "3" and rng.random() < 0.3:
        for name in rng.sample(EXTRA, rng.randint(1, 3)):
            cells.insert(0 if name == "@line" else rng.randrange(len(cells) + 1), ((name,), "{}"))
    words = _words(record["form_type"], number, [field for names, _ in cells for field in names], rng)
    return _grouped([Column(f, " / ".join(words[x] for x in f), pattern) for f, pattern in cells], rng)


def _chosen(rows: Sequence[dict[str, Any]], order: Sequence[str], form3: bool, rng: Random) -> list[str]:
    out = []
    for field in order:
        has = any(row.get(field) is not None or field in row["footnotes"] for row in rows)
        odds = DROPPED.get(field, (0.0, 0.0))[0 if has else 1]
        if rng.random() >= odds and (field in FORM3 or not form3 or has):
            out.append(field)
    return out


def _moved(fields: list[str], rng: Random) -> list[str]:
    """The fields with some in another place, or all; four of ten tables keep the form's order."""
    fields = list(fields)
    if rng.random() < SHUFFLED:
        rng.shuffle(fields)
    for _ in range(rng.choice((0, 0, 0, 1, 1, 2, 3))):
        field = fields.pop(rng.randrange(len(fields)))
        fields.insert(rng.randrange(len(fields) + 1), field)
    return fields


def _in_two(fields: list[str]) -> list[str]:
    """One column for each of (A) and (D) instead of an amount and a letter."""
    if "shares" not in fields or "acquired_disposed" not in fields:
        return fields
    at = fields.index("shares")
    rest = [field for field in fields if field != "acquired_disposed"]
    at = rest.index("shares") if at >= len(rest) or rest[at] != "shares" else at
    return [*rest[:at], "shares_acquired", "shares_disposed", *rest[at + 1 :]]


def _joined(fields: list[str], rng: Random) -> list[tuple[tuple[str, ...], str]]:
    """Cells: neighbouring fields sometimes share one."""
    cells: list[tuple[tuple[str, ...], str]] = []
    at = 0
    odds = rng.choice((0.0, 0.0, 0.15, 0.5))
    while at < len(fields):
        pair = tuple(fields[at : at + 2])
        patterns = dict(JOINS).get(pair, ())
        if patterns and rng.random() < odds:
            cells.append((pair, rng.choice(patterns)))
            at += 2
        else:
            cells.append((pair[:1], "{}"))
            at += 1
    return cells


def _words(form_type: str, number: int, fields: Sequence[str], rng: Random) -> dict[str, str]:
    """A heading for each field: composed anew, the form's own, without its number perhaps, or a vendor's."""
    voice = speak(rng)
    composed = {field: say(field, number == 2, voice, rng, i) for i, field in enumerate(fields, 1)}
    if rng.random() < COMPOSED:
        return composed
    words = {field: rng.choice(known) for field, known in HEADINGS.items()}
    if number == 2:
        words |= {field: rng.choice(known) for field, known in DERIVATIVE_HEADINGS.items()}
    if rng.random() < 0.2:
        words |= _official(form_type, number, rng.random() < 0.5)
    case = rng.choice((str, str, str, str.upper, str.lower, str.capitalize))
    return composed | {field: case(text) for field, text in words.items()}


def _official(form_type: str, number: int, numbered: bool) -> dict[str, str]:
    out: dict[str, str] = {}
    for column in official_columns(form_type, number):
        heading = column.heading if numbered else column.heading.partition(". ")[2].partition(" (Instr")[0]
        parts = column.parts or (heading,) * len(column.fields)
        out |= dict(zip(column.fields, parts, strict=True))
    return out


def _grouped(columns: list[Column], rng: Random) -> tuple[Column, ...]:
    """Neighbouring columns under a common heading, on some pages."""
    if rng.random() < 0.6:
        return tuple(columns)
    for fields, names in GROUPS.items():
        for at in range(len(columns) - len(fields) + 1):
            part = columns[at : at + len(fields)]
            if tuple(c.fields for c in part) == tuple((f,) for f in fields) and not any(c.group for c in part):
                if rng.random() < 0.7:
                    name = say_above(fields[0], speak(rng), rng) if rng.random() < COMPOSED else rng.choice(names)
                    columns[at : at + len(fields)] = [Column(c.fields, c.heading, c.pattern, name) for c in part]
                break
    return tuple(columns)
