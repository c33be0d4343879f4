"""Codes of one letter: transaction codes, A or D, D or I: text to ranked readings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extraction.values.costs import COSTS
from extraction.values.lookalikes import LETTERS, fold
from extraction.values.reading import Reading, rank

TRANSACTION = "PSVADFIMCEHOXGLWZJKU"
"""Transaction codes: General Instruction 8 of Form 4."""
ACQUIRED_DISPOSED = "AD"
DIRECT_INDIRECT = "DI"
TIMELINESS = "VLE"
_EDGES = " .,;:'’‘\"`´_-–—~•·\\*†‡"
_SPLIT = {"I)": "D", "l)": "D", "|)": "D", "1)": "D", "[)": "D", "IVI": "M", "|V|": "M", "\\/": "V"}
_WORDS = {"DIRECT": "D", "INDIRECT": "I", "ACQUIRED": "A", "DISPOSED": "D", "(A)": "A", "(D)": "D", "(I)": "I"}


def readings(fragments: Sequence[str], alphabet: str) -> tuple[Reading, ...]:
    """Readings of one letter of `alphabet`; pieces that bear nothing of it are left out."""
    return rank(r for f in fragments for piece in {f.strip(), *f.split()} for r in _read(piece, alphabet))


def _read(piece: str, alphabet: str) -> Iterator[Reading]:
    """What one piece may have been."""
    bare = fold(piece).strip(_EDGES)
    homoglyph = COSTS["homoglyph"] if fold(piece) != piece else 0.0
    letter = _WORDS.get(bare.upper(), bare)
    if letter in alphabet and len(letter) == 1:
        yield Reading(letter, homoglyph, "lookalike" if homoglyph else "")
    elif len(letter) == 1 and letter.upper() in alphabet and letter != "l":
        yield Reading(letter.upper(), COSTS["case"] + homoglyph, "lookalike")
    split = _SPLIT.get(piece.strip(), "")
    if split and split in alphabet:
        yield Reading(split, COSTS["lookalike"], "lookalike")
    for i, raw in enumerate((bare, piece.strip())):
        if len(raw) == 1 and raw not in alphabet and (i == 0 or raw != bare):
            yield from _alike(raw, alphabet)


def _alike(shape: str, alphabet: str) -> Iterator[Reading]:
    """The letters that a shape may have been; those listed first are the likelier."""
    for letter in alphabet:
        place = LETTERS.get(letter, "").find(shape)
        if place >= 0:
            near = COSTS["lookalike"] + 0.2 * place
            yield Reading(letter, round(near, 3), "lookalike")
