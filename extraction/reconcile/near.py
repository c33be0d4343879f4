"""What one misreading may have made of a place: dates and prices near what it shows, the best of them by its ties."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from extraction.draft import Value
from extraction.reconcile import misspelling
from extraction.reconcile.priors import cost_in_spoiled
from extraction.reconcile.tie import BROKEN, Meaning, Tie, number
from extraction.values.lookalikes import digits, fold

MOST = 4
"""Near values of one place that are looked at."""
YEARS = range(1990, 2100)
_DATE = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_AMOUNT = re.compile(r"\d+(?:\.\d+)?")


def is_date(pointer: str) -> bool:
    return pointer.endswith(("date", "period_of_report"))


def shown(value: Value) -> str:
    """The characters of a place without spaces and commas, look-alikes as digits."""
    return digits(fold("".join(w.text for w in value.words)))[0].replace(",", "").lstrip("$\\")


def near(pointer: str, value: Value, stands: Meaning) -> dict[Meaning, float]:
    """Values that one misreading shows as this place does, with what that costs."""
    texts = [shown(value)]
    if is_date(pointer) and isinstance(stands, str) and len(stands) == len("2000-01-01"):
        texts.append(f"{stands[5:7]}/{stands[8:]}/{stands[:4]}")
    found: dict[Meaning, float] = {}
    for text in texts:
        for origin, cost in misspelling.origins(text).items():
            meaning = parse(origin) if is_date(pointer) else _price(origin)
            if meaning is not None and meaning != stands:
                found[meaning] = min(cost, found.get(meaning, cost))
    return found


def best(pointer: str, near_values: Mapping[Meaning, float], ties: Sequence[Tie], plain: Mapping[str, Meaning]
) -> Iterator[tuple[Meaning, float]]:  # fmt: skip
    """Those of near values that the ties of their place like best."""

    def liked(meaning: Meaning) -> float:
        here = ([meaning if p == pointer else plain.get(p) for p in tie.over] for tie in ties)
        return sum(cost_in_spoiled(t.prior, t.pattern(v)) for t, v in zip(ties, here, strict=True))

    costs = {m: cost + liked(m) for m, cost in near_values.items()}
    yield from ((m, near_values[m]) for m in sorted(costs, key=costs.__getitem__)[:MOST])


def disagrees(pointer: str, ties: Sequence[Tie], plain: Mapping[str, Meaning]) -> bool:
    """Whether something speaks against what a place says, or it says nothing."""
    return plain.get(pointer) is None or any(t.pattern([plain.get(p) for p in t.over]) == BROKEN for t in ties)


def parse(text: str) -> str | None:
    """The day that a text names, None where there is none that a filing bears."""
    found = _DATE.fullmatch(text)
    if not found:
        return None
    month, day, year = map(int, found.groups())
    real = year in YEARS and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]
    return f"{year}-{month:02}-{day:02}" if real else None


def _price(text: str) -> Decimal | None:
    return number(text) if _AMOUNT.fullmatch(text) else None
