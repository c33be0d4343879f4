"""Where each filing begins must be where the last one ended: lines followed from filing to filing, breaks found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from extraction.ledger.explain import Explanation, explain
from extraction.ledger.filing import Filing
from extraction.ledger.grants import find_line
from extraction.ledger.lines import Line, Stretch, lines_of

Status = Literal["first", "ties", "break", "unclear", "unread"]


@dataclass(frozen=True, slots=True)
class Step:
    """A line in one filing, with what the filing before it left: one line item of the output.

    `first`: nothing before it; `unclear`: several lines alike, none of which it clearly goes on; `unread`: it or the
    one before shows no balance.
    """

    line: Line
    filing: Filing
    stretch: Stretch
    status: Status
    before: Filing | None = None
    left: Stretch | None = None
    explained_by: tuple[Explanation, ...] = ()

    @property
    def difference(self) -> Decimal | None:
        """By how much it begins above (below: negative) what the last one left."""
        if self.left is None or self.left.closing is None or self.stretch.opening is None:
            return None
        return self.stretch.opening - self.left.closing

    @property
    def inferred(self) -> bool:
        return self.filing.inferred or (self.before is not None and self.before.inferred)


Open = tuple[Filing, Stretch]


def follow(filings: Sequence[Filing]) -> Iterator[Step]:
    """The lines of one person's filings, in order of time."""
    open_: dict[Line, list[Open]] = {}
    for filing in filings:
        own = lines_of(filing)
        for line, home in _homes(own, open_).items():
            last = open_.get(home, [])
            steps = list(_pair(home, filing, own[line], last))
            gone = [s.left for s in steps if s.left is not None]
            kept = [o for o in last if not any(o[1] is g for g in gone) and not _spent(home, o)]
            open_[home] = kept + [(filing, s.stretch) for s in steps]
            yield from steps


def _homes(lines: Iterable[Line], open_: Mapping[Line, object]) -> dict[Line, Line]:
    """Each line of a filing with the line that it goes on: the same, else the only one alike that no other goes on."""
    own = list(lines)
    free = [k for k in open_ if k not in own]
    wanted = {line: line if line in open_ else find_line(line, free) or line for line in own}
    claims = Counter(wanted.values())
    return {line: home if claims[home] == 1 else line for line, home in wanted.items()}


def _spent(line: Line, last: Open) -> bool:
    """Whether a grant that others of its line cannot be told from is used up."""
    return not line.certain and last[1].closing == 0


def _pair(line: Line, filing: Filing, stretches: Sequence[Stretch], last: Sequence[Open]) -> Iterator[Step]:
    """Each stretch with the open one that it goes on: by its balance, else as the only ones left on both sides."""
    rest = list(last)
    pairs: dict[int, Open] = {}
    for i, stretch in enumerate(stretches):
        match = next((o for o in rest if stretch.opening is not None and o[1].closing == stretch.opening), None)
        if match is not None:
            pairs[i] = match
            rest = [o for o in rest if o is not match]
    left = [i for i, s in enumerate(stretches) if i not in pairs and not (line.table == 2 and s.begins_anew)]
    alone = len(stretches) == len(last) == 1
    if len(left) == len(rest) == 1 and line.certain and (alone or not line.vague):
        pairs[left[0]] = rest[0]
    for i, stretch in enumerate(stretches):
        yield _step(line, filing, stretch, pairs.get(i), unclear=bool(rest) and i in left)


def _step(line: Line, filing: Filing, stretch: Stretch, last: Open | None, unclear: bool) -> Step:
    if last is None:
        return Step(line, filing, stretch, "unclear" if unclear else "first")
    before, left = last
    step = Step(line, filing, stretch, "unread", before, left)
    difference = step.difference
    if difference is None:
        return step
    if difference == 0:
        return Step(line, filing, stretch, "ties", before, left)
    why = explain(difference, filing, stretch.rows)
    return Step(line, filing, stretch, "break", before, left, why)
