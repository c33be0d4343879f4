"""The record: what one filing becomes. Names are EDGAR's own terms; the JSON schema comes from here."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

Amount = str
"""A plain decimal, as exact as the filing shows it."""
Date = str
"""ISO YYYY-MM-DD, or YYYY-MM where the filing gives no day."""


class Part(BaseModel):
    """A part of a record: frozen, and without a word for what the filing does not show."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Address(Part):
    street1: str | None = None
    street2: str | None = None
    city: str | None = None
    state: str | None = None
    zip: str | None = None


class Issuer(Part):
    name: str | None = None
    trading_symbol: str | None = None
    cusip: str | None = None
    address: str | None = None


class ReportingOwner(Part):
    name: str | None = None
    address: Address = Address()
    is_director: bool = False
    is_officer: bool = False
    is_ten_percent_owner: bool = False
    is_other: bool = False
    officer_title: str | None = None


class Holding(Part):
    """What the rows of Tables I and II share."""

    kind: Literal["transaction", "holding"]
    security_title: str | None = None
    transaction_date: Date | None = None
    deemed_execution_date: Date | None = None
    transaction_code: str | None = None
    timeliness: str | None = None
    shares: Amount | None = None
    acquired_disposed: Literal["A", "D"] | None = None
    price_per_share: Amount | None = None
    shares_owned_following: Amount | None = None
    value_owned_following: Amount | None = None
    direct_or_indirect: Literal["D", "I"] | None = None
    nature_of_ownership: str | None = None
    footnotes: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    needs_review: bool = True


class NonDerivative(Holding):
    """A row of Table I."""


class Derivative(Holding):
    """A row of Table II."""

    conversion_or_exercise_price: Amount | None = None
    exercise_date: Date | None = None
    expiration_date: Date | None = None
    underlying_security_title: str | None = None
    underlying_shares: Amount | None = None
    underlying_value: Amount | None = None


class ReportingPerson(Part):
    """A cover page of Schedule 13D or 13G."""

    name: str | None = None
    group_member: Literal["a", "b"] | None = None
    source_of_funds: tuple[str, ...] = ()
    legal_proceedings: bool | None = None
    citizenship: str | None = None
    sole_voting_power: Amount | None = None
    shared_voting_power: Amount | None = None
    sole_dispositive_power: Amount | None = None
    shared_dispositive_power: Amount | None = None
    aggregate_amount: Amount | None = None
    excludes_shares: bool | None = None
    percent_of_class: Amount | None = None
    person_types: tuple[str, ...] = ()
    footnotes: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    needs_review: bool = True


class FundHolding(Part):
    """Who holds what, where Items 2 or 5 of a Schedule 13D say so."""

    holder: str | None = None
    shares: Amount | None = None
    percent: Amount | None = None


class Trade(Part):
    """A trade of Item 5(c)."""

    holder: str | None = None
    kind: Literal["purchase", "sale"] | None = None
    date: Date | None = None
    shares: Amount | None = None
    price_per_share: Amount | None = None


class FundsUsed(Part):
    """Money that a holder used to acquire shares, as Item 3 of a Schedule 13D says."""

    holder: str | None = None
    amount: Amount | None = None


class Item(Part):
    """An item of a schedule as filed, white space folded; `part` is its letter, where it stands apart."""

    number: int
    part: str | None = None
    text: str


class FootnoteFacts(Part):
    """What a footnote's text states: prices, numbers of shares, dates, a trading plan and when it was adopted."""

    price_ranges: tuple[tuple[Amount, Amount], ...] = ()
    average_prices: tuple[Amount, ...] = ()
    shares: tuple[Amount, ...] = ()
    dates: tuple[Date, ...] = ()
    plan_10b5_1: bool | None = None
    plan_adopted: tuple[Date, ...] = ()


class Footnote(Part):
    id: str
    text: str
    facts: FootnoteFacts = FootnoteFacts()


class Signature(Part):
    """`capacity` is the title in which someone signs a schedule."""

    name: str | None = None
    date: Date | None = None
    capacity: str | None = None


class Evidence(Part):
    """Where a value was read: page from 1, box in points, or span in characters of the input."""

    page: int = 1
    bbox: tuple[float, float, float, float] | None = None
    span: tuple[int, int] | None = None
    text: str
    confidence: float = 1.0
    status: Literal["read", "repaired", "inferred"] = "read"


class Check(Part):
    """A rule and what came of it."""

    rule: str
    status: Literal["passed", "failed", "not_applicable"]
    pointers: tuple[str, ...] = ()
    expected: str | None = None
    found: str | None = None
    message: str = ""


class Record(Part):
    """One filing. `status` is `ok` for every record; an input that gives none has another status and an `error`."""

    source: str
    status: Literal["ok"] = "ok"
    source_kind: str | None = None
    form_type: str | None = None
    needs_review: bool = True
    review_reasons: tuple[str, ...] = ()
    period_of_report: Date | None = None
    date_of_original_submission: Date | None = None
    amendment_number: int | None = None
    date_of_event: Date | None = None
    security_class_title: str | None = None
    rule: str | None = None
    issuer: Issuer = Issuer()
    reporting_owners: tuple[ReportingOwner, ...] = ()
    non_derivative: tuple[NonDerivative, ...] = ()
    derivative: tuple[Derivative, ...] = ()
    reporting_persons: tuple[ReportingPerson, ...] = ()
    holdings: tuple[FundHolding, ...] = ()
    transactions: tuple[Trade, ...] = ()
    funds: tuple[FundsUsed, ...] = ()
    notices: str | None = None
    """Who may receive notices and communications about a Schedule 13D."""
    items: tuple[Item, ...] = ()
    joint_filing: tuple[Signature, ...] = ()
    """Who signed the joint filing agreement, where the document holds it."""
    footnotes: tuple[Footnote, ...] = ()
    remarks: str | None = None
    signatures: tuple[Signature, ...] = ()
    evidence: dict[str, Evidence] = Field(default_factory=dict)
    row_confidence: dict[str, float] = Field(default_factory=dict)
    """How likely every value and footnote link of a row of Tables I and II is right, by the row's JSON pointer."""
    checks: tuple[Check, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The record in the contract's shape: no nulls, no empty lists."""
        shape: dict[str, Any] = _without_nothing(self.model_dump(mode="json"))
        return shape


def _without_nothing(value: Any) -> Any:
    """A nested value without nulls and empty containers, outside footnote maps and lists of rows."""
    if isinstance(value, dict):
        kept = {k: _without_nothing(v) for k, v in value.items()}
        return {k: v for k, v in kept.items() if v is not None and v != [] and v != {}}
    if isinstance(value, list):
        return [_without_nothing(v) for v in value]
    return value
