"""The numbered items of a typewritten form's box: each caption with what stands below and beside it, up to the next."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from extraction.layout.typed import Line, Run, Typed, typed

_CAPTIONS = {
    "name": r"Names? (?:and|&) Address(?:es)?\b|Names? of Reporting|Reporting (?:Person|Owner)(?:'s Name)? *:|Name *:",
    "address": r"Address(?: of Reporting Person)? *:",
    "issuer": r"Issuer(?:'s)? Name\b|Name of Issuer|Issuer *:|Issuer$",
    "symbol": r"(?:Issuer )?(?:Ticker|Trading)(?: or Trading)? Symbol *:|(?:Ticker|Symbol) *:",
    "period": r"Statement for\b|Statement$|Date of (?:Event|Earliest)\b|Date of$|(?:For )?Month/(?:Day/)?Year\b(?!\))",
    "amended": r"If Amend|If$|(?:Date of )?Original\b",
    "relation": r"Relationship\b",
    "number": r"I\. ?R\. ?S\.|IRS\b|Social Sec|S\.?S\.?\s*(?:or|Number|No|#)|SSN",
    "filing": r"Individual or|Individual/|Type of Filing|Filing by",
    "other": r"Designated Filer|Issuer (?:&|and) Ticker|Signature\b|Date *:",
}
"""How the captions of Forms 3, 4 and 5 begin; what ends at the line's end wraps in its column."""
_NUMBER = r"(?:Item *)?\(?\d{1,2}(?:[.)]|\. *\))? *"
_FIND = {kind: re.compile(rf"(?P<number>{_NUMBER})?(?:{pattern})", re.I) for kind, pattern in _CAPTIONS.items()}
_ALONE = re.compile(r"(?:Item *)?\(?\d{1,2}[.)]", re.I)
_NUMBERED_ONLY = re.compile(r"(?:Statement|Date of|If|Issuer)$|(?:Month|Original|Filing).*(?<!:)$", re.I)
"""Captions that only a number tells from other words."""
_NUMBERED = re.compile(r"(?:Item *)?[1-7][.)] *[A-Z][a-z]", re.I)
"""What else ends an item: a caption that is none of these."""
_WORDS = {
    "name": "name names and & address addresses of the reporting person person(s) persons owner",
    "address": "address of reporting person",
    "issuer": "issuer issuer's name of and & ticker or trading symbol",
    "symbol": "issuer ticker or trading symbol",
    "period": "statement for month day year month/year month/day/year date of event requiring the earliest transaction "
    "issuer's fiscal ended (month/year) (month/day/year)",
    "amended": "if amendment amended date of original filed submission month year month/year month/day/year "
    "(month/year) (month/day/year) (mm/yy) (mm/dd/yy)",
    "relation": "relationship of the reporting person(s) person persons to issuer (check all applicable) check "
    "applicable) applicable all that apply)",
}
"""The words that each caption is made of."""
_LAST = {"name": ("person", "persons", "person(s)", "owner"), "issuer": ("symbol",), "relation": ("issuer",)}
"""The words that captions end with, where what stands behind may begin with one of theirs."""
_ASIDE = re.compile(r"\([^()]*(?:month|year|check|voluntary|instr|mm/|m/d|print)[^()]*\)[:*]?", re.I)
_OFF = 3
"""Characters by which what belongs to a caption may begin before it."""
_WRAPS = {("name", "name"), ("issuer", "symbol"), ("amended", "amended"), ("period", "period")}
_STEP = 12
"""Characters by which captions in one column may be indented."""


@dataclass(slots=True)
class Item:
    """A caption's kind, the column that it and its lines begin in, and its runs, line by line, from its own on."""

    kind: str
    left: int
    line: int
    lines: list[list[Run]] = field(default_factory=list)

    def add(self, run: Run) -> None:
        if self.lines and self.lines[-1][-1].line == run.line:
            self.lines[-1].append(run)
        else:
            self.lines.append([run])

    @property
    def values(self) -> list[tuple[Run, ...]]:
        """The lines behind the caption."""
        return [tuple(line) for line in _behind(self.lines, self.kind)]


def find_items(lines: Iterable[Line]) -> list[Item]:
    """The items of lines, in the order of their captions; what stands before the first is left out."""
    items: list[Item] = []
    open_: list[Item] = []
    above = Line((), ())
    for line in lines:
        runs = _numbered(line.runs)
        heads = [Item(kind, run.left, run.line) for run in runs if (kind := kind_of(run.text))]
        heads = [head for head in heads if not _is_inner(head, open_)]
        for head in heads:
            open_ = [o for o in open_ if not _is_over(o, head, len(heads) == 1, above)]
        open_ = sorted([*open_, *heads], key=lambda o: o.left)
        items += heads
        for run in runs:
            if holder := _holder(run, open_):
                holder.add(run)
        above = line if line.rules or line.runs else above
    return items


def _is_inner(head: Item, items: Sequence[Item]) -> bool:
    """Whether a caption stands within another's item: `Name:` and `Address:` below `Name and Address of ...`, the rest
    of a caption that wraps."""
    around = next((o for o in reversed(items) if o.left <= head.left + _OFF), None)
    if around is None:
        return False
    wraps = (around.kind, head.kind) in _WRAPS and not any(around.values)
    return wraps or (around.kind == "name" and head.kind == "address")


def _is_over(above: Item, below: Item, alone: bool, line: Line) -> bool:
    """Whether an item ends at a caption below: this stands in its column, or alone on its line not far to its left, or
    the line above it is a rule through both columns."""
    if abs(above.left - below.left) <= _OFF:
        return True
    if below.left > above.left:
        return False
    here, there = ([r for r in line.rules if r[0] <= left + _OFF and left < r[1]] for left in (below.left, above.left))
    ruled = bool(here and there) and (here == there or not line.runs)
    return ruled or (alone and above.left - below.left <= _STEP)


def kind_of(text: str) -> str | None:
    """The kind of the caption that a text begins with."""
    for kind, pattern in _FIND.items():
        if found := pattern.match(text):
            words = text[len(found["number"] or "") :]
            return kind if found["number"] or not _NUMBERED_ONLY.fullmatch(words) else None
    return "other" if _NUMBERED.match(text) else None


def _numbered(runs: Sequence[Run]) -> list[Run]:
    """Runs with a number that stands apart put before the caption that it numbers."""
    out: list[Run] = []
    for run in runs:
        above = out[-1] if out else None
        if (
            above
            and _ALONE.fullmatch(above.text)
            and kind_of(above.text + " " + run.text)
            and run.column - above.end <= 8
        ):
            gap = " " * (run.column - above.end)
            out[-1] = Run(above.text + gap + run.text, above.line, above.column, above.at, above.walled)
        else:
            out.append(run)
    return out


def _holder(run: Run, items: Sequence[Item]) -> Item | None:
    """The item that a run belongs to: the last that begins before it."""
    before = [item for item in items if item.left <= run.left + _OFF]
    return before[-1] if before else next(iter(items), None)


def _behind(lines: Sequence[Sequence[Run]], kind: str) -> Iterator[list[Run]]:
    """Lines without the words of the caption that they begin with, and without asides of the form's."""
    words = frozenset(_WORDS.get(kind, "").split())
    caption = True
    for n, line in enumerate(lines):
        left: list[Run] = []
        for run in line:
            if caption:
                last = run.text.lower().rstrip(" *:").rpartition(" ")[2]
                run, caption = _without_caption(run, words, n == 0 and run is line[0])
                caption = caption and last not in _LAST.get(kind, ())
            if run.text and (cleaned := _without_asides(run)):
                left += cleaned
        caption = caption and n + 1 < _CAPTION_LINES
        if left:
            yield left


_CAPTION_LINES = 5
"""Lines that a caption takes at most."""


def _without_caption(run: Run, words: frozenset[str], first: bool) -> tuple[Run, bool]:
    """A run without the caption's words that it begins with, and whether the caption may go on behind it."""
    at = 0
    if first and (found := re.match(_NUMBER, run.text, re.I)):
        at = found.end()
    for word in re.finditer(r"\S+", run.text[at:]):
        bare = word.group().lower().rstrip("*:,;.")
        if bare not in words and bare:
            return _rest(run, at + word.start()), False
        if word.group().endswith((":", "*:", ":*")):
            return _rest(run, at + word.end()), False
    return _rest(run, len(run.text)), True


def _rest(run: Run, at: int) -> Run:
    at += len(run.text[at:]) - len(run.text[at:].lstrip())
    return Run(run.text[at:], run.line, run.column + at, run.at + at, run.walled)


def _without_asides(run: Run) -> list[Run]:
    """A run parted where the form says how to fill it in."""
    out, at = [], 0
    for aside in [*_ASIDE.finditer(run.text), None]:
        end = aside.start() if aside else len(run.text)
        text = run.text[at:end].rstrip()
        start = at + len(text) - len(text.lstrip())
        if text.strip(" *:"):
            out.append(Run(text.strip(), run.line, run.column + start, run.at + start, run.walled))
        at = aside.end() if aside else at
    return out


def said(item: Item) -> Typed:
    """All that stands behind an item's caption."""
    return typed([run for line in item.values for run in line])
