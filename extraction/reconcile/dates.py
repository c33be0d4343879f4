"""Dates that must agree: the earliest transaction, the signature, the deemed execution, the expiration."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date

from extraction.reconcile.figures import Figures
from extraction.reconcile.tie import BROKEN, OPEN, Meaning, Tie, plain, shown

DEEMED_WITHIN = 10
"""Days between a transaction and its deemed execution (Rule 16a-3(g): the next business days)."""
YEARS = (1970, 2099)
_SIGNED = {5: "within 5 days", 50: "within 50 days", 800: "within 800 days"}
_TRADED = {0: "same", 3: "within 3 days", 400: "within 400 days"}
"""Most days after the period of report, with the names that the priors give them."""
Holds = Callable[[str, str], bool]


def ties(figures: Figures) -> Iterator[Tie]:
    """The ties of all dates of a filing."""
    period = "/period_of_report"
    dated = [line.pointer("transaction_date") for line in figures.lines if "transaction_date" in line.values]
    dated = [p for p in dated if figures.plain.get(p) is not None or figures.values[p].readings == ()]
    if dated and period in figures.values and not figures.form_type.startswith("3"):
        yield _earliest(period, tuple(dated), figures)
    last = max(figures.signed, key=lambda p: str(figures.plain[p] or ""), default=None)
    if not figures.form_type.startswith("3"):
        yield from _likely(period, dated, figures)
    if last:
        yield from (_pair(p, last, "signed after", "not_after_signature", _not_after) for p in dated)
    for line in figures.lines:
        if "deemed_execution_date" in line.values:
            over = line.pointer("transaction_date"), line.pointer("deemed_execution_date")
            yield _pair(*over, "deemed execution", "deemed_near_transaction", _near)
        if "exercise_date" in line.values and "expiration_date" in line.values:
            over = line.pointer("exercise_date"), line.pointer("expiration_date")
            yield _pair(*over, "expiration", "expires_after_exercise", _not_after)
    for pointer, value in figures.values.items():
        if pointer.endswith("date") and value.best and not YEARS[0] <= int(value.best[:4]) <= YEARS[1]:
            yield _impossible(pointer)


def _likely(period: str, dated: Sequence[str], figures: Figures) -> Iterator[Tie]:
    """Trades lie on the day of the period of report or soon after it, signatures a few days later."""
    first = period if period in figures.values else next(iter(dated), None)
    if first:
        yield from (_days_after(first, p, "signed soon", _SIGNED) for p in figures.signed)
    if first == period:
        yield from (_days_after(period, p, "trade day", _TRADED) for p in dated)


def _earliest(period: str, dated: tuple[str, ...], figures: Figures) -> Tie:
    """Box 3 of Form 4: the date of the earliest transaction required to be reported; before 2002 (box 4) the month that
    the statement is for, after which nothing was traded."""

    def pattern(values: Sequence[Meaning]) -> str:
        known = [str(v) for v in values[1:] if v is not None]
        if values[0] is None or not known:
            return OPEN
        if _is_month(values[0]):
            return "earliest" if max(known)[:MONTH] <= str(values[0]) else BROKEN
        return "earliest" if min(known) == values[0] else BROKEN

    def implied(values: Sequence[Meaning]) -> Iterator[tuple[int, Meaning]]:
        known = [str(v) for v in values[1:] if v is not None and not _is_month(values[0])]
        if known:
            yield 0, min(known)
        if values[0] is not None and not _is_month(values[0]):
            yield from ((i, values[0]) for i, v in enumerate(values) if i and v != values[0])

    def say(values: Sequence[Meaning]) -> tuple[str, str, str]:
        earliest = min((str(v) for v in values[1:] if v is not None), default="")
        return earliest, plain(values[0]), f"earliest transaction {earliest}, the form's box says {shown(values[0])}"

    return Tie("earliest_transaction", "earliest", (period, *dated), pattern, implied, say)


MONTH = len("2001-09")


def _is_month(value: Meaning) -> bool:
    """Whether a date is but a month with its year."""
    return value is not None and len(str(value)) == MONTH


def _pair(first: str, second: str, prior: str, rule: str, holds: Holds) -> Tie:
    """A tie of two dates; a wrong year is what breaks it most often."""

    def pattern(values: Sequence[Meaning]) -> str:
        one, other = values
        if one is None or other is None:
            return OPEN
        return "holds" if holds(str(one), str(other)) else BROKEN

    def implied(values: Sequence[Meaning]) -> Iterator[tuple[int, Meaning]]:
        if values[0] is None or values[1] is None:
            return
        one, other = str(values[0]), str(values[1])
        turned = (other[:4] + one[4:], one[:4] + other[4:])
        if holds(turned[0], other):
            yield 0, turned[0]
        if holds(one, turned[1]):
            yield 1, turned[1]

    def say(values: Sequence[Meaning]) -> tuple[str, str, str]:
        one, other = values
        words = _WORDS[rule]
        return words[0].format(shown(other)), plain(one), words[1].format(shown(one), shown(other))

    return Tie(rule, prior, (first, second), pattern, implied, say)


def _days_after(first: str, second: str, prior: str, spans: Mapping[int, str]) -> Tie:
    """How many days usually lie between two dates: `spans` are the most days, ascending, with their names."""

    def pattern(values: Sequence[Meaning]) -> str:
        days = _days(values)
        if days is None:
            return OPEN
        return BROKEN if days < 0 else next((name for most, name in spans.items() if days <= most), "later")

    def implied(values: Sequence[Meaning]) -> Iterator[tuple[int, Meaning]]:
        return iter(())

    def say(values: Sequence[Meaning]) -> tuple[str, str, str]:
        return "", "", ""

    return Tie(prior.replace(" ", "_"), prior, (first, second), pattern, implied, say, silent=True)


def _days(values: Sequence[Meaning]) -> int | None:
    """Days from the first of two dates to the second; None where one is no day."""
    try:
        one, other = (date.fromisoformat(str(v)) for v in values)
    except ValueError:
        return None
    return (other - one).days


_WORDS = {
    "not_after_signature": ("not after {}", "transaction of {}, signed on {}"),
    "deemed_near_transaction": ("near {}", "transaction of {}, deemed execution on {}"),
    "expires_after_exercise": ("not after {}", "exercisable from {}, expires on {}"),
}


def _not_after(one: str, other: str) -> bool:
    return one <= other


def _near(one: str, other: str) -> bool:
    try:
        return abs((date.fromisoformat(one) - date.fromisoformat(other)).days) <= DEEMED_WITHIN
    except ValueError:
        return True


def _impossible(pointer: str) -> Tie:
    def pattern(values: Sequence[Meaning]) -> str:
        return OPEN if values[0] is None else "possible" if _possible(str(values[0])) else BROKEN

    def implied(values: Sequence[Meaning]) -> Iterator[tuple[int, Meaning]]:
        text = str(values[0])
        if text.startswith("00") and _possible(century := f"20{text[2:]}"):
            yield 0, century

    def say(values: Sequence[Meaning]) -> tuple[str, str, str]:
        return f"{YEARS[0]} to {YEARS[1]}", plain(values[0]), f"no filing bears a date of {shown(values[0])}"

    return Tie("possible_year", "year", (pointer,), pattern, implied, say)


def _possible(text: str) -> bool:
    return YEARS[0] <= int(text[:4]) <= YEARS[1]
