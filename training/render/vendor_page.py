"""Pages as vendors and law firms set them: a generator whose every choice is made at random."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from random import Random
from typing import Any

from training.render import vendor_box
from training.render.edgar_page import FORM_TITLES, NOTES
from training.render.markup import mark
from training.render.phrases import entitle
from training.render.shown import Style, cell, show_date, vary
from training.render.vendor_columns import COMPOSED, Column, plan
from training.render.wording import CHATTER, CODE_WORDS, FORM_NAMES, REMARKS, SIGNATURES, TITLES
from training.render.wording import NOTES as NOTE_TITLES

FONTS = (
    "Arial, sans-serif", "Times New Roman, serif", "Helvetica, sans-serif", "Courier New, monospace",
    "Verdana, sans-serif", "Georgia, serif", "Liberation Sans, sans-serif", "DejaVu Sans, sans-serif", "monospace",
)  # fmt: skip
RULES = (
    "table.data {border-collapse: collapse;} table.data td, table.data th {border: 1px solid #444;}",
    "table.data {border-collapse: collapse;} table.data td, table.data th {border: 1px solid #ccc;}",
    "table.data td, table.data th {border-bottom: 1px solid #888;}",
    "table.data tr:nth-child(even) {background: #eee;}",
    "table.data th {border-bottom: 2px solid black;}",
    "table.data {border: 1px solid black; border-spacing: 2px;} table.data td {border: 1px inset gray;}",
    "",
)
NUMBERS = frozenset(
    {"shares", "shares_acquired", "shares_disposed", "price_per_share", "shares_owned_following", "underlying_shares",
     "conversion_or_exercise_price"}
)  # fmt: skip
TICKERS = ("ABCD", "QRX", "NYSE: TLMN", "ZZ")
PEOPLE = ("Doe Jane", "A. N. Other", "Smith, Pat Q.", "Roe R")
LONG = {
    "direct_or_indirect": {"D": "Direct", "I": "Indirect"},
    "acquired_disposed": {"A": "Acquired", "D": "Disposed"},
}


@dataclass(frozen=True, slots=True)
class Look:
    """How a vendor's tables and texts look, beyond how values are shown."""

    heading: str
    """Tag of headings' cells."""
    right: bool
    long: frozenset[str]
    """Fields whose letters are spelled out."""
    coded: str
    """Pattern of a code with its word, or empty."""
    pieces: bool
    stacked: bool
    cards: str
    """How each row is shown by captions and values, a key of CARDS; empty where rows are rows."""
    restated: bool
    """Whether the pieces of a table are titled again."""
    ticker: str
    insider: str
    """What columns of tickers and of names show in every row."""
    empty: str
    title: str


def look(rng: Random) -> Look:
    """A look at random."""
    return Look(
        heading=rng.choice(("th", "th", "td", "b")),
        right=rng.random() < 0.5,
        long=frozenset(field for field in LONG if rng.random() < 0.15),
        coded=rng.choice(("", "", "", "", "", "", "{} - {}", "{} ({})")),
        pieces=rng.random() < 0.15,
        stacked=rng.random() < 0.1,
        cards=rng.choice(sorted(CARDS)) if rng.random() < 0.12 else "",
        restated=rng.random() < 0.4,
        ticker=rng.choice(TICKERS),
        insider=rng.choice(PEOPLE),
        empty=rng.choice(("", "", "None", "No securities reported.", "omit", "omit")),
        title=rng.choice(("h3", "h2", "b", "p", "caption", "row", "u")),
    )


def draw(record: dict[str, Any], rng: Random) -> str:
    """The page as marked HTML."""
    style, shape = vary(rng), look(rng)
    tables = [_table(record, number, style, shape, rng) for number in ((2, 1) if rng.random() < 0.06 else (1, 2))]
    notes, remarks = _notes(record, style, rng), _remarks(record, rng)
    signatures = _signatures(record, style, rng)
    tail = [notes, remarks, signatures]
    if rng.random() < 0.3:
        rng.shuffle(tail)
    early = rng.random() < 0.05
    body = [_name(record, rng), vendor_box.draw(record, style, rng)]
    body += [notes, *tables, *[part for part in tail if part is not notes]] if early else [*tables, *tail]
    body += rng.sample(NOTES, rng.randint(0, 3)) if rng.random() < 0.4 else []
    body += rng.sample(CHATTER, rng.randint(0, 2))
    sep = rng.choice(("\n", "<br>\n", "\n<p></p>\n"))
    if rng.random() < 0.12:
        body = [f'<table width="100%">{"".join(f"<tr><td>{part}</td></tr>" for part in body if part)}</table>']
    return f'<html><head><meta charset="utf-8"><style>{_sheet(rng)}</style></head><body>{sep.join(body)}</body></html>'


def _sheet(rng: Random) -> str:
    size = rng.choice((6, 7, 7.5, 8, 9, 10, 11))
    return (
        f"body, td, th {{font-family: {rng.choice(FONTS)}; font-size: {size}pt;}} "
        f"td, th {{vertical-align: {rng.choice(('top', 'middle', 'bottom'))}; padding: {rng.choice((0, 1, 2, 4))}px;}} "
        f"table.data {{width: {rng.choice(('100%', '100%', 'auto', '95%'))};}} "
        f"sup {{font-size: {rng.choice((60, 70, 80, 100))}%;}} {rng.choice(RULES)}"
    )


def _name(record: dict[str, Any], rng: Random) -> str:
    """The form's name and, mostly, its title and the Commission's."""
    form = record["form_type"]
    name = rng.choice(FORM_NAMES).format(form)
    if form.endswith("/A") and rng.random() < 0.3:
        name = f"{rng.choice(FORM_NAMES).format(form[0])} ({rng.choice(('Amendment', 'Amended', 'AMENDMENT NO. 1'))})"
    tag = rng.choice(("h1", "h2", "h3", "b"))
    lines = [f"<{tag}>{name}</{tag}><br>"]
    if rng.random() < 0.6:
        lines.append(f"<b>{FORM_TITLES[form[0]]}</b><br>")
    if rng.random() < 0.5:
        lines.insert(rng.randrange(2), "UNITED STATES SECURITIES AND EXCHANGE COMMISSION<br>Washington, D.C. 20549<br>")
    if rng.random() < 0.3:
        lines.insert(0, f"<small>{rng.choice(CHATTER)}</small><br>")
    return rng.choice(("{}", "<center>{}</center>")).format("".join(lines))


def _table(record: dict[str, Any], number: int, style: Style, shape: Look, rng: Random) -> str:
    name = ("non_derivative", "derivative")[number - 1]
    rows = record[name]
    if not rows and shape.empty == "omit":
        return ""
    columns = plan(record, name, rng)
    said = entitle(number, rng) if rng.random() < COMPOSED else rng.choice(TITLES[number - 1])
    title = mark(f"/title{number}", said)
    if shape.cards and rows:
        each = rng.choice(("", "", "<h4>{}</h4>", "<p>Transaction {}</p>", "<b>No. {}</b>"))
        cards = (
            each.format(i) + _card(row, f"/{name}/{i - 1}", columns, style, shape) for i, row in enumerate(rows, 1)
        )
        return f"<h3>{title}</h3>{'<br>'.join(cards)}"
    drawn = [_row(row, f"/{name}/{i}", columns, style, shape) for i, row in enumerate(rows)]
    head = _stacked_head(columns, number, shape) if shape.stacked else _head(columns, number, shape)
    width = (len(columns) + 1) // 2 if shape.stacked else len(columns)
    if not drawn and shape.empty:
        drawn = [f'<tr><td colspan="{width}">{shape.empty}</td></tr>']
    most = len(drawn) - 1 if shape.restated else 2
    cuts = sorted(
        {0, *(rng.sample(range(1, len(drawn)), rng.randint(1, most)) if shape.pieces and len(drawn) > 2 else ())}
    )
    pieces = [drawn[a:b] for a, b in zip(cuts, [*cuts[1:], len(drawn)], strict=True)]
    above, inside = _title(title, width, shape.title)
    tables = [f'<table class="data">{inside}{head}{"".join(piece)}</table>' for piece in pieces]
    return above + (above if shape.restated else "<br>").join(tables)


def _title(title: str, width: int, where: str) -> tuple[str, str]:
    """What stands above the table, and what within it."""
    if where == "caption":
        return "", f"<caption>{title}</caption>"
    if where == "row":
        return "", f'<tr><td colspan="{width}" align="center"><b>{title}</b></td></tr>'
    return f"<{where}>{title}</{where}>", ""


def _heading_cell(text: str, number: int, shape: Look, more: str = "") -> str:
    words = mark(f"/head{number}", text)
    return (
        f"<td{more}><b>{words}</b></td>"
        if shape.heading == "b"
        else f"<{shape.heading}{more}>{words}</{shape.heading}>"
    )


def _head(columns: Sequence[Column], number: int, shape: Look) -> str:
    """One row of headings, or two where columns are grouped."""
    if not any(column.group for column in columns):
        return f"<tr>{''.join(_heading_cell(c.heading, number, shape) for c in columns)}</tr>"
    top, below, at = [], [], 0
    while at < len(columns):
        group = columns[at].group
        width = next((n for n in range(1, len(columns) - at) if columns[at + n].group != group), len(columns) - at)
        if group:
            top.append(_heading_cell(group, number, shape, f' colspan="{width}"'))
            below += [_heading_cell(c.heading, number, shape) for c in columns[at : at + width]]
        else:
            top += [_heading_cell(c.heading, number, shape, ' rowspan="2"') for c in columns[at : at + width]]
        at += width
    return f"<tr>{''.join(top)}</tr><tr>{''.join(below)}</tr>"


def _stacked_head(columns: Sequence[Column], number: int, shape: Look) -> str:
    return _in_two_lines([_heading_cell(c.heading, number, shape) for c in columns])


def _in_two_lines(cells: list[str]) -> str:
    """A row set as two rows of the table: the second half of its cells below the first."""
    half = (len(cells) + 1) // 2
    return f"<tr>{''.join(cells[:half])}</tr><tr>{''.join(cells[half:])}</tr>"


def _row(row: dict[str, Any], pointer: str, columns: Sequence[Column], style: Style, shape: Look) -> str:
    cells = []
    for column in columns:
        content = _content(row, pointer, column, style, shape)
        align = ' align="right"' if shape.right and column.fields[0] in NUMBERS else ""
        cells.append(f"<td{align}>{content or style.nothing}</td>")
    return _in_two_lines(cells) if shape.stacked else f"<tr>{''.join(cells)}</tr>"


def _card(row: dict[str, Any], pointer: str, columns: Sequence[Column], style: Style, shape: Look) -> str:
    pairs = [(c.heading, _content(row, pointer, c, style, shape) or style.nothing) for c in columns]
    return CARDS[shape.cards](pairs)


Pairs = Sequence[tuple[str, str]]


def _in_a_row(count: int) -> Callable[[Pairs], str]:
    """Captions and values side by side, so many pairs in each row of a table."""

    def draw_table(pairs: Pairs) -> str:
        cells = [f"<td>{caption}</td><td>{text}</td>" for caption, text in pairs]
        cells += ["<td></td><td></td>"] * (-len(cells) % count)
        lines = ("".join(cells[i : i + count]) for i in range(0, len(cells), count))
        return f'<table class="data">{"".join(f"<tr>{line}</tr>" for line in lines)}</table>'

    return draw_table


def _as_lines(pattern: str) -> Callable[[Pairs], str]:
    return lambda pairs: "".join(pattern.format(*pair) for pair in pairs if pair[1])


CARDS: dict[str, Callable[[Pairs], str]] = {
    "one": _in_a_row(1),
    "two": _in_a_row(2),
    "three": _in_a_row(3),
    "lines": _as_lines("<div>{}: {}</div>"),
    "bold": _as_lines("<b>{}:</b> {}<br>"),
    "list": _as_lines("<dl><dt>{}</dt><dd>{}</dd></dl>"),
    "points": _as_lines("<li>{}: {}</li>"),
}


def _content(row: dict[str, Any], pointer: str, column: Column, style: Style, shape: Look) -> str:
    """A cell's fields, joined by its pattern where it shows them all."""
    shown = [_cell(row, pointer, field, style, shape) for field in column.fields]
    return column.pattern.format(*shown) if all(shown) else "".join(shown)


def _added(row: dict[str, Any], pointer: str, name: str, style: Style, shape: Look) -> str:
    """What a vendor works out or adds: the line's number, shares times price, the change in percent, who filed when."""
    shares, price, held = (Decimal(row.get(f) or 0) for f in ("shares", "price_per_share", "shares_owned_following"))
    sign = -1 if row.get("acquired_disposed") == "D" else 1
    before = held - sign * shares
    return {
        "@line": str(int(pointer.rpartition("/")[2]) + 1),
        "@value": f"{style.currency}{shares * price:,.0f}" if shares and price else "",
        "@change": f"{sign * shares / before:+.1%}" if shares and before > 0 else "",
        "@form": "4",
        "@filed": _filed(row.get("transaction_date"), style),
        "@ticker": shape.ticker,
        "@insider": shape.insider,
    }[name]


def _filed(traded: str | None, style: Style) -> str:
    """A day shortly after the trade."""
    if not traded:
        return ""
    year, month, day = traded.split("-")
    return show_date(f"{year}-{month}-{min(int(day) + 2, 28):02}", style.date)


def _cell(row: dict[str, Any], pointer: str, field: str, style: Style, shape: Look) -> str:
    if field.startswith("@"):
        return _added(row, pointer, field, style, shape)
    value = row.get(field)
    if field in shape.long and value in LONG[field]:
        spelled = LONG[field][value]
        plain = cell(row, pointer, field, style)
        return plain.replace(mark(f"{pointer}/{field}", value), mark(f"{pointer}/{field}", spelled), 1)
    if field == "transaction_code" and shape.coded and value in CODE_WORDS:
        return cell(row, pointer, field, style, shape.coded.format("{}", CODE_WORDS[value]))
    return cell(row, pointer, field, style)


def _notes(record: dict[str, Any], style: Style, rng: Random) -> str:
    """The footnotes under a title, as lines, a list or a table of two columns."""
    notes = record["footnotes"]
    if not notes:
        return ""
    title = rng.choice(NOTE_TITLES)
    number = rng.choice(("{}.", "({})", "[{}]", "{}", "{})", "<sup>{}</sup>", "Note {}:", style.footnote))
    if "F" in style.footnote:
        number = rng.choice(("F{}", "F{}.", "(F{})", "F{}:"))
    kind = rng.choice(("lines", "paragraphs", "table", "rows"))
    items = [(number.format(i), mark(f"/footnotes/{i}", text)) for i, text in notes.items()]
    if kind == "table":
        body = "".join(f'<tr><td valign="top">{i}</td><td>{text}</td></tr>' for i, text in items)
        return f"<b>{title}</b><table>{body}</table>"
    if kind == "rows":
        body = "".join(f"<tr><td>{i} {text}</td></tr>" for i, text in items)
        return f"<table><tr><td><b>{title}</b></td></tr>{body}</table>"
    pattern = "{} {}<br>" if kind == "lines" else "<p>{} {}</p>"
    return f"<h4>{title}</h4>" + "\n".join(pattern.format(i, text) for i, text in items)


def _remarks(record: dict[str, Any], rng: Random) -> str:
    if not record["remarks"]:
        return f"<b>{rng.choice(REMARKS)}</b>" if rng.random() < 0.1 else ""
    title, text = rng.choice(REMARKS), mark("/remarks", record["remarks"])
    return rng.choice((f"<b>{title}</b><br>{text}", f"<p><b>{title}</b> {text}</p>", f"<h4>{title}</h4>{text}"))


def _signatures(record: dict[str, Any], style: Style, rng: Random) -> str:
    title = rng.choice(SIGNATURES)
    pattern = rng.choice(
        (
            "<tr><td>{}</td><td>{}</td></tr>",
            "<tr><td>Signature: {}</td><td>Date: {}</td></tr>",
            "<tr><td>{}<br>** Signature of Reporting Person</td><td>{}<br>Date</td></tr>",
            "<tr><td>Signed by</td><td>{}</td><td>on</td><td>{}</td></tr>",
            "<tr><td>{}</td></tr><tr><td>Dated: {}</td></tr>",
            "<tr><td width=60%></td><td><u>{}</u></td><td><u>{}</u></td></tr>",
        )
    )
    rows = "".join(
        pattern.format(
            mark(f"/signatures/{i}/name", s["name"]),
            mark(f"/signatures/{i}/date", show_date(s["date"], style.date) if s["date"] else None),
        )
        for i, s in enumerate(record["signatures"])
    )
    return f"<b>{title}</b><table>{rows}</table>"
