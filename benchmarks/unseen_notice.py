"""A second page that no model in use has seen: a notice in lists and sentences, with two lines of headings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from training.render.markup import TABLES, mark
from training.render.shown import Style, cell, show_date

STYLE = Style(date="Mon D, YYYY", currency="$ ", decimals=4, footnote="({})", raised=True, nothing="–")
SHARED = (("transaction_code", "Kind of event"), ("transaction_date", "When"))
COLUMNS = (
    (
        *SHARED, ("acquired_disposed", "In or out"), ("shares", "How many"), ("security_title", "What was moved"),
        ("price_per_share", "Each for"), ("direct_or_indirect", "Kept by self"), ("nature_of_ownership", "If not, by"),
        ("shares_owned_following", "Left afterwards"),
    ),
    (
        *SHARED, ("acquired_disposed", "In or out"), ("shares", "How many"), ("security_title", "What was moved"),
        ("exercise_date", "Usable since"), ("expiration_date", "Usable until"),
        ("conversion_or_exercise_price", "Swapped at"), ("underlying_shares", "Into how many"),
        ("underlying_security_title", "Of what"), ("price_per_share", "Each for"),
        ("direct_or_indirect", "Kept by self"), ("nature_of_ownership", "If not, by"),
        ("shares_owned_following", "Left afterwards"),
    ),
)  # fmt: skip
"""Fields and headings from left to right."""
SECTIONS = ("Part One – certificates as such", "Part Two – options, warrants and their like")
ROLES = (
    ("is_officer", "Officer in charge"), ("is_other", "Other tie"), ("is_director", "Director"),
    ("is_ten_percent_owner", "10% holder"),
)  # fmt: skip
CSS = "body {font: 10pt Georgia} table {border-collapse: collapse} td, th {border-bottom: 1px dotted #333}"


def draw(record: dict[str, Any]) -> str:
    """The record as marked HTML."""
    form = f"<p>Form {record['form_type']}</p><p>given by insiders of a company under Section 16(a)</p>"
    head = f"<h1>Notice of movements</h1>{form}"
    owners = "".join(_owner(owner, f"/reporting_owners/{i}") for i, owner in enumerate(record["reporting_owners"]))
    tables = "".join(_table(record, number) for number in (0, 1))
    body = f"{head}{_issuer(record)}<ol>{owners}</ol>{tables}{_end(record)}"
    return f'<html><head><meta charset="utf-8"><style>{CSS}</style></head><body>{body}</body></html>'


def _issuer(record: dict[str, Any]) -> str:
    issuer = record["issuer"]
    lines = [
        ("What happened on", _date("/period_of_report", record["period_of_report"])),
        ("Puts right a notice of", _date("/date_of_original_submission", record["date_of_original_submission"])),
        ("Concerns the company", mark("/issuer/name", issuer["name"])),
        ("traded as", mark("/issuer/trading_symbol", issuer["trading_symbol"])),
    ]
    return "".join(f"<p><i>{words}:</i> {value}</p>" for words, value in lines if value)


def _owner(owner: dict[str, Any], pointer: str) -> str:
    place = owner["address"]
    lines = [mark(f"{pointer}/address/{part}", place[part]) for part in ("street1", "street2")]
    city = " ".join(filter(None, (mark(f"{pointer}/address/{part}", place[part]) for part in ("city", "state", "zip"))))
    lived = "".join(f"<p>{line}</p>" for line in (*lines, city) if line)
    roles = " · ".join(f"{mark(f'{pointer}/{flag}', '☒') if owner[flag] else '☐'} {words}" for flag, words in ROLES)
    title = mark(f"{pointer}/officer_title", owner["officer_title"])
    called = f"<p>Styled: {title}</p>" if title else ""
    return f"<li><p>Notice given by {mark(f'{pointer}/name', owner['name'])}</p>{lived}<p>{roles}</p>{called}</li>"


def _date(pointer: str, iso: str | None) -> str:
    return mark(pointer, show_date(iso, STYLE.date)) if iso else ""


def _table(record: dict[str, Any], number: int) -> str:
    name, columns = TABLES[number], COLUMNS[number]
    if not record[name]:
        return ""
    first = f'<tr><th colspan="4">Event</th><th colspan="{len(columns) - 4}">Holding</th></tr>'
    head = "".join(f"<th>{mark(f'/head{number + 1}', words)}</th>" for _, words in columns)
    rows = "".join(_row(row, f"/{name}/{i}", columns) for i, row in enumerate(record[name]))
    return f"<h3>{mark(f'/title{number + 1}', SECTIONS[number])}</h3><table>{first}<tr>{head}</tr>{rows}</table>"


def _row(row: dict[str, Any], pointer: str, columns: Sequence[tuple[str, str]]) -> str:
    shown = (cell(row, pointer, field, STYLE) or STYLE.nothing for field, _ in columns)
    return f"<tr>{''.join(f'<td>{value}</td>' for value in shown)}</tr>"


def _end(record: dict[str, Any]) -> str:
    notes = "".join(f"<p>({i}) {mark(f'/footnotes/{i}', text)}</p>" for i, text in record["footnotes"].items())
    remarks = mark("/remarks", record["remarks"])
    signed = "".join(_hand(f"/signatures/{i}", s) for i, s in enumerate(record["signatures"]))
    said = f"<h5>To be added</h5><p>{remarks}</p>" if remarks else ""
    return f"<h5>Small print</h5>{notes}{said}<h5>Given</h5>{signed}"


def _hand(pointer: str, signature: dict[str, Any]) -> str:
    when, who = _date(f"{pointer}/date", signature["date"]), mark(f"{pointer}/name", signature["name"])
    return f"<p>{when}, under the hand of {who}</p>"
