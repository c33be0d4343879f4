"""Names the tokens of mis-cut rows: what the token model says of each, weighed with the lines that they stand in."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

import numpy as np

from extraction.labelers.cut.cell_widths import column_of, width
from extraction.labelers.cut.cut_rows import CutRow, places, seen_twice
from extraction.labelers.cut.stacked import Bit, tell_lines
from extraction.labelers.hashing import Matrix, log_softmax
from extraction.labelers.named import NamedToken, Piece, Scored
from extraction.labels import NONE
from extraction.values.spacing import Speller

BOXES = {
    "DIRECTOR": ("Dir", "irec"),
    "OFFICER": ("Off", "ffic"),
    "TEN_PERCENT": ("10", "0%", "%"),
    "OTHER": ("Oth", "Ot", "ther"),
    NONE: ("Form", "For", "orm"),
}
"""How the words beside each box begin; those that no label goes with are of the form's own."""
THERE, BEFORE, FAR, AHEAD = 2.0, 1.0, 4.0, 12
"""Nats of a mark that the model had not thought of, of one behind its box's words, and of one without them; tokens
looked at."""
_NAMES = {(0, 1): "STREET1", (0, 2): "STREET2"}
"""Labels that their lines give."""
VAGUE = {1: 1.5, 2: 1.5, 3: 1.25, 4: 1.5, 5: 1.5}
"""By its length, how much less than it says the model knows of a token: little is seen in a few letters."""
BELOW = 4.0
"""Nats of a name in a row that begins below it, with the caption of its parts or of the street."""
CERTAIN = 0.7
"""Nats under which the model is taken at its word that a token is printed."""
PRINTED, MISNAMED, UNPRINTED, MISPLACED = 2.0, 3.0, 3.0, 2.0
"""Nats of a value where a caption is printed, of a caption that the model took for a value, of a token of no value
where none is printed, and of a value behind another one's caption."""
ALONE, ADDED, CODED = 2.0, 4.0, 7.0
"""Nats of a value that its place allows and the model had not thought of: the only one there, one of several, one
where the model sees a ticker."""
CODES_AND_SECONDS = frozenset({"ZIP", "TICKER", "STREET2"})
"""Labels that are not added by place: codes look like nothing else, and a second street is told by its line."""
UNLIKELY = 0.03
"""Probability under which a label is not tried."""


def name_stacked(
    run: Sequence[Scored], tags: Sequence[str], speller: Speller, street: bool, row: CutRow
) -> Iterator[NamedToken]:
    """The tokens of a mis-cut row that bear a label, line by line; `street` says that a row above holds the first."""
    pieces, told = [p for p, _, _ in run], row.told
    costs = [_at_its_box(costs, pieces, i, told) for i, costs in enumerate(_labels(run, tags, street))]
    if run[0][0].text.startswith("("):
        costs = [{k: v + BELOW * (k == "OWNER") for k, v in c.items()} for c in costs]
    costs = _placed(costs, row, pieces) if told else costs
    bits = [Bit(p.text, p.segment, c, column_of(p), width(p.text)) for p, c in zip(pieces, costs, strict=True)]
    found = tell_lines(bits, speller, row.edges)
    lines: dict[Any, list[NamedToken]] = {}
    for (piece, _, _), bit, (label, slot) in zip(run, bits, found, strict=True):
        if label != NONE and piece.token is not None:
            line = lines.setdefault(slot or label, [])
            begins = not line and not (slot and slot.second)
            sure = math.exp(-bit.labels[label])
            cell = piece.segment
            name = _NAMES.get((slot.block, slot.rank), label) if slot else label
            line.append(NamedToken(piece.token, name, begins, sure, piece.row, cell, piece.layout, slot))
    for _, line in sorted(lines.items(), key=lambda item: (isinstance(item[0], str), item[0])):
        yield from line


def _placed(costs: Sequence[dict[str, float]], row: CutRow, run: Sequence[Piece]) -> list[dict[str, float]]:
    """The costs of labels with what the row's captions say: what is printed, and what may stand in each place."""
    captions, twice = row.captions, seen_twice(row, run)
    out = []
    for i, (labels, allowed) in enumerate(zip(costs, places(row, run), strict=True)):
        if i in captions and labels.get(NONE, 9.0) < CERTAIN:
            new = {NONE: 0.0}
        elif i in captions:
            new = {label: cost + PRINTED * (label != NONE) for label, cost in labels.items()}
            new.setdefault(NONE, MISNAMED)
        elif allowed:
            lost = UNPRINTED * (i not in twice)
            new = {k: v + (lost if k == NONE else MISPLACED * (k not in allowed)) for k, v in labels.items()}
            cost = CODED if min(labels, key=labels.__getitem__) == "TICKER" else ALONE if len(allowed) == 1 else ADDED
            for label in allowed:
                if label not in CODES_AND_SECONDS and (label != "STATE" or len(run[i].text) <= 2):
                    new.setdefault(label, cost)
        else:
            new = labels
        out.append(new)
    return out


def _at_its_box(labels: dict[str, float], run: Sequence[Piece], i: int, told: bool) -> dict[str, float]:
    """The costs of labels, those of marks dearer without the words of their box beside or in the next cell; where the
    form's captions are seen (`told`), each whose words are there is tried."""
    if not labels.keys() & BOXES.keys() or not any(c in "Xx" for c in run[i].text):
        return labels
    cell = run[i].segment
    beside = [q.text for q in run[i + 1 : i + AHEAD] if q.segment in (cell, cell + 1)]
    before = [q.text for q in run[max(0, i - AHEAD) : i] if q.segment == cell]
    out = dict(labels)
    for label, start in BOXES.items():
        after = any(text.startswith(start) for text in beside)
        if told and after and label != NONE:
            out.setdefault(label, THERE)
        if label in out:
            out[label] += 0.0 if after else BEFORE if any(text.startswith(start) for text in before) else FAR
    return out


@lru_cache(maxsize=8)
def _merged(tags: tuple[str, ...], street: bool) -> tuple[list[str], Matrix]:
    """The labels of tags, and which tag is which (tags x labels)."""
    names = [t if t == NONE else t[2:] for t in tags]
    names = ["STREET2" if street and n == "STREET1" else n for n in names]
    labels = list(dict.fromkeys(names))
    return labels, np.eye(len(labels), dtype=np.float32)[[labels.index(n) for n in names]]


def _labels(run: Sequence[Scored], tags: Sequence[str], street: bool) -> list[dict[str, float]]:
    """The labels worth trying for each token of a run and what each costs, in nats; streets are the second where the
    first stands above (`street`)."""
    labels, whole = _merged(tuple(tags), street)
    vague = np.array([[VAGUE.get(len(p.text), 1.0)] for p, _, _ in run], dtype=np.float32)
    chances = np.exp(log_softmax(np.stack([score for _, score, _ in run]) / vague)) @ whole
    costs: list[dict[str, float]] = [{} for _ in run]
    for i, k in zip(*np.nonzero(chances > UNLIKELY), strict=True):
        costs[i][labels[k]] = -math.log(chances[i, k])
    return costs
