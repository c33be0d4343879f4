"""Misread characters: half-seen ones, look-alikes, and the ways in which raised marks are written."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from training.render.traced import Traced, plain

LEFT_HALF = {
    **{"8": "3&6", "0": "C(O", "6": "5C", "9": "S3", "4": "/1", "5": "S", "3": ":", "2": "?", "$": "S"},
    **{"D": "E[I", "B": "E8", "O": "C(", "M": "N", "A": "/", "W": "V", "R": "F", "P": "F", "m": "r"},
    **{"d": "c", "n": "r", "h": "l", "w": "v", "b": "l", "o": "c", "(": "{"},
}
"""What is read where only the left half of a character was seen."""
RIGHT_HALF = {
    **{"8": "3", "0": ")C", "6": "5)", "9": "3", "4": "1", "5": ")", "$": "5"},
    **{"D": ")", "B": "3", "O": ")", "M": "1", "A": "\\", "W": "V", "R": "k", "P": ")"},
    **{"d": "l", "n": "1rⁿ", "m": "n", "h": "n", "w": "v", "b": "o", "o": ")"},
}
"""What is read where only the right half was seen."""
LOOK_ALIKES: dict[str, tuple[str, ...]] = {
    **{"0": ("O", "O", "o", "C)"), "1": ("l", "l", "I", "|"), "2": ("Z",), "3": ("8",), "5": ("S",), "6": ("b",)},
    **{"8": ("B", "3"), "9": ("g",), "O": ("0", "0", "C)"), "I": ("l", "1", "|"), "S": ("5", "Ѕ"), "B": ("8", "В")},
    **{"M": ("М",), "C": ("С",), "A": ("А",), "D": ("O", "0"), "G": ("C", "6"), "Z": ("2",), "P": ("Р",), "H": ("Н",)},
    **{"K": ("К",), "T": ("Т",), "E": ("Е",), "X": ("Х",), "V": ("v",), "m": ("rn", "rn", "nn"), "w": ("vv",)},
    **{"a": ("а", "а"), "c": ("с",), "e": ("е",), "o": ("о", "0"), "p": ("р",), "x": ("х",), "l": ("1", "1", "I")},
    **{"g": ("q",), "n": ("h", "ri"), "u": ("v",), "f": ("t",), "d": ("cl",), "h": ("li",), "(": ("{",), ")": ("}",)},
    **{",": (".",), ".": (",",), "-": ("–", "~"), "'": ("’",), "$": ("S",), "/": ("l", "I")},
}
"""Characters of this and other alphabets, and pairs of them, that look alike."""
RAISED = str.maketrans("0123456789()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁽⁾")
MARKS = ("tag", "tag_tight", "superscript", "glued", "spaced", "tag_open", "digit", "dropped")


@dataclass(frozen=True, slots=True)
class Smudge:
    """Rates of misreading in one filing, each for one character but `marks`: weights of `MARKS`."""

    look_alike: float = 0.0
    lost: float = 0.0
    doubled: float = 0.0
    marks: tuple[float, ...] = (1, 0, 0, 0, 0, 0, 0, 0)
    foreign: bool = True
    """Letters of other alphabets come in."""


def draw_marks(rng: Random) -> tuple[float, ...]:
    """Weights of the styles: one leads in a filing, the broken ones are rare."""
    weights = [0.03 * rng.random() for _ in MARKS]
    weights[rng.choice((0, 0, 0, 0, 1, 2, 2, 2, 3, 3, 4))] += 1
    weights[MARKS.index("tag_open")] += rng.choice((0, 0.1)) * weights[0]
    return tuple(weights)


def half(letter: str, left: bool, rng: Random) -> str:
    """What one half of a character is read as; itself where no other reading is known."""
    return rng.choice((LEFT_HALF if left else RIGHT_HALF).get(letter, letter))


def misread(text: Traced, smudge: Smudge, rng: Random) -> Traced:
    """Characters swapped for look-alikes, lost or doubled at the rates given."""
    if not smudge.look_alike + smudge.lost + smudge.doubled:
        return text
    out: Traced = []
    for letter, pointer in text:
        chance = rng.random()
        if letter.isspace() or chance > smudge.look_alike * 2 + smudge.lost + smudge.doubled:
            out.append((letter, pointer))
        elif chance < smudge.look_alike * 2:  # about half of all characters have no look-alike
            alike = [a for a in LOOK_ALIKES.get(letter, ()) if smudge.foreign or a.isascii()]
            out.append((rng.choice(alike or [letter]), pointer))
        elif chance < smudge.look_alike * 2 + smudge.doubled:
            out += [(letter, pointer), (letter, pointer)]
    return out


def write_mark(mark: Traced, smudge: Smudge, rng: Random) -> Traced:
    """A raised mark as the tool writes it; tags belong to no value."""
    style = rng.choices(MARKS, smudge.marks)[0]
    if style in ("tag", "tag_tight"):
        return [*plain(" <sup>" if style == "tag" else "<sup>"), *mark, *plain("</sup>")]
    if style == "tag_open":
        return [*plain(" <sup>"), *mark[: max(1, len(mark) - 1)], *plain("</sup>")]
    if style == "superscript":
        return [(letter.translate(RAISED), pointer) for letter, pointer in mark]
    if style == "digit":
        return [(letter.translate(RAISED), pointer) for letter, pointer in mark if letter not in "()"]
    if style == "spaced":
        return [*plain(" "), *mark]
    return [] if style == "dropped" else mark
