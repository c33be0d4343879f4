"""The columns of the tables that people look at: heading, the fields it shows (the first that is there), alignment."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Column:
    heading: str
    fields: tuple[str, ...]
    figure: bool = False
    wraps: bool = False
    """Whether its values are words, which may go on in a line below."""


def _text(heading: str, field: str) -> Column:
    return Column(heading, (field,))


def _words(heading: str, field: str) -> Column:
    return Column(heading, (field,), wraps=True)


def _figure(heading: str, *fields: str) -> Column:
    return Column(heading, fields, figure=True)


_TRANSACTION = (
    _text("Date", "transaction_date"),
    _text("Deemed", "deemed_execution_date"),
    _text("Code", "transaction_code"),
    _text("V", "timeliness"),
    _text("A/D", "acquired_disposed"),
    _figure("Shares", "shares"),
)
_OWNERSHIP = (
    _figure("Price", "price_per_share"),
    _figure("Owned after", "shares_owned_following", "value_owned_following"),
    _text("D/I", "direct_or_indirect"),
    _words("Nature", "nature_of_ownership"),
)

TABLES: dict[str, tuple[str, tuple[Column, ...]]] = {
    "non_derivative": ("Table I", (_words("Security", "security_title"), *_TRANSACTION, *_OWNERSHIP)),
    "derivative": (
        "Table II",
        (
            _words("Security", "security_title"),
            _figure("Exercise price", "conversion_or_exercise_price"),
            *_TRANSACTION,
            _text("Exercisable", "exercise_date"),
            _text("Expires", "expiration_date"),
            _words("Underlying", "underlying_security_title"),
            _figure("Number", "underlying_shares", "underlying_value"),
            *_OWNERSHIP,
        ),
    ),
    "reporting_persons": (
        "Reporting persons",
        (
            _words("Name", "name"),
            _words("Citizenship", "citizenship"),
            _figure("Sole vote", "sole_voting_power"),
            _figure("Shared vote", "shared_voting_power"),
            _figure("Sole disp.", "sole_dispositive_power"),
            _figure("Shared disp.", "shared_dispositive_power"),
            _figure("Aggregate", "aggregate_amount"),
            _figure("%", "percent_of_class"),
            _text("Type", "person_types"),
        ),
    ),
    "holdings": (
        "Holdings",
        (_words("Holder", "holder"), _figure("Shares", "shares"), _figure("%", "percent")),
    ),
    "transactions": (
        "Item 5(c)",
        (
            _words("Holder", "holder"),
            _text("Kind", "kind"),
            _text("Date", "date"),
            _figure("Shares", "shares"),
            _figure("Price", "price_per_share"),
        ),
    ),
}
"""A record's tables in the order they are shown: title and columns."""
