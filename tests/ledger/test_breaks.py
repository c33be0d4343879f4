from dataclasses import replace
from decimal import Decimal
from itertools import accumulate
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from extraction.ledger.breaks import Step, follow
from extraction.ledger.filing import Filing, Row
from extraction.ledger.order import put_in_order
from tests.ledger.make_records import Json, filing, holding, option, trade

MOVES = st.lists(st.lists(st.integers(-90, 90).filter(bool), min_size=1, max_size=4), min_size=2, max_size=6)
HOLDERS = ({}, {"direct_or_indirect": "I", "nature_of_ownership": "By Trust"})


def chain(moves: list[list[int]], start: int, more: Json) -> list[list[Json]]:
    """Rows of one line for each filing, each beginning where the last ended; fractions of shares too."""
    balances = iter(list(accumulate((m for own in moves for m in own), initial=start))[1:])
    return [[trade(abs(m), "A" if m > 0 else "D", f"{next(balances)}.25", **more) for m in own] for own in moves]


def filings_of(rows: list[list[Json]]) -> list[Filing]:
    return [filing(f"f{i}", f"20{10 + i}-01-02", *own) for i, own in enumerate(rows)]


@st.composite
def chains(draw: st.DrawFn) -> list[Filing]:
    """Filings with a direct line, a trust's and an option, none of them broken."""
    moves = draw(MOVES)
    lines = [chain(moves, draw(st.integers(2000, 9000)), more) for more in HOLDERS]
    options = [[option(r) for r in own] for own in chain(moves, 5000, {})]
    mixed = [[*a, *b, *c] for a, b, c in zip(*lines, options, strict=True)]
    return filings_of(mixed)


@given(chains(), st.randoms())
def test_a_chain_without_breaks_has_none_in_whatever_order_it_comes(filings: list[Filing], random: Random) -> None:
    shuffled = list(filings)
    random.shuffle(shuffled)
    steps = list(follow(put_in_order(shuffled)))
    assert [s.status for s in steps] == ["first"] * 3 + ["ties"] * (3 * (len(filings) - 1))


@given(chains(), st.data())
def test_a_planted_break_is_found_at_its_place_with_its_amount(filings: list[Filing], data: st.DataObject) -> None:
    place = data.draw(st.integers(1, len(filings) - 1))
    line = data.draw(st.integers(0, 2))
    off = data.draw(st.integers(-999, 999).filter(bool))
    steps = list(follow([shifted(f, line, off) if i >= place else f for i, f in enumerate(filings)]))
    found = [(s.filing.source, s.difference) for s in steps if s.status == "break"]
    assert found == [(f"f{place}", Decimal(off))]


def shifted(filing: Filing, line: int, off: int) -> Filing:
    """A filing one of whose lines counts so many more throughout."""

    def own(row: Row) -> bool:
        return (row.table == 2, row.ownership == "I") == ((line == 2), (line == 1))

    rows = (replace(r, following=r.following + off) if own(r) and r.following is not None else r for r in filing.rows)
    return replace(filing, rows=tuple(rows))


def statuses(*filings: Filing) -> list[str]:
    return [s.status for s in follow(filings)]


def test_a_line_left_out_of_a_filing_is_taken_up_again() -> None:
    son = {"direct_or_indirect": "I", "nature_of_ownership": "By Son"}
    a = filing("a", "2020-01-02", holding(10), holding(40, **son))
    b = filing("b", "2020-02-02", trade(5, "A", 15))
    c = filing("c", "2020-03-02", trade(3, "D", 37, **son))
    assert statuses(a, b, c) == ["first", "first", "ties", "ties"]


def test_a_title_misread_by_a_letter_goes_on() -> None:
    a = filing("a", "2020-01-02", holding(10))
    b = filing("b", "2020-02-02", trade(5, "A", 15, security_title="Comnon Stock"))
    assert statuses(a, b) == ["first", "ties"]


def test_classes_are_not_mixed() -> None:
    a = filing("a", "2020-01-02", holding(10, security_title="Class A Common Stock"))
    b = filing("b", "2020-02-02", holding(30, security_title="Class B Common Stock"))
    assert statuses(a, b) == ["first", "first"]


def test_a_balance_that_was_not_read_is_no_break() -> None:
    a = filing("a", "2020-01-02", holding(10))
    b = filing("b", "2020-02-02", trade(5, "A", None))
    assert statuses(a, b) == ["first", "unread"]


def test_lines_alike_find_each_other_by_balance_and_the_last_pair_is_compared() -> None:
    trust = {"direct_or_indirect": "I", "nature_of_ownership": "By Trust"}
    a = filing("a", "2020-01-02", holding(10, **trust), holding(70, **trust))
    b = filing("b", "2020-02-02", holding(72, **trust), holding(10, **trust))
    steps: list[Step] = list(follow([a, b]))
    assert [(s.status, s.difference) for s in steps[2:]] == [("break", 2), ("ties", 0)]
