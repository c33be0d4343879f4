"""Misreadings to plant: one figure of a spoiled text transposed, clipped, lost, doubled or taken for a look-alike."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from random import Random

from training.render.smudge import LOOK_ALIKES

KINDS = ("transposed", "clipped", "lost", "doubled", "look_alike")
PAIRS = ("38", "56", "17", "68", "08", "06", "89", "58", "49", "27")
"""Digits that are taken for each other."""
_ALIKE = {a: "".join(p.replace(a, "") for p in PAIRS if a in p) for a in "0123456789"}
_AMOUNT = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_DATE = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")


def spoil(text: str, kind: str, rng: Random) -> str | None:
    """The text with one digit misread, commas and slashes where they were; None where that cannot change it."""
    at = [i for i, c in enumerate(text) if c.isdigit()]
    made = list(dict.fromkeys(s for s in _ways(text, kind, at, rng) if s != text and any(c.isdigit() for c in s)))
    return rng.choice(made) if made and len(at) > 1 else None


def _ways(text: str, kind: str, at: list[int], rng: Random) -> Iterator[str]:
    if kind == "transposed":
        for i, j in pairwise(at):
            yield text[:i] + text[j] + text[i + 1 : j] + text[i] + text[j + 1 :]
    elif kind == "clipped":
        yield text[at[0] + 1 :].lstrip(",")
        yield text[: at[-1]].rstrip(",.")
    elif kind == "lost":
        yield from (text[:i] + text[i + 1 :] for i in at[1:-1])
    elif kind == "doubled":
        yield from (text[: i + 1] + text[i:] for i in at)
    elif kind == "look_alike":
        letters = rng.random() < 0.5
        signs = {d: tuple(s for s in LOOK_ALIKES.get(d, ()) if len(s) == 1 and not s.isdigit()) for d in "0123456789"}
        yield from (text[:i] + s + text[i + 1 :] for i in at for s in (signs if letters else _ALIKE)[text[i]])


def origins(text: str) -> set[str]:
    """Every text that one misreading turns into this one: digits with a point, or a date with slashes."""
    at = [i for i, c in enumerate(text) if c.isdigit()]
    found = {text[:i] + text[j] + text[i + 1 : j] + text[i] + text[j + 1 :] for i, j in pairwise(at)}
    found |= {text[:i] + d + text[i:] for i in range(len(text) + 1) for d in "0123456789"}
    found |= {text[:i] + text[i + 1 :] for i, j in pairwise(at) if j == i + 1 and text[i] == text[j]}
    found |= {text[:i] + d + text[i + 1 :] for i in at for d in _ALIKE[text[i]]}
    return found - {text}


def parse(text: str, is_date: bool) -> str | None:
    """A text as a record has it, None where it is no amount or date as forms write them."""
    if not is_date:
        return text.replace(",", "") if _AMOUNT.fullmatch(text) else None
    found = _DATE.fullmatch(text)
    if not found or not (1 <= int(found[1]) <= 12 and 1 <= int(found[2]) <= 31 and 1900 < int(found[3]) < 2100):
        return None
    return f"{found[3]}-{int(found[1]):02}-{int(found[2]):02}"
