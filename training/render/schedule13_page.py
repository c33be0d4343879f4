"""Invented Schedules 13D set as fixed-width text or as HTML, each value with its place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from random import Random
from typing import Any

from extraction.document import Source
from training.annotated import AnnotatedFiling, Annotation
from training.render.markup import MARKED, to_html
from training.render.schedule13_cover import IN_HTML, IN_TEXT, draw_covers
from training.render.schedule13_facts import Facts, gold, invent
from training.render.schedule13_prose import tell
from training.render.schedule13_teller import Block, Table

Items = list[tuple[str, list[Block]]]
_PIECE = re.compile(r'<span data-p="[^"]*">|</span>|[^<\s]+|<|\s+')


def draw(name: str, rng: Random) -> AnnotatedFiling:
    """A Schedule 13D's first page and items at random, as text or as HTML."""
    facts = invent(rng)
    items = tell(facts, rng)
    is_html = rng.random() < 0.4
    front, known = draw_covers(facts, rng, rng.choice(IN_HTML if is_html else IN_TEXT), closing="")
    marked = as_html(front, items, rng) if is_html else as_text(front, items, rng)
    content, annotations = to_html(marked)
    source = Source.HTML if is_html else Source.ASCII
    return AnnotatedFiling(
        name, source, facts.issuer, content.encode(), _gold(facts, annotations) | known, tuple(annotations)
    )


def _gold(facts: Facts, annotations: Sequence[Annotation]) -> dict[str, Any]:
    """The record's parts that are told: rows of which no value is marked are left out."""
    told = {p for a in annotations for p in (a.pointer.rsplit("/", 1)[0],)}
    parts = {
        table: [row for i, row in enumerate(rows) if f"/{table}/{i}" in told] for table, rows in gold(facts).items()
    }
    return {"form_type": "SC 13D/A" if facts.amendment else "SC 13D", **parts}


def as_text(front: str, items: Items, rng: Random) -> str:
    """Items as lines of fixed width behind the covers."""
    width, indent = rng.choice((64, 70, 72, 78, 110)), rng.choice(("", "", "     "))
    lines = [front.rstrip("\n"), ""]
    for heading, blocks in items:
        lines += ["", heading, ""]
        for block in blocks:
            if isinstance(block, str):
                lines += [line for part in block.split("\n") for line in wrap(indent + part, width)] + [""]
            else:
                lines += [*columns(block, rng), ""]
    return "\n".join(lines) + "\n"


def wrap(marked: str, width: int) -> list[str]:
    """A marked paragraph in lines no wider than `width`, marks not counted; a mark may run over lines."""
    lines, line, length = [], "", 0
    for word in _words(marked):
        long = len(MARKED.sub(r"\2", re.sub(r"<[^>]*>", "", word)))
        if line and length + 1 + long > width:
            lines.append(line)
            line, length = word, long
        else:
            line, length = (f"{line} {word}", length + 1 + long) if line else (word, long)
    lead = re.match(r"\s*", marked)
    return [(lead.group() if lead else "") + line for line in lines[:1]] + [*lines[1:], line] if lines else [line]


def _words(marked: str) -> Iterable[str]:
    """Words with the marks that touch them."""
    word = ""
    for piece in _PIECE.findall(marked):
        if piece.isspace():
            if re.sub(r"<[^>]*>", "", word):
                yield word
                word = ""
        else:
            word += piece
    if word:
        yield word


def columns(table: Table, rng: Random) -> list[str]:
    """A marked table as columns of fixed width, with a rule below its head now and then."""
    count = max(map(len, table))
    shown = [[re.sub(r"<[^>]*>", "", cell) for cell in row] for row in table]
    widths = [max((len(row[c]) for row in shown if c < len(row)), default=0) for c in range(count)]
    gap, lead = " " * rng.choice((2, 3, 5)), " " * rng.choice((0, 0, 4, 10))
    left = rng.random() < 0.5
    lines = []
    for row, plain in zip(table, shown, strict=True):
        pads = [" " * (w - len(p)) for w, p in zip(widths, plain, strict=False)]
        cells = [
            cell + pad if left or i == 0 else pad + cell for i, (cell, pad) in enumerate(zip(row, pads, strict=False))
        ]
        lines.append(lead + gap.join(cells).rstrip())
    if rng.random() < 0.5:
        lines.insert(1, lead + gap.join("-" * w for w in widths))
    return lines


def as_html(front: str, items: Items, rng: Random) -> str:
    """Items as paragraphs and tables behind the covers."""
    bold = rng.choice(("<b>{}</b>", "<u>{}</u>", "<font size=2><b>{}</b></font>"))
    body = [front.removesuffix("</body></html>")]
    for heading, blocks in items:
        body.append(f"<p>{bold.format(heading)}</p>")
        body += [f"<p>{b.replace(chr(10), '<br>')}</p>" if isinstance(b, str) else _html_table(b, rng) for b in blocks]
    return "\n".join(body) + "\n</body></html>\n"


def _html_table(table: Table, rng: Random) -> str:
    apart = rng.random() < 0.3
    rows = []
    for row in table:
        cells = [c.replace("$<span", "$</td><td><span") if apart else c for c in row]
        rows.append("<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>")
    return f"<table{rng.choice(('', ' border=1', ' width=90%'))}>" + "\n".join(rows) + "</table>"
