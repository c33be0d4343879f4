"""The page that the stylesheet of the SEC's ownership XML specification makes: `__X__ Director`, owners in a table."""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import Any

from training.render.edgar_page import FORM_TITLES, OMB
from training.render.headings import Column, columns, titles
from training.render.markup import mark
from training.render.shown import Style, cell, show_date

LINE = "border: solid black; border-top-width: {}; border-left-width: {}; border-right-width: 1; border-bottom-width: 1"
TABLE = '<table role="presentation" cellpadding="3" cellspacing="0" border="0"{}>{}</table>'
SMALL = '<font size="2">{}</font>'
TINY = '<font size="1">{}</font>'
KINDS = "(<i>e.g.</i>, puts, calls, warrants, options, convertible securities)"
ANSWER = (
    "Persons who respond to the collection of information contained in this form are not required to respond unless "
    "the form displays a currently valid OMB control number."
)
PLAN = (
    "Check this box to indicate that a transaction was made pursuant to a contract, instruction or written plan that "
    "is intended to satisfy the affirmative defense conditions of Rule 10b5-1(c). See Instruction 10."
)
BOX = '<input type="checkbox" onclick="return false" disabled>'


def draw(record: dict[str, Any], rng: Random) -> str:
    """The page as marked HTML."""
    date = rng.choice(("MM/DD/YYYY", "MM/DD/YYYY", "M/D/YYYY"))
    abroad = rng.random() < 0.2
    style = replace(Style(), date=date, currency="$ ", space_before_mark=True)
    form = record["form_type"]
    parts = (
        _head(form),
        "<p></p>" + SMALL.format("(Print or Type Responses)") if rng.random() < 0.7 else "<p></p>",
        TABLE.format(' width="100%"', _box(record, style, abroad) + _table(record, 1, style)),
        _reminder(form),
        _second_table(record, style),
        _owners(record, abroad),
        _signatures(record, style),
        _explanation(record),
    )
    sheet = "td {border: solid black; border-width: 0 1px 1px 0;}"
    head = f"<head><title> Ownership Submission </title><style>{sheet}</style></head>"
    return f'<html>{head}<body BGCOLOR="DCDCDC">{chr(10).join(parts)}</body></html>'


def _td(content: str, more: str = "", border: str = "") -> str:
    style = f' style="{border}"' if border else ""
    return f"<td{' ' + more if more else ''}{style}>{content}</td>"


def _bare(content: str, more: str = "") -> str:
    return _td(content, more, "border:none")


def _head(form: str) -> str:
    number, hours = OMB[form[0]]
    title = FORM_TITLES[form[0]] if form[0] == "3" else f"{FORM_TITLES[form[0]]} OF SECURITIES"
    again = "Check this box if no longer subject to Section 16. Form 4 or Form 5 obligations may continue."
    checks = [] if form[0] == "3" else [f"{again} <i>See</i> Instruction 1(b)."]
    checks += ["Form 3 Holdings Reported", "Form 4 Transactions Reported"] if form[0] == "5" else []
    boxes = "".join(f"<tr>{_bare(BOX, 'width=30')}{_bare(SMALL.format(text))}</tr>" for text in checks)
    left = (
        f'<div><font face="Arial" size="+3"><b><center>FORM {form}</center></b></font></div>{TABLE.format("", boxes)}'
    )
    centre = (
        '<b><font size="3">UNITED STATES SECURITIES AND EXCHANGE COMMISSION<br>Washington, D.C. 20549<p></p></font></b>'
        f'<font size="3"><b>{title}</b><p></p>Filed pursuant to Section 16(a) of the Securities Exchange Act of 1934 '
        "or Section 30(h) of the Investment Company Act of 1940</font>"
    )
    approval = (("OMB Number:", number), ("Estimated average burden hours per response...", hours))
    rows = "".join(f"<tr>{_bare(SMALL.format(k))}{_bare(SMALL.format(v), 'align=right')}</tr>" for k, v in approval)
    right = TABLE.format("", f"<tr><td colspan=2 align=center>{SMALL.format('OMB APPROVAL')}</td></tr>{rows}")
    cells = _bare(left, 'width="15%"') + _bare(centre, 'width="65%" align="center"') + _bare(right, 'width="20%"')
    return TABLE.format(' width="100%"', f"<tr>{cells}</tr>")


def _item(caption: str, content: str) -> str:
    return f"{SMALL.format(caption)}<br>{content}"


def _captions(*names: str) -> str:
    cells = "".join(_bare(f"<center>{TINY.format(f'({name})')}</center>", 'width="33%"') for name in names)
    return TABLE.format(' width="100%"', f"<tr>{cells}</tr>")


def _place(pointer: str, address: dict[str, str | None]) -> str:
    """`CITY, STATE ZIP`."""
    city, state, code = (mark(f"{pointer}/address/{part}", address[part]) for part in ("city", "state", "zip"))
    return f"{city}, {state} {code}".strip()


def _parts(pointer: str, address: dict[str, str | None]) -> str:
    """City, state and postal code in cells of their own."""
    cells = (_bare(mark(f"{pointer}/address/{part}", address[part])) for part in ("city", "state", "zip"))
    return TABLE.format(' width="100%"', f"<tr>{''.join(cells)}</tr>")


def _streets(pointer: str, address: dict[str, str | None]) -> list[str]:
    return [mark(f"{pointer}/address/{s}", address[s]) for s in ("street1", "street2") if address[s]]


def _relations(record: dict[str, Any]) -> str:
    owner, other = record["reporting_owners"][0], (record["extra"].get("other_text") or [None])[0]
    pointer = "/reporting_owners/0"

    def box(flag: str, caption: str) -> str:
        line = f"__{mark(f'{pointer}/{flag}', 'X')}__" if owner[flag] else "_____"
        return _bare(TINY.format(f"{line} {caption}"), 'valign="top" width="50%"')

    title = mark(f"{pointer}/officer_title", owner["officer_title"])
    said = " / ".join(text for text in (title, mark(f"{pointer}/other_text", other)) if text)
    rows = (
        box("is_director", "Director") + box("is_ten_percent_owner", "10% Owner"),
        box("is_officer", "Officer (give title below)") + box("is_other", "Other (specify below)"),
        _td(SMALL.format(said), 'colspan="2" align="center"'),
    )
    return "<center>(Check all applicable)</center>" + TABLE.format("", "".join(f"<tr>{row}</tr>" for row in rows))


def _box(record: dict[str, Any], style: Style, abroad: bool) -> str:
    """The form's box; where `abroad`, city, state and postal code stand apart, with the country below (2026)."""
    form = record["form_type"][0]
    owner, issuer, pointer = record["reporting_owners"][0], record["issuer"], "/reporting_owners/0"
    name = SMALL.format('1. Name and Address of Reporting Person <a href="#*"><sup>*</sup></a>')
    ticker = mark("/issuer/trading_symbol", issuer["trading_symbol"])
    issuer_at, date_at, relation_at, amended_at = (3, 2, 4, 5) if form == "3" else (2, 3, 5, 4)
    event = {
        "3": "Date of Event Requiring Statement (Month/Day/Year)",
        "4": "Date of Earliest Transaction (Month/Day/Year)",
        "5": "Statement for Issuer's Fiscal Year Ended (Month/Day/Year)",
    }[form]
    named = _item(
        f"{issuer_at}. Issuer Name <b>and</b> Ticker or Trading Symbol",
        f"{mark('/issuer/name', issuer['name'])} [{ticker}]",
    )
    when = _item(f"{date_at}. {event}", _date("/period_of_report", record["period_of_report"], style))
    relation = _item(f"{relation_at}. Relationship of Reporting Person(s) to Issuer", _relations(record))
    original = _date("/date_of_original_submission", record["date_of_original_submission"], style)
    amended = _item(f"{amended_at}. If Amendment, Date Original Filed{TINY.format('(Month/Day/Year)')}", original)
    one, many = ("_X_", "___") if len(record["reporting_owners"]) == 1 else ("___", "_X_")
    joint = _item(
        f"6. Individual or Joint/Group Filing{TINY.format('(Check Applicable Line)')}",
        TINY.format(f"{one} Form filed by One Reporting Person<br>{many} Form filed by More than One Reporting Person"),
    )
    street = _captions("Last", "First", "Middle") + ", ".join(_streets(pointer, owner["address"]))
    place = _captions("Street") + (_parts if abroad else _place)(pointer, owner["address"])
    first = _td(f"{name}<br>{mark(f'{pointer}/name', owner['name'])}", 'width="33%" valign="top"')
    title = f"<center><b>{mark('/title1', titles(record['form_type'])[0])}</b></center>"
    codes = _captions("City", "State", "Zip/Postal Code") + "UNITED STATES<br>" + TINY.format("(Country)")
    last = _td(codes if abroad else _captions("City", "State", "Zip"))
    if form == "3":
        rows = (
            first + _td(when, 'valign="top" rowspan="3"') + _td(named, 'valign="top" colspan="2"'),
            _td(street) + _td(relation, 'rowspan="2" valign="top"') + _td(amended, 'valign="top"'),
            _td(place) + _td(joint, 'valign="top"'),
        )
    else:
        rows = (
            first + _td(named, 'valign="top"') + _td(relation, 'rowspan="2" valign="top"'),
            _td(street) + _td(when, 'valign="top"'),
            _td(place) + _td(amended, 'valign="top"') + _td(joint, 'valign="top"'),
        )
    box = "".join(f"<tr>{row}</tr>" for row in rows)
    if record["period_of_report"] >= "2023-03" and form != "3":
        plan = f"{SMALL.format('Rule 10b5-1(c) Transaction Indication')}<br>{BOX}{SMALL.format(PLAN)}"
        box += f"<tr>{last}{_td(plan, 'colspan=3')}</tr><tr>{_td(title, 'colspan=3')}</tr>"
    else:
        box += f"<tr>{last}{_td(title, 'colspan=3')}</tr>"
    return f"<tr>{_bare(TABLE.format(' width=100%', box))}</tr>"


def _date(pointer: str, iso: str | None, style: Style) -> str:
    return mark(pointer, show_date(iso, style.date)) if iso else ""


TABLE2_WORDS = (
    ("Form: D", "Form of Derivative Security: D"),
    ("3, 4 and 5", "3, 4, and 5"),
    ("Securities Underlying Derivative Security", "Underlying Securities"),
    ("Number of derivative", "Number of Derivative"),
)


def _heading(column: Column, number: int) -> str:
    words = column.heading.replace("1. Title of Security", "1.Title of Security").replace("Disposed Of", "Disposed of")
    for theirs, here in TABLE2_WORDS if number == 2 else ():
        words = words.replace(theirs, here)
    words, found, instruction = words.partition(" (Instr.")
    text = mark(f"/head{number}", words) + (f"<br>{mark(f'/head{number}', f'(Instr.{instruction}')}" if found else "")
    return _td(SMALL.format(text), f'valign="top" colspan="{len(column.fields)}" rowspan="{1 if column.parts else 2}"')


def _table(record: dict[str, Any], number: int, style: Style) -> str:
    """Table I as a row of the page's frame; Table II by itself."""
    heads = columns(record["form_type"], number)
    top = "".join(_heading(column, number) for column in heads)
    parts = (part for column in heads for part in column.parts)
    second = "".join(
        _td(SMALL.format(mark(f"/head{number}", part)), 'valign="bottom" align="center"') for part in parts
    )
    name = ("non_derivative", "derivative")[number - 1]
    rows = "".join(_row(row, f"/{name}/{i}", heads, style) for i, row in enumerate(record[name]))
    table = TABLE.format(' width="100%"', f"<tr>{top}</tr><tr>{second}</tr>{rows}")
    return f"<tr>{_bare(table)}</tr>" if number == 1 else table


def _row(row: dict[str, Any], pointer: str, heads: tuple[Column, ...], style: Style) -> str:
    fields = [field for column in heads for field in column.fields]
    cells = (_td(f"\n\t  {cell(row, pointer, field, style)}\n\t", 'align="center"') for field in fields)
    return f"<tr>{''.join(cells)}</tr>\n"


def _second_table(record: dict[str, Any], style: Style) -> str:
    title = f"<center><b>{mark('/title2', titles(record['form_type'])[1])}<br>{KINDS}</b></center>"
    return f"<p></p>{SMALL.format(title)}{_table(record, 2, style)}<p></p>"


def _reminder(form: str) -> str:
    text = "Reminder: Report on a separate line for each class of securities beneficially owned directly or indirectly."
    number = {"3": "SEC 1473 (7-02)", "4": "SEC 1474 (9-02)", "5": "SEC 2270 (9-02)"}[form[0]]
    rows = f"<tr>{_bare(SMALL.format(text))}</tr><tr>{_bare(f'<b>{ANSWER}</b>')}{_bare(SMALL.format(number))}</tr>"
    return f"<p></p>{TABLE.format(' width=100%', rows)}"


def _owners(record: dict[str, Any], abroad: bool) -> str:
    heads = "".join(_td(SMALL.format(h)) for h in ("Director", "10% Owner", "Officer", "Other"))
    first = "<tr><td rowspan=2><b>Reporting Owner Name / Address</b></td><td colspan=4><b>Relationships</b></td></tr>"
    rows = "".join(_owner_row(record, i, abroad) for i in range(len(record["reporting_owners"])))
    return f"<h2>Reporting Owners</h2>{TABLE.format('', f'{first}<tr>{heads}</tr>{rows}')}"


def _owner_row(record: dict[str, Any], index: int, abroad: bool) -> str:
    """An owner's address and relationships; an officer's title stands in place of the mark."""
    owner, pointer = record["reporting_owners"][index], f"/reporting_owners/{index}"
    texts = record["extra"].get("other_text") or []
    other = texts[index] if index < len(texts) else None
    lines = (
        mark(f"{pointer}/name", owner["name"]),
        *_streets(pointer, owner["address"]),
        _place(pointer, owner["address"]),
    )

    def box(flag: str, text: str = "") -> str:
        return _td(text or (mark(f"{pointer}/{flag}", "X") if owner[flag] else ""), 'align="center"')

    title = mark(f"{pointer}/officer_title", owner["officer_title"])
    cells = box("is_director") + box("is_ten_percent_owner") + box("is_officer", title)
    return f"<tr>{_td('<br>'.join(lines))}{cells}{box('is_other', mark(f'{pointer}/other_text', other))}</tr>"


def _signatures(record: dict[str, Any], style: Style) -> str:
    caption = f"<tr>{_bare('<sup>**</sup>Signature of Reporting Person')}{_bare('Date')}</tr>"
    rows = "".join(
        f"<tr>{_td(mark(f'/signatures/{i}/name', s['name']))}<td rowspan=2 width=50></td>"
        f"{_td(_date(f'/signatures/{i}/date', s['date'], style))}</tr>{caption}"
        for i, s in enumerate(record["signatures"])
    )
    return f"<h2>Signatures</h2><dd></dd>{TABLE.format('', rows)}"


def _explanation(record: dict[str, Any]) -> str:
    fixed = (
        ("*", "If the form is filed by more than one reporting person, <i>see</i> Instruction 4(b)(v)."),
        (
            "**",
            "Intentional misstatements or omissions of facts constitute Federal Criminal Violations. "
            "<i>See</i> 18 U.S.C. 1001 and 15 U.S.C. 78ff(a).",
        ),
    )
    notes = [(f"({i})", mark(f"/footnotes/{i}", text)) for i, text in record["footnotes"].items()]
    rows = "".join(f"<tr>{_bare(f'<b>{i}</b>')}{_bare(SMALL.format(text))}</tr>" for i, text in (*fixed, *notes))
    remarks = f"<br><b>Remarks:</b><br>{mark('/remarks', record['remarks'])}" if record["remarks"] else ""
    rows += f"<tr>{_bare(remarks, 'colspan=2')}</tr>" if remarks else ""
    last = (
        "Potential persons who are to respond to the collection of information contained in this form are not required "
    )
    note = "Note: File three copies of this Form, one of which must be manually signed. If space is insufficient, "
    return (
        f"<h2>Explanation of Responses:</h2><dd></dd>{TABLE.format('', rows)}<p></p>"
        f"{SMALL.format(note + '<i>see</i> Instruction 6 for procedure.')}<p></p>"
        f"{SMALL.format(last + 'to respond unless the form displays a currently valid OMB number.')}"
    )
