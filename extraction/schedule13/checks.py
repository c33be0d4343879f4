"""What must tie in a Schedule 13D or 13G: sums, percents, the CUSIP's check digit, the spelling of names."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from decimal import Decimal
from itertools import combinations

from extraction.record import Check, FundHolding, ReportingPerson
from extraction.schedule13.captions import POWERS
from extraction.values.cusip import check_digit


def check_record(
    persons: Sequence[ReportingPerson],
    holdings: Sequence[FundHolding],
    cusip: str | None,
    names: Iterable[str],
    text: str = "",
) -> tuple[Check, ...]:
    """Every check of a schedule; `names` are the names of persons wherever the document gives them."""
    checks = [check_cusip(cusip)]
    for i, person in enumerate(persons):
        checks += [check_powers(person, i), *check_alike(person, i), check_percent(person, persons, i)]
    checks += check_stated_outstanding(persons, text)
    checks += check_holdings(persons, holdings)
    checks += check_spellings(names, {p.name for p in persons if p.name})
    return tuple(checks)


def check_cusip(cusip: str | None) -> Check:
    """The ninth and last character of a CUSIP follows from the eight before it (ANSI X9.6: modulus 10)."""
    if not cusip or len(cusip) < 9:
        return Check(rule="cusip_check_digit", status="not_applicable", pointers=("/issuer/cusip",), found=cusip)
    expected = check_digit(cusip[:8])
    return _check("cusip_check_digit", expected == cusip[8:], ("/issuer/cusip",), expected, cusip[8:])


def check_powers(person: ReportingPerson, index: int) -> Check:
    """The larger of sole + shared voting and sole + shared dispositive power is the aggregate amount."""
    at = f"/reporting_persons/{index}"
    pointers = tuple(f"{at}/{f}" for f in (*POWERS, "aggregate_amount"))
    values = [getattr(person, f) for f in POWERS]
    if person.aggregate_amount is None or all(v is None for v in values):
        return Check(rule="sole_and_shared_make_aggregate", status="not_applicable", pointers=pointers)
    sole_v, shared_v, sole_d, shared_d = (Decimal(v or 0) for v in values)
    sums = {sole_v + shared_v, sole_d + shared_d, max(sole_v, shared_v), max(sole_d, shared_d)}
    exact = max(sole_v + shared_v, sole_d + shared_d)
    aggregate = Decimal(person.aggregate_amount)
    fits = aggregate == exact or (sole_v == shared_v == aggregate and aggregate in sums)
    return _check("sole_and_shared_make_aggregate", fits, pointers, str(exact), person.aggregate_amount)


def check_alike(person: ReportingPerson, index: int) -> list[Check]:
    """Voting and dispositive power that differ in one digit, or in two that changed places, are one amount mistyped."""
    failed = []
    for kind in ("sole", "shared"):
        fields = (f"{kind}_voting_power", f"{kind}_dispositive_power")
        one, other = (getattr(person, f) or "" for f in fields)
        if _is_slip(one, other):
            pointers = tuple(f"/reporting_persons/{index}/{f}" for f in fields)
            failed.append(_check("powers_written_alike", False, pointers, one, other))
    return failed


def _is_slip(one: str, other: str) -> bool:
    """Whether two amounts of five digits or more, not rounded, differ as those of a typist do."""
    if len(one) != len(other) or min(len(one.rstrip("0")), len(other.rstrip("0"))) < 5:
        return False
    at = [i for i, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    swapped = len(at) == 2 and at[1] == at[0] + 1 and one[at[0]] == other[at[1]] and one[at[1]] == other[at[0]]
    return len(at) == 1 or swapped


def check_percent(person: ReportingPerson, persons: Sequence[ReportingPerson], index: int) -> Check:
    """Aggregate over percent gives the shares outstanding, on every cover about the same (percents are rounded)."""
    pointers = (f"/reporting_persons/{index}/percent_of_class", f"/reporting_persons/{index}/aggregate_amount")
    own = _outstanding(person)
    others = [o for p in persons if p is not person and (o := _outstanding(p))]
    if own is None or not others:
        return Check(rule="percent_fits_shares_outstanding", status="not_applicable", pointers=pointers)
    fits = any(own[0] <= high and low <= own[1] for low, high in others)
    return _check("percent_fits_shares_outstanding", fits, pointers, _range(others[0]), _range(own))


_STATED = re.compile(
    r"(\d{1,3}(?:,\d{3})+)\s+(?:of\s+the\s+|of\s+)?(?:[\w.’']+\s+){0,6}?(?:issued\s+and\s+)?outstanding", re.IGNORECASE
)


def check_stated_outstanding(persons: Sequence[ReportingPerson], text: str) -> list[Check]:
    """Aggregate over percent is a number of shares outstanding that the document states.

    Where a filing states several, for other dates or with options added, one that fits is enough; a filing of which
    none fits says nothing for certain (the percent may count what can still be acquired), so nothing fails."""
    stated = {Decimal(m[1].replace(",", "")) for m in _STATED.finditer(text)}
    checks = []
    for i, person in enumerate(persons):
        implied = _outstanding(person)
        fits = sorted(s for s in stated if implied and implied[0] <= s <= implied[1])
        if fits and implied:
            pointers = (f"/reporting_persons/{i}/percent_of_class", f"/reporting_persons/{i}/aggregate_amount")
            checks.append(_check("percent_fits_stated_outstanding", True, pointers, f"{fits[0]:f}", _range(implied)))
    return checks


def _outstanding(person: ReportingPerson) -> tuple[Decimal, Decimal] | None:
    """The least and the most shares outstanding that a rounded percent allows."""
    if not person.aggregate_amount or not person.percent_of_class:
        return None
    amount, percent = Decimal(person.aggregate_amount), Decimal(person.percent_of_class)
    if not amount or not percent:
        return None
    half = Decimal(1).scaleb(int(percent.as_tuple().exponent))
    return amount * 100 / (percent + half), amount * 100 / max(percent - half, half / 10)


def _range(outstanding: tuple[Decimal, Decimal]) -> str:
    return f"{outstanding[0]:.0f} to {outstanding[1]:.0f}"


def check_holdings(persons: Sequence[ReportingPerson], holdings: Sequence[FundHolding]) -> list[Check]:
    """What the funds hold adds up to a cover's aggregate amount and percent.

    A sum within 2% of one and not equal to it failed; another may count holders twice, or not name them all."""
    checks = []
    for field, target in (("shares", "aggregate_amount"), ("percent", "percent_of_class")):
        parts = [getattr(h, field) for h in holdings]
        wholes = {getattr(p, target) for p in persons} - {None}
        if len(parts) < 2 or None in parts or not wholes:
            continue
        total = sum((Decimal(p) for p in parts), Decimal(0))
        pointers = (*(f"/holdings/{i}/{field}" for i in range(len(parts))), f"/reporting_persons/0/{target}")
        found = sorted(wholes)[0] if len(wholes) == 1 else " or ".join(sorted(wholes))
        message = " + ".join(parts) + f" = {total}"
        rule, ties = f"holdings_make_{target}", any(total == Decimal(w) for w in wholes)
        if ties or any(abs(total - Decimal(w)) * 50 < Decimal(w) for w in wholes):
            checks.append(_check(rule, ties, pointers, str(total), found, message))
        else:
            checks.append(Check(rule=rule, status="not_applicable", pointers=pointers, found=found, message=message))
    return checks


def check_spellings(names: Iterable[str], persons: Collection[str] = ()) -> list[Check]:
    """One name spelt in two ways: the same words but for one letter or two in one of them.

    Two of the reporting `persons` are two names, however alike."""
    return [
        Check(
            rule="name_spelt_alike",
            status="failed",
            expected=a,
            found=b,
            message=f"{a!r} and {b!r} look like one name in two spellings",
        )
        for a, b in combinations(sorted({" ".join(n.split()) for n in names}), 2)
        if _differ_by_letters(a, b) and not (a in persons and b in persons)
    ]


def _differ_by_letters(one: str, other: str) -> bool:
    a, b = _words(one), _words(other)
    if len(a) != len(b) or a == b or len(a) < 2:
        return False
    from rapidfuzz.distance import Levenshtein

    pairs = [(x, y) for x, y in zip(a, b, strict=True) if x != y]
    return (
        len(pairs) == 1
        and min(map(len, pairs[0])) >= 4
        and not any(c.isdigit() for c in "".join(pairs[0]))
        and Levenshtein.distance(*pairs[0]) <= 2
        and pairs[0][0][0] == pairs[0][1][0]
    )


def _words(name: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", name.casefold())


def _check(rule: str, passed: bool, pointers: tuple[str, ...], expected: str, found: str, message: str = "") -> Check:
    return Check(
        rule=rule,
        status="passed" if passed else "failed",
        pointers=pointers,
        expected=expected,
        found=found,
        message=message,
    )
