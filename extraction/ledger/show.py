"""A ledger as a person reads it: each line with its filings in order of time, ✓ or the break and what explains it."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from rich.box import SIMPLE_HEAD
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from extraction.ledger.breaks import Step
from extraction.ledger.explain import Explanation
from extraction.ledger.filing import Filing
from extraction.ledger.lines import Line
from extraction.ledger.reconcile_filings import Ledger
from extraction.ledger.write_items import plain

LEGEND = "✓ begins where the last ended  ✗ does not  · nothing before it  ? cannot be told  ° owner inferred  * amended"

_MARKS = {"first": "·", "ties": "✓", "break": "✗", "unclear": "?", "unread": "?"}
_STYLES = {"first": "dim", "ties": "green", "break": "bold red", "unclear": "yellow", "unread": "yellow"}


def show(ledger: Ledger) -> Group:
    """One person in one issuer: a table of lines, and below it the breaks in words."""
    return Group(_heading(ledger), _table(ledger), *_breaks(ledger), Text())


def _heading(ledger: Ledger) -> Text:
    person = ledger.person or "owner not read"
    issuer = ledger.issuer or "issuer not read"
    return Text.assemble((person, "bold"), " in ", (issuer, "bold"), f"  {_many(len(ledger.filings), 'filing')}")


def _many(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def _table(ledger: Ledger) -> Table:
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    table.add_column("Line", max_width=44)
    table.add_column("Filing")
    table.add_column("Period", no_wrap=True)
    for heading in ("Begins", "Moves", "Ends"):
        table.add_column(heading, justify="right", no_wrap=True)
    table.add_column("")
    for line, steps in _by_line(ledger.steps).items():
        for i, step in enumerate(steps):
            table.add_row(name_line(line, steps[-1]) if i == 0 else "", *_cells(step), end_section=i == len(steps) - 1)
    return table


def _by_line(steps: tuple[Step, ...]) -> dict[Line, list[Step]]:
    found: dict[Line, list[Step]] = {}
    for step in sorted(steps, key=lambda s: s.line.table):
        found.setdefault(step.line, []).append(step)
    return found


def name_line(line: Line, step: Step) -> str:
    """A line in words: its title as last filed, an option's price and expiration, how it is held."""
    row = step.stretch.rows[0]
    price = f" at ${plain(row.price)}" if line.price else ""
    expiring = f" expiring {row.expiration}" if line.expiration else ""
    nature = f", {row.nature}" if row.nature and line.ownership == "I" else ""
    return f"{row.title or 'security not read'}{price}{expiring} ({line.ownership}{nature})"


def _cells(step: Step) -> tuple[str | Text, ...]:
    return (
        f"{step.filing.source}{'°' if step.filing.inferred else ''}{'*' if step.filing.amended_by else ''}",
        step.filing.period,
        _amount(step.stretch.opening),
        _moves(step),
        _amount(step.stretch.closing),
        Text(_verdict(step), _STYLES[step.status]),
    )


def _verdict(step: Step) -> str:
    mark = _MARKS[step.status]
    return f"{mark} {_amount(step.difference, signed=True)}" if step.status == "break" else mark


def _moves(step: Step) -> str:
    opening, closing = step.stretch.opening, step.stretch.closing
    if opening is None or closing is None or all(r.kind == "holding" for r in step.stretch.rows):
        return ""
    return _amount(closing - opening, signed=True)


def _amount(number: Decimal | None, signed: bool = False) -> str:
    if number is None:
        return "?"
    whole, point, fraction = (plain(number) or "").partition(".")
    return f"{int(whole):{'+' if signed else ''},}{point}{fraction}" if abs(number) >= 1 else plain(number) or ""


def _breaks(ledger: Ledger) -> Iterator[RenderableType]:
    for step in ledger.steps:
        if step.status == "break" and step.before is not None and step.left is not None:
            yield Text(f"✗ {_told(step, step.before)}", "red")
            yield from (_explained(e) for e in step.explained_by[:2])
            if not step.explained_by:
                yield Text("  no footnote of it says why; a filing between the two may be missing", "dim")


def _told(step: Step, before: Filing) -> str:
    difference = step.difference or Decimal(0)
    amount, way = _amount(abs(difference)), "more" if difference > 0 else "fewer"
    left = _amount(step.left.closing if step.left else None)
    return (
        f"{name_line(step.line, step)}: {step.filing.source} begins with {_amount(step.stretch.opening)}, "
        f"{amount} {way} than {before.source} left ({left})"
    )


def _explained(found: Explanation) -> Text:
    style = "green" if found.named else "yellow"
    ids = found.note.id if found.note.id == "remarks" else f"({found.note.id})"
    return Text.assemble("  ", (f"{ids} {'; '.join(found.why)}: ", style), found.note.text)


def summarise(ledgers: int, steps: dict[str, int], explained: int) -> Text:
    """What was compared and what came of it, on one line."""
    broken = steps.get("break", 0)
    said = f", {explained:,} of them with the figure in a footnote" if broken else ""
    unclear = steps.get("unclear", 0) + steps.get("unread", 0)
    return Text(
        f"{_many(ledgers, 'ledger')}: {steps.get('ties', 0):,} balances tie, {_many(broken, 'break')}{said}; "
        f"{unclear:,} cannot be told, {steps.get('first', 0):,} have nothing before them"
    )
