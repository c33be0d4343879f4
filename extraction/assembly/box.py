"""Named tokens to the values of the form's box: whose name, whose address."""

from __future__ import annotations

import math
import re
import sys
from collections import Counter
from collections.abc import Sequence, Set
from itertools import pairwise
from statistics import mean

from rapidfuzz.fuzz import ratio

from extraction.document import Word
from extraction.labelers.named import NamedToken

TOP = {
    "ISSUER": "/issuer/name",
    "TICKER": "/issuer/trading_symbol",
    "PERIOD": "/period_of_report",
    "AMENDED": "/date_of_original_submission",
}
"""Labels of what a form has once, and their pointers."""
OWNER = {
    "OWNER": "name",
    "STREET1": "street1",
    "STREET2": "street2",
    "CITY": "city",
    "STATE": "state",
    "ZIP": "zip",
    "OFFICER_TITLE": "officer_title",
    "DIRECTOR": "is_director",
    "OFFICER": "is_officer",
    "TEN_PERCENT": "is_ten_percent_owner",
    "OTHER": "is_other",
}
SAME = 70
"""Likeness, in percent, of two spellings of one owner's name."""
NEAR = 3
"""Rows over which a value may run."""
Group = dict[str, list[NamedToken]]


def group_top(tokens: Sequence[NamedToken]) -> Group:
    """Issuer and dates by pointer: the tokens of each, up to where the value begins again elsewhere."""
    found = {pointer: _first_value([t for t in tokens if t.label == label]) for label, pointer in TOP.items()}
    return {pointer: mine for pointer, mine in found.items() if mine}


def _first_value(tokens: Sequence[NamedToken]) -> list[NamedToken]:
    out: list[NamedToken] = []
    for t in tokens:
        if out and t.begins and t.row != out[-1].row:
            break
        out.append(t)
    return out


def group_owners(tokens: Sequence[NamedToken], relisted: int = sys.maxsize) -> list[Group]:
    """Each reporting owner's tokens by field, in order; from the row `relisted` on owners are listed once more."""
    groups: list[Group] = []
    for t in tokens:
        if t.label not in OWNER:
            continue
        if not groups or (t.label == "OWNER" and _is_another(groups[-1], t)):
            groups.append({})
        held = groups[-1].setdefault(OWNER[t.label], [])
        if not held or t.cut or t.row - held[-1].row <= NEAR:
            held.append(t)
    return [_set_streets(_set_mark(group)) for group in _named_again(_once(groups, relisted))]


def _once(groups: Sequence[Group], relisted: int) -> list[Group]:
    """The owners without the one who heads a second list of them; what only that list says of him is kept."""
    at = next((i for i, g in enumerate(groups) if _row(g) > relisted), 0)
    if not at or not _is_same(groups[0], groups[at]):
        return list(groups)
    return [_best_of(groups[0], groups[at]), *groups[1:at], *groups[at + 1 :]]


def _best_of(first: Group, second: Group) -> Group:
    """What two lists say of one owner: of each field what was read more surely."""
    both = {**second, **first}
    return {name: max(held, second.get(name, held), key=_sureness) for name, held in both.items()}


def _sureness(tokens: Sequence[NamedToken]) -> float:
    """How sure the labels of tokens are, on the whole."""
    return mean(math.log(t.probability) for t in tokens)


def _is_same(first: Group, second: Group) -> bool:
    """Whether two spellings are of one name; a cut may have lost or mixed up parts of it."""
    names = _name(first), _name(second)
    shared = (Counter(names[0]) & Counter(names[1])).total()
    cut = any(t.cut for t in (*first.get("name", ()), *second.get("name", ())))
    return ratio(*names) >= SAME or (cut and shared * 100 > SAME * min(map(len, names)))


def _named_again(groups: Sequence[Group]) -> list[Group]:
    """The owners without those who only bear, without an address, a name that stands above with one."""
    out: list[Group] = []
    for group in groups:
        bare = not any(field in group for field in ("street1", "city", "zip"))
        if not bare or not _name(group) or all(_name(group) != _name(other) for other in out):
            out.append(group)
    return out


def _row(group: Group) -> int:
    return min(t.row for held in group.values() for t in held)


def _name(group: Group) -> str:
    return "".join(sorted(t.token.text.lower() for t in group.get("name", [])))


def _is_another(group: Group, t: NamedToken) -> bool:
    """Whether a piece of a name begins another owner."""
    name = group.get("name", [])
    addressed = "city" in group or "zip" in group
    return bool(name) and (t.begins or addressed) and (t.row != name[-1].row or (t.begins and addressed and not t.cut))


def _set_mark(group: Group) -> Group:
    """Of someone with a title whose only mark was seen in a mis-cut row: it is the officer's."""
    marks = [name for name in group if name.startswith("is_")]
    if marks != ["is_director"] or "officer_title" not in group or not group["is_director"][0].cut:
        return group
    return {"is_officer" if name == "is_director" else name: held for name, held in group.items()}


def _set_streets(group: Group) -> Group:
    """Streets by line where lines are whole: all of a line is what most of it is, the first line the first street."""
    streets = [t for name in ("street1", "street2") for t in group.get(name, [])]
    if not streets or any(t.cut for t in streets):
        return _set_wrapped(group)
    lines: dict[int, list[NamedToken]] = {}
    for t in sorted(streets, key=lambda t: (t.cell, t.token.word.box[0], t.token.start)):
        lines.setdefault(t.cell, []).append(t)
    out = {name: held for name, held in group.items() if name not in ("street1", "street2")}
    cities = [t for name in ("city", "zip") for t in group.get(name, [])]
    listed = any(t.token.text.endswith(",") for t in group.get("name", [])[-1:])
    names = set() if listed else {t.cell for t in group.get("name", [])}
    if len(lines) == 1 and (at := _second_begins(streets := next(iter(lines.values())), cities, names)):
        return {**out, "street1": streets[:at], "street2": streets[at:]}
    wraps = _wraps(list(lines.values()))
    for i, line in enumerate(lines.values()):
        seconds = sum(len(t.token.text) * (1 if t.label == "STREET2" else -1) for t in line)
        second = i > wraps.index(True) + 1 or not wraps[0] if any(wraps) and i else seconds > 0 and "street1" in out
        out.setdefault("street2" if second else "street1", []).extend(line)
    return out if "street2" in out or len(lines) != 2 else {**out, **_parted(*lines.values())}


def _parted(above: list[NamedToken], below: list[NamedToken]) -> Group:
    """Two lines of a first street parted where one has no number and the other, a street, begins with its own."""
    begins = _STREET.match(below[0].token.text) is not None and any(t.token.text.isalpha() for t in below)
    if begins and not any(c.isdigit() for t in above for c in t.token.text):
        return {"street1": above, "street2": below}
    return {}


def _set_wrapped(group: Group) -> Group:
    """Streets of mis-cut rows: of two rows with a second street, the first holds the end of the first street
    where the numbers stand in the other; a lone second street is the first."""
    first, second = group.get("street1", []), group.get("street2", [])
    if second and not first:
        return {"street1" if name == "street2" else name: held for name, held in group.items()}
    rows = sorted({t.row for t in second})
    if len(rows) < 2 or rows[0] not in {t.row for t in first}:
        return group
    wrapped, below = [t for t in second if t.row == rows[0]], [t for t in second if t.row != rows[0]]
    if not below[0].token.text[0].isdigit() or any(c.isdigit() for t in wrapped for c in t.token.text):
        return group
    return {**group, "street1": [*first, *wrapped], "street2": below}


def _second_begins(line: Sequence[NamedToken], cities: Sequence[NamedToken], names: Set[int]) -> int:
    """Where the second street begins in a line that holds both, 0 for nowhere: in an address on one line behind a
    comma, if one parts the streets from the city too; else behind the comma of `C/O ...,`; beside a city where words
    tell, if the line is not all that there is of the owner."""
    at = next((i for i, t in enumerate(line) if t.label == "STREET2"), 0)
    labelled = at > 0 and all(t.label == "STREET2" for t in line[at:])
    parted = line[at - 1].token.text.endswith(",")
    shared = any(t.cell == line[0].cell for t in cities)
    care = line[0].token.text.upper() == "C/O"
    if labelled and (parted == line[-1].token.text.endswith(",") if shared else parted and care):
        return at
    beside = any(_is_on_line(t.token.word, line[0].token.word) for t in cities)
    if line[0].cell in names or not (shared or beside):
        return 0
    return _told_second([t.token.text.upper() for t in line], shared and beside)


def _is_on_line(word: Word, other: Word) -> bool:
    """Whether two words stand beside each other; the lines of a cell that lost them are all in one place."""
    level = word.page == other.page and word.box[1] < other.box[3] and other.box[1] < word.box[3]
    return level and (word.box[2] <= other.box[0] or other.box[2] <= word.box[0])


_STREET = re.compile(r"\d|P\.?O\.?$|(?:ONE|TWO|THREE|FOUR|FIVE|SIX|TEN)$", re.I)
"""What a street begins with."""
_FIRM = re.compile(r".*,|(?:INC|CORP|LLC|LTD|L\.?P|CO|COMPANY|CORPORATION|TRUST|PLC|GROUP)\.?")
_UNIT = re.compile(r"SUITE|STE\.?|UNIT|APT\.?|ROOM")


def _told_second(words: Sequence[str], shared: bool) -> int:
    """Where a number follows a firm in whose care someone is, or in an address on one line a suite a street without a
    comma: filers write these as two lines."""
    if words[0] == "C/O":
        numbers = [i for i in range(2, len(words)) if _STREET.match(words[i])]
        return next((i for i in numbers if _FIRM.fullmatch(words[i - 1])), 0)
    suites = range(2, len(words)) if shared else range(0)
    return next((i for i in suites if _UNIT.fullmatch(words[i]) and not words[i - 1].endswith(",")), 0)


def _wraps(lines: Sequence[Sequence[NamedToken]]) -> list[bool]:
    """Of three lines for two streets, which one goes on in the next: the one whose next word had no room."""
    if len(lines) != 3:
        return []
    right = max(line[-1].token.word.box[2] for line in lines)
    room = [
        above[-1].token.word.box[2] + below[0].token.word.box[2] - below[0].token.word.box[0] < right
        for above, below in pairwise(lines)
    ]
    return [not r for r in room] if sum(room) == 1 else []
