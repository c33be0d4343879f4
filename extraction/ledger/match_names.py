"""Names as filings spell them: case, punctuation, the order of words, suffixes, legal forms."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_SUFFIXES = {
    **dict.fromkeys(("jr", "junior"), "jr"),
    **dict.fromkeys(("sr", "senior"), "sr"),
    **dict.fromkeys(("ii", "2nd"), "ii"),
    **dict.fromkeys(("iii", "3rd"), "iii"),
    **dict.fromkeys(("iv", "4th"), "iv"),
}
_TITLES = frozenset(["mr", "mrs", "ms", "dr", "md", "phd", "esq", "cpa", "jd", "dds", "dvm", "mba", "cfa", "rn"])
_CREDENTIAL = re.compile(r"\b(?:ph\.?\s?d|m\.d|c\.p\.a|j\.d|d\.d\.s|c\.f\.a)\b\.?")
_LEGAL = {
    **{form: form for form in ("inc", "corp", "co", "ltd", "llc", "lp", "llp", "lllp", "plc")},
    **{form: form for form in ("sa", "ag", "nv", "bv", "gmbh")},
    **{"incorporated": "inc", "corporation": "corp", "company": "co", "companies": "co", "limited": "ltd"},
}
_BODIES = {"trust", "fund", "funds", "partners", "partnership", "capital", "holdings", "foundation", "management"} | {
    *("associates", "ventures", "bank", "advisors", "advisers", "investors", "investments", "group", "estate"),
}
_STATE = re.compile(r"\s*[/\\][a-z]{2,3}[/\\]?\s*$|\s*\(new\)\s*$")
_DOTTED = re.compile(r"\b[a-z](?:\.[a-z])+\b\.?")


@dataclass(frozen=True, slots=True)
class Name:
    """A name of a person or a body. `words` are sorted where their order tells nothing; initials stand apart."""

    words: tuple[str, ...]
    initials: tuple[str, ...] = ()
    suffix: str = ""
    body: bool = False


@lru_cache(maxsize=65536)
def read_name(text: str) -> Name:
    """The name of an owner: `ROBERTS III CHRIS` and `Chris Roberts III` are one."""
    words = _words(_CREDENTIAL.sub(" ", _fold(text)))
    if any(w in _LEGAL or w in _BODIES for w in words):
        return Name(tuple(_LEGAL.get(w, w) for w in words if w != "the"), body=True)
    suffix = next((_SUFFIXES[w] for w in words if w in _SUFFIXES), "")
    own = [w for w in words if w not in _SUFFIXES and w not in _TITLES] or words
    return Name(tuple(sorted(w for w in own if len(w) > 1)), tuple(sorted(w for w in own if len(w) == 1)), suffix)


@lru_cache(maxsize=65536)
def issuer_key(text: str) -> str:
    """An issuer's name without legal form, state and spaces: `ORDWELL CORP /DE/` and `Ordwell Corporation` are one."""
    words = [w for w in _words(_STATE.sub("", _fold(text))) if w not in ("the", "and")]
    return "".join([w for w in words if w not in _LEGAL] or words)


def alike(one: Name, other: Name) -> bool:
    """Whether two names may be one person's: two words in common, the rest an initial, shortened or left out.

    A body has one name only: funds of one house differ by a numeral. A suffix may be missing, not differ.
    """
    if one == other:
        return True
    if one.body or other.body or (one.suffix and other.suffix and one.suffix != other.suffix):
        return False
    pairs = _paired(one.words, other.words)
    left = [w for w in one.words if w not in {a for a, _ in pairs}] + list(one.initials)
    right = [w for w in other.words if w not in {b for _, b in pairs}] + list(other.initials)
    return len(pairs) >= 2 and (_covers(left, right) or _covers(right, left))


def persons(names: list[Name]) -> dict[Name, Name]:
    """Each of one issuer's names to the name that stands for its person.

    Names alike are joined only where all that are alike to one are alike to each other: John Q and John R Marsh
    leave a bare John Marsh alone.
    """
    distinct = sorted(set(names), key=lambda n: (-len(n.words), -len(n.initials), n.words, n.initials, n.suffix))
    stands: dict[Name, Name] = {}
    for name in distinct:
        near = [n for n in distinct if n != name and alike(name, n)] if not name.body else []
        agreed = all(alike(a, b) for a in near for b in near)
        earlier = [n for n in near if n in stands]
        stands[name] = stands[earlier[0]] if agreed and earlier else name
    return stands


def _paired(one: tuple[str, ...], other: tuple[str, ...]) -> list[tuple[str, str]]:
    """Words that agree, in full or (at most one of them) as a short form: Chris, Christopher."""
    same = [(w, w) for w in one if w in other]
    rest = [w for w in one if w not in other]
    short = ((a, b) for a in rest for b in other if b not in one and _shortens(a, b))
    first = next(short, None)
    return [*same, first] if first else same


def _shortens(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return len(short) >= 3 and long.startswith(short)


def _covers(few: list[str], many: list[str]) -> bool:
    """Whether each word left over on one side has its match on the other, as a word or as an initial."""
    rest = list(many)
    for word in few:
        match = next((w for w in rest if w == word or (1 in (len(w), len(word)) and w[0] == word[0])), None)
        if match is None:
            return False
        rest.remove(match)
    return True


def _fold(text: str) -> str:
    """Lower case, accents off, `/s/` and what stands in parentheses left out, abbreviations without their dots."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(c for c in plain if not unicodedata.combining(c)).replace("/s/", " ")
    return bare if _STATE.search(bare) else re.sub(r"\([^)]*\)", " ", bare)


def _words(text: str) -> list[str]:
    """Words without punctuation: `l.l.c.` one word, `o'neil` one word, `smith-jones` two."""
    joined = _DOTTED.sub(lambda m: _undotted(m.group()), re.sub("['’]", "", text))
    return re.findall(r"[^\W_]+", joined)


def _undotted(dotted: str) -> str:
    """`l.l.c.` as `llc`; initials of a person stay apart."""
    word = dotted.replace(".", "")
    return word if word in _LEGAL else dotted.replace(".", " ")
