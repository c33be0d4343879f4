"""Every label that the models give, once, with its meaning."""

from __future__ import annotations

ROWS: dict[str, str] = {
    "printed": "the form's own words, notes and anything that bears no value",
    "box": "the form's box: owner, issuer, dates, relationship",
    "title1": "the title of Table I",
    "title2": "the title of Table II",
    "head": "column headings of a table",
    "nd": "first line of a row of Table I",
    "nd+": "a further line of the same row of Table I",
    "dv": "first line of a row of Table II",
    "dv+": "a further line of the same row of Table II",
    "foot": "explanation of responses: a footnote or a part of one",
    "remark": "remarks",
    "sign": "signatures",
}
"""Labels of a row (a line of text, a row of a table)."""

TOKENS: dict[str, str] = {
    "OWNER": "name of a reporting person",
    "STREET1": "first line of the address",
    "STREET2": "second line of the address",
    "CITY": "city",
    "STATE": "state or country code",
    "ZIP": "postal code",
    "ISSUER": "name of the issuer",
    "TICKER": "ticker or trading symbol",
    "PERIOD": "date of the earliest transaction, or of the event",
    "AMENDED": "date of the original submission",
    "DIRECTOR": "the mark in the box before Director",
    "OFFICER": "the mark in the box before Officer",
    "TEN_PERCENT": "the mark in the box before 10% Owner",
    "OTHER": "the mark in the box before Other",
    "OFFICER_TITLE": "title of the officer",
    "OTHER_TEXT": "what is specified beside Other",
    "SIGNER": "the signature",
    "SIGN_DATE": "date of the signature",
}
"""Labels of a token in the form's box and the signatures of Forms 3, 4 and 5."""

CELLS: dict[str, str] = {
    "security_title": "title of the security (Table I column 1, Table II column 1)",
    "conversion_or_exercise_price": "conversion or exercise price (Table II column 2)",
    "transaction_date": "transaction date",
    "deemed_execution_date": "deemed execution date",
    "transaction_code": "transaction code",
    "timeliness": "column V: reported earlier (V), late (L) or early (E)",
    "shares": "amount of securities acquired or disposed of, where a letter says which",
    "shares_acquired": "number in a column of what was acquired (Table II column 5 (A))",
    "shares_disposed": "number in a column of what was disposed of (Table II column 5 (D))",
    "acquired_disposed": "A or D",
    "price_per_share": "price",
    "shares_owned_following": "amount owned following the reported transactions, or owned (Form 3)",
    "direct_or_indirect": "D or I",
    "nature_of_ownership": "nature of indirect ownership",
    "exercise_date": "date exercisable",
    "expiration_date": "expiration date",
    "underlying_security_title": "title of the underlying security",
    "underlying_shares": "number of underlying shares",
}
"""Labels of a token in a row of Table I or II; a footnote mark bears the label of the field it is attached to."""

DERIVATIVE_ONLY = frozenset(
    {
        "conversion_or_exercise_price",
        "exercise_date",
        "expiration_date",
        "underlying_security_title",
        "underlying_shares",
    }
)
"""Fields that Table I does not have."""

NARRATIVE: dict[str, str] = {
    "HOLDER": "who holds, bought, sold or paid",
    "HELD": "number of shares that a holder is said to own",
    "PERCENT": "percent of the class that a holder is said to own",
    "OUTSTANDING": "number of shares outstanding",
    "FUNDS": "amount of money used to acquire shares",
    "BOUGHT": "the word that says that something was bought",
    "SOLD": "the word that says that something was sold",
    "TRADE_DATE": "date of a trade, or its month",
    "TRADED": "number of shares bought or sold in a trade",
    "PRICE": "price of one share in a trade",
}
"""Labels of a token in Items 2, 3 and 5 of a Schedule 13D and in its lists of trades."""

WORDY = frozenset({"security_title", "underlying_security_title", "nature_of_ownership"})
"""Fields of table rows that hold words."""

MARKS = frozenset({"DIRECTOR", "OFFICER", "TEN_PERCENT", "OTHER"})
"""Labels of marks in boxes that say who an owner is."""

TABLES = {"nd": "non_derivative", "dv": "derivative"}
"""Tables I and II by the label of their rows."""

NONE = "-"
"""No label: printed words, rules, stray characters."""
