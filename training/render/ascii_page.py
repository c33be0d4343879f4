"""Filings of before mid-2003: plain text with fixed-width tables, ruled or not, whose cells break anywhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from random import Random
from typing import Any

from extraction.document import Source
from training.annotated import AnnotatedFiling
from training.render.ascii_box import box
from training.render.facts import PRICES
from training.render.headings import columns as official_columns
from training.render.headings import titles
from training.render.ink import NOTHING, Ink, beside, ink, to_text, wrap
from training.render.markup import filing
from training.render.shown import Style, show_date, show_value, stored
from training.render.submission import wrapped
from training.render.vendor_columns import EXTRA, Column, plan
from training.render.wording import NOTES, REMARKS, TITLES

DATES = ("M/D/YY", "MM/DD/YY", "M/D/YYYY", "MM/DD/YYYY", "Mon D, YYYY", "MM-DD-YYYY")
MARKS = ("({})", "({})", "({})", "[{}]", "<F{}>", "/{}/")
LETTERS = ("acquired_disposed", "direct_or_indirect", "transaction_code", "timeliness")


@dataclass(frozen=True, slots=True)
class Setting:
    """How one filing's tables are set, in characters."""

    rule: str
    """Between columns."""
    across: str
    """The character of the lines between rows, or a space for blank lines, or nothing."""
    anywhere: bool
    """Cells break in mid-word."""
    tight: float
    """Columns' width as a share of what their contents need."""
    most: int
    """Widest column."""
    tagged: bool
    """`<TABLE> <CAPTION> <S> <C>` around and within."""
    page: int
    fractions: bool
    """Prices as eighths, sixteenths ... of a dollar where they are."""


def vary(rng: Random) -> Setting:
    """A setting at random."""
    rule = rng.choice(("|", "|", "|", " | ", "  ", "   ", " "))
    return Setting(
        rule=rule,
        across=rng.choice(("-", "_", "", "", " ", "=")),
        anywhere="|" in rule and rng.random() < 0.5,
        tight=rng.choice((1.0, 1.0, 0.8, 0.6)) if "|" in rule else 1.0,
        most=rng.choice((12, 16, 20, 26, 40)),
        tagged=rng.random() < 0.7,
        page=rng.choice((72, 78, 80, 100, 120)),
        fractions=rng.random() < 0.3,
    )


def draw(name: str, record: dict[str, Any], rng: Random) -> AnnotatedFiling:
    """An annotated filing in plain text; its dates are moved to before 2003."""
    moved = years_back(record, max(0, -(-(int(record["period_of_report"][:4]) - 2002) // 4) * 4))
    setting = vary(rng)
    style = Style(
        date=rng.choice(DATES),
        currency=rng.choice(("$", "$", "", "$ ")),
        decimals=rng.choice((0, 2, 4)),
        footnote=rng.choice(MARKS),
        commas=rng.random() < 0.9,
    )
    boxed = moved
    if moved["form_type"][0] != "3" and rng.random() < 0.5:
        boxed = moved | {"period_of_report": moved["period_of_report"][: len("1999-12")]}
    body = [
        *box(boxed, style, setting.page, rng),
        *_table(moved, 1, style, setting, rng),
        *_table(moved, 2, style, setting, rng),
        *_notes(moved, style, setting, rng),
        *_signatures(moved, style, rng),
    ]
    if rng.random() < 0.6:
        before, after = wrapped(moved, rng)
        body = [*(ink(line) for line in before), *body, *(ink(line) for line in after)]
    text, annotations = to_text(body)
    return filing(name, Source.ASCII, boxed, text, annotations)


def years_back(record: dict[str, Any], years: int) -> dict[str, Any]:
    """The record with its dates so many years earlier (a multiple of four keeps leap days)."""

    def moved(value: Any, key: str) -> Any:
        if isinstance(value, dict):
            return {k: v if k == "footnotes" else moved(v, k) for k, v in value.items()}
        if isinstance(value, list):
            return [moved(v, key) for v in value]
        dated = isinstance(value, str) and ("date" in key or key == "period_of_report")
        return f"{int(value[:4]) - years:04}{value[4:]}" if dated else value

    out: dict[str, Any] = moved(record, "")
    return out


def _columns(record: dict[str, Any], number: int, rng: Random) -> tuple[Column, ...]:
    """The form's columns as they were (balances at the end of the month, no deemed dates), or a vendor's."""
    table = ("non_derivative", "derivative")[number - 1]
    if rng.random() < 0.3:
        return tuple(column for column in plan(record, table, rng) if column.fields[0] not in EXTRA)
    out = []
    filled = {field for row in record[table] for field in row if row[field] is not None}
    for column in official_columns(record["form_type"], number):
        heading = column.heading.replace("Following Reported Transaction(s)", "at End of Month")
        parts = column.parts or ("",) * len(column.fields)
        group = heading if column.parts else ""
        out += [
            Column((field,), part or heading, "{}", group)
            for field, part in zip(column.fields, parts, strict=True)
            if field != "deemed_execution_date" or field in filled
        ]
    return tuple(out)


def _table(record: dict[str, Any], number: int, style: Style, setting: Setting, rng: Random) -> list[Ink]:
    name = ("non_derivative", "derivative")[number - 1]
    rows = record[name]
    if not rows and rng.random() < 0.5:
        return []
    columns = _columns(record, number, rng)
    cells = [[_cell(row, f"/{name}/{i}", c, style, setting) for c in columns] for i, row in enumerate(rows)]
    widths = [_width([row[i] for row in cells], column, setting) for i, column in enumerate(columns)]
    title = rng.choice((titles(record["form_type"])[number - 1], rng.choice(TITLES[number - 1])))
    title = rng.choice((str, str.upper))(title)
    total = sum(widths) + len(setting.rule) * len(widths)
    line = [ink(setting.across * total)] if setting.across else []
    out = [*wrap(ink(title, f"/title{number}"), max(total, 50))]
    out += [ink("<TABLE>"), ink("<CAPTION>")] if setting.tagged else []
    out += _heads(columns, widths, number, setting)
    out += [_tags(widths, setting)] if setting.tagged else []
    rights = [column.fields[0] not in LETTERS and rng.random() < 0.3 for column in columns]
    for row in cells:
        lines = [wrap(cell, width, setting.anywhere) if cell else [] for cell, width in zip(row, widths, strict=True)]
        out += [*line, *beside(lines, widths, setting.rule, rights)]
    return [NOTHING, *out, *line, *([ink("</TABLE>")] if setting.tagged else []), NOTHING]


def _width(cells: Sequence[Ink], column: Column, setting: Setting) -> int:
    """What the contents need, within the setting's bounds; a blank column is as wide as a word."""
    need = max((len(cell) for cell in cells), default=0)
    longest = max(len(word) for word in column.heading.split())
    if need > setting.most:
        return setting.most
    return max(2 if column.fields[0] in LETTERS else 4, min(longest, 8), round(need * setting.tight))


def _heads(columns: Sequence[Column], widths: Sequence[int], number: int, setting: Setting) -> list[Ink]:
    """Headings wrapped in their columns; a group's heading runs over its columns, above theirs."""
    groups: list[tuple[str, int]] = []
    for column, width in zip(columns, widths, strict=True):
        if groups and column.group and groups[-1][0] == column.group:
            groups[-1] = (column.group, groups[-1][1] + len(setting.rule) + width)
        else:
            groups.append((column.group, width))
    pointer = f"/head{number}"
    below = [wrap(ink(c.heading, pointer), w, setting.anywhere) for c, w in zip(columns, widths, strict=True)]
    out = []
    if any(text for text, _ in groups):
        above = [wrap(ink(text, pointer), width) if text else [] for text, width in groups]
        out = beside(above, [width for _, width in groups], setting.rule)
    return [*out, *beside(below, widths, setting.rule)]


def _tags(widths: Sequence[int], setting: Setting) -> Ink:
    tags = [[ink("<S>" if i == 0 else "<C>")] for i in range(len(widths))]
    return beside(tags, widths, " " * len(setting.rule))[0]


def _cell(row: dict[str, Any], pointer: str, column: Column, style: Style, setting: Setting) -> Ink:
    """The fields of a cell, joined by the column's pattern."""
    shown = [_field(row, pointer, field, style, setting) for field in column.fields]
    if not all(shown):
        return sum(shown, NOTHING)
    parts = column.pattern.replace("<br>", " ").split("{}")
    out = ink(parts[0])
    for part, text in zip(parts[1:], shown, strict=True):
        out += text + ink(part)
    return out


def _field(row: dict[str, Any], pointer: str, field: str, style: Style, setting: Setting) -> Ink:
    if field in ("shares_acquired", "shares_disposed"):
        side = "shares_disposed" if row["acquired_disposed"] == "D" else "shares_acquired"
        return _field(row, pointer, "shares", style, setting) if field == side else NOTHING
    field, row_field = stored(row, field)
    value = row.get(row_field)
    out = NOTHING
    if value is not None:
        out = ink(style.currency if row_field in PRICES else "")
        broken = as_fraction(value) if setting.fractions and row_field in PRICES else ""
        out += ink(broken or show_value(row_field, value, style), f"{pointer}/{row_field}")
    for number in row["footnotes"].get(field, ()):
        out += ink(style.footnote.format(number), f"{pointer}/footnotes/{field}")
    return out


def as_fraction(value: str) -> str:
    """A price with a fraction of a dollar, as exchanges quoted it before 2001; nothing for other prices."""
    part = Fraction(value) % 1
    if not part or part.denominator not in (2, 4, 8, 16, 32, 64):
        return ""
    whole = int(Fraction(value))
    return f"{whole} {part}" if whole else str(part)


def _notes(record: dict[str, Any], style: Style, setting: Setting, rng: Random) -> list[Ink]:
    """Explanation and remarks, wrapped to the page."""
    indent = rng.choice((0, 0, 3, 5))
    number = "<F{}>" if style.footnote == "<F{}>" else rng.choice(("({})", "{}.", "({})", "{})", "[{}]"))
    out: list[Ink] = []
    if record["footnotes"]:
        out += [ink(rng.choice(NOTES)), NOTHING]
    for key, text in record["footnotes"].items():
        lines = wrap(ink(number.format(key) + " ") + ink(text, f"/footnotes/{key}"), setting.page - indent)
        out += [lines[0], *(ink(" " * indent) + line for line in lines[1:])]
        out += [NOTHING] if rng.random() < 0.5 else []
    if record["remarks"]:
        out += [NOTHING, ink(rng.choice(REMARKS)), *wrap(ink(record["remarks"], "/remarks"), setting.page)]
    return out


def _signatures(record: dict[str, Any], style: Style, rng: Random) -> list[Ink]:
    """Name and date over, beside or under their captions."""
    form = rng.choice(("under", "beside", "over", "by"))
    long = rng.random() < 0.4
    out: list[Ink] = [NOTHING]
    for i, signature in enumerate(record["signatures"]):
        name = ink(signature["name"] or "", f"/signatures/{i}/name")
        iso = signature["date"]
        date = ink(show_date(iso, "Month D, YYYY" if long else style.date), f"/signatures/{i}/date") if iso else NOTHING
        gap = ink(" " * rng.randint(3, 20))
        out += {
            "under": [ink("SIGNATURE OF REPORTING PERSON"), name, ink("DATE"), date],
            "beside": [name + gap + date, ink("**Signature of Reporting Person") + gap + ink("Date")],
            "over": [name, ink("-" * 30), ink("Signature of Reporting Person"), ink("Date: ") + date],
            "by": [ink("By: ") + name, ink("Dated: ") + date],
        }[form]
        out.append(NOTHING)
    return out
