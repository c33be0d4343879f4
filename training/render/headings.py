"""The columns of Tables I and II as EDGAR's page and the paper form head them, for Forms 3, 4 and 5."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Column:
    """A heading, the fields under it, the headings of each where there are several, and its width in percent."""

    heading: str
    fields: tuple[str, ...]
    parts: tuple[str, ...] = ()
    width: int = 6


TITLES = {
    "3": (
        "Table I - Non-Derivative Securities Beneficially Owned",
        "Table II - Derivative Securities Beneficially Owned",
    ),
    "4": (
        "Table I - Non-Derivative Securities Acquired, Disposed of, or Beneficially Owned",
        "Table II - Derivative Securities Acquired, Disposed of, or Beneficially Owned",
    ),
}
KINDS = "(e.g., puts, calls, warrants, options, convertible securities)"

ACQUIRED = ("shares_acquired", "shares_disposed")
EXERCISE = ("exercise_date", "expiration_date")
UNDERLYING = ("underlying_security_title", "underlying_shares")
EXERCISE_PARTS = ("Date Exercisable", "Expiration Date")
UNDERLYING_PARTS = ("Title", "Amount or Number of Shares")
OWNED = "Amount of Securities Beneficially Owned"
DATE = "(Month/Day/Year)"

TABLE1 = {
    "3": (
        Column("1. Title of Security (Instr. 4)", ("security_title",), (), 44),
        Column(f"2. {OWNED} (Instr. 4)", ("shares_owned_following",), (), 19),
        Column("3. Ownership Form: Direct (D) or Indirect (I) (Instr. 5)", ("direct_or_indirect",), (), 11),
        Column("4. Nature of Indirect Beneficial Ownership (Instr. 5)", ("nature_of_ownership",), (), 26),
    ),
    "4": (
        Column("1. Title of Security (Instr. 3)", ("security_title",), (), 36),
        Column(f"2. Transaction Date {DATE}", ("transaction_date",)),
        Column(f"2A. Deemed Execution Date, if any {DATE}", ("deemed_execution_date",), (), 5),
        Column("3. Transaction Code (Instr. 8)", ("transaction_code", "timeliness"), ("Code", "V"), 7),
        Column(
            "4. Securities Acquired (A) or Disposed Of (D) (Instr. 3, 4 and 5)",
            ("shares", "acquired_disposed", "price_per_share"),
            ("Amount", "(A) or (D)", "Price"),
            19,
        ),
        Column(f"5. {OWNED} Following Reported Transaction(s) (Instr. 3 and 4)", ("shares_owned_following",), (), 11),
        Column("6. Ownership Form: Direct (D) or Indirect (I) (Instr. 4)", ("direct_or_indirect",), (), 9),
        Column("7. Nature of Indirect Beneficial Ownership (Instr. 4)", ("nature_of_ownership",), (), 8),
    ),
}
TABLE2 = {
    "3": (
        Column("1. Title of Derivative Security (Instr. 4)", ("security_title",), (), 35),
        Column(f"2. Date Exercisable and Expiration Date {DATE}", EXERCISE, EXERCISE_PARTS, 9),
        Column(
            "3. Title and Amount of Securities Underlying Derivative Security (Instr. 4)",
            UNDERLYING,
            UNDERLYING_PARTS,
            26,
        ),
        Column("4. Conversion or Exercise Price of Derivative Security", ("conversion_or_exercise_price",), (), 7),
        Column("5. Ownership Form: Direct (D) or Indirect (I) (Instr. 5)", ("direct_or_indirect",), (), 8),
        Column("6. Nature of Indirect Beneficial Ownership (Instr. 5)", ("nature_of_ownership",), (), 15),
    ),
    "4": (
        Column("1. Title of Derivative Security (Instr. 3)", ("security_title",), (), 13),
        Column("2. Conversion or Exercise Price of Derivative Security", ("conversion_or_exercise_price",), (), 5),
        Column(f"3. Transaction Date {DATE}", ("transaction_date",), (), 5),
        Column(f"3A. Deemed Execution Date, if any {DATE}", ("deemed_execution_date",), (), 5),
        Column("4. Transaction Code (Instr. 8)", ("transaction_code", "timeliness"), ("Code", "V"), 9),
        Column(
            "5. Number of Derivative Securities Acquired (A) or Disposed of (D) (Instr. 3, 4 and 5)",
            ACQUIRED,
            ("(A)", "(D)"),
            10,
        ),
        Column(f"6. Date Exercisable and Expiration Date {DATE}", EXERCISE, EXERCISE_PARTS, 9),
        Column(
            "7. Title and Amount of Securities Underlying Derivative Security (Instr. 3 and 4)",
            UNDERLYING,
            UNDERLYING_PARTS,
            17,
        ),
        Column("8. Price of Derivative Security (Instr. 5)", ("price_per_share",)),
        Column(
            "9. Number of derivative Securities Beneficially Owned Following Reported Transaction(s) (Instr. 4)",
            ("shares_owned_following",),
        ),
        Column("10. Ownership Form: Direct (D) or Indirect (I) (Instr. 4)", ("direct_or_indirect",)),
        Column("11. Nature of Indirect Beneficial Ownership (Instr. 4)", ("nature_of_ownership",), (), 7),
    ),
}


def columns(form_type: str, table: int) -> tuple[Column, ...]:
    """The columns of Table I (1) or II (2); Form 5 has no column V and asks for the year's end in Table I."""
    form = form_type[0]
    known = (TABLE1 if table == 1 else TABLE2)["3" if form == "3" else "4"]
    return tuple(_of_form5(column) for column in known) if form == "5" else known


def titles(form_type: str) -> tuple[str, str]:
    """The titles of Tables I and II."""
    return TITLES["3" if form_type[0] == "3" else "4"]


def _of_form5(column: Column) -> Column:
    if "timeliness" in column.fields:
        return Column(column.heading, ("transaction_code",), (), column.width)
    heading = column.heading.replace(
        f"{OWNED} Following Reported Transaction(s)", f"{OWNED} at end of Issuer's Fiscal Year"
    )
    return Column(heading, column.fields, column.parts, column.width)
