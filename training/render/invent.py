"""Invent filings: issuers, persons, trades and notes that never were, whose figures tie."""

from __future__ import annotations

import datetime
from decimal import Decimal
from random import Random
from typing import Any

from training.render import invented_words as words

Row = dict[str, Any]
CENT = Decimal("0.01")


def filing(rng: Random, form_type: str | None = None) -> dict[str, Any]:
    """An invented record as `facts.from_xml` gives them: balances follow from trades, marks lead to notes."""
    form = form_type or rng.choice(("4", "4", "4", "4", "4", "4/A", "3", "3/A", "5", "5/A"))
    day = datetime.date(rng.randint(1997, 2026), rng.randint(1, 12), rng.randint(1, 28))
    notes: list[str] = []
    ticker, issuer = _issuer(rng)
    title = rng.choice(words.TITLES)
    owners = _owners(rng)
    derivative = _derivative(rng, form, day, title, notes) if rng.random() < 0.6 else []
    shares = _non_derivative(rng, form, day, title, derivative, notes) if rng.random() < 0.9 or not derivative else []
    record = {
        "form_type": form,
        "period_of_report": day.isoformat(),
        "date_of_original_submission": (day + datetime.timedelta(4)).isoformat() if form.endswith("/A") else None,
        "issuer": {"name": issuer, "trading_symbol": ticker},
        "reporting_owners": owners,
        "non_derivative": shares,
        "derivative": derivative,
        "footnotes": {str(i): text for i, text in enumerate(notes, 1)},
        "remarks": rng.choice(words.REMARKS) if rng.random() < 0.25 else None,
        "signatures": _signatures(rng, owners, day, form.endswith("/A")),
        "extra": {
            "group": f"invented {issuer}",
            "other_text": [rng.choice(words.OTHERS) if owner["is_other"] else None for owner in owners],
            "plan": rng.random() < 0.2,
        },
    }
    return _in_order_of_marks(record)


def _issuer(rng: Random) -> tuple[str | None, str]:
    first, second = rng.choice(words.COMPANY_FIRST), rng.choice(words.COMPANY_SECOND)
    name = f"{first} {second} {rng.choice(words.COMPANY_LAST)}"
    ticker = "".join(rng.sample((first + second).upper().replace(" ", ""), rng.randint(2, 5)))
    return ticker if rng.random() < 0.95 else None, name if rng.random() < 0.6 else name.upper()


def _person(rng: Random) -> str:
    last, first, middle = rng.choice(words.LAST), rng.choice(words.FIRST), rng.choice("ABCDEFGHJKLMNPRSTW")
    return rng.choice(
        (f"{last} {first} {middle}", f"{last} {first}", f"{last} {first} {middle}.", f"{last.upper()} {first.upper()}")
    )


def _owners(rng: Random) -> list[Row]:
    """One to ten owners: a person, or a fund and those behind it, mostly at one address."""
    count = rng.choice((1,) * 16 + (2, 2, 3, 4, 6, 10))
    address = _address(rng)
    owners = []
    for i in range(count):
        fund = f"{rng.choice(words.COMPANY_FIRST)} {rng.choice(words.FUNDS)}"
        name = fund if count > 1 and i < count - 1 else _person(rng)
        ten, officer = count > 1 or rng.random() < 0.15, count == 1 and rng.random() < 0.5
        director = (not officer and (not ten or rng.random() < 0.4)) or rng.random() < 0.15
        owners.append(
            {
                "name": name,
                "address": dict(address) if rng.random() < 0.8 else _address(rng),
                "is_director": director,
                "is_officer": officer,
                "is_ten_percent_owner": ten,
                "is_other": rng.random() < 0.06,
                "officer_title": rng.choice(words.OFFICES) if officer else None,
            }
        )
    return owners


def _address(rng: Random) -> Row:
    city, state, code = rng.choice(words.PLACES)
    street = f"{rng.randint(1, 9999)} {rng.choice(words.STREETS)}"
    more = f"{rng.choice(('SUITE', 'FLOOR', 'UNIT', 'P.O. BOX'))} {rng.randint(1, 2900)}"
    first = (
        f"C/O {rng.choice(words.COMPANY_FIRST)} {rng.choice(words.COMPANY_SECOND)}".upper()
        if rng.random() < 0.4
        else None
    )
    lines = (
        [first, street.upper() if rng.random() < 0.8 else street]
        if first
        else [street, more if rng.random() < 0.4 else None]
    )
    return {"street1": lines[0], "street2": lines[1], "city": city, "state": state, "zip": code}


def _note(notes: list[str], rng: Random, kind: str, **facts: Any) -> str:
    """The id of a new note of a kind, or of one already there with the same words."""
    text = rng.choice(words.NOTES[kind]).format(**facts)
    if text not in notes:
        notes.append(text)
    return str(notes.index(text) + 1)


def _blank(kind: str, title: str, fields: tuple[str, ...]) -> Row:
    return {"kind": kind, "security_title": title} | dict.fromkeys(fields) | {"footnotes": {}}


def _amount(value: Decimal | int) -> str:
    return f"{Decimal(value).normalize() + 0:f}"


def _shares(rng: Random) -> int:
    return rng.choice(
        (rng.randint(1, 999), rng.randint(1000, 99999), rng.randint(100, 2000) * 100, rng.randint(10**5, 10**7))
    )


def _price(rng: Random) -> Decimal:
    price = Decimal(rng.randint(5, 40000)) / 100
    return price if rng.random() < 0.8 else price + Decimal(rng.randint(1, 99)) / 10000


FIELDS1 = (
    "transaction_date", "deemed_execution_date", "transaction_code", "shares", "acquired_disposed", "price_per_share",
    "shares_owned_following", "direct_or_indirect", "nature_of_ownership",
)  # fmt: skip
FIELDS2 = (
    "conversion_or_exercise_price", "transaction_date", "deemed_execution_date", "transaction_code", "shares",
    "acquired_disposed", "exercise_date", "expiration_date", "underlying_security_title", "underlying_shares",
    "price_per_share", "shares_owned_following", "direct_or_indirect", "nature_of_ownership",
)  # fmt: skip


def _non_derivative(
    rng: Random, form: str, day: datetime.date, title: str, derivative: list[Row], notes: list[str]
) -> list[Row]:
    """Exercises of Table II first, then trades, then holdings; each balance follows from the one before."""
    held = _shares(rng) + 10**4
    rows: list[Row] = []
    exercised = [row for row in derivative if row["transaction_code"] == "M"]
    trades = 0 if form[0] == "3" else rng.choice((0, 1, 1, 1, 2, 2, 3, 5, 9)) or (0 if exercised else 1)
    nature = None if exercised or rng.random() < 0.8 else rng.choice(words.NATURES)
    for source in exercised:
        held += int(source["shares"])
        price = source["conversion_or_exercise_price"] or "0"
        rows.append(_trade(title, source["transaction_date"], "M", source["shares"], "A", price, held, None))
    for _ in range(trades):
        code = rng.choice(("S", "S", "P", "A", "F", "G", "J", "D"))
        amount = min(_shares(rng), held - 1) if code not in "PA" else _shares(rng)
        held += amount if code in "PA" else -amount
        price = None if code in "GJ" and rng.random() < 0.5 else "0" if code in "AGJ" else _amount(_price(rng))
        date = (day + datetime.timedelta(rng.randint(0, 2))).isoformat()
        rows.append(_trade(title, date, code, str(amount), "A" if code in "PA" else "D", price, held, nature))
        _annotate(rows[-1], rng, notes)
    for _ in range(rng.choice((0, 0, 1, 2)) if rows else rng.randint(1, 3)):
        rows.append(_holding(rng, title, notes))
    return rows


def _trade(
    title: str, date: str, code: str, shares: str, side: str, price: str | None, held: int, nature: str | None
) -> Row:
    row = _blank("transaction", title, FIELDS1)
    return row | {
        "transaction_date": date,
        "transaction_code": code,
        "shares": shares,
        "acquired_disposed": side,
        "price_per_share": price,
        "shares_owned_following": str(held),
        "direct_or_indirect": "I" if nature else "D",
        "nature_of_ownership": nature,
    }


def _holding(rng: Random, title: str, notes: list[str]) -> Row:
    row = _blank("holding", title, FIELDS1)
    nature = rng.choice((None, *words.NATURES))
    row |= {"shares_owned_following": str(_shares(rng)), "direct_or_indirect": "I" if nature else "D"}
    row["nature_of_ownership"] = nature
    if nature and rng.random() < 0.5:
        row["footnotes"]["nature_of_ownership"] = [_note(notes, rng, "held")]
    return row


def _annotate(row: Row, rng: Random, notes: list[str]) -> None:
    """Notes that belong to such a trade: weighted averages, plans, taxes; others anywhere."""
    marks = row["footnotes"]
    code, price = row["transaction_code"], row["price_per_share"]
    if code in "SP" and rng.random() < 0.4:
        middle = Decimal(price)
        low, high = (middle * Decimal("0.98")).quantize(CENT), (middle * Decimal("1.02")).quantize(CENT)
        marks["price_per_share"] = [_note(notes, rng, "average", low=low, high=high)]
    if code == "S" and rng.random() < 0.3:
        marks["transaction_code"] = [_note(notes, rng, "plan")]
    if code in "AFG" and rng.random() < 0.5:
        marks[rng.choice(("shares", "transaction_code"))] = [
            _note(notes, rng, {"A": "grant", "F": "tax", "G": "gift"}[code])
        ]
    if rng.random() < 0.15:
        field = rng.choice(("security_title", "shares_owned_following", "direct_or_indirect", "transaction_date"))
        marks[field] = [*marks.get(field, []), _note(notes, rng, "held")]
    if code in "SP" and rng.random() < 0.08:
        row["deemed_execution_date"] = row["transaction_date"]
    if rng.random() < 0.04:
        row["timeliness"] = rng.choice("EVL")


def _derivative(rng: Random, form: str, day: datetime.date, title: str, notes: list[str]) -> list[Row]:
    return [_derivative_row(rng, form, day, title, notes) for _ in range(rng.choice((1, 1, 1, 2, 2, 3, 5)))]


def _derivative_row(rng: Random, form: str, day: datetime.date, title: str, notes: list[str]) -> Row:
    """An option, unit or warrant: granted, exercised or held; units have notes where options have figures."""
    kind = rng.choice(words.DERIVATIVES)
    unit = "Unit" in kind
    amount = _shares(rng)
    left = 0 if rng.random() < 0.4 else _shares(rng)
    code = None if form[0] == "3" or rng.random() < 0.25 else rng.choice("MMA")
    row = _blank("transaction" if code else "holding", kind, FIELDS2)
    row |= {
        "conversion_or_exercise_price": None if unit else _amount(_price(rng)),
        "underlying_security_title": title,
        "underlying_shares": str(amount),
        "direct_or_indirect": "D",
        "exercise_date": (day - datetime.timedelta(rng.randint(10, 900))).isoformat(),
        "expiration_date": (day + datetime.timedelta(rng.randint(100, 3000))).isoformat(),
    }
    if code:
        row |= {
            "transaction_date": day.isoformat(),
            "transaction_code": code,
            "shares": str(amount),
            "price_per_share": "0",
        }
        row["acquired_disposed"] = "A" if code == "A" else "D"
        left += amount if code == "A" else 0
    if form[0] != "3":
        row["shares_owned_following"] = str(left if code else amount)
    if unit:
        row["footnotes"]["conversion_or_exercise_price"] = [_note(notes, rng, "unit")]
    if unit or rng.random() < 0.6:
        vesting = _note(
            notes, rng, "vesting", share=rng.choice(("one third", "25%", "one half")), years=rng.randint(2, 5)
        )
        row["exercise_date"] = None
        row["footnotes"]["exercise_date"] = [vesting]
        if unit:
            row["expiration_date"] = None
            row["footnotes"]["expiration_date"] = [vesting]
    return row


def _signatures(rng: Random, owners: list[Row], day: datetime.date, amended: bool) -> list[Row]:
    date = (day + datetime.timedelta(rng.randint(*((5, 30) if amended else (2, 4))))).isoformat()
    agent = f"{rng.choice(words.FIRST)} {rng.choice(words.LAST)}"
    patterns = ("/s/ {}", "{}", "/s/ {}, Attorney-in-Fact", "{}, attorney-in-fact for {}", "By: /s/ {}")
    return [{"name": rng.choice(patterns).format(agent, owner["name"]), "date": date} for owner in owners]


def _in_order_of_marks(record: dict[str, Any]) -> dict[str, Any]:
    """The notes numbered by their first mark, as forms have them."""
    rows = record["non_derivative"] + record["derivative"]
    used = dict.fromkeys(i for row in rows for field in row for i in row["footnotes"].get(field, ()))
    number = {old: str(new) for new, old in enumerate(used, 1)}
    for row in rows:
        row["footnotes"] = {f: [number[i] for i in ids] for f, ids in row["footnotes"].items()}
    return record | {"footnotes": {new: record["footnotes"][old] for old, new in number.items()}}
