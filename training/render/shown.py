"""How a page shows values: dates, amounts, prices, check marks and footnote marks, as one style."""

from __future__ import annotations

import datetime
import html
from dataclasses import dataclass
from decimal import Decimal
from random import Random
from typing import Any

from training.render.facts import AMOUNTS, DATES, PRICES
from training.render.markup import mark

DATE_STYLES = (
    "MM/DD/YYYY",
    "M/D/YYYY",
    "YYYY-MM-DD",
    "Mon D, YYYY",
    "DD-Mon-YYYY",
    "Month D, YYYY",
    "MM/DD/YY",
    "MM-DD-YYYY",
    "D Mon YYYY",
    "YYYY/MM/DD",
)
COLUMN_OF_SIDE = {"A": "shares_acquired", "D": "shares_disposed"}
MARK_STYLES = ("({})", "[{}]", "{}", "({})", "({})", "({})", "({})", "{}", "(F{})", "{})")


@dataclass(frozen=True, slots=True)
class Style:
    """How values are shown; `decimals` is the least number of a price, `raised` sets marks as superscripts."""

    date: str = "MM/DD/YYYY"
    commas: bool = True
    currency: str = "$"
    decimals: int = 0
    footnote: str = "({})"
    raised: bool = True
    joined_marks: bool = False
    space_before_mark: bool = False
    nothing: str = ""
    face: str = ""
    """Class of the footnote marks; `lead` is the class of the currency."""
    lead: str = ""


def vary(rng: Random) -> Style:
    """A style at random."""
    footnote = rng.choice(MARK_STYLES)
    return Style(
        date=rng.choice((*DATE_STYLES, "MM/DD/YYYY", "MM/DD/YYYY", "M/D/YYYY")),
        commas=rng.random() < 0.8,
        currency=rng.choice(("$", "$", "$", "", "", "USD ", "$ ", "US$")),
        decimals=rng.choice((0, 0, 2, 2, 4)),
        footnote=footnote,
        raised=rng.random() < 0.7 or footnote == "{})",
        joined_marks=rng.random() < 0.3,
        space_before_mark=rng.random() < 0.4,
        nothing=rng.choice(("", "", "", "", "&nbsp;", "-", "--", "N/A", "&#8212;")),
    )


def show_date(iso: str, style: str) -> str:
    """An ISO date in one of `DATE_STYLES`; a date that no calendar has is kept as digits."""
    year, month, day = iso.split("-")
    if style == "YYYY-MM-DD":
        return iso
    if style in ("Mon D, YYYY", "Month D, YYYY", "DD-Mon-YYYY", "D Mon YYYY"):
        name = datetime.date(2000, int(month), 1).strftime("%B")
        short = name[:3]
        if style == "D Mon YYYY":
            return f"{int(day)} {short} {year}"
        return (
            f"{day}-{short}-{year}"
            if style == "DD-Mon-YYYY"
            else f"{short if style[3] == ' ' else name} {int(day)}, {year}"
        )
    if style in ("M/D/YYYY", "M/D/YY"):
        return f"{int(month)}/{int(day)}/{year if style.endswith('YYYY') else year[2:]}"
    return style.replace("MM", month).replace("DD", day).replace("YYYY", year).replace("YY", year[2:])


def show_amount(value: str, style: Style, decimals: int = 0) -> str:
    """A plain decimal with commas and at least `decimals` digits after the point."""
    whole, _, fraction = f"{Decimal(value):f}".partition(".")
    whole = f"{int(whole):,}" if style.commas and whole.lstrip("-").isdigit() else whole
    fraction = fraction.ljust(decimals, "0")
    return f"{whole}.{fraction}" if fraction else whole


def show_value(field: str, value: str, style: Style) -> str:
    """A field's value without its currency."""
    if field in DATES:
        return show_date(value, style.date)
    if field in PRICES:
        return show_amount(value, style, style.decimals)
    return show_amount(value, style) if field in AMOUNTS else value


def marks(row: dict[str, Any], pointer: str, field: str, style: Style) -> str:
    """The footnote marks of a field as marked HTML."""
    ids = row["footnotes"].get(field, [])
    shown = [mark(f"{pointer}/footnotes/{field}", style.footnote.format(i)) for i in ids]
    if style.face:
        shown = [f'<span class="{style.face}">{f"<sup>{s}</sup>" if style.raised else s}</span>' for s in shown]
    elif style.raised:
        shown = (
            [f"<sup>{','.join(shown)}</sup>"] if style.joined_marks and shown else [f"<sup>{s}</sup>" for s in shown]
        )
    return (" " if style.space_before_mark and shown else "") + "".join(shown)


def cell(row: dict[str, Any], pointer: str, field: str, style: Style, wrap: str = "{}") -> str:
    """A field's value and marks as marked HTML; `wrap` takes what it is set in."""
    if field in ("shares_acquired", "shares_disposed"):
        side = "D" if row["acquired_disposed"] == "D" else "A"
        return cell(row, pointer, "shares", style, wrap) if field == COLUMN_OF_SIDE[side] else ""
    field, row_field = stored(row, field)
    value = row.get(row_field)
    text = wrap.format(mark(f"{pointer}/{row_field}", show_value(row_field, value, style))) if value is not None else ""
    currency = html.escape(style.currency) if value is not None and row_field in PRICES else ""
    currency = f'<span class="{style.lead}">{currency}</span>' if currency and style.lead else currency
    return currency + text + marks(row, pointer, field, style)


def stored(row: dict[str, Any], field: str) -> tuple[str, str]:
    """Where a column's value is kept: a dollar value may stand in place of a number."""
    instead = {"shares_owned_following": "value_owned_following", "underlying_shares": "underlying_value"}.get(field)
    if instead and row.get(field) is None and row.get(instead) is not None:
        return instead, instead
    return field, field
