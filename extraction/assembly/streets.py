"""Lines of mis-cut text's streets: which of them begins the second street, and which only go on with one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby, pairwise

from extraction.assembly.box import Group
from extraction.labelers.cut.cell_widths import width
from extraction.labelers.cut.stacked import LIMITS, SPACE, TOLERATED
from extraction.labelers.named import NamedToken

_NUMBER, _PLACE = 1.8, 1.4
"""Nats for a second street where a line begins with a number, and with `Suite` or what is like it: how often second
streets of the corpus do so, and how often a street that goes on does."""
_OTHER, _GOES_ON = -1.0, -6.0
"""The same with another word, and with one that only goes on with a name or a street."""
_COMMA, _CARE, _ROOM, _LONG, _NAMED = -2.5, 2.0, 4.0, 10.0, 1.2
"""Nats for a second street below a comma; of a number below `C/O`; below a line that had room for the next word; where
one street would be longer than EDGAR allows; and where the token model saw one."""
_NUMBERED = re.compile(r"\d|[SOIl]\d")
_PLACES = re.compile(r"(?:SUITE|STE\b|FLOOR|FL\b|UNIT|ROOM|BUILDING|BLDG|P\.?O\.?BOX|APT|ONE\b)", re.I)
_ON = re.compile(
    r"(?:C/O|STREET|AVENUE|ROAD|DRIVE|BOULEVARD|BLVD|PARKWAY|PKWY|HIGHWAY|PLACE|LANE|COURT|CIRCLE|SQUARE|CORP|INC\b|LLC\b|LP\b"
    r"|L\.P|L\.L|LTD|COMPANY|HOLDINGS|GROUP|ACQUISITION|CAPITAL|MANAGEMENT|TECHNOLOG|AVE\b|ST\b|RD\b|DR\b|WAY\b|[NSEW]{1,2}\b)",
    re.I,
)
_COUNTED = re.compile(r"\W*(?:BOX|SUITE|STE|FLOOR|FL|UNIT|ROOM|NO|FUND|BUILDING)\b|.*,$", re.I)
"""What stands before a number that is no house's."""
_Line = list[NamedToken]


def part_streets(group: Group, widest: float) -> Group:
    """An owner's tokens with the second street from the line on that begins it; `widest`, in ems, is the widest line
    that any owner's box holds."""
    held = [t for name in ("street1", "street2") for t in group.get(name, [])]
    lines = [list(line) for _, line in groupby(held, _line_of)]
    long = max((_length([line], SPACED) for line in lines), default=0) > LIMIT
    lines = [part for line in lines for part in _parts(line, long)]
    if len(lines) < 2:
        return group
    second = {id(t) for t in group.get("street2", [])}
    odds = [0.0] + [_odds(lines, k, id(lines[k][0]) in second, widest) for k in range(1, len(lines))]
    at = max(range(len(lines)), key=odds.__getitem__)
    parted = ([t for line in lines[: at or None] for t in line], [t for line in lines[at:] for t in line] if at else [])
    out = {**group, **dict(zip(("street1", "street2"), parted, strict=True))}
    return {name: tokens for name, tokens in out.items() if tokens}


def widest_line(groups: Sequence[Group]) -> float:
    """The widest line of names and streets, in ems."""
    held = [t for group in groups for name in ("name", "street1", "street2") for t in group.get(name, [])]
    return max((_width(list(line)) for _, line in groupby(held, _line_of)), default=0.0)


def _parts(line: _Line, long: bool) -> list[_Line]:
    """A line of a cell at whose number or `Suite` another may begin: behind the end of a name or a street that went on,
    behind `C/O` and a name, or anywhere in a street longer than EDGAR allows (`long`)."""
    at = next((k for k, t in enumerate(line) if not _ON.match(t.token.text)), 0)
    if at and _opens(line[at].token.text) and not line[at - 1].token.text.endswith((",", "/O")):
        return [line[:at], line[at:]]
    cared = line[0].token.text.upper() == "C/O"
    opens = [k for k in range(2, len(line)) if _opens(line[k].token.text) and (long or (cared and _is_number(line, k)))]
    return [line[i:j] for i, j in pairwise([0, *opens[:1], len(line)])]


def _is_number(line: _Line, k: int) -> bool:
    """Whether a house's number stands in a line: behind a word that numbers nothing else."""
    return bool(_NUMBERED.match(line[k].token.text)) and not _COUNTED.match(line[k - 1].token.text)


def _opens(text: str) -> bool:
    return _NUMBERED.match(text) is not None or _PLACES.match(text) is not None


def _line_of(t: NamedToken) -> tuple[int, object]:
    return (t.row, t.line) if t.cut else (t.row, t.cell)


def _width(line: _Line) -> float:
    texts = _texts(line)
    return sum(map(width, texts)) + SPACE * (len(texts) - 1)


def _texts(line: _Line) -> list[str]:
    """The words of a line: pieces of one cell, those of two cells as one where nothing tells."""
    return [" ".join(t.token.text for t in held) for _, held in groupby(line, lambda t: t.cell)]


def _odds(lines: Sequence[_Line], k: int, named: bool, widest: float) -> float:
    """Nats for the second street beginning with a line, against its only going on with the first."""
    above, this = lines[k - 1], "".join(_texts(lines[k]))
    first = this.split()[0] if this.split() else ""
    numbered = _NUMBERED.match(this) is not None
    odds = _NUMBER if numbered else _PLACE if _opens(this) else _GOES_ON if _ON.match(first) else _OTHER
    odds += _COMMA * above[-1].token.text.endswith(",") + _NAMED * (1 if named else -1)
    odds += _CARE * (numbered and lines[0][0].token.text.upper().startswith("C/O"))
    odds += _ROOM * (_width(above) + SPACE + width(first) < widest - 1)
    beyond = max(_length(lines[:k], 0), _length(lines[k:], 0)) > LIMIT
    return odds + _LONG * ((_length(lines, SPACED) > LIMIT) - beyond)


LIMIT = LIMITS["STREET1"] + TOLERATED
SPACED = 0.5
"""How many of the cuts within a line are taken for spaces."""


def _length(lines: Sequence[_Line], spaced: float) -> float:
    """Characters of lines; so many of the cuts within them are taken for spaces."""
    texts = [_texts(line) for line in lines]
    return sum(1 + sum(map(len, held)) + (len(held) - 1) * spaced for held in texts) - 1
