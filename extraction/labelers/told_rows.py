"""Rows told by their words alone: sums below a table, what a web page prints at its end, what an owner is."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from extraction.document import Layout
from extraction.labelers.labelled_row import TIGHT, LabelledRow

_TOTAL = re.compile(
    r"(?:grand |net |sub-?)?totals?(?:[ (]+(?:acquired|disposed|purchased|bought|sold|shares|of|all|rows|[ad])\)?)*:?",
    re.I,
)
_FURNITURE = re.compile(
    r"^(?:©|\(c\) \d{4}|copyright\b)|all rights reserved|\bpowered by\b|terms of (?:use|service)"
    r"|privacy (?:policy|notice)|not investment advice|back to top",
    re.I,
)
_RELATION = re.compile(
    r"(?:relation(?:ship)?s?|roles?|capacity|positions?)\b(?: held| to (?:the )?(?:issuer|company))?(?!\w)", re.I
)
_ADDRESS_END = re.compile(r"\b[A-Z]{2},?\s\d{5}(?:-\d{4})?$")
_SAID = re.compile(r"(?:director|officer|10% owner|ten percent|other)\b", re.I)
_ROWS = frozenset({"nd", "dv"})
_TEXTS = frozenset({"foot", "remark", "sign"})


def tell_rows(rows: Iterable[LabelledRow]) -> tuple[LabelledRow, ...]:
    """Rows with sums and a web page's furniture labelled as printed, those of a relationship in the box as its."""
    out: list[LabelledRow] = []
    furniture = False
    for this in rows:
        if out and out[-1].label == "box" and _is_relation(out[-1], this):
            out.append(replace(this, label="box", probability=1.0))
            continue
        text = this.label in _TEXTS and this.block.layout is not Layout.CUT
        furniture = text and (_FURNITURE.search(this.row.text) is not None or (furniture and this.row.gap <= TIGHT))
        out.append(replace(this, label="printed", probability=1.0) if furniture or _is_total(this) else this)
    return tuple(out)


def _is_relation(above: LabelledRow, labelled: LabelledRow) -> bool:
    """Whether a row below the box's last captions what an owner is, or says it below such a caption or an address."""
    captioned = _RELATION.fullmatch(above.row.text.strip(": ")) or _ADDRESS_END.search(above.row.text)
    return _RELATION.match(labelled.row.text) is not None or bool(captioned and _SAID.match(labelled.row.text))


def _is_total(labelled: LabelledRow) -> bool:
    whole = labelled.block.layout is not Layout.CUT and labelled.label.rstrip("+") in _ROWS
    return whole and any(_TOTAL.fullmatch(cell.text) for cell in labelled.row.cells[:2])
