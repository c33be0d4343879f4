"""Tokens of rows whose columns are lost, as an OCR engine prints them: fields in the form's order, each once.

The line that bears a row's figures is held against the order of the columns and what each can bear; its other lines
bear words alone (the lines of a cell that wraps).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby, pairwise

from extraction.labelers.features import SHAPES, CellToken
from extraction.labelers.labelled_row import LabelledRow
from extraction.labels import NONE, WORDY
from extraction.values import amount, code, date
from extraction.values.reading import Reading

Costs = Mapping[str, float]
"""What the model's doubts cost (nats), by field."""
ORDER = {
    "non_derivative": (
        ("security_title",),
        ("transaction_date",),
        ("deemed_execution_date",),
        ("transaction_code",),
        ("timeliness",),
        ("shares",),
        ("acquired_disposed",),
        ("price_per_share",),
        ("shares_owned_following",),
        ("direct_or_indirect",),
        ("nature_of_ownership",),
    ),
    "derivative": (
        ("security_title",),
        ("conversion_or_exercise_price",),
        ("transaction_date",),
        ("deemed_execution_date",),
        ("transaction_code",),
        ("timeliness",),
        ("shares", "shares_acquired", "shares_disposed"),
        ("acquired_disposed",),
        ("exercise_date",),
        ("expiration_date",),
        ("underlying_security_title",),
        ("underlying_shares",),
        ("price_per_share",),
        ("shares_owned_following",),
        ("direct_or_indirect",),
        ("nature_of_ownership",),
    ),
}
"""Fields of both tables in the order of the form's columns; what shares a place stands in one of them."""
DATES = frozenset(name for steps in ORDER.values() for (name, *_) in steps if name.endswith("_date"))
PRICES = frozenset({"conversion_or_exercise_price", "price_per_share"})
NUMBERS = frozenset({"shares", "shares_acquired", "shares_disposed"})
TRADED = NUMBERS | {"transaction_code"}
"""What a transaction shows beside its date, and a holding does not."""
EMPTY = {"shares_owned_following": 1.5, "underlying_shares": 2.0, "expiration_date": 0.7}
"""Nats for a column without a value that most rows show."""
UNTRADED, UNDATED = 2.0, 1.5
"""Nats for a transaction's date without its code or number, and for these without their date."""
TRADED_ON = 1.0
"""Nats at most of a trade's date on a day that the form's box shows."""
DROPPED = 4.0
"""Nats for a figure that belongs to no field."""
_DAY = re.compile(r"\d{1,2}/\d{1,2}/\d{4}")
AGAIN = 3.5
"""Nats that an underlying number gains where it is the number traded."""
UNLIKE = 3.0
"""Nats for a price in whole thousands, or a number with a dollar sign."""
WHOLE = 4
"""Digits of such a price."""
SURE = 0.1
"""Nats up to which the model is sure of a field."""
NEXT = 1.5
"""Nats at most of a transaction's code right behind its date."""
SHORT = 3
"""Letters of a word that hardly is one."""
FLOOR = 5.0
"""Nats that the model's doubts cost at most."""
MISREAD = 0.3
"""Nats for a date that names no day."""
UNREAD = 10.0
"""Nats for a token that does not read as its field asks: no way goes there."""
BEAM = 15.0
"""Nats by which a way may be dearer than the cheapest."""


def align_row(
    tokens: Sequence[CellToken],
    lines: Sequence[int],
    costs: Sequence[Costs],
    path: Sequence[str],
    name: str,
    days: Set[str] = frozenset(),
) -> list[str]:
    """The fields of a row's tokens; `lines` holds each token's line, `costs` what the model thinks of each field,
    `path` the fields that it gives, `name` is the table's; `days` are those that the form's box shows."""
    out = list(path)
    main = main_line(tokens, lines)
    if main is None:
        return _attached(tokens, out)
    at = [i for i, line in enumerate(lines) if line == main and tokens[i].token.mark is None]
    if not _is_forms([path[i] for i in at], [costs[i][path[i]] for i in at], ORDER[name]) or _is_spoken(tokens, at):
        return _attached(tokens, out)
    texts = [tokens[i].token.text for i in at]
    fields = _aligned(texts, [_bounded(costs[i], tokens[i].token.text, days) for i in at], ORDER[name])
    for i, field in zip(at, fields, strict=True):
        out[i] = field
    held = {out[i] for i in at} - WORDY
    for i, line in enumerate(lines):
        if line != main and tokens[i].token.mark is None and out[i] in held:
            out[i] = NONE
    return _attached(tokens, out)


def _bounded(costs: Costs, text: str, days: Set[str]) -> Costs:
    """What fields cost, doubts of the model FLOOR at most; on a day of the form's box one trades, and hardly anything
    expires."""
    held = {name: min(cost, FLOOR) for name, cost in costs.items()}
    if any(r.value in days for r in _dates(text)[:1]):
        held["transaction_date"] = min(held.get("transaction_date", FLOOR), TRADED_ON)
        held["expiration_date"] = held[NONE] = 2 * FLOOR
    return held


def _attached(tokens: Sequence[CellToken], path: Sequence[str]) -> list[str]:
    """Fields where a mark glued to a token is of that token's field."""
    out = list(path)
    for i in range(1, len(tokens)):
        before, this = tokens[i - 1].token, tokens[i].token
        near = before.span and this.span and this.span[0] <= before.span[1]
        if this.mark is not None and out[i - 1] != NONE and near:
            out[i] = out[i - 1]
    return out


def _is_forms(path: Sequence[str], costs: Sequence[float], order: Sequence[tuple[str, ...]]) -> bool:
    """Whether fields that are sure stand in the order of the form's columns."""
    rank = {name: k for k, names in enumerate(order) for name in names if name not in WORDY}
    sure = [rank[name] for name, cost in zip(path, costs, strict=True) if name in rank and cost < SURE]
    return all(a <= b for a, b in pairwise(sure))


def _is_spoken(tokens: Sequence[CellToken], at: Sequence[int]) -> bool:
    """Whether a line writes months with letters: such a date has several tokens."""
    return any(SHAPES[tokens[i].shape] == "month" for i in at)


def days_of(rows: Iterable[LabelledRow]) -> frozenset[str]:
    """The days that the form's box shows whole."""
    words = [w.text for r in rows if r.label == "box" for w in r.row.words if _DAY.search(w.text)]
    return frozenset(r.value for text in words for r in _dates(text)[:1])


def main_line(tokens: Sequence[CellToken], lines: Sequence[int]) -> int | None:
    """The line of a row that bears most figures, the first of several; None where none does."""
    counts = {
        line: sum(is_figure(tokens[i].token.text) for i in held)
        for line, held in groupby(range(len(tokens)), lambda i: lines[i])
    }
    best = max(counts, key=counts.__getitem__, default=-1)
    return best if counts.get(best) else None


def is_figure(text: str) -> bool:
    """Whether a token is a date or an amount, though misread."""
    if text.endswith("%"):
        return False
    digits = sum(map(str.isdigit, text))
    dated = date.SHAPED.fullmatch(text) is not None or (digits > 5 and bool(_dates(text)))
    return dated or (2 * digits >= len(text) and bool(_amounts(text)))


@dataclass(frozen=True, slots=True)
class _Way:
    """Fields of a line's tokens up to one: the last column that bears something, whether there was a trade's date, the
    number traded, and what all cost."""

    last: int = -1
    dated: bool = False
    traded: str = ""
    cost: float = 0.0
    path: tuple[str, ...] = ()


def _aligned(texts: Sequence[str], costs: Sequence[Costs], order: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """The cheapest fields of a line's tokens in the order of the columns."""
    ways = [_Way()]
    for text, cost in zip(texts, costs, strict=True):
        best: dict[tuple[int, bool, str], _Way] = {}
        for step in (step for way in ways for step in _steps(way, text, cost, order)):
            key = (step.last, step.dated, step.traded)
            best[key] = min(best.get(key, step), step, key=lambda w: w.cost)
        least = min(way.cost for way in best.values())
        ways = [way for way in best.values() if way.cost <= least + BEAM]
    return min(ways, key=lambda w: w.cost + _passed(w, len(order), order)).path


def _steps(way: _Way, text: str, cost: Costs, order: Sequence[tuple[str, ...]]) -> Iterator[_Way]:
    """A way with one more token: left out, or in each field that may follow."""
    left_out = max(cost.get(NONE, FLOOR), DROPPED * is_figure(text))
    yield replace(way, cost=way.cost + left_out, path=(*way.path, NONE))
    for at in range(max(way.last, 0), len(order)):
        for name in order[at]:
            if _unlike(text, name) >= UNREAD or (at == way.last and name not in WORDY):
                continue
            price = _passed(way, at, order) + _price(way, text, name, cost)
            number = _number(text) if name in NUMBERS else way.traded
            dated = way.dated or name == "transaction_date"
            yield _Way(at, dated, number, way.cost + price, (*way.path, name))


def _price(way: _Way, text: str, name: str, cost: Costs) -> float:
    """What it costs that a token is of a field."""
    most = NEXT if name == "transaction_code" and way.path and way.path[-1] in DATES else 2 * FLOOR
    price = min(cost.get(name, FLOOR), most) + _unlike(text, name)
    price -= AGAIN * (name == "underlying_shares" and way.traded != "" and _number(text) == way.traded)
    undated = UNDATED * (name in TRADED and "security_title" not in way.path) + FLOOR * (
        name == "deemed_execution_date"
    )
    return price + undated * (not way.dated)


def _passed(way: _Way, at: int, order: Sequence[tuple[str, ...]]) -> float:
    """What the columns cost that show nothing between the last that does and another."""
    return sum(_unfilled(order[k], way.dated) for k in range(way.last + 1, at))


@lru_cache(maxsize=64)
def _unfilled(names: tuple[str, ...], dated: bool) -> float:
    """What a column costs that shows nothing."""
    if TRADED & set(names):
        return UNTRADED * dated
    return EMPTY.get(names[0], 0.0)


@lru_cache(maxsize=16384)
def _unlike(text: str, name: str) -> float:
    """What it costs that a field reads so."""
    if name in WORDY:
        return UNLIKE * (is_figure(text) + bool(_dates(text)) + (len(text) < SHORT))
    found = _read(text, name)
    if not found:
        return MISREAD if name in DATES and date.SHAPED.fullmatch(text) else UNREAD
    money = "$" in text
    whole = not money and "." not in text and len(found[0].value) >= WHOLE
    return min(found[0].cost, UNLIKE) + UNLIKE * (whole if name in PRICES else money)


SPELT = {"direct_or_indirect": ("direct", "indirect"), "acquired_disposed": ("acquired", "disposed")}
"""Fields of one letter, and what some pages write in its place."""


def _read(text: str, name: str) -> tuple[Reading, ...]:
    if name in DATES:
        return _dates(text)
    if name in code.ALPHABETS:
        spelt = text.lower() in SPELT.get(name, ())
        return code.readings([text], alphabet=code.ALPHABETS[name]) if spelt or len(text) < 4 else ()
    return _amounts(text)


@lru_cache(maxsize=4096)
def _dates(text: str) -> tuple[Reading, ...]:
    return date.read_pieces((text,)) if sum(map(str.isdigit, text)) > 3 else ()


@lru_cache(maxsize=4096)
def _amounts(text: str) -> tuple[Reading, ...]:
    if "/" in text or not any(map(str.isdigit, text)):
        return ()
    return amount.readings(amount.from_dollar((text,)))


def _number(text: str) -> str:
    found = _amounts(text)
    return str(found[0].value) if found else ""
