"""One record as a person reads it: the filing, its rows, what ties, what was mended, what needs review and why."""

from __future__ import annotations

import json
from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.text import Text

from extraction.record import Check, Part, Record, ReportingOwner
from extraction.report.bands import Bands
from extraction.report.columns import TABLES, Column
from extraction.report.marks import Marks, mark, marks_of

LEGEND = "✓ ties  ✗ does not tie  ~ mended  ° inferred  (1) footnote  ? needs review"


def show(record: Record) -> Group:
    """What `tieout extract` prints of one filing."""
    marks = marks_of(record)
    return Group(*_heading(record, marks), *_tables(record, marks), *_review(record), Text())


def show_line(line: str) -> Group:
    """The same from a line of the output, which may also say why there is no record."""
    data = json.loads(line)
    if data["status"] == "ok":
        return show(Record.model_validate(data))
    return Group(Text.assemble((data["source"], "bold"), "  ", (f"{data['status']}: {data['error']}", "red")), Text())


def _heading(record: Record, marks: Marks) -> Iterator[Text]:
    yield Text.assemble((record.source, "bold"), "  ", (record.source_kind or "", "dim"))
    form = mark(_form(record.form_type), "/form_type", marks)
    issuer = mark(record.issuer.name or "issuer not read", "/issuer/name", marks)
    symbol = record.issuer.trading_symbol or record.issuer.cusip
    when = record.period_of_report or record.date_of_event
    pointer = "/period_of_report" if record.period_of_report else "/date_of_event"
    yield Text.assemble(
        form, "  ", issuer, f" ({symbol})" if symbol else "", "  ", mark(when or "period not read", pointer, marks)
    )
    for i, owner in enumerate(record.reporting_owners):
        name = mark(owner.name or "owner not read", f"/reporting_owners/{i}/name", marks)
        yield Text(", ").join([name, *(Text(r) for r in _relationships(owner))])


def _form(form_type: str | None) -> str:
    if form_type is None:
        return "form not read"
    return form_type if form_type.startswith("SC") else f"Form {form_type}"


def _relationships(owner: ReportingOwner) -> list[str]:
    officer = f"Officer ({owner.officer_title})" if owner.officer_title else "Officer"
    known = (
        (owner.is_director, "Director"),
        (owner.is_officer, officer),
        (owner.is_ten_percent_owner, "10% Owner"),
        (owner.is_other, "Other"),
    )
    return [name for holds, name in known if holds]


def _tables(record: Record, marks: Marks) -> Iterator[RenderableType]:
    for name, (title, columns) in TABLES.items():
        rows: tuple[Part, ...] = getattr(record, name)
        if rows:
            yield _table(f"/{name}", title, columns, rows, marks)


def _table(pointer: str, title: str, columns: tuple[Column, ...], rows: tuple[Part, ...], marks: Marks) -> Bands:
    """A table of the columns that some row has a value for."""
    shown = [c for c in columns if any(_field(row, c) for row in rows)]
    cells = [tuple(_cell(f"{pointer}/{i}", row, c, marks) for i, row in enumerate(rows)) for c in shown]
    doubts = [Text("?", "bold yellow") if getattr(row, "needs_review", False) else Text() for row in rows]
    return Bands(title, tuple(zip(shown, cells, strict=True)), (Column("", ()), tuple(doubts)))


def _field(row: Part, column: Column) -> str | None:
    """The first of the column's fields that the row has a value or a footnote for."""
    notes = getattr(row, "footnotes", {})
    return next((f for f in column.fields if getattr(row, f) or f in notes), None)


def _cell(pointer: str, row: Part, column: Column, marks: Marks) -> Text:
    field = _field(row, column)
    if field is None:
        return Text("")
    value = getattr(row, field)
    shown = ", ".join(value) if isinstance(value, tuple) else value or ""
    text = mark(_grouped(shown) if column.figure else shown, f"{pointer}/{field}", marks)
    ids = getattr(row, "footnotes", {}).get(field, ())
    return text.append("".join(f"({i})" for i in ids), "dim")


def _grouped(amount: str) -> str:
    """A plain decimal with commas between the thousands of its whole part."""
    whole, point, fraction = amount.partition(".")
    return f"{int(whole):,}{point}{fraction}" if whole.isdigit() else amount


def _review(record: Record) -> Iterator[Text]:
    failed = [c for c in record.checks if c.status == "failed"]
    passed = sum(c.status == "passed" for c in record.checks)
    if passed:
        yield Text(f"✓ {passed} of {passed + len(failed)} checks passed", "green")
    yield from (Text(f"✗ {_reason(check)}", "red") for check in failed)
    yield from (Text(f"? {reason}", "yellow") for reason in record.review_reasons)
    if record.needs_review and not (failed or record.review_reasons):
        yield Text("? needs review", "yellow")


def _reason(check: Check) -> str:
    known = [f"{word} {value}" for word, value in (("expected", check.expected), ("found", check.found)) if value]
    return f"{check.rule}: {check.message or ', '.join(check.pointers)}" + (f" ({', '.join(known)})" if known else "")
