"""Tokens of the form's box in lines without columns, as an OCR engine prints them, held against its captions.

An owner's name stands between `1. Name and Address of Reporting Person` and `(Last) (First) (Middle)`, the streets
between this and `(Street)`, the city above `(City) (State) (Zip)`; what rulings are read as stands anywhere.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from rapidfuzz.fuzz import partial_ratio

from extraction.document import Layout
from extraction.labelers.labelled_row import LabelledRow
from extraction.labelers.named import NamedToken
from extraction.labels import MARKS

Knows = Callable[[str], bool]
"""Tells the words of the lexicon."""
Zones = dict[int, tuple[int, int]]
"""Of rows, the owner in whose box they stand, counted, and the part of it."""
NAME, STREET, CITY = range(3)
CAPTIONS = (("nameandaddressofreporting", NAME), ("lastfirstmiddle", STREET))
_STREET = re.compile(r"^\W*\(?st?r?e+t\)", re.I)
ALIKE = 80
"""Likeness, in percent, of a line's letters to a caption's."""
_DAY = re.compile(r"\d{1,2}/\d{1,2}/\d{4}")
OFFICES = frozenset(
    {"officer", "president", "chief", "ceo", "cfo", "coo", "evp", "secretary", "treasurer", "counsel", "chairman"}
)
"""Words of officers' titles that no street has."""
STREETS = frozenset({"STREET1", "STREET2"})
SHORT = 4
"""Letters of a word that may be one though no one knows it."""


def follow_box(named: Sequence[NamedToken], rows: Sequence[LabelledRow], knows: Knows) -> tuple[NamedToken, ...]:
    """Tokens of lines without columns, each where the captions allow it; lines that make no words are left out."""
    zones = dict(_zones(rows))
    out: list[NamedToken] = []
    seen = Counter(pair for r in rows for pair in _pairs(w.text for w in r.row.words))
    for row, held in groupby(named, lambda t: t.row):
        line = list(held)
        if row in zones:
            line = _entitled(_keep(_parted(line, seen), *zones[row], out, zones, knows), knows)
        out += line
    return tuple(_without_rulings(out, zones, knows))


def _pairs(texts: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Words that follow each other, in small letters."""
    return pairwise(_bare(text) for text in texts)


def _bare(text: str) -> str:
    return text.strip(".,;:()\"'”’").lower()


def _parted(line: Sequence[NamedToken], seen: Mapping[tuple[str, str], int]) -> list[NamedToken]:
    """A line's tokens with the owner's name and the issuer's parted where the filing shows no two words together."""
    at = next((k for k, (a, b) in enumerate(pairwise(line), 1) if (a.label, b.label) == ("OWNER", "ISSUER")), 0)
    while at > 1 and line[at - 2].label == "OWNER" and _is_pair(line, at, seen):
        if at + 1 < len(line) and line[at + 1].label == "ISSUER" and not _is_pair(line, at + 1, seen):
            return [replace(t, label="OWNER", begins=False) if k == at else t for k, t in enumerate(line)]
        at -= 1
        line = [replace(t, label="ISSUER", begins=k == at) if k in (at, at + 1) else t for k, t in enumerate(line)]
    return list(line)


def _is_pair(line: Sequence[NamedToken], at: int, seen: Mapping[tuple[str, str], int]) -> bool:
    """Whether a token and the one before it stand together elsewhere too."""
    return seen[_bare(line[at - 1].token.text), _bare(line[at].token.text)] > 1


def _entitled(line: Sequence[NamedToken], knows: Knows) -> list[NamedToken]:
    """A line's tokens with an officer's title that was taken for a street's end as that, and without what stands
    before it and makes no word."""
    out: list[NamedToken] = []
    line = _uncaptioned(line)
    streets = [t for t in line if t.label in STREETS]
    at = next((k for k, t in enumerate(streets) if _is_office(t, streets)), len(streets))
    moved = {id(t) for t in streets[at:]}
    for t in line:
        if id(t) in moved:
            label = "PERIOD" if _DAY.match(t.token.text) else "OFFICER_TITLE"
            t = replace(t, label=label, begins=t is streets[at])
        titled = any(o.label == "OFFICER_TITLE" for o in out)
        if t.label != "OFFICER_TITLE" or titled or knows(t.token.text.strip(".,")):
            out.append(t)
    return out


def _uncaptioned(line: Sequence[NamedToken]) -> list[NamedToken]:
    """A line's tokens without those of a street from the caption `4. If Amendment` on."""
    at = next((k for k, t in enumerate(line) if t.label in STREETS and t.token.text.startswith("Amendment")), None)
    return [t for k, t in enumerate(line) if at is None or t.label not in STREETS or k < at - 2]


def _is_office(t: NamedToken, streets: Sequence[NamedToken]) -> bool:
    """Whether the rest of a line that was taken for a street is an officer's title."""
    at = next(k for k, other in enumerate(streets) if other is t)
    before = [o.token.text for o in streets[:at]]
    if _DAY.fullmatch(t.token.text):
        return True
    if not any(o.token.text.strip(".,").lower() in OFFICES for o in streets[at:]) or not t.token.text.istitle():
        return False
    addressed = any(map(str.isdigit, "".join(before))) and all(text.upper() == text for text in before)
    return addressed or not any(map(str.isdigit, "".join(o.token.text for o in streets)))


def _without_rulings(named: Sequence[NamedToken], zones: Zones, knows: Knows) -> list[NamedToken]:
    """Tokens without lines of an owner's streets that make no words, where others do."""
    lines: dict[int, dict[int, list[str]]] = {}
    for t in named:
        if t.label in STREETS and t.row in zones:
            lines.setdefault(zones[t.row][0], {}).setdefault(t.row, []).append(t.token.text)
    dropped: set[int] = set()
    for held in lines.values():
        strange = {row for row, texts in held.items() if not reads(texts, knows)}
        dropped |= strange if len(strange) < len(held) else set()
    return [t for t in named if t.label not in STREETS or t.row not in dropped]


def _zones(rows: Sequence[LabelledRow]) -> Iterator[tuple[int, tuple[int, int]]]:
    """Rows of lines without columns with the owner whose box they stand in, counted, and the part of it."""
    owner, zone = 0, CITY
    for i, labelled in enumerate(rows):
        found = _caption(labelled)
        if labelled.label.startswith("title") or labelled.label == "foot":
            owner = -abs(owner)
        if found == NAME:
            owner = abs(owner) + 1
        zone = zone if found is None else found
        if owner > 0 and labelled.block.layout is Layout.FLOW:
            yield i, (owner, zone)


def _caption(labelled: LabelledRow) -> int | None:
    """The part of the box that begins below a line."""
    text = labelled.row.text
    letters = "".join(filter(str.isalpha, text.lower()))
    for caption, zone in CAPTIONS:
        if len(letters) >= len(caption) - 2 and partial_ratio(caption, letters[: len(caption) + 3]) >= ALIKE:
            return zone
    return CITY if _STREET.match(text) else None


def _keep(
    line: Sequence[NamedToken], owner: int, zone: int, before: Sequence[NamedToken], zones: Zones, knows: Knows
) -> list[NamedToken]:
    """The tokens of a line in a part of an owner's box."""
    line = [t for t in line if t.label not in MARKS or _is_tick(t.token.text)]
    mine = [t for t in before if zones.get(t.row, (0, 0))[0] == owner]
    begun = any(t.label == "OWNER" for t in mine)
    out = []
    for label, held in groupby(line, lambda t: t.label):
        run = list(held)
        if label == "OWNER" and (zone != NAME or begun):
            worded = reads([t.token.text for t in run], knows)
            label = ("OWNER", "STREET1", "")[zone] if worded else ""
            run = [replace(t, label=label, begins=t is run[0] and label != "OWNER") for t in run if label]
        elif label == "OWNER":
            run = [replace(t, begins=t is run[0]) for t in run]
        out += run
    return out


def _is_tick(text: str) -> bool:
    """Whether a text may be a tick: a few characters, or a cross among them."""
    return sum(map(str.isalnum, text)) < SHORT - 1 or "x" in text.lower()


def reads(texts: Sequence[str], knows: Knows) -> bool:
    """Whether most letters of a line are those of numbers, of words that are known, and of long ones."""
    total = sum(map(len, texts))
    return 2 * sum(len(text) for text in texts if is_word(text, knows)) > total


def is_word(text: str, knows: Knows) -> bool:
    """Whether a text is a number, a known word of three letters, or may be a name."""
    bare = text.strip(".,;:()'\"’‘")
    if any(map(str.isdigit, bare)):
        return True
    if len(bare) < SHORT:
        return len(bare) == SHORT - 1 and knows(bare)
    return knows(bare) or ((bare.istitle() or bare.isupper()) and len(bare) > SHORT)
