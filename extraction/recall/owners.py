"""Addresses of owners who file together: what one damaged place lacks, where others of them show the same."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from rapidfuzz.fuzz import ratio

from extraction.draft import Value
from extraction.recall.names import IMPLIED
from extraction.values import city, zip_code
from extraction.values.reading import Reading
from extraction.values.state import is_code

ADDRESS = ("street1", "street2", "city", "state", "zip")
SAME = 70
"""Likeness, in percent, from which a damaged address is one that others show."""
AGREED = 85
"""The same where no two show one address, letter for letter."""
MOST = 12
"""Owners whose lines are still put together in every way."""
READ = 0.9
"""How sure a state in one piece is as filed, whatever its ZIP code says."""
SURE = 0.99
"""How sure a state is that only its ZIP code tells."""
SHOWN = 2
"""Owners that must show an address, letter for letter."""

Owner = Mapping[str, Value]


def recall_addresses(owners: Sequence[Owner], cut: bool = False) -> tuple[Owner, ...]:
    """Owners with the address that others show, where one alone is shown so often and theirs looks like it, and with
    the state that their ZIP code lies in where theirs cannot be read, and a lone one's city: what several show alike is
    as it was filed. In mis-cut text (`cut`) a code that its state refutes is mended too, or not read."""
    owners = _addressed(owners) if cut else owners
    owners = [_in_its_state(owner) for owner in owners]
    owners = [_with_code(owner) for owner in owners] if cut else owners
    owners = [_in_its_city(owner) for owner in owners] if len(owners) == 1 else owners
    counts = Counter(_address(owner) for owner in owners if _is_whole(owner))
    shown = [address for address, count in counts.items() if count >= SHOWN]
    least = SAME
    if not shown and cut and len(owners) > SHOWN:
        shown, least = _agreed(owners), AGREED
    if len(shown) != 1:
        return tuple(owners)
    return tuple(_with(owner, shown[0]) if _looks_like(owner, shown[0], least) else owner for owner in owners)


def _addressed(owners: Sequence[Owner]) -> Sequence[Owner]:
    """The owners without those behind the first who show no line of an address where others do: words of other rows."""
    shown = [any(name in owner for name in ADDRESS) for owner in owners]
    return [o for k, o in enumerate(owners) if not k or shown[k]] if any(shown) else owners


def _with_code(owner: Owner) -> Owner:
    """The owner with a ZIP code of his state: but for a character as it was read, or none; or with the state that a
    whole code tells."""
    code, state = owner.get("zip"), owner.get("state")
    if code is None or not code.best:
        return owner
    place = state.best if state and state.best else ""
    if not is_code(place):
        told = [p for p in zip_code.places_of(code.best) if place in p or not place.isdigit()]
        if len(told) != 1:
            return owner
        place, state = told[0], _implied(state or Value((), (), SURE), told[0])
    mended = zip_code.within(code.best, place)
    if zip_code.fits(code.best, place) is None or mended == code.best:
        return owner
    state = state or Value((), (), SURE)
    home = zip_code.state_of(code.best)
    if home and _is_elsewhere(owner, state, home):
        return {**owner, "state": _implied(state, home)}
    whole = len(code.words) == 1 and home is not None
    new = _implied(code, mended) if mended else code if whole else replace(code, readings=())
    return {**owner, "state": state, "zip": new}


def _is_elsewhere(owner: Owner, state: Value, home: str) -> bool:
    """Whether an owner's city is one of another state than was read, and that not beyond doubt."""
    sure = state.probability >= READ and len(state.words) == 1
    return not sure and "city" in owner and city.is_known(owner["city"].best or "", home)


def _implied(value: Value, text: str) -> Value:
    others = tuple(r for r in value.readings if r.value != text)
    return value if value.best == text else replace(value, readings=(Reading(text, 1.0, IMPLIED), *others))


def _agreed(owners: Sequence[Owner]) -> list[tuple[str | None, ...]]:
    """The address, put together of lines that owners show, that has the letters of all that they show; of several such
    the one with the shortest city (what belongs above it is taken for more of it), then the one most like the others.
    """
    shown = [sorted({b for o in owners if name in o and (b := o[name].best)}) for name in ADDRESS]
    like = {
        text: sum(_alike(text, o[n]) for o in owners if n in o)
        for n, held in zip(ADDRESS, shown, strict=True)
        for text in held
    }
    most = [max(held, key=lambda text: like[text], default=None) for held in shown]
    if len(owners) > MOST or not all(most[i] for i in (0, 2, 3, 4)):
        return []
    bags = [_bag(owner) for owner in owners]

    def worth(way: Sequence[str | None]) -> tuple[float, ...]:
        return round(sum(ratio(_bag_of(way), bag) for bag in bags)), -len(way[2] or ""), sum(like[t] for t in way if t)

    streets: list[str | None] = [*shown[1]] or [None]
    best = max(((most[0], street, place, *most[3:]) for place in shown[2] for street in streets), key=worth)
    near = sum(ratio(_bag_of(best), bag) >= AGREED for bag in bags)
    return [best] if near > SHOWN else []


def _alike(text: str, value: Value) -> float:
    return ratio(text, value.best) if value.best else 0.0


def _bag(owner: Owner) -> str:
    return _letters(word.text for name in ADDRESS if name in owner for word in owner[name].words)


def _bag_of(address: Iterable[str | None]) -> str:
    return _letters(part for text in address if text for part in text.split())


def _in_its_state(owner: Owner) -> Owner:
    """The owner with the state of the ZIP code where what was read is none (99.8% of the corpus lie in that state)."""
    code, state = owner.get("zip"), owner.get("state") or Value((), (), SURE)
    told = zip_code.state_of(code.best) if code and code.best else None
    if told is None or (state.best and is_code(state.best)):
        return owner
    return {**owner, "state": replace(state, readings=(Reading(told, 1.0, IMPLIED), *state.readings))}


def _in_its_city(owner: Owner) -> Owner:
    """The owner with the city of his state that a damaged name is nearly."""
    held, state = owner.get("city"), owner.get("state")
    if held is None or not held.best:
        return owner
    name = city.nearest(held.best, state.best if state else None)
    if name is None:
        return owner
    written = name if held.best.isupper() else name.title()
    return {**owner, "city": replace(held, readings=(Reading(written, 1.0, IMPLIED), *held.readings))}


def _address(owner: Owner) -> tuple[str | None, ...]:
    return tuple(owner[name].best if name in owner else None for name in ADDRESS)


def _is_whole(owner: Owner) -> bool:
    return all(name in owner and owner[name].best for name in ("street1", "city", "zip"))


def _looks_like(owner: Owner, address: Sequence[str | None], least: float = SAME) -> bool:
    """Whether the words of an owner's address, in whatever field and order, are nearly those of another."""
    code, shown = (owner["zip"].best or "" if "zip" in owner else ""), address[-1] or ""
    if zip_code.state_of(code) and zip_code.state_of(shown) and code[:5] != shown[:5] and not _is_near(code, shown):
        return False
    return ratio(_bag(owner), _bag_of(address)) >= least


def _is_near(code: str, other: str) -> bool:
    """Whether two ZIP codes are one but for a character."""
    return sum(a != b for a, b in zip(code[:5], other[:5], strict=False)) < 2


def _letters(words: Iterable[str]) -> str:
    return "".join(sorted("".join(re.sub(r"\W", "", word).lower() for word in words)))


def _with(owner: Owner, address: Sequence[str | None]) -> Owner:
    """The owner with an address; what he shows otherwise is kept as a dearer reading."""
    if _address(owner) == tuple(address):
        return owner
    words = tuple(word for name in ADDRESS if name in owner for word in owner[name].words)
    least = min(owner[name].probability for name in ADDRESS if name in owner)
    held = {name: value for name, value in owner.items() if name not in ADDRESS}
    for name, text in zip(ADDRESS, address, strict=True):
        if text is None:
            continue
        old = owner.get(name)
        if old is not None and old.best == text:
            held[name] = old
        else:
            value = old or Value(words, (), least)
            held[name] = replace(value, readings=(Reading(text, 1.0, IMPLIED), *value.readings))
    return held
