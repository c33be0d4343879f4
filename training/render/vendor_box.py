"""The form's box on a vendor's page: owners, issuer, dates and relationships as pairs, lines, stacks or tables."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random
from typing import Any

from training.render.markup import mark
from training.render.shown import Style, show_date
from training.render.wording import CAPTIONS, FLAG_WORDS

CHECKS: tuple[tuple[str, str, str], ...] = (
    ("{} ", "X", ""), ("{} ", "X", "&nbsp;"), ("{} ", "☒", "☐"), ("[{}] ", "X", " "), ("[{}] ", "x", "&nbsp;"),
    ("({}) ", "X", " "), ("__{}__ ", "X", "_"), ("_{}_ ", "X", "_"), ("{} ", "☑", "☐"), ("{} ", "✓", ""),
    ("{} ", "■", "□"),
    ("|{}| ", "X", "_"), ("{} ", "✔", "&#9633;"),
)  # fmt: skip
"""Pattern of a box, a checked one's mark, an empty one's."""

Pair = tuple[str, str]
"""A caption and its content."""


def draw(record: dict[str, Any], style: Style, rng: Random) -> str:
    """The box as marked HTML."""
    said = {key: rng.choice(words) for key, words in CAPTIONS.items()}
    if rng.random() < 0.2:
        said = {key: text.upper() for key, text in said.items()}
    relation = _relation_of(rng, said)
    owners = [_owner_pairs(record, i, said, rng) for i in range(len(record["reporting_owners"]))]
    company = _company_pairs(record, said, style, rng)
    relations = [(said["relation"], relation(record, i)) for i in range(len(owners))]
    layout = rng.choice(LAYOUTS)
    if len(owners) > 1 and rng.random() < 0.3:
        return layout(company, rng) + _owners_table(record, owners, relations, said)
    first, *others = [[*pairs, mine] for pairs, mine in zip(owners, relations, strict=True)]
    groups = [first[:-1], company, first[-1:]]
    if rng.random() < 0.4:
        rng.shuffle(groups)
    many = "more than one" if others else "one"
    if rng.random() < 0.4:
        groups.append([(said["joint"], f"Form filed by {many} reporting person")])
    main = layout([pair for group in groups for pair in group], rng)
    return main + "".join(layout(pairs, rng) for pairs in others)


def _owner_pairs(record: dict[str, Any], index: int, said: dict[str, str], rng: Random) -> list[Pair]:
    """Name and address: in one cell, in two, or part by part."""
    pointer, owner = f"/reporting_owners/{index}", record["reporting_owners"][index]
    shown = {part: mark(f"{pointer}/address/{part}", text) for part, text in owner["address"].items() if text}
    name = mark(f"{pointer}/name", owner["name"])
    how = rng.choice(("one", "two", "two", "line", "line", "parts"))
    if how == "parts":
        return [(said["owner"], name), *((said[part], text) for part, text in shown.items())]
    sep = ", " if how == "line" else "<br>"
    streets = [shown[part] for part in ("street1", "street2") if part in shown]
    place = ", ".join(shown[part] for part in ("city", "state") if part in shown)
    if rng.random() < 0.2:
        place = place.replace(", ", " ")
    place = " ".join(text for text in (place, shown.get("zip", "")) if text)
    address = sep.join([*streets, place])
    return (
        [(said["owner"], f"{name}<br>{address}")]
        if how == "one"
        else [(said["owner"], name), (said["address"], address)]
    )


def _company_pairs(record: dict[str, Any], said: dict[str, str], style: Style, rng: Random) -> list[Pair]:
    issuer = record["issuer"]
    name, ticker = mark("/issuer/name", issuer["name"]), mark("/issuer/trading_symbol", issuer["trading_symbol"])
    how = rng.choice(("{} [ {} ]", "{} [{}]", "{} ({})", "{} - {}", "", ""))
    pairs = [(said["issuer"], how.format(name, ticker))] if how and ticker else [(said["issuer"], name)]
    if not (how and ticker):
        exchange = rng.choice(("", "", "", "NYSE: ", "NASDAQ: "))
        pairs.append((said["ticker"], exchange + ticker if ticker else ""))
    pairs.append((said["period"], _date("/period_of_report", record["period_of_report"], style)))
    original = record["date_of_original_submission"]
    if original or rng.random() < 0.4:
        pairs.append(
            (said["amended"], _date("/date_of_original_submission", original, style) if original else style.nothing)
        )
    if rng.random() < 0.3:
        pairs.insert(0, (said["filing"], record["form_type"]))
    if rng.random() < 0.3:
        rng.shuffle(pairs)
    return pairs


def _date(pointer: str, iso: str, style: Style) -> str:
    return mark(pointer, show_date(iso, style.date))


def _relation_of(rng: Random, said: dict[str, str]) -> Callable[[dict[str, Any], int], str]:
    """How the relationship of each owner is shown on this page."""
    words = {flag: rng.choice(known) for flag, known in FLAG_WORDS.items()}
    order = list(words)
    rng.shuffle(order)
    pattern, on, off = rng.choice(CHECKS)
    after, yes_no = rng.random() < 0.15, rng.random() < 0.12
    sep = rng.choice(("<br>", "&nbsp;&nbsp; ", " ", "</td><td>", "; "))
    titled = rng.choice(("{}", "Title: {}", said["officer_title"] + ": {}", "({})"))

    def box(pointer: str, flag: str, checked: bool) -> str:
        if yes_no:
            return f"{words[flag]}: {mark(f'{pointer}/{flag}', 'Yes') if checked else 'No'}"
        sign = pattern.format(mark(f"{pointer}/{flag}", on) if checked else off)
        return f"{words[flag]} {sign}" if after else f"{sign}{words[flag]}"

    def draw_relation(record: dict[str, Any], index: int) -> str:
        pointer, owner = f"/reporting_owners/{index}", record["reporting_owners"][index]
        boxes = sep.join(box(pointer, flag, owner[flag]) for flag in order)
        boxes = f"<table><tr><td>{boxes}</td></tr></table>" if "<td>" in sep else boxes
        texts = record["extra"].get("other_text") or []
        other = texts[index] if index < len(texts) else None
        said_title = mark(f"{pointer}/officer_title", owner["officer_title"])
        said_other = mark(f"{pointer}/other_text", other)
        lines = (boxes, titled.format(said_title) if said_title else "", said_other)
        return "<br>".join(line for line in lines if line)

    return draw_relation


def _pairs_table(pairs: Sequence[Pair], rng: Random) -> str:
    colon = rng.choice(("", ":"))
    border = rng.choice((0, 1))
    rows = "".join(f"<tr><td><b>{k}{colon}</b></td><td>{v}</td></tr>" for k, v in pairs)
    return f'<table border="{border}" cellspacing="0">{rows}</table>'


def _wide_table(pairs: Sequence[Pair], rng: Random) -> str:
    """Two pairs a row."""
    padded = [*pairs, ("", "")] if len(pairs) % 2 else list(pairs)
    cells = [f"<td><b>{k}</b></td><td>{v}</td>" for k, v in padded]
    rows = "".join(f"<tr>{a}{b}</tr>" for a, b in zip(cells[::2], cells[1::2], strict=True))
    return f'<table border="{rng.choice((0, 1))}" width="100%">{rows}</table>'


def _lines(pairs: Sequence[Pair], rng: Random) -> str:
    pattern = rng.choice(
        ("<p><b>{}:</b> {}</p>", "{}: {}<br>", "<dl><dt>{}</dt><dd>{}</dd></dl>", "<div>{} &#8211; {}</div>")
    )
    return "\n".join(pattern.format(k, v) for k, v in pairs)


def _stack(pairs: Sequence[Pair], rng: Random) -> str:
    """Captions over (or under) their contents, two or three cells a row, as on the paper form."""
    width = rng.choice((2, 3, 3, 4))
    pattern = rng.choice(("<small>{0}</small><br>{1}", "{0}<br><b>{1}</b>", "{1}<br><small>({0})</small>"))
    cells = [f'<td valign="top">{pattern.format(k, v)}</td>' for k, v in pairs]
    rows = "".join(f"<tr>{''.join(cells[i : i + width])}</tr>" for i in range(0, len(cells), width))
    return f'<table border="{rng.choice((0, 1, 1))}" cellspacing="0" width="100%">{rows}</table>'


def _header_table(pairs: Sequence[Pair], rng: Random) -> str:
    """Captions in a row, contents in the next."""
    width = rng.choice((3, 4, len(pairs)))
    rows = []
    for i in range(0, len(pairs), width):
        part = pairs[i : i + width]
        rows.append(f"<tr>{''.join(f'<th>{k}</th>' for k, _ in part)}</tr>")
        rows.append(f"<tr>{''.join(f'<td>{v}</td>' for _, v in part)}</tr>")
    return f'<table border="{rng.choice((0, 1))}" width="100%">{"".join(rows)}</table>'


LAYOUTS = (_pairs_table, _wide_table, _lines, _stack, _stack, _header_table)


def _owners_table(
    record: dict[str, Any], owners: Sequence[Sequence[Pair]], relations: Sequence[Pair], said: dict[str, str]
) -> str:
    """All owners in one table, a row each."""
    heads = "".join(f"<th>{k}</th>" for k in (said["owner"], said["relation"]))
    rows = "".join(
        f"<tr><td>{'<br>'.join(text for _, text in pairs)}</td><td>{relation}</td></tr>"
        for pairs, (_, relation) in zip(owners, relations, strict=True)
    )
    return f'<table border="1" cellspacing="0"><tr>{heads}</tr>{rows}</table>'
