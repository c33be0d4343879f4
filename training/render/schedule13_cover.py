"""Invented cover pages of Schedules 13D and 13G in the styles of filers, with the reporting persons they show."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random
from textwrap import wrap
from typing import Any

from training.render.schedule13_facts import PLACES, Facts

CAPTIONS: dict[str, tuple[str, ...]] = {
    "name": ("NAME OF REPORTING PERSON", "Names of Reporting Persons", "Name of Reporting Persons."),
    "group_member": (
        "Check the Appropriate Box if a Member of a Group",
        "CHECK THE APPROPRIATE BOX IF A MEMBER OF A GROUP*",
    ),
    "sec_use": ("SEC USE ONLY", "SEC Use Only"),
    "source_of_funds": ("SOURCE OF FUNDS*", "Source of Funds (See Instructions)"),
    "legal_proceedings": (
        "CHECK BOX IF DISCLOSURE OF LEGAL PROCEEDINGS IS REQUIRED PURSUANT TO ITEMS 2(d) OR 2(e)",
        "Check if Disclosure of Legal Proceedings Is Required Pursuant to Items 2(d) or 2(e)",
    ),
    "citizenship": ("CITIZENSHIP OR PLACE OF ORGANIZATION", "Citizenship or Place of Organization"),
    "sole_voting_power": ("SOLE VOTING POWER", "Sole Voting Power"),
    "shared_voting_power": ("SHARED VOTING POWER", "Shared Voting Power"),
    "sole_dispositive_power": ("SOLE DISPOSITIVE POWER", "Sole Dispositive Power"),
    "shared_dispositive_power": ("SHARED DISPOSITIVE POWER", "Shared Dispositive Power"),
    "aggregate_amount": (
        "AGGREGATE AMOUNT BENEFICIALLY OWNED BY EACH REPORTING PERSON",
        "Aggregate Amount Beneficially Owned by Each Reporting Person",
    ),
    "excludes_shares": (
        "CHECK BOX IF THE AGGREGATE AMOUNT IN ROW ({a}) EXCLUDES CERTAIN SHARES*",
        "Check if the Aggregate Amount in Row ({a}) Excludes Certain Shares (See Instructions)",
    ),
    "percent_of_class": (
        "PERCENT OF CLASS REPRESENTED BY AMOUNT IN ROW ({a})",
        "Percent of Class Represented by Amount in Row {a}",
    ),
    "person_types": ("TYPE OF REPORTING PERSON*", "Type of Reporting Person (See Instructions)"),
}
POWERS = ("sole_voting_power", "shared_voting_power", "sole_dispositive_power", "shared_dispositive_power")
ONLY_13D = ("source_of_funds", "legal_proceedings")
SIDE = ("NUMBER OF", "SHARES", "BENEFICIALLY", "OWNED BY", "EACH", "REPORTING", "PERSON", "WITH")


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a cover: its number, caption and what is filled in."""

    number: int
    field: str
    caption: str
    shown: str


def persons(facts: Facts, rng: Random) -> list[dict[str, Any]]:
    """The reporting persons as the contract writes them: powers that make the aggregate amount."""
    return [_person(facts, i, rng) for i in range(len(facts.holders))]


def _person(facts: Facts, index: int, rng: Random) -> dict[str, Any]:
    held = str(facts.held[index])
    sole = rng.random() < 0.5
    powers = dict(zip(POWERS, (held, "0", held, "0") if sole else ("0", held, "0", held), strict=True))
    is_person = facts.holders[index].person
    types = ["IN"] if is_person else rng.choice((["PN"], ["CO"], ["IA", "PN"], ["OO"], ["HC", "OO"]))
    found = {
        "name": facts.holders[index].name,
        "group_member": rng.choice(("a", "b", None)),
        "citizenship": rng.choice(PLACES),
        **powers,
        "aggregate_amount": held,
        "excludes_shares": rng.random() < 0.1,
        "percent_of_class": f"{facts.percent(index):f}",
        "person_types": types,
    }
    more = {"source_of_funds": rng.choice((["WC"], ["PF", "OO"], ["AF"])), "legal_proceedings": rng.random() < 0.1}
    return found | (more if facts.is_13d else {})


def rows(person: dict[str, Any], is_13d: bool, rng: Random) -> list[Row]:
    """The rows of one cover in order, captions in one habit."""
    habit, zero = rng.randrange(2), rng.choice(("0", "-0-", "None", "0 shares"))
    boxes = rng.choice((("[X]", "[ ]"), ("☒", "☐"), ("/X/", "/ /"), ("[x]", "[_]")))
    fields = [f for f in CAPTIONS if is_13d or f not in ONLY_13D]
    aggregate = fields.index("aggregate_amount") + 1
    return [
        Row(i, f, CAPTIONS[f][habit].format(a=aggregate), _shown(person, f, zero, boxes))
        for i, f in enumerate(fields, 1)
    ]


def _shown(person: dict[str, Any], field: str, zero: str, boxes: tuple[str, str]) -> str:
    on, off = boxes
    if field == "group_member":
        return "  ".join(f"({c}) {on if person[field] == c else off}" for c in "ab")
    if field == "sec_use":
        return ""
    value = person[field]
    if isinstance(value, bool):
        return on if value else off
    if isinstance(value, list):
        return ", ".join(value)
    if field in (*POWERS, "aggregate_amount"):
        return zero if value == "0" else f"{int(value):,}"
    return f"{value}%" if field == "percent_of_class" else str(value)


def boxed(cover: Sequence[Row], rng: Random) -> str:
    """Fixed-width rows parted by rules, the powers in a box of their own beside the side label."""
    rule = "-" * rng.choice((70, 76))
    side = iter((*SIDE, *[""] * 20))
    lines = [rule]
    for row in cover:
        if row.field in POWERS:
            lines += [f"{next(side):^16} {row.number:>2}  {row.caption}", f"{next(side):^16}     {row.shown}"]
            lines += [" " * 17 + "-" * 50] if rng.random() < 0.8 else []
            continue
        lines += [f"{row.number:>2}   {row.caption}", "", f"     {row.shown}", rule]
    return "\n".join(lines) + "\n"


def one_line(cover: Sequence[Row], rng: Random) -> str:
    """A line for each row, caption and answer side by side."""
    lead = rng.choice(("Item {n}: ", "{n}. ", "({n}) ", "{n}) "))
    mark = rng.choice((": ", " ", ":   "))
    return "\n".join(lead.format(n=r.number) + r.caption + mark + r.shown for r in cover) + "\n"


def table(cover: Sequence[Row], rng: Random) -> str:
    """An HTML table: number, caption, and the answer below it or in a cell of its own."""
    beside, side = rng.random() < 0.4, rng.random() < 0.7
    out, first = [], True
    for row in cover:
        answer = f"<td>{row.shown}</td>" if beside else ""
        inner = row.caption if beside else f"{row.caption}<br>{row.shown}"
        lead = ""
        if row.field in POWERS and side:
            lead = f"<td rowspan=4>{'<br>'.join(SIDE)}</td>" if first else ""
            first = False
        span = "" if row.field in POWERS else " colspan=2"
        out.append(f"<tr>{lead}<td>{row.number}{rng.choice(('', '.'))}</td><td{span}>{inner}</td>{answer}</tr>")
    return f"<table{rng.choice(('', ' border=1'))}>" + "\n".join(out) + "</table>"


def divs(cover: Sequence[Row], rng: Random) -> str:
    """A page of divisions: a line for the caption, another for the answer."""
    bold = rng.choice(("{}", "<b>{}</b>"))
    return "\n".join(
        f"<div>{r.number}. {bold.format(r.caption)}</div><div style='margin-left:20pt'>{r.shown}&nbsp;</div>"
        for r in cover
    )


def side_by_side(covers: Sequence[Sequence[Row]]) -> str:
    """Several persons as columns of one HTML table: a row for each caption."""
    out = []
    for same in zip(*covers, strict=True):
        cells = "".join(f"<td>{row.shown}</td>" for row in same)
        out.append(f"<tr><td>{same[0].number}</td><td>{same[0].caption}</td>{cells}</tr>")
    return "<table border=1>" + "\n".join(out) + "</table>"


def two_columns(cover: Sequence[Row], rng: Random) -> str:
    """Captions that wrap in a narrow column, the answers in another beside their first lines."""
    lead, width = rng.choice(("{n}.", "({n})", "{n})", "{n}")), rng.choice((36, 40, 44))
    lines = []
    for row in cover:
        caption = wrap(row.caption, width)
        beside = [row.shown, *[""] * len(caption)]
        number = lead.format(n=row.number)
        for i, words in enumerate(caption):
            lines.append(f"{number if i == 0 else '':<5} {words:<{width + 6}}{beside[i]}".rstrip())
        lines.append("")
    return "\n".join(lines) + "\n"


def numbered(cover: Sequence[Row], rng: Random) -> str:
    """The rows' numbers with their answers, without captions."""
    lead = rng.choice(("Item {n}: ", "Item {n}. ", "ITEM {n}:  "))
    return "\n".join(lead.format(n=r.number) + r.shown for r in cover) + "\n"


def above_numbers(cover: Sequence[Row], rng: Random) -> str:
    """The caption, its number on the line below, and then the answer."""
    rule = "-" * rng.choice((70, 76))
    return "\n".join(f"      {r.caption}\n {r.number:<4}\n      {r.shown}\n{rule}" for r in cover) + "\n"


def drawn(cover: Sequence[Row], rng: Random) -> str:
    """A table drawn with `|`."""
    rule = f"+{'-' * 6}+{'-' * 66}+"
    lines = [rule]
    for row in cover:
        for i, line in enumerate([*wrap(row.caption, 60), row.shown]):
            lines.append(f"| {row.number if i == 0 else '':<5}| {line:<65}|")
        lines.append(rule)
    return "\n".join(lines) + "\n"


Draw = Callable[[Sequence[Row], Random], str]
IN_TEXT: tuple[Draw, ...] = (boxed, one_line)
HARDER: tuple[Draw, ...] = (two_columns, numbered, above_numbers, drawn)
"""Styles of text that only tests draw."""
IN_HTML: tuple[Draw, ...] = (table, divs)


def first_page(facts: Facts) -> list[str]:
    """The lines of the first page."""
    kind = "13D" if facts.is_13d else "13G"
    number = [f"(Amendment No. {facts.amendment})*"] if facts.amendment else []
    rule = [] if facts.is_13d else ["[ ] Rule 13d-1(b)", "[X] Rule 13d-1(c)", "[ ] Rule 13d-1(d)"]
    asked = (
        ["Check the appropriate box to designate the rule pursuant to which this Schedule is filed:"] if rule else []
    )
    head = [f"SCHEDULE {kind}", "Under the Securities Exchange Act of 1934", *number]
    page = [
        facts.issuer,
        "(Name of Issuer)",
        facts.title,
        "(Title of Class of Securities)",
        facts.cusip,
        "(CUSIP Number)",
    ]
    event = f"{facts.event:%B} {facts.event.day}, {facts.event.year}"
    return [*head, *page, event, "(Date of Event Which Requires Filing of this Statement)", *asked, *rule]


def draw_covers(
    facts: Facts, rng: Random, style: Draw | None = None, closing: str = "Item 1. Security and Issuer"
) -> tuple[str, dict[str, Any]]:
    """A schedule's first page and covers as text or HTML, and the record that it should become; without a style,
    the persons stand side by side."""
    gold = persons(facts, rng)
    zero = Random(rng.random())
    covers = [rows(p, facts.is_13d, Random(zero.random()) if style else Random(7)) for p in gold]
    record = {"issuer": {"name": facts.issuer, "cusip": facts.cusip}, "reporting_persons": gold}
    if style is not None and style in (*IN_TEXT, *HARDER):
        pages = "\n<PAGE>\n".join(style(c, rng) for c in covers)
        return "\n\n".join(first_page(facts)) + "\n<PAGE>\n" + pages + f"\n{closing}\n", record
    body = "".join(style(c, rng) for c in covers) if style else side_by_side(covers)
    front = "".join(f"<p>{line}</p>" for line in first_page(facts))
    return f"<html><body>{front}{body}<p>{closing}</p></body></html>", record
