"""Misread characters: half-seen ones, look-alikes, and the ways in which raised marks are written."""

from __future__ import annotations

from dataclasses import dataclass, replace
from random import Random

from training.render.placed import NOTHING
from training.render.traced import Glyph, Traced, plain

LEFT_HALF = {
    **{"8": "3&6", "0": "C(O", "6": "5C", "9": "S3", "4": "/", "5": "S", "3": ":", "2": "?", "$": "S"},
    **{"D": "E[I", "B": "E8", "O": "C(", "M": "N", "A": "/", "W": "V", "R": "F", "P": "F"},
    **{"d": "c", "n": "r", "m": "n", "h": "l", "w": "v", "b": "l"},
}
"""What is read where only the left half of a character was seen."""
RIGHT_HALF = {
    **{"8": "3", "0": ")C", "6": "5)", "9": "3", "4": "1", "5": ")", "$": "5"},
    **{"D": ")", "B": "3", "O": ")", "M": "1", "A": "\\", "W": "V", "R": "k", "P": ")"},
    **{"d": "l", "n": "1r", "m": "n", "h": "n", "w": "v", "b": "o", "o": ")"},
}
"""What is read where only the right half was seen."""
LOOK_ALIKES = {
    **{"0": "OoQ", "1": "lI|", "2": "Z", "3": "8B", "5": "S", "6": "b", "8": "B3", "9": "g"},
    **{"O": "0", "I": "l1|", "S": "5Ѕ", "B": "8В", "M": "М", "C": "С", "A": "А", "D": "O0", "G": "C6", "Z": "2"},
    **{"P": "Р", "H": "Н", "K": "К", "T": "Т", "V": "v", "E": "Е", "X": "Х"},
    **{"a": "а", "c": "с", "e": "е", "o": "о0", "p": "р", "x": "х", "l": "1I", "g": "q9", "n": "h", "u": "v", "f": "t"},
    **{",": ".", ".": ",", "-": "–~", "'": "’", "$": "S"},
}
"""Characters of this and other alphabets that look alike."""
RAISED = str.maketrans("0123456789()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁽⁾")
MARKS = ("tag", "tag_tight", "tag_open", "superscript", "glued", "spaced", "dropped")


@dataclass(frozen=True, slots=True)
class Smudge:
    """Rates of misreading in one filing, each for one character but `marks`: weights of `MARKS`."""

    look_alike: float = 0.0
    lost: float = 0.0
    doubled: float = 0.0
    marks: tuple[float, ...] = (1, 0, 0, 0, 0, 0, 0)


def half(glyph: Glyph, left: bool, rng: Random) -> Glyph:
    """What one half of a character is read as; itself where no other reading is known."""
    readings = (LEFT_HALF if left else RIGHT_HALF).get(glyph[0], glyph[0])
    return rng.choice(readings), glyph[1]


def misread(text: Traced, smudge: Smudge, rng: Random) -> Traced:
    """Characters swapped for look-alikes, lost or doubled at the rates given."""
    out: Traced = []
    for letter, pointer in text:
        chance = rng.random()
        if letter.isspace() or chance > smudge.look_alike + smudge.lost + smudge.doubled:
            out.append((letter, pointer))
        elif chance < smudge.look_alike:
            out.append((rng.choice(LOOK_ALIKES.get(letter, letter)), pointer))
        elif chance < smudge.look_alike + smudge.doubled:
            out += [(letter, pointer), (letter, pointer)]
    return out


def write_mark(mark: Traced, smudge: Smudge, rng: Random) -> Traced:
    """A raised mark as the tool writes it; tags belong to no value."""
    style = rng.choices(MARKS, smudge.marks)[0]
    if style == "tag":
        return [*plain(" <sup>"), *mark, *plain("</sup>")]
    if style == "tag_tight":
        return [*plain("<sup>"), *mark, *plain("</sup>")]
    if style == "tag_open":
        return [*plain("<sup>"), *mark[: max(1, len(mark) - 1)], *plain("</sup>")]
    if style == "superscript":
        return [(letter.translate(RAISED), pointer) for letter, pointer in mark]
    if style == "spaced":
        return [*plain(" "), *mark]
    return [] if style == "dropped" else mark


def hide(text: Traced) -> Traced:
    """The same text, belonging to no value."""
    return [(letter, NOTHING) for letter, _ in text]


def stronger(smudge: Smudge, factor: float) -> Smudge:
    """All character rates times a factor."""
    return replace(
        smudge, look_alike=smudge.look_alike * factor, lost=smudge.lost * factor, doubled=smudge.doubled * factor
    )
