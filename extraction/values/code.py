"""Codes of one letter: transaction codes, A or D, D or I: text to ranked readings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from extraction.values.lookalikes import LETTERS, fold, nearest
from extraction.values.reading import Reading, mended, rank

TRANSACTION = "PSVADFIMCEHOXGLWZJKU"
"""Transaction codes: General Instruction 8 of Form 4."""
ACQUIRED_DISPOSED = "AD"
DIRECT_INDIRECT = "DI"
TIMELINESS = "VLE"
ALPHABETS: Mapping[str, str] = MappingProxyType(
    {
        "transaction_code": TRANSACTION,
        "timeliness": TIMELINESS,
        "acquired_disposed": ACQUIRED_DISPOSED,
        "direct_or_indirect": DIRECT_INDIRECT,
    }
)
"""Fields of one letter, with the letters that they may hold."""
_EDGES = " .,;:'’‘\"`´_-–—~•·\\*†‡®©™”“°?&@«»"
_SPLIT = {"I)": "D", "l)": "D", "|)": "D", "1)": "D", "[)": "D", "IVI": "M", "|V|": "M", "\\/": "V"}
_TWOFOLD = {"pb": "D", "od": "D", "ob": "D", "dy": "D", "op": "D"}
"""What a D between rulings is read as; see the misprints of an OCR engine."""
_WORDS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        DIRECT_INDIRECT: {"direct": "D", "directly": "D", "indirect": "I", "indirectly": "I"},
        ACQUIRED_DISPOSED: {
            "acquired": "A", "acquisition": "A", "bought": "A", "purchase": "A", "purchased": "A", "received": "A",
            "disposed": "D", "disposition": "D", "disposal": "D", "sold": "D", "sale": "D",
        },
        TRANSACTION: {
            "purchase": "P", "sale": "S", "sold": "S", "award": "A", "grant": "A", "exercise": "M", "conversion": "C",
            "gift": "G", "will": "W",
        },
    }
)  # fmt: skip
"""Words that some agents print in place of letters: of transaction codes those that name one code only."""
_SPELT = re.compile(r"\(?([A-Z])\)?\s*(?:[-–—:]\s*[A-Za-z(].*|\([A-Za-z].*)")
"""A letter and what it means: `M - Exercise or conversion`."""
_MARKED = re.compile(r"([A-Za-z])\s*(?:[⁽(]?[\d⁰¹²³⁴-⁹]{1,2}[⁾)]?|\(?[a-z]\)|[()]|[⁰¹²³⁴-⁹⁽⁾]+)")
"""A letter with a footnote's mark, whole or broken."""


def readings(fragments: Sequence[str], alphabet: str) -> tuple[Reading, ...]:
    """Readings of one letter of `alphabet`; pieces that bear nothing of it are left out."""
    if len(fragments) == 1 and len(fragments[0]) == 1 and fragments[0] in alphabet:
        return (Reading(fragments[0], 0.0),)
    if spelt := rank(_spell(" ".join(fragments), "".join(f.strip() for f in fragments), alphabet)):
        return spelt
    return rank(
        r for f in fragments for piece in dict.fromkeys((f.strip(), *f.split())) for r in _read(piece, alphabet)
    )


def _spell(apart: str, together: str, alphabet: str) -> Iterator[Reading]:
    """The letter that a word stands for, whole or cut."""
    if (found := _SPELT.fullmatch(apart.strip())) and found[1] in alphabet:
        yield Reading(found[1], 0.0)
        return
    word = re.sub(r"^[\d.,]+|[^\w|]|\d$", "", together)
    if sum(c.isalpha() for c in word) < 4:
        return
    once = word[: len(word) // 2] if word[: len(word) // 2] == word[len(word) // 2 :] else word
    found_word = nearest(once, _WORDS.get(alphabet, {}))
    if found_word:
        yield mended(found_word[0], ("word",) if found_word[1] else ())


def _read(piece: str, alphabet: str) -> Iterator[Reading]:
    """What one piece may have been."""
    folded = fold(piece)
    bare = folded.strip(_EDGES)
    homoglyph = ("homoglyph",) if folded != piece else ()
    if bracketed := re.fullmatch(r"\(([A-Z])\)", bare):
        bare = bracketed[1]
    if len(bare) == 1 and bare in alphabet:
        yield mended(bare, homoglyph)
    elif len(bare) == 1 and bare.upper() in alphabet and bare != "l":
        yield mended(bare.upper(), ("case", *homoglyph))
    elif len(bare) == 2 and bare[0] == bare[1] and bare[0] in alphabet:
        yield mended(bare[0], ("doubled", *homoglyph))
    split = _SPLIT.get(piece.strip(), "") or _TWOFOLD.get(bare.lower(), "")
    if split and split in alphabet:
        yield mended(split, ("lookalike",))
    if split == "" and (marked := _MARKED.fullmatch(piece.strip().strip(_EDGES))) and marked[1].upper() in alphabet:
        yield mended(marked[1].upper(), ("mark_digit",))
    if two := re.fullmatch(r"([A-Z])[/ ]([A-Z])", bare):
        yield from (mended(c, ("letter",) * (i + 1)) for i, c in enumerate(two.groups()) if c in alphabet)
    for i, raw in enumerate(dict.fromkeys((bare, piece.strip()))):
        if len(raw) == 1 and raw not in alphabet and (i == 0 or raw != bare):
            yield from _alike(raw, alphabet)


def _alike(shape: str, alphabet: str) -> Iterator[Reading]:
    """The letters that a shape may have been; those listed first are the likelier."""
    for letter in alphabet:
        place = LETTERS.get(letter, "").find(shape)
        if place >= 0:
            yield mended(letter, ("lookalike",) if place < 3 else ("lookalike_far",))
