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
