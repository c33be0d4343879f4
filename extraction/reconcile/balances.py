"""The running balance: what is owned after a transaction is what was owned before, more or less the shares.

Form 4, Table I column 5 and Table II column 9: the amount of securities beneficially owned following the reported
transaction(s); each line of one account starts where the line before it ended.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from extraction.reconcile.accounts import accounts, vague, words_of
from extraction.reconcile.figures import Figures, Line
from extraction.reconcile.misspelling import cost
from extraction.reconcile.tie import BROKEN, OPEN, Meaning, Tie, number, plain, shown

_FIELDS = ("shares", "acquired_disposed", "shares_owned_following")
Steps = dict[int, int | None]
"""Row of an account -> the row whose balance it starts from; None for a row that starts one."""


def ties(figures: Figures) -> Iterator[Tie]:
    """A tie for each row of an account that another row goes before."""
    for table in ("non_derivative", "derivative"):
        rows = [line for line in figures.of(table) if not line.holding]
        if len(rows) < 2:
            continue
        for account in accounts(rows, [words_of(line) for line in rows]):
            if len(account) > 1:
                yield from _account_ties(account, figures)


def _account_ties(account: list[Line], figures: Figures) -> Iterator[Tie]:
    moves = [_move(line, figures) for line in account]
    loose = vague(account[0])
    totals = _against_one_total(moves)
    for i, before in order(moves).items():
        if before is not None:
            yield _tie(account[before], account[i], loose, totals.get(i))


def starts(account: list[Line], figures: Figures) -> Iterator[Line]:
    """The rows of an account that go on from no other."""
    before = order([_move(line, figures) for line in account])
    yield from (line for i, line in enumerate(account) if before.get(i) is None)


def _move(line: Line, figures: Figures) -> tuple[Decimal | None, Decimal | None]:
    """Signed shares, and the balance after them, as they stand."""
    shares, direction, after = (figures.plain.get(line.pointer(f)) for f in _FIELDS)
    signed = _signed(shares, direction)
    return signed, after if isinstance(after, Decimal) else None


def _signed(shares: Meaning, direction: Meaning) -> Decimal | None:
    if not isinstance(shares, Decimal) or direction not in ("A", "D"):
        return None
    return shares if direction == "A" else -shares


def order(moves: Sequence[tuple[Decimal | None, Decimal | None]]) -> Steps:
    """From which row each row goes on: the one before it, or another where only that ties (filers reverse lists), or
    nearly does, a digit being lost or one too many.

    One row starts from nothing reported: the first, or in a reversed list the last.
    """
    before: Steps = {i: i - 1 for i in range(1, len(moves)) if _goes_on(moves, i - 1, i)}
    rest = [i for i in range(1, len(moves)) if i not in before]
    rest = [i for i in rest if not _adopt(moves, i, before)]
    turned = bool(rest) and _adopt(moves, 0, before)
    rest = [i for i in rest if not _adopt(moves, i, before, nearly=True)]
    if not rest or not (turned or _adopt(moves, 0, before, nearly=True)):
        return before | {i: i - 1 for i in rest}
    backward = sum(1 for i, j in before.items() if j is not None and j > i) * 2 >= len(before)
    start = rest.pop() if backward else rest.pop(0)
    return before | {start: None} | {i: i + 1 if backward else i - 1 for i in rest}


def _goes_on(
    moves: Sequence[tuple[Decimal | None, Decimal | None]], before: int, row: int, nearly: bool = False
) -> bool:
    start, (signed, after) = moves[before][1], moves[row]
    if start is None or signed is None or after is None:
        return False
    seen, implied = plain(after), plain(start + signed)
    return len(seen) != len(implied) and cost(seen, implied) is not None if nearly else seen == implied


def _adopt(
    moves: Sequence[tuple[Decimal | None, Decimal | None]], row: int, before: Steps, nearly: bool = False
) -> bool:
    """Let a row go on from the nearest other row that none goes on from yet, without going in a circle."""
    free = set(range(len(moves))) - {row} - set(before.values())
    for other in sorted(free, key=lambda j: (abs(j - row), j > row)):
        if _goes_on(moves, other, row, nearly) and row not in _way_back(other, before):
            before[row] = other
            return True
    return False


def _way_back(row: int, before: Steps) -> set[int]:
    seen = {row}
    step = before.get(row)
    while step is not None and step not in seen:
        seen.add(step)
        step = before.get(step)
    return seen


def _against_one_total(moves: Sequence[tuple[Decimal | None, Decimal | None]]) -> dict[int, Decimal]:
    """Rows that all show the total after the last of them: by row, how much all of them together move."""
    groups: dict[int, Decimal] = {}
    start = 0
    for end in range(1, len(moves) + 1):
        if end < len(moves) and moves[end][1] is not None and moves[end][1] == moves[start][1]:
            continue
        if end - start > 1 and all(signed is not None for signed, _ in moves[start:end]):
            groups[start] = sum((signed for signed, _ in moves[start:end] if signed is not None), Decimal(0))
        start = end
    return groups


def _tie(before: Line, line: Line, loose: bool, together: Decimal | None) -> Tie:
    """The tie of one step; `together` is the movement of the rows that share this row's total."""
    over = (before.pointer("shares_owned_following"), *(line.pointer(f) for f in _FIELDS))
    derivative = line.table == "derivative"

    def pattern(values: Sequence[Meaning]) -> str:
        return step_pattern(values, together, derivative)

    prior = f"balance {'II' if derivative else 'I'}{' vague' if loose else ''}"
    return Tie("running_balance", prior, over, pattern, step_implied, _say, strict=not loose)


def step_pattern(values: Sequence[Meaning], together: Decimal | None, derivative: bool) -> str:
    """How a balance follows from the one before: see the table of priors for what each pattern means."""
    start, shares, direction, after = values
    if not (isinstance(start, Decimal) and isinstance(shares, Decimal) and isinstance(after, Decimal)):
        return OPEN
    signed = _signed(shares, direction)
    if signed is None:
        return OPEN
    if start + signed == after:
        return "running"
    if start == after:
        return "one total"
    if together is not None and start + together == after:
        return "one total"
    if abs(start + signed - after) < 1 and len({v % 1 == 0 for v in (start, shares, after)}) > 1:
        return "rounded"
    if derivative and direction == "A" and after == shares:
        return "new grant"
    return BROKEN


def step_implied(values: Sequence[Meaning]) -> Iterator[tuple[int, Meaning]]:
    """What each of the four would have to be."""
    start, shares, direction, after = values
    signed = _signed(shares, direction)
    if isinstance(start, Decimal) and signed is not None and start + signed >= 0:
        yield 3, start + signed
    if isinstance(after, Decimal) and signed is not None and after - signed >= 0:
        yield 0, after - signed
    if isinstance(start, Decimal) and isinstance(after, Decimal):
        if start != after and (direction is None or (after > start) == (direction == "A")):
            yield 1, abs(after - start)
        if isinstance(shares, Decimal) and abs(after - start) == shares and shares:
            yield 2, "A" if after > start else "D"


def _say(values: Sequence[Meaning]) -> tuple[str, str, str]:
    start, shares, direction, after = values
    signed = _signed(shares, direction) or Decimal(0)
    expected = (number(plain(start)) or Decimal(0)) + signed
    sign = "+" if direction == "A" else "-"
    sum_ = f"{shown(start)} {sign} {shown(shares)} = {shown(expected)}"
    ends = "it ties" if expected == after else f"the row says {shown(after)} owned after it"
    would = [f"{_NAMES[i]} {shown(v)}" for i, v in step_implied(values)] if expected != after else []
    return plain(expected), plain(after), f"{sum_}; {ends}" + (f" ({' or '.join(would)} would tie)" if would else "")


_NAMES = ("a balance before of", "shares of", "the letter", "a balance after of")
