"""State and country codes out of damaged pieces: two letters of a state, or a letter and a digit (EDGAR's codes)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extraction.values.reading import Reading

_OF_THE_POST = """
    AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE
    NV NH NJ NM NY NC ND OH OK OR PA PR RI SC SD TN TX UT VT VA VI WA WV WI WY GU AS
"""
STATES = frozenset(_OF_THE_POST.split())
"""The postal service's two-letter codes."""
_CALLED = """
    Alabama Alaska Arizona Arkansas California Colorado Connecticut Delaware District_of_Columbia Florida Georgia Hawaii
    Idaho Illinois Indiana Iowa Kansas Kentucky Louisiana Maine Maryland Massachusetts Michigan Minnesota Mississippi
    Missouri Montana Nebraska Nevada New_Hampshire New_Jersey New_Mexico New_York North_Carolina North_Dakota Ohio
    Oklahoma Oregon Pennsylvania Puerto_Rico Rhode_Island South_Carolina South_Dakota Tennessee Texas Utah Vermont
    Virginia Washington West_Virginia Wisconsin Wyoming Alberta British_Columbia Manitoba New_Brunswick Newfoundland
    Nova_Scotia Ontario Prince_Edward_Island Quebec Saskatchewan
"""
NAMES = frozenset(name.replace("_", " ") for name in _CALLED.split())
"""The states, and the provinces of Canada, as they are called."""
_DIGITS = str.maketrans("OoIl|", "00111")
MENDED = 1.0
"""Nats of a code that had to be mended."""


def is_code(text: str) -> bool:
    """Whether a text is a state's code, or has the form of EDGAR's other codes (`X0`, `A6`)."""
    return text in STATES or (len(text) == 2 and "A" <= text[0] <= "Z" and text[1].isdigit())


def readings(pieces: Sequence[str]) -> tuple[Reading, ...]:
    """The code that pieces make, or that one of them is, the last such; none where they hold none."""
    bare = [p.strip(" .,") for piece in pieces for p in piece.split()]
    whole = "".join(bare)
    if is_code(whole):
        return (Reading(whole, 0.0, "" if len(bare) < 2 else "joined"),)
    found = next((text for text in _tries(bare) if is_code(text)), None)
    return (Reading(found, MENDED, "lookalike"),) if found else ()


def _tries(bare: Sequence[str]) -> Iterator[str]:
    """What may be the code, the likeliest first: a piece, neighbours, one character seen twice, look-alike digits."""
    yield from reversed(bare)
    pairs = [bare[i] + bare[i + 1] for i in range(len(bare) - 1)]
    yield from reversed(pairs)
    yield from reversed([p[0] + p[2:] for p in pairs if len(p) == 3 and p[0] == p[1]])
    yield from reversed([p[:2] for p in pairs if len(p) == 3 and p[1] == p[2]])
    yield from reversed([p[0] + p[1].translate(_DIGITS) for p in (*bare, *pairs) if len(p) == 2])
    yield from reversed([a + b for i, a in enumerate(bare) for b in bare[i + 1 :] if len(a) == len(b) == 1])
