"""An owner's name and address as typed below their caption: by the form's captions, else line by line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extraction.layout.typed import Run, Typed, typed
from extraction.values.state import NAMES, STATES

Named = tuple[str, Typed]
_BELOW = {
    "names": re.compile(r"\W*\(?\s*(?:last|first|middle)\b", re.I),
    "street": re.compile(r"\W*\(\s*street\b|\W*street\W*$", re.I),
    "city": re.compile(r"\W*\(?\s*city\b\W+(?:\w+\W+){0,2}(?:state|zip)", re.I),
}
"""The captions below a name, a street and a city."""
_INLINE = re.compile(r"\s*\(\s*last\b.{0,25}$", re.I)
"""The caption of a name behind it."""
_BEFORE = re.compile(
    r"(?P<names>(?:last|name|names?, first)\b[^:]{0,25}):|(?P<city>city\b[^:]{0,25}):|(?P<state>state(?: or country)?):"
    r"|(?P<zip>zip(?: code)?):|(?P<street>(?:street|(?:business )?address|mailing address)\b[^:]{0,15}):",
    re.I,
)
"""The same captions before what they name."""
_FIELDS = ("CITY", "STATE", "ZIP")
_ZIP = r"(?:\d{5}(?:\s?-\s?\d{4})?|[A-Z]\d[A-Z] ?\d[A-Z]\d|[A-Z]{1,2}\d[\dA-Z]? \d[A-Z]{2})"
"""A postal code of the United States, of Canada, of Great Britain."""
_PROVINCES = ("AB", "BC", "MB", "NB", "NF", "NS", "ON", "PE", "PQ", "QC", "SK")
_NAMES = "|".join(name.replace(" ", r"\s+") for name in sorted(NAMES, key=len, reverse=True))
_CODES = "|".join((*sorted(STATES), *_PROVINCES, r"[A-Z]\d", r"[A-Z]\.[A-Z]\."))
_PLACE = re.compile(rf"(?P<before>.*?)[,.\s]*(?<![\w.])(?P<state>(?i:{_NAMES})|{_CODES})[,.\s]+(?P<zip>{_ZIP})\.?")
_NO_STATE = re.compile(rf"(?P<before>.*?)[,.\s]+(?P<zip>{_ZIP})")
_ABROAD = re.compile(r"U\.?S\.?A\.?|United States(?: of America)?", re.I)
_ONE_LINE = re.compile(
    r"(?P<name>[^,]+(?:, (?:Jr|Sr|II|III|IV|Inc|L\.?P|L\.?L\.?C)\b\.?)?), (?P<rest>(?:\d|P\.? ?O\.?|c/o).*)"
)


def name_owner(lines: Sequence[Sequence[Run]]) -> Iterator[Named]:
    """The name, the streets, city, state and ZIP code of an owner."""
    told = _by_captions([typed(line) for line in lines])
    if "names" not in told:
        told = {**told, **{kind: held for kind, held in _in_turn(told.pop("", [])).items() if held}}
    if "city" not in told and told.get("street") and _PLACE.fullmatch(told["street"][-1].text):
        told["city"] = [told["street"].pop()]
    if told.get("names"):
        yield "OWNER", _joined(told["names"])
    streets = told.get("street", [])
    yield from (("STREET2" if k else "STREET1", line) for k, line in enumerate(streets))
    if places := told.get("city", []):
        place = _joined(places)
        spread = next((line for line in lines if len(line) > 1 and typed(line) == place), ())
        parted = len(spread) == len(_FIELDS) or (spread and not _NO_STATE.fullmatch(place.text))
        if parted and not _PLACE.fullmatch(place.text):
            yield from zip(_FIELDS, (typed([run]) for run in spread), strict=False)
        else:
            yield from _place(place, bool(streets))
    yield from ((name.upper(), _joined(told[name])) for name in ("state", "zip") if told.get(name))


def _by_captions(lines: Sequence[Typed]) -> dict[str, list[Typed]]:
    """Lines by the captions that stand below or before them; under "" those that no caption tells."""
    told: dict[str, list[Typed]] = {}
    open_: list[Typed] = []
    current = ""
    for line in lines:
        if (inline := _INLINE.search(line.text)) and inline.start():
            told["names"], open_ = [*open_, line.cut(0, inline.start())], []
            continue
        below = next((kind for kind, pattern in _BELOW.items() if pattern.match(line.text)), None)
        before = _BEFORE.match(line.text)
        if before:
            current = before.lastgroup or ""
            line = line.cut(before.end(), len(line.text))
        elif below:
            told |= {below: [*told.get(below, []), *open_]} if open_ else {}
            open_, current = [], ""
            continue
        if not line.words:
            continue
        if current:
            told.setdefault(current, []).append(line)
        else:
            open_.append(line)
    return {**told, **_rest(told, open_)}


def _rest(told: dict[str, list[Typed]], lines: list[Typed]) -> dict[str, list[Typed]]:
    """Lines behind the last caption: a city where all but its caption were there."""
    if not lines or "names" not in told:
        return {"": lines} if lines else {}
    return {} if "city" in told else {kind: held for kind, held in _in_turn(lines, named=True).items() if held}


def _in_turn(lines: Sequence[Typed], named: bool = False) -> dict[str, list[Typed]]:
    """Lines without captions: a name, streets, at last a city with its ZIP code."""
    lines = [line for line in lines if not _ABROAD.fullmatch(line.text)]
    if len(lines) == 1 and not named and (one := _ONE_LINE.fullmatch(lines[0].text)):
        lines = [lines[0].cut(*one.span("name")), lines[0].cut(*one.span("rest"))]
    if len(lines) > 1 and re.fullmatch(_ZIP, lines[-1].text):
        lines = [*lines[:-2], _joined(lines[-2:])]
    at = next((k for k in range(len(lines) - 1, -1, -1) if _PLACE.fullmatch(lines[k].text)), None)
    first = 0 if named else 1
    if at is None or at < first:
        last = max(len(lines) - 1, first)
        return {"names": list(lines[:first]), "street": list(lines[first:last]), "city": list(lines[last:])}
    return {"names": list(lines[:first]), "street": list(lines[first:at]), "city": [lines[at]]}


def _place(line: Typed, has_street: bool) -> Iterator[Named]:
    """City, state and ZIP code of a line, and the street where that stands before them."""
    found = _PLACE.fullmatch(line.text)
    if not found:
        bare = _NO_STATE.fullmatch(line.text)
        yield "CITY", line.cut(*bare.span("before")) if bare else line
        if bare:
            yield "ZIP", line.cut(*bare.span("zip"))
        return
    before = line.cut(*found.span("before"))
    street = 0 if has_street else before.text.rstrip(", ").rfind(",")
    if street > 0:
        yield "STREET1", before.cut(0, street)
        before = before.cut(street + 1, len(before.text))
    yield "CITY", before.cut(0, len(before.text.rstrip(" ,")))
    yield "STATE", line.cut(*found.span("state"))
    yield "ZIP", line.cut(*found.span("zip"))


def _joined(lines: Sequence[Typed]) -> Typed:
    return Typed(tuple(word for line in lines for word in line.words))
