"""How far people agree who labelled the same: exact marks by label, and Cohen's kappa over characters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from training.annotate.configure import GROUPS, TEXT
from training.annotate.marks import Mark, from_regions
from training.annotate.server import Task

Pair = tuple[Sequence[Mark], Sequence[Mark], str]
"""What two people marked in one text."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """Marks of one label that both made (same characters) and that only one of them made."""

    label: str
    both: int
    one: int

    @property
    def f1(self) -> float:
        """Of two people's marks the share that the other made too; which of them is asked makes no difference."""
        return 2 * self.both / (2 * self.both + self.one)


def pairs_of(tasks: Iterable[Task]) -> Iterator[Pair]:
    """Every two people's marks of a task that several finished; of one person's, the last."""
    for task in tasks:
        people = {work.by: work for work in task.work}
        text = str(task.data.get(TEXT, ""))
        for a, b in combinations(people.values(), 2):
            yield list(from_regions(a.result, (0, len(text)))), list(from_regions(b.result, (0, len(text)))), text


def agree_by_label(pairs: Iterable[Pair]) -> list[Agreement]:
    """Agreement on each label that anybody used, in the guideline's order."""
    both: Counter[str] = Counter()
    one: Counter[str] = Counter()
    for a, b, _ in pairs:
        mine, yours = ({(m.label, m.start, m.end) for m in marks} for marks in (a, b))
        both.update(label for label, _, _ in mine & yours)
        one.update(label for label, _, _ in mine ^ yours)
    labels = [label for group in GROUPS for label in group.labels]
    return [Agreement(label, both[label], one[label]) for label in labels if both[label] or one[label]]


def kappa(pairs: Iterable[Pair], group: str) -> float | None:
    """Cohen's kappa of the labels of one group over all characters that are no white space; None without any."""
    from sklearn.metrics import cohen_kappa_score

    left: list[str] = []
    right: list[str] = []
    for a, b, text in pairs:
        shown = [i for i, c in enumerate(text) if not c.isspace()]
        for marks, out in ((a, left), (b, right)):
            spread = _spread(marks, group, len(text))
            out += [spread[i] for i in shown]
    if not left:
        return None
    return 1.0 if left == right else float(cohen_kappa_score(left, right))


def _spread(marks: Iterable[Mark], group: str, length: int) -> list[str]:
    """The label of each character, "" where there is none."""
    labels = next(g.labels for g in GROUPS if g.name == group)
    out = [""] * length
    for mark in marks:
        if mark.label in labels:
            out[mark.start : mark.end] = [mark.label] * (min(mark.end, length) - mark.start)
    return out
