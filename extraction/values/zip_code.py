"""ZIP codes out of damaged pieces: five digits, or nine; other countries' postal codes are text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import product

from extraction.values.reading import Reading

_DIGITS = str.maketrans("OoQDCIl|SBZ", "00000111582")
_CODE = re.compile(r"\d{5}(?:-?\d{4})?")
_END = re.compile(r"(?:(?<=\w)\d{5}|\d{5}-\d{4})$")
"""A code behind what is left of another line."""
_FIRST_THREE = """
    MA 010-027 055-055, RI 028-029, NH 030-038, ME 039-049, VT 050-054 056-059, CT 060-069, NJ 070-089, NY 100-149,
    PA 150-196, DE 197-199, DC 200-200 202-205, VA 201-201 220-246, MD 206-219, WV 247-268, NC 270-289, SC 290-299,
    GA 300-319 398-399, FL 320-349, AL 350-369, TN 370-385, MS 386-397, KY 400-427, OH 430-459, IN 460-479, MI 480-499,
    IA 500-528, WI 530-549, MN 550-567, SD 570-577, ND 580-588, MT 590-599, IL 600-629, MO 630-658, KS 660-679,
    NE 680-693, LA 700-714, AR 716-729, OK 730-732 734-749, TX 733-733 750-799 885-885, CO 800-816, WY 820-831,
    ID 832-838, UT 840-847, AZ 850-865, NM 870-884, NV 889-898, CA 900-961, HI 967-968, OR 970-979, WA 980-994,
    AK 995-999, PR 006-007 009-009
"""
_STATES = {
    number: state
    for state, *runs in (entry.split() for entry in _FIRST_THREE.split(","))
    for first, last in (run.split("-") for run in runs)
    for number in range(int(first), int(last) + 1)
}
"""The first three digits of a code with their state (USPS Publication 65)."""
_PROVINCES = {
    "A0": "T", "A1": "V", "A2": "R", "A3": "E", "A4": "A", "A5": "B", "A6": "KLMNP", "A7": "C", "A8": "GHJ", "A9": "S",
    "B0": "Y",
}  # fmt: skip
"""EDGAR's codes of Canada's provinces with the first letters of their postal codes."""
_BRITISH = r"[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}"
_ABROAD = {state: rf"[{letters}]\d[A-Z][ -]?\d[A-Z]\d" for state, letters in _PROVINCES.items()}
_GRAMMAR = {
    state: re.compile(rf"(?<!\w){p}(?!\w)") for state, p in {**_ABROAD, "X0": _BRITISH, "E9": r"KY\d-\d{4}"}.items()
}
"""How postal codes abroad are written, by EDGAR's code of the place."""
_IN_STATE = re.compile(r"(?<!\d)\d{5}(?:-\d{4})?(?!\d)")
MENDED = 1.0
"""Nats of a code that had to be mended."""
MOST = 6
"""Pieces that are still tried in every way."""


def readings(pieces: Sequence[str]) -> tuple[Reading, ...]:
    """The one ZIP code that pieces make with look-alikes mended and characters doubled at a cut dropped; else none."""
    plain = " ".join(pieces)
    if _CODE.fullmatch(plain):
        return (Reading(plain, 0.0, ""),)
    read = [p.replace(" ", "").translate(_DIGITS) for p in pieces]
    found = list(dict.fromkeys(_codes(read)))
    if not found and (end := _END.search("".join(read))):
        found = [end.group()]
    return (Reading(found[0], MENDED, "lookalike"),) if len(found) == 1 else ()


def state_of(code: str) -> str | None:
    """The state that a ZIP code lies in; None where its first three digits are no state's."""
    return _STATES.get(int(code[:3])) if _CODE.fullmatch(code) else None


def fits(code: str, place: str) -> bool | None:
    """Whether a code is one of a state or a country; None where its grammar is not known."""
    if place in _GRAMMAR:
        return _GRAMMAR[place].fullmatch(code) is not None
    return state_of(code) == place if place in _STATES.values() else None


def within(text: str, place: str) -> str | None:
    """The one code of a place that damaged text holds as it stands, or but for its first character, lost or misread."""
    pattern = _GRAMMAR.get(place, _IN_STATE)
    found = {code for code in pattern.findall(text) if fits(code, place)}
    if not found and place in _PROVINCES:
        found = {letter + text for letter in _PROVINCES[place] if fits(letter + text, place)}
    elif not found and place not in _GRAMMAR and re.fullmatch(r"\d{4,5}(?:-\d{4})?", text):
        rest = text[1:] if len(text.split("-")[0]) == len("12345") else text
        begun = rest == text and text[0] in {f"{n:03}"[0] for n, state in _STATES.items() if state == place}
        found = set() if begun else {digit + rest for digit in "0123456789" if fits(digit + rest, place)}
    return found.pop() if len(found) == 1 else None


def places_of(text: str) -> list[str]:
    """The places abroad whose codes begin alike nowhere else, of which a text holds one."""
    return [place for place in (*_PROVINCES, "E9") if _GRAMMAR[place].search(text)]


def _codes(pieces: Sequence[str]) -> list[str]:
    """Codes that pieces make, each cut with or without a character that both sides bear."""
    if not pieces or len(pieces) > MOST:
        return []
    out = []
    for drops in product((False, True), repeat=len(pieces) - 1):
        text = pieces[0]
        for piece, drop in zip(pieces[1:], drops, strict=True):
            text += piece[1:] if drop and piece[:1] == text[-1:] else piece
        if _CODE.fullmatch(text):
            out.append(text)
    return out
