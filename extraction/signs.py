"""What tells whether a value, a row, a record was read right: numbers in a fixed order, for fitting and for running."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from math import log

from extraction.document import Layout, Source, Word
from extraction.draft import Draft, DraftRow, Value
from extraction.labelers.judge import Stratum
from extraction.reconcile import Reconciled
from extraction.record import Check

EXPECTED = {
    "transaction": ("security_title", "transaction_date", "transaction_code", "direct_or_indirect"),
    "holding": ("security_title", "direct_or_indirect"),
}
_SHARES = ("shares", "shares_acquired", "shares_disposed")
PROVED = frozenset({Source.HTML, Source.MARKDOWN, Source.PDF, Source.LAYOUT})
"""Sources of which enough of the form's own pages were seen."""
NO_VALUES = [0.0, 2.0, 0.0]
"""The weakest signs of a row that holds no value."""
SOURCES = tuple(Source)
LAYOUTS = tuple(Layout)


def doubt(probability: float) -> float:
    """How far a probability is from one, in nats, so that 0.99 and 0.999 differ."""
    return -log(1.0 - min(max(probability, 0.0), 1.0 - 1e-6)) / 14.0


def value_signs(value: Value, pointer: str, found: Reconciled, source: Source) -> list[float]:
    """Signs of one value: its label, its readings, its ties."""
    best = value.readings[0] if value.readings else None
    margin = value.readings[1].cost - value.readings[0].cost if len(value.readings) > 1 else 12.0
    passed, failed = ties_of(pointer, found.checks)
    return [
        doubt(value.probability),
        best.cost / 6.0 if best else 2.0,
        max(min(found.margins.get(pointer, margin), 12.0), -12.0) / 12.0,
        float(best is not None and best.how != ""),
        float(passed > 0),
        min(passed, 3) / 3.0,
        float(failed > 0),
        float(pointer in found.repairs),
        float(pointer in found.inferred),
        float(pointer in found.doubts),
        min(len(value.words), 12) / 12.0,
        *(float(source is s) for s in SOURCES),
    ]


def ties_of(pointer: str, checks: Sequence[Check]) -> tuple[int, int]:
    """How many checks speak of a pointer: passed, failed."""
    mine = [c.status for c in checks if pointer in c.pointers]
    return mine.count("passed"), mine.count("failed")


def row_signs(row: DraftRow, at: str, found: Reconciled, source: Source) -> list[float]:
    """Signs of one table row whose pointer is `at`: the weakest of its values, what is missing, what is left over."""
    signs = [value_signs(v, f"{at}/{_plain(name)}", found, source) for name, v in row.values.items()]
    weakest = [min(s[0] for s in signs), max(s[1] for s in signs), min(s[2] for s in signs)] if signs else NO_VALUES
    sums = [sum(s[k] for s in signs) / 4.0 for k in (3, 6, 7, 8, 9)] if signs else [0.0] * 5
    tied = [float(any(f"{at}/{name}" in c.pointers and c.status == "passed" for c in found.checks)) for name in _TIED]
    return [
        *weakest,
        *sums,
        *tied,
        doubt(row.sure),
        min(row.strays, 3) / 3.0,
        row.orphans / 2.0,
        float(row.by_form),
        float(row.apart),
        float(row_stratum(row, found.draft.form_type, source) is not Stratum.OTHER),
        missing(row, found.draft.form_type) / 3.0,
        float(row.table == "derivative"),
        min(sum(len(ids) for ids in row.marks.values()), 6) / 6.0,
        min(len(found.draft.rows), 10) / 10.0,
        min(unlinked(found.draft), 3) / 3.0,
        float(not found.draft.footnotes),
        min(sum(len(v.readings) == 0 for v in row.values.values()), 2) / 2.0,
        min(row.pieces, 12) / 12.0,
        *(float(source is s) for s in SOURCES),
    ]


def row_stratum(row: DraftRow, form_type: str, source: Source) -> Stratum:
    """Whether the form's own headings bear a row out, all of it is there and nothing beside it is left over."""
    whole = all(v.readings and not v.readings[0].how for v in row.values.values())
    alone = not row.strays and not row.orphans
    if not (row.by_form and row.apart and source in PROVED and whole and alone) or missing(row, form_type):
        return Stratum.OTHER
    return Stratum.FORM if row.layout is Layout.GRID else Stratum.LINES


def record_stratum(draft: Draft, rows: Sequence[Stratum], source: Source) -> Stratum:
    """The weakest of its rows', where captions bear out the box, notes are whole and it is plain who signed when."""
    if not (draft.captioned and _are_noted(draft, source) and draft.signatures and _are_signed(draft.signatures)):
        return Stratum.OTHER
    return max(rows, default=Stratum.OTHER)


def _are_noted(draft: Draft, source: Source) -> bool:
    """Whether footnotes count on from one, every mark has its own, and each is whole where pages end."""
    ids = [id_ for id_, _ in draft.footnotes]
    marks = {i for row in draft.rows for held in row.marks.values() for i in held}
    notes = [value for _, value in draft.footnotes]
    ended = source in _ENDLESS or all(map(_is_ended, notes, [*notes[1:], None]))
    return ids == [str(n + 1) for n in range(len(ids))] and ended and marks <= set(ids)


def _is_ended(note: Value, after: Value | None) -> bool:
    """Whether a footnote ends as a sentence does, or right above the next, on one page."""
    if (note.best or "")[-1:] in _ENDS:
        return True
    if not (note.words and after and after.words):
        return False
    last, first = note.words[-1], after.words[0]
    return last.page == first.page and 0 < first.box[1] - last.box[1] < CLOSE * (last.box[3] - last.box[1])


CLOSE = 2.2
"""Heights of a line from one line to the next, at most."""
_ENDLESS = frozenset({Source.HTML, Source.MARKDOWN})
_ENDS = frozenset(".!?:;)]\"\u201d\u2019'")


def _are_signed(signatures: Sequence[Mapping[str, Value]]) -> bool:
    """Whether there is one signature, or each stands level with its date; before `/s/` stands By or a colon."""
    if any(len(s) != 2 for s in signatures) or any(_SIGNED_LATE.search(s["name"].text) for s in signatures):
        return False
    return len(signatures) == 1 or all(_are_level(s["name"].words, s["date"].words) for s in signatures)


_SIGNED_LATE = re.compile(r"(?<!by)(?<!:)\s/s/", re.I)


def _are_level(name: Sequence[Word], date: Sequence[Word]) -> bool:
    """Whether a date stands at the middle of a name's lines, on its page."""
    (top, bottom), (upper, lower) = ((min(w.box[1] for w in ws), max(w.box[3] for w in ws)) for ws in (name, date))
    level = abs(top + bottom - upper - lower) / 2 <= LEVEL * (lower - upper)
    return level and len({w.page for w in (*name, *date)}) == 1


LEVEL = 0.35
"""Heights of a line by which a date may stand off: a line too many would bring it off by half of one at least."""


_TIED = ("shares", "shares_owned_following", "price_per_share", "transaction_date", "underlying_shares")


def _plain(name: str) -> str:
    return "shares" if name in _SHARES else name


def missing(row: DraftRow, form_type: str) -> int:
    """How many of the fields that a row of its kind must show are not there."""
    values: Mapping[str, Value] = row.values
    derivative = row.table == "derivative"
    if form_type.startswith("3"):
        wanted = [
            "security_title",
            "direct_or_indirect",
            "underlying_shares" if derivative else "shares_owned_following",
        ]
        traded = False
    else:
        traded = "transaction_code" in values or "transaction_date" in values
        wanted = [*EXPECTED["transaction" if traded else "holding"], "shares_owned_following"]
    absent = sum(name not in values for name in wanted)
    absent += traded and not any(name in values for name in _SHARES)
    if derivative:
        absent += "underlying_security_title" not in values
        absent += sum(n not in values and n not in row.marks for n in ("exercise_date", "expiration_date"))
    elif traded:
        absent += "acquired_disposed" not in values
        absent += "price_per_share" not in values and "price_per_share" not in row.marks
    return absent


def unlinked(draft: Draft) -> int:
    """How many footnotes no mark in a table points to."""
    linked = {i for row in draft.rows for ids in row.marks.values() for i in ids}
    return sum(id_ not in linked for id_, _ in draft.footnotes)


def record_signs(found: Reconciled, rows: Sequence[float], source: Source) -> list[float]:
    """Signs of a whole record: its rows' probabilities, its weakest other values, what is missing."""
    draft = found.draft
    names = [v for owner in draft.owners for v in owner.values()]
    others = [*draft.top.values(), *names, *(v for s in draft.signatures for v in s.values())]
    present = [float(p in draft.top) for p in ("/issuer/name", "/issuer/trading_symbol", "/period_of_report")]
    incomplete = sum(any(k not in o for k in ("name", "street1", "city", "state", "zip")) for o in draft.owners)
    return [
        doubt(min(rows, default=0.5)),
        float(not rows),
        min((doubt(v.probability) for v in others), default=0.0),
        sum(doubt(v.probability) < 0.2 for v in others) / 10.0,
        max((v.readings[0].cost if v.readings else 12.0 for v in others), default=12.0) / 6.0,
        sum(bool(v.readings and v.readings[0].how) for v in others) / 4.0,
        *present,
        float(bool(draft.owners)),
        incomplete / 3.0,
        min(len(draft.owners), 5) / 5.0,
        float(bool(draft.signatures)),
        sum(len(s) < 2 for s in draft.signatures) / 2.0,
        abs(len(draft.signatures) - len(draft.owners)) / 3.0,
        min(unlinked(draft), 3) / 3.0,
        float(draft.captioned),
        min(draft.missed, 3) / 3.0,
        doubt(draft.weakest_row),
        min(len(draft.footnotes), 12) / 12.0,
        float("/remarks" in draft.top),
        sum(c.status == "failed" for c in found.checks) / 3.0,
        *(float(source is s) for s in SOURCES),
    ]
