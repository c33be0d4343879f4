"""A draft to its reconciled form: ties found, readings chosen, everything written down."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from extraction.draft import Draft, DraftRow, Value, rows_of
from extraction.reconcile import names, totals
from extraction.reconcile.candidates import Candidate, add_implied, add_near, from_readings
from extraction.reconcile.check import check
from extraction.reconcile.choose import Choice, choose
from extraction.reconcile.figures import COLUMNS, Figures, column_of, figures
from extraction.reconcile.priors import cost_in_spoiled, cost_of
from extraction.reconcile.reconciled import Reconciled, Repair
from extraction.reconcile.rules import all_ties
from extraction.reconcile.tie import OPEN, Meaning, Tie, shown
from extraction.values.reading import Reading

SURE = 1.4
"""Nats by which an answer other than the plain one must be cheaper than any other, to be taken."""
CLOSE = 1.0
"""Nats below which two answers are equally good."""
UNREAD = Candidate(None, None, 0.0)
"""Taken where a place says too little to be read: two equally good answers are no answer."""
Plain = Mapping[str, Candidate]
"""What each place says as it stands."""


def reconcile(draft: Draft, digital: bool) -> Reconciled:
    """The readings of least cost that make the figures tie; in a digital source nothing is changed, all is checked."""
    known = figures(draft)
    ties = all_ties(known)
    found = from_readings(known, ties, digital)
    if not digital:
        add_implied(found, ties, known.values)
        add_near(found, ties, known.values)
    choices = choose(found, ties, cost_of if digital else cost_in_spoiled)
    plain = {p: c[0] for p, c in found.items()}
    taken = {p: c.candidate for p, c in choices.items() if _taken(p, c, plain[p], known)}
    meanings = {p: taken.get(p, c).meaning for p, c in plain.items()}
    repairs = {p: _repair(p, choices[p], known, ties, plain, meanings) for p in taken}
    seen = [c for tie in ties if (c := check(tie, [meanings[p] for p in tie.over]))]
    decided = replace(known, plain={**known.plain, **meanings})
    seen += [*totals.checks(decided), *names.checks(draft)]
    lost = {p for p, c in choices.items() if p not in taken and p in known.values and _is_guess(known.values[p], c)}
    doubts = _doubts(choices, taken, plain, known)
    if not digital:
        doubts |= {p: f"{c.message}." for c in seen if c.status == "failed" for p in c.pointers if p not in doubts}
    return Reconciled(
        _rewritten(draft, taken | dict.fromkeys(lost, UNREAD)) if taken or lost else draft,
        tuple(seen),
        {p: r for p, r in repairs.items() if plain[p].meaning is not None},
        {p: r for p, r in repairs.items() if plain[p].meaning is None},
        doubts,
        {p: round(c.margin, 3) for p, c in choices.items() if c.margin < 1e5},
    )


def _taken(pointer: str, choice: Choice, plain: Candidate, known: Figures) -> bool:
    """Whether an answer other than the plain one is the only one that cheap, at a place that bears something."""
    if choice.candidate.meaning in (None, plain.meaning) or choice.margin < SURE:
        return False
    return pointer in known.values or plain.meaning is not None


def _is_guess(value: Value, choice: Choice) -> bool:
    """Whether what stands was filled in and is no better than another answer, or its ties speak against it."""
    if not value.readings or not value.readings[0].cost:
        return False
    return choice.behind >= SURE or (value.readings[0].how == "lost" and choice.margin < CLOSE)


def _repair(
    pointer: str, choice: Choice, known: Figures, ties: Sequence[Tie], plain: Plain, taken: Mapping[str, Meaning]
) -> Repair:
    value = known.values.get(pointer)
    stood = value.text if value and value.words else shown(plain[pointer].meaning)
    rule = _rule(pointer, ties, plain, taken)
    return Repair(stood, choice.candidate.text or "", rule, round(min(choice.margin, 99.0), 3))


def _rule(pointer: str, ties: Sequence[Tie], plain: Plain, taken: Mapping[str, Meaning]) -> str:
    """The rule that gains most by what was taken."""

    def gain(tie: Tie) -> float:
        before = tie.pattern([plain[p].meaning for p in tie.over])
        after = tie.pattern([taken[p] for p in tie.over])
        return cost_of(tie.prior, before) - cost_of(tie.prior, after) + (before == OPEN) * 3

    return max((t for t in ties if pointer in t.over), key=gain).rule


def _doubts(
    choices: Mapping[str, Choice], taken: Mapping[str, Candidate], plain: Plain, known: Figures
) -> dict[str, str]:
    """Places with two answers that are equally good, and those that bear pieces nobody can read."""
    left = {p: c for p, c in choices.items() if p not in taken and p in known.values}
    out = {p: s for p, c in left.items() if (s := _doubt(known.values[p].text, plain[p].meaning, c))}
    unread = (p for p, v in known.values.items() if not v.readings and v.words and p not in taken)
    return out | {p: f"{known.values[p].text!r} cannot be read as a value: look at the source." for p in unread}


def _doubt(text: str, stands: Meaning, choice: Choice) -> str | None:
    """What is doubtful of a choice that was not taken."""
    better = choice.candidate.meaning
    if better not in (None, stands):
        return f"{text!r} is read as {shown(stands)} and may be {shown(better)}: look at the source."
    if stands is not None and choice.margin < CLOSE:
        return f"{text!r} is read as {shown(stands)}, another reading is as likely: look at the source."
    return None


def _rewritten(draft: Draft, taken: Mapping[str, Candidate]) -> Draft:
    """The draft with the readings taken put first."""
    top = {p: _first(v, taken[p]) if p in taken else v for p, v in draft.top.items()}
    signatures = tuple(
        {n: _first(v, taken[p]) if (p := f"/signatures/{i}/{n}") in taken else v for n, v in s.items()}
        for i, s in enumerate(draft.signatures)
    )
    rows = tuple(_rewritten_row(row, at, taken) for at, row in rows_of(draft))
    return replace(draft, rows=rows, top=top, signatures=signatures)


def _rewritten_row(row: DraftRow, at: str, taken: Mapping[str, Candidate]) -> DraftRow:
    values = dict(row.values)
    column = column_of(row)
    for name in row.values:
        pointer = f"{at}/{'shares' if name == column else name}"
        if pointer in taken:
            values[name] = _first(values[name], taken[pointer])
    turned = taken.get(f"{at}/acquired_disposed")
    if turned and column in COLUMNS:
        other = next(n for n, letter in COLUMNS.items() if letter == turned.meaning)
        values[other] = values.pop(column)
    return replace(row, values=values)


def _first(value: Value, taken: Candidate) -> Value:
    """A value with what was taken as its first reading; with none where two answers are equally good."""
    if taken is UNREAD:
        return replace(value, readings=())
    text = taken.text or ""
    chosen = next((r for r in value.readings if r.value == text), Reading(text, taken.cost, "tied"))
    return replace(value, readings=(chosen, *(r for r in value.readings if r.value != text)))
