"""A vendor's page that no model in use has seen: a dealing ledger, its columns, words, dates and ticks its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from random import Random
from typing import Any

from training.render.invent import filing
from training.render.markup import TABLES, mark
from training.render.shown import Style, cell, show_date

STYLE = Style(date="DD-Mon-YYYY", currency="USD ", decimals=2, footnote="[{}]", raised=False, nothing="")
COLUMNS = (
    (
        ("nature_of_ownership", "Through"), ("direct_or_indirect", "Capacity"),
        ("shares_owned_following", "Balance c/f"),
        ("price_per_share", "Struck at"), ("acquired_disposed", "+/-"), ("shares", "Lot"), ("transaction_code", "Why"),
        ("transaction_date", "Dealt"), ("security_title", "Paper"),
    ),
    (
        ("nature_of_ownership", "Through"), ("direct_or_indirect", "Capacity"),
        ("shares_owned_following", "Balance c/f"),
        ("price_per_share", "Premium"), ("underlying_shares", "Calls for"), ("underlying_security_title", "Delivers"),
        ("expiration_date", "Lapses"), ("exercise_date", "Opens"), ("acquired_disposed", "+/-"), ("shares", "Lot"),
        ("transaction_code", "Why"), ("transaction_date", "Dealt"), ("conversion_or_exercise_price", "Strike"),
        ("security_title", "Paper"),
    ),
)  # fmt: skip
"""Fields and headings from left to right: what other pages show last stands first."""
TITLES = ("A. Straight paper dealt in or carried", "B. Rights over paper dealt in or carried")
TICKS = (
    ("is_ten_percent_owner", "tenth part or more"), ("is_other", "otherwise"), ("is_officer", "office holder"),
    ("is_director", "on the board"),
)  # fmt: skip
CSS = "td, th {border: 1px solid #789; padding: 2px; font-size: 9pt} .k {color: #567}"


def draw(record: dict[str, Any]) -> str:
    """The record as marked HTML."""
    tables = "".join(_table(record, number) for number in (0, 1))
    name = f"<h2>LEDGER OF DEALINGS BY INSIDERS</h2><p>kept under Section 16</p><p>FORM {record['form_type']}</p>"
    body = f"{name}{_box(record)}{tables}{_end(record)}"
    return f'<html><head><meta charset="utf-8"><style>{CSS}</style></head><body>{body}</body></html>'


def _box(record: dict[str, Any]) -> str:
    owners = "".join(_owner(owner, f"/reporting_owners/{i}") for i, owner in enumerate(record["reporting_owners"]))
    issuer, amended = record["issuer"], record["date_of_original_submission"]
    rows = [
        ("House whose paper it is", mark("/issuer/name", issuer["name"])),
        ("Called on the tape", mark("/issuer/trading_symbol", issuer["trading_symbol"])),
        ("Ledger opened", _date("/period_of_report", record["period_of_report"])),
        ("Replaces ledger lodged", _date("/date_of_original_submission", amended)),
    ]
    cells = "".join(f'<tr><td class="k">{k}</td><td>{v}</td></tr>' for k, v in rows if v)
    return f"{owners}<table>{cells}</table>"


def _owner(owner: dict[str, Any], pointer: str) -> str:
    place = owner["address"]
    lines = [
        ("Insider", mark(f"{pointer}/name", owner["name"])),
        ("Door", mark(f"{pointer}/address/street1", place["street1"])),
        ("Floor", mark(f"{pointer}/address/street2", place["street2"])),
        (
            "Post",
            " / ".join(filter(None, (mark(f"{pointer}/address/{k}", place[k]) for k in ("zip", "state", "city")))),
        ),
        ("Office", mark(f"{pointer}/officer_title", owner["officer_title"])),
    ]
    ticks = "".join(
        f"<td>{words} {mark(f'{pointer}/{flag}', '✔') if owner[flag] else '—'}</td>" for flag, words in TICKS
    )
    cells = "".join(f'<tr><td class="k">{k}</td><td>{v}</td></tr>' for k, v in lines if v)
    return f"<table>{cells}</table><table><tr>{ticks}</tr></table>"


def _date(pointer: str, iso: str | None) -> str:
    return mark(pointer, show_date(iso, STYLE.date)) if iso else ""


def _table(record: dict[str, Any], number: int) -> str:
    name = TABLES[number]
    if not record[name]:
        return ""
    columns = COLUMNS[number]
    head = "".join(f"<th>{mark(f'/head{number + 1}', words)}</th>" for _, words in columns)
    rows = "".join(_row(row, f"/{name}/{i}", columns) for i, row in enumerate(record[name]))
    title = mark(f"/title{number + 1}", TITLES[number])
    return f"<p>{title}</p><table><tr>{head}</tr>{rows}</table>"


def _row(row: dict[str, Any], pointer: str, columns: Sequence[tuple[str, str]]) -> str:
    return f"<tr>{''.join(f'<td>{cell(row, pointer, field, STYLE)}</td>' for field, _ in columns)}</tr>"


def _end(record: dict[str, Any]) -> str:
    notes = "".join(f"<p>[{i}] {mark(f'/footnotes/{i}', text)}</p>" for i, text in record["footnotes"].items())
    remarks = mark("/remarks", record["remarks"])
    signed = "".join(
        f"<p>Put down by {mark(f'/signatures/{i}/name', s['name'])} on {_date(f'/signatures/{i}/date', s['date'])}</p>"
        for i, s in enumerate(record["signatures"])
    )
    return f"<h4>Glosses</h4>{notes}{f'<h4>Further words</h4><p>{remarks}</p>' if remarks else ''}{signed}"


def filings(count: int, seed: int) -> Iterator[dict[str, Any]]:
    """Invented records that bear rows, of the kinds that the page can show."""
    rng = Random(seed)
    while count:
        record = filing(rng)
        plain = not any(r.get("deemed_execution_date") or r.get("timeliness") for t in TABLES for r in record[t])
        if plain and (record["non_derivative"] or record["derivative"]):
            count -= 1
            yield record
