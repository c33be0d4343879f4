"""What each place may say: its readings, and what a tie implies where that is a small misspelling away."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from extraction.draft import Value
from extraction.reconcile import misspelling
from extraction.reconcile.figures import Figures, meaning
from extraction.reconcile.near import best, disagrees, is_date, near, shown
from extraction.reconcile.tie import BROKEN, OPEN, Meaning, Tie, plain

MOST = 5
_EMPTY = 6.0
"""A place that bears pieces bears a value: what it costs to read none."""
_ABSENT = 1.0
"""What it costs to leave a place without pieces empty where a tie fills it, so that rows behind it can be tied."""
_OTHER_COLUMN = 3.0
"""A number taken for the wrong one of the two columns 5 of Table II."""
_HIDDEN = ("shares_owned_following", "acquired_disposed")
"""Fields that ties may see through where nothing stands; nothing is put there."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One answer: as it is compared, as it is written, and its cost in nats."""

    meaning: Meaning
    text: str | None
    cost: float


Candidates = dict[str, list[Candidate]]


def from_readings(figures: Figures, ties: Sequence[Tie], digital: bool) -> Candidates:
    """The readings of every place that a tie looks at, or that has more than one; the plain one comes first."""
    places = dict.fromkeys(pointer for tie in ties for pointer in tie.over)
    places |= dict.fromkeys(p for p, v in figures.values.items() if len(v.readings) > 1)
    return {p: _at(p, figures.values.get(p), figures.plain.get(p), digital) for p in places}


def _at(pointer: str, value: Value | None, stands: Meaning, digital: bool) -> list[Candidate]:
    if value is None or digital:
        text = value.best if value else None if stands is None else plain(stands)
        kept = [Candidate(stands, text, 0.0 if stands is not None or digital else _ABSENT)]
        if value is None and stands is not None and not digital:
            other = "D" if stands == "A" else "A"
            kept.append(Candidate(other, other, _OTHER_COLUMN))
        return kept
    if not value.readings:
        return [Candidate(None, None, _EMPTY)]
    seen: dict[Meaning, Candidate] = {}
    for r in value.readings[:MOST]:
        seen.setdefault(meaning(pointer, r.value), Candidate(meaning(pointer, r.value), r.value, r.cost))
    return list(seen.values())


def add_implied(found: Candidates, ties: Sequence[Tie], values: Mapping[str, Value]) -> None:
    """Add what broken ties imply: from what stands plainly, then once more from what was so added."""
    for tie in ties:
        _imply(found, tie, [[found[p][0]] for p in tie.over], values)
    grown = [(tie, [list(found[p]) for p in tie.over]) for tie in ties]
    for tie, held in grown:
        for i, options in enumerate(held):
            for option in options[1:]:
                _imply(found, tie, [[option] if j == i else h[:1] for j, h in enumerate(held)], values)


def add_near(found: Candidates, ties: Sequence[Tie], values: Mapping[str, Value]) -> None:
    """Add what is one misreading away, for dates and ranged prices that nothing or too little is implied for."""
    stands = {p: c[0].meaning for p, c in found.items()}
    for pointer, value in values.items():
        mine = [t for t in ties if pointer in t.over]
        ranged = any(t.rule == "price_in_range" for t in mine)
        apt = pointer in found and mine and value.words and (is_date(pointer) or ranged)
        if apt and disagrees(pointer, mine, stands):
            _add_near(found, pointer, value, mine, stands)


def _add_near(
    found: Candidates, pointer: str, value: Value, ties: Sequence[Tie], stands: Mapping[str, Meaning]
) -> None:
    here = found[pointer]
    known = {c.meaning: i for i, c in enumerate(here)}
    whole = 0.0 if not value.readings or _damaged(value) else misspelling.COSTS["whole"]
    for other, cost in best(pointer, near(pointer, value, stands[pointer]), ties, stands):
        if other not in known:
            here.append(Candidate(other, plain(other), cost + whole))
        elif cost + whole < here[known[other]].cost:
            here[known[other]] = replace(here[known[other]], cost=cost + whole)


def _imply(found: Candidates, tie: Tie, held: Sequence[Sequence[Candidate]], values: Mapping[str, Value]) -> None:
    meanings = [h[0].meaning for h in held]
    if tie.pattern(meanings) not in (BROKEN, OPEN):
        return
    for i, implied in tie.implied(meanings):
        pointer = tie.over[i]
        here = found[pointer]
        stated = pointer not in values and here[0].meaning is not None
        cost = None if implied is None or stated else implied_cost(pointer, values.get(pointer), implied)
        known = next((j for j, c in enumerate(here) if c.meaning == implied), None)
        if cost is None:
            continue
        if known is None and len(here) <= MOST + 1:
            here.append(Candidate(implied, plain(implied), cost))
        elif known and cost < here[known].cost:
            here[known] = replace(here[known], cost=cost)


def implied_cost(pointer: str, value: Value | None, implied: Meaning) -> float | None:
    """What it costs to believe that the place said what a tie implies; None where it cannot have."""
    if value is None:
        return 0.0 if pointer.endswith(_HIDDEN) else None
    wanted = plain(implied)
    if is_date(pointer) and value.words:
        return _date_cost(value, wanted)
    if not value.readings:
        return 0.5 if not value.words or _bears(value.text, wanted) else None
    whole = misspelling.COSTS["whole"] if not _damaged(value) else 0.0
    costs = [base + c for seen, base in _seen(value) if (c := _misspelt(seen, wanted)) is not None]
    within = misspelling.COSTS["stray"] - misspelling.COSTS["doubled"] if _doubled_within(value, wanted) else 0.0
    return min(costs) + whole + within if costs else None


def _doubled_within(value: Value, wanted: str) -> bool:
    """Whether a value in pieces would bear a digit twice inside the first or the last: cuts double what they meet."""
    seen = "".join(filter(str.isdigit, value.best or ""))
    pieces = ["".join(filter(str.isdigit, w.text)) for w in value.words]
    at = [i for i in range(1, len(seen)) if seen[i] == seen[i - 1] and seen[:i] + seen[i + 1 :] == wanted]
    first, last = len(pieces[0]) if pieces else 0, len(seen) - len(pieces[-1]) if pieces else 0
    return len(pieces) > 1 and bool(at) and all(i < first or i > last for i in at)


def _date_cost(value: Value, wanted: str) -> float | None:
    """What it costs to have seen a day as a place shows it."""
    year, month, day = wanted.split("-") if len(wanted) == len("2000-01-01") else (wanted, "", "")
    forms = {f"{month}/{day}/{year}", f"{month.lstrip('0')}/{day.lstrip('0')}/{year}"}
    text = shown(value)
    costs = [c for form in forms for c in _turned(text, form)]
    costs += [r.cost + c for r in value.readings[:3] if (c := _misspelt(r.value, wanted)) is not None]
    return min(costs) + (0.0 if _damaged(value) else misspelling.COSTS["whole"]) if costs else None


def _turned(seen: str, true: str) -> Iterator[float]:
    """Costs of one misreading, slashes apart where both have as many."""
    pairs = [(seen, true)]
    if seen.count("/") == true.count("/"):
        pairs.append((seen.replace("/", ""), true.replace("/", "")))
    yield from (c for one, other in pairs if (c := misspelling.cost(one, other)) is not None)


def _seen(value: Value) -> list[tuple[str, float]]:
    """What the place shows, each with what it costs to have seen it.

    Where no reading is free, or the plain one leaves out a digit, something is wrong with the characters themselves
    (commas out of place, noughts in front): then they are taken as they are.
    """
    seen = [(r.value, r.cost) for r in value.readings[:3]]
    bare = "".join(c for c in shown(value) if c.isdigit() or c == ".")
    return [*seen, (bare, 0.0)] if bare and (value.readings[0].cost or bare != seen[0][0]) else seen


def _misspelt(seen: str, wanted: str) -> float | None:
    """Both without the hyphens of dates and without needless noughts."""
    if wanted.isalpha():
        return misspelling.COSTS["other"]
    if "." in seen:
        seen = seen.rstrip("0").rstrip(".")
    return misspelling.cost(seen.replace("-", ""), wanted.replace("-", ""))


def _damaged(value: Value) -> bool:
    """Whether the place itself shows that its reading is pieced together."""
    first = value.readings[0] if value.readings else None
    return first is None or len(value.words) > 1 or bool(first.how) or first.cost > 0


def _bears(text: str, wanted: str) -> bool:
    """Whether all digits that can be seen stand in the value in their order."""
    rest = iter(c for c in wanted if c.isalnum())
    return all(c in rest for c in text if c.isdigit())


def explains(tie: Tie, meanings: Sequence[Meaning]) -> bool:
    """Whether a small misspelling of one value explains why a tie is broken."""
    return any(_close(meanings[i], implied) for i, implied in tie.implied(meanings))


def _close(stands: Meaning, implied: Meaning) -> bool:
    if stands is None or implied is None:
        return False
    if plain(implied).isalpha():
        return True
    cost = misspelling.cost(plain(stands).replace("-", ""), plain(implied).replace("-", ""))
    return cost is not None and cost <= misspelling.COSTS["stray"]
