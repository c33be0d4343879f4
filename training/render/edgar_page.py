"""EDGAR's own page of a Form 3, 4 or 5: the form's box, Tables I and II, explanations, signatures."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from random import Random
from typing import Any

from training.render.headings import KINDS, Column, columns, titles
from training.render.markup import mark
from training.render.shown import Style, cell, show_date

FORM_TITLES = {
    "3": "INITIAL STATEMENT OF BENEFICIAL OWNERSHIP OF SECURITIES",
    "4": "STATEMENT OF CHANGES IN BENEFICIAL OWNERSHIP",
    "5": "ANNUAL STATEMENT OF CHANGES IN BENEFICIAL OWNERSHIP",
}
OMB = {"3": ("3235-0104", "0.5"), "4": ("3235-0287", "0.5"), "5": ("3235-0362", "1.0")}
FACES = (
    ("FormData", "small", "Times, serif", "color: blue;"),
    ("SmallFormData", "x-small", "Times, serif", "color: blue;"),
    ("FootnoteData", "x-small", "Times, serif", "color: green;"),
    ("FormText", "small", "arial, helvetica, sans-serif", ""),
    ("FormTextC", "small", "arial, helvetica, sans-serif", "text-align: center;"),
    ("SmallFormText", "xx-small", "arial, helvetica, sans-serif", "text-align: left;"),
    ("SmallFormTextR", "xx-small", "arial, helvetica, sans-serif", "text-align: right;"),
    ("MedSmallFormText", "x-small", "arial, helvetica, sans-serif", "text-align: left;"),
    ("FormTitle", "medium", "arial, helvetica, sans-serif", "font-weight: bold;"),
    ("FormName", "large", "arial, helvetica, sans-serif", "font-weight: bold;"),
)
RELATIONS = (
    (("is_director", "Director"), ("is_ten_percent_owner", "10% Owner")),
    (("is_officer", "Officer (give title below)"), ("is_other", "Other (specify below)")),
)
NOTES = (
    "Reminder: Report on a separate line for each class of securities beneficially owned directly or indirectly.",
    "* If the form is filed by more than one reporting person, <i>see</i> Instruction 4 (b)(v).",
    "** Intentional misstatements or omissions of facts constitute Federal Criminal Violations <i>See</i> "
    "18 U.S.C. 1001 and 15 U.S.C. 78ff(a).",
    "Note: File three copies of this Form, one of which must be manually signed. If space is insufficient, "
    "<i>see</i> Instruction 6 for procedure.",
    "<b>Persons who respond to the collection of information contained in this form are not required to respond "
    "unless the form displays a currently valid OMB Number.</b>",
)
NO_LONGER = (
    "Check this box if no longer subject to Section 16. Form 4 or Form 5 obligations may continue. "
    "<i>See</i> Instruction 1(b)."
)
PLAN = (
    "Check this box to indicate that a transaction was made pursuant to a contract, instruction or written plan for "
    "the purchase or sale of equity securities of the issuer that is intended to satisfy the affirmative defense "
    "conditions of Rule 10b5-1(c). See Instruction 10."
)


@dataclass(frozen=True, slots=True)
class Shape:
    """What EDGAR has changed over the years, and browsers' saved copies among themselves."""

    newline: str = "\n"
    title_row: bool = True
    """The officer's title and what Other is stand in cells below their boxes; else centred in one cell."""
    split_notes: bool = False
    empty_remarks: bool = False
    heading_tag: str = "th"


def draw(record: dict[str, Any], rng: Random) -> str:
    """The page as marked HTML."""
    shape = Shape(
        newline=rng.choice(("\n", "\n", "")),
        title_row=rng.random() < 0.5,
        split_notes=rng.random() < 0.3,
        empty_remarks=rng.random() < 0.2,
        heading_tag=rng.choice(("th", "th", "td")),
    )
    lead = rng.choice(("SmallFormText", "FormText"))
    style = replace(Style(), raised=rng.random() < 0.95, face="FootnoteData", lead=lead)
    form = record["form_type"]
    parts = (
        f"SEC Form {form[0]}",
        _head(record),
        _box(record, shape),
        _table(record, 1, style, shape),
        _table(record, 2, style, shape),
        _further_owners(record),
        _explanation(record, shape),
        _signatures(record),
    )
    faces = "\n".join(f".{name} {{font-size: {size}; font-family: {face}; {more}}}" for name, size, face, more in FACES)
    body = shape.newline.join(parts)
    text = (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>SEC FORM {form[0]}</title>'
        f'<style type="text/css">{faces}\nbody {{background: white;}}</style></head><body>{body}</body></html>'
    )
    return text.replace("<tr>", f"{shape.newline}<tr>").replace("<td", f"{shape.newline}<td")


def _tag(name: str, content: str, face: str = "", **attributes: Any) -> str:
    given = {"class": face} | {key.rstrip("_"): value for key, value in attributes.items()}
    shown = "".join(f' {key}="{value}"' for key, value in given.items() if value not in ("", None))
    return f"<{name}{shown}>{content}</{name}>"


def _data(pointer: str, text: str | None, face: str = "FormData") -> str:
    return _tag("span", mark(pointer, text), face) if text else ""


def _grid(rows: Iterable[Iterable[str]], border: int = 0) -> str:
    body = "".join(f"<tr>{''.join(row)}</tr>" for row in rows)
    return f'<table border="{border}" width="100%">{body}</table>'


def _head(record: dict[str, Any]) -> str:
    form = record["form_type"]
    number, hours = OMB[form[0]]
    approval = _grid(
        (
            (_tag("td", "OMB Number:", "SmallFormText", colspan=3), _tag("td", number, "SmallFormTextR")),
            (_tag("td", "Estimated average burden", "SmallFormText", colspan=4),),
            (_tag("td", "hours per response:", "SmallFormText", colspan=3), _tag("td", hours, "SmallFormTextR")),
        )
    )
    lines = (
        ("UNITED STATES SECURITIES AND EXCHANGE COMMISSION", "FormTitle", "<br>"),
        ("Washington, D.C. 20549", "MedSmallFormText", "<br><br>"),
        (FORM_TITLES[form[0]], "FormTitle", "<br><br>"),
        ("Filed pursuant to Section 16(a) of the Securities Exchange Act of 1934", "MedSmallFormText", "<br>"),
        ("or Section 30(h) of the Investment Company Act of 1940", "MedSmallFormText", ""),
    )
    centre = "".join(_tag("span", line, face) + after for line, face, after in lines)
    checks = [(False, NO_LONGER)]
    if form[0] == "5":
        checks += [(False, "Form 3 Holdings Reported."), (False, "Form 4 Transactions Reported.")]
    if record["period_of_report"] >= "2023-03" and form[0] != "3":
        checks.append((record["extra"].get("plan", False), PLAN))
    span = len(checks) + 1
    first = (
        _tag("td", f"FORM {form}", "FormName", width="20%", colspan=2, valign="top", align="center")
        + _tag("td", centre, rowspan=span, width="60%", valign="middle", align="center")
        + _tag(
            "td",
            _grid(((_tag("td", "OMB APPROVAL", "FormTextC"),), (f"<td>{approval}</td>",)), 1),
            rowspan=span,
            width="20%",
            valign="top",
        )
    )
    rows = "".join(
        f'<tr valign="middle"><td>{_check(on)}</td>{_tag("td", text, "SmallFormText")}</tr>' for on, text in checks
    )
    return f'<table width="100%" border="0" cellspacing="0" cellpadding="4"><tr>{first}</tr>{rows}</table>'


def _check(on: bool) -> str:
    inside = "X" if on else "&nbsp;&nbsp;"
    return f'<table width="100%" border="1" cellpadding="0" cellspacing="0"><tr><td>{inside}</td></tr></table>'


def _owner(record: dict[str, Any], index: int) -> str:
    """Name and address of one owner, with the form's captions."""
    pointer = f"/reporting_owners/{index}"
    owner = record["reporting_owners"][index]
    address = owner["address"]

    def captions(*names: str) -> str:
        return _grid([[_tag("td", f"({n})", "MedSmallFormText", width="33%") for n in names]])

    streets = [
        [f"<td>{_data(f'{pointer}/address/{s}', address[s])}</td>"] for s in ("street1", "street2") if address[s]
    ]
    place = [
        _tag("td", _data(f"{pointer}/address/{part}", address[part]), width="33%") for part in ("city", "state", "zip")
    ]
    return "".join(
        (
            '<span class="MedSmallFormText">1. Name and Address of Reporting Person<sup>*</sup></span>',
            _grid([[f'<td><a href="#">{mark(pointer + "/name", owner["name"])}</a></td>']]),
            '<hr width="98%">',
            captions("Last", "First", "Middle"),
            _grid(streets),
            '<hr width="98%"><span class="MedSmallFormText">(Street)</span>',
            _grid([place]),
            '<hr width="98%">',
            captions("City", "State", "Zip"),
        )
    )


def _item(caption: str, content: str) -> str:
    return f'<span class="MedSmallFormText">{caption}</span><br>{content}'


def _relations(record: dict[str, Any], shape: Shape) -> str:
    owner = record["reporting_owners"][0]
    rows = [
        [
            _tag("td", _data(f"/reporting_owners/0/{flag}", "X" if owner[flag] else None), width="15%", align="center")
            + _tag("td", caption, "MedSmallFormText", width="35%")
            for flag, caption in pair
        ]
        for pair in RELATIONS
    ]
    title = mark("/reporting_owners/0/officer_title", owner["officer_title"])
    other = mark("/reporting_owners/0/other_text", (record["extra"].get("other_text") or [None])[0])
    if shape.title_row:
        cells = (_tag("td", "", width="15%"), _tag("td", title, style="color: blue", width="35%"))
        rows.append([*cells, cells[0], _tag("td", other, style="color: blue", width="35%")])
    else:
        rows.append([_tag("td", _tag("span", f"{title} {other}".strip(), "FormData"), colspan=4, align="center")])
    caption = '<span class="MedSmallFormText">(Check all applicable)</span>'
    return caption + _grid(rows)


def _joint(record: dict[str, Any]) -> str:
    many = len(record["reporting_owners"]) > 1
    lines = ((not many, "Form filed by One Reporting Person"), (many, "Form filed by More than One Reporting Person"))
    return _grid(
        [
            _tag("td", _tag("span", "X", "FormData") if on else "", width="15%", align="center"),
            _tag("td", text, "MedSmallFormText", width="85%"),
        ]
        for on, text in lines
    )


def _box(record: dict[str, Any], shape: Shape) -> str:
    """The form's box; Form 3 has the event's date before the issuer, and its numbering."""
    form = record["form_type"][0]
    number = (
        {"event": "2", "issuer": "3", "relation": "4", "amended": "5"}
        if form == "3"
        else {
            "event": "3",
            "issuer": "2",
            "relation": "5",
            "amended": "4",
        }
    )
    event = {
        "3": "Date of Event Requiring Statement (Month/Day/Year)",
        "4": "Date of Earliest Transaction (Month/Day/Year)",
        "5": "Statement for Issuer's Fiscal Year Ended (Month/Day/Year)",
    }[form]
    issuer = record["issuer"]
    ticker = _data("/issuer/trading_symbol", issuer["trading_symbol"])
    name = f'<a href="#">{mark("/issuer/name", issuer["name"])}</a> [ {ticker} ]'
    named = _item(f"{number['issuer']}. Issuer Name <b>and</b> Ticker or Trading Symbol", name)
    when = _item(f"{number['event']}. {event}", _date("/period_of_report", record["period_of_report"]))
    relation = _item(f"{number['relation']}. Relationship of Reporting Person(s) to Issuer", _relations(record, shape))
    original = _date("/date_of_original_submission", record["date_of_original_submission"])
    amended = _item(f"{number['amended']}. If Amendment, Date of Original Filed (Month/Day/Year)", original)
    joint = _item("6. Individual or Joint/Group Filing (Check Applicable Line)", _joint(record))
    owner = _tag("td", _owner(record, 0), rowspan=4 if form == "3" else 3, width="35%", valign="top")
    if form == "3":
        rows = (
            owner + _tag("td", when, width="22%", valign="top") + _tag("td", named, colspan=2, valign="top"),
            _tag("td", relation, rowspan=2, valign="top") + _tag("td", amended, valign="top"),
            _tag("td", joint, valign="top"),
        )
    else:
        rows = (
            owner + _tag("td", named, width="35%", valign="top") + _tag("td", relation, rowspan=2, valign="top"),
            _tag("td", when, valign="top"),
            _tag("td", amended, valign="top") + _tag("td", joint, valign="top"),
        )
    body = "".join(f"<tr>{row}</tr>" for row in rows)
    return f'<table width="100%" border="1" cellspacing="0" cellpadding="4">{body}</table>'


def _date(pointer: str, iso: str | None) -> str:
    return _data(pointer, show_date(iso, "MM/DD/YYYY") if iso else None)


def _table(record: dict[str, Any], number: int, style: Style, shape: Shape) -> str:
    heads = columns(record["form_type"], number)
    title = f"<b>{mark(f'/title{number}', titles(record['form_type'])[number - 1])}</b>"
    title += f"<br><b>{mark('/title2', KINDS)}</b>" if number == 2 else ""
    width = sum(len(head.fields) for head in heads)
    tag = shape.heading_tag
    top = "".join(_heading(head, number, tag) for head in heads)
    parts = "".join(
        _tag(tag, mark(f"/head{number}", part), "SmallFormText", valign="bottom", align="center")
        for head in heads
        for part in head.parts
    )
    second = f"<tr>{parts}</tr>" if parts else ""
    name = ("non_derivative", "derivative")[number - 1]
    face = "FormData" if number == 1 else "SmallFormData"
    rows = "".join(_row(row, f"/{name}/{i}", heads, style, face) for i, row in enumerate(record[name]))
    return (
        '<table width="100%" border="1" cellspacing="0" cellpadding="4"><thead>'
        f"<tr>{_tag(tag, title, 'FormTextC', colspan=width, valign='top', align='center')}</tr>"
        f"<tr>{top}</tr>{second}</thead><tbody>{rows}</tbody></table>"
    )


def _heading(head: Column, number: int, tag: str) -> str:
    span = {"colspan": len(head.fields), "rowspan": 1} if head.parts else {"rowspan": 2}
    text = mark(f"/head{number}", head.heading)
    return _tag(tag, text, "SmallFormText", width=f"{head.width}%", valign="top", align="left", **span)


def _row(row: dict[str, Any], pointer: str, heads: tuple[Column, ...], style: Style, face: str) -> str:
    left = ("security_title", "nature_of_ownership")
    cells = (
        _tag(
            "td",
            cell(row, pointer, field, style, f'<span class="{face}">{{}}</span>'),
            align="left" if field in left else "center",
        )
        for head in heads
        for field in head.fields
    )
    return f"<tr>{''.join(cells)}</tr>"


def _further_owners(record: dict[str, Any]) -> str:
    rows = [[_tag("td", _owner(record, i), valign="top")] for i in range(1, len(record["reporting_owners"]))]
    return _grid(rows, 1).replace('width="100%"', 'width="40%"', 1) if rows else ""


def _explanation(record: dict[str, Any], shape: Shape) -> str:
    notes = [
        [_tag("td", f"{i}. {mark(f'/footnotes/{i}', text)}", "FootnoteData")] for i, text in record["footnotes"].items()
    ]
    rows = [[_tag("td", "<b>Explanation of Responses:</b>", "MedSmallFormText")], *notes] if notes else []
    remarks = []
    if record["remarks"] or shape.empty_remarks:
        remarks = [
            [_tag("td", "<b>Remarks:</b>", "FormText")],
            [_tag("td", mark("/remarks", record["remarks"]), "FootnoteData")],
        ]
    if shape.split_notes:
        return (_grid(rows) if rows else "") + (_grid(remarks) if remarks else "")
    return _grid(rows + remarks) if rows or remarks else ""


def _signatures(record: dict[str, Any]) -> str:
    signed = [
        f'<td width="60%"></td><td width="20%"><u>{_data(f"/signatures/{i}/name", s["name"])}</u></td>'
        f'<td width="20%"><u>{_date(f"/signatures/{i}/date", s["date"])}</u></td>'
        for i, s in enumerate(record["signatures"])
    ]
    caption = (
        "<td></td>"
        + _tag("td", "** Signature of Reporting Person", "MedSmallFormText")
        + _tag("td", "Date", "MedSmallFormText")
    )
    notes = [_tag("td", note, "MedSmallFormText", colspan=3) for note in NOTES]
    return _grid([row] for row in (*signed, caption, *notes))
