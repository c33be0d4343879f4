"""A trade under a plan follows the plan: Rule 10b5-1(c) defends only trades of a plan adopted before them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extraction.reconcile.figures import Figures
from extraction.reconcile.tie import BROKEN, OPEN, Meaning, Tie, plain, shown
from extraction.values.note_facts import read_facts


def ties(figures: Figures) -> Iterator[Tie]:
    """A tie for each trade whose footnotes say when its plan was adopted: no later than the trade."""
    stated = {i: min(facts.adopted) for i, text in figures.footnotes.items() if (facts := read_facts(text)).adopted}
    for line in figures.lines if stated else ():
        adopted = [stated[i] for ids in line.marks.values() for i in ids if i in stated]
        if adopted and not line.holding and "transaction_date" in line.values:
            yield _tie(line.pointer("transaction_date"), min(adopted))


def _tie(pointer: str, adopted: str) -> Tie:
    def pattern(values: Sequence[Meaning]) -> str:
        return OPEN if values[0] is None else "holds" if adopted <= str(values[0]) else BROKEN

    def implied(values: Sequence[Meaning]) -> Iterator[tuple[int, Meaning]]:
        return iter(())

    def say(values: Sequence[Meaning]) -> tuple[str, str, str]:
        sentence = f"transaction of {shown(values[0])}, its footnote says that the plan was adopted on {adopted}"
        return f"not before {adopted}", plain(values[0]), sentence

    return Tie("plan_adopted_before", "plan adopted", (pointer,), pattern, implied, say)
