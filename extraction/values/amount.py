"""Numbers of shares, prices and values: text to ranked readings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from extraction.values.join import Joined, Piece, halved, join
from extraction.values.lookalikes import digits, fold
from extraction.values.reading import Reading, mended, rank

_EXACT = re.compile(r"[+-]?\\?\$?((?!0,)(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|\.\d+)")
_NOUGHT = re.compile(r"-\s*[0Oo]\s*-|—\s*0\s*—")
_FRACTION = re.compile(r"(\d{1,6})?[\s-]*\b(\d{1,2})/(2|4|8|16|32|64)")
_PLAIN = re.compile(r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|\.\d+")
_GROUPS = re.compile(r"\d+(?:,\d+)+(?:\.\d+)?")
_HEADLESS = re.compile(r"(?:,\d{3})+(?:\.\d+)?|0,\d{3}(?:,\d{3})*(?:\.\d+)?")
_POINTS = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+")
_THOUSANDTHS = re.compile(r"[1-9]\d{0,2}\.\d{3}")
_MIXED = re.compile(r"[1-9]\d{0,2}(?:[.,]\d{3})+,\d{3}")
_DIGIT_BEHIND = re.compile(r"(\d{1,3}(?:,\d{3})+)\d")
_DECIMAL_COMMA = re.compile(r"(\d{1,3}(?:,\d{3})*|\d+|),(\d{1,2}|\d{4,})")
_CURRENCY = re.compile(r"US\s?\$|U\.S\.\s?\$|USD|[$€£]")
_RAISED = re.compile(r"[⁰¹²³⁴-⁹⁽⁾]+$")
_REMNANT = re.compile(r"(?<=[\d.,)])[®©™”“\"°?&@*†‡'’‘´`«»¢§¥]+$")
_MARK_DIGIT = re.compile(r"(?<=\d)(?:[\da]\)|[({]\w?[)}]?)$")
_LETTER = re.compile(r"(?<=\d)\(?[ADI]\)?$|^\(?[ADI]\)?$|(?<=\d)[A-Z][a-z]{2,}$")
_DOUBLING = frozenset({"overlap", "half_seen", "half_seen_other", "not_overlap", "not_overlap_long"})
"""Mendings that account for a cut: nothing else was lost there."""
THOUSANDS = 2.4
"""Nats by which thousands of shares are likelier than thousandths; less than a comma costs that was not seen."""
_SOFT = "*†‡.()"
_EDGES = " .,;:'’‘\"`´!|_-–—~^•·/\\[]{}" + _SOFT


def readings(fragments: Sequence[str]) -> tuple[Reading, ...]:
    """Readings of an amount from its pieces, as they stand in neighbouring cells; marks are taken off before.

    Values are plain decimals as exact as shown: `-0-` is "0", `.61` is "0.61", `6.50` stays "6.50".
    """
    if len(fragments) == 1 and (exact := _EXACT.fullmatch(fragments[0])):
        return (Reading(_decimal(exact[1]), 0.0), *_other_points(exact[1]))
    bare = [b for f in fragments if (b := _CURRENCY.sub("", fold(_unraised(f)).replace("\\", "")).strip())]
    whole = " ".join(bare)
    if _NOUGHT.fullmatch(whole):
        return (Reading("0", 0.0),)
    if fraction := _FRACTION.fullmatch(whole):
        return _fraction_readings(fraction)
    priced = bool(fragments and _CURRENCY.search(fragments[0]))
    return rank(r for j in _joined(_apart(bare), priced) for r in _parse(j))


def in_thousands(read: Sequence[Reading]) -> tuple[Reading, ...]:
    """Readings of a number of shares: thousands before thousandths where a scan leaves open which they are."""
    known = {r.value: r.cost for r in reversed(read)}
    if not any(known.get(_whole(v), cost + THOUSANDS) - cost < THOUSANDS for v, cost in known.items() if _whole(v)):
        return tuple(read)
    as_read = (replace(r, cost=r.cost + THOUSANDS) if _whole(r.value) else r for r in read)
    return rank((*as_read, *(replace(r, value=_whole(r.value)) for r in read if _whole(r.value))))


def in_thousandths(read: Sequence[Reading]) -> tuple[Reading, ...]:
    """Readings of a price: thousandths before thousands where a scan leaves open which they are."""
    parts = {_whole(r.value): r.cost for r in reversed(read) if _whole(r.value)}
    if not any(parts.get(r.value, r.cost + THOUSANDS) - r.cost < THOUSANDS for r in read):
        return tuple(read)
    return rank(replace(r, cost=r.cost + THOUSANDS) if r.value in parts else r for r in read)


def _whole(value: str) -> str:
    """Thousandths as thousands; nothing for other values."""
    return value.replace(".", "") if _THOUSANDTHS.fullmatch(value) else ""


def from_dollar(pieces: Sequence[str]) -> Sequence[str]:
    """The pieces of an amount from the one that bears its `$`: what stands before belongs to another cell,
    and so does a digit after `$0`."""
    marked = [i for i, p in enumerate(pieces) if p.lstrip("\\").startswith("$")]
    held = pieces[marked[0] :] if marked else pieces
    ends = marked and held[0].lstrip("\\") == "$0" and not "".join(held[1:]).startswith(".")
    return held[:1] if ends else held


def _unraised(text: str) -> str:
    """Without raised signs at its end."""
    return _RAISED.sub("", text)


def _other_points(text: str) -> tuple[Reading, ...]:
    return (mended(text.replace(".", ""), ("point_for_comma",)),) if _POINTS.fullmatch(text) else ()


def _apart(pieces: Sequence[str]) -> list[Piece]:
    """Pieces cut at white space as well."""
    return [(word, ("space",) if i else ()) for piece in pieces for i, word in enumerate(piece.split())]


def _joined(pieces: Sequence[Piece], priced: bool) -> Iterator[Joined]:
    """Ways to put the pieces together, and the last one alone where it repeats the others."""
    forms = [_forms(p, i == 0, i == len(pieces) - 1, priced) for i, p in enumerate(pieces)]
    if not any(text for form in forms for text, _ in form):
        return
    yield from (j for j in join(forms) if re.fullmatch(r"-?[\d.,]*\d[\d.,]*", j.text))
    last = pieces[-1][0] if pieces else ""
    if len(pieces) > 1 and len(last) > 2 and last[0] == pieces[0][0][0] and _PLAIN.fullmatch(last):
        steps = ("echo",)
        yield Joined(last, steps)


def _forms(piece: Piece, first: bool, last: bool, priced: bool) -> list[Piece]:
    """What a piece may be without what does not belong to it, its look-alikes as digits."""
    text = piece[0].strip("|_") if first or last else piece[0]
    steps = piece[1] + ("dropped",) * (len(piece[0]) - len(text))
    trimmed: list[Piece] = [(text, steps)]
    if remnant := _REMNANT.search(text):
        trimmed = [*trimmed[last:], (text[: remnant.start()], (*steps, "remnant"))]
    for pattern, step in ((_MARK_DIGIT, "mark_digit"), (_LETTER, "letter")):
        trimmed += [(t[: m.start()], (*s, step)) for t, s in trimmed if (m := pattern.search(t))]
    if first and text[:1] in ("S", "s") and len(text) > 1:
        dropped = [(t[1:], (*s, "currency_alike")) for t, s in trimmed]
        trimmed = [*dropped, *((t, (*s, "not_currency")) for t, s in trimmed)]
    elif first and priced and text in ("S", "s"):
        trimmed.append(("", (*steps, "currency_alike")))
    if first and text[:1] in ("‘", "'") and len(text) > 2:
        trimmed += [(digit + t[1:], (*s, "lost")) for t, s in trimmed for digit in "123456789"]
    halves = [(h, (*s, *more)) for t, s in trimmed for h, more in halved(t, first, last)]
    return [_clean(t, s, first) for t, s in halves]


def _clean(text: str, steps: tuple[str, ...], first: bool) -> Piece:
    """A piece without stray characters at its ends, its look-alikes as digits."""
    negative = "-" if first and re.match(r"-\d", text) else ""
    if bracketed := re.fullmatch(r"\((.+)\)", text):
        text = bracketed[1]
        steps = (*steps, "small_in_brackets" if len(text) < 3 else "brackets")
    read, alike, sure = digits(text.removeprefix(negative))
    left = _strip(read)
    if not left:
        return "", steps
    gone = ("dropped_soft" if c in _SOFT else "dropped" for c in _gone(read, left))
    return negative + left, (*steps, *alike, *gone, *(() if sure or not alike else ("letters_only",)))


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
    sign = "-" if joined.text.startswith("-") else ""
    text = joined.text.removeprefix(sign).rstrip(",.")
    steps = joined.steps + ("dropped_soft",) * (len(joined.text) - len(sign) - len(text))
    clean = not _DOUBLING.intersection(joined.steps)
    for value, more in _values(text, joined.cuts, clean):
        yield mended(sign + value, steps + more)


def _values(text: str, cuts: tuple[int, ...], clean: bool) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Values of a text without a sign, each with the mendings of its grammar."""
    if _PLAIN.fullmatch(text) and not text.startswith("0,"):
        long = "," not in text and len(text.partition(".")[0]) > 3 and bool(cuts)
        yield _decimal(text), ("ungrouped",) if long else ()
    elif _GROUPS.fullmatch(text) or _HEADLESS.fullmatch(text):
        yield _decimal(text.removeprefix(",")), ("grouping",)
    if _POINTS.fullmatch(text):
        yield text.replace(".", ""), ("points_for_commas" if text.count(".") > 1 else "point_for_comma",)
    elif "." in text and _MIXED.fullmatch(text):
        yield _decimal(text.replace(".", "")), ("points_for_commas",)
    if behind := _DIGIT_BEHIND.fullmatch(text):
        yield _decimal(behind[1]), ("digit_behind",)
    if found := _DECIMAL_COMMA.fullmatch(text):
        yield _decimal(f"{found[1] or 0}.{found[2]}"), ("comma_for_point",)
    yield from _restored(text, cuts, clean)


def _decimal(text: str) -> str:
    """Without commas and needless noughts in front."""
    whole, point, rest = text.replace(",", "").partition(".")
    return (whole.lstrip("0") or "0") + point + rest


def _restored(text: str, cuts: tuple[int, ...], clean: bool) -> Iterator[tuple[str, tuple[str, ...]]]:
    """With the one digit that was lost: where commas miss it, or else on a cut beside a comma or a point."""
    plain = _PLAIN.fullmatch(text) is not None
    places = [0] if _HEADLESS.fullmatch(text) else []
    if not plain and (missing := _missing(text, cuts)) is not None:
        places.append(missing)
    for at in places:
        yield from ((_decimal(text[:at] + d + text[at:]), ("lost",)) for d in "0123456789"[at == 0 :])
    if clean and plain and ("," in text or "." in text):
        filled = (text[:at] + d + text[at:] for at in cuts for d in "0123456789")
        yield from ((_decimal(t), ("lost_unseen",)) for t in filled if _PLAIN.fullmatch(t))


def _missing(text: str, cuts: tuple[int, ...]) -> int | None:
    """Where exactly one digit is missing from the groups: on a cut, or else at the end of its group."""
    groups = text.partition(".")[0].split(",")
    short = [i for i, g in enumerate(groups) if i and len(g) != 3]
    if len(groups[0]) > 3 or len(short) != 1 or len(groups[short[0]]) != 2:
        return None
    start = sum(len(g) + 1 for g in groups[: short[0]])
    return next((c for c in cuts if start <= c <= start + 2), start + 2)


def _fraction_readings(found: re.Match[str]) -> tuple[Reading, ...]:
    """A price in eighths, as before 2001: 12 1/4 is 12.25."""
    value = Decimal(found[1] or 0) + Decimal(found[2]) / Decimal(found[3])
    return (Reading(format(value.normalize(), "f"), 0.2, "fraction"),)
