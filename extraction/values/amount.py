"""Numbers of shares, prices and values: text to ranked readings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from extraction.values.costs import COSTS
from extraction.values.join import Joined, join
from extraction.values.lookalikes import digits
from extraction.values.reading import Reading, rank

_NOUGHT = re.compile(r"-\s*[0Oo]\s*-|—\s*0\s*—")
_FRACTION = re.compile(r"(\d{1,6})?[\s-]*\b(\d{1,2})/(2|4|8|16|32|64)")
_PLAIN = re.compile(r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|\.\d+")
_GROUPS = re.compile(r"\d+(?:,\d+)+(?:\.\d+)?")
_POINTS = re.compile(r"\d{1,3}(?:\.\d{3})+")
_SIGNED = re.compile(r"(-?)\(?\s*(.*?)\s*\)?")
_CURRENCY = re.compile(r"US\s?\$|U\.S\.\s?\$|USD|\\|[$€£]")
_SOFT = "*†‡.()"
_EDGES = " .,;:'’‘\"`´!|_-–—~^•·/\\[]{}" + _SOFT


def readings(fragments: Sequence[str]) -> tuple[Reading, ...]:
    """Readings of an amount from its pieces, as they stand in neighbouring cells; marks are taken off before.

    Values are plain decimals as exact as shown: `-0-` is "0", `.61` is "0.61", `6.50` stays "6.50".
    """
    bare = [b for f in fragments if (b := _CURRENCY.sub("", f).strip())]
    whole = " ".join(bare)
    if _NOUGHT.fullmatch(whole):
        return (Reading("0", 0.0),)
    if fraction := _FRACTION.fullmatch(whole):
        return _fraction_readings(fraction)
    cleaned = [_clean(b, i == 0) for i, b in enumerate(bare)]
    pieces = [text for text, _, _ in cleaned if text]
    spent = sum(cost for _, cost, _ in cleaned)
    if not pieces or any(re.search(r"[^\d,.-]", p) for p in pieces):
        return ()
    spent += 0.0 if any(sure for _, _, sure in cleaned) else COSTS["letters_only"]
    return rank(_priced(r, spent) for j in join(pieces) for r in _parse(j))


def _priced(reading: Reading, spent: float) -> Reading:
    how = reading.how if reading.how not in ("", "joined") or not spent else "lookalike"
    return Reading(reading.value, round(reading.cost + spent, 3), how)


def _clean(fragment: str, first: bool) -> tuple[str, float, bool]:
    """A piece without stray characters at its ends, its look-alikes as digits, the cost, and if a digit was sure."""
    negative = "-" if first and re.match(r"-\d", fragment) else ""
    body = re.sub(r"\s+", "", fragment)
    cost = COSTS["space"] if body != fragment else 0.0
    if bracketed := re.fullmatch(r"\((.+)\)", body):
        body = bracketed[1]
        cost += COSTS["small_in_brackets" if len(body) < 3 else "brackets"]
    text, alike, sure = digits(body.removeprefix(negative))
    stripped = _strip(text)
    cost += sum(COSTS["dropped_soft" if c in _SOFT else "dropped"] for c in _gone(text, stripped))
    return (negative + stripped if stripped else ""), cost + alike if stripped else 0.0, sure


def _strip(text: str) -> str:
    """What is left between stray characters; a comma, or a point before a digit, may belong to the value."""
    start, end = 0, len(text)
    while start < end and text[start] in _EDGES and not re.match(r",\d|\.\d+$", text[start:end]):
        start += 1
    while end > start and text[end - 1] in _EDGES and not re.search(r"\d[,.]$", text[start:end]):
        end -= 1
    return text[start:end]


def _gone(text: str, left: str) -> str:
    at = text.find(left) if left else 0
    return text[:at] + text[at + len(left) :]


def _parse(joined: Joined) -> Iterator[Reading]:
    """The readings of one string of digits, commas and points."""
    sign, text = ("-", joined.text[1:]) if joined.text.startswith("-") else ("", joined.text)
    text, cost, how = text.rstrip(",."), joined.cost, joined.how
    cost += COSTS["dropped_soft"] * (len(joined.text) - len(sign) - len(text))
    text = text.removeprefix(",") if joined.cut is None else text
    if _PLAIN.fullmatch(text):
        long = "," not in text and len(text.partition(".")[0]) > 3 and joined.cut is not None
        yield Reading(sign + _decimal(text), cost + (COSTS["ungrouped"] if long else 0.0), how)
    elif _GROUPS.fullmatch(text):
        yield Reading(sign + _decimal(text), cost + COSTS["grouping"], how or "grouping")
        yield from (Reading(sign + v, cost + COSTS["lost"], "lost") for v in _restore(text, joined.cut))
    if _POINTS.fullmatch(text):
        price = COSTS["points_for_commas" if text.count(".") > 1 else "point_for_comma"]
        yield Reading(sign + text.replace(".", ""), cost + price, "lookalike")


def _decimal(text: str) -> str:
    """Without commas and needless noughts in front."""
    whole, point, rest = text.replace(",", "").partition(".")
    return (whole.lstrip("0") or "0") + point + rest


def _restore(text: str, cut: int | None) -> list[str]:
    """Ten readings where commas say that exactly one digit is missing: on the cut, or else at the end of its group."""
    whole, point, rest = text.partition(".")
    groups = whole.split(",")
    short = [i for i, g in enumerate(groups) if i and len(g) != 3]
    if len(groups[0]) > 3 or len(short) != 1 or len(groups[short[0]]) != 2:
        return []
    start = sum(len(g) + 1 for g in groups[: short[0]])
    at = cut if cut is not None and start <= cut <= start + 2 else start + 2
    return [_decimal(whole[:at] + d + whole[at:] + point + rest) for d in "0123456789"]


def _fraction_readings(found: re.Match[str]) -> tuple[Reading, ...]:
    """A price in eighths, as before 2001: 12 1/4 is 12.25."""
    value = Decimal(found[1] or 0) + Decimal(found[2]) / Decimal(found[3])
    return (Reading(format(value.normalize(), "f"), COSTS["dropped_soft"], "fraction"),)
